"""Build the wheelhouse of an input on this node, beside Spark and never inside it, and put it into the run's folder.

    process.py --program PATH --program-sha256 HEX --input PATH --target NAME --run-folder BASE/runs/RUN --run RUN
               [--options JSON] [--owner USER]

The program is a wheel that brings its own Java, or a folder with just that wheel: it is checked (an empty --program-sha256 is not), unpacked once per node,
and run as `dyndeps build INPUT --target NAME`, with the options of the JSON list behind. The index that it asks is the one
that pip's variables of this task name (PIP_INDEX_URL and its like). The run's folder gets the wheelhouse and its lock whole or
not at all; it begins without any file but the marker that says whose it is, also where an earlier attempt of the same run
left something. Folders in it are the caller's: the input, and the scripts of the next task. At last the task values `wheelhouse` (its path) and `sha256` are set, for the task that loads it.

Standard library only, Python 3.8 and later. It ends normally or raises: Databricks takes sys.exit(), even with 0, for
a failure.
"""
import argparse
import getpass
import hashlib
import json
import os
import re
import shutil
import socket
import stat
import subprocess
import sys
import tempfile
import time
import uuid
import zipfile

MARKER = "dyndeps-run.json"
MARKER_PART = MARKER + ".tmp"
TASK = "process"
PART = ".part-"
ABANDONED_SECONDS = 24 * 3600

# Meant for Spark's Java; ours might not start with them.
JAVA_VARIABLES = ("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS")


class NotOurs(Exception):
    """The folder is not the one of this run."""


class ProcessFailed(Exception):
    """No wheelhouse could be built; nothing of it is left."""


def main(arguments):
    options = parse(arguments)
    values = task_values()
    folder = local(options.run_folder)
    begin(folder, options.run, options.owner)
    program = unpacked(only_wheel(local(options.program)), options.program_sha256, options.program)
    with tempfile.TemporaryDirectory(prefix="dyndeps-") as out:
        built = build(program, local(options.input), options.target, [local(o) for o in options.options], out)
        for file in (built["lock"], built["wheelhouse"]):
            place(file, folder)
    wheelhouse = options.run_folder.rstrip("/") + "/" + os.path.basename(built["wheelhouse"])
    for warning in built["warnings"]:
        print("Warning: %s" % warning)
    print("Built %s for %s: %d wheels, %d bytes, SHA-256 %s"
          % (wheelhouse, built["target"], len(built["wheels"]), built["size"], built["sha256"]))
    values({"wheelhouse": wheelhouse, "sha256": built["sha256"]})


def parse(arguments):
    class Parser(argparse.ArgumentParser):
        def error(self, message):
            raise ValueError(message)

    parser = Parser(add_help=False, allow_abbrev=False)
    for name in ("--program", "--input", "--target", "--run-folder", "--run"):
        parser.add_argument(name, required=True)
    parser.add_argument("--program-sha256", type=digest, default="")
    parser.add_argument("--options", type=texts, default=[])
    parser.add_argument("--owner", default="")
    return parser.parse_args(arguments)


def digest(text):
    """A SHA-256 in lower case, or nothing."""
    if not re.fullmatch(r"([0-9A-Fa-f]{64})?", text):
        raise ValueError("%r is no SHA-256" % text)
    return text.lower()


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


# ---------------------------------------------------------------- the run's folder

def require_run_folder(folder, run):
    """A run is named by a UUID, or job-N if it is one of a deployed job; so is its folder, which no link leads to."""
    if not re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|job-[0-9]{1,19}", run):
        raise NotOurs("%r is no run id" % run)
    if folder.rstrip("/").split("/")[-2:] != ["runs", run]:
        raise NotOurs("%s does not end in runs/%s" % (folder, run))
    if os.path.islink(folder.rstrip("/")):
        raise NotOurs("%s is a link" % folder)


