"""python on_spark.py KIND FILE MODULE NODE REPORT: ships the file to a Spark of two workers on this machine and imports there."""
import json
import os
import sys
import time

from pyspark import SparkConf, SparkContext

kind, file, module, node, report = sys.argv[1:]
packages = "lib/python%d.%d/site-packages" % sys.version_info[:2]


def task(_):
    """(seconds that the import took, where the module is)."""
    import importlib
    import os
    import sys
    import time

    from pyspark import SparkFiles

    begun = time.perf_counter()
    if kind == "pex":
        # What PYSPARK_PYTHON=./it.pex does for each worker: the file unpacks itself and runs Python.
        import subprocess
        command = [sys.executable, SparkFiles.get(os.path.basename(file)), "-c", "import %s as m; print(m.__file__)" % module]
        where = subprocess.run(command, env=dict(os.environ, PEX_ROOT=node), check=True, stdout=subprocess.PIPE).stdout.decode()
    else:
        if kind != "wheelhouse":
            sys.path.insert(0, os.path.join(SparkFiles.get("deps"), packages if kind == "venv" else ""))
        where = importlib.import_module(module).__file__
    return time.perf_counter() - begun, where


conf = SparkConf().setMaster("local-cluster[2,1,1024]").setAppName("benchmark")
conf.set("spark.ui.enabled", "false").set("spark.python.worker.reuse", "false").set("spark.local.dir", node + "/spark")
conf.set("spark.executorEnv.DYNDEPS_NODE_CACHE", node).set("spark.driver.memory", "1g").set("spark.log.level", "ERROR").set("spark.ui.showConsoleProgress", "false")
os.environ["DYNDEPS_NODE_CACHE"] = node
context = SparkContext(conf=conf)
context.parallelize(range(8), 8).map(lambda n: n).collect()                 # both workers have started

begun = time.perf_counter()
if kind == "wheelhouse":
    context.addPyFile(file)
elif kind == "pex":
    context.addFile(file)
else:
    context.addArchive(file + "#deps")
(first, where), = context.parallelize([0], 1).map(task).collect()
until_first = time.perf_counter() - begun
(second, _), = context.parallelize([0], 1).map(task).collect()
assert where
with open(report, "w") as out:
    json.dump({"ship": until_first - first, "first import": first, "second import": second}, out)
context.stop()
