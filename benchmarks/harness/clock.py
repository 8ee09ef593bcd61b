"""python clock.py REPORT COMMAND...: runs a command; its seconds and the kilobytes of its largest process go to REPORT.

A process of its own, and a small one: a child counts as no smaller than the process that started it.
"""
import os
import sys
import time

report, command = sys.argv[1], sys.argv[2:]
begun = time.perf_counter()
process = os.posix_spawnp(command[0], command, os.environ)
_, status, usage = os.wait4(process, 0)
seconds = time.perf_counter() - begun
with open(report, "w") as out:
    out.write("%r %d" % (seconds, usage.ru_maxrss))
sys.exit(os.waitstatus_to_exitcode(status) & 255)
