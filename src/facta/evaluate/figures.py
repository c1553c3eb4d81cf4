"""A figure with its interval: the percentile bootstrap (Efron, 1979) over documents or rows.

Resampling whole documents keeps the dependence between sentences of one text; where rows carry no document,
each row is its own.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value in 0..1 with its 95 % interval; ``n`` is the number of rows it rests on."""

    name: str
    value: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class Mistake:
    """One row that was read wrongly, and how sure the reading was (0..1)."""

    text: str
    truth: str
    guess: str
    confidence: float
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """What one task's measurement gives: its figures, confusion tables by name, and the surest mistakes first."""

    figures: tuple[Figure, ...]
    confusion: dict[str, dict[str, dict[str, int]]]
    """Name of the table, then truth, then guess, then count."""
    worst: tuple[Mistake, ...] = ()
    notes: tuple[str, ...] = ()
    """Sentences a reader needs to judge the figures: how a comparison was made, what was left out."""


def confusion_table(pairs: Sequence[tuple[object, object]]) -> dict[str, dict[str, int]]:
    """Count guesses by truth, labels in alphabetical order."""
    labels = sorted({str(label) for pair in pairs for label in pair})
    table = {truth: dict.fromkeys(labels, 0) for truth in labels}
    for truth, guess in pairs:
        table[str(truth)][str(guess)] += 1
    return table


def figure(
    name: str,
    rows: Sequence[Row],
    metric: Callable[[Sequence[Row]], float],
    cluster: Callable[[Row], Hashable] | None = None,
    draws: int = 500,
    seed: int = 1,
) -> Figure:
    """Measure ``metric`` on ``rows`` and bootstrap its interval by resampling clusters (default: single rows)."""
    if not rows:
        return Figure(name, float("nan"), float("nan"), float("nan"), 0)
    groups: dict[Hashable, list[Row]] = {}
    for position, row in enumerate(rows):
        groups.setdefault(cluster(row) if cluster else position, []).append(row)
    blocks = list(groups.values())
    random = np.random.default_rng(seed)
    values = []
    for _ in range(draws):
        picked = random.integers(0, len(blocks), len(blocks))
        values.append(metric([row for block in picked for row in blocks[block]]))
    low, high = np.nanpercentile(values, [2.5, 97.5])
    return Figure(name, metric(rows), float(low), float(high), len(rows))


def accuracy(pairs: Sequence[tuple[object, object]]) -> float:
    """Share of (truth, guess) pairs that agree; NaN for none."""
    return sum(truth == guess for truth, guess in pairs) / len(pairs) if pairs else float("nan")


def f1(pairs: Sequence[tuple[object, object]], positive: object) -> float:
    """F1 of one label over (truth, guess) pairs; 0 where the label is neither true nor guessed."""
    hit = sum(truth == guess == positive for truth, guess in pairs)
    wrong = sum((truth == positive) != (guess == positive) for truth, guess in pairs)
    return 2 * hit / (2 * hit + wrong) if hit or wrong else 0.0


def macro_f1(pairs: Sequence[tuple[object, object]]) -> float:
    """Unweighted mean F1 over the labels that occur in the truth."""
    labels = sorted({str(truth) for truth, _ in pairs})
    named = [(str(truth), str(guess)) for truth, guess in pairs]
    return sum(f1(named, label) for label in labels) / len(labels) if labels else float("nan")


def micro_f1(pairs: Sequence[tuple[frozenset[str], frozenset[str]]]) -> float:
    """Micro-averaged F1 of label sets: true and guessed labels pooled over all rows; NaN where there are none."""
    hit = sum(len(truth & guess) for truth, guess in pairs)
    total = sum(len(truth) + len(guess) for truth, guess in pairs)
    return 2 * hit / total if total else float("nan")


def key(row: Mapping[str, Any]) -> str:
    """The later document: pairs that share it stay in one fold, whatever white space its title is given with."""
    title = " ".join(str(row.get("later_title", row.get("n", ""))).split())
    return f"{title}|{str(row.get('later_date', ''))[:10]}"


def folds_by(keys: Sequence[str], folds: int = 5) -> list[int]:
    """Fold of each row such that rows with one key (a document) stay together; sizes are balanced greedily.

    Deterministic: the largest documents are placed first, ties by key.
    """
    sizes: dict[str, int] = {}
    for key in keys:
        sizes[key] = sizes.get(key, 0) + 1
    load = [0] * folds
    place: dict[str, int] = {}
    for key in sorted(sizes, key=lambda k: (-sizes[k], k)):
        place[key] = load.index(min(load))
        load[place[key]] += sizes[key]
    return [place[key] for key in keys]
