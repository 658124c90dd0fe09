"""What is above each result: what was measured, when, on what."""

import datetime
import os
import pathlib
import platform
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]


def heading(title, command):
    commit = subprocess.run(
        ["git", "-C", str(ROOT), "rev-parse", "--short", "HEAD"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,  # a copy of the files alone is no repository
    ).stdout.strip()
    model = next(
        (line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), platform.machine()
    )
    yield title
    yield "%s, commit %s; %d x %s; load before: %.1f" % (
        datetime.date.today().isoformat(), commit or "unknown", os.cpu_count(), model, os.getloadavg()[0],
    )
    yield "Repeat: " + command
    yield ""
