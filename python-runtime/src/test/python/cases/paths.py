"""Spark copies zips, removes copies, and puts sys.path back."""
import importlib
import os
import sys

from cases.support import WORK, add, copy_of, tree, trees_on_path


def the_first_of_two_copies_is_removed():
    first = copy_of("basic", "a")
    sys.path.insert(1, first)
    import gamma  # noqa: F401
    os.remove(first)
    sys.path.insert(1, copy_of("basic", "b"))
    import single  # noqa: F401
    import nsx.b  # noqa: F401


def the_only_copy_is_removed():
    only = copy_of("basic", "a")
    sys.path.insert(1, only)
    import gamma  # noqa: F401
    os.remove(only)
    importlib.invalidate_caches()
    import big, single  # noqa: E401, F401
    import nsx.b  # noqa: F401


def the_zip_is_replaced_by_another():
    path = copy_of("basic", "a")
    sys.path.insert(1, path)
    import gamma  # noqa: F401
    os.replace(copy_of("other", "b"), path)
    import single  # noqa: F401


def a_relative_path_outlives_chdir():
    os.chdir(os.path.dirname(copy_of("basic", "a")))
    sys.path.insert(1, "basic.zip")
    import gamma  # noqa: F401
    os.chdir("/")
    import single  # noqa: F401
    importlib.invalidate_caches()
    import big  # noqa: F401


def the_zip_is_put_back_ahead_of_the_tree():
    path = add("basic")
    import gamma  # noqa: F401
    sys.path.remove(path)
    sys.path.insert(1, path)
    importlib.invalidate_caches()
    import single
    import nsx.b  # noqa: F401
    assert "trees" in single.__file__


def the_zip_is_put_back_and_the_cache_cleared():
    path = add("basic")
    import gamma  # noqa: F401
    sys.path.remove(path)
    sys.path.insert(1, path)
    sys.path_importer_cache.clear()
    import single
    from nsx import a, b  # noqa: F401
    assert "trees" in single.__file__ and sys.path.index(tree()) < sys.path.index(path)
    assert len(trees_on_path()) == 1


def the_cache_is_cleared():
    add("basic")
    import gamma  # noqa: F401
    sys.path_importer_cache.clear()
    import single  # noqa: F401
    from nsx import a, b  # noqa: F401
    import big  # noqa: F401


def an_earlier_path_is_put_back():
    add("basic")
    old = list(sys.path)
    import gamma  # noqa: F401
    sys.path[:] = old
    import single  # noqa: F401
    sys.path[:] = old
    from nsx import b  # noqa: F401
    assert tree()


def an_earlier_path_is_put_back_and_the_cache_cleared():
    add("basic")
    old = list(sys.path)
    import gamma  # noqa: F401
    sys.path[:] = old
    sys.path_importer_cache.clear()
    import single  # noqa: F401
    from nsx import b  # noqa: F401


def the_zip_is_taken_off_the_path():
    path = add("basic")
    import gamma  # noqa: F401
    sys.path.remove(path)
    import big, single  # noqa: E401, F401


def the_runtime_itself_can_be_imported_again():
    add("basic")
    import gamma  # noqa: F401
    name = next(name for name in sys.modules if name.startswith("_wheelhouse_") and "." not in name)
    for module in [m for m in sys.modules if m.startswith(name)]:
        del sys.modules[module]
    assert importlib.import_module(name + ".store").DIGEST == name.rpartition("_")[2]


def the_folder_of_the_zip_has_odd_letters():
    folder = os.path.join(WORK, "a b", "ü%20'\"")
    path = copy_of("basic", folder)
    sys.path.insert(1, path)
    import gamma  # noqa: F401
    assert trees_on_path()
