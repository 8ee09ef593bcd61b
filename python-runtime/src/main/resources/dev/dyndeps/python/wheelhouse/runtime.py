"""The runtime of a wheelhouse: a zip of wheels that can be put on sys.path as it is.

The zip holds one small stub per import root (`pandas/__init__.py`, `six.py`, `google/cloud/storage/__init__.py`; the two
lines about __path__ only in packages):

    if __spec__: __spec__._initializing = True
    def __getattr__(name, file=__file__): return __import__("_wheelhouse_0123456789ab").path_of("pandas", file, name)
    del __path__
    import _wheelhouse_0123456789ab as _w
    _w.load("pandas", globals())

The first stub that runs in a process makes the whole wheelhouse ready on this machine (`ready_tree`), puts that one
ordinary folder on sys.path ahead of the zip (`mount`) and then runs the real code in the stub's own module (`load`).
From there on Python imports from the folder by itself, exactly as after `pip install --target`.

    BASE/dyndeps-UID/wheels/SHA256/     one wheel, checked and unpacked once per machine, never changed again
    BASE/dyndeps-UID/trees/DIGEST/      all wheels of one wheelhouse merged, hard links into wheels/

Both appear by one rename when they are finished, so nobody ever sees half of one. Standard library only, 3.8 to 3.14.
"""
if __spec__:
    __spec__._initializing = True       # 3.8 and 3.9 do not say so for modules from a zip, and other threads must wait

import contextlib, fcntl, functools, hashlib, json, os, shutil, stat, subprocess, sys, threading, warnings, zipfile
import encodings.cp437, importlib.machinery, importlib.util      # zipfile needs cp437

DIGEST = __name__.rpartition("_")[2]
HELPERS_FROM = 32 << 20                 # bytes still to unpack that are worth starting another Python for
HELPER = ("import sys; sys.path.append(sys.argv[1]); import %s as w; "
          "w.unpack_wheels(sys.argv[1], sys.argv[2], helping=int(sys.argv[3]))" % __name__)

_lock = threading.RLock()               # nothing is imported while it is held: that could wait for a thread that waits for us
os.register_at_fork(after_in_child=lambda: globals().update(_lock=threading.RLock()))   # another thread may have held it
_tree = None                            # the tree's folder, once it is ready
_homes = set()                          # every copy of this zip that was seen

@functools.lru_cache(None)
def manifest():
    """wheelhouse.json: the wheels (file, sha256, unpacked, skip) and the import roots."""
    home = os.path.dirname(os.path.dirname(__file__))
    return json.loads(__loader__.get_data(os.path.join(home, "wheelhouse.json")).decode("utf-8"))

# ---------------------------------------------------------------- called by the stubs

def load(name, g):
    """Turn the stub `name`, whose globals are g, into the real module."""
    activate(_home(name, g["__file__"]))
    if g["__name__"] == "__main__":                             # python -m NAME
        import runpy
        return runpy.run_module(name, run_name="__main__", alter_sys=True)
    folder = os.path.join(_tree, *name.split(".")[:-1])
    spec = importlib.machinery.PathFinder.find_spec(name, [folder])
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError("wheelhouse %s: no %s in %s" % (DIGEST, name, folder), name=name)
    # While this is set, threads that import the module wait, and then get the very object they saw: the stub's own.
    # Putting another module into sys.modules instead would leave them with an empty stub.
    spec._initializing = True
    try:
        if spec.submodule_search_locations is not None:
            g["__path__"] = spec.submodule_search_locations
        for key in ("_w", "__getattr__"):                       # all of the stub; other threads may have added submodules
            g.pop(key, None)
        extension = isinstance(spec.loader, importlib.machinery.ExtensionFileLoader)
        (_run_extension if extension else _run_in_place)(spec, g)
    finally:
        spec._initializing = False

def path_of(name, file, attribute):
    """__path__ of a package whose stub is running, for other threads: `import pandas.core` does not wait for pandas once
    that is in sys.modules, so they would look into the zip and find nothing. Here they wait, and import no lock of theirs
    is needed by the thread that makes the tree ready (a __path__ that waits when it is searched would deadlock)."""
    if attribute != "__path__":
        raise AttributeError("module %r has no attribute %r" % (name, attribute))
    activate(_home(name, file))
    return [os.path.join(_tree, *name.split("."))]

