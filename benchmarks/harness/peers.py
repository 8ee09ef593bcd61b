"""The program and what people use today, each as a function that does the whole job once and gives a Sample.

`caches` names the folder of its caches; `cold` empties it first. All get the same requirements, index and Python.
"""
import json
import shutil
from pathlib import Path

from harness.environments import HERE
from harness.measure import Failed, Sample, timed

PACK = HERE / "harness" / "pack.py"


class Tools:
    def __init__(self, bench, index=None, only_wheels=True):
        self.bench, self.index, self.only_wheels = bench, index, only_wheels

    def _start(self, caches, cold, out):
        if cold:
            self.bench.cool(caches)
        return self.bench.env(caches, self.index), self.bench.fresh("out", out)

    def _asked(self, source):
        """The input as pip's and uv's arguments: a requirements file or a folder with a project."""
        return ["-r", source] if source.name == "requirements.txt" else [source]

    # ---- the program

    def dyndeps(self, source, cold, caches="dyndeps-caches", lock=None, memory=None):
        env, out = self._start(caches, cold, "dyndeps")
        if memory:
            env["JAVA_TOOL_OPTIONS"] = "-Xmx" + memory
        command = [self.bench.program, "build", source, "--target", self.bench.target, "-o", out, "--json", "--quiet"]
        seconds, peak, said = timed(command + (["--lock", lock] if lock else []), env)
        sample = Sample(peak=peak)
        sample.built = json.loads(said)
        for stage, part in sample.built["stages"].items():
            sample.add(stage, part)
        return sample.add("start and end", seconds - sample.total, peak)

    # ---- wheels only

    def pip_wheel(self, source, cold, caches="pip-caches"):
        """`pip wheel`, then the wheels into a zip, stored."""
        env, out = self._start(caches, cold, "pip-wheel")
        only = ["--only-binary", ":all:"] if self.only_wheels and source.name == "requirements.txt" else []
        seconds, peak, _ = timed([self.bench.tools / "python", "-m", "pip", "wheel", "-q", "-w", out / "wheels", *only, *self._asked(source)], env)
        return self._pack(Sample().add("pip wheel", seconds, peak), "stored", out / "wheels", out / "wheels.zip", env)

    def pip_download(self, source, cold, caches="pip-download-caches"):
        env, out = self._start(caches, cold, "pip-download")
        seconds, peak, _ = timed([self.bench.tools / "python", "-m", "pip", "download", "-q", "-d", out, "--only-binary", ":all:", *self._asked(source)], env)
        return Sample().add("pip download", seconds, peak)

    def uv_build(self, source, cold, caches="uv-build-caches"):
        env, out = self._start(caches, cold, "uv-build")
        seconds, peak, _ = timed([self.bench.tools / "uv", "build", "-q", "--wheel", "--python", self.bench.python, "-o", out, source], env)
        return Sample().add("uv build", seconds, peak)

    # ---- folders and environments

    def uv_target(self, source, cold, caches="uv-caches", pack="stored"):
        """`uv pip compile`, `uv pip install --target`, and a zip of that folder."""
        env, out = self._start(caches, cold, "uv-target")
        uv, python = self.bench.tools / "uv", ["--python", self.bench.python]
        seconds, peak, _ = timed([uv, "pip", "compile", "-q", "--only-binary", ":all:", *python, "--format", "pylock.toml", "-o", out / "pylock.toml", source], env)
        sample = Sample().add("uv pip compile", seconds, peak)
        seconds, peak, _ = timed([uv, "pip", "install", "-q", *python, "--target", out / "target", "-r", out / "pylock.toml"], env)
        return self._pack(sample.add("uv pip install", seconds, peak), pack, out / "target", out / "target.zip", env)

    def pip_target(self, source, cold, caches="pip-target-caches"):
        """spark-extension's way: `pip install --target` and `shutil.make_archive`."""
        env, out = self._start(caches, cold, "pip-target")
        seconds, peak, _ = timed([self.bench.tools / "python", "-m", "pip", "install", "-q", "--only-binary", ":all:", "--target", out / "target", *self._asked(source)], env)
        return self._pack(Sample().add("pip install --target", seconds, peak), "deflated", out / "target", out / "target.zip", env)

    def venv_pack(self, source, cold, caches="venv-caches"):
        """A virtual environment, `uv pip install`, `venv-pack`."""
        env, out = self._start(caches, cold, "venv-pack")
        uv, venv = self.bench.tools / "uv", out / "venv"
        seconds, peak, _ = timed([uv, "venv", "-q", "--python", self.bench.python, venv], env)
        sample = Sample().add("uv venv", seconds, peak)
        seconds, peak, _ = timed([uv, "pip", "install", "-q", "--only-binary", ":all:", "--python", venv / "bin" / "python", *self._asked(source)], env)
        sample.add("uv pip install", seconds, peak)
        seconds, peak, _ = timed([self.bench.tools / "venv-pack", "-q", "-p", venv, "-o", out / "venv.tar.gz"], env)
        return sample.add("venv-pack", seconds, peak)

    def pex(self, source, cold, caches="pex-caches"):
        env, out = self._start(caches, cold, "pex")
        seconds, peak, _ = timed([self.bench.tools / "pex", "--no-build", "--python", self.bench.python, "-o", out / "it.pex", *self._asked(source)], env)
        return Sample().add("pex", seconds, peak)

    def pex_venv(self, source, cold, caches="pex-caches"):
        """A .pex file, and the virtual environment that is made of it where it runs."""
        sample = self.pex(source, cold, caches)
        out = self.bench.work / "out" / "pex"
        seconds, peak, _ = timed([self.bench.tools / "pex-tools", out / "it.pex", "venv", out / "venv"], self.bench.env(caches, self.index))
        return sample.add("pex venv", seconds, peak)

    def _pack(self, sample, how, folder, out, env):
        seconds, peak, _ = timed([self.bench.tools / "python", PACK, how, folder, out], env)
        return sample.add("zip", seconds, peak)


def built(sample):
    """(the wheelhouse, the lock) that the program made."""
    return Path(sample.built["wheelhouse"]), Path(sample.built["lock"])


def kept(bench, sample, name):
    """The wheelhouse and the lock, where the next build does not remove them."""
    folder = bench.fresh("kept", name)
    return [Path(shutil.copy(path, folder)) for path in built(sample)]


def succeeds(action):
    """What is prepared before measuring must work: else there is nothing to measure."""
    try:
        return action()
    except Failed as e:
        raise SystemExit("benchmarks: %s" % e)
