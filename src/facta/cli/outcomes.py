"""``facta outcomes``: how often meetings were declared a success, and what the word still tells."""

from __future__ import annotations

from typing import Any

import click

from facta.cli.record_inputs import case_of, reading_options, show, today_of

TABLE = ("title", "held", "coded", "favourable", "share", "low", "high", "bits", "next_favourable")
COLUMNS = (
    "title",
    "held",
    "coded",
    "favourable",
    "share",
    "low",
    "high",
    "bits",
    "bits_at_most",
    "next_favourable",
    "not_held",
)
MEETINGS = ("id", "series", "date", "status", "success", "declared_outcome")


@click.command("outcomes")
@reading_options
@click.option("--on", metavar="DATE", default="", help="The day to look from; default the last day the case covers.")
@click.option("--meetings", is_flag=True, help="List the meetings instead of the series.")
def command(ledger: str | None, as_of: str, as_json: bool, as_csv: bool, on: str, meetings: bool) -> None:
    """Count how meetings were described by those who met, and the information the word still carries.

    \b
    Example:
      facta outcomes --meetings
    """
    from facta.deeds.outcomes import outcomes

    case = case_of(ledger, as_of)
    found = outcomes(case, today_of(case, on))
    title = f"Declared outcomes, {found.as_of}"
    figures = {"as_of": found.as_of, "series": {row.series: row for row in found.rows}}
    how: dict[str, Any] = {"notes": found.sentences, "summary": figures, "as_json": as_json, "as_csv": as_csv}
    if meetings:
        show(found.meetings, MEETINGS, title=title, **how)
    else:
        columns, spare = (COLUMNS if as_csv else TABLE), ("bits", "low high")
        show(found.rows, columns, title=title, spare=spare, **how)
