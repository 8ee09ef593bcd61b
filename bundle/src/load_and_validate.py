"""Load a wheelhouse into Spark, prove that it imports on the driver and on every worker, then run what uses it.

    load_and_validate.py --wheelhouse PATH --sha256 HEX [--checks JSON] [--main SCRIPT] [--arguments JSON]

Checks and arguments are JSON lists of texts, so that each is one parameter of a job; an empty --main is none.

It checks the file's digest before anything else sees it; loads it by the call that this compute allows; imports every
root that the manifest calls requested on the driver and in every executor (Spark Connect cannot list them: there, in
as many worker processes as show up), and compares version and file with the manifest; runs the checks, with `spark`
and `sc` in their globals; prints one line `DYNDEPS-REPORT {json}` (or writes the JSON to the file that
DYNDEPS_REPORT_FILE names); and then runs the program in the same application, as if spark-submit had started it. What
was not as it must be is raised, after the report.

Standard library only, Python 3.8 and later. It ends normally or raises: Databricks takes sys.exit(), even with 0, for
a failure.
"""
import argparse
import hashlib
import json
import os
import re
import sys
import time
import traceback
import types
import zipfile

REPORT = "DYNDEPS-REPORT "
QUIET_SECONDS = 120     # how long no further executor may answer, or none be there, before we give up
CONNECT_TASKS = 16      # how many tasks ask for distinct workers at a time where executors cannot be listed
CONNECT_ROUNDS = 5


class ValidationFailed(Exception):
    """Something did not import, or is not what the manifest says, or a check failed."""


def main(arguments):
    options = parse(arguments)
    wheelhouse = local(options.wheelhouse)
    check_digest(wheelhouse, options.sha256)
    expected = read_manifest(wheelhouse)
    spark, sc = session(wheelhouse)
    load(spark, sc, wheelhouse)

    roots = [e["root"] for e in expected]
    driver = dict(import_all(roots, [e["distribution"] for e in expected]), role="driver")
    workers, every = every_executor(sc, expected) if sc else workers_seen(spark, expected)
    nodes = [driver] + sorted(workers, key=lambda n: (n["host"], n["pid"]))
    problems = import_problems(nodes, expected, tree_of(wheelhouse))

    checks = []
    for script in options.checks if not problems else []:
        line, problem = run_check(script, {"spark": spark, "sc": sc} if sc else {"spark": spark})
        checks.append(line)
        problems += problem
    publish(report(nodes, every, checks))
    if problems:
        raise ValidationFailed("\n\n".join(problems))
    if options.main:
        run_script(options.main, options.arguments)


def parse(arguments):
    class Parser(argparse.ArgumentParser):
        def error(self, message):
            raise ValueError(message)

    parser = Parser(add_help=False, allow_abbrev=False)
    parser.add_argument("--wheelhouse", required=True)
    parser.add_argument("--sha256", required=True)
    parser.add_argument("--checks", type=texts, default=[])
    parser.add_argument("--main")
    parser.add_argument("--arguments", type=texts, default=[])
    return parser.parse_args(arguments)


def texts(text):
    """The texts of a JSON list of them."""
    values = json.loads(text)
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise ValueError("%r is no JSON list of texts" % text)
    return values


def local(path):
    """Where a path of the workspace is for this process: dbfs:/x is /dbfs/x, dbfs:/Volumes/x is /Volumes/x.

    DYNDEPS_FUSE_ROOT is a folder that stands for the root of the workspace's mounts.
    """
    if path.startswith("dbfs:/"):
        path = path[len("dbfs:"):]
        path = path if path.startswith("/Volumes/") else "/dbfs" + path
    mounted = path.startswith(("/Volumes/", "/dbfs/", "/Workspace/"))
    return os.environ.get("DYNDEPS_FUSE_ROOT", "") + path if mounted else path


# ---------------------------------------------------------------- the file

def check_digest(wheelhouse, sha256):
    digest = hashlib.sha256()
    with open(wheelhouse, "rb") as file:
        for block in iter(lambda: file.read(1 << 20), b""):
            digest.update(block)
    if digest.hexdigest() != sha256.lower():
        raise ValidationFailed("%s has the SHA-256 %s, not %s: it was changed after it was built"
                               % (wheelhouse, digest.hexdigest(), sha256))


def read_manifest(wheelhouse):
    """The requested import roots, each with the distribution and the version that it must come from."""
    with zipfile.ZipFile(wheelhouse) as z:
        manifest = json.loads(z.read("wheelhouse.json").decode("utf-8"))
    brought_by = {root: wheel for wheel in reversed(manifest["wheels"]) for root in wheel["roots"]}
    missing = [root for root in manifest["requested"] if root not in brought_by]
    if missing:
        raise ValidationFailed("%s: no wheel brings %s" % (wheelhouse, ", ".join(missing)))
    return [{"root": root, "distribution": brought_by[root]["name"], "version": brought_by[root]["version"]}
            for root in manifest["requested"]]


