"""Times whole processes, interleaved, so that what else the machine does falls on all of them alike."""

import os
import statistics
import subprocess
import tempfile
import time
from dataclasses import dataclass, field


@dataclass
class Series:
    """What one command took: wall and CPU time in milliseconds, peak memory in MiB."""

    wall: list = field(default_factory=list)
    cpu: list = field(default_factory=list)
    memory: list = field(default_factory=list)

    def add(self, wall, usage):
        self.wall.append(wall * 1000)
        self.cpu.append((usage.ru_utime + usage.ru_stime) * 1000)
        self.memory.append(usage.ru_maxrss / 1024)


def run(command, environment=None, expect=(0,)):
    """Runs a command to its end and returns its wall time in seconds and its resource usage."""
    with open(os.devnull, "rb") as null, tempfile.TemporaryFile() as log:
        started = time.perf_counter()
        process = subprocess.Popen(
            command, stdin=null, stdout=log, stderr=log, env={**os.environ, **(environment or {})}
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in expect:
            log.seek(0)
            raise SystemExit(
                "%s ended with %d:\n%s" % (command, process.returncode, log.read().decode(errors="replace")[-3000:])
            )
    return wall, usage


def interleaved(commands, runs, before=lambda name: None, warm=1, expect=(0,)):
    """Runs each command `runs` times in turns, after `warm` turns that do not count.

    commands: name -> (command, environment); before(name) runs untimed before each; expect: exit codes.
    """
    series = {name: Series() for name in commands}
    for turn in range(runs + warm):
        for name, (command, environment) in commands.items():
            before(name)
            wall, usage = run(command, environment, expect)
            if turn >= warm:
                series[name].add(wall, usage)
    return series


def table(series, against):
    """Lines of a table: medians and ranges, and how many times the median wall time of `against`."""
    base = statistics.median(series[against].wall)
    yield "%-16s %22s %10s %10s %10s" % ("", "wall ms (min..max)", "cpu ms", "peak MiB", "/" + against)
    for name, one in series.items():
        median = statistics.median(one.wall)
        yield "%-16s %8.0f (%.0f..%.0f)%s %10.0f %10.0f %10.2f" % (
            name,
            median,
            min(one.wall),
            max(one.wall),
            " " * max(0, 9 - len("%.0f..%.0f" % (min(one.wall), max(one.wall)))),
            statistics.median(one.cpu),
            statistics.median(one.memory),
            median / base,
        )