def _home(name, file):
    home = os.path.abspath(file)
    for _ in range(name.count(".") + 1 + os.path.basename(home).startswith("__init__.")):
        home = os.path.dirname(home)                            # this copy of the zip: there may be several
    return home

def _run_in_place(spec, g):
    g["__spec__"] = spec                                        # never absent: other threads look at it
    g.update(__loader__=spec.loader, __file__=spec.origin, __cached__=spec.cached, __package__=spec.parent, __doc__=None)
    exec(spec.loader.get_code(spec.name), g)

def _run_extension(spec, g):
    """C code makes its own module object; whoever holds the stub gets the same contents."""
    stub = sys.modules.pop(spec.name)
    try:
        sys.modules[spec.name] = real = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(real)
    except BaseException:
        sys.modules[spec.name] = stub                           # 3.8 and 3.9 turn its absence into a KeyError
        raise
    g.update(sys.modules[spec.name].__dict__)

# ---------------------------------------------------------------- once per process

def activate(home):
    """Make the tree ready if need be and put it on sys.path ahead of this copy of the zip."""
    global _tree
    with _lock:
        first = _tree is None
        if first:
            _tree = ready_tree(home)
            for path in filter(lambda p: _inside(p, _tree), list(sys.path_importer_cache)):
                sys.path_importer_cache.pop(path, None)         # looked at before it was there
        mount(home)
    if first:                                                   # .pth lines import things, so the lock is free by now
        warn_about_modules_from_elsewhere()
        run_pth_files()

def mount(home):
    """The tree just ahead of this copy of the zip, and the copy itself out of the way."""
    with _lock:
        _homes.add(home)
        for path, finder in list(sys.path_importer_cache.items()):
            if _inside(path, home) and not isinstance(finder, Hushed):
                sys.path_importer_cache[path] = Hushed(path, home)
        places = [os.path.abspath(p) if isinstance(p, str) else p for p in sys.path]
        at = places.index(home) if home in places else 1
        if _tree not in sys.path[:at]:
            sys.path.insert(at, _tree)
            if _tree in sys.path[at + 1:]:
                del sys.path[sys.path.index(_tree, at + 1)]

class Hushed:
    """The finder of the zip (or of a folder in it) from then on. The tree is ahead of it, so it is asked for what the tree
    has not; for a thread that had passed the tree's place before it was there, it answers from the tree.

    So no stub and no namespace portion of the zip gets between, and importlib.invalidate_caches() does not read the
    zip's directory again each time, which Spark's workers would have it do for every task.
    """

    def __init__(self, path, home):
        self.home, self.below = home, os.path.abspath(path)[len(home):]

    def find_spec(self, name, target=None):
        if name == __name__:
            return importlib.util.spec_from_loader(name, __loader__)
        mounted = _tree in sys.path
        if not mounted:
            mount(self.home)                                    # somebody has put an earlier sys.path back
        spec = importlib.machinery.PathFinder.find_spec(name, [_tree + self.below])
        return spec if spec and (spec.loader or not mounted) else None      # no namespace portion twice

    def invalidate_caches(self):
        pass

def _inside(path, folder):
    path = os.path.abspath(path) if isinstance(path, str) else ""
    return path == folder or path.startswith(folder + os.sep)

def warn_about_modules_from_elsewhere():
    """What is imported already stays: say so before the real import, which may well fail because of it."""
    found = []
    for root in set(manifest()["roots"]) & set(sys.modules) - {"_distutils_hack"}:      # site imports that one
        file = getattr(sys.modules[root], "__file__", None)
        if isinstance(file, str) and not any(_inside(file, p) for p in [_tree, *_homes]):
            found.append("%s: %s, not %s" % (root, file, os.path.join(_tree, *root.split("."))))
    if found:
        warnings.warn("wheelhouse %s: imported before from elsewhere, and used from there\n  %s"
                      % (DIGEST, "\n  ".join(sorted(found))), RuntimeWarning, stacklevel=4)

