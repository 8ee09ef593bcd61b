"""Every case of cases/ under every Python, each in a process of its own with an empty node store."""
import importlib
import inspect

import pytest

from conftest import HERE

MODULES = ("imports", "paths", "together", "conflicts", "store")


def cases():
    for name in MODULES:
        module = importlib.import_module("cases." + name)
        for case, function in vars(module).items():
            named = inspect.isfunction(function) and function.__module__ == module.__name__ and not inspect.signature(function).parameters
            if named and not case.startswith("_") and case not in ("runtime", "tree_of"):
                yield pytest.param(name, case, id="%s: %s" % (name, case.replace("_", " ")))


@pytest.mark.parametrize("module, case", list(cases()))
def test_case(run, module, case):
    run(HERE / "run_case.py", module, case)
