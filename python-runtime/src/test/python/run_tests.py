"""python run_tests.py FOLDER [PYTEST OPTIONS]: pytest in a virtual environment of its own, made in FOLDER when it is not there."""
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main(folder, options):
    wanted, made = (HERE / "requirements.txt").read_text(), folder / "made-of.txt"
    python = folder / "bin" / "python"
    if not made.exists() or made.read_text() != wanted:
        venv.create(folder, clear=True, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "-r", HERE / "requirements.txt"], check=True)
        made.write_text(wanted)                                 # last: a half-made environment is made again
    return subprocess.run([python, "-B", "-m", "pytest", "-n", "logical", *options], cwd=HERE).returncode


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).absolute(), sys.argv[2:]))
