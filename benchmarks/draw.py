"""Makes docs/benchmarks/README.md, its pictures and README.md's from docs/benchmarks/results.json: python3 benchmarks/draw.py

  --check           change nothing; 1 if a text is not what the data say (pictures are not compared)
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
    readme = environments.ROOT / "README.md"
    texts = {options.output / "README.md": page.page(data)}
    if options.output == results.FILE.parent:
        texts[readme] = page.in_readme(readme.read_text(encoding="utf-8"), data)
    if options.check:
        stale = [file.name for file, text in texts.items() if not file.exists() or file.read_text(encoding="utf-8") != text]
        print("%s is not what %s says: run python3 benchmarks/draw.py" % (" and ".join(stale), options.results.name) if stale else "as the data say")
        return 1 if stale else 0
    environments.inside_environment(options.work.resolve() / "draw", "requirements-draw.txt")
    from harness import pictures
    options.output.mkdir(parents=True, exist_ok=True)
    for file, text in texts.items():
        file.write_text(text, encoding="utf-8")
    pictures.draw(data, options.output)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
