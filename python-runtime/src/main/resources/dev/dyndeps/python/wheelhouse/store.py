"""Makes the tree of this wheelhouse in the node store. Read only where the tree is not ready.

    BASE/wheels/SHA256/     one wheel, checked and unpacked once per machine, whichever wheelhouse brought it
    BASE/trees/DIGEST/      all wheels of one wheelhouse merged: hard links into wheels/, copies where links fail

Both are made beside their place (.tmp, under .lock) and appear by one rename, so nobody ever sees half of one. It is one
physical tree since libraries look for others by relative path ($ORIGIN/../../nvidia). Each has a listing of its files, by
which missing ones are noticed (`whole`) and put back.

What the code here relies on, it imports first: nothing is imported while a lock is held.
"""
if __spec__:
    __spec__._initializing = True       # as in the package itself

import contextlib
import encodings.cp437  # noqa: F401  zipfile decodes names with it
import errno
import fcntl
import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import time
import zipfile
import zlib

from . import DIGEST, LISTING, _homes, bases, hold, looked_over, unfit

UNUSED = 14 * 24 * 3600                 # seconds after which a tree that nobody uses may go
HELPERS_FROM = 32 << 20                 # bytes still to unpack that are worth starting another Python for
BLOCK = 1 << 20
HELPER = ("import sys; sys.path.append(sys.argv[1]); import {0} as store; "
          "store.help_unpacking(sys.argv[1], sys.argv[2], int(sys.argv[3]))").format(__name__)


class DamagedWheelhouse(OSError):
    """The zip is not what was built. No OSError of a place to unpack to, so another place would not help."""

    def __init__(self, home, what):
        super().__init__("wheelhouse %s is damaged: %s. Copy it again, or build it again" % (home, what))


# ---------------------------------------------------------------- places


def make_ready(home):
    """The tree's path, after it was made or mended in the first place that can hold it."""
    for base in bases():
        tree = os.path.join(base, "trees", DIGEST)
        if whole(tree) and not unfit(base) and hold(tree):
            return tree
    tried = []
    with Wheelhouse(home) as wheelhouse:
        for base in bases():
            try:
                return _make_in(base, wheelhouse)
            except DamagedWheelhouse:
                raise
            except OSError as problem:                          # a disk may turn out to be full midway
                tried.append("%s: %s" % (base, problem.strerror or problem))
    raise OSError("wheelhouse %s: no place to unpack to. Tried %s. Point DYNDEPS_NODE_CACHE to a folder of this user's own "
                  "with room and the right to run programs" % (DIGEST, "; ".join(tried)))


def _make_in(base, wheelhouse):
    os.makedirs(base, 0o700, exist_ok=True)
    problem = unfit(base)
    if not problem and not os.access(base, os.W_OK | os.X_OK):
        problem = "not writable"
    if problem:
        raise OSError(problem)
    tree = os.path.join(base, "trees", DIGEST)
    for folder in ("trees", "wheels"):
        with contextlib.suppress(FileExistsError):
            os.mkdir(os.path.join(base, folder), 0o700)
    with locked(tree + ".lock"):
        made = not whole(tree)
        if made:
            _make(base, tree, wheelhouse)
        hold(tree)                                              # whoever removes trees would need the lock we have
    if made:
        remove_unused(base)
    return tree


def _make(base, tree, wheelhouse):
    mending = os.path.isdir(tree)                               # in place: others use it
    new = []
    try:
        for trust in (not mending, False, False):               # again if files vanish from wheels that were there
            missing = _missing(base, wheelhouse, trust)
            new += missing
            _check_room(base, missing)
            _unpack_missing(base, wheelhouse, missing)
            try:
                return _build_tree(base, tree, wheelhouse.wheels, mending)
            except FileNotFoundError as e:
                vanished = e
        raise vanished
    except OSError:
        for wheel in new:                                       # do not leave a disk full
            _remove(_folder(base, wheel), unless=_is_linked)
        raise


def _check_room(base, missing):
    """A courtesy: what is written is compared in any case."""
    volume = os.statvfs(base)
    need = sum(wheel["unpacked"] for wheel in missing)
    free = volume.f_bavail * volume.f_frsize
    if free < need:
        raise OSError(errno.ENOSPC, "%d MB free, %d MB needed" % (free >> 20, need >> 20))


# ---------------------------------------------------------------- locks


