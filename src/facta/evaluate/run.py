"""Measure on labelled files: one entry for the command line, the evals and a notebook."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from facta.errors import UnreadableError
from facta.evaluate.figures import Measured
from facta.pipeline import closely

NEEDED = {"acts": ("sentence", "act"), "pairs": ("later", "earlier", "relation")}


@dataclass(frozen=True, slots=True)
class Extra:
    """What is trained on beside the file that is judged, in cross-validation; never judged itself."""

    acts: Sequence[dict[str, Any]] = ()
    pairs: Sequence[dict[str, Any]] = ()
    vectors: Any = None
    """Word vectors, see ``fit_acts.vectors``."""


def measure(
    acts: Path | None,
    pairs: Path | None,
    targets: Path | None,
    folds: int | None = None,
    extra: Extra | None = None,
    close: bool = False,
) -> list[Measured]:
    """Figures for each file given; with ``folds`` the trained parts are fitted anew on the other folds and ``extra``.

    With ``close`` acts and pairs are measured a second time, read closely; the names of those figures begin with
    ``close``. Raises UnreadableError for a file that cannot be read as its columns demand, ModuleNotFoundError where
    ``folds`` is asked for and scikit-learn is not installed, MissingEncoderError where the encoder is not.
    """
    sentences, twos = closely(close)
    of_sentences, of_pairs = ([None, sentences], [None, twos]) if close else ([None], [None])
    extra = extra or Extra()
    measured: list[Measured] = []
    if acts:
        from facta.evaluate import acts as acts_task
        from facta.evaluate import commitments as commitments_task
        from facta.evaluate import criticism as criticism_task

        rows = labelled(acts, NEEDED["acts"])
        if folds:
            measured += _named(acts_task.cross_validate(rows, folds, extra.acts, extra.vectors, of_sentences))
            measured.append(commitments_task.cross_validate(rows, folds, extra.acts))
        else:
            measured += _named([acts_task.measure(rows, partial(acts_task.predict, close=one)) for one in of_sentences])
            measured.append(commitments_task.measure(rows))
        measured.append(criticism_task.measure(rows))
    if pairs:
        from facta.evaluate import pairs as pairs_task

        rows = labelled(pairs, NEEDED["pairs"])
        if folds:
            measured += _named(pairs_task.cross_validate(rows, folds, extra.pairs, of_pairs))
        else:
            measured += _named([pairs_task.measure(rows, partial(pairs_task.predict, close=one)) for one in of_pairs])
    if targets:
        from facta.evaluate import targets as targets_task

        measured.append(targets_task.measure(table(targets)))
    return measured


def _named(measured: Sequence[Measured]) -> list[Measured]:
    """The first as it is, the others as read closely."""
    return [*measured[:1], *map(_close, measured[1:])]


def _close(measured: Measured) -> Measured:
    return replace(
        measured,
        figures=tuple(replace(one, name=f"close.{one.name}") for one in measured.figures),
        confusion={f"close.{name}": rows for name, rows in measured.confusion.items()},
    )


def labelled(path: Path, needed: Iterable[str]) -> list[dict[str, Any]]:
    """Rows of a JSONL file; every row must be an object that has the needed fields."""
    rows = []
    for number, line in enumerate(_text(path).split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            raise UnreadableError(str(path), "not JSON.", "Write one JSON object on each line.", number) from None
        missing = [name for name in needed if not isinstance(row, dict) or not isinstance(row.get(name), str)]
        if missing:
            raise UnreadableError(
                str(path),
                f"no text in {', '.join(missing)}.",
                "See docs/reference/evaluate.md for the columns.",
                number,
            )
        rows.append(row)
    return _some(path, rows)


def table(path: Path) -> list[dict[str, Any]]:
    """Rows of a CSV file with a heading line."""
    try:
        rows: list[dict[str, Any]] = list(csv.DictReader(io.StringIO(_text(path), newline=""), strict=True))
    except csv.Error as error:
        raise UnreadableError(str(path), f"not CSV: {error}.", "Save it as comma-separated UTF-8.") from error
    return _some(path, rows)


def _some(path: Path, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    if not rows:
        raise UnreadableError(str(path), "no rows.", "Give a file with at least one labelled row.")
    return rows


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError(str(path), "not UTF-8.", "Save the file as UTF-8.") from error
    except OSError as error:
        raise UnreadableError(str(path), f"{error.strerror}.", "Check the path and its permissions.") from error
