"""A brief on one screen: the summary, then the few lines of each section that matter most."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from facta.briefing.model import Brief
from facta.briefing.sections import sections
from facta.briefing.titles import title_of
from facta.briefing.wording import day, shortened

LINES = 3
"""Lines of each section shown; the page has them all."""


def to_terminal(brief: Brief, console: Console) -> None:
    """Print the short form; control characters of the texts are shown as �, so that they cannot act."""
    console.print(Text(plain(title_of(brief.statement)), style="bold"))
    console.print(Text(day(brief.statement.date), style="dim"))
    console.print()
    for sentences in brief.lines:
        console.print(Text(plain(" ".join(one.sentence for one in sentences))))
    for section in sections(brief):
        console.print()
        console.print(Text(f"{section.title} ({section.count})", style="bold"))
        if not section.lines:
            console.print(Text(f"  {section.empty}", style="dim"))
        for line in section.lines[:LINES]:
            quote = f"“{shortened(plain(line.passage.quote), 180)}”"
            claim = plain(line.claim)
            said = claim if section.alone and claim else f"{claim}: {quote}" if claim else quote
            console.print(Padding(_beside("–", Text(said)), (0, 0, 0, 2)))
            if line.earlier:
                before = Text(f"“{shortened(plain(line.earlier.quote), 140)}”", style="dim")
                console.print(Padding(_beside("before:", before), (0, 0, 0, 4)))
            if line.marks:
                marks = " · ".join(shortened(plain(mark), 90) for mark in line.marks[:4])
                console.print(Padding(Text(marks, style="dim"), (0, 0, 0, 4)))
        if len(section.lines) > LINES:
            more = sum(line.count for line in section.lines[LINES:])
            console.print(Text(f"  … and {more} more", style="dim"))
    console.print()
    console.print(Text(f"Read by machine ({brief.machine}), not checked by a person.", style="dim"))


def _beside(lead: str, body: Text) -> Table:
    """A text beside its lead: one that has no spaces to break at must not leave the lead alone on a line."""
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=True, style=body.style)
    grid.add_column(overflow="fold")
    grid.add_row(lead, body)
    return grid


def plain(text: str) -> str:
    """The text without control characters, which a terminal would obey."""
    return "".join(character if character.isprintable() else " " if character.isspace() else "�" for character in text)
