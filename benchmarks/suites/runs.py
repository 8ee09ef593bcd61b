"""1 to 64 runs at once, each with its own version of one package: build the wheelhouse, import it on the same node, look.

Spark is left out: 64 of them are 192 Java processes. What runs share is all here: the caches and the node's store.
"""
import subprocess
import threading
import time

from harness import inputs
from harness.environments import HERE
from harness.measure import Failed, Sample, row

IMPORTING = HERE / "harness" / "importing.py"


def run(bench):
    rows = []
    for count in (1, 2) if bench.smoke else (1, 4, 16, 64):
        samples, slowest = [], []
        for _ in range(1 if bench.smoke else bench.slow_rounds):
            bench.fresh("node")
            bench.cool("dyndeps-caches")
            begun = time.perf_counter()
            seconds = all_at_once(bench, count)
            samples.append(Sample().add("all", time.perf_counter() - begun))
            slowest.append(round(max(seconds), 4))
        print("  %d at once: %s s" % (count, ", ".join("%.2f" % sample.total for sample in samples)), flush=True)
        rows.append(dict(row("runs", "dyndeps", samples, runs=count), slowest=slowest))
    bench.fresh("node")
    return rows


def all_at_once(bench, count):
    """How long each run took."""
    seconds, problems = [], []

    def one(number):
        begun = time.perf_counter()
        try:
            a_run(bench, number)
        except (Failed, subprocess.CalledProcessError) as e:
            problems.append(str(e))
        seconds.append(time.perf_counter() - begun)

    threads = [threading.Thread(target=one, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if problems:
        raise SystemExit("benchmarks: %d of %d runs failed; the first: %s" % (len(problems), count, problems[0]))
    return seconds


def a_run(bench, number):
    version, env = "1.%d" % number, bench.env("dyndeps-caches", DYNDEPS_NODE_CACHE=str(bench.work / "node"))
    source, out = bench.fresh("inputs-runs", str(number)), bench.fresh("out", "runs", str(number))
    inputs.versioned(source, version)
    subprocess.run([bench.program, "build", source, "--target", bench.target, "-o", out, "--quiet"], env=env, check=True, stdout=subprocess.DEVNULL)
    wheelhouse = next(out.glob("*.zip"))
    said = subprocess.run([bench.python, "-I", IMPORTING, wheelhouse, "bench_contested"], env=env, check=True, stdout=subprocess.PIPE).stdout.decode()
    if said.split()[1] != version:
        raise Failed("run %d saw version %s" % (number, said.split()[1]))
