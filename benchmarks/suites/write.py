"""Writing the wheelhouse, against `cp` of its wheels, and `cp` and then the digest, which is part of writing it; large ones with 256 MiB of heap."""
from harness import inputs
from harness.measure import Sample, in_turns, timed
from harness.peers import Tools

SIZES = {"10 MB": [10], "100 MB": [25] * 4, "1 GB": [256] * 4, "3 GB": [512] * 6}


def run(bench):
    rows, tools = [], Tools(bench)
    for name in ["10 MB"] if bench.smoke else SIZES:
        folder = bench.wheels("large-" + name.replace(" ", ""), lambda folder: inputs.large_wheels(folder, SIZES[name]))
        source = bench.fresh("inputs-large")
        for wheel in folder.glob("*.whl"):
            (source / wheel.name).hardlink_to(wheel) if hasattr(wheel, "hardlink_to") else wheel.link_to(source / wheel.name)

        def copy(source=source):
            out = bench.fresh("out", "cp")
            seconds, peak, _ = timed(["cp", "--reflink=never", *source.glob("*.whl"), out], bench.env())
            return Sample().add("cp", seconds, peak)

        def copy_and_hash(source=source):
            sample, out = copy(source), bench.work / "out" / "cp"
            seconds, peak, _ = timed(["sha256sum", *out.glob("*.whl")], bench.env())
            return sample.add("sha256sum", seconds, peak)

        todo = {"dyndeps, 256 MiB of heap": lambda source=source: tools.dyndeps(source, cold=True, memory="256m"), "cp of the wheels": copy, "cp, then sha256sum": copy_and_hash}
        rows += in_turns(bench.slow_rounds if "GB" in name else bench.rounds, todo, "write", size=name)
        bench.fresh("out")
    return rows
