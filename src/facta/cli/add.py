"""``facta add``: statements into the ledger, with the promises in them as a machine's suggestions."""

from __future__ import annotations

from typing import Any

import click

from facta.cli.inputs import console, finish, load, progress, safe, statement_options
from facta.cli.record_inputs import author_option, ledger_option, opened, output_options, refusals, show


@click.command("add")
@statement_options
@click.option("--meeting", metavar="ID", default="", help="The meeting that issued them; entered where it is new.")
@ledger_option
@author_option
@output_options
def command(
    targets: tuple[str, ...],
    how: dict[str, Any],
    meeting: str,
    ledger: str | None,
    author: str,
    as_json: bool,
    as_csv: bool,
) -> None:
    """Enter statements with their texts, and what they promise as suggestions.

    Suggestions count in no score until a person accepts them (facta accept). With --series, a meeting of that series
    on the day of the statement is found, or entered. Adding a statement again enters nothing.

    \b
    Example:
      facta add communique.html --series 2plus2 --ledger alliance.db
    """
    from facta.ledger.suggestions import Suggester
    from facta.pipeline import extract

    reading = load(targets, how, quiet=as_json or as_csv)
    with progress("Extracting", quiet=as_json or as_csv):
        extracts = [extract(statement) for statement in reading.statements]
    store = opened(ledger, create=True)
    skipped = 0

    def make(case: Any) -> Any:
        nonlocal skipped
        suggester = Suggester(case, store.subjects("commitment"), series=how["series"], meeting=meeting)
        for one in extracts:
            suggester.add(one)
        skipped = suggester.skipped
        return suggester.drafts

    with refusals():
        entries = store.enter(make, author)
    rows = [entry.data for entry in entries if entry.kind == "commitment.add"]
    texts = sum(entry.kind.startswith("document.") for entry in entries)
    notes = [f"{texts} statements entered into {store.shown}, with {len(rows)} promises as a machine's suggestions."]
    if skipped:
        notes.append(f"{skipped} promises of others, which the speakers merely welcome, were left out.")
    if rows:
        notes.append(
            "They count nowhere until accepted: facta accept ID, facta accept --all, facta accept --reject ID."
        )
    if entries or as_json or as_csv:
        show(rows, ("id", "actors", "firmness", "due", "text"), notes=notes, as_json=as_json, as_csv=as_csv)
    else:
        console().print(safe(f"Nothing new: {store.shown} has all of this already."), soft_wrap=True)
    finish(reading)
