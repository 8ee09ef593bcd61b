"""The runtime of a wheelhouse: a zip of wheels that can be put on sys.path as it is.

For each import root of its wheels the zip holds a stub (`pandas/__init__.py`, `six.py`, `google/cloud/storage/__init__.py`).
The first stub that runs in a process has the whole wheelhouse unpacked on this machine, once, into one ordinary folder,
the tree; puts that folder on sys.path ahead of the zip (`activate`); and runs the real code in the stub's own module
(`load`). From there on Python imports from the folder by itself, as after `pip install --target`.

    BASE/dyndeps-UID/trees/DIGEST/      all wheels of this wheelhouse merged
    BASE/dyndeps-UID/wheels/SHA256/     one wheel, unpacked once per machine

This file is compiled anew in every process, since zipimport keeps no bytecode. So it has what each of them needs, and
imports little; `store.py` beside it makes the tree. Standard library only, CPython 3.8 to 3.14.

Variables: DYNDEPS_NODE_CACHE is where to unpack to (else /local_disk0, else the temp folder). DYNDEPS_CONFLICTS=error
refuses to go on, instead of warning, if a module of the wheelhouse was imported from elsewhere before.
"""
if __spec__:
    __spec__._initializing = True       # 3.8 and 3.9 do not say so for modules from a zip, and other threads must wait

import fcntl
import os
import stat
import sys
import time
from _thread import RLock
from importlib import import_module     # which waits for another thread that imports the same; `import` on 3.8 and 3.9 may not
from importlib.machinery import ExtensionFileLoader, ModuleSpec, PathFinder

DIGEST = __name__.rpartition("_")[2]
LISTING = ".wheelhouse-files"           # in a tree: its files and their sizes; its time says when it was last looked over
LOOK_AGAIN = 3600                       # seconds

_lock = RLock()                         # nothing is imported while it is held: that could wait for a thread that waits for us
_tree = None                            # the tree's folder, once it is on sys.path
_homes = set()                          # every copy of this zip that was seen
_held = None                            # a descriptor: see hold()


def _new_lock():
    global _lock
    _lock = RLock()                     # in a forked child: another thread of the parent may have held the old one


os.register_at_fork(after_in_child=_new_lock)


# ---------------------------------------------------------------- called by the stubs


def load(name, g):
    """Turn the stub of the import root `name`, whose globals are `g`, into the real module."""
    activate(_home(name, g["__file__"]))
    if g["__name__"] == "__main__":                             # python -m NAME
        import runpy
        return runpy.run_module(name, run_name="__main__", alter_sys=True)
    folder = os.path.join(_tree, *name.split(".")[:-1])         # not by sys.path: another copy of the zip may be first there
    spec = PathFinder.find_spec(name, [folder])
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError("wheelhouse %s: no %s in %s. Somebody has removed it: delete %s to have all made again"
                                  % (DIGEST, name, folder, _tree), name=name)
    # While this is set, threads that import the module wait, and then get the very object they saw: the stub's own.
    # Putting another module into sys.modules instead would leave them with an empty stub.
    spec._initializing = True
    try:
        if spec.submodule_search_locations is not None:
            g["__path__"] = spec.submodule_search_locations
        g.pop("__getattr__", None)                              # all of the stub; other threads may have added submodules
        if isinstance(spec.loader, ExtensionFileLoader):
            _run_extension(spec, g)
        else:
            g.update(__spec__=spec, __loader__=spec.loader, __file__=spec.origin, __cached__=spec.cached,
                     __package__=spec.parent, __doc__=None)     # never without __spec__: other threads look at it
            exec(spec.loader.get_code(name), g)                 # here, so that tracebacks show two frames of ours only
    finally:
        spec._initializing = False


def path_of(name, file, attribute):
    """`__path__` of a package whose stub is running, for other threads.

    `import pandas.core` does not wait for pandas once that is in sys.modules, so such a thread would look into the zip
    and find nothing. It waits here, where the thread that makes the tree ready needs no import lock of its; a __path__
    that waits when it is searched would do so under Python's global import lock.
    """
    if attribute != "__path__":
        raise AttributeError("module %r has no attribute %r" % (name, attribute))
    activate(_home(name, file))
    return [os.path.join(_tree, *name.split("."))]


def _home(name, file):
    """The copy of the zip that the stub `file` of the root `name` is in; there may be several."""
    home = os.path.abspath(file)
    for _ in range(name.count(".") + 1 + os.path.basename(home).startswith("__init__.")):
        home = os.path.dirname(home)
    return home


def _run_extension(spec, g):
    """C code makes its own module object; whoever holds the stub gets the same contents."""
    from importlib.util import module_from_spec

    stub = sys.modules.pop(spec.name)
    try:
        sys.modules[spec.name] = real = module_from_spec(spec)
        spec.loader.exec_module(real)
    except BaseException:
        sys.modules[spec.name] = stub                           # 3.8 and 3.9 turn its absence into a KeyError
        raise
    g.update(sys.modules[spec.name].__dict__)


