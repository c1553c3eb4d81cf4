"""``facta evaluate``: how well facta reads, measured on labelled files of the reader's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from facta.cli.inputs import close_option, console, emit, progress, safe, stop

if TYPE_CHECKING:
    from facta.evaluate.figures import Measured


@click.command("evaluate")
@click.option("--acts", type=click.Path(path_type=Path), help="JSONL of labelled sentences.")
@click.option("--pairs", type=click.Path(path_type=Path), help="JSONL of labelled sentence pairs.")
@click.option("--targets", type=click.Path(path_type=Path), help="CSV of coded targets.")
@click.option(
    "--folds",
    type=click.IntRange(2, 20),
    default=None,
    help="Cross-validate: fit the trained parts anew on the other folds (by document). Needs facta[train].",
)
@close_option
@click.option("--worst", type=click.IntRange(0), default=10, show_default=True, help="How many mistakes to print.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def command(
    acts: Path | None,
    pairs: Path | None,
    targets: Path | None,
    folds: int | None,
    close: bool,
    worst: int,
    as_json: bool,
) -> None:
    """Measure facta on labelled files: n, each figure with its 95 % interval, confusion, worst mistakes.

    The columns are those of docs/reference/evaluate.md. On the very sentences that the shipped model was
    trained on, use --folds; on texts of your own, leave it out. With --close each figure of sentences and pairs
    comes twice, plain and read closely.

    \b
    Example:
      facta evaluate --acts my_sentences.jsonl --pairs my_pairs.jsonl
    """
    if not (acts or pairs or targets):
        raise click.UsageError("give at least one of --acts, --pairs and --targets.")
    from facta.errors import UnreadableError
    from facta.evaluate.run import measure

    try:
        with progress("Measuring"):
            measured = measure(acts, pairs, targets, folds, close=close)
    except UnreadableError as error:
        stop(str(error))
    except ModuleNotFoundError as error:
        raise click.ClickException(f"--folds needs {error.name}: pip install 'facta[train]'.") from error
    if as_json:
        emit(as_document(measured))
    else:
        show(measured, worst)
        if not folds:
            console().print("The shipped models, as they are: on the labelled set they were fitted on, use --folds.")


def as_document(measured: list[Measured]) -> dict[str, Any]:
    """The figures as one JSON object: name to value, low, high and n; NaN becomes null."""
    return {
        one.name: {"value": _number(one.value), "low": _number(one.low), "high": _number(one.high), "n": one.n}
        for part in measured
        for one in part.figures
    }


def _number(value: float) -> float | None:
    return None if value != value else round(value, 4)


def _shown(value: float) -> str:
    return "–" if value != value else f"{value:.3f}"


def _interval(low: float, high: float) -> str:
    return "–" if low != low or high != high else f"{low:.3f} to {high:.3f}"


def show(measured: list[Measured], worst: int) -> None:
    """Print figures, tables of counts, notes and the surest mistakes; a dash stands where nothing was counted."""
    from rich.table import Table

    terminal = console()
    for part in measured:
        table = Table("figure", "value", "95 % interval", "n", title_justify="left")
        for one in part.figures:
            table.add_row(one.name, _shown(one.value), _interval(one.low, one.high), str(one.n))
        terminal.print(table)
        for name, rows in part.confusion.items():
            # Not every table is square: changes are counted as told and missed, targets as right and wrong.
            columns = list(dict.fromkeys(column for cells in rows.values() for column in cells))
            if not any(any(cells.values()) for cells in rows.values()):
                continue
            corner = f"{name}: truth ↓ guess →" if set(columns) == set(rows) else name
            grid = Table(corner, *columns, title_justify="left")
            for row, cells in rows.items():
                grid.add_row(row, *(str(cells.get(column, 0)) for column in columns))
            terminal.print(grid)
        for note in part.notes:
            terminal.print(safe(note))
        for mistake in part.worst[:worst]:
            terminal.print(
                safe(f"  {mistake.truth} read as {mistake.guess} ({mistake.confidence:.2f}): {mistake.text}"),
                soft_wrap=True,
            )
            if mistake.reason:
                terminal.print(safe(f"    because {mistake.reason}"), soft_wrap=True)
