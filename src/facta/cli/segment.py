"""``facta segment``: passages with exact offsets."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import click

from facta.cli.inputs import console, emit, finish, load, safe, statement_options


@click.command("segment")
@statement_options
@click.option("--json", "as_json", is_flag=True, help="Print the passages as JSON.")
def command(targets: tuple[str, ...], how: dict[str, Any], as_json: bool) -> None:
    """Cut statements into headings, list items and sentences; offsets are characters of the text as read.

    \b
    Example:
      facta segment communique.docx --json
    """
    from facta.pipeline import segment

    reading = load(targets, how, quiet=as_json)
    cut = [(statement, segment(statement)) for statement in reading.statements]
    if as_json:
        emit([asdict(passage) for _, passages in cut for passage in passages])
    else:
        from rich.table import Table

        for statement, passages in cut:
            table = Table("begin", "end", "kind", "no.", "passage", title=safe(statement.title), title_justify="left")
            for one in passages:
                table.add_row(str(one.begin), str(one.end), one.kind, safe(one.number), safe(one.quote))
            console().print(table)
    finish(reading)
