"""Makes the example inputs from the folders beside this script: python3 make.py

Each folder becomes a zip of the same name; the wheels in existing_wheels/ and nested/wheels/ are written first. The same
folders give the same bytes, so a run without changes leaves nothing to commit.
"""
import base64
import hashlib
import pathlib
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
EXAMPLES = ["requirements", "pure_python", "packaged", "existing_wheels", "mixed", "nested"]


def write_zip(path, files):
    """A zip with sorted entries and fixed times; `files` maps names to bytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name in files:
            entry = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, files[name])


def write_wheel(folder, name, version, files, requires=()):
    """A pure wheel, by the binary distribution format."""
    info = f"{name}-{version}.dist-info"
    files = dict(sorted(files.items()))
    files[f"{info}/METADATA"] = "\n".join(
        ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}"]
        + [f"Requires-Dist: {requirement}" for requirement in requires]
        + [""]
    )
    files[f"{info}/WHEEL"] = "Wheel-Version: 1.0\nGenerator: make.py\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    content = {path: text.encode() for path, text in files.items()}
    record = []
    for path, data in content.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
        record.append(f"{path},sha256={digest},{len(data)}\n")
    content[f"{info}/RECORD"] = ("".join(record) + f"{info}/RECORD,,\n").encode()
    folder.mkdir(parents=True, exist_ok=True)
    write_zip(folder / f"{name}-{version}-py3-none-any.whl", content)


def write_wheels(folder):
    write_wheel(
        folder,
        "shout",
        "1.0",
        {"shout.py": "import idna\n\nfrom marks import MARK\n\n\n"
                     "def shout(word):\n    assert idna.__version__\n    return word.upper() + MARK\n"},
        ["marks>=2", "idna>=3"],
    )
    write_wheel(folder, "marks", "2.1", {"marks/__init__.py": 'MARK = "!"\n'})


def main():
    write_wheels(HERE / "existing_wheels")
    write_wheels(HERE / "nested" / "wheels")
    for example in EXAMPLES:
        folder = HERE / example
        files = sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
        write_zip(HERE / f"{example}.zip", {str(path.relative_to(folder)): path.read_bytes() for path in files})
        print(f"{example}.zip  {len(files)} files")


if __name__ == "__main__":
    main()
