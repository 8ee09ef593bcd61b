"""docs/benchmarks/README.md, wholly made from the data file."""
from statistics import median

from harness.figures import Figures, goals

HEAD = """# Benchmarks

Made by `python3 benchmarks/draw.py` from [results.json](results.json), which `python3 benchmarks/run.py --all` writes. Only ratios count:
all tools of a table were measured in one run, on the same input, in turns, on one machine; figures are medians of seconds.
[Where the time goes](profile.md) says what stands behind the goals that are missed, and what did not help.

Inputs: **A** requests and pandas (10 wheels, 30 MB); **B** ten data science packages (48 wheels, 193 MB, 662 MB unpacked); **P** one
module without dependencies; **K** a small `pyproject.toml` package; **W200** 200 small wheels from an index on this machine. *Cold*: nothing
in any cache, but each tool is installed and has run before. *Warm*: the same again. *Lock*: the same again, from the lock.

"""
BEGIN, END = "<!-- made by benchmarks/draw.py -->\n", "<!-- end -->\n"
PICTURES = {
    "ship": "From the requirements of B to the first task with pandas on a Spark worker",
    "build": "From the input to one file",
    "network": "The same, where a request takes 50 ms and a connection gives 20 MB/s",
    "scale": "Number of wheels", "write": "Size", "activate": "Processes that start at once on a new node", "runs": "Runs at once, each with its own version",
}


def page(results):
    """The whole text."""
    parts = [HEAD, _goals(results)]
    for suite, title, columns in (
            ("ship", PICTURES["ship"], ("state",)), ("build", PICTURES["build"], ("input", "state")),
            ("network", PICTURES["network"], ("input", "state")), ("scale", PICTURES["scale"], ("wheels",)), ("write", PICTURES["write"], ("size",)),
            ("activate", "On a new node", ("what", "processes")), ("imports", "On a node that has everything", ("what",)),
            ("runs", PICTURES["runs"], ("runs",)), ("start", "Start", ())):
        if suite in results:
            parts.append(_section(results, suite, title, columns))
    return "".join(parts)


def in_readme(text, results):
    """The README with the one picture that a user would want, and the ratios that it shows, between its two marks."""
    before, _, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    return before + BEGIN + _speed(Figures(results)) + end + after


def _speed(f):
    ways = (("pip --target + addArchive", "`pip install --target`, a zip and `addArchive`"), ("venv-pack + addArchive", "venv-pack"), ("pex + addFile", "pex"))
    ratios = [(f.ratio("ship", way, input="B", state="cold"), name) for way, name in ways]
    if not all(ratio for ratio, _ in ratios):
        return ""
    faster = ", ".join("%.1f times as fast as %s" % pair for pair in ratios)
    return ("![%s](docs/benchmarks/ship.svg)\n\nTen data science packages (48 wheels, 193 MB) with nothing in any cache: %s.\n"
            % (PICTURES["ship"], faster))


def _goals(results):
    marks = {True: "yes", False: "**no**", None: ""}
    lines = ["## Goals\n", "| what | goal | measured | met |", "|---|---|---|---|"]
    lines += ["| %s | %s | %s | %s |" % (what, goal, text, marks[met]) for what, goal, text, met in goals(results)]
    busy = sorted(suite for suite, entry in results.items() if entry["environment"]["load"] > entry["environment"]["cores"] / 2)
    if busy:
        lines.append("\n**Noise: the machine had been busy in the minute before these began: %s.**" % ", ".join(busy))
    return "\n".join(lines) + "\n\n"


def _section(results, suite, title, columns):
    entry = results[suite]
    lines = ["## %s\n" % title]
    if suite in PICTURES:
        lines.append("![%s](%s.svg)\n" % (title, suite))
    lines += ["| %s | tool | seconds | least, most | rounds | stages | peak MB |" % " | ".join(columns) if columns else "| tool | seconds | least, most | rounds | stages | peak MB |",
              "|---" * (len(columns) + 6) + "|"]
    for row in entry["rows"]:
        cells = [str(row.get(column, "")) for column in columns] + [row["tool"]]
        seconds = row["seconds"]
        if seconds:
            stages = ", ".join("%s %s" % (stage, _short(median(values))) for stage, values in row["stages"].items() if len(row["stages"]) > 1)
            cells += [_short(median(seconds)), "%s, %s" % (_short(min(seconds)), _short(max(seconds))), str(len(seconds)), stages, str(max(row["peak_mb"]) or "")]
        else:
            cells += ["failed", "", "", "", ""]
        lines.append("| " + " | ".join(cells) + " |")
    facts = entry["environment"]
    lines.append("\nMeasured %s%s: %d cores (%s), %d GiB, load %.1f before, Linux %s, Python %s, Java %s, dyndeps %s at %s; %s. `python3 benchmarks/run.py --only %s`\n" % (
        entry["measured"], ", quick" if entry["quick"] else "", facts["cores"], facts["cpu"], facts["memory_gib"], facts["load"], facts["kernel"], facts["python"], facts["java"],
        facts["dyndeps"], facts["commit"], ", ".join(facts["peers"]).replace("==", " "), suite))
    return "\n".join(lines) + "\n"


def _short(seconds):
    return "%.3f" % seconds if seconds < 0.1 else "%.2f" % seconds if seconds < 10 else "%.1f" % seconds
