"""python run_case.py MODULE CASE: one case, in the process that it is about. `test_cases.py` calls this."""
import importlib
import os
import sys
import threading

if __name__ == "__main__":
    getattr(importlib.import_module("cases." + sys.argv[1]), sys.argv[2])()
    sys.stdout.flush()
    if threading.active_count() > 1:
        os._exit(0)
