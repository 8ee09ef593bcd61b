"""1 to 500 wheels, from an index on this machine."""
from harness import inputs
from harness.measure import in_turns
from harness.peers import Tools, succeeds


def run(bench):
    rows = []
    for count in (1, 3) if bench.smoke else (1, 10, 100, 500):
        wheels = bench.wheels("W%d" % count, lambda folder: inputs.small_wheels(folder, count))
        source = bench.fresh("inputs-scale") / "requirements.txt"
        source.write_text("bench-small-000\n")
        with bench.index(wheels) as url:
            tools = Tools(bench, url)
            succeeds(lambda: tools.dyndeps(source, cold=False))
            rows += in_turns(bench.slow_rounds if count > 100 else bench.rounds, {
                "dyndeps": lambda: tools.dyndeps(source, True),
                "pip wheel + zip": lambda: tools.pip_wheel(source, True),
                "uv install + zip": lambda: tools.uv_target(source, True),
            }, "scale", wheels=count)
    return rows