def tree_of(wheelhouse):
    """What the path of every file of this wheelhouse's tree contains, on whichever node."""
    with zipfile.ZipFile(wheelhouse) as z:
        tops = {name.split("/")[0] for name in z.namelist()}
    digests = [top[len("_wheelhouse_"):] for top in tops if top.startswith("_wheelhouse_")]
    if len(digests) != 1:
        raise ValidationFailed("%s is no wheelhouse: it has %d runtimes" % (wheelhouse, len(digests)))
    return "/trees/" + digests[0]


# ---------------------------------------------------------------- Spark

def session(wheelhouse):
    """The application's session, and its SparkContext, or None under Spark Connect."""
    if os.environ.get("SPARK_REMOTE") and "pyspark" not in sys.modules:
        sys.path.insert(1, wheelhouse)      # a Connect client imports pandas and pyarrow itself: let it take ours
    from pyspark.sql import SparkSession
    spark = SparkSession.getActiveSession() or SparkSession.builder.getOrCreate()
    try:
        return spark, spark.sparkContext
    except Exception:                       # which one depends on the version of Spark and on the kind of compute
        return spark, None


def load(spark, sc, wheelhouse):
    if sc:
        sc.addPyFile(wheelhouse)
        return
    spark.addArtifact(wheelhouse, pyfile=True)
    if wheelhouse not in sys.path:          # addArtifact is for the workers only
        sys.path.insert(1, wheelhouse)


def every_executor(sc, expected):
    """One row for each executor, and True; raises if one that Spark knows does not answer.

    A round of tasks fills all slots that are free; more rounds, with more tasks that last longer, reach executors
    that were busy or came later.
    """
    ask = worker_function(expected)
    rows, rounds, last = {}, 0, time.monotonic()
    while True:
        known = executors(sc)
        if 0 < known <= len(rows):
            return list(rows.values()), True
        if time.monotonic() - last > QUIET_SECONDS:
            raise ValidationFailed("%d of %d executors answered; no other did for %d s. Give the cluster time or workers"
                                   % (len(rows), known, QUIET_SECONDS))
        if not known:
            time.sleep(0.2)
            continue
        tasks, pause = (rounds + 1) * max(sc.defaultParallelism, 2 * known), min(0.2 * rounds, 2.0)
        for row in sc.parallelize(range(tasks), tasks).mapPartitions(lambda _: [ask(pause)]).collect():
            executor = row.pop("executor")
            if executor not in rows:
                last = time.monotonic()
            if executor not in rows or row["failures"]:
                rows[executor] = row
        rounds += 1


def executors(sc):
    """How many executors there are now. In local mode the driver is the only one; else it is listed beside them."""
    jvm = sc._jsc.sc()
    listed = jvm.getExecutorMemoryStatus().size()
    return listed if jvm.isLocal() else listed - 1


def workers_seen(spark, expected):
    """One row for each worker process that showed up, and False: Spark Connect does not tell who else there is."""
    from pyspark.sql.functions import udf
    ask = worker_function(expected)
    ask_as_text = udf(lambda _: json.dumps(ask(0.1)), "string").asNondeterministic()
    rows = {}
    for _ in range(CONNECT_ROUNDS):
        seen = len(rows)
        for answer in spark.range(0, CONNECT_TASKS, 1, CONNECT_TASKS).select(ask_as_text("id")).collect():
            row = json.loads(answer[0])
            row.pop("executor")
            if (row["host"], row["pid"]) not in rows or row["failures"]:
                rows[row["host"], row["pid"]] = row
        if len(rows) == seen:
            break
    return list(rows.values()), False


def worker_function(expected):
    """A function that imports everything in a worker and returns its row; pickled by value, so it imports for itself."""
    roots, distributions = [e["root"] for e in expected], [e["distribution"] for e in expected]
    imports = import_all

    def ask(pause):
        import os
        import time
        row = imports(roots, distributions)
        time.sleep(pause)
        # Spark gives the Python processes of an executor the folders of its block manager, which no other shares.
        own = os.environ.get("SPARK_LOCAL_DIRS") or os.getcwd()
        return dict(row, role="worker", executor="%s %s" % (row["host"], own))
    return ask


# ---------------------------------------------------------------- the imports