@contextlib.contextmanager
def locked(path, wait=True):
    """A lock that the kernel drops when its holder dies. BlockingIOError if it is held and we shall not wait."""
    fd = _lock(path, wait)
    try:
        yield
    finally:
        fcntl.flock(fd, fcntl.LOCK_UN)                          # closing is not enough: a forked child holds it as well
        os.close(fd)


def _lock(path, wait):
    while True:
        fd = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            if os.path.samestat(os.fstat(fd), os.stat(path)):
                return fd
        except FileNotFoundError:
            pass                                                # removed with what it guards; make a new one
        except BaseException:
            os.close(fd)
            raise
        os.close(fd)


# ---------------------------------------------------------------- listings


def whole(folder):
    """Whether every file of the folder's listing is there with its size; if so the folder counts as looked over."""
    try:
        for size, path in _listing(folder):
            if os.lstat(folder + "/" + path).st_size != size:
                return False
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return False
    with contextlib.suppress(OSError):                          # read-only by now
        os.utime(os.path.join(folder, LISTING))
    return True


def _listing(folder):
    with open(os.path.join(folder, LISTING), encoding="utf-8", errors="surrogateescape", newline="\n") as lines:
        for line in lines:
            size, _, path = line[:-1].partition(" ")
            yield int(size), path


def _write_listing(folder, sizes):
    text = "".join("%d %s\n" % (size, path) for path, size in sizes.items()).encode("utf-8", "surrogateescape")
    temp = os.path.join(folder, LISTING + ".new")
    with contextlib.suppress(FileNotFoundError):
        os.unlink(temp)
    _write(temp, [text], len(text), 0o644)
    os.replace(temp, os.path.join(folder, LISTING))


def _write(path, blocks, size, mode):
    """Write a new file. On a full disk os.write writes less and says so only in its result."""
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        for block in blocks:
            while block:
                block = block[os.write(fd, block):]
        if os.fstat(fd).st_size != size:
            raise OSError(errno.EIO, "%s has %d bytes, not %d" % (path, os.fstat(fd).st_size, size))
    finally:
        os.close(fd)


# ---------------------------------------------------------------- reading the wheelhouse


class Wheelhouse:
    """The zip, or the folder that somebody unpacked it to, open for reading."""

    def __init__(self, home):
        copies = [home, *_homes]                                # Spark removes copies; any will do
        self.home = next((copy for copy in copies if os.path.exists(copy)), home)
        self._file = None if os.path.isdir(self.home) else open(self.home, "rb")
        try:
            self._zip = zipfile.ZipFile(self._file) if self._file else None
            with self._open("wheelhouse.json") as file:
                text = file.read()
        except zipfile.BadZipFile as e:
            raise DamagedWheelhouse(self.home, e)
        if not hashlib.sha256(text).hexdigest().startswith(DIGEST):
            raise DamagedWheelhouse(self.home, "wheelhouse.json is not the one it was built with")
        self.wheels = json.loads(text.decode("utf-8"))["wheels"]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self._file:
            self._file.close()

    def _open(self, name):
        try:
            return self._zip.open(name) if self._zip else open(os.path.join(self.home, name), "rb")
        except (KeyError, FileNotFoundError):
            raise DamagedWheelhouse(self.home, "it has no %s" % name)

    def wheel(self, wheel):
        """A wheel as an open file, checked. It is unpacked from where it lies in the zip, which the system has in memory by
        then: a copy would be as much to write again. Should the zip change meanwhile, the members' own sums tell."""
        file = self._part("wheels/" + wheel["file"])
        digest = hashlib.sha256()
        for block in iter(lambda: file.read(BLOCK), b""):
            digest.update(block)
        if digest.hexdigest() != wheel["sha256"]:
            file.close()
            raise DamagedWheelhouse(self.home, "%s has a wrong hash" % wheel["file"])
        file.seek(0)
        return file

    def _part(self, name):
        with self._open(name) as entry:                         # which checks the entry's header
            if not self._zip:
                return open(entry.name, "rb")
        info = self._zip.getinfo(name)
        if info.compress_type != zipfile.ZIP_STORED:
            raise DamagedWheelhouse(self.home, "%s is packed again" % name)
        header = os.pread(self._file.fileno(), 30, info.header_offset)
        names = int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
        return io.BufferedReader(Part(self._file.fileno(), info.header_offset + len(header) + names, info.file_size), 1 << 16)


