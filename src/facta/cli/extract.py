"""``facta extract``: acts, commitments and criticism of statements on their own."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import click

from facta.cli.inputs import close_option, console, emit, finish, load, progress, safe, statement_options


@click.command("extract")
@statement_options
@close_option
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
def command(targets: tuple[str, ...], how: dict[str, Any], close: bool, as_json: bool) -> None:
    """List what each sentence does, what is promised and who is called out, statement by statement.

    \b
    Example:
      facta extract communique.html --json
    """
    from facta.briefing.wording import accusation, due, promised
    from facta.pipeline import extract

    reading = load(targets, how, quiet=as_json)
    with progress("Extracting", quiet=as_json):
        extracts = [extract(statement, close=close) for statement in reading.statements]
    if as_json:
        emit([_document(one) for one in extracts])
    else:
        from rich.table import Table

        for one in extracts:
            table = Table("act", "why", "passage", title=safe(one.statement.title), title_justify="left")
            for passage, act in zip(one.passages, one.acts, strict=True):
                if act:
                    table.add_row(f"{act.label} {act.confidence:.2f}", safe(act.reason), safe(passage.quote))
            console().print(table)
            for each in one.commitments:
                when = f", {due(each.deadline)}" if each.deadline else ""
                console().print(safe(f"promise (firmness {each.firmness}): {promised(each)}{when}"), soft_wrap=True)
            for critic in one.criticisms:
                console().print(safe(f"criticism: {accusation(critic)}"), soft_wrap=True)
    finish(reading)


def _document(one: Any) -> dict[str, Any]:
    document = asdict(one)
    statement = document.pop("statement")
    return {"statement": {key: statement[key] for key in ("id", "title", "date", "language", "series")}} | document
