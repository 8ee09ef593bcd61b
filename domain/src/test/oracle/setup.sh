#!/bin/sh
# Makes the Python environment of the oracle tests at $1, once; again when the pinned versions change.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
if cmp -s "$here/requirements.txt" "$1/ready.txt"; then
    exit 0
fi
rm -rf "$1"
python3 -m venv "$1" || { echo "python3 with its venv module is needed for the oracle tests (Debian, Ubuntu: python3-venv)" >&2; exit 1; }
"$1/bin/python" -m pip install --quiet --disable-pip-version-check --requirement "$here/requirements.txt"
cp "$here/requirements.txt" "$1/ready.txt"
