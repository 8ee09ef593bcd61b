"""What a node does when the wheelhouse of B is imported there for the first time, and what uv's installer takes for the same.

Then a second wheelhouse that shares the wheels, and many processes that start at once on a node that has none of it.
"""
import os
import subprocess
import time
from pathlib import Path

from harness.environments import HERE
from harness.measure import Failed, Sample, in_turns, timed
from harness.peers import Tools, kept, succeeds

IMPORTING = HERE / "harness" / "importing.py"
SMALL = {"P": "user_modules", "A": "idna", "B": "threadpoolctl"}     # quick to import: what is measured is the rest


def run(bench):
    name = "P" if bench.smoke else "B"
    wheelhouse, second = wheelhouses(bench, name)
    wheels = list(unpacked(bench, wheelhouse).glob("*.whl"))

    def activate():
        return first_import(bench, bench.fresh("node"), wheelhouse, SMALL[name])

    def uv(caches="uv-install-caches"):
        bench.fresh(caches, "uv")
        out = bench.fresh("out", "uv-install")
        command = [bench.tools / "uv", "pip", "install", "-q", "--python", bench.python, "--no-index", "--no-deps", "--target", out / "target", *wheels]
        seconds, peak, _ = timed(command, bench.env(caches))
        return Sample().add("uv pip install", seconds, peak)

    def unzip():
        out = bench.fresh("out", "unzip")
        code = "import sys, zipfile\nfor path in sys.argv[2:]: zipfile.ZipFile(path).extractall(sys.argv[1])"
        seconds, peak, _ = timed([bench.python, "-c", code, out, *wheels], bench.env())
        return Sample().add("zipfile.extractall", seconds, peak)

    turns = 1 if bench.smoke else 2 * bench.rounds      # fresh memory costs a virtual machine now little, now much
    rows = in_turns(turns, {"dyndeps": activate, "uv pip install": uv, "zipfile.extractall": unzip}, "activate", input=name, what="first")

    def shared():
        store = bench.fresh("node")
        first_import(bench, store, wheelhouse, SMALL[name])
        return first_import(bench, store, second, SMALL[name])

    rows += in_turns(bench.rounds, {"dyndeps": shared}, "activate", input=name, what="second wheelhouse")
    for count in (1, 2) if bench.smoke else (1, 2, 4, 8, 16):
        rows += in_turns(bench.slow_rounds, {"dyndeps": lambda count=count: at_once(bench, wheelhouse, SMALL[name], count)}, "activate",
                         input=name, what="processes at once", processes=count)
    bench.fresh("node")
    bench.fresh("out")
    return rows


def wheelhouses(bench, name):
    """The wheelhouse of an input, and another with the same wheels and one more module."""
    tools = Tools(bench)
    lines = bench.inputs / name / "requirements.txt"
    first = kept(bench, succeeds(lambda: tools.dyndeps(lines if lines.exists() else bench.inputs / name, cold=False)), name)[0]
    both = bench.fresh("inputs", name + "-and-P")
    for file in [*(bench.inputs / name).iterdir(), bench.inputs / "P" / "answers.py"]:
        (both / file.name).write_text(file.read_text())
    (both / "more.py").write_text("MORE = 1\n")
    return first, kept(bench, succeeds(lambda: tools.dyndeps(both, cold=False)), name + "-and-P")[0]


def unpacked(bench, wheelhouse):
    import zipfile
    folder = bench.fresh("kept", "wheels")
    with zipfile.ZipFile(wheelhouse) as z:
        for name in z.namelist():
            if name.startswith("wheels/") and name.endswith(".whl"):
                (folder / Path(name).name).write_bytes(z.read(name))
    return folder


def first_import(bench, store, path, *modules):
    """A new process that imports, all of it."""
    seconds, peak, said = timed([bench.python, "-I", IMPORTING, path, *modules], bench.env(DYNDEPS_NODE_CACHE=str(store)))
    return Sample().add("process", seconds, peak)


def at_once(bench, wheelhouse, module, count):
    """Until the last of so many processes, started at once on an empty node, has imported."""
    env = bench.env(DYNDEPS_NODE_CACHE=str(bench.fresh("node")))
    begun = time.perf_counter()
    running = [subprocess.Popen([bench.python, "-I", IMPORTING, wheelhouse, module], env=env, stdout=subprocess.DEVNULL) for _ in range(count)]
    peak = 0
    for process in running:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        peak = max(peak, usage.ru_maxrss / 1024)
    if any(process.returncode for process in running):
        raise Failed("a process of %d ended badly" % count)
    return Sample().add("all", time.perf_counter() - begun, peak)
