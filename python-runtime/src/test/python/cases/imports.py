"""A module of a wheelhouse is like one of an ordinary folder."""
import importlib
import os
import subprocess
import sys
import threading
import traceback

from cases.support import NEW, WORK, add, copy_of, file_in, python, tree, trees_on_path, unpacked, works, zip_path


def modules_can_be_reloaded_inspected_and_listed():
    add("basic")
    import alpha.sub
    assert alpha.VALUE == 1
    scope = {}
    exec("from alpha import *", scope)
    assert scope["VALUE"] == 1
    import gamma
    assert importlib.reload(gamma) is gamma and "_w" not in vars(gamma) and gamma.__spec__.origin == gamma.__file__
    assert importlib.import_module("hy-phen").H == 1
    import inspect
    import pkgutil
    import nsx
    assert sorted(m.name for m in pkgutil.iter_modules(nsx.__path__)) == ["a", "b"]
    assert sorted(m.name for m in pkgutil.walk_packages(nsx.__path__, "nsx.")) == ["nsx.a", "nsx.a.deep", "nsx.b"]
    assert "def f" in inspect.getsource(sys.modules["beta"].f)


def every_kind_of_layout_is_importable():
    add("odd")
    import leg.a, leg.b, both, Casey, casey, café, neigh, selfwrite, pathhack, undecl, selfrep, selfrep.sub, fut  # noqa: E401
    if os.environ["BUILT_BY"] == sys.implementation.cache_tag:
        import pyc_mod
        import pyc_pkg  # noqa: F401
        assert pyc_mod.C == 9
    assert both.K == "package" and Casey.C == "upper" and casey.C == "lower"
    assert neigh.T == "lib" and undecl.L and selfrep.Z == 26 and fut.F == "fut"


def a_module_that_replaces_itself_does():
    add("odd")
    import selfrep
    assert selfrep.Z == 26
    import selfrep.sub


def names_of_the_standard_library_and_litter_stay_out():
    add("odd")
    import fut, dataclasses, enum  # noqa: E401
    assert not hasattr(dataclasses, "OLD") and not hasattr(enum, "OLD")
    for name in ("setup", "conftest", "examples", "__main__", "__init__", "dataclasses", "enum"):
        for path in (name, name + ".py"):
            assert not os.path.exists(os.path.join(tree(), path)), path
    assert "trees" not in str(getattr(importlib.util.find_spec("tests"), "origin", None))
    import docs
    import mypkg9  # noqa: F401
    assert docs.DOCS


def data_scripts_and_libraries_are_spread():
    add("odd")
    import dsl
    import dsp
    assert dsp.P and dsl.L and os.path.exists(tree() + "/share/x/y.txt") and os.access(tree() + "/bin/tool", os.X_OK)
    assert not os.path.exists(tree() + "/h.h") and not os.path.exists(tree() + "/headers")


def files_are_read_only():
    add("basic")
    import single
    assert os.stat(single.__file__).st_mode & 0o222 == 0


def packages_of_two_wheels_share_a_root():
    add("odd")
    import usesit, core.providers.foo, core.providers.base  # noqa: E401, F401


def a_spawned_process_goes_on_from_the_tree():
    add("odd")
    import multiprocessing
    import usesit  # noqa: F401
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.map_async(_in_spawned, [1]).get(30) == [1]


def _in_spawned(_):
    import core.providers.foo as foo
    return foo.F


def every_way_to_start_a_process_works():
    add("basic")
    import gamma  # noqa: F401
    import multiprocessing
    for how in ("spawn", "forkserver", "fork"):
        with multiprocessing.get_context(how).Pool(2) as pool:
            assert pool.map_async(_in_child, [1, 2]).get(30) == [(7, 3, 1)] * 2
    assert python("import single; print(single.V)", PYTHONPATH=os.pathsep.join(sys.path))[1] == "7"


def _in_child(_):
    import gamma
    import single
    from nsx import b
    return single.V, gamma.G, b.B


