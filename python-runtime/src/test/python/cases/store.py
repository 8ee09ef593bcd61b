"""The node store: where it is, what may go wrong with it, what is mended and what is removed."""
import os
import shutil
import sys
import time
import zipfile

from cases.support import STORE, WORK, fails, file_in, python, unpacked, works, zip_path

DAY = 24 * 3600
WHERE = "import single; print(single.__file__)"


def tree_of(name="basic"):
    return os.path.dirname(works(WHERE, name=name))


def wheel_with(path):
    for name in os.listdir(os.path.join(STORE, "wheels")):
        if os.path.exists(os.path.join(STORE, "wheels", name, path)):
            return os.path.join(STORE, "wheels", name)


def age(folder, seconds):
    """As if it had last been looked over that long ago."""
    then = time.time() - seconds
    os.utime(os.path.join(folder, ".wheelhouse-files"), (then, then))


def folders(kind):
    return [name for name in os.listdir(os.path.join(STORE, kind)) if not name.endswith(".lock")]


# ---- places


def another_users_folder_is_not_used():
    place = os.path.join(WORK, "open")
    base = os.path.join(place, os.path.basename(STORE))
    os.makedirs(base)
    os.chmod(base, 0o777)
    assert place not in works(WHERE, DYNDEPS_NODE_CACHE=place, TMPDIR=os.path.dirname(STORE))
    fails("import gamma", base, "only this user", "DYNDEPS_NODE_CACHE", DYNDEPS_NODE_CACHE=place, TMPDIR=place)


def a_link_to_a_folder_is_not_used():
    base = os.path.join(WORK, "mine", os.path.basename(STORE))
    os.makedirs(base, 0o700)
    place = os.path.join(WORK, "links")
    os.makedirs(place)
    os.symlink(base, os.path.join(place, os.path.basename(STORE)))
    fails("import gamma", place, "only this user", DYNDEPS_NODE_CACHE=place, TMPDIR=place)


def a_place_that_has_the_tree_is_preferred():
    second = os.path.join(WORK, "second")
    assert second in works(WHERE, DYNDEPS_NODE_CACHE="", TMPDIR=second)
    assert second in works(WHERE, DYNDEPS_NODE_CACHE=os.path.join(WORK, "first"), TMPDIR=second)


def every_place_that_was_tried_is_named():
    file = os.path.join(file_in("files", "one", ""), "one")
    fails("import gamma", file + "/dyndeps", "Not a directory", file + "/two", DYNDEPS_NODE_CACHE=file, TMPDIR=file + "/two")


FULL = """
import errno, os
write, part = os.write, []
def full(fd, block):
    if "/first/" not in os.readlink("/proc/self/fd/%d" % fd):
        return write(fd, block)
    if part:
        raise OSError(errno.ENOSPC, "No space left on device")
    part.append(1)
    return write(fd, block[:len(block) // 2])
os.write = full
"""


def a_disk_found_full_midway_is_given_up_for_the_next():
    first, second = os.path.join(WORK, "first"), os.path.join(WORK, "second")
    assert second in works(FULL + WHERE, DYNDEPS_NODE_CACHE=first, TMPDIR=second)
    files = [name for _, _, names in os.walk(first) for name in names if not name.endswith(".lock")]
    assert not files, files


def a_full_disk_and_no_other_place_is_a_clear_error():
    first = os.path.join(WORK, "first")
    fails(FULL + WHERE, "No space left on device", first + "/dyndeps", DYNDEPS_NODE_CACHE=first, TMPDIR=first)
    assert first in works(WHERE, DYNDEPS_NODE_CACHE=first)


def too_little_room_is_seen_before():
    code = ("import os\nreal = os.statvfs\nclass Small:\n    f_flag, f_bavail, f_frsize = 0, 1, 1\nos.statvfs = lambda p: Small\n"
            "import gamma")
    fails(code, "0 MB free", "MB needed", TMPDIR=WORK)
    assert not folders("wheels")


# ---- damage


def flipped(name, offset_of):
    path = os.path.join(WORK, name + ".zip")
    with open(zip_path(name), "rb") as file:
        data = bytearray(file.read())
    data[data.index(offset_of) + len(offset_of) + 40] ^= 1
    with open(path, "wb") as file:
        file.write(data)
    return path


def a_flipped_byte_in_a_wheel_is_refused_by_name():
    path = flipped("basic", b"wheels/single-1.0-py3-none-any.whl")
    fails("import gamma", "DamagedWheelhouse", path, "single-1.0-py3-none-any.whl", "damaged", path=path)
    assert not folders("trees")


