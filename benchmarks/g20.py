"""The G20 compliance table in a ledger: import, verify, every computed view and command; and verify of 100,000 entries.

    python benchmarks/g20.py [--postgres postgresql://postgres@127.0.0.1:5432/test] [--entries 100000] [--json]

Import: reading the table, the differences to an empty ledger, and one append. A view is timed with the case in hand,
best of three after one that warms up; "case" is what reading the state from the database costs before it. A command is
timed from start to end of its process, the same way, with compiled modules as an installation has them. Targets: import
under 30 s, verify of 100,000 entries under 10 s, a view and a command under 1 s, each on both databases. On PostgreSQL
a database of its own is made and dropped. Needs the real table beside the checkout.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from facta.casepack.differences import differences
from facta.casepack.external import FORMATS
from facta.dates import end
from facta.ledger.chain import Draft
from facta.ledger.store import open_ledger
from facta.record import Case

SHARED = Path(os.environ.get("FACTA_SHARED", Path(__file__).resolve().parents[2] / "shared"))
TABLE = SHARED / "data" / "compliance" / "g20_compliance_2008_2021.csv"

COMMANDS = (
    *(f"score --external --by {by}" for by in ("actor", "meeting", "topic", "year", "firmness", "testability")),
    "score --external --sensitivity",
    "agreement",
    "assess list --findings",
    "overdue",
    "overdue --dropped",
    "latency",
    "path",
    "order",
    "agenda",
    "hints",
    "pressure",
    "actors",
    "outcomes",
    "forecast",
    "forecast --rates",
)
"""Every command that computes a view."""


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds by the clock, and what came of it."""
    begin = time.perf_counter()
    result = work()
    return time.perf_counter() - begin, result


def views(case: Case) -> dict[str, Callable[[], object]]:
    """Every computed view of a case."""
    from facta.deeds.actors import actors
    from facta.deeds.agenda import agenda
    from facta.deeds.docket import docket
    from facta.deeds.dropped import dropped
    from facta.deeds.forecasts import forecasts
    from facta.deeds.hints import matters
    from facta.deeds.latency import latency
    from facta.deeds.outcomes import outcomes
    from facta.deeds.pressure import pressures
    from facta.scoring.coders import agreement
    from facta.scoring.rules import derive
    from facta.scoring.scorecards import VIEWS, scorecards

    today = end(case.covers_until)
    assert today is not None
    found: dict[str, Callable[[], object]] = {
        f"score by {by}": lambda by=by: scorecards(case, by, external=True)  # type: ignore[misc]
        for by in VIEWS
    }
    found["score by actor, shown on fulfilment"] = lambda: scorecards(case, "actor", external=True, scale="fulfilment")
    found["agreement"] = lambda: agreement(case, external=True)
    found["rules"] = lambda: derive(case, today)
    for view in (actors, agenda, docket, dropped, forecasts, latency, matters, outcomes, pressures):
        found[view.__name__] = lambda view=view: view(case, today)  # type: ignore[misc]
    return found


def measure(address: str, big: str, entries: int) -> dict[str, float]:
    """Seconds of each step on one database; ``big`` is the ledger of many entries."""
    figures: dict[str, float] = {}
    store = open_ledger(address)
    figures["read table"], case = timed(lambda: FORMATS["g20"](TABLE))
    figures["differences"], found = timed(lambda: differences(store.case(), case))
    drafts = [Draft(one.kind, one.subject, one.payload) for one in found]
    figures["append"], _ = timed(lambda: store.append(drafts, "benchmark"))
    figures["import"] = figures["read table"] + figures["differences"] + figures["append"]
    figures["import again"], again = timed(lambda: differences(store.case(), FORMATS["g20"](TABLE)))
    assert not again, "importing the same table again must change nothing"
    figures["case"], state = timed(store.case)
    assert state == case, "what was entered must come back as it was"
    figures["verify"], verdict = timed(store.verify)
    assert verdict.holds
    for name, view in views(state).items():
        view()
        figures[f"view: {name}"] = min(timed(view)[0] for _ in range(3))
    store.close()
    figures |= commands(address)
    figures |= many(big, entries)
    return figures


def commands(address: str) -> dict[str, float]:
    """Seconds of each command that computes a view, from start to end; best of three after one that warms up."""
    figures = {}
    with tempfile.TemporaryDirectory() as compiled:
        environment = os.environ | {"PYTHONPYCACHEPREFIX": compiled}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        for command in COMMANDS:
            line = [sys.executable, "-m", "facta", *command.split(), "--ledger", address]

            def run(line: list[str] = line) -> None:
                ended = subprocess.run(line, env=environment, capture_output=True, check=False)
                assert ended.returncode == 0, ended.stderr.decode()

            run()
            figures[f"command: {command}"] = min(timed(run)[0] for _ in range(3))
    return figures


def many(address: str, entries: int) -> dict[str, float]:
    """Append and verify a ledger of many entries, of which a tenth are corrections."""
    store = open_ledger(address)
    choice = random.Random(1)
    begin = time.perf_counter()
    names = [{"id": one, "name": one.upper()} for one in ("a", "b")]
    store.append([Draft("actor.add", one["id"], one) for one in names], "benchmark")
    for start in range(0, entries - len(names), 10_000):
        drafts = []
        for number in range(start, min(start + 10_000, entries - len(names))):
            corrects = number > 100 and number % 10 == 0
            key = f"c-{choice.randrange(1, number, 1) // 10 * 10 + 1 if corrects else number}"
            payload: dict[str, Any] = {
                "id": key,
                "meeting": "",
                "actors": ["a", "b"],
                "text": f"Do the thing of number {number}." * 3,
            }
            if corrects:
                payload["reason"] = "a slip of the pen"
            drafts.append(Draft(f"commitment.{'correct' if corrects else 'add'}", key, payload))
        store.append(drafts, "benchmark")
    figures = {f"append {entries} entries": time.perf_counter() - begin}
    figures[f"verify {entries} entries"], verdict = timed(store.verify)
    assert verdict.holds, verdict
    assert verdict.entries == entries
    store.close()
    return figures


def main() -> int:
    """Measure on SQLite, and on PostgreSQL where an address is given."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--postgres", default="", help="an address with the right to make databases")
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if not TABLE.is_file():
        sys.stderr.write(f"The table is not there: {TABLE}\n")
        return 2
    found: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        found["sqlite"] = measure(f"{folder}/g20.db", f"{folder}/many.db", options.entries)
    if options.postgres:
        import psycopg

        server, name = options.postgres.rsplit("/", 1)[0], f"facta_bench_{os.getpid()}"
        with psycopg.connect(options.postgres, autocommit=True) as connection:
            for suffix in ("", "_many"):
                connection.execute(f'CREATE DATABASE "{name}{suffix}"'.encode())
            try:
                found["postgresql"] = measure(f"{server}/{name}", f"{server}/{name}_many", options.entries)
            finally:
                for suffix in ("", "_many"):
                    connection.execute(f'DROP DATABASE IF EXISTS "{name}{suffix}" WITH (FORCE)'.encode())
    if options.json:
        sys.stdout.write(json.dumps(found, indent=2) + "\n")
        return 0
    databases = list(found)
    sys.stdout.write(f"{'seconds':42}" + "".join(f"{name:>12}" for name in databases) + "\n")
    for step in found["sqlite"]:
        sys.stdout.write(f"{step:42}" + "".join(f"{found[name][step]:12.3f}" for name in databases) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
