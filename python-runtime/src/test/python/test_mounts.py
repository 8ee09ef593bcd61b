"""Small, read-only and noexec file systems. Only root can mount them; else these are skipped."""
import os
import shutil
import subprocess

import pytest

BLIND = '''
import os
real = os.statvfs
class Roomy:
    def __init__(self, volume): self.f_flag, self.f_bavail, self.f_frsize = volume.f_flag, 1 << 40, 1
os.statvfs = lambda path: Roomy(real(path))
'''
IMPORT = "import sys; sys.path.insert(1, %r)\nimport fat\nassert fat.D == 40 << 20\nprint(fat.__file__)"


@pytest.fixture
def mount(work):
    """Mounts a tmpfs with the given options and gives its folder."""
    mounted = []

    def mount(options):
        folder = work / ("mount%d" % len(mounted))
        folder.mkdir()
        command = ["mount", "-t", "tmpfs", "-o", options, "none", str(folder)]
        if not shutil.which("mount") or subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode:
            pytest.skip("a file system can be mounted by root only")
        mounted.append(folder)
        return folder

    yield mount
    for folder in mounted:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.fixture
def attempt(python, environment, zips, work):
    """(exit code, what was said) of an import with this node store and this temp folder."""
    def attempt(store, temp, before=""):
        env = dict(environment, DYNDEPS_NODE_CACHE=str(store), TMPDIR=str(temp))
        done = subprocess.run([python, "-c", before + IMPORT % str(zips / "fat.zip")], env=env, cwd=str(work), stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, timeout=120)
        return done.returncode, done.stdout.decode().strip()
    return attempt


def files_in(folder):
    return [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".lock"]


@pytest.mark.parametrize("size", ["1m", "20m", "40m"])
@pytest.mark.parametrize("before", ["", BLIND], ids=["the room is looked at", "the room is misjudged"])
def test_a_full_disk_is_a_clear_error_and_leaves_nothing(mount, attempt, size, before):
    full = mount("size=" + size)
    rc, said = attempt(full, full, before)
    assert rc and ("No space left on device" in said if before else "MB needed" in said) and str(full) in said, said
    assert not files_in(full)


def test_a_full_disk_is_given_up_for_the_next_place(mount, attempt, work):
    full = mount("size=20m")
    rc, said = attempt(full, work / "tmp", BLIND)
    assert rc == 0 and said.startswith(str(work / "tmp")), said
    assert not files_in(full)


def test_a_disk_that_is_large_enough_is_used(mount, attempt, work):
    enough = mount("size=50m")
    rc, said = attempt(enough, work / "tmp")
    assert rc == 0 and said.startswith(str(enough)), said


def test_a_noexec_place_is_not_used(mount, attempt, work):
    noexec = mount("size=50m,noexec")
    rc, said = attempt(noexec, work / "tmp")
    assert rc == 0 and said.startswith(str(work / "tmp")), said
    rc, said = attempt(noexec, noexec)
    assert rc and "mounted noexec" in said, said


def test_a_read_only_place_is_not_used_but_for_a_tree_that_is_there(mount, attempt, work):
    place = mount("size=50m,ro")
    rc, said = attempt(place, place)
    assert rc and "Read-only file system" in said, said
    rc, said = attempt(place, work / "tmp")
    assert rc == 0 and said.startswith(str(work / "tmp")), said
    subprocess.run(["mount", "-o", "remount,rw", str(place)], check=True)
    shutil.rmtree(work / "tmp")
    (work / "tmp").mkdir()
    for seconds in (0, 7200):                                   # a tree that cannot be marked as looked over is good, too
        rc, said = attempt(place, work / "tmp")
        assert rc == 0 and said.startswith(str(place)), said
        listing = next(place.glob("*/trees/*/.wheelhouse-files"))
        os.utime(str(listing), (listing.stat().st_atime, listing.stat().st_mtime - seconds))
        subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)
        rc, said = attempt(place, work / "tmp")
        assert rc == 0 and said.startswith(str(place)), said
        subprocess.run(["mount", "-o", "remount,rw", str(place)], check=True)