def import_all(roots, distributions):
    """Import every root in this process and say what came of it. Sent to the workers: uses nothing from outside."""
    import importlib
    import importlib.metadata
    import os
    import platform
    import socket
    import time
    import traceback
    started = time.monotonic()
    modules, failures = [], {}
    before = os.environ.get("DYNDEPS_CONFLICTS")
    os.environ["DYNDEPS_CONFLICTS"] = "error"       # the wheelhouse only warns where it isn't asked to be strict
    try:
        for root, distribution in zip(roots, distributions):
            try:
                module = importlib.import_module(root)
                version = importlib.metadata.version(distribution)
                file = getattr(module, "__file__", None) or next(iter(getattr(module, "__path__", [])), "")
                modules.append({"name": root, "version": version, "file": file})
            except KeyboardInterrupt:
                raise
            except BaseException:                   # a module may call sys.exit(), or raise what it likes
                failures[root] = traceback.format_exc()
    finally:
        if before is None:
            del os.environ["DYNDEPS_CONFLICTS"]
        else:
            os.environ["DYNDEPS_CONFLICTS"] = before
    return {"host": socket.gethostname(), "pid": os.getpid(), "python": platform.python_version(),
            "seconds": round(time.monotonic() - started, 3), "modules": modules, "failures": failures}


def import_problems(nodes, expected, tree):
    """One text for each thing that is wrong, with all nodes where it is."""
    where = {}
    for node in nodes:
        name = "the driver" if node["role"] == "driver" else "worker"
        name += " %s:%d (Python %s)" % (node["host"], node["pid"], node["python"])
        for root, problem in node["failures"].items():
            where.setdefault("%s cannot be imported\n%s" % (root, problem.rstrip()), []).append(name)
        wanted = {e["root"]: e for e in expected}
        for module in node["modules"]:
            want = wanted[module["name"]]
            if version_key(module["version"]) != version_key(want["version"]):
                where.setdefault("%s is %s %s, but the manifest says %s" % (
                    module["name"], want["distribution"], module["version"], want["version"]), []).append(name)
            if tree not in module["file"].replace(os.sep, "/"):
                where.setdefault("%s was imported from %s, which is not the wheelhouse's tree" % (
                    module["name"], module["file"] or "nowhere"), []).append(name)
    return ["On %s: %s" % (", ".join(names[:4]) + (" and %d more" % (len(names) - 4) if len(names) > 4 else ""), problem)
            for problem, names in where.items()]


def version_key(version):
    """Equal for two spellings of a version (PEP 440): 1.0-RC.01 and 1.0rc1, 2023.03 and 2023.3."""
    spelled = {"alpha": "a", "beta": "b", "c": "rc", "pre": "rc", "preview": "rc", "rev": "post", "r": "post"}
    parts = re.findall(r"[0-9]+|[a-z]+|\+", version.strip().lower().lstrip("v"))
    return [int(p) if p.isdigit() else spelled.get(p, p) for p in parts]


def report(nodes, every, checks):
    fields = ("role", "host", "pid", "python", "seconds", "modules")
    return json.dumps({"nodes": [{f: node[f] for f in fields} for node in nodes], "provedEvery": every, "checks": checks})


def publish(text):
    file = os.environ.get("DYNDEPS_REPORT_FILE")
    if not file:
        print(REPORT + text, flush=True)
        return
    with open(file + ".tmp", "w", encoding="utf-8") as out:
        out.write(text)
    os.replace(file + ".tmp", file)


# ---------------------------------------------------------------- the user's scripts

def run_check(script, names):
    """How the check ended, in a line, and what is to be raised for it."""
    started = time.monotonic()
    try:
        run_script(script, [], names)
    except Exception as e:
        text = "%s: failed: %s" % (os.path.basename(script), " ".join(str(e).split()) or type(e).__name__)
        return text[:500], ["The check %s failed\n%s" % (script, traceback.format_exc().rstrip())]
    return "%s: ok, %.1f s" % (os.path.basename(script), time.monotonic() - started), []


def run_script(script, arguments, names=()):
    """Run a script as Python would have: __main__, sys.argv, sys.path[0]. sys.exit(0) is an end like any other."""
    path = local(script)
    module = types.ModuleType("__main__")
    module.__dict__.update(names, __file__=path, __builtins__=__builtins__)
    before = sys.modules["__main__"], sys.argv
    with open(path, "rb") as file:
        code = compile(file.read(), path, "exec")
    folder, own = os.path.dirname(os.path.abspath(path)), os.path.dirname(os.path.abspath(globals().get("__file__", "?")))
    replaced = sys.path[:1] == [own]        # as spark-submit has it; elsewhere the first place may be somebody's
    sys.modules["__main__"], sys.argv, sys.path[:replaced] = module, [path] + arguments, [folder]
    try:
        exec(code, module.__dict__)
    except SystemExit as e:
        if e.code not in (None, 0):
            raise RuntimeError("%s ended with exit code %s" % (script, e.code)) from None
    finally:
        sys.modules["__main__"], sys.argv = before
        if sys.path[:1] == [folder]:
            sys.path[:1] = [own] if replaced else []


if __name__ == "__main__":
    main(sys.argv[1:])
