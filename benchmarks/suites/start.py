"""Starting: `--help`, and `inspect` of a small zip."""
import shutil

from harness.measure import Sample, in_turns, timed


def run(bench):
    env = bench.env("dyndeps-caches")
    zipped = shutil.make_archive(str(bench.work / "inputs" / "P"), "zip", bench.inputs / "P")

    def command(*arguments):
        def once():
            seconds, peak, _ = timed([bench.program, *arguments], env)
            return Sample().add("all", seconds, peak)
        once()                          # what is made at first use is made before
        return once

    tools = {"dyndeps --help": command("--help"), "dyndeps inspect": command("inspect", zipped)}
    return in_turns(max(bench.rounds, 5) if not bench.smoke else 1, tools, "start")
