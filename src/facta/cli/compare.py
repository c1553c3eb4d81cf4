"""``facta compare``: the lineage of each passage of a statement."""

from __future__ import annotations

from typing import Any

import click

from facta.cli.inputs import (
    close_option,
    console,
    emit,
    finish,
    load,
    load_corpus,
    note_undated,
    one_series,
    progress,
    report,
    safe,
    statement_options,
    stop,
)


@click.command("compare")
@statement_options
@click.option("--statement", "wanted", metavar="X", default="", help="Id, date or title of the statement. [latest]")
@click.option("--only", metavar="SERIES", default="", help="Take the statements of this series only.")
@click.option(
    "--against",
    metavar="PATH",
    multiple=True,
    help="Hold it against this whole corpus too (may be repeated); --series, --match and --only do not narrow it.",
)
@close_option
@click.option("--json", "as_json", is_flag=True, help="Print the links as JSON.")
def command(
    targets: tuple[str, ...],
    how: dict[str, Any],
    wanted: str,
    only: str,
    against: tuple[str, ...],
    close: bool,
    as_json: bool,
) -> None:
    """Trace each passage: recycled, reworded or new, its first and every earlier use; and what was dropped.

    \b
    Example:
      facta compare statements/ --statement 2023-01-13 --json
    """
    from facta import pipeline
    from facta.briefing.wording import worded
    from facta.errors import UnknownStatementError
    from facta.publish.brief_json import comparison_document

    reading = load(targets, how, quiet=as_json)
    statements = one_series(reading, only)
    if not wanted:
        note_undated(statements)
    corpus = load_corpus(against, how, quiet=as_json)
    try:
        with progress("Comparing", quiet=as_json):
            comparison = pipeline.compare(statements, wanted or None, against=corpus.statements, close=close)
    except UnknownStatementError as error:
        report(reading.problems)
        stop(str(error))
    if as_json:
        emit(comparison_document(comparison))
    else:
        from rich.table import Table

        table = Table("lineage", "first", "uses", "passage", "changes", title=safe(comparison.statement.title))
        for link in comparison.links:
            changes = worded(link.relation.changes) if link.relation else ()
            first = link.first.statement if link.first else ""
            cells = (link.label, first, str(len(link.uses) or ""), link.passage.quote, "; ".join(changes))
            table.add_row(*map(safe, cells))
        console().print(table)
        for one in comparison.dropped:
            console().print(safe(f"dropped ({one.reason}): {one.passage.quote}"), soft_wrap=True)
    finish(reading, corpus)
