"""The same against an index that adds 50 ms to each request and lets 20 MB/s through each connection."""
from harness import inputs
from harness.peers import Tools
from suites.build import of

DELAY, RATE = 0.05, 20e6


def run(bench):
    rows = []
    for name in () if bench.smoke else ("A", "B"):
        with bench.index(bench.mirror(name), DELAY, RATE) as url:
            rows += of(bench, name, Tools(bench, url), suite="network", states=("cold", "warm"))
    count = 5 if bench.smoke else 200
    wheels = bench.wheels("W%d" % count, lambda folder: inputs.small_wheels(folder, count))
    with bench.index(wheels, DELAY, RATE) as url:
        rows += of(bench, "W%d" % count, Tools(bench, url), ["bench-small-000"], suite="network", states=("cold", "warm"))
    return rows
