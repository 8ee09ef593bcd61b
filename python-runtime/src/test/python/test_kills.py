"""Processes are killed at any moment; the next import works and nothing half-made is ever used."""
import random
import subprocess
import time

import pytest

MODULES = ["big", "alpha", "single", "nsx.a.deep", "nsx.b", "epplug", "slow"]
KILLS = 6                               # for each Python


@pytest.fixture
def start(python, environment, zips):
    def start(modules):
        code = "import sys; sys.path.insert(1, %r)\nimport %s\nimport big.m299\nassert len(vars(big)) > 3" % (str(zips / "basic.zip"), ", ".join(modules))
        return subprocess.Popen([python, "-c", code], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return start


def test_a_kill_at_any_moment_harms_nobody_else(start, run, work, zips):
    rng, trees = random.Random(1), work.glob("store/*/trees/*[0-9a-f]")
    begun = time.monotonic()
    assert start(MODULES).communicate() and list(trees)
    whole, killed = time.monotonic() - begun, 0
    while killed < KILLS:
        for store in work.glob("store/*/*"):
            for folder in list(store.glob("*")) if rng.random() < 0.7 else []:      # else go on with what was left
                folder.rename(work / ("gone-%x" % rng.getrandbits(64)))
        victim = start(rng.sample(MODULES, len(MODULES)))
        other = start(rng.sample(MODULES, len(MODULES))) if rng.random() < 0.6 else None
        try:
            victim.wait(rng.random() * whole)
        except subprocess.TimeoutExpired:
            victim.kill()
            killed += 1
        victim.communicate()
        if other:
            said, _ = other.communicate(timeout=120)
            assert other.returncode == 0, said.decode()
    last = start(MODULES)
    said, _ = last.communicate(timeout=120)
    assert last.returncode == 0, said.decode()
    run("-c", "import sys; sys.path.insert(1, %r)\nimport fut" % str(zips / "odd.zip"))        # a new tree: what was left goes
    assert not list(work.glob("store/*/*/*.tmp"))
