"""``facta read``: what can be read, how it was dated, and what could not be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from facta.cli.inputs import console, emit, finish, load, safe, save, statement_options, stop

if TYPE_CHECKING:
    from facta.model import Statement


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
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            stop(f"{folder} cannot be made a folder: {error.strerror}.", "Choose another place.")
        for statement in reading.statements:
            save(folder / f"{statement.id}.txt", statement.text)
    if as_json:
        emit(
            {
                "statements": [asdict(statement) for statement in reading.statements],
                "problems": [asdict(problem) for problem in reading.problems],
            }
        )
    else:
        from rich.table import Table

        from facta.text.tokens import words_of

        table = Table(box=None, padding=(0, 2, 0, 0), show_edge=False)
        for name in ("date", "from", "language"):
            table.add_column(name, no_wrap=True)
        table.add_column("words", justify="right")
        table.add_column("title and source", ratio=1, overflow="fold")
        for one in reading.statements:
            basis = one.date_claims[0].basis if one.date_claims else "–"
            cells = (str(one.date or "none"), basis, one.language, f"{len(words_of(one.text)):,}")
            what = safe(one.title or "(no title)")
            for line in _below(one):
                what.append(f"\n{safe(line)}", style="dim")
            table.add_row(*cells, what)
        console().print(table)
        console().print(counted(reading.statements))
    finish(reading)


def _below(one: Statement) -> Iterator[str]:
    """What stands under the title: where the text came from, its series, and other dates found."""
    where = f"{one.source.address} {one.source.locator}".rstrip()
    yield f"{where} · series {one.series}" if one.series else where
    if one.date_disagreements:
        doubts = ", ".join(f"{claim.value} ({claim.basis})" for claim in one.date_disagreements)
        yield f"date in doubt, also: {doubts}"


def counted(statements: Sequence[Statement]) -> str:
    """How many statements were read, of how many series, and how many of them have no date."""
    series = len({one.series for one in statements if one.series})
    undated = sum(one.date is None for one in statements)
    count = f"{len(statements):,} statement{'' if len(statements) == 1 else 's'}"
    parts = [count, f"{series} series" if series > 1 else "", f"{undated:,} without a date" if undated else ""]
    return ", ".join(filter(None, parts)) + "."
