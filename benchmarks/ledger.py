"""The ledger on invented entries: import, verify, rebuild, one more entry into a long ledger; on both databases.

    python benchmarks/ledger.py [--postgres postgresql://postgres@127.0.0.1:5432/postgres] [--entries 100000]

Import: 7,940 assessments of 397 promises by 20 actors in one append (target: under 30 s). Verify: a ledger of 100,000
entries, a tenth of them corrections (target: under 10 s). Leaves with code 1 where a target is missed. On PostgreSQL a
database of its own is made and dropped; without a server that part is left out. The real table: benchmarks/g20.py.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg

from facta.ledger.chain import Draft
from facta.ledger.store import open_ledger

MEMBERS, PROMISES, CHUNK = 20, 397, 5000
TARGETS = {"import of 7,940 assessments": 30.0, "verify": 10.0}


def timed(work: Callable[[], Any]) -> float:
    """Seconds by the clock."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def assessed() -> list[Draft]:
    """Actors, promises and a verdict on each for each."""
    actors = [Draft("actor.add", f"A{a}", {"id": f"A{a}", "name": f"Actor {a}"}) for a in range(MEMBERS)]
    everyone = [actor.subject for actor in actors]
    promises = [
        Draft(
            "commitment.add", f"c-{p}", {"id": f"c-{p}", "meeting": "", "actors": everyone, "text": "We will act. " * 9}
        )
        for p in range(PROMISES)
    ]
    verdicts = [
        Draft(
            "assessment.add",
            f"c-{p}-A{a}",
            {
                "id": f"c-{p}-A{a}", "subject": f"c-{p}", "coder": "Group", "scale": "toronto",
                "value": ("1", "0", "-1")[(p + a) % 3], "date": "2021", "actor": f"A{a}", "external": True,
            },
        )
        for p in range(PROMISES)
        for a in range(MEMBERS)
    ]  # fmt: skip
    return [*actors, *promises, *verdicts]


def long(entries: int) -> Iterator[list[Draft]]:
    """Batches of deeds, every tenth entry a correction of an earlier one."""
    made = 0
    while made < entries:
        batch = []
        for number in range(made, min(made + CHUNK, entries)):
            again = number % 10 == 9
            one = f"a-{number - 5 if again else number}"
            payload = {"id": one, "date": "2021-03-16", "actors": [], "text": f"They met, {number}. " * 10}
            kind = "action.correct" if again else "action.add"
            batch.append(Draft(kind, one, payload | ({"reason": "read again"} if again else {})))
        made += len(batch)
        yield batch


def measure(where: str, other: str, entries: int) -> dict[str, float]:
    """Seconds by name."""
    first = open_ledger(where)
    found = {"import of 7,940 assessments": timed(lambda: first.append(assessed(), "benchmark"))}
    found["state of these"] = timed(first.case)
    first.close()
    ledger = open_ledger(other)
    begin = time.perf_counter()
    for batch in long(entries):
        ledger.append(batch, "benchmark")
    found[f"{entries} entries in batches of {CHUNK}"] = time.perf_counter() - begin
    found["verify"] = timed(ledger.verify)
    if not ledger.verify().holds:
        raise SystemExit("the ledger does not hold")
    found["rebuild"] = timed(ledger.rebuild)
    found["state now"] = timed(ledger.case)
    found["state as of the middle"] = timed(lambda: ledger.case(entries // 2))
    extra = [
        Draft("action.add", f"x-{n}", {"id": f"x-{n}", "date": "2021", "actors": [], "text": "x"}) for n in range(20)
    ]
    found["one more entry"] = timed(lambda: [ledger.append([draft], "benchmark") for draft in extra]) / len(extra)
    ledger.close()
    return found


def main() -> int:
    """Print a line for each figure; 1 where a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--postgres", default="postgresql://postgres@127.0.0.1:5432/postgres")
    parser.add_argument("--entries", type=int, default=100_000)
    given = parser.parse_args()
    missed = 0
    with tempfile.TemporaryDirectory() as folder:
        runs = {"SQLite": (str(Path(folder) / "a.db"), str(Path(folder) / "b.db"))}
        name = f"facta_bench_{uuid4().hex[:8]}"
        base = given.postgres.rpartition("/")[0]
        try:
            with psycopg.connect(given.postgres, autocommit=True, connect_timeout=5) as connection:
                for each in ("a", "b"):
                    connection.execute(f"CREATE DATABASE {name}{each}")
            runs["PostgreSQL"] = (f"{base}/{name}a", f"{base}/{name}b")
        except psycopg.Error as error:
            print(f"PostgreSQL is left out: {type(error).__name__}")
        try:
            for database, (one, two) in runs.items():
                for what, seconds in measure(one, two, given.entries).items():
                    target = TARGETS.get(what)
                    late = target is not None and seconds > target
                    missed += late
                    aim = "" if target is None else f"  (target {target:g} s{', MISSED' if late else ''})"
                    print(f"{database:<12}{what:<40}{seconds:>9.3f} s{aim}", flush=True)
        finally:
            if "PostgreSQL" in runs:
                with psycopg.connect(given.postgres, autocommit=True) as connection:
                    for each in ("a", "b"):
                        connection.execute(f"DROP DATABASE IF EXISTS {name}{each} WITH (FORCE)")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