def a_flipped_byte_in_the_manifest_is_refused():
    path = flipped("basic", b'"sha256":')
    fails("import gamma", "DamagedWheelhouse", path, "wheelhouse.json", path=path)


def a_wheel_with_a_wrong_hash_is_refused():
    folder = unpacked("basic")
    with open(folder + "/wheels/single-1.0-py3-none-any.whl", "ab") as file:
        file.write(b"x")
    fails("import gamma", folder, "single-1.0-py3-none-any.whl", "wrong hash", path=folder)


def a_missing_wheel_is_refused():
    folder = unpacked("basic")
    os.remove(folder + "/wheels/single-1.0-py3-none-any.whl")
    fails("import gamma", folder, "damaged", "single-1.0-py3-none-any.whl", path=folder)


def a_path_that_leads_out_is_refused():
    name = next(n for n in zipfile.ZipFile(zip_path("basic")).namelist() if n.startswith("_wheelhouse_")).partition("/")[0]
    works("import %s.store as store\nassert store.place('a/b.py') == 'a/b.py'\nassert store.place('x-1.data/scripts/t') == 'bin/t'\n"
          "assert store.place('x-1.data/headers/h.h') is None\nassert store.place('.wheelhouse-files') is None\n"
          "for bad in ('../x', '/x', 'a//b', 'a/./b', 'a/../b', 'a\\\\b', 'x-1.data/purelib/../../y', 'a\\nb', 'x-1.data/data//etc'):\n"
          "    try: store.place(bad)\n    except ValueError: continue\n    raise AssertionError(bad)" % name)


# ---- mending


def a_file_that_a_cleaner_took_is_put_back():
    tree = tree_of()
    os.remove(tree + "/big/m5.py")
    assert os.path.exists(wheel_with("big") + "/big/m5.py")
    age(tree, 2 * 3600)
    works("import big.m5")


def a_file_that_is_gone_from_the_store_as_well_is_put_back():
    tree = tree_of()
    os.remove(wheel_with("big") + "/big/m5.py")
    os.remove(tree + "/big/m5.py")
    shutil.rmtree(tree + "/nsx")
    age(tree, 2 * 3600)
    works("import big.m5, nsx.a.deep, nsx.b")
    assert os.path.samefile(wheel_with("big") + "/big/m5.py", tree + "/big/m5.py")


def a_truncated_file_is_put_back():
    tree = tree_of()
    os.truncate(tree + "/big/m5.py", 0)                         # the same file as in the store
    age(tree, 2 * 3600)
    works("import big.m5; assert big.m5.X == 5")


def mending_does_not_move_the_tree():
    code = ("import os, single\ntree = os.path.dirname(single.__file__); inode = os.stat(tree).st_ino\n"
            "os.remove(tree + '/gamma/__init__.py'); os.utime(tree + '/.wheelhouse-files', (0, 0))\n"
            "import subprocess; subprocess.run([sys.executable, '-c', 'import sys; sys.path.insert(1, sys.argv[1]); import gamma', %r], "
            "check=True)\nimport gamma\nassert os.stat(tree).st_ino == inode" % zip_path("basic"))
    works(code)


def a_wheel_that_vanished_is_unpacked_again_for_the_next_tree():
    tree_of()
    os.remove(wheel_with("single.py") + "/single.py")
    works("import other, single; assert single.V == 7", name="other")


def a_look_within_the_hour_is_trusted():
    tree = tree_of()
    mark = os.stat(tree + "/.wheelhouse-files").st_mtime
    works(WHERE)
    assert os.stat(tree + "/.wheelhouse-files").st_mtime == mark
    age(tree, 3700)
    works(WHERE)
    assert time.time() - os.stat(tree + "/.wheelhouse-files").st_mtime < 60


def files_that_libraries_write_do_no_harm():
    tree = os.path.dirname(os.path.dirname(works("import selfwrite; print(selfwrite.__file__)", name="odd")))
    age(tree, 2 * 3600)
    works("import selfwrite", name="odd")
    assert os.path.exists(tree + "/selfwrite/cache.txt")


# ---- removal


def unused_trees_and_their_wheels_are_removed():
    tree = tree_of()
    for name in folders("wheels"):
        age(os.path.join(STORE, "wheels", name), 15 * DAY)
    age(tree, 15 * DAY)
    works("import other", name="other")
    assert not os.path.exists(tree) and wheel_with("big") is None and wheel_with("single.py")
    left = {name.partition(".")[0] for name in os.listdir(os.path.join(STORE, "wheels"))}
    assert left == set(folders("wheels")), left                 # no lock files either


