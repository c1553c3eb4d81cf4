"""``facta hints``: the firmness of language on one matter, and what followed."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from facta.cli.inputs import stop
from facta.cli.record_inputs import case_of, reading_options, show, today_of

if TYPE_CHECKING:
    from facta.deeds.hints import Matter

TABLE = ("day", "kind", "firmness", "text", "next_promise", "next_deed", "days_to_deed")
COLUMNS = ("day", "kind", "id", "actors", "firmness", "text", "next_promise", "next_deed", "days_to_deed")
LIST = ("matter", "text", "sayings", "hints", "firmness", "deeds", "against")
MATTERS = ("matter", "title", "sayings", "hints", "first_firmness", "last_firmness", "deeds", "against")


@click.command("hints")
@reading_options
@click.argument("matter", required=False, default="")
@click.option("--on", metavar="DATE", default="", help="The day to look from; default the last day the case covers.")
def command(ledger: str | None, as_of: str, as_json: bool, as_csv: bool, matter: str, on: str) -> None:
    """Follow what was said on one matter, how firmly, and which promise and deed came next.

    MATTER is a topic or the id of an agenda item or promise. Without it: list the matters. Firmness: 4 decided, 3
    intended, 2 tentative, 1 continuing support; a remark has none.

    \b
    Example:
      facta hints ag-06
      facta hints "Senkaku"
    """
    from facta.deeds.hints import hints, matters

    case = case_of(ledger, as_of)
    day = today_of(case, on)
    if not matter:
        rows = matters(case, day)
        note = "Firmness is that of the first and of the last promise on the matter."
        if as_json or as_csv:
            show(rows, MATTERS, title=f"Matters, {day}", notes=(note,), as_json=as_json, as_csv=as_csv)
        else:
            show([_row(row) for row in rows], LIST, title=f"Matters, {day}", notes=(note,))
        return
    try:
        found = hints(case, day, matter)
    except ValueError as error:
        stop(str(error))
    show(
        found.rows,
        COLUMNS if as_csv else TABLE,
        title=f"{matter}, {day}",
        notes=found.sentences,
        summary={
            "as_of": day,
            "to_promise": found.to_promise,
            "to_deed": found.to_deed,
            "next_deeds": found.next_deeds,
            "against": [one.id for one in found.against],
        },
        spare=("days_to_deed", "next_promise"),
        as_json=as_json,
        as_csv=as_csv,
    )


def _row(row: Matter) -> dict[str, object]:
    first, last = row.first_firmness, row.last_firmness
    firmness = "" if first is None else str(first) if first == last else f"{first}, then {last}"
    return asdict(row) | {"text": row.title, "firmness": firmness}
