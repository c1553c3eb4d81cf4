"""``facta read``: what can be read, how it was dated, and what could not be read."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from facta.cli.inputs import console, emit, finish, load, safe, statement_options


@click.command("read")
@statement_options
@click.option("--text", "folder", metavar="FOLDER", type=click.Path(path_type=Path), help="Write each text here.")
@click.option("--json", "as_json", is_flag=True, help="Print statements, texts and problems as JSON.")
def command(targets: tuple[str, ...], how: dict[str, Any], folder: Path | None, as_json: bool) -> None:
    """Read statements and list them: date and what it rests on, language, length, source.

    Reads text, Markdown, HTML, PDF with a text layer, DOCX, JSONL, CSV, folders of these, "-" for standard input,
    and web addresses.

    \b
    Example:
      facta read communique.pdf https://example.org/statement --keep snapshots/
    """
    reading = load(targets, how, quiet=as_json)
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
        for statement in reading.statements:
            (folder / f"{statement.id}.txt").write_text(statement.text, encoding="utf-8", errors="replace")
    if as_json:
        emit(
            {
                "statements": [asdict(statement) for statement in reading.statements],
                "problems": [asdict(problem) for problem in reading.problems],
            }
        )
    else:
        from rich.table import Table

        table = Table("date", "from", "title", "series", "language", "words", "source", title_justify="left")
        for one in reading.statements:
            basis = one.date_claims[0].basis if one.date_claims else ""
            doubt = " (in doubt)" if one.date_disagreements else ""
            where = f"{one.source.address} {one.source.locator}".rstrip()
            cells = (str(one.date or "none"), basis + doubt, one.title, one.series, one.language)
            table.add_row(*map(safe, cells), str(len(one.text.split())), safe(where))
        console().print(table)
    finish(reading)
