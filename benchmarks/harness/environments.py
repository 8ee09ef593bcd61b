"""The Pythons, the peers' environments and the program: made once, in the benchmark's own folder."""
import glob
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
ROOT = HERE.parent
WANTED = ("3.10", "3.11", "3.12")       # what input B has wheels for, best first
MANAGERS = (os.environ.get("PYENV_ROOT", "~/.pyenv") + "/versions/*/bin/python3", "~/.asdf/installs/python/*/bin/python3",
            "~/.local/share/mise/installs/python/*/bin/python3", "~/.local/share/uv/python/*/bin/python3")
PROBE = "import sys, venv, ensurepip; print('%d.%d' % sys.version_info[:2], sys.executable)"


def find_python():
    """(version, path) of the Python that the wheels are for: 3.10 where there is one."""
    candidates = [shutil.which("python" + version) for version in WANTED] + [sys.executable]
    candidates += [path for pattern in MANAGERS for path in sorted(glob.glob(os.path.expanduser(pattern)))]
    found = {}
    for candidate in filter(None, candidates):
        done = subprocess.run([candidate, "-I", "-c", PROBE], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        if done.returncode == 0:
            version, path = done.stdout.decode().strip().split(" ", 1)
            found.setdefault(version, path)
    for version in WANTED:
        if version in found:
            return version, found[version]
    sys.exit("benchmarks: one of Python %s is needed, with venv" % ", ".join(WANTED))


def environment(folder, python, requirements):
    """A virtual environment with exactly these requirements; made again where they changed."""
    wanted, made = (HERE / requirements).read_text(), folder / "made-of.txt"
    if not made.exists() or made.read_text() != wanted:
        print("  making the environment of", requirements, file=sys.stderr, flush=True)
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run([python, "-m", "venv", folder], check=True)
        subprocess.run([folder / "bin" / "python", "-m", "pip", "install", "-q", "-r", HERE / requirements], check=True)
        made.write_text(wanted)         # last: a half-made environment is made again
    return folder / "bin"


def inside_environment(folder, requirements):
    """Runs this very script again in an environment with the requirements, unless it is there already."""
    bin = environment(folder, sys.executable, requirements)
    if Path(sys.prefix) != folder:
        os.execv(bin / "python", [str(bin / "python"), *sys.argv])


def program(work, given):
    """The program as users have it: the plain zip, built if it is not given, unpacked; or a program that is there."""
    zipped = Path(given).resolve() if given else _build(work)
    if zipped.suffix != ".zip":
        return zipped
    folder = work / "program"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.unpack_archive(zipped, folder)
    program = next(folder.glob("*/bin/dyndeps"))
    program.chmod(0o755)
    return program


def _build(work):
    log = work / "build-of-the-program.log"
    with open(log, "wb") as out:
        command = ["mvn", "-B", "-ntp", "-Pdist", "-Dquick", "-Dexec.skip=false", "-Dpytest.skip", "-Dmaven.test.skip", "-pl", "dist", "-am", "package"]
        if subprocess.run(command, cwd=ROOT, stdout=out, stderr=out).returncode:
            sys.exit("benchmarks: the program could not be built: see " + str(log))
    zips = sorted((ROOT / "dist" / "target").glob("dyndeps-*.zip"))
    if len(zips) != 1:
        sys.exit("benchmarks: %d plain zips in dist/target" % len(zips))
    return zips[0]


def facts(python_version, tools, program, env, load):
    """What a reader must know of the machine, and nothing that names it.

    The program is asked in the benchmark's environment: with caches that it has not seen it would now prepare its start.
    """
    with open("/proc/meminfo") as lines:
        memory = int(next(line for line in lines if line.startswith("MemTotal")).split()[1])
    java = subprocess.run([os.environ["JAVA_HOME"] + "/bin/java" if os.environ.get("JAVA_HOME") else "java", "-version"],
                          stderr=subprocess.PIPE).stderr.decode().splitlines()[0].split('"')[1]
    listed = subprocess.run([tools / "python", "-m", "pip", "list", "--format", "freeze"], stdout=subprocess.PIPE, check=True)
    peers = [line for line in listed.stdout.decode().split() if line.partition("==")[0] in ("pip", "uv", "pex", "venv-pack")]
    said = subprocess.run([program, "--version"], env=env, stdout=subprocess.PIPE, check=True).stdout.decode().split()
    return {"load": round(load, 1), "cores": len(os.sched_getaffinity(0)), "memory_gib": round(memory / 2 ** 20), "kernel": platform.release().split("-")[0],
            "cpu": _cpu(), "python": python_version, "java": java, "dyndeps": said[-1], "commit": _commit(), "peers": sorted(peers)}


def _cpu():
    with open("/proc/cpuinfo") as lines:
        return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def _commit():
    done = subprocess.run(["git", "rev-parse", "--short=10", "HEAD"], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return done.stdout.decode().strip() or "unknown"