# ---------------------------------------------------------------- once per process


def activate(home):
    """Have the tree made if this machine has none, and put it on sys.path ahead of this copy of the zip."""
    global _tree
    tree = _tree or find_ready()
    if tree is None:
        tree = import_module(__name__ + ".store").make_ready(home)
    hook = _bytecode_hook(tree)
    with _lock:
        first = _tree is None
        if first:
            found = conflicts(tree, home)
            if found and os.environ.get("DYNDEPS_CONFLICTS") == "error":
                raise ImportError(_text(found))                 # the tree is not on sys.path: the next import says so, too
            _tree = tree
            if hook:
                sys.path_hooks.insert(0, hook)
            for path in [p for p in list(sys.path_importer_cache) if _inside(p, _tree)]:
                sys.path_importer_cache.pop(path, None)         # looked at before it was there
        _mount(home)
    if first:                                                   # .pth lines and warnings import things; the lock is free by now
        if found:
            import warnings
            warnings.warn(_text(found), RuntimeWarning, stacklevel=4)
        _run_pth_files()


def _bytecode_hook(tree):
    """Only where PYTHONDONTWRITEBYTECODE or -B would have every process compile everything again."""
    if not sys.dont_write_bytecode or sys.pycache_prefix or _tree or not os.access(tree, os.W_OK):
        return None
    return import_module(__name__ + ".bytecode").hook(tree)


def _mount(home):
    """The tree just ahead of this copy of the zip, and the copy itself out of the way."""
    with _lock:
        _homes.add(home)
        own = os.path.join(home, __name__)                      # store.py may still be wanted
        for path, finder in list(sys.path_importer_cache.items()):
            if _inside(path, home) and not isinstance(finder, Hushed) and os.path.abspath(path) != own:
                sys.path_importer_cache[path] = Hushed(path, home)
        places = [os.path.abspath(p) if isinstance(p, str) else p for p in sys.path]
        at = places.index(home) if home in places else 1
        if _tree not in sys.path[:at]:
            sys.path.insert(at, _tree)
            if _tree in sys.path[at + 1:]:                      # taken out last, so that it is on the path at all times
                del sys.path[sys.path.index(_tree, at + 1)]


class Hushed:
    """The finder of the zip (or of a folder in it) from then on.

    The tree is ahead of it, so it is asked for what the tree has not; for a thread that had passed the tree's place before
    it was there, it answers from the tree. So no stub and no namespace portion of the zip gets between, and
    importlib.invalidate_caches(), which Spark's workers call for every task, does not read the zip's directory again.
    """

    def __init__(self, path, home):
        self.home, self.below = home, os.path.abspath(path)[len(home):]

    def find_spec(self, name, target=None):
        if name == __name__:
            spec = ModuleSpec(name, __loader__, origin=__file__, is_package=True)
            spec.submodule_search_locations.extend(__path__)
            return spec
        mounted = _tree in sys.path
        if not mounted:
            _mount(self.home)                                   # somebody has put an earlier sys.path back
        spec = PathFinder.find_spec(name, [_tree + self.below])
        return spec if spec and (spec.loader or not mounted) else None      # no namespace portion twice

    def invalidate_caches(self):
        pass


def _inside(path, folder):
    path = os.path.abspath(path) if isinstance(path, str) else ""
    return path == folder or path.startswith(folder + os.sep)


def _run_pth_files():
    """As `site` does for site-packages. Namespaces need no -nspkg.pth, which would freeze their __path__."""
    sitedir = _tree                                             # some lines look for a local of this name
    for file in sorted(f for f in os.listdir(sitedir) if f.endswith(".pth") and not f.endswith("-nspkg.pth")):
        with open(os.path.join(sitedir, file), encoding="utf-8-sig", errors="surrogateescape") as lines:
            for line in map(str.rstrip, lines):
                folder = os.path.join(sitedir, line)
                if line.startswith(("import ", "import\t")):
                    try:
                        exec(line)
                    except Exception as e:
                        import warnings
                        warnings.warn("wheelhouse %s: %s: %r" % (DIGEST, file, e), RuntimeWarning)
                        break                                   # as site does
                elif line and not line.startswith("#") and os.path.isdir(folder) and folder not in sys.path:
                    sys.path.insert(sys.path.index(_tree) + 1 if _tree in sys.path else 1, folder)


# ---------------------------------------------------------------- what comes from elsewhere


