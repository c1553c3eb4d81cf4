"""A redline in the terminal, with the marks of ``wdiff`` (``[-removed-]``, ``{+added+}``): it reads without colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facta.publish.redline_view import rows, summary, title, told
from facta.words.redline import Redline

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_STYLES = {"insert": "green underline", "delete": "red strike"}
_BRACKETS = {"insert": ("{+", "+}"), "delete": ("[-", "-]")}


def to_terminal(redline: Redline, console: Console, *, unchanged: bool = False) -> None:
    """Print to ``console``; runs of unchanged passages are counted, or shown where ``unchanged`` is true."""
    from rich.text import Text

    console.print(Text.assemble(("old  ", "dim"), title(redline.old)), soft_wrap=True)
    console.print(Text.assemble(("new  ", "dim"), title(redline.new)), soft_wrap=True)
    console.print(Text(summary(redline), style="bold"))
    skipped = 0
    for row in rows(redline):
        if row.kind == "same" and not unchanged:
            skipped += 1
            continue
        _skipped(console, skipped)
        skipped = 0
        line = Text(f"{row.number} " if row.number else "")
        for one in row.operations:
            if row.mark == "rewritten" and one.kind == "insert":
                line.append("\n")
            _append(line, one.kind, one.text)
        console.print()
        console.print(Text(row.mark, style="bold" if row.kind != "same" else "dim"))
        console.print(line, soft_wrap=not console.is_terminal)
        for change in row.changes:
            console.print(Text(f"  · {told(change)}", style="yellow"), soft_wrap=not console.is_terminal)
    _skipped(console, skipped)


def _append(line: Text, kind: str, text: str) -> None:
    if kind == "equal":
        line.append(text)
        return
    opening, closing = _BRACKETS[kind]
    # Spaces stay outside the brackets: a struck-out space is hard to see.
    core = text.strip()
    before = text[: len(text) - len(text.lstrip())]
    line.append(before)
    line.append(f"{opening}{core}{closing}", style=_STYLES[kind])
    line.append(text[len(before) + len(core) :])


def _skipped(console: Console, count: int) -> None:
    if count:
        from rich.text import Text

        console.print()
        console.print(Text(f"… {count} unchanged", style="dim"))
