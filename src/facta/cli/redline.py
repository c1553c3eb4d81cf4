"""``facta redline``: what changed between two statements."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from facta.cli.inputs import BAD_INPUT, console, emit, report, save, stop, written

if TYPE_CHECKING:
    from facta.model import Statement


@click.command("redline")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option("--html", metavar="FILE", type=click.Path(path_type=Path), help="Write one self-contained page.")
@click.option("--side-by-side", is_flag=True, help="Old and new in two columns of the page.")
@click.option(
    "--docx",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write a Word document with tracked changes and moves.",
)
@click.option("--json", "as_json", is_flag=True, help="Print blocks and operations as JSON.")
@click.option("--unchanged", is_flag=True, help="Show unchanged passages in the terminal too.")
@click.option("--allow-private", is_flag=True, help="Allow web addresses on private and loopback networks.")
def command(
    old: str,
    new: str,
    html: Path | None,
    side_by_side: bool,
    docx: Path | None,
    as_json: bool,
    unchanged: bool,
    allow_private: bool,
) -> None:
    """Show the changes between two statements, word by word and by kind.

    OLD and NEW are files, web addresses, or - for standard input; each must hold one statement. Removed words are
    printed as [-removed-], added words as {+added+}; passages that moved say where they were.

    \b
    Example:
      facta redline 2022.html 2023.html --docx changes.docx
    """
    from facta.pipeline import redline

    if old == new == "-":
        stop("Standard input can be only one of the two statements.", "Give a file for the other one.")
    difference = redline(_one(old, allow_private), _one(new, allow_private))
    if html:
        from facta.publish.redline_html import to_html

        page = to_html(difference, layout="side by side" if side_by_side else "inline")
        save(html, page)
    if docx:
        from facta.publish.redline_docx import to_docx

        save(docx, to_docx(difference))
    if as_json:
        from facta.publish.redline_json import to_json

        emit(to_json(difference))
    elif not html and not docx:
        from facta.publish.redline_terminal import to_terminal

        to_terminal(difference, console(), unchanged=unchanged)
    written(html, docx)


def _one(target: str, allow_private: bool) -> Statement:
    """The one statement of a target; ends the program with code 2 where there is none, or more than one."""
    from facta.read import read

    reading = read(target, allow_private=allow_private)
    skipped = report(reading.problems)
    if len(reading.statements) > 1:
        stop(
            f"{target} holds {len(reading.statements)} statements; a redline compares one with one.",
            "Give each of the two a file of its own.",
        )
    if skipped or not reading.statements:
        raise SystemExit(BAD_INPUT)
    return reading.statements[0]
