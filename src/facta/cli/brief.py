"""``facta brief``: the brief of one statement in its series."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

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
    save,
    statement_options,
    stop,
    written,
)

if TYPE_CHECKING:
    from facta.briefing.model import Brief


@click.command("brief")
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
@click.option("--html", "html_file", metavar="FILE", type=click.Path(path_type=Path), help="Where to write the page.")
@click.option("--markdown", "markdown_file", metavar="FILE", type=click.Path(path_type=Path), help="Write Markdown.")
@click.option("--json", "as_json", is_flag=True, help="Print the whole brief as JSON instead of the summary.")
def command(
    targets: tuple[str, ...],
    how: dict[str, Any],
    wanted: str,
    only: str,
    against: tuple[str, ...],
    close: bool,
    html_file: Path | None,
    markdown_file: Path | None,
    as_json: bool,
) -> None:
    """Brief a statement against the earlier ones of its series: what is new, recycled, dropped and promised.

    TARGETS are the files, folders or addresses of the series. The summary goes to the terminal, the whole brief to
    a page that needs no network (brief.html unless --html says otherwise).

    Titles differ more than one thinks: facta read with the same --match lists what a pattern takes.

    \b
    Example:
      facta brief statements/ --statement 2023-01-13 --html brief.html
      facta read all.jsonl --match "Quad.*Leaders|Leaders.*Quad"
      facta brief all.jsonl --match "Joint.*Quad Leaders|Quad.*(Joint Leaders|Leaders. Joint)" --against all.jsonl
    """
    from facta import pipeline
    from facta.errors import UnknownStatementError
    from facta.publish.drawing import warm

    if html_file or not as_json:
        warm()
    reading = load(targets, how, quiet=as_json)
    statements = one_series(reading, only)
    if not wanted:
        note_undated(statements)
    corpus = load_corpus(against, how, quiet=as_json)
    try:
        with progress(f"Reading {len(statements)} statements side by side", quiet=as_json):
            brief = pipeline.brief(statements, wanted or None, against=corpus.statements, close=close)
    except UnknownStatementError as error:
        report(reading.problems)
        stop(str(error))
    # Files first: a reader who leaves the pager early still has them.
    page = html_file or (None if as_json else Path("brief.html"))
    if page:
        write_page(brief, page)
    if markdown_file:
        from facta.publish.brief_markdown import to_markdown

        save(markdown_file, to_markdown(brief))
    if as_json:
        from facta.publish.brief_json import to_document

        emit(to_document(brief))
    else:
        from facta.publish.brief_terminal import to_terminal

        to_terminal(brief, console())
    written(page, markdown_file)
    finish(reading, corpus)


def write_page(brief: Brief, path: Path) -> None:
    """Write the page."""
    from facta.publish.brief_html import to_html

    save(path, to_html(brief))
