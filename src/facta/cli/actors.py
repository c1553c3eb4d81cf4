"""``facta actors``: words and deeds of every actor on one rubric."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from facta.cli.inputs import console, safe
from facta.cli.record_inputs import case_of, reading_options, show, today_of

if TYPE_CHECKING:
    from facta.deeds.actors import Conduct

COLUMNS = (
    "name",
    "promises",
    "claims",
    "judged",
    "kept",
    "partly",
    "not_kept",
    "against",
    "not_rated",
    "disputed",
    "weak",
    "kept_share",
    "low",
    "high",
    "mean",
    "verbal",
    "material",
    "words_per_deed",
    "few",
)
WIDE = (
    "name", "words", "judged", "kept", "partly", "not_kept", "against", "kept_share", "95_%", "deeds", "words_per_deed",
    "not_rated", "weak",
)  # fmt: skip
YEARS = ("actor", "year", "words", "verbal", "material", "words_per_deed", "material_share", "low", "high")
MOST = 5
"""Actors that stand side by side; more are listed one in a line."""


@click.command("actors")
@reading_options
@click.option("--on", metavar="DATE", default="", help="The day to look from; default the last day the case covers.")
@click.option("--years", is_flag=True, help="Words, verbal and material actions year by year instead.")
def command(ledger: str | None, as_of: str, as_json: bool, as_csv: bool, on: str, years: bool) -> None:
    """Put every actor's words and deeds side by side on one rubric; no ranking.

    \b
    Example:
      facta actors --years
    """
    from facta.deeds.actors import actors

    case = case_of(ledger, as_of)
    found = actors(case, today_of(case, on))
    title = f"Words and deeds, {found.as_of}"
    figures = {"as_of": found.as_of, "differ": found.apart, "actors": {row.actor: row for row in found.rows}}
    how: dict[str, Any] = {"notes": found.sentences, "summary": figures, "as_json": as_json, "as_csv": as_csv}
    if years:
        show(found.seasons, YEARS, title=title, spare=("low high", "material_share"), **how)
        return
    if as_json or as_csv:
        show(found.rows, COLUMNS, **how)
        return
    from facta.publish.story_actors import side_by_side
    from facta.publish.story_terminal import table

    spoke = [row for row in found.rows if row.words] or list(found.rows)
    if len(spoke) > MOST:
        show(map(_row, spoke), WIDE, title=title, notes=found.sentences, spare=("weak", "not_rated", "words_per_deed"))
        return
    terminal = console()
    terminal.print(safe(title), style="bold")
    terminal.print(table(side_by_side(spoke)) if spoke else "Nothing to show.")
    terminal.print()
    for sentence in found.sentences:
        terminal.print(safe(sentence))


def _row(row: Conduct) -> dict[str, object]:
    """An actor in a line, where there are too many to stand side by side."""
    span = "" if row.low is None or row.high is None else f"{row.low:.2f}..{row.high:.2f}"
    return asdict(row) | {"95_%": span, "deeds": row.material}
