"""What a benchmark is given: folders, environments, inputs, the index, and the tools as functions that give a Sample."""
import contextlib
import os
import platform
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from harness import environments, inputs

GIVEN = ("PATH", "HOME", "LANG", "LC_ALL", "USER", "JAVA_HOME", "PYENV_ROOT", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "UV_DEFAULT_INDEX", "UV_INDEX_URL",
         "UV_NATIVE_TLS", "UV_SYSTEM_CERTS", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy")


def remove(path):
    """Wheelhouses are unpacked to files and folders that are read-only."""
    if path.is_dir():
        subprocess.run(["chmod", "-R", "u+w", path], check=True)
        shutil.rmtree(path)
    elif path.exists():
        path.unlink()


@dataclass
class Bench:
    work: Path
    rounds: int                         # for what takes seconds
    slow_rounds: int                    # for what takes a minute
    quick: bool
    python_version: str
    python: str
    tools: Path
    program: Path
    smoke: bool = False                 # the smallest of everything, to see that it works

    def __post_init__(self):
        self.inputs = self.work / "inputs"
        inputs.make(self.inputs)
        self.machine = platform.machine()
        libc = platform.libc_ver()[1].replace(".", "_") or "2_28"
        self.target = "python%s-manylinux_%s_%s" % (self.python_version, libc, self.machine)
        self.fresh("tmp")

    def fresh(self, *names):
        """An empty folder."""
        folder = self.work.joinpath(*names)
        remove(folder)
        folder.mkdir(parents=True)
        return folder

    def env(self, caches="caches", index=None, **more):
        """The caller's own index settings, or those of an index of ours; caches in a folder of the benchmark's own."""
        folder = self.work / caches
        env = {name: os.environ[name] for name in GIVEN if name in os.environ}
        if index:
            env.update(PIP_CONFIG_FILE=os.devnull, PIP_INDEX_URL=index, UV_DEFAULT_INDEX=index, UV_NO_CONFIG="1", NO_PROXY="127.0.0.1", no_proxy="127.0.0.1")
        else:
            env.update({name: value for name, value in os.environ.items() if name.startswith("PIP_") and name != "PIP_CACHE_DIR"})
        env.update(PIP_CACHE_DIR=str(folder / "pip"), UV_CACHE_DIR=str(folder / "uv"), PEX_ROOT=str(folder / "pex"), DYNDEPS_CACHE=str(folder / "dyndeps"),
                   DYNDEPS_PYTHON=self.python, TMPDIR=str(self.work / "tmp"), PIP_DISABLE_PIP_VERSION_CHECK="1", SOURCE_DATE_EPOCH="315532800")
        env.update(more)
        return env

    def first_use(self):
        """What the program installs when it is first used is there before it is measured, as the peers are."""
        remove(self.work / "dyndeps-caches" / "dyndeps" / "classes")        # perhaps of another program
        source = self.inputs / "first" / "requirements.txt"
        command = [self.program, "build", source, "--target", self.target, "-o", self.fresh("out"), "--quiet"]
        subprocess.run(command, check=True, env=self.env("dyndeps-caches"), stdout=subprocess.DEVNULL)
        until = time.monotonic() + 60   # the archive of its classes is made behind the first command
        while not list((self.work / "dyndeps-caches" / "dyndeps").glob("classes/*.made")) and time.monotonic() < until:
            time.sleep(0.1)

    def cool(self, caches):
        """Everything cold: but the program and the tools are installed, and the program has run before, as theirs have."""
        folder = self.work / caches
        for name in ("pip", "uv", "pex"):
            self.fresh(caches, name)
        for child in (folder / "dyndeps").glob("*"):
            if not list(child.glob("**/pyvenv.cfg")) and not list(child.glob("*.jsa")):
                remove(child)

    @contextlib.contextmanager
    def index(self, folder, delay=0.0, rate=0.0):
        """The URL of an index of our own over a folder of wheels."""
        command = [sys.executable, environments.HERE / "harness" / "index.py", folder, str(delay), str(rate)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:
            try:
                yield "http://127.0.0.1:%d/simple/" % int(server.stdout.readline())
            finally:
                server.stdin.close()

    def mirror(self, name):
        """The wheels of an input, downloaded once."""
        folder = self.work / "mirror" / name
        if not (folder / "complete").exists():
            self.fresh("mirror", name)
            print("  downloading the wheels of", name, file=sys.stderr, flush=True)
            subprocess.run([self.tools / "python", "-m", "pip", "download", "-q", "-d", folder, "--only-binary", ":all:", "-r",
                            self.inputs / name / "requirements.txt"], check=True, env=self.env())
            (folder / "complete").write_text("")
        return folder

    def wheels(self, name, make):
        """A folder of wheels made here, once."""
        folder = self.work / "made" / name
        if not (folder / "complete").exists():
            self.fresh("made", name)
            make(folder)
            (folder / "complete").write_text("")
        return folder
