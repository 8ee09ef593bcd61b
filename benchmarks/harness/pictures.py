"""Pictures of the data file: bars against peers, growth curves. The same data give the same bytes."""
from statistics import median

import matplotlib

matplotlib.use("svg")
matplotlib.rcParams.update({"svg.hashsalt": "dyndeps", "font.size": 10, "axes.spines.top": False, "axes.spines.right": False})
from matplotlib import pyplot  # noqa: E402

OURS, PEERS = "#0b7a75", ["#b8b8b8", "#8f9bb3", "#d0a98f", "#a8bfa1", "#c9b6d6", "#9a9a9a", "#d9cf9a"]


def color(tool, peers):
    return OURS if tool.startswith("dyndeps") else PEERS[peers.index(tool) % len(PEERS)]


def save(figure, folder, name):
    figure.tight_layout()
    figure.savefig(folder / (name + ".svg"), metadata={"Date": None, "Creator": None})
    pyplot.close(figure)


def draw(results, folder):
    for name, picture in (("ship", ship), ("build", bars), ("network", bars), ("scale", scale), ("write", write), ("activate", activate), ("runs", runs)):
        if name in results and any(row["seconds"] for row in results[name]["rows"]):
            rows = [row for row in results[name]["rows"] if row["seconds"]]
            picture(rows, folder, name, **({"cores": results[name]["environment"]["cores"]} if picture is runs else {}))


def ship(rows, folder, name):
    """The one picture a user would want: a bar for each way, made of making the archive and of getting it to a task."""
    labels = {("dyndeps", "cold"): "dyndeps", ("dyndeps", "warm"): "dyndeps, again"}
    bars = []
    for row in rows:
        last = median(map(sum, zip(row["stages"]["ship"], row["stages"]["first import"])))
        bars.append((labels.get((row["tool"], row["state"]), row["tool"]), median(row["seconds"]) - last, last))
    bars.sort(key=lambda bar: bar[1] + bar[2])
    figure, axes = pyplot.subplots(figsize=(8.5, 0.62 * len(bars) + 1.3))
    for at, (label, make, first) in enumerate(bars):
        ours = label.startswith("dyndeps")
        axes.barh(at, make, color=OURS if ours else "#9a9a9a", height=0.62)
        axes.barh(at, first, left=make, color="#6fc2b8" if ours else "#cfcfcf", height=0.62)
        axes.text(make + first, at, "  %.1f s" % (make + first), va="center", weight="bold" if ours else "normal")
    axes.set_yticks(range(len(bars)), [label for label, _, _ in bars])
    axes.invert_yaxis()
    axes.set_xlim(0, 1.12 * max(make + first for _, make, first in bars))
    axes.set_xlabel("seconds; dark: resolve, fetch, pack; light: ship, unpack, import pandas in a task")
    figure.suptitle("Ten data science packages, from requirements.txt to the first task on a Spark worker", x=0.02, ha="left", fontsize=11)
    save(figure, folder, name)


def bars(rows, folder, name):
    inputs = list(dict.fromkeys(row["input"] for row in rows))
    peers = sorted({row["tool"] for row in rows if row["tool"] != "dyndeps"})
    figure, all_axes = pyplot.subplots(len(inputs), 1, figsize=(8.5, sum(0.5 + 0.27 * len(_of(rows, input)) for input in inputs) + 0.6), squeeze=False,
                                       gridspec_kw={"height_ratios": [len(_of(rows, input)) + 1 for input in inputs]})
    for axes, input in zip(all_axes[:, 0], inputs):
        some = _of(rows, input)
        for at, row in enumerate(some):
            seconds = median(row["seconds"])
            axes.barh(at, seconds, color=color(row["tool"], peers), height=0.72)
            axes.text(seconds, at, " %.2f" % seconds, va="center", fontsize=8)
        axes.set_yticks(range(len(some)), ["%s, %s" % (row["tool"], row["state"]) for row in some], fontsize=8)
        axes.invert_yaxis()
        axes.set_xlim(0, 1.1 * max(median(row["seconds"]) for row in some))
        axes.set_title(input, loc="left", fontsize=11, weight="bold")
    all_axes[-1, 0].set_xlabel("seconds")
    save(figure, folder, name)


def _of(rows, input):
    return [row for row in rows if row["input"] == input]


def curves(lines, xlabel, folder, name, ticks, labels=None, ideal=None, flat=False):
    figure, axes = pyplot.subplots(figsize=(7, 3.8))
    peers = [tool for tool in lines if not tool.startswith("dyndeps")]
    for tool, points in lines.items():
        xs, ys = zip(*sorted(points))
        axes.plot(xs, ys, marker="o", color=color(tool, peers), linewidth=2.4 if tool.startswith("dyndeps") else 1.6, label=tool)
    if ideal:
        axes.plot(*ideal, color="#444444", linestyle=":", label="fair share of the machine")
    axes.set(xscale="log", yscale="linear" if flat else "log", xlabel=xlabel, ylabel="seconds")
    if flat:                                # a logarithm of nearly the same would have no ticks and look steep
        axes.set_ylim(0, 1.3 * max(y for points in lines.values() for _, y in points))
    axes.set_xticks(ticks, labels or [str(tick) for tick in ticks])
    axes.yaxis.set_major_formatter(lambda value, _: "%g" % value)
    axes.minorticks_off()
    axes.legend(frameon=False)
    save(figure, folder, name)


def grouped(rows, key):
    lines = {}
    for row in rows:
        lines.setdefault(row["tool"], []).append((row[key], median(row["seconds"])))
    return lines


def scale(rows, folder, name):
    curves(grouped(rows, "wheels"), "wheels, everything cold, index on the same machine", folder, name, sorted({row["wheels"] for row in rows}))


def write(rows, folder, name):
    sizes = {"10 MB": 10, "100 MB": 100, "1 GB": 1024, "3 GB": 3072}
    rows = [dict(row, megabytes=sizes[row["size"]]) for row in rows]
    used = {size: value for size, value in sizes.items() if any(row["size"] == size for row in rows)}
    curves(grouped(rows, "megabytes"), "wheels given as files", folder, name, list(used.values()), list(used))


def activate(rows, folder, name):
    rows = [row for row in rows if row["what"] == "processes at once"]
    curves({"dyndeps: until the last has imported": [(row["processes"], median(row["seconds"])) for row in rows]}, "processes that start at once on a new node",
           folder, name, sorted({row["processes"] for row in rows}), flat=True)


def runs(rows, folder, name, cores):
    points = [(row["runs"], median(row["seconds"])) for row in rows]
    alone = dict(points)[1]
    counts = sorted(count for count, _ in points)
    curves({"dyndeps: until the last has ended": points}, "runs at once, each with its own version", folder, name, counts,
           ideal=(counts, [alone * max(1, count / cores) for count in counts]))
