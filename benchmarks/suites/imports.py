"""Processes that find the tree ready, against the same wheels installed in a plain folder."""
from harness.measure import Sample, in_turns
from harness.environments import HERE
from harness.measure import timed
from harness.peers import succeeds
from suites.activate import SMALL, first_import, unpacked, wheelhouses

IMPORTING = HERE / "harness" / "importing.py"
MODULES = {"P": ["user_modules"], "B": ["pandas", "scipy.stats", "sklearn.linear_model", "pyarrow", "matplotlib.pyplot", "polars", "fastapi", "sqlalchemy"]}


def run(bench):
    name = "P" if bench.smoke else "B"
    wheelhouse, _ = wheelhouses(bench, name)
    folder = bench.fresh("out", "folder")
    wheels = list(unpacked(bench, wheelhouse).glob("*.whl"))
    command = [bench.tools / "python", "-m", "pip", "install", "-q", "--no-index", "--no-deps", "--no-compile", "--target", folder, *wheels]
    succeeds(lambda: timed(command, bench.env()))
    node = bench.fresh("node")

    def process(path, modules):
        return lambda: first_import(bench, node, path, *modules)

    def without_bytecode(path):
        def once():
            env = bench.env(DYNDEPS_NODE_CACHE=str(node), PYTHONDONTWRITEBYTECODE="1")
            seconds, peak, _ = timed([bench.python, IMPORTING, path, *MODULES[name]], env)
            return Sample().add("process", seconds, peak)
        return once

    rows = []
    turns = 1 if bench.smoke else 21
    for what, modules, rounds in (("nothing else", [SMALL[name]], turns), ("large libraries", MODULES[name], bench.rounds)):
        todo = {"dyndeps": process(wheelhouse, modules), "plain folder": process(folder, modules)}
        for tool in todo.values():
            succeeds(tool)              # unpacks, and writes bytecode
        rows += in_turns(rounds, todo, "imports", input=name, what=what)
    todo = {"dyndeps": without_bytecode(wheelhouse), "plain folder": without_bytecode(folder)}
    rows += in_turns(bench.slow_rounds, todo, "imports", input=name, what="large libraries, PYTHONDONTWRITEBYTECODE")
    bench.fresh("node")
    bench.fresh("out")
    return rows
