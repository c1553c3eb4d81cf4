"""``facta pressure``: indicators and their changes of level beside the record."""

from __future__ import annotations

import click

from facta.cli.inputs import stop
from facta.cli.record_inputs import case_of, reading_options, show, today_of

SHORT = ("indicator", "n", "first", "first_value", "last", "last_value", "kind", "changed")
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
    from facta.deeds.shapes import ENOUGH

    case = case_of(ledger, as_of)
    day = today_of(case, on)
    if not indicator:
        every = pressures(case, day)
        rows = [{name: getattr(one, name) for name in LIST[:-1]} for one in every]
        for row, one in zip(rows, every, strict=True):
            row["changed"] = [change.period for change in one.changes]
        note = f"Fewer than {ENOUGH} points are not searched for a change; a change says nothing about its cause."
        show(rows, LIST if as_csv else SHORT, title=f"Indicators, {day}", notes=(note,), as_json=as_json, as_csv=as_csv)
        return
    try:
        found = pressure(case, day, indicator)
    except ValueError as error:
        stop(str(error))
    rows = [
        {name: getattr(point, name) for name in POINTS if name != "course"} | {"course": fit}
        for point, fit in zip(found.points, found.shape.fitted, strict=True)
    ]
    show(
        rows,
        POINTS if as_csv else FEW,
        title=f"{found.title}, {day}",
        notes=found.sentences,
        as_json=as_json,
        as_csv=as_csv,
    )
