"""``facta actors``: words and deeds of every actor on one rubric."""

from __future__ import annotations

import click

from facta.cli.inputs import console, safe
from facta.cli.record_inputs import case_of, reading_options, show, today_of

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
YEARS = ("actor", "year", "verbal", "material", "material_share", "low", "high")


@click.command("actors")
@reading_options
@click.option("--on", metavar="DATE", default="", help="The day to look from; default the last day the case covers.")
@click.option("--years", is_flag=True, help="Verbal and material actions year by year instead.")
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
    if years:
        show(found.seasons, YEARS, title=title, notes=found.sentences, as_json=as_json, as_csv=as_csv)
    else:
        if as_json or as_csv:
            show(found.rows, COLUMNS, notes=found.sentences, as_json=as_json, as_csv=as_csv)
            return
        from facta.publish.story import side_by_side
        from facta.publish.story_terminal import table

        terminal = console()
        terminal.print(safe(title), style="bold")
        spoke = [row for row in found.rows if row.words] or list(found.rows)
        terminal.print(table(side_by_side(spoke)) if spoke else "Nothing to show.")
        terminal.print()
        for sentence in found.sentences:
            terminal.print(safe(sentence))