def begin(folder, run, user):
    """Make the folder, with no file but its marker. One that is there must be of this run: a repair has the same id."""
    require_run_folder(folder, run)
    os.makedirs(folder, exist_ok=True)
    marker = os.path.join(folder, MARKER)
    if set(os.listdir(folder)) - {MARKER_PART}:
        try:
            with open(marker, encoding="utf-8") as file:
                named = json.load(file).get("run")
        except (OSError, ValueError, AttributeError) as e:
            raise NotOurs("%s does not say whose the folder is (%s): it stays" % (marker, e)) from None
        if named != run:
            raise NotOurs("%s names the run %s, not %s: the folder stays" % (marker, named, run))
        for name in os.listdir(folder):
            path = os.path.join(folder, name)
            if name != MARKER and not os.path.isdir(path):      # the caller may have written the marker: it stays
                os.unlink(path)
    else:
        write(marker, json.dumps(owner(run, user), indent=1, sort_keys=True, ensure_ascii=False) + "\n")


def owner(run, user):
    """Whose the run is: of the user whom the job names, since a cluster's own says nothing."""
    try:
        user = user or getpass.getuser()
    except (KeyError, OSError, ImportError):    # a container's user may have no name
        user = str(os.getuid())
    return {"run": run, "user": user, "host": socket.gethostname(), "pid": str(os.getpid()),
            "started": str(int(time.time() * 1000))}


def place(file, folder):
    """Copy a file into the folder, where it appears whole."""
    part = os.path.join(folder, PART + os.path.basename(file))
    try:
        shutil.copyfile(file, part)
        if os.path.getsize(part) != os.path.getsize(file):
            raise ProcessFailed("%s was not copied whole to %s" % (os.path.basename(file), folder))
        os.replace(part, os.path.join(folder, os.path.basename(file)))
    finally:
        if os.path.exists(part):
            os.unlink(part)


def write(path, text):
    with open(path + ".tmp", "w", encoding="utf-8") as out:     # a marker's is MARKER_PART
        out.write(text)
    os.replace(path + ".tmp", path)


# ---------------------------------------------------------------- the program

def only_wheel(path):
    """The wheel itself, or the one that the folder holds, whatever its version is."""
    if not os.path.isdir(path):
        return path
    wheels = [name for name in os.listdir(path) if name.endswith(".whl")]
    if len(wheels) != 1:
        raise ProcessFailed("%s holds %d wheels where the program's is to be" % (path, len(wheels)))
    return os.path.join(path, wheels[0])


def unpacked(wheel, sha256, shown):
    """The folder of the unpacked program. Each is unpacked once on a node, under its digest, and published by a rename."""
    programs = private_folder("programs")
    ready = os.path.join(programs, sha256)
    if sha256 and os.path.isdir(ready):
        return ready
    sweep(programs)
    part = os.path.join(programs, PART + uuid.uuid4().hex)
    os.mkdir(part)
    try:
        copy = os.path.join(part, "program.whl")
        found = copied(wheel, copy, shown)
        if sha256 and found != sha256:
            raise ProcessFailed("the program %s has the SHA-256 %s, not %s: it was changed after it was uploaded"
                                % (shown, found, sha256))
        unpack(copy, part, shown)
        os.unlink(copy)
        ready = os.path.join(programs, found)
        try:
            os.rename(part, ready)
        except OSError:
            if not os.path.isdir(ready):        # else another process of this node was faster
                raise
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return ready


def private_folder(name):
    """A folder below the node's temp folder that nobody else can write to: programs are run from it."""
    base = os.path.join(tempfile.gettempdir(), "dyndeps-process-%d" % os.getuid())
    os.makedirs(base, mode=0o700, exist_ok=True)
    found = os.lstat(base)
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o077:
        raise ProcessFailed("%s is not a folder of this user alone: remove it, or set TMPDIR to another place" % base)
    folder = os.path.join(base, name)
    os.makedirs(folder, exist_ok=True)
    return folder


def sweep(programs):
    """Remove what killed processes left."""
    for name in os.listdir(programs):
        path = os.path.join(programs, name)
        if name.startswith(PART) and time.time() - os.lstat(path).st_mtime > ABANDONED_SECONDS:
            shutil.rmtree(path, ignore_errors=True)