def python_m_runs_a_root():
    env = dict(os.environ, PYTHONPATH=zip_path("basic"))
    for _ in ("cold", "warm"):
        for name in ("single", "gamma"):
            r = subprocess.run([sys.executable, "-m", name], env=env, cwd=WORK, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            assert r.returncode == 0 and name + " main" in r.stdout.decode(), r.stdout.decode()


def an_unpacked_wheelhouse_imports_too():
    folder = unpacked("basic")
    sys.path.insert(1, folder)
    import big, gamma, nsx, single  # noqa: E401, F401
    from nsx import a, b  # noqa: F401
    assert "trees" in big.__file__ and all("trees" in p for p in nsx.__path__), list(nsx.__path__)
    rc, out, err = python("import gamma; print(gamma.__file__)", PYTHONPATH=folder)
    assert "trees" in out, err


def find_spec_tells_of_the_zip_first_and_then_of_the_tree():
    add("basic")
    from importlib.util import find_spec
    assert ".zip" in find_spec("gamma").origin
    import single  # noqa: F401
    assert "trees" in find_spec("gamma").origin


def metadata_is_right_before_and_after():
    import importlib.metadata as metadata

    def points():
        found = metadata.entry_points()
        return list(found.select(group="my.group") if NEW else found.get("my.group", ()))

    add("basic")
    assert len(points()) == 1 and metadata.version("epplug") == "1.0"
    if NEW:
        assert metadata.packages_distributions()["epplug"] == ["epplug"]
    import epplug  # noqa: F401
    assert len(points()) == (1 if NEW else 2)                   # 3.8, 3.9: each twice, documented
    assert len(metadata.files("epplug")) > 2 and metadata.files("big") and points()[0].load()() == 5
    if NEW:
        assert set(metadata.packages_distributions()["epplug"]) == {"epplug"}


def what_is_first_on_the_path_wins():
    folder = file_in("first", "single.py", "V='user'\n")
    add("basic")
    sys.path.insert(0, folder)
    import gamma, single  # noqa: E401, F401
    assert single.V == "user"


def a_failing_import_leaves_nothing_behind():
    add("basic")
    for _ in range(3):
        try:
            import badopt  # noqa: F401
        except ImportError as e:
            assert "missing_optional_dep" in str(e), e
        else:
            raise AssertionError("imported")
        assert not [name for name in sys.modules if name.startswith("badopt")]


def a_traceback_has_at_most_two_frames_more():
    add("basic")
    import gamma  # noqa: F401
    sys.path.remove(tree())
    sys.path_importer_cache.clear()                             # so that the stub runs
    try:
        import badopt  # noqa: F401
    except ImportError as e:
        files = [frame.filename for frame in traceback.extract_tb(e.__traceback__)]
    assert "inner.py" in files[-1] and sum("basic.zip" in file for file in files) <= 2, files


def an_interrupted_import_can_be_tried_again():
    import signal
    add("basic")
    threading.Timer(0.15, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
    try:
        import big
        threading.Event().wait(1)
    except KeyboardInterrupt:
        pass
    import big
    assert big.OK


def a_process_that_finds_the_tree_imports_little():
    works("import gamma")
    works("before = set(sys.modules)\nimport gamma\nnew = set(sys.modules) - before\n"
          "heavy = new & {'json', 're', 'hashlib', 'zipfile', 'subprocess', 'shutil', 'threading', 'contextlib', 'importlib.util'}\n"
          "assert not heavy, heavy\nassert not [m for m in new if m.endswith('.store')], new", "-I", "-S")


# ---- namespaces


def namespaces_come_from_the_tree_after_activation():
    add("basic")
    import gamma  # noqa: F401
    from nsx import a, b  # noqa: F401
    import nsx
    assert all("trees" in p for p in nsx.__path__), list(nsx.__path__)


def a_namespace_imported_first_moves_to_the_tree():
    add("basic")
    import nsx
    assert list(nsx.__path__)
    import gamma  # noqa: F401
    from nsx import a, b  # noqa: F401
    import nsx.a.deep
    assert all("trees" in p for p in nsx.__path__), list(nsx.__path__)


def a_namespace_is_shared_with_site_packages():
    sys.path.append(file_in("site", "nsq/y/__init__.py", "Y=1\n"))
    import nsq.y  # noqa: F401
    add("other")
    importlib.invalidate_caches()
    import nsq.x, nsq.y  # noqa: E401, F401, F811


def a_namespace_has_data_files():
    if NEW:                                                     # before, importlib.resources knows no namespaces
        add("odd")
        import nsr.mod
        assert nsr.mod.T == "D"


def a_namespace_has_data_files_after_activation():
    if NEW:
        add("odd")
        import fut  # noqa: F401
        import nsr.mod
        assert nsr.mod.T == "D"


# ---- .pth files


def pth_files_are_honoured():
    add("odd")
    import pthdir_x, nsp.one, nsp.two, hiddenmod  # noqa: E401, F401
    assert sys._dhack == 2 and hiddenmod.H == 1


def the_folder_of_a_pth_file_is_next_to_the_tree():
    add("odd")
    import fut  # noqa: F401
    assert sys.path.index(tree() + "/hidden_lib") == sys.path.index(tree()) + 1


def a_failing_pth_line_is_a_warning():
    import warnings
    add("other")
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        import other  # noqa: F401
    assert ["broken.pth" in str(w.message) for w in seen] == [True], [str(w.message) for w in seen]


# ---- several wheelhouses


def two_wheelhouses_work_together():
    add("basic")
    import gamma
    add("other")
    import nsp.one, other, single  # noqa: E401, F401
    assert gamma.G == 3 and "trees" in other.__file__ and len(trees_on_path()) == 2


def the_newest_wheelhouse_wins():
    add("basic")
    import single  # noqa: F401
    add("other")
    import gamma, other  # noqa: E401, F401
    assert gamma.G == "of the other wheelhouse"


def wheelhouses_share_their_wheels():
    add("basic")
    import single  # noqa: F401
    add("other")
    import other
    mine = os.path.join(os.path.dirname(other.__file__), "single.py")
    assert os.path.samefile(single.__file__, mine) and single.__file__ != mine


def a_copy_of_the_zip_is_enough():
    sys.path.insert(1, copy_of("basic", "a"))
    import gamma  # noqa: F401
    sys.path.insert(1, copy_of("basic", "b"))
    import big, single  # noqa: E401, F401
    assert single.V == 7 and len(trees_on_path()) == 1
