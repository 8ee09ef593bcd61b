"""Answers questions about Python packaging with the `packaging` library.

A question is a line: the name of a function below and its arguments, separated by tabs, with \\ \t \n \r escaped.
The answer is a line of the same form: "=" and values, "!" and the name of the exception, or "?" and why the library's
answer is no measure here (the Java types document where they differ on purpose).
"""

import csv
import io
import re
import sys

import packaging._manylinux
import packaging.tags
from packaging.markers import InvalidMarker, Marker, UndefinedComparison
from packaging.metadata import parse_email
from packaging.requirements import InvalidRequirement, Requirement
from packaging.specifiers import Specifier, SpecifierSet
from packaging.utils import canonicalize_name, parse_sdist_filename, parse_wheel_filename
from packaging.version import InvalidVersion, Version

VALID_NAME = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?")


class Incomparable(Exception):
    pass


def flag(value):
    return "T" if value else "F"


def version(text):
    v = Version(text)
    return [str(v), flag(v.is_prerelease), flag(v.is_postrelease), v.public, v.base_version]


def compare(one, other):
    a, b = Version(one), Version(other)
    return [str((a > b) - (a < b)), flag(a == b), flag(hash(a) == hash(b))]


def canonical(specifier):
    if specifier.operator == "===":
        return str(specifier)
    if specifier.version.endswith(".*"):
        return f"{specifier.operator}{Version(specifier.version[:-2])}.*"
    return f"{specifier.operator}{Version(specifier.version)}"


def canonical_set(text):
    return ",".join(sorted({canonical(Specifier(part)) for part in text.split(",") if part.strip()}))


def contains(specifiers, candidate):
    """For each candidate: by default, with and without pre-releases."""
    text = canonical_set(specifiers)
    # The library reads the version of ~= by its text, and wrongly where that is not normalised.
    measured = SpecifierSet(text if "~=" in specifiers else specifiers)
    answers = [text]
    for one in candidate.split(" "):
        try:
            default = flag(measured.contains(one))
        except InvalidVersion:  # "===" and no version
            default = "?"
        answers.append(
            default + flag(measured.contains(one, prereleases=True)) + flag(measured.contains(one, prereleases=False))
        )
    return answers


def checked_name(name):
    if not VALID_NAME.fullmatch(name):
        raise Incomparable("a name that the specification does not allow")
    return canonicalize_name(name)


def requirement(text):
    try:
        r = Requirement(text)
    except InvalidRequirement:
        if re.search(r"===\s*[^\s;)]*,", text):
            raise Incomparable("the library reads the clauses behind === as its text, up to a blank")
        raise
    if r.marker:
        check_marker(r.marker._markers)
    return [
        checked_name(r.name),
        ",".join(sorted({checked_name(extra) for extra in r.extras})),
        canonical_set(str(r.specifier)),
        r.url or "",
        str(r.marker or ""),
    ]


def comparisons(markers):
    for marker in markers:
        if isinstance(marker, list):
            yield from comparisons(marker)
        elif isinstance(marker, tuple):
            yield marker


def check_marker(markers):
    for left, _, right in comparisons(markers):
        for side in (left, right):
            if type(side).__name__ == "Variable" and side.value in ("extras", "dependency_groups"):
                raise InvalidMarker("a variable of lock files")


def marker(text, *environments):
    m = Marker(text)
    check_marker(m._markers)
    one_each = all(type(left) is not type(right) for left, _, right in comparisons(m._markers))
    answers = [str(m)]
    for environment in environments:
        values = dict(pair.split("=", 1) for pair in environment.split("|"))
        if not one_each:
            answers.append("?")
            continue
        try:
            answers.append(flag(m.evaluate(values)))
        except InvalidVersion:
            answers.append("?")
        except UndefinedComparison:
            answers.append("?" if "===" in text else "!")
    return answers


def name(text):
    return [canonicalize_name(text, validate=True)]


def wheel(text):
    if not re.fullmatch(r"[A-Za-z0-9._+!~-]*", text):
        raise Incomparable("a character that the Java type refuses")
    distribution, v, build, tags = parse_wheel_filename(text)
    checked_name(text.split("-")[0])
    if any("" in (tag.interpreter, tag.abi, tag.platform) for tag in tags):
        raise Incomparable("an empty part of a tag")
    return [distribution, str(v), "|".join(map(str, build)), ",".join(sorted(map(str, tags)))]


def sdist(text):
    distribution, v = parse_sdist_filename(text)
    stem = text[: -len(".zip")] if text.endswith(".zip") else text[: -len(".tar.gz")]
    checked_name(stem.rpartition("-")[0])
    if stem.rpartition("-")[2].strip() != stem.rpartition("-")[2]:
        raise Incomparable("white space")
    return [distribution, str(v)]


def tags(minor, glibc_minor, architecture):
    """What sys_tags() yields on such a machine."""
    packaging._manylinux._get_glibc_version = lambda: packaging._manylinux._GLibCVersion(2, int(glibc_minor))
    platforms = [*packaging._manylinux.platform_tags([architecture]), f"linux_{architecture}"]
    python, interpreter = (3, int(minor)), f"cp3{minor}"
    found = [
        *packaging.tags.cpython_tags(python, [interpreter], platforms),
        *packaging.tags.compatible_tags(python, interpreter, platforms),
    ]
    return [",".join(platforms), ",".join(map(str, found))]


def write_csv(*fields):
    out = io.StringIO()
    writer = csv.writer(out)
    for i in range(0, len(fields), 3):
        writer.writerow(fields[i : i + 3])
    return [out.getvalue()]


def read_csv(text):
    return [field for row in csv.reader(io.StringIO(text, newline="")) for field in row]


def metadata(text):
    raw, _ = parse_email(text)
    return [
        raw["name"].strip(),
        raw["version"],
        canonical_set(raw.get("requires_python", "")),
        ",".join(sorted({canonicalize_name(extra) for extra in raw.get("provides_extra", [])})),
        *(requirement(" ".join(line.split()))[0] for line in raw.get("requires_dist", [])),
    ]


def unescape(text):
    return re.sub(r"\\(.)", lambda m: {"t": "\t", "n": "\n", "r": "\r"}.get(m.group(1), m.group(1)), text)


def escape(text):
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


def answer(line):
    function, *arguments = map(unescape, line.split("\t"))
    try:
        return ["=", *globals()[function](*arguments)]
    except Incomparable as e:
        return ["?", str(e)]
    except ValueError as e:  # what all of the library's own refusals are
        return ["!", type(e).__name__]


for question in sys.stdin.buffer:
    values = answer(question.decode("utf-8").rstrip("\n"))
    sys.stdout.buffer.write(("\t".join(map(escape, values)) + "\n").encode("utf-8"))
    sys.stdout.buffer.flush()