def a_tree_in_use_is_kept():
    rc, out, err = python(
        "import sys, os, subprocess; sys.path.insert(1, %r)\nimport single\ntree = os.path.dirname(single.__file__)\n"
        "os.utime(tree + '/.wheelhouse-files', (0, 0))\n"
        "subprocess.run([sys.executable, '-c', 'import sys; sys.path.insert(1, sys.argv[1]); import other', %r], check=True)\n"
        "import gamma; print(tree)" % (zip_path("basic"), zip_path("other")))
    assert rc == 0 and os.path.isdir(out), err


def a_tree_used_within_two_weeks_is_kept():
    tree = tree_of()
    age(tree, 13 * DAY)
    works("import other", name="other")
    assert os.path.isdir(tree) and wheel_with("big")


def what_killed_processes_left_is_removed():
    tree_of()
    for left in ("trees/0123456789ab.tmp", "wheels/abc.tmp"):
        os.makedirs(os.path.join(STORE, left, "files"))
    works("import other", name="other")
    assert not [name for kind in ("trees", "wheels") for name in os.listdir(os.path.join(STORE, kind)) if ".tmp" in name]


def a_tree_that_was_deleted_is_made_again():
    shutil.rmtree(tree_of())
    works(WHERE)


# ---- the machine


def without_hard_links_files_are_copied():
    works("import os\ndef no(*a, **k): raise OSError(1, 'not permitted')\nos.link = no\n"
          "import big, single\nassert os.stat(single.__file__).st_nlink == 1")
    works("import big")


def a_forked_child_does_not_keep_a_lock():
    out = works(
        "import os, time, fcntl, glob\nreal = fcntl.flock; pid = []\n"
        "def flock(fd, op):\n    real(fd, op)\n    if op & fcntl.LOCK_EX and not pid:\n"
        "        p = os.fork()\n        if p == 0: time.sleep(20); os._exit(0)\n        pid.append(p)\n"
        "fcntl.flock = flock\nimport big\n"
        "for path in glob.glob(os.environ['DYNDEPS_NODE_CACHE'] + '/*/*/*.lock'):\n"
        "    f = open(path, 'w'); real(f, fcntl.LOCK_EX | fcntl.LOCK_NB); f.close()\nprint(len(pid)); os.kill(pid[0], 9)")
    assert out == "1", out


def bytecode_is_written_to_the_tree_whatever_the_variable_says():
    own = file_in("own", "mine.py", "")
    code = "sys.path.append(%r)\nimport mine, big, single, os; print(os.path.dirname(single.__file__))" % own
    for options, env in (([], {"PYTHONDONTWRITEBYTECODE": "1"}), (["-B"], {})):
        tree = works(code, *options, **env)
        for folder, there in ((own, False), (tree, True), (tree + "/big", True)):
            assert os.path.isdir(folder + "/__pycache__") == there, folder
        inode = os.stat(tree + "/big/__pycache__").st_ino, len(os.listdir(tree + "/big/__pycache__"))
        works(code, *options, **env)
        assert inode == (os.stat(tree + "/big/__pycache__").st_ino, len(os.listdir(tree + "/big/__pycache__")))
        shutil.rmtree(tree)


def no_helper_can_be_started():
    works("import subprocess; sys.executable = '/nowhere/python3'\nimport gamma")
    shutil.rmtree(STORE)
    works("sys.executable = None\nimport single")


def helpers_unpack_what_is_large():
    started = ("import subprocess; started = []\nreal = subprocess.Popen.__init__\n"
               "def init(self, args, **k):\n    started.append(args[0]); real(self, args, **k)\nsubprocess.Popen.__init__ = init\n"
               "import os; os.sched_getaffinity = lambda pid: {0, 1, 2}\nimport fat; print(len(started), fat.D)")
    assert works(started, name="fat") == "1 41943040"           # one for each wheel, less our own
    wheels = [name for name in folders("wheels") if ".tmp" in name]
    assert not wheels, wheels


def the_store_belongs_to_this_user_alone():
    os.umask(0)
    tree = tree_of()
    for folder in (STORE, STORE + "/trees", STORE + "/wheels", tree, tree + "/big"):
        assert os.stat(folder).st_mode & 0o022 == 0, folder