class Part(io.RawIOBase):
    """A part of an open file as a file."""

    def __init__(self, fd, start, size):
        self.fd, self.start, self.size, self.at = fd, start, size, 0

    def readable(self):
        return True

    def seekable(self):
        return True

    def seek(self, offset, whence=os.SEEK_SET):
        self.at = max(0, offset + (0, self.at, self.size)[whence])
        return self.at

    def readinto(self, buffer):
        data = os.pread(self.fd, max(0, min(len(buffer), self.size - self.at)), self.start + self.at)
        buffer[:len(data)] = data
        self.at += len(data)
        return len(data)


# ---------------------------------------------------------------- wheels


def _folder(base, wheel):
    return os.path.join(base, "wheels", wheel["sha256"])


def _missing(base, wheelhouse, trust):
    """The wheels that the store has not, or not whole. Without `trust` all that are there are looked over."""
    missing = []
    for wheel in wheelhouse.wheels:
        folder = _folder(base, wheel)
        if not (trust and looked_over(folder) or whole(folder)):
            missing.append(wheel)
            if os.path.isdir(folder):
                _remove(folder)
    return missing


def _unpack_missing(base, wheelhouse, missing):
    helpers = _start_helpers(base, wheelhouse, missing)
    try:
        _unpack_all(base, wheelhouse, missing, wait=False)
        _unpack_all(base, wheelhouse, missing, wait=True)       # what helpers have begun; what they failed at fails here
    except BaseException:
        for helper in helpers:
            helper.kill()
        raise
    finally:
        for helper in helpers:
            helper.wait()


def _start_helpers(base, wheelhouse, missing):
    """Other processes that unpack the same: whoever gets a wheel's lock does it. Without (one core, none may be started,
    all died) it just takes longer."""
    helpers, python = [], sys.executable or ""                  # embedded: some other program, or nothing
    if sum(wheel["unpacked"] for wheel in missing) > HELPERS_FROM and os.path.basename(python).startswith("python"):
        quiet = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.DEVNULL)
        cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
        command = [python, "-I", "-S", "-B", "-c", HELPER, wheelhouse.home, base, str(os.getpid())]
        with contextlib.suppress(OSError):
            for _ in range(min(cores, 4, len(missing)) - 1):
                helpers.append(subprocess.Popen(command, cwd="/", **quiet))
    return helpers


def help_unpacking(home, base, leader):
    """What a helper does: it never waits, and ends when its leader has."""
    with Wheelhouse(home) as wheelhouse:
        missing = [wheel for wheel in wheelhouse.wheels if not looked_over(_folder(base, wheel))]
        _unpack_all(base, wheelhouse, missing, wait=False, go_on=lambda: os.getppid() == leader)


def _unpack_all(base, wheelhouse, wheels, wait, go_on=lambda: True):
    for wheel in sorted(wheels, key=lambda wheel: -wheel["unpacked"]):      # the largest first
        if not go_on():
            return
        with contextlib.suppress(BlockingIOError), locked(_folder(base, wheel) + ".lock", wait):
            if not looked_over(_folder(base, wheel)):
                _unpack(wheelhouse, wheel, _folder(base, wheel))


def _unpack(wheelhouse, wheel, final):
    temp = final + ".tmp"
    shutil.rmtree(temp, ignore_errors=True)                     # of one that was killed
    try:
        os.mkdir(temp, 0o700)
        with wheelhouse.wheel(wheel) as file, zipfile.ZipFile(file) as z:
            _write_listing(temp, _unpack_members(z, temp))
        shutil.rmtree(final, ignore_errors=True)                # without a listing: not ours, or begun by an older program
        os.rename(temp, final)
    except (zipfile.BadZipFile, zlib.error, ValueError, EOFError, RuntimeError) as e:
        raise DamagedWheelhouse(wheelhouse.home, "%s: %s" % (wheel["file"], e))
    finally:
        shutil.rmtree(temp, ignore_errors=True)


def _unpack_members(z, files):
    """Gives the files' sizes by path in the tree."""
    members = {place(member.filename): member for member in z.infolist() if not member.is_dir()}
    members.pop(None, None)                                     # of a name that is there twice the last one counts
    made = {""}
    for path, member in members.items():
        _folders(files, os.path.dirname(path), made)
        executable = (member.external_attr >> 16) & 0o111 or path.startswith("bin/")
        with z.open(member) as source:
            blocks = iter(lambda: source.read(BLOCK), b"")
            _write(os.path.join(files, path), blocks, member.file_size, 0o555 if executable else 0o444)
    return {path: member.file_size for path, member in members.items()}


