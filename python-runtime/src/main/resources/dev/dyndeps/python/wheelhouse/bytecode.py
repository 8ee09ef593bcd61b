"""Bytecode for the tree where PYTHONDONTWRITEBYTECODE is set.

The variable keeps folders of source code clean. The tree is no such folder but a cache of this user's own, and without
bytecode each process would compile all of it again (three times the time of a large import). So there, and only there,
bytecode is written all the same.
"""
if __spec__:
    __spec__._initializing = True       # as in the package itself

import os
import sys
from importlib.machinery import (BYTECODE_SUFFIXES, EXTENSION_SUFFIXES, SOURCE_SUFFIXES, ExtensionFileLoader, FileFinder,
                                 SourceFileLoader, SourcelessFileLoader)
from importlib.util import cache_from_source


def hook(tree):
    """A hook for sys.path_hooks that serves the tree's folders."""
    finder = FileFinder.path_hook((ExtensionFileLoader, EXTENSION_SUFFIXES), (Loader, SOURCE_SUFFIXES),
                                  (SourcelessFileLoader, BYTECODE_SUFFIXES))

    def tree_only(path):
        if path != tree and not path.startswith(tree + os.sep):
            raise ImportError("not in the tree", path=path)
        return finder(path)

    return tree_only


class Loader(SourceFileLoader):
    def get_code(self, fullname):
        if sys.dont_write_bytecode and not os.path.exists(cache_from_source(self.path)):
            import py_compile
            try:
                py_compile.compile(self.path, doraise=True, invalidation_mode=py_compile.PycInvalidationMode.TIMESTAMP)
            except Exception:
                pass                                            # no room, or no Python: importing it will tell
        return super().get_code(fullname)


if __spec__:
    __spec__._initializing = False
