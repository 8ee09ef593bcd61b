"""Makes wheelhouses of a folder of small wheels with the runtime and stubs of this source tree.

A helper of the tests only: no proof of completeness, no metadata but what the cases need. The builder of the product is
in Java; `pytest --wheelhouses DIR` runs the same cases on wheelhouses that it built.

    python wheelhouses.py WHEELS OUT.zip [PYTHON_MINOR]
"""
import hashlib
import json
import sys
import zipfile
from pathlib import Path

SOURCES = Path(__file__).resolve().parents[2] / "main/resources/dev/dyndeps/python/wheelhouse"
RUNTIME = {"__init__.py": "runtime.py", "store.py": "store.py", "bytecode.py": "bytecode.py"}
SUFFIXES = (".py", ".pyc", ".so")
LEFT_OUT = {"__init__", "__main__", "__pycache__", "dataclasses", "enum", "json", "typing"}
LITTER = {"setup", "conftest", "tests", "test", "docs", "examples"}


def source(name):
    return (SOURCES / name).read_text(encoding="utf-8")


class Wheel:
    def __init__(self, path):
        self.path, self.data = path, path.read_bytes()
        self.unpacked, self.info, files = 0, {}, []
        with zipfile.ZipFile(path) as z:
            for member in z.infolist():
                self.unpacked += member.file_size
                top, _, rest = member.filename.partition("/")
                if top.endswith(".dist-info"):
                    self.dist_info = top
                    if rest in ("METADATA", "entry_points.txt", "top_level.txt"):
                        self.info[rest] = z.read(member)
                elif not top.endswith(".data"):
                    files.append(member.filename)
                elif rest.startswith(("purelib/", "platlib/")):
                    files.append(rest.partition("/")[2])
        tops = {stem(file) for file in files}
        drop = LEFT_OUT | LITTER if tops - LEFT_OUT - LITTER else LEFT_OUT
        self.skip = sorted(tops & drop)
        self.files = [file for file in files if stem(file) not in drop]
        top_level = sorted({stem(file) for file in self.files if "/" in file or file.endswith(SUFFIXES)})
        self.info.setdefault("top_level.txt", "".join(name + "\n" for name in top_level).encode())

    def entry(self):
        return {"file": self.path.name, "sha256": hashlib.sha256(self.data).hexdigest(), "size": len(self.data),
                "unpacked": self.unpacked, "skip": self.skip}


def stem(path):
    return path.partition("/")[0].partition(".")[0]


def import_roots(files):
    """{dotted name: whether it is a package}."""
    top, roots = {}, {}
    for file in files:
        here = top
        for part in file.split("/"):
            here = here.setdefault(part, {})

    def walk(folder, prefix):
        for name, inside in folder.items():
            if not inside and name.endswith(SUFFIXES) and stem(name):
                roots.setdefault(prefix + stem(name), False)
            elif inside and "." not in name:
                if any(stem(entry) == "__init__" and entry.endswith(SUFFIXES) for entry in inside):
                    roots[prefix + name] = True
                else:
                    walk(inside, prefix + name + ".")

    walk(top, "")
    return roots


def build(folder, out):
    """Writes the wheelhouse and gives its digest of twelve digits."""
    wheels = [Wheel(path) for path in sorted(Path(folder).glob("*.whl"))]
    roots = import_roots(file for wheel in wheels for file in wheel.files)
    manifest = json.dumps({"schema": 1, "roots": sorted(roots), "wheels": [wheel.entry() for wheel in wheels]},
                          sort_keys=True, separators=(",", ":"))
    digest = hashlib.sha256(manifest.encode()).hexdigest()[:12]
    package = "_wheelhouse_" + digest
    entries = {"wheelhouse.json": manifest}
    entries.update({"%s/%s" % (package, name): source(file) for name, file in RUNTIME.items()})
    stubs = {True: ("/__init__.py", source("package_stub.py.txt")), False: (".py", source("module_stub.py.txt"))}
    for root, is_package in roots.items():
        suffix, text = stubs[is_package]
        entries[root.replace(".", "/") + suffix] = text.replace("{package}", package).replace("{root}", root)
    for wheel in wheels:
        entries.update({wheel.dist_info + "/" + name: text for name, text in wheel.info.items()})
    folders = {"/".join(entry.split("/")[:i]) + "/" for entry in entries for i in range(1, entry.count("/") + 1)}
    with zipfile.ZipFile(out, "w") as z:
        for name in sorted(folders | set(entries)):
            info = zipfile.ZipInfo(name)
            info.external_attr = 0o40755 << 16 | 0x10 if name.endswith("/") else 0o100644 << 16
            z.writestr(info, entries.get(name, ""))
        for wheel in wheels:
            z.writestr(zipfile.ZipInfo("wheels/" + wheel.path.name), wheel.data)
    return digest


if __name__ == "__main__":
    print(build(sys.argv[1], sys.argv[2]))