def _folders(top, path, made):
    if path not in made:
        _folders(top, os.path.dirname(path), made)
        with contextlib.suppress(FileExistsError):              # mending
            os.mkdir(os.path.join(top, path), 0o700)
        made.add(path)


def place(member):
    """Where a file of a wheel goes in the tree, or None (binary distribution format, "Installing a wheel").

    A wheel's names are a stranger's text: ValueError for one that could lead out.
    """
    parts = member.split("/")
    if parts[0].endswith(".data") and len(parts) > 2:
        kind, parts = parts[1], parts[2:]
        if kind == "scripts":
            parts.insert(0, "bin")
        elif kind not in ("purelib", "platlib", "data"):
            return None
    if "\\" in member or "\n" in member or any(part in ("", ".", "..") for part in parts):
        raise ValueError("unsafe path %r" % member)
    return None if parts == [LISTING] else "/".join(parts)


# ---------------------------------------------------------------- trees


def _build_tree(base, tree, wheels, mending):
    temp = tree if mending else tree + ".tmp"
    if not mending:
        shutil.rmtree(temp, ignore_errors=True)                 # of one that was killed
        os.mkdir(temp, 0o700)
    try:
        sizes, made = {}, {""}
        for wheel in wheels:
            _link(_folder(base, wheel), temp, wheel["skip"], sizes, made)
        _write_listing(temp, sizes)
        if not mending:
            os.rename(temp, tree)
    finally:
        if not mending:
            shutil.rmtree(temp, ignore_errors=True)


def _link(source, target, skip, sizes, made):
    """An unpacked wheel's files into the tree, and into `sizes`; the first wheel that brings a file wins."""
    for size, path in _listing(source):
        if path in sizes or path.partition("/")[0].partition(".")[0] in skip:
            continue
        _folders(target, os.path.dirname(path), made)
        old, new = os.path.join(source, path), os.path.join(target, path)
        try:
            os.link(old, new)
        except FileNotFoundError:
            raise
        except OSError:                                         # there is one (mending), too many links, or no links here
            if not os.path.lexists(new) or os.lstat(new).st_size != size:
                _copy(old, new, size)
        sizes[path] = size


def _copy(old, new, size):
    temp = new + ".part"
    with contextlib.suppress(FileNotFoundError):
        os.unlink(temp)
    with open(old, "rb") as source:
        _write(temp, iter(lambda: source.read(BLOCK), b""), size, os.fstat(source.fileno()).st_mode & 0o777)
    os.replace(temp, new)


# ---------------------------------------------------------------- removal


def remove_unused(base):
    """Trees that nobody has used for 14 days, wheels that no tree uses, and what killed processes have left."""
    for kind, is_used in (("trees", _is_new), ("wheels", lambda wheel: _is_new(wheel) or _is_linked(wheel))):
        folder = os.path.join(base, kind)                       # trees first: they hold links to wheels
        for name in os.listdir(folder):
            path = os.path.join(folder, name.partition(".")[0])
            if name.endswith(".tmp") or "." not in name and not _is_new(path):
                _remove(path, unless=is_used)


def _is_new(folder):
    listing = os.path.join(folder, LISTING)
    with contextlib.suppress(FileNotFoundError):                # another process removes it, too
        return os.stat(listing if os.path.exists(listing) else folder).st_mtime > time.time() - UNUSED
    return True


def _is_linked(wheel):
    return any(os.lstat(wheel + "/" + path).st_nlink > 1 for _, path in _listing(wheel))


def _remove(folder, unless=lambda folder: False):
    """Remove a tree or a wheel and what was left of making it, if nobody is at it right now (`locked`) or uses it (`hold`)."""
    with contextlib.suppress(OSError), locked(folder + ".lock", wait=False):
        shutil.rmtree(folder + ".tmp", ignore_errors=True)
        if os.path.isdir(folder) and not unless(folder):
            fd = os.open(folder, os.O_RDONLY)
            try:
                fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
                os.rename(folder, folder + ".tmp")              # whoever opened it meanwhile sees that it moved
            finally:
                os.close(fd)
            shutil.rmtree(folder + ".tmp", ignore_errors=True)
        if not os.path.isdir(folder):
            os.unlink(folder + ".lock")


if __spec__:
    __spec__._initializing = False
