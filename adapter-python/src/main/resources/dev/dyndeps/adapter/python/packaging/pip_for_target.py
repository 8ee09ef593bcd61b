# Runs pip as if on the target: pip takes tags and Requires-Python from its options, but evaluates environment markers
# for the interpreter that it runs on. Without this, what only that interpreter needs would be resolved, too, and may
# have no wheel for the target. The first argument names a JSON file with the target's marker environment.
import json
import sys

from pip._vendor.packaging import markers

with open(sys.argv.pop(1), encoding="utf-8") as file:
    environment = json.load(file)
markers.default_environment = lambda: dict(environment)

from pip._internal.cli.main import main  # noqa: E402

sys.exit(main())
