"""The data file: one entry for each benchmark, replaced as a whole when it is run again, so that ratios are of one run."""
import datetime
import json

from harness.environments import ROOT

FILE = ROOT / "docs" / "benchmarks" / "results.json"


def read(file=FILE):
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


def write(suite, environment, quick, rows, file=FILE):
    entry = {"measured": datetime.date.today().isoformat(), "quick": quick, "environment": environment, "rows": rows}
    results = dict(read(file), **{suite: entry})
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(_text(results), encoding="utf-8")


def _text(results):
    """JSON with a line for each row, so that a diff shows what changed."""
    parts = []
    for suite in sorted(results):
        entry = dict(results[suite])
        rows = entry.pop("rows")
        lines = ",\n".join("    " + json.dumps(row) for row in rows)
        head = ",\n".join("  %s: %s" % (json.dumps(key), json.dumps(value)) for key, value in entry.items())
        parts.append(' %s: {\n%s,\n  "rows": [\n%s\n  ]\n }' % (json.dumps(suite), head, lines))
    return "{\n" + ",\n".join(parts) + "\n}\n"
