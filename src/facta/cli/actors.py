"""``facta actors``: words and deeds of every actor on one rubric."""

from __future__ import annotations

from dataclasses import asdict

import click

from facta.cli.record_inputs import case_of, reading_options, show, today_of

TABLE = ("name", "words", "judged", "kept", "partly", "not_kept", "against", "kept_share", "verbal", "material")
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
        rows = [asdict(row) for row in found.rows]
        if not (as_json or as_csv):
            for row in rows:
                if row["kept_share"] is not None:
                    row["kept_share"] = f"{row['kept_share']:.2f} ({row['low']:.2f}..{row['high']:.2f})"
        columns = COLUMNS if as_csv else TABLE
        show(rows, columns, title=title, notes=found.sentences, as_json=as_json, as_csv=as_csv)
