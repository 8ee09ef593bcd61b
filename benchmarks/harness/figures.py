"""Medians out of the data file, and performance's goals as rows: what, goal, measured, met."""
from statistics import median

PIP, UV = "pip wheel + zip", "uv install + zip"


class Figures:
    def __init__(self, results):
        self.results = results

    def rows(self, suite, **key):
        rows = self.results.get(suite, {}).get("rows", ())
        return [row for row in rows if row["seconds"] and all(row.get(name) == value for name, value in key.items())]

    def of(self, suite, tool, stage=None, **key):
        """The median of a row's seconds, or of one stage's; None if it was not measured."""
        for row in self.rows(suite, tool=tool, **key):
            seconds = row["stages"].get(stage) if stage else row["seconds"]
            return median(seconds) if seconds else None
        return None

    def ratio(self, suite, slow, fast="dyndeps", stage=None, **key):
        """How many times faster."""
        one, other = self.of(suite, slow, stage, **key), self.of(suite, fast, stage, **key)
        return one / other if one is not None and other else None


def goals(results):
    """[(what, goal, measured, whether it is met; None: not measured)], in the order of the design's table."""
    f, rows = Figures(results), []

    def row(what, goal, text, met, *values):
        known = all(value is not None for value in values)
        rows.append((what, goal, text % values if known else "not measured", met(*values) if known else None))

    def times(what, least, value):
        row(what, "at least %g times faster" % least, "%.1f times", lambda v: v >= least, value)

    row("build A, everything cold", "no slower than `pip wheel` alone", "%.2f of its time", lambda v: v <= 1,
        _over(f.of("build", "dyndeps", input="A", state="cold"), f.of("build", PIP, "pip wheel", input="A", state="cold")))
    times("build B, cold, against `pip wheel` and a stored zip", 2, f.ratio("build", PIP, input="B", state="cold"))
    for name, least in (("A", 2), ("B", 3)):
        times("rebuild %s, nothing changed, still asking the index, against warm `pip wheel`" % name, least,
              _over(f.of("build", PIP, "pip wheel", input=name, state="warm"), f.of("build", "dyndeps", input=name, state="warm")))
    for name, least in (("A", 2.5), ("B", 8)):
        times("rebuild %s from a lock, nothing changed, against warm `pip wheel`" % name, least,
              _over(f.of("build", PIP, "pip wheel", input=name, state="lock"), f.of("build", "dyndeps", input=name, state="lock")))
    times("build P, against `pip wheel` of the same code", 5,
          _over(f.of("build", PIP, "pip wheel", input="P", state="cold"), f.of("build", "dyndeps", input="P", state="cold")))
    for size in ("1 GB", "3 GB"):
        row("writing a wheelhouse of %s with 256 MiB of heap, against `cp` of the wheels" % size, "at least 70 % of its speed", "%.0f %%",
            lambda v: v >= 70, _percent(f.of("write", "cp of the wheels", size=size), f.of("write", "dyndeps, 256 MiB of heap", "pack", size=size)))
    row("activation of B on a new node, against uv's installer", "at most its time", "%.2f of its time (%.2f s, %.2f s)", lambda v, *_: v <= 1,
        _over(f.of("activate", "dyndeps", input="B", what="first"), f.of("activate", "uv pip install", input="B", what="first")),
        f.of("activate", "dyndeps", input="B", what="first"), f.of("activate", "uv pip install", input="B", what="first"))
    row("16 processes at once on a new node, against one", "paid once", "%.2f of one's time", lambda v: v < 2,
        _over(f.of("activate", "dyndeps", input="B", what="processes at once", processes=16), f.of("activate", "dyndeps", input="B", what="processes at once", processes=1)))
    row("activation of a second wheelhouse that shares the wheels of B", "under 0.5 s", "%.2f s", lambda v: v < 0.5,
        f.of("activate", "dyndeps", input="B", what="second wheelhouse"))
    row("warm imports, against a pip-installed folder", "at most 1.1 times", "%.2f times", lambda v: v <= 1.1,
        f.ratio("imports", "dyndeps", "plain folder", input="B", what="large libraries"))
    row("a process that finds the tree ready, against a plain folder", "under 10 ms more", "%.1f ms more", lambda v: v < 10,
        _milliseconds_more(f.of("imports", "dyndeps", input="B", what="nothing else"), f.of("imports", "plain folder", input="B", what="nothing else")))
    for way, least in (("pip --target + addArchive", 10), ("venv-pack + addArchive", 5)):
        times("from the requirements to the first task with the dependency on a worker, B, cold, against " + way, least,
              f.ratio("ship", way, "dyndeps", input="B", state="cold"))
    row("64 runs at once with versions that conflict: the slowest, against the fair share of the machine", "all right, at most twice", "%.2f times",
        lambda v: v <= 2, _share(results, f))
    row("`--help`", "under 0.3 s", "%.2f s", lambda v: v < 0.3, f.of("start", "dyndeps --help"))
    row("`inspect`", "under 0.3 s", "%.2f s", lambda v: v < 0.3, f.of("start", "dyndeps inspect"))
    for name in ("A", "B"):
        near = _over(f.of("build", PIP, input=name, state="cold"), f.of("build", "dyndeps", input=name, state="cold"))
        far = f.ratio("network", PIP, input=name, state="cold")
        row("build %s, cold, 50 ms a request and 20 MB/s a connection, against `pip wheel` and a stored zip" % name, "a larger ratio than near by",
            "%.1f times (near by %.1f)", lambda v, w: v >= w, far, near)
    return rows


def _over(one, other):
    return one / other if one is not None and other else None


def _percent(one, other):
    return 100 * one / other if one is not None and other else None


def _milliseconds_more(one, other):
    return 1000 * (one - other) if one is not None and other is not None else None


def _share(results, f):
    """How much longer the slowest of 64 took than if the machine's cores did one run after the other."""
    alone, all = f.of("runs", "dyndeps", runs=1), f.rows("runs", runs=64)
    if alone is None or not all:
        return None
    return median(all[0]["slowest"]) / (64 * alone / results["runs"]["environment"]["cores"])