def copied(source, target, shown):
    hashed = hashlib.sha256()
    try:
        file = open(source, "rb")
    except OSError as e:
        raise ProcessFailed("the program %s cannot be read: %s" % (shown, e.strerror)) from None
    with file, open(target, "wb") as out:
        for block in iter(lambda: file.read(1 << 20), b""):
            hashed.update(block)
            out.write(block)
    return hashed.hexdigest()


def unpack(wheel, folder, shown):
    try:
        with zipfile.ZipFile(wheel) as z:
            for entry in z.infolist():
                path = z.extract(entry, folder)
                if entry.external_attr >> 16 & 0o111:
                    os.chmod(path, 0o755)
    except zipfile.BadZipFile as e:
        raise ProcessFailed("the program %s is no wheel: %s" % (shown, e)) from None
    if not os.path.isfile(os.path.join(folder, "dyndeps", "__main__.py")):
        raise ProcessFailed("%s is no wheel of this program" % shown)


def build(program, source, target, options, out):
    """Run the program; what it says on its way is printed, what it gives back is returned."""
    command = [sys.executable, "-I", os.path.join(program, "dyndeps"), "build", source, "--target", target,
               "--output", out, "--json"] + options
    with tempfile.TemporaryFile() as result:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=result, stderr=subprocess.PIPE,
                                   env=variables(), universal_newlines=True, encoding="utf-8", errors="replace")
        try:
            for line in process.stderr:
                print(line, end="", flush=True)
            status = process.wait()
        finally:
            process.stderr.close()
            end(process)
        result.seek(0)
        said = result.read().decode("utf-8", "replace")
    try:
        answer = json.loads(said)
    except ValueError:
        raise ProcessFailed("the program ended with status %d and gave no result: %s" % (status, said[-2000:])) from None
    if status != 0:
        raise ProcessFailed("%s: %s %s" % (answer["code"], answer["message"], answer["next"]))
    return answer


def variables():
    """Those of this task, with the cluster's own Python for pip, and a cache for all runs on this node."""
    chosen = {name: value for name, value in os.environ.items() if name not in JAVA_VARIABLES}
    chosen.setdefault("DYNDEPS_PYTHON", sys.executable)
    chosen.setdefault("DYNDEPS_CLASS_ARCHIVE", "off")  # made for the starts to come; a cluster's node sees one or few
    if not chosen.get("DYNDEPS_CACHE"):
        chosen["DYNDEPS_CACHE"] = private_folder("cache")
    return chosen


def end(process):
    """Let the program remove what it has begun, if this task is interrupted."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


# ---------------------------------------------------------------- task values

def task_values():
    """A function that sets task values: Databricks' own, or in a file, an object by task of objects by name of JSON texts."""
    file = os.environ.get("DYNDEPS_TASK_VALUES_FILE")
    if file:
        return lambda values: write_values(local(file), values)
    jobs = dbutils().jobs

    def set_values(values):
        for name, value in sorted(values.items()):
            jobs.taskValues.set(key=name, value=value)
    return set_values


def write_values(file, values):
    known = {}
    if os.path.exists(file):
        with open(file, encoding="utf-8") as f:
            known = json.load(f)
    known.setdefault(TASK, {}).update((name, json.dumps(value)) for name, value in values.items())
    write(file, json.dumps(known))


def dbutils():
    try:
        from databricks.sdk.runtime import dbutils
        return dbutils
    except ImportError:
        pass
    try:
        from pyspark.dbutils import DBUtils
        from pyspark.sql import SparkSession
    except ImportError:
        raise ProcessFailed("there is no dbutils here, so no task value can be set: "
                            "run this on Databricks, or set DYNDEPS_TASK_VALUES_FILE") from None
    return DBUtils(SparkSession.builder.getOrCreate())


if __name__ == "__main__":
    main(sys.argv[1:])
