"""The clock: commands with their time and peak memory, tools one after the other in turns."""
import os
import subprocess
import sys
from dataclasses import dataclass, field

CLOCK = os.path.join(os.path.dirname(os.path.abspath(__file__)), "clock.py")


class Failed(Exception):
    """A command that was to be measured did not end well."""


@dataclass
class Sample:
    """One measurement: seconds by stage, in the order they ran, and the largest resident process in MB."""
    stages: dict = field(default_factory=dict)
    peak: float = 0

    def add(self, stage, seconds, peak=0.0):
        self.stages[stage] = self.stages.get(stage, 0) + seconds
        self.peak = max(self.peak, peak)
        return self

    @property
    def total(self):
        return sum(self.stages.values())


def timed(command, env, cwd=None):
    """(seconds, peak MB of the largest process, standard output) of a command."""
    command = [str(part) for part in command]
    report = os.path.join(env["TMPDIR"], "clock.txt")
    done = subprocess.run([sys.executable, "-I", "-S", CLOCK, report, *command], env=env, cwd=cwd, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode:
        tail = (done.stderr + done.stdout)[-4000:].decode(errors="replace")
        raise Failed("%s ended with %d\n%s" % (" ".join(command[:4]), done.returncode, tail))
    with open(report) as said:
        seconds, kilobytes = said.read().split()
    return float(seconds), int(kilobytes) / 1024, done.stdout.decode(errors="replace")


def in_turns(rounds, tools, suite, **key):
    """Rows of what the tools gave: {tool: function that gives a Sample}, each `rounds` times, in turns.

    Who is first changes from round to round, so that none always comes after the same one. A tool that fails is reported
    and left out; its row says so.
    """
    samples, failed = {tool: [] for tool in tools}, {}
    names = list(tools)
    for turn in range(rounds):
        for name in names[turn % len(names):] + names[:turn % len(names)]:
            if name in failed:
                continue
            os.sync()                   # what the one before has written does not burden this one
            try:
                sample = tools[name]()
            except Failed as e:
                failed[name] = True
                print("  %s failed: %s" % (name, e), file=sys.stderr, flush=True)
                continue
            samples[name].append(sample)
            where = " ".join(str(value) for value in key.values())
            print("  %-28s %-22s %8.2f s %6.0f MB" % (name, where, sample.total, sample.peak), file=sys.stderr, flush=True)
    return [row(suite, name, samples[name], **key) for name in names]


def row(suite, tool, samples, **key):
    stages = {stage: [round(sample.stages[stage], 4) for sample in samples] for stage in (samples[0].stages if samples else ())}
    return dict(key, suite=suite, tool=tool, seconds=[round(sample.total, 4) for sample in samples], stages=stages,
                peak_mb=[round(sample.peak) for sample in samples])