def run_pth_files():
    """As `site` does for site-packages. Namespaces need no -nspkg.pth, which would freeze their __path__."""
    sitedir = _tree                                             # some lines look for a local of this name
    for file in sorted(f for f in os.listdir(sitedir) if f.endswith(".pth") and not f.endswith("-nspkg.pth")):
        with open(os.path.join(sitedir, file), encoding="utf-8", errors="surrogateescape") as lines:
            for line in map(str.rstrip, lines):
                if line.startswith(("import ", "import\t")):
                    try:
                        exec(line)
                    except Exception as e:
                        warnings.warn("wheelhouse %s: %s: %r" % (DIGEST, file, e), RuntimeWarning)
                elif line and os.path.isdir(os.path.join(sitedir, line)):
                    sys.path.append(os.path.join(sitedir, line))

# ---------------------------------------------------------------- once per machine

def ready_tree(home):
    """The finished tree's path; made now, from the zip at `home`, if this machine has none."""
    base = find_base()
    tree = os.path.join(base, "trees", DIGEST)
    if not os.path.isdir(tree):
        os.makedirs(os.path.join(base, "trees"), exist_ok=True)
        os.makedirs(os.path.join(base, "wheels"), exist_ok=True)
        with locked(tree + ".lock"):
            if not os.path.isdir(tree):
                unpack_wheels(home, base)
                build_tree(base, tree)
    return tree

def find_base():
    """The first place that can hold the store."""
    tried = []
    for place in (os.environ.get("DYNDEPS_NODE_CACHE"), "/local_disk0", os.environ.get("TMPDIR") or "/tmp"):
        if place and (place != "/local_disk0" or os.path.isdir(place)):
            base = os.path.join(os.path.abspath(place), "dyndeps-%d" % os.getuid())
            problem = _unfit(base)
            if not problem:
                return base
            tried.append("%s: %s" % (base, problem))
    raise OSError("wheelhouse %s: no place to unpack to. Tried %s" % (DIGEST, "; ".join(tried)))

def _unfit(base):
    """Why the store cannot be at `base`, or None."""
    try:
        os.makedirs(base, 0o700, exist_ok=True)
        status, volume = os.lstat(base), os.statvfs(base)
        if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.getuid() or status.st_mode & 0o022:
            return "not a folder that only this user can write to"      # another user could put code there
        if volume.f_flag & os.ST_NOEXEC:
            return "mounted noexec"                             # no extension module can be loaded from there
        if os.path.isdir(os.path.join(base, "trees", DIGEST)):
            return None                                         # then it need not be writable, nor have space
        if not os.access(base, os.W_OK | os.X_OK):
            return "not writable"
        sizes = [w["unpacked"] for w in _not_in_store(base)]
        need, free = sum(sizes) + max(sizes, default=0), volume.f_bavail * volume.f_frsize    # one is there packed as well
        return "%d MB free, %d MB needed" % (free >> 20, need >> 20) if free < need else None
    except OSError as e:
        return e.strerror or str(e)

def _not_in_store(base):
    return [w for w in manifest()["wheels"] if not os.path.isdir(os.path.join(base, "wheels", w["sha256"]))]

@contextlib.contextmanager
def locked(path, wait=True):
    """A lock that the kernel drops when its holder dies. BlockingIOError if it is held and we shall not wait."""
    fd = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        try:
            yield
        finally:
            fcntl.flock(fd, fcntl.LOCK_UN)                      # closing is not enough: a forked child holds it as well
    finally:
        os.close(fd)

def unpack_wheels(home, base, helping=0):
    """Every wheel into the store, largest first. Helpers are other processes that do the same: whoever gets a wheel's
    lock unpacks it. Without helpers (one core, none may be started, all died) it just takes longer."""
    todo = sorted(_not_in_store(base), key=lambda w: -w["unpacked"])
    helpers = [] if helping else _start_helpers(home, base, todo)
    try:
        for wait in (False,) if helping else (False, True):
            for wheel in todo:
                if helping and os.getppid() != helping:
                    return                                      # whom we help is gone
                with contextlib.suppress(BlockingIOError):
                    unpack_wheel(home, base, wheel, wait)
    except BaseException:
        for helper in helpers:
            helper.kill()
        raise
    finally:
        for helper in helpers:
            helper.wait()

