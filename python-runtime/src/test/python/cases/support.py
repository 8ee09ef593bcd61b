"""What the cases share. Each case is a function that runs in a Python process of its own; it fails by an exception."""
import os
import shutil
import subprocess
import sys
import threading

ZIPS = os.environ.get("ZIPS", "")
WORK = os.environ.get("WORK", "")
STORE = os.path.join(os.environ.get("DYNDEPS_NODE_CACHE", ""), "dyndeps-%d" % os.getuid())
NEW = sys.version_info >= (3, 10)       # importlib.metadata and importlib.resources as they are documented today


def zip_path(name):
    return os.path.join(ZIPS, name + ".zip")


def add(name, at=1):
    """The wheelhouse on sys.path, as addPyFile puts it there."""
    sys.path.insert(at, zip_path(name))
    return zip_path(name)


def copy_of(name, folder):
    target = os.path.join(WORK, folder)
    os.makedirs(target, exist_ok=True)
    return shutil.copy(zip_path(name), target)


def unpacked(name):
    import zipfile
    folder = os.path.join(WORK, "unpacked-" + name)
    with zipfile.ZipFile(zip_path(name)) as z:
        z.extractall(folder)
    return folder


def file_in(folder, path, text):
    path = os.path.join(WORK, folder, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as out:
        out.write(text)
    return os.path.join(WORK, folder)


def trees_on_path():
    return [p for p in sys.path if os.sep + "trees" + os.sep in p]


def tree():
    return trees_on_path()[0]


def python(code, *options, **env):
    """(exit code, output, errors) of another process."""
    r = subprocess.run([sys.executable, *options, "-c", code], env=dict(os.environ, **env), cwd=WORK, stdout=subprocess.PIPE,
                       stderr=subprocess.PIPE)
    return r.returncode, r.stdout.decode().strip(), r.stderr.decode().strip()


def works(code, *options, name="basic", **env):
    """The output of another process that has the wheelhouse on its path."""
    rc, out, err = python("import sys; sys.path.insert(1, %r)\n%s" % (zip_path(name), code), *options, **env)
    assert rc == 0, err
    return out


def fails(code, *words, name="basic", path=None, **env):
    rc, out, err = python("import sys; sys.path.insert(1, %r)\n%s" % (path or zip_path(name), code), **env)
    assert rc and all(word in err for word in words), (rc, out, err[-800:])


def threads(jobs, seconds=30):
    """Threads that import; each job is (what it waits for before, the module, an attribute that must be there)."""
    results, gate = [], threading.Barrier(len(jobs))

    def go(before, name, attribute):
        gate.wait()
        try:
            before()
            exec("import %s as m\nm.%s" % (name, attribute), {})         # the statement, which __import__ is not
            results.append("ok")
        except BaseException as e:
            results.append("%s: %s" % (type(e).__name__, e))

    running = [threading.Thread(target=go, args=job, daemon=True) for job in jobs]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join(seconds)
    assert results == ["ok"] * len(jobs), (sum(t.is_alive() for t in running), results)


def at_once():
    pass


def after(seconds):
    return lambda: threading.Event().wait(seconds)


def once_begun(name):
    """Waits until the stub of the package has taken its `__path__` away, or the real code runs."""
    def wait():
        while "zip" in str(getattr(sys.modules.get(name), "__dict__", {"__path__": "zip"}).get("__path__")):
            threading.Event().wait(0.001)
    return wait
