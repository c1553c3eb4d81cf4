"""Charts drawn here or by the process beside; it may be killed. Each in a process of its own, as a command is."""

from __future__ import annotations

import subprocess
import sys

import pytest

SCRIPT = """
import os, signal
from facta.publish import drawing
SPEC = {"data": {"values": [{"b": 1}]}, "mark": "bar", "encoding": {"x": {"field": "b", "type": "quantitative"}}}
"""
BESIDE = """
drawing.warm()
assert drawing.svg(SPEC).startswith("<svg")
assert len(drawing._artists) == 1
"""
KILLED = """
for pid in list(drawing._artists[0]._processes):
    os.kill(pid, signal.SIGKILL)
assert drawing.svg(SPEC).startswith("<svg")
assert not drawing._artists
"""
LATE = """
drawing.svg(SPEC)
drawing.warm()
assert not drawing._artists
"""


@pytest.mark.parametrize("steps", [BESIDE, BESIDE + KILLED, LATE], ids=["beside", "killed", "too late to fork"])
def test_a_chart_is_drawn(steps: str) -> None:
    subprocess.run([sys.executable, "-c", SCRIPT + steps], check=True, timeout=60)