def _start_helpers(home, base, todo):
    helpers, python = [], sys.executable or ""                  # embedded: some other program, or nothing
    if sum(w["unpacked"] for w in todo) > HELPERS_FROM and os.path.basename(python).startswith("python"):
        quiet = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.DEVNULL)
        with contextlib.suppress(OSError):
            for _ in range(min(len(os.sched_getaffinity(0)), 4, len(todo)) - 1):
                command = [python, "-I", "-S", "-B", "-c", HELPER, home, base, str(os.getpid())]
                helpers.append(subprocess.Popen(command, cwd="/", **quiet))
    return helpers

def unpack_wheel(home, base, wheel, wait):
    """One wheel into the store, unless it is there. What is hashed is the copy that is unpacked."""
    final = os.path.join(base, "wheels", wheel["sha256"])
    temp = final + ".tmp"
    with locked(final + ".lock", wait):
        if os.path.isdir(final):
            return
        shutil.rmtree(temp, ignore_errors=True)                 # of one that was killed
        try:
            os.makedirs(temp)
            packed, files, digest = os.path.join(temp, "packed"), os.path.join(temp, "files"), hashlib.sha256()
            with _open(home, "wheels/" + wheel["file"]) as r, open(packed, "wb") as w:
                for block in iter(lambda: r.read(1 << 20), b""):
                    digest.update(block)
                    w.write(block)
            if digest.hexdigest() != wheel["sha256"]:
                raise OSError("wheelhouse %s: %s has a wrong hash" % (home, wheel["file"]))
            with zipfile.ZipFile(packed) as z:
                for member in z.infolist():
                    if not member.is_dir() and place(member.filename):
                        _unpack_member(z, member, os.path.join(files, place(member.filename)))
            os.unlink(packed)
            os.rename(files, final)
        finally:
            shutil.rmtree(temp, ignore_errors=True)

def _open(home, name):
    if os.path.isdir(home):                                     # somebody has unpacked the zip
        return open(os.path.join(home, name), "rb")
    return zipfile.ZipFile(home).open(name)

def place(member):
    """Where a file of a wheel goes in the tree, or None. A wheel's names are a stranger's text: none may lead out."""
    parts = member.split("/")
    if parts[0].endswith(".data") and len(parts) > 2:
        kind, parts = parts[1], parts[2:]
        if kind == "scripts":
            parts.insert(0, "bin")
        elif kind not in ("purelib", "platlib", "data"):
            return None
    if "\\" in member or any(p in ("", ".", "..") for p in parts):
        raise ValueError("unsafe path in a wheel: %r" % member)
    return "/".join(parts)

def _unpack_member(z, member, path):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    if os.path.exists(path):
        os.unlink(path)                                         # listed twice: the last one counts
    with z.open(member) as r, open(path, "xb") as w:
        shutil.copyfileobj(r, w, 1 << 20)
    if os.path.getsize(path) != member.file_size:
        raise OSError("short file: %s" % path)
    executable = (member.external_attr >> 16) & 0o111 or "/files/bin/" in path
    os.chmod(path, 0o555 if executable else 0o444)

def build_tree(base, tree):
    """All wheels in one folder. One physical tree, since libraries look for others by relative path ($ORIGIN/..)."""
    temp = tree + ".tmp"
    shutil.rmtree(temp, ignore_errors=True)                     # of one that was killed
    try:
        for wheel in manifest()["wheels"]:
            _link(os.path.join(base, "wheels", wheel["sha256"]), temp, wheel["skip"])
        os.rename(temp, tree)
    finally:
        shutil.rmtree(temp, ignore_errors=True)

def _link(source, target, skip=()):
    os.makedirs(target, exist_ok=True)
    for entry in os.scandir(source):
        path = os.path.join(target, entry.name)
        if entry.name.split(".")[0] in skip:
            continue
        if entry.is_dir():
            _link(entry.path, path)
        elif not os.path.exists(path):                          # the first wheel that brings a file wins
            try:
                os.link(entry.path, path)
            except OSError:                                     # too many links, or this file system has none
                shutil.copy2(entry.path, path)
                if os.path.getsize(path) != entry.stat().st_size:
                    raise

if __spec__:
    __spec__._initializing = False
