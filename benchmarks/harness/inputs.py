"""What is built: performance.md's inputs A, B, P, K, and wheels made here."""
import base64
import hashlib
import random
import zipfile
from pathlib import Path

REQUIREMENTS = {
    "A": ["requests==2.31.0", "pandas==2.1.0"],
    "B": ["pandas==2.1.4", "scikit-learn==1.3.2", "scipy==1.11.4", "pyarrow==14.0.2", "matplotlib==3.8.2", "lightgbm==4.2.0",
          "polars==0.20.3", "fastapi==0.108.0", "sqlalchemy==2.0.25", "transformers==4.36.2"],
}
MODULE = '"""One module without dependencies."""\n\n\ndef answer():\n    return 42\n'
MINIMAL = '[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n\n[project]\nname = "{0}"\nversion = "1.0"\n'


def make(folder):
    """Writes A, B, P and K, and P as the peers need it (P-project)."""
    for name, lines in REQUIREMENTS.items():
        _write(folder / name / "requirements.txt", "\n".join(lines) + "\n")
    _write(folder / "first" / "requirements.txt", "idna==3.7\n")
    _write(folder / "P" / "answers.py", MODULE)
    _write(folder / "P-project" / "answers.py", MODULE)
    _write(folder / "P-project" / "pyproject.toml", MINIMAL.format("answers") + '\n[tool.setuptools]\npy-modules = ["answers"]\n')
    _write(folder / "K" / "src" / "kit" / "__init__.py", "from kit.tool import answer\n")
    _write(folder / "K" / "src" / "kit" / "tool.py", MODULE)
    _write(folder / "K" / "pyproject.toml", MINIMAL.format("kit"))


def for_tool(folder, name):
    """The input as a path: a requirements file, or a folder."""
    return folder / name / "requirements.txt" if (folder / name / "requirements.txt").exists() else folder / name


def small_wheels(folder, count, requires=True):
    """`count` wheels of some kilobytes; the first requires all others, so that one name resolves to all of them."""
    rng = random.Random(count)
    for i in range(count):
        name = "bench_small_%03d" % i
        body = "".join("N%d = %r\n" % (n, rng.getrandbits(400)) for n in range(100))
        needs = ["bench-small-%03d" % other for other in range(1, count)] if i == 0 and requires else []
        wheel(folder, name, "1.0", {name + "/__init__.py": b"VALUE = 1\n", name + "/data.py": body.encode()}, needs)
    return ["bench-small-000"]


def large_wheels(folder, sizes):
    """Wheels whose one file cannot be compressed, of these sizes in MB."""
    for i, megabytes in enumerate(sizes):
        name = "bench_large_%02d" % i
        rng = random.Random(i)
        block = rng.randbytes(1 << 20)
        files = {name + "/__init__.py": b"", name + "/blob.bin": (bytes([n & 255, n >> 8]) + block[2:] for n in range(megabytes))}
        wheel(folder, name, "1.0", files, [])


def versioned(folder, version):
    """A wheel `bench-contested` that says its version when it is asked."""
    wheel(folder, "bench_contested", version, {"bench_contested/__init__.py": ("VERSION = %r\n" % version).encode()}, [])


def wheel(folder, name, version, files, requires):
    """Writes a wheel; a file is its bytes, or an iterator of blocks that is stored as it is."""
    folder.mkdir(parents=True, exist_ok=True)
    info, records = "%s-%s.dist-info/" % (name, version), []
    metadata = "Metadata-Version: 2.1\nName: %s\nVersion: %s\n" % (name.replace("_", "-"), version)
    metadata += "".join("Requires-Dist: %s\n" % need for need in requires)
    tags = "Wheel-Version: 1.0\nGenerator: benchmarks\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    everything = dict(files, **{info + "METADATA": metadata.encode(), info + "WHEEL": tags.encode()})
    with zipfile.ZipFile(folder / ("%s-%s-py3-none-any.whl" % (name, version)), "w", zipfile.ZIP_DEFLATED) as z:
        for path, content in everything.items():
            digest, size = hashlib.sha256(), 0
            entry = zipfile.ZipInfo(path)
            entry.compress_type = zipfile.ZIP_DEFLATED if isinstance(content, bytes) else zipfile.ZIP_STORED
            with z.open(entry, "w") as out:
                for block in [content] if isinstance(content, bytes) else content:
                    digest.update(block)
                    size += len(block)
                    out.write(block)
            encoded = base64.urlsafe_b64encode(digest.digest()).rstrip(b"=").decode()
            records.append("%s,sha256=%s,%d\n" % (path, encoded, size))
        z.writestr(info + "RECORD", "".join(records) + info + "RECORD,,\n")


def _write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
