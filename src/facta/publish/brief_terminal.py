"""A brief on one screen: the summary, then the few lines of each section that matter most."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from facta.briefing.model import Brief
from facta.briefing.sections import day, sections

LINES = 3
"""Lines of each section shown; the page has them all."""


def to_terminal(brief: Brief, console: Console) -> None:
    """Print the short form; control characters of the texts are shown as �, so that they cannot act."""
    console.print(Text(_plain(brief.statement.title), style="bold"))
    console.print(Text(day(brief.statement.date), style="dim"))
    console.print()
    console.print(Text(_plain(" ".join(brief.summary))))
    for section in sections(brief):
        console.print()
        console.print(Text(f"{section.title} ({len(section.lines)})", style="bold"))
        if not section.lines:
            console.print(Text(f"  {section.empty}", style="dim"))
        for line in section.lines[:LINES]:
            head = _plain(line.claim) if line.claim else ""
            body = f"“{_short(_plain(line.passage.quote))}”"
            console.print(Text(f"  {head}: {body}" if head else f"  {body}"))
            if line.marks:
                console.print(Text("    " + " · ".join(_plain(mark) for mark in line.marks[:4]), style="dim"))
        if len(section.lines) > LINES:
            console.print(Text(f"  … and {len(section.lines) - LINES} more", style="dim"))
    console.print()
    console.print(Text(f"Read by machine ({brief.machine}), not checked by a person.", style="dim"))


def _short(text: str, limit: int = 180) -> str:
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0] + "…"


def _plain(text: str) -> str:
    return "".join(character if character.isprintable() else " " if character.isspace() else "�" for character in text)
