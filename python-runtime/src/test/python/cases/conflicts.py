"""A module that was imported from elsewhere cannot be replaced: that is said, with both paths."""
import importlib
import os
import sys
import warnings

from cases.support import add, file_in, trees_on_path

EXTEND = "__path__ = __import__('pkgutil').extend_path(__path__, __name__)\n"


def warned_by(name):
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        importlib.import_module(name)
    return [str(w.message) for w in seen if "elsewhere" in str(w.message)]


def runtime():
    return next(m for name, m in sys.modules.items() if name.startswith("_wheelhouse_") and "." not in name)


def a_module_from_elsewhere_is_a_warning():
    site = file_in("site", "gamma.py", "G=0\n")
    sys.path.append(site)
    import gamma  # noqa: F401
    add("basic")
    said = warned_by("single")
    assert len(said) == 1 and site + "/gamma.py" in said[0] and "trees" in said[0] and said[0].count("\n") == 2, said


def a_submodule_is_told_of_with_its_package_only():
    sys.path.append(file_in("site", "alpha/sub.py", ""))
    file_in("site", "alpha/__init__.py", "from . import sub\n")
    import alpha  # noqa: F401
    add("basic")
    said = warned_by("single")
    assert said[0].count("alpha") >= 1 and "alpha.sub" not in said[0], said


def a_module_in_a_namespace_from_elsewhere_is_a_warning():
    sys.path.append(file_in("site", "nsx/b.py", "B='elsewhere'\n"))
    import nsx.b  # noqa: F401
    add("basic")
    said = warned_by("single")
    assert "nsx.b: " in said[0], said


def nothing_is_said_without_a_reason():
    warnings.simplefilter("error")
    sys.path.append(file_in("site", "unrelated.py", ""))
    import unrelated  # noqa: F401
    add("basic")
    import alpha, single  # noqa: E401, F401
    assert runtime().conflicts() == []


def an_error_if_asked_for_and_at_every_import():
    os.environ["DYNDEPS_CONFLICTS"] = "error"
    site = file_in("site", "gamma.py", "G=0\n")
    sys.path.append(site)
    import gamma  # noqa: F401
    add("basic")
    for name in ("single", "big", "single"):
        try:
            importlib.import_module(name)
        except ImportError as e:
            assert site + "/gamma.py" in str(e) and "trees" in str(e), e
        else:
            raise AssertionError(name)
        assert name not in sys.modules and not trees_on_path()
    del sys.modules["gamma"]
    import single
    assert single.V == 7


def no_error_without_a_conflict():
    os.environ["DYNDEPS_CONFLICTS"] = "error"
    add("basic")
    import single  # noqa: F401


def conflicts_can_be_asked_for():
    sys.path.append(file_in("site", "gamma.py", "G=0\n"))
    import gamma
    add("basic")
    warnings.simplefilter("ignore")
    import single
    tree = os.path.dirname(single.__file__)
    assert runtime().conflicts() == [("gamma", gamma.__file__, tree + "/gamma/__init__.py")]


def the_same_wheel_of_another_wheelhouse_is_none():
    warnings.simplefilter("error", RuntimeWarning)
    add("basic")
    import single  # noqa: F401
    add("other")
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", ".*broken.pth.*")
        import other  # noqa: F401


def another_version_of_another_wheelhouse_is_one():
    add("basic")
    import gamma  # noqa: F401
    add("other")
    said = warned_by("other")
    assert len(said) == 1 and said[0].count("trees") == 2 and "gamma" in said[0], said


def a_regular_package_that_hides_our_namespace_is_told():
    site = file_in("site", "nsu/__init__.py", "")
    sys.path.append(site)
    add("other")
    said = warned_by("other")
    assert len(said) == 1 and site + "/nsu/__init__.py" in said[0], said
    try:
        import nsu.x  # noqa: F401
    except ImportError:
        return
    raise AssertionError("it hides nothing")


def an_imported_package_that_hides_our_namespace_is_told():
    site = file_in("site", "nsu/__init__.py", EXTEND)           # too late: its path is extended already
    sys.path.append(site)
    import nsu  # noqa: F401
    add("other")
    said = warned_by("other")
    assert len(said) == 1 and site + "/nsu/__init__.py" in said[0], said


def a_package_that_extends_its_path_hides_nothing():
    sys.path.append(file_in("site", "nsu/__init__.py", EXTEND))
    add("other")
    assert not warned_by("other")
    import nsu.x  # noqa: F401
