"""The Pythons, the wheelhouses and how a case is run.

Every CPython from 3.8 to 3.14 that this machine has, by name on PATH or under a version manager, runs every case; a
missing one is skipped by name, but with the variable CI set at least 3.10 and 3.11 must be there.
"""
import glob
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

import wheelhouses
import wheels

HERE = Path(__file__).resolve().parent
VERSIONS = ["3.%d" % minor for minor in range(8, 15)]
MANAGERS = (os.environ.get("PYENV_ROOT", "~/.pyenv") + "/versions/*/bin/python", "~/.asdf/installs/python/*/bin/python",
            "~/.local/share/mise/installs/python/*/bin/python", "~/.local/share/uv/python/*/bin/python3")
PROBE = "import sys; print(sys.implementation.name, '%d.%d' % sys.version_info[:2], sys.executable)"


def find_pythons():
    """{version: path} of the CPythons here."""
    candidates = [shutil.which("python" + version) for version in VERSIONS] + [shutil.which("python3"), sys.executable]
    candidates += [path for pattern in MANAGERS for path in sorted(glob.glob(os.path.expanduser(pattern)))]
    found = {}
    for candidate in filter(None, candidates):
        try:
            said = subprocess.run([candidate, "-I", "-c", PROBE], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=60)
        except (OSError, subprocess.TimeoutExpired):
            continue
        name, version, path = (said.stdout.decode().split(" ", 2) + ["", "", ""])[:3]
        if said.returncode == 0 and name == "cpython":
            found.setdefault(version, path.strip())
    return found


def pytest_addoption(parser):
    parser.addoption("--wheelhouses", metavar="DIR", help="wheelhouses of the sets of wheels.py that were built elsewhere: "
                     "DIR/SET.zip or DIR/SET-*.wheelhouse.zip; else the tests make them")
    parser.addoption("--one-python", metavar="VERSION", help="run with this version only")


def pytest_configure(config):
    if not hasattr(config, "workerinput"):
        config.pythons = find_pythons()
        must = {"3.10", "3.11"} if os.environ.get("CI") else set()
        if must - set(config.pythons):
            raise pytest.UsageError("with CI set these must be here and are not: CPython " + ", ".join(sorted(must - set(config.pythons))))


def pytest_configure_node(node):
    node.workerinput["pythons"] = node.config.pythons


def pytest_generate_tests(metafunc):
    if "python" in metafunc.fixturenames:
        only = metafunc.config.getoption("--one-python")
        metafunc.parametrize("python", [only] if only else VERSIONS, indirect=True)


@pytest.fixture
def python(request):
    """The path of a Python."""
    config = request.config
    pythons = config.workerinput["pythons"] if hasattr(config, "workerinput") else config.pythons
    if request.param not in pythons:
        pytest.skip("no CPython %s on this machine" % request.param)
    return pythons[request.param]


@pytest.fixture(scope="session")
def zips(request, tmp_path_factory):
    """A folder with one wheelhouse, SET.zip, for each set of wheels.py."""
    folder, given = tmp_path_factory.mktemp("zips"), request.config.getoption("--wheelhouses")
    if given:
        for name in wheels.SETS:
            matches = sorted(Path(given).glob(name + ".zip")) + sorted(Path(given).glob(name + "-*.wheelhouse.zip"))
            if not matches:
                raise pytest.UsageError("no wheelhouse of the set '%s' in %s" % (name, given))
            os.symlink(matches[0].resolve(), folder / (name + ".zip"))
    else:
        wheels.sets(str(folder / "wheels"))
        for name in wheels.SETS:
            wheelhouses.build(folder / "wheels" / name, folder / (name + ".zip"))
    return folder


@pytest.fixture
def work():
    """A folder of this test, in memory where that can be: unpacking is what the tests do most."""
    place = "/dev/shm"
    quick = os.access(place, os.W_OK) and not os.statvfs(place).f_flag & os.ST_NOEXEC and shutil.disk_usage(place).free > 1 << 30
    folder = Path(tempfile.mkdtemp(prefix="wheelhouse-", dir=place if quick else None))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def environment(work, zips):
    """What a process of a test gets: an empty node store and nothing of the caller's own Python settings."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "DYNDEPS_", "PYTEST_"))}
    (work / "tmp").mkdir()
    env.update(DYNDEPS_NODE_CACHE=str(work / "store"), TMPDIR=str(work / "tmp"), WORK=str(work), ZIPS=str(zips),
               BUILT_BY=sys.implementation.cache_tag)
    return env


@pytest.fixture
def run(python, work, environment):
    """Runs that Python and wants it to end with 0; gives its output."""
    def run(*arguments, cwd=None, env=None, timeout=120):
        done = subprocess.run([python, *map(str, arguments)], cwd=str(cwd or work), env=dict(environment, **(env or {})),
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=timeout)
        said = done.stdout.decode(errors="replace")
        assert done.returncode == 0, "ended with %d\n%s" % (done.returncode, said[-4000:])
        return said
    return run