def conflicts(tree=None, home=None):
    """What this process has, or will get, from elsewhere although the wheelhouse has it: [(name, its file, ours)].

    What is imported already cannot be replaced; with modules of the wheelhouse on top it fails ("numpy.dtype size
    changed") or silently mixes. And a regular package hides our part of a namespace wherever it is on sys.path.
    """
    tree = tree or _tree
    homes = [tree, *_homes] + ([home] if home else [])
    entries = {entry.name.partition(".")[0]: entry for entry in os.scandir(tree)}
    found = []
    for name, module in list(sys.modules.items()):
        above = name.rpartition(".")[0]
        if (name.partition(".")[0] not in entries or name == "_distutils_hack"           # site imports that one
                or getattr(sys.modules.get(above), "__file__", None)):                   # told of with its package
            continue
        file = getattr(module, "__file__", None)
        if isinstance(file, str) and not any(_inside(file, place) for place in homes):
            ours = _counterpart(name, file, os.path.join(tree, *above.split(".")), getattr(module, "__path__", ()))
            if ours:
                found.append((name, file, ours))
    for name, entry in entries.items():
        if name not in sys.modules and entry.name == name and entry.is_dir():
            file = _hider(entry.path, name, homes)
            if file:
                found.append((name, file, entry.path))
    return sorted(found)


def _counterpart(name, file, folder, path):
    """Our file, or part of a namespace, that is not used because `name` is `file`; None if nothing is lost."""
    spec = PathFinder.find_spec(name, [folder])
    if spec is None:
        return None
    if spec.loader is None:                                     # our part of a namespace
        ours = os.path.join(folder, name.rpartition(".")[2])
        return None if ours in path else ours
    try:
        same = os.path.samefile(file, spec.origin)              # another wheelhouse with the very same wheel
    except OSError:
        same = False
    return None if same else spec.origin


def _hider(ours, name, homes):
    """The first regular package on sys.path, if it hides our part of the namespace `name`: if it does not extend its path."""
    if (os.path.exists(os.path.join(ours, "__init__.py")) or not name.isidentifier()
            or any(entry.name.startswith("__init__.") for entry in os.scandir(ours))):
        return None
    for place in [p for p in sys.path if isinstance(p, str) and not any(_inside(p, home) for home in homes)]:
        file = os.path.join(place, name, "__init__.py")
        if os.path.isfile(file):
            with open(file, "rb") as text:
                code = text.read()
            return None if b"extend_path" in code or b"declare_namespace" in code else file
    return None


def _text(found):
    lines = "\n  ".join("%s: %s, not %s" % each for each in found)
    return ("wheelhouse %s: used from elsewhere, not from the wheelhouse\n  %s\nImport the wheelhouse's modules first in a "
            "new process, or leave these out of one of the two" % (DIGEST, lines))


# ---------------------------------------------------------------- the tree, if this machine has it


def find_ready():
    """The tree's folder if it is there and was looked over lately; it is not removed while this process lives."""
    for base in bases():
        tree = os.path.join(base, "trees", DIGEST)
        if looked_over(tree) and not unfit(base) and hold(tree):
            return tree
    return None


def bases():
    """Where the node store may be, best first.

    Not SPARK_LOCAL_DIRS: in an executor that is a folder of this executor alone, so each would unpack for itself.
    """
    for place in (os.environ.get("DYNDEPS_NODE_CACHE"), "/local_disk0", os.environ.get("TMPDIR") or "/tmp"):
        if place and (place != "/local_disk0" or os.path.isdir(place)):
            yield os.path.join(os.path.abspath(place), "dyndeps-%d" % os.getuid())


def unfit(base):
    """Why code must not be run from `base`, or None."""
    status = os.lstat(base)
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.getuid() or status.st_mode & 0o022:
        return "not a folder that only this user can write to"  # another user could put code there
    if os.statvfs(base).f_flag & getattr(os, "ST_NOEXEC", 0):
        return "mounted noexec"                                 # no extension module can be loaded from there
    return None


def looked_over(folder):
    """Whether all files of a tree or wheel were there within the last hour, and since the machine was started.

    Cleaners of temp folders remove single files that were not read for days, and a power failure truncates some.
    """
    try:
        mark = os.stat(os.path.join(folder, LISTING)).st_mtime
    except OSError:
        return False
    now = time.time()
    up = time.clock_gettime(time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else LOOK_AGAIN
    return mark > now - min(up, LOOK_AGAIN)


def hold(tree):
    """Mark the tree as used while this process lives, by a shared lock on its folder. False if it is being removed.

    systemd-tmpfiles leaves folders alone that are locked, too. The descriptor stays open on purpose.
    """
    global _held
    try:
        fd = os.open(tree, os.O_RDONLY)
    except OSError:
        return False
    try:
        fcntl.flock(fd, fcntl.LOCK_SH | fcntl.LOCK_NB)
        if os.path.samestat(os.fstat(fd), os.stat(tree)):
            fd, _held = _held, fd
            return True
    except OSError:
        pass
    finally:
        if fd is not None:
            os.close(fd)
    return False


if __spec__:
    __spec__._initializing = False
