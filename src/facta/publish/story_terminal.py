"""The story of a case in the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rich.console import Console
from rich.table import Table
from rich.text import Text

from facta.publish.brief_terminal import plain
from facta.publish.story import story
from facta.record import Case


def to_terminal(case: Case, as_of: date, console: Console) -> None:
    """Print the chapters; texts are shown without control characters."""
    console.print(Text(plain(f"{case.title}, as of {as_of}"), style="bold"))
    for chapter in story(case, as_of):
        console.print()
        console.print(Text(chapter.title, style="bold"))
        if chapter.table:
            console.print(table(chapter.table))
        grid = Table.grid(padding=(0, 1, 0, 1))
        grid.add_column(no_wrap=True, max_width=26)
        grid.add_column(overflow="fold")
        for mark, text in chapter.lines:
            if mark:
                grid.add_row(Text(plain(mark)), Text(plain(text)))
            else:
                grid.add_row(Text("–", style="dim"), Text(plain(text)))
        console.print(grid)


def table(rows: Sequence[Sequence[str]]) -> Table:
    """Names across, measures down."""
    grid = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, show_header=True)
    for name in rows[0]:
        grid.add_column(Text(plain(name)), overflow="fold")
    for row in rows[1:]:
        grid.add_row(*(Text(plain(one)) for one in row))
    return grid
