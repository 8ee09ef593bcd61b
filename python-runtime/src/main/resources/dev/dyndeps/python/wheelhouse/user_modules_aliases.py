"""Sibling imports inside `user_modules`: `import helpers` and `import user_modules.helpers` give one and the same module.

A folder of loose modules becomes the package `user_modules`, but its modules go on saying `import helpers`. Two copies of a
module would mean two copies of its classes, and pickling between driver and workers would break. So the wheel that holds
`user_modules/` also holds, at its top level, this file as `_user_modules_aliases.py` and one stub per module
(`helpers.py` for user_modules/helpers.py as for user_modules/helpers/__init__.py), which calls `become`.
Whichever stub is imported first puts a finder at the front of sys.meta_path; the real modules are found as always.
"""
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import os
import sys

PACKAGE = "user_modules"


def become(g):
    """Called by a stub: take the real module's place in sys.modules."""
    name = g["__name__"]
    if not any(isinstance(f, AliasFinder) for f in sys.meta_path):
        sys.meta_path.insert(0, AliasFinder())
    # Not just sys.modules[name] = import_module(...): modules that import each other in a circle must find the real
    # module under both names while it is still running, and the finder sees to that.
    del sys.modules[name]
    real = importlib.import_module(name)
    g.update({k: v for k, v in real.__dict__.items() if k != "__spec__"})        # for threads that hold the stub already


class AliasFinder(importlib.abc.MetaPathFinder):
    """It must be first: a finder that is asked last sees `utils.more` found through utils.__path__, a second copy."""

    def find_spec(self, name, path=None, target=None):
        top, dot, _ = name.partition(".")
        if dot:
            if sys.modules.get(top) is not sys.modules.get(PACKAGE + "." + top, self):
                return None                                             # somebody else's package of that name
        elif not self._is_stub(name):
            return None                                                 # sys.path has a real one, or none at all
        real = PACKAGE + "." + name
        try:
            if importlib.util.find_spec(real) is None:
                return None
        except ModuleNotFoundError:
            return None
        return importlib.machinery.ModuleSpec(name, AliasLoader(real), origin="alias of " + real)

    @staticmethod
    def _is_stub(name):
        if name == PACKAGE or not os.path.isfile(os.path.join(os.path.dirname(__file__), name + ".py")):
            return False                                                # cheap answer for everything else
        spec = importlib.machinery.PathFinder.find_spec(name)
        return spec is not None and spec.origin == os.path.join(os.path.dirname(__file__), name + ".py")


class AliasLoader(importlib.abc.Loader):
    def __init__(self, real):
        self.real = real

    def create_module(self, spec):
        module = importlib.import_module(self.real)
        self.own = module.__spec__, module.__loader__
        return module

    def exec_module(self, module):
        module.__spec__, module.__loader__ = self.own                   # the import system has just put the alias's there
