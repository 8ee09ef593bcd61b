"""Makes docs/benchmarks/README.md and its pictures from docs/benchmarks/results.json: python3 benchmarks/draw.py

  --check           change nothing; 1 if README.md is not what the data say (pictures are not compared)
  --results FILE    other data
  --output DIR      another folder
  --work DIR        where the environment with matplotlib is; default target/benchmarks
"""
import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from harness import environments, page, results  # noqa: E402


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, usage="draw.py [options]")
    parser.add_argument("--check", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--results", type=Path, default=results.FILE, help=argparse.SUPPRESS)
    parser.add_argument("--output", type=Path, default=results.FILE.parent, help=argparse.SUPPRESS)
    parser.add_argument("--work", type=Path, default=environments.ROOT / "target" / "benchmarks", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    data = results.read(options.results)
    text, file = page.page(data), options.output / "README.md"
    if options.check:
        same = file.exists() and file.read_text(encoding="utf-8") == text
        print("as the data say" if same else "%s is not what %s says: run python3 benchmarks/draw.py" % (file.name, options.results.name))
        return 0 if same else 1
    environments.inside_environment(options.work.resolve() / "draw", "requirements-draw.txt")
    from harness import pictures
    options.output.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    pictures.draw(data, options.output)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
