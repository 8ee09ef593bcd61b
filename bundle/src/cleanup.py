"""Remove the folder of one run, and only that; then fail if the tasks before did.

    cleanup.py --run-folder BASE/runs/RUN --run RUN --process-state STATE --load-state STATE [--cleanup BOOL]

It runs whether the other tasks succeeded or not. Databricks judges a run by its last task alone, so what failed before
is raised here once more, after the folder is gone. --cleanup false leaves the folder and only judges.

Standard library only, Python 3.8 and later. It ends normally or raises: Databricks takes sys.exit(), even with 0, for
a failure.
"""
import argparse
import json
import os
import re
import shutil
import sys

MARKER = "dyndeps-run.json"
MARKER_PART = MARKER + ".tmp"


class NotOurs(Exception):
    """The folder is not the one of this run."""


class RunFailed(Exception):
    """A task before this one did not succeed."""


def main(arguments):
    options = parse(arguments)
    if not options.cleanup:
        print("Kept %s" % options.run_folder)
    else:
        removed = remove(local(options.run_folder), options.run)
        print("%s %s" % ("Removed" if removed else "Was gone already:", options.run_folder))
    judge({"process": options.process_state, "load_and_validate": options.load_state})


def parse(arguments):
    class Parser(argparse.ArgumentParser):
        def error(self, message):
            raise ValueError(message)

    parser = Parser(add_help=False, allow_abbrev=False)
    for name in ("--run-folder", "--run", "--process-state", "--load-state"):
        parser.add_argument(name, required=True)
    parser.add_argument("--cleanup", type=boolean, default=True)
    return parser.parse_args(arguments)


def boolean(text):
    if text.lower() not in ("true", "false"):
        raise ValueError("cleanup is true or false, not %r" % text)
    return text.lower() == "true"


def local(path):
    """Where a path of the workspace is for this process: dbfs:/x is /dbfs/x, dbfs:/Volumes/x is /Volumes/x.

    DYNDEPS_FUSE_ROOT is a folder that stands for the root of the workspace's mounts.
    """
    if path.startswith("dbfs:/"):
        path = path[len("dbfs:"):]
        path = path if path.startswith("/Volumes/") else "/dbfs" + path
    mounted = path.startswith(("/Volumes/", "/dbfs/", "/Workspace/"))
    return os.environ.get("DYNDEPS_FUSE_ROOT", "") + path if mounted else path


def require_run_folder(folder, run):
    """A run is named by a UUID, or job-N if it is one of a deployed job; so is its folder, which no link leads to."""
    if not re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|job-[0-9]{1,19}", run):
        raise NotOurs("%r is no run id" % run)
    if folder.rstrip("/").split("/")[-2:] != ["runs", run]:
        raise NotOurs("%s does not end in runs/%s" % (folder, run))
    if os.path.islink(folder.rstrip("/")):
        raise NotOurs("%s is a link" % folder)


def remove(folder, run):
    """Remove the run's folder; False if it is gone already. Nothing is removed unless all signs say it is this run's."""
    require_run_folder(folder, run)
    if not os.path.isdir(folder):
        return False
    marker = os.path.join(folder, MARKER)
    try:
        with open(marker, encoding="utf-8") as file:
            named = json.load(file).get("run")
    except (OSError, ValueError, AttributeError) as e:
        if not set(os.listdir(folder)) - {MARKER_PART}:
            named = run                         # a clean-up before this one was stopped at its last step, or the first task
        else:
            raise NotOurs("%s does not say whose the folder is (%s): it stays" % (marker, e)) from None
    if named != run:
        raise NotOurs("%s names the run %s, not %s: the folder stays" % (marker, named, run))
    empty(folder)
    return True


def empty(folder):
    """The marker goes last, so that a clean-up that was stopped half-way can be done again."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name == MARKER:
                continue
            if entry.is_dir(follow_symlinks=False):
                shutil.rmtree(entry.path, onerror=unless_gone)
            else:
                gone(os.unlink, entry.path)
    gone(os.unlink, os.path.join(folder, MARKER))
    gone(os.rmdir, folder)


def gone(remove_it, path):
    try:
        remove_it(path)
    except FileNotFoundError:
        pass                                    # somebody else cleans up as well


def unless_gone(function, path, error):
    if not issubclass(error[0], FileNotFoundError):
        raise error[1]


def judge(states):
    bad = ["%s ended as %s" % (task, state) for task, state in states.items() if state.lower() != "success"]
    if bad:
        raise RunFailed("; ".join(bad))


if __name__ == "__main__":
    main(sys.argv[1:])
