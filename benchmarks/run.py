"""Measures dyndeps against what people use today: python3 benchmarks/run.py --all

Results go to docs/benchmarks/results.json, one entry for each benchmark; `python3 benchmarks/draw.py` makes the table and the
pictures of them. All else is kept in target/benchmarks: environments with the peers, inputs, caches.

  --all             every benchmark
  --only NAME       these only; may be given several times
  --quick           three rounds instead of five, two of what takes a minute or more: about 25 minutes on two cores that do nothing else
  --rounds N        so many rounds of everything
  --smoke           the smallest input, one round, and nothing is written but what --results names: does it still work?
  --program FILE    the program to measure, or its plain zip; default: the zip is built here
  --work DIR        instead of target/benchmarks
  --results FILE    instead of docs/benchmarks/results.json
"""
import argparse
import importlib
import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from harness import environments, results  # noqa: E402
from harness.bench import Bench  # noqa: E402

SUITES = ("start", "build", "network", "write", "activate", "imports", "ship", "scale", "runs")


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, usage="run.py (--all | --only NAME) [options]")
    parser.add_argument("--all", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--only", action="append", choices=SUITES, default=[], help=argparse.SUPPRESS)
    parser.add_argument("--quick", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--smoke", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--rounds", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--program", help=argparse.SUPPRESS)
    parser.add_argument("--work", type=Path, default=environments.ROOT / "target" / "benchmarks", help=argparse.SUPPRESS)
    parser.add_argument("--results", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if not options.all and not options.only:
        parser.error("--all, or --only one of " + ", ".join(SUITES))
    file = options.results or (None if options.smoke else results.FILE)
    bench, facts = prepare(options)
    for suite in SUITES if options.all else options.only:
        begun = time.monotonic()
        print(suite, file=sys.stderr, flush=True)
        rows = importlib.import_module("suites." + suite).run(bench)
        if file:
            results.write(suite, facts, options.quick, rows, file)
        print("  %s took %.0f s" % (suite, time.monotonic() - begun), file=sys.stderr, flush=True)


def prepare(options):
    load = os.getloadavg()[0]           # of others: not of what is built and installed here
    work = options.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    version, python = environments.find_python()
    program = environments.program(work, options.program)
    tools = environments.environment(work / "tools", python, "requirements.txt")
    rounds = 1 if options.smoke else options.rounds or (3 if options.quick else 5)
    slow = 1 if options.smoke else options.rounds or (2 if options.quick else 5)
    bench = Bench(work, rounds, slow, options.quick, version, python, tools, program, options.smoke)
    bench.first_use()
    return bench, environments.facts(version, tools, program, bench.env("dyndeps-caches"), load)


if __name__ == "__main__":
    main(sys.argv[1:])
