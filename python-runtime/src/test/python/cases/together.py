"""Threads and processes that import at the same time."""
import os
import subprocess
import sys

from cases.support import STORE, add, after, at_once, once_begun, threads


def threads_import_the_same_module():
    add("basic")
    threads([(at_once, "slow", "VALUE")] * 8)


def threads_import_the_same_module_one_after_the_other():
    add("basic")
    threads([(after(0.02 * i), "slow", "VALUE") for i in range(8)])


def threads_import_the_same_module_of_a_tree_that_is_ready():
    add("basic")
    import single  # noqa: F401
    threads([(after(0.02 * i), "slow", "VALUE") for i in range(8)])


def threads_import_different_modules():
    add("basic")
    threads([(at_once, *job) for job in (("slow", "VALUE"), ("gamma", "G"), ("single", "V"), ("hymod", "HM"),
                                         ("epplug", "go"), ("nsx.b", "B"), ("nsx.a", "A"), ("beta", "B"))])


def threads_import_different_modules_one_after_the_other():
    add("basic")
    jobs = (("slow", "VALUE"), ("gamma", "G"), ("single", "V"), ("hymod", "HM"), ("epplug", "go"), ("nsx.b", "B"),
            ("slow", "VALUE"), ("big", "OK"))
    threads([(after(0.02 * i), *job) for i, job in enumerate(jobs)])


def threads_import_modules_that_import_each_other():
    add("basic")
    threads([(at_once, "alpha", "VALUE"), (at_once, "beta", "B"), (at_once, "alpha", "VALUE"), (at_once, "gamma", "G")])


# Known limit, so no case: threads that start in the same instant, in a process that has imported nothing of the wheelhouse
# yet, with DIFFERENT submodules of one package. CPython registers the stub before it has read its text.
def threads_import_submodules_while_the_stub_runs():
    add("basic")
    threads([(at_once, "big", "OK")] + [(once_begun("big"), "big.m%d" % i, "X") for i in range(1, 8)])


def threads_import_submodules_after_a_first_import():
    add("basic")
    import gamma  # noqa: F401
    threads([(at_once, "big.m%d" % i, "X") for i in range(8)])


def threads_import_submodules_of_a_second_wheelhouse():
    add("basic")
    import gamma  # noqa: F401
    add("odd")
    jobs = [("nsx.a", "A"), ("nsx.a.deep", "__name__"), ("leg.a", "A"), ("leg.b", "B"), ("core.providers.foo", "F"),
            ("core.providers.base", "B")]
    threads([(after(0.01 * i), *job) for i, job in enumerate(jobs)])


def threads_wait_for_no_pth_line():
    add("odd")
    threads([(at_once, "distu", "D"), (at_once, "_dhack", "add"), (after(0.02), "distu", "D"), (after(0.02), "_dhack", "add")])


def a_tree_is_never_seen_half_made():
    path = add("basic")
    trees, seen = os.path.join(STORE, "trees"), set()
    child = subprocess.Popen([sys.executable, "-c", "import sys; sys.path.insert(1, %r); import big" % path])
    while child.poll() is None:
        for name in os.listdir(trees) if os.path.isdir(trees) else ():
            if "." not in name:
                seen.add(len(os.listdir(os.path.join(trees, name, "big"))))
    assert child.wait() == 0 and min(seen) >= 301, seen


def sixteen_processes_start_at_once():
    code = "import sys; sys.path.insert(1, %r)\nimport big, alpha, single, nsx.b" % add("basic")
    running = [subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.STDOUT) for _ in range(16)]
    said = [process.communicate()[0].decode() for process in running]
    assert not any(process.returncode for process in running), said
    assert sum("." not in name for name in os.listdir(os.path.join(STORE, "trees"))) == 1
    assert not [name for kind in ("trees", "wheels") for name in os.listdir(os.path.join(STORE, kind)) if ".tmp" in name]
