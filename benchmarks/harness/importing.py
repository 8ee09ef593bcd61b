"""python importing.py PATH MODULE...: puts PATH on sys.path as addPyFile does, imports, says how long each took."""
import sys
import time

path, names = sys.argv[1], sys.argv[2:]
begun = time.perf_counter()
sys.path.insert(1, path)
for name in names:
    __import__(name)
seconds = time.perf_counter() - begun
module = sys.modules[names[0]]
print(seconds, getattr(module, "VERSION", ""), module.__file__)
