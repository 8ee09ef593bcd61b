"""From the requirements to the first task that imports one of them on a worker of a real Spark with two of them.

The ways: a wheelhouse by addPyFile; spark-extension's, a zip of `pip install --target` by addArchive; venv-pack's archive;
a .pex file by addFile. Starting Spark is the same for all and not counted. Workers are not reused between tasks, so that the
second task shows an import in a new process on a node that has everything.
"""
import json

from harness.environments import HERE, environment
from harness.measure import in_turns, timed
from harness.peers import Tools, built, succeeds


def run(bench):
    spark = environment(bench.work / "spark", bench.python, "requirements-spark.txt")
    name, module = ("first", "idna") if bench.smoke else ("B", "pandas")
    tools, source, out = Tools(bench), bench.inputs / name / "requirements.txt", bench.work / "out"
    succeeds(lambda: tools.dyndeps(source, cold=False))

    def shipped(build, kind, file):
        def once():
            sample = build()
            path = file(sample)
            env = bench.env(PYSPARK_PYTHON=str(spark / "python"), SPARK_LOCAL_IP="127.0.0.1")
            report = bench.work / "tmp" / "shipped.json"
            node = bench.fresh("node")
            timed([spark / "python", HERE / "harness" / "on_spark.py", kind, path, module, node, report], env, cwd=bench.fresh("spark-work"))
            for stage, seconds in json.loads(report.read_text()).items():
                sample.add(stage, seconds)
            return sample
        return once

    ways = {
        "dyndeps": shipped(lambda: tools.dyndeps(source, True), "wheelhouse", lambda sample: built(sample)[0]),
        "pip --target + addArchive": shipped(lambda: tools.pip_target(source, True), "archive", lambda _: out / "pip-target" / "target.zip"),
        "venv-pack + addArchive": shipped(lambda: tools.venv_pack(source, True), "venv", lambda _: out / "venv-pack" / "venv.tar.gz"),
        "pex + addFile": shipped(lambda: tools.pex(source, True), "pex", lambda _: out / "pex" / "it.pex"),
    }
    rows = in_turns(bench.slow_rounds, ways, "ship", input=name, state="cold")
    ways = {"dyndeps": shipped(lambda: tools.dyndeps(source, False), "wheelhouse", lambda sample: built(sample)[0])}
    rows += in_turns(bench.slow_rounds, ways, "ship", input=name, state="warm")
    for row in rows:                    # what comes after the first import does not count
        row["seconds"] = [round(total - second, 4) for total, second in zip(row["seconds"], row["stages"].get("second import", []))]
    for folder in ("node", "spark-work", "out"):
        bench.fresh(folder)
    return rows
