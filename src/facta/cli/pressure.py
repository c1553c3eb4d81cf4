"""``facta pressure``: indicators and their changes of level beside the record."""

from __future__ import annotations

from typing import Any

import click

from facta.cli.inputs import stop
from facta.cli.record_inputs import case_of, reading_options, show, today_of

SHORT = ("indicator", "text", "n", "from", "to", "course", "changed")
LIST = ("indicator", "title", "actor", "n", "first", "first_value", "last", "last_value", "kind", "changed")
FEW = ("period", "value", "course", "status", "others", "note")
POINTS = ("period", "value", "unit", "course", "status", "others", "source_class", "note")


@click.command("pressure")
@reading_options
@click.argument("indicator", required=False, default="")
@click.option("--on", metavar="DATE", default="", help="The day to look from; default the last day the case covers.")
def command(ledger: str | None, as_of: str, as_json: bool, as_csv: bool, indicator: str, on: str) -> None:
    """Show indicators, where their level changed, and what stands beside it in the record; no claim of cause.

    \b
    Example:
      facta pressure i-ccg-zone-days
    """
    from facta.deeds.pressure import pressure, pressures
    from facta.deeds.say import number
    from facta.deeds.shapes import ENOUGH

    case = case_of(ledger, as_of)
    day = today_of(case, on)
    if not indicator:
        every = pressures(case, day)
        rows = [{name: getattr(one, name) for name in LIST[:-1]} for one in every]
        for row, one in zip(rows, every, strict=True):
            row["changed"] = [change.period for change in one.changes]
        note = f"Fewer than {ENOUGH} points are not searched for a change; a change says nothing about its cause."
        if as_json or as_csv:
            show(rows, LIST, title=f"Indicators, {day}", notes=(note,), as_json=as_json, as_csv=as_csv)
        else:
            show([_row(row) for row in rows], SHORT, title=f"Indicators, {day}", notes=(note,))
        return
    try:
        found = pressure(case, day, indicator)
    except ValueError as error:
        stop(str(error))
    rows = [
        {name: getattr(point, name) for name in POINTS if name != "course"} | {"course": fit}
        for point, fit in zip(found.points, found.shape.fitted, strict=True)
    ]
    if not (as_json or as_csv):
        rows = [row | {name: number(row[name]) for name in ("value", "course")} for row in rows]
    show(
        rows,
        POINTS if as_csv else FEW,
        title=f"{found.title}, {day}",
        notes=found.sentences,
        summary={
            "as_of": day,
            "kind": found.kind,
            "n": found.n,
            "sides": found.shape.sides,
            "changes": found.changes,
        },
        as_json=as_json,
        as_csv=as_csv,
    )


def _row(row: dict[str, Any]) -> dict[str, Any]:
    """A line for a reader: first and last figure, each with its period."""
    from facta.deeds.say import number

    first, last = (f"{number(row[f'{end}_value'])} ({row[end]})" for end in ("first", "last"))
    return row | {"text": row["title"], "from": first, "to": last if row["n"] > 1 else "", "course": row["kind"]}
