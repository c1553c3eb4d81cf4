"""``facta agenda``: what outsiders asked for, promised and done."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from facta.cli.record_inputs import case_of, reading_options, show, today_of

if TYPE_CHECKING:
    from facta.deeds.agenda import Asked, Group

TABLE = ("id", "verdict", "text", "promised", "cost", "deeds", "sources", "against", "status", "unprompted")
SPARE = ("unprompted", "status", "against")
COLUMNS = (
    "id",
    "text",
    "cost",
    "immediacy",
    "promised",
    "verdict",
    "deeds",
    "unprompted",
    "first_deed",
    "weak",
    "weak_alone",
    "against",
    "status",
    "status_as_of",
)
NARROW = ("group", "asked", "promised", "done_of_judged", "95_%", "partly", "unpromised")
GROUPS = ("group", "asked", "judged", "promised", "done", "partly", "unpromised", "done_share", "low", "high")


@click.command("agenda")
@reading_options
@click.option("--on", metavar="DATE", default="", help="The day to look from; default the last day the case covers.")
@click.option(
    "--by",
    type=click.Choice(["cost", "immediacy", "actor"]),
    default=None,
    help="Show groups by cost, immediacy or actor instead of the items.",
)
@click.option("--predictions", is_flag=True, help="What was predicted, instead of what was asked for.")
def command(
    ledger: str | None, as_of: str, as_json: bool, as_csv: bool, on: str, by: str | None, predictions: bool
) -> None:
    """Of what outsiders asked for: how much was ever promised, how much done, what without a promise.

    Sources: how many of the deeds are known from pages that are neither official, wire nor press; “weak” where all is.

    \b
    Example:
      facta agenda --by cost
    """
    from facta.deeds.agenda import agenda

    case = case_of(ledger, as_of)
    found = agenda(case, today_of(case, on), by or "cost", "prediction" if predictions else "recommendation")
    title = f"{'Predicted' if predictions else 'Asked for'}, {found.as_of}"
    if by and not (as_json or as_csv):
        rows = [
            asdict(row) | {"done_of_judged": f"{row.done} of {row.judged}", "95_%": _span(row)} for row in found.groups
        ]
        show(rows, NARROW, title=title, notes=found.sentences)
        return
    figures = {
        "as_of": found.as_of,
        "promised": found.promised,
        "done": found.done,
        "done_or_partly": found.moved,
        "unpromised": [row.id for row in found.unpromised],
        "broken": [row.id for row in found.broken],
    }
    how: dict[str, Any] = {"notes": found.sentences, "summary": figures, "as_json": as_json, "as_csv": as_csv}
    if by:
        show(found.groups, GROUPS, **how)
    elif as_json or as_csv:
        show(found.rows, COLUMNS, **how)
    else:
        show([_row(row) for row in found.rows], TABLE, title=title, notes=found.sentences, spare=SPARE)


def _row(row: Asked) -> dict[str, object]:
    """A line for a reader: how many promises cover the item, and how many of its deeds stand on weak sources."""
    weak = "weak" if row.weak_alone else f"{row.weak} weak" if row.weak else ""
    return asdict(row) | {"promised": len(row.promised) or "never", "sources": weak}


def _span(group: Group) -> str:
    return "" if group.low is None or group.high is None else f"{group.low:.2f}..{group.high:.2f}"
