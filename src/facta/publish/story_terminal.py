"""The story of a case in the terminal: an item has its id, how it stands, what it is; below it figures and doubts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from facta.publish.brief_terminal import plain
from facta.publish.story import LEGEND, WEAK, Item, story
from facta.record import Case


def to_terminal(case: Case, as_of: date, console: Console) -> None:
    """Print the chapters; texts are shown without control characters."""
    console.print(Text(plain(f"{case.title}, as of {as_of}"), style="bold"))
    chapters = story(case, as_of)
    for chapter in chapters:
        console.print()
        console.print(Text(plain(chapter.title), style="bold"))
        if chapter.lead:
            console.print(Padding(Text(plain(chapter.lead)), (0, 0, 0, 1)))
        if chapter.table:
            console.print(Padding(table(chapter.table), (0, 0, 0, 1)))
        if chapter.items:
            console.print(_grid(chapter.items))
        for note in chapter.notes:
            console.print(Padding(Text(plain(note), style="dim"), (0, 0, 0, 1)))
    if any(WEAK in mark for chapter in chapters for item in chapter.items for mark in item.marks):
        console.print(Text(LEGEND, style="dim"))


STATUS = 12
"""Columns for how an item stands; what is longer goes on below."""


def _grid(items: Sequence[Item]) -> Table:
    grid = Table.grid(padding=(0, 1, 0, 1))
    grid.add_column(no_wrap=True)
    grid.add_column(max_width=STATUS, min_width=min(STATUS, max(len(item.status) for item in items)))
    grid.add_column(overflow="fold")
    for item in items:
        body = Text(plain(item.text))
        marks = f" [{'; '.join(item.marks)}]" if item.marks else ""
        if item.detail:
            body.append(f": {plain(item.detail)}", style="dim")
        body.append(plain(marks), style="dim")
        grid.add_row(Text(plain(item.id)), Text(plain(item.status)), body)
    return grid


def table(rows: Sequence[Sequence[str]]) -> Table:
    """Names across, measures down."""
    grid = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, show_header=True)
    for name in rows[0]:
        grid.add_column(Text(plain(name)), overflow="fold")
    for row in rows[1:]:
        grid.add_row(*(Text(plain(one)) for one in row))
    return grid
