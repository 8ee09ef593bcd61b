"""`import helpers` and `import user_modules.helpers` give one module, from a wheelhouse as from an ordinary folder."""
import zipfile

import pytest

FIRST = ["utils.more", "calca", "user_modules.calca,calca", "top", "user_modules.utils,utils.more", "calcb,user_modules.calca",
         "utils", "user_modules.top"]
CHECK = '''
import sys, importlib, pickle
for m in sys.argv[1].split(","): importlib.import_module(m)
import utils, utils.helpers, utils.more, calca, calcb, user_modules.calca, user_modules.utils.more, user_modules.calcb
for n in ("utils", "utils.helpers", "utils.more", "calca", "calcb"):
    assert sys.modules[n] is sys.modules["user_modules." + n], n
    assert sys.modules[n].__spec__.name == "user_modules." + n and sys.modules[n].__name__ == "user_modules." + n, n
assert calca.fb() is calcb.B and calcb.fa() is calca.A and type(pickle.loads(pickle.dumps(calca.A()))) is calca.A
assert importlib.reload(calca) is calca
from user_modules import calculator; assert calculator.multiply(6, 7) == 42
import json; assert not hasattr(json, "MINE")
assert not [k for k, v in sys.modules.items()
            if getattr(v, "__name__", "").startswith("user_modules.") and sys.modules.get(v.__name__) is not v]
'''
FOREIGN = '''
import sys, os
open("calca.py", "w").write("X = 5")
sys.path.insert(0, os.getcwd())
import utils, calca
assert calca.X == 5
'''
DUMP = "import pickle, calca\npickle.dump(calca.A(), open('p', 'wb'))\n"
LOAD = "import pickle\na = pickle.load(open('p', 'rb'))\nimport calca\nassert type(a) is calca.A\n"
THREADS = '''
import os, sys, threading
import user_modules                     # once before starting threads: the known limit of stubs
results = []
def go(name):
    try: __import__(name); results.append(sys.modules[name].V and 0)
    except BaseException as e: results.append((name, repr(e)))
names = ["cc", "user_modules.cc", "hh", "user_modules.hh"] * 2
threads = [threading.Thread(target=go, args=(name,)) for name in names]
for t in threads: t.start()
for t in threads: t.join(10)
assert results == [0] * len(names), results
sys.stdout.flush(); os._exit(0)
'''


@pytest.fixture(params=["a folder", "a wheelhouse"])
def path(request, zips, work):
    """Where user_modules is imported from, for PYTHONPATH."""
    if request.param == "a wheelhouse":
        return {"PYTHONPATH": str(zips / "user.zip")}
    with zipfile.ZipFile(zips / "user.zip") as wheelhouse:
        name = next(name for name in wheelhouse.namelist() if name.startswith("wheels/user_modules-"))
        with zipfile.ZipFile(wheelhouse.open(name)) as wheel:
            wheel.extractall(work / "folder", [name for name in wheel.namelist() if name != "json.py"])
    return {"PYTHONPATH": str(work / "folder")}


@pytest.mark.parametrize("first", FIRST)
def test_both_names_are_one_module_whichever_is_imported_first(run, path, first):
    run("-c", CHECK, first, env=path)


def test_a_module_of_that_name_ahead_on_the_path_wins(run, path):
    run("-c", FOREIGN, env=path)


def test_objects_can_be_pickled_between_processes(run, path):
    run("-c", DUMP, env=path)
    run("-c", LOAD, env=path)


def test_threads_that_import_both_names_get_one_module(run, path):
    for _ in range(3):
        run("-c", THREADS, env=path)
