"""``facta overdue``: the docket of promises with a deadline."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from facta.cli.record_inputs import actor_of, case_of, reading_options, show, today_of

if TYPE_CHECKING:
    from facta.deeds.due import Due

SILENT = ("id", "actors", "text", "topic", "said", "last_said", "meetings_since")
TABLE = ("id", "status", "due", "days", "done", "text", "actors", "verdict", "sources")
SPARE = ("verdict", "done", "actors")
COLUMNS = (
    "id", "actors", "text", "due", "due_now", "planned", "named", "too_late", "status", "days", "at_least", "done",
    "deed", "weak", "verdict", "rule", "meetings_since",
)  # fmt: skip


@click.command("overdue")
@reading_options
@click.option("--on", metavar="DATE", default="", help="The day to look from; default the last day the case covers.")
@click.option("--open", "only_open", is_flag=True, help="Leave out what is done, withdrawn or superseded.")
@click.option(
    "--dropped", "silent", is_flag=True, help="What fell silent, deadline or none: no deed, no mention since."
)
@click.option("--actor", metavar="ID", default="", help="Only promises of this actor, table and figures.")
def command(
    ledger: str | None, as_of: str, as_json: bool, as_csv: bool, on: str, only_open: bool, silent: bool, actor: str
) -> None:
    """List every promise with a deadline: overdue, extended, done late, quietly dropped.

    Days: late or early where it is done, over or to go where it is open. In JSON and CSV a number, below zero for
    early and to go. Promises that named no day and were given one later come last. Sources: weak where the deed is
    known from pages that are neither official, wire nor press.

    \b
    Example:
      facta overdue --on 2022-01-01 --open
    """
    from facta.deeds.docket import docket

    case = case_of(ledger, as_of)
    whose = f", {actor_of(case, actor).name}" if actor else ""
    if silent:
        from facta.deeds.dropped import dropped

        quiet = dropped(case, today_of(case, on), actor)
        title = f"Quietly dropped, {quiet.as_of}{whose}"
        figures = {"as_of": quiet.as_of, "silent": quiet.share}
        show(quiet.rows, SILENT, title=title, notes=quiet.sentences, summary=figures, as_json=as_json, as_csv=as_csv)
        return
    found = docket(case, today_of(case, on), actor)
    rows = (*(found.open if only_open else found.rows), *found.later)
    title = f"Docket, {found.as_of}{whose}"
    if as_json or as_csv:
        figures = {
            "as_of": found.as_of,
            "promises": found.promises,
            "with_deadline": len(found.rows),
            "statuses": dict(Counter(row.status for row in found.rows)),
            "on_time": found.on_time,
            "left_out": found.left_out,
            "dated_later": [row.id for row in found.later],
        }
        show(rows, COLUMNS, title=title, notes=found.sentences, summary=figures, as_json=as_json, as_csv=as_csv)
    else:
        show([_row(row) for row in rows], TABLE, title=title, notes=found.sentences, spare=SPARE)


def _row(row: Due) -> dict[str, object]:
    """A line for a reader: where the deadline moved both days, and the days in words."""
    planned = "planned " if row.status in ("dated later", "day given up") and row.planned else ""
    moved = f"\nnow {row.due_now}" if row.slip else ""
    size = f"{'at least ' if row.at_least else ''}{abs(row.days):,}"
    if row.status in ("done", "done late"):
        days = f"{size} late" if row.days > 0 else f"{size} early" if row.days < 0 else "on the day"
    elif row.status in ("withdrawn", "superseded", "kept, day unknown"):
        days = ""
    else:
        days = f"{size} over" if row.days > 0 else f"{size} to go"
    sources = "weak" if row.weak else ""
    return asdict(row) | {"due": f"{planned}{row.due}{moved}", "days": days, "sources": sources}
