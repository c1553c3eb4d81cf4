"""The main job, as whole processes: a brief among 1,384 documents, ten statements from a cold start, ``--help``.

    python benchmarks/brief.py [--json]

Each row is a process of its own with one thread, timed from outside (wall) with the operating system's figures for
CPU time and peak memory; the middle of three runs. The first row needs the real texts beside the checkout; the others
write ten invented statements of six paragraphs.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

from facta.engines.encoder import ready
from facta.errors import MissingEncoderError

SHARED = Path(os.environ.get("FACTA_SHARED", Path(__file__).resolve().parents[2] / "shared"))
PARTS = """
import sys, time
from facta import pipeline
from facta.read import read
begin = time.perf_counter()
statements = read(sys.argv[1]).statements
reading = time.perf_counter()
series = pipeline.analyse(statements)
analysed = time.perf_counter()
brief = pipeline.brief(series, sys.argv[2] or None)
briefed = time.perf_counter()
print(reading - begin, analysed - reading, briefed - analysed, len(brief.comparison.links))
"""


def timed(arguments: list[str], runs: int = 3) -> dict[str, Any]:
    """Wall and CPU seconds and peak memory (MB) of a process: the middle of the runs; and its last output."""
    walls, cpus, peaks, out = [], [], [], ""
    environment = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    for _ in range(runs):
        begin = time.perf_counter()
        process = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment)
        out = process.stdout.read().decode() if process.stdout else ""
        _, _, usage = os.wait4(process.pid, 0)
        walls.append(time.perf_counter() - begin)
        cpus.append(usage.ru_utime + usage.ru_stime)
        peaks.append(usage.ru_maxrss / 1024)
    return {"wall_s": median(walls), "cpu_s": median(cpus), "peak_mb": median(peaks), "out": out.strip()}


def encoder_here() -> bool:
    """Whether close reading can be timed; its encoder is unpacked now, so that no run pays for that."""
    try:
        ready()
    except MissingEncoderError:
        return False
    return True


def invented(folder: Path) -> None:
    """Ten statements of two invented states, each half a repetition of the one before."""
    for year in range(2011, 2021):
        paragraphs = [
            f"The ministers of Arvenia and Borland met in Port Selm on 3 May {year}.",
            "They reaffirmed that the partnership is the cornerstone of peace in the Northern Sea.",
            f"Arvenia will build {year - 2000} patrol boats by the end of {year + 2}. Borland intends to help.",
            f"They condemned the {year - 2008} incidents near the Vell Islands as unlawful and destabilising.",
            "Both sides will deepen cooperation on cyber defence, as appropriate. They welcomed the new treaty.",
            "The meeting was successful." if year % 2 else "The meeting was productive.",
        ]
        (folder / f"{year}-05-03.txt").write_text(f"Joint Statement {year}\n\n" + "\n\n".join(paragraphs))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    facta = str(Path(sys.executable).with_name("facta"))
    rows: dict[str, dict[str, Any]] = {"facta --help": timed([facta, "--help"], arguments.runs)}
    with tempfile.TemporaryDirectory() as name:
        invented(Path(name))
        page = str(Path(name) / "brief.html")
        ten = [facta, "brief", name, "--html", page]
        rows["ten statements, cold, with page"] = timed(ten, arguments.runs)
        if encoder_here():
            rows["the same, read closely"] = timed([*ten, "--close"], arguments.runs)
    corpus = SHARED / "data/whitehouse/wh_foreign_2021_2023.jsonl"
    if corpus.exists():
        row = timed([sys.executable, "-c", PARTS, str(corpus), "2023-01-13-joint"], arguments.runs)
        read, analysed, briefed, passages = row["out"].split()
        row["out"] = f"read {float(read):.1f} s, analyse {float(analysed):.1f} s, "
        row["out"] += f"brief of {passages} passages {float(briefed):.1f} s"
        rows["1,384 documents"] = row
    for row in rows.values():
        row["out"] = row["out"] if row["out"].startswith("read ") else ""
    if arguments.json:
        print(json.dumps(rows, indent=2))
        return
    print(f"{'':34} {'wall s':>7} {'CPU s':>7} {'peak MB':>8}")
    for what, row in rows.items():
        print(f"{what:34} {row['wall_s']:7.2f} {row['cpu_s']:7.2f} {row['peak_mb']:8.0f}  {row['out']}")


if __name__ == "__main__":
    main()
