"""How far coders agree beyond chance.

Cohen's kappa for two coders (Cohen, 1960), weighted for ordered levels (Cohen, 1968); Fleiss' kappa for several coders
who all judge every item (Fleiss, 1971); Krippendorff's alpha for any number of coders with missing verdicts, for
nominal, ordinal and interval data (Krippendorff, 2011), with an interval from a percentile bootstrap over items (in the
manner of Hayes and Krippendorff, 2007, who resample disagreements of pairs instead). Each gives None where it is not
defined: no pair of verdicts, or one level only, where chance agreement is already complete.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

Metric = Literal["nominal", "ordinal", "interval"]
Weights = Literal["", "linear", "quadratic"]
Numbers = NDArray[np.float64]
Item = Mapping[str, Hashable]
"""Coder -> value; a coder who did not judge the item is not in it."""


def cohen(
    pairs: Sequence[tuple[Hashable, Hashable]], levels: Sequence[Hashable], weights: Weights = ""
) -> float | None:
    """Cohen's kappa of two coders over items that both judged. ``levels`` in order, which weights need."""
    if not pairs:
        return None
    position = {level: number for number, level in enumerate(levels)}
    span = max(len(levels) - 1, 1)

    def apart(one: Hashable, other: Hashable) -> float:
        steps = abs(position[one] - position[other]) / span
        return {"": float(one != other), "linear": steps, "quadratic": steps * steps}[weights]

    rows, columns = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    observed = sum(apart(one, other) for one, other in pairs) / len(pairs)
    expected = (
        sum(apart(one, other) * rows[one] * columns[other] for one in rows for other in columns) / len(pairs) ** 2
    )
    return 1 - observed / expected if expected else None


def fleiss(table: Sequence[Mapping[Any, int]]) -> float | None:
    """Fleiss' kappa. One row an item: level -> number of coders who gave it.

    Raises ValueError where items were judged by different numbers of coders: alpha is for those.
    """
    sizes = {sum(row.values()) for row in table}
    if len(sizes) > 1:
        raise ValueError("Fleiss' kappa needs the same number of coders for every item; use Krippendorff's alpha.")
    coders = sizes.pop() if sizes else 0
    if coders < 2:
        return None
    observed = sum(
        (sum(count * count for count in row.values()) - coders) / (coders * (coders - 1)) for row in table
    ) / len(table)
    totals: Counter[Hashable] = Counter()
    for row in table:
        totals.update(row)
    expected = sum((count / (len(table) * coders)) ** 2 for count in totals.values())
    return (observed - expected) / (1 - expected) if expected < 1 else None


def krippendorff(
    items: Sequence[Item],
    levels: Sequence[Hashable],
    metric: Metric = "nominal",
    places: Mapping[Any, float] | None = None,
) -> float | None:
    """Krippendorff's alpha. ``levels`` in order (ordinal); ``places`` their numbers (interval; default: the levels)."""
    coincidences = _coincidences(items, levels)
    return _alphas(coincidences.sum(axis=0, keepdims=True), levels, metric, places)[0]


def krippendorff_interval(
    items: Sequence[Item],
    levels: Sequence[Hashable],
    metric: Metric = "nominal",
    places: Mapping[Any, float] | None = None,
    draws: int = 1000,
    seed: int = 1,
) -> tuple[float, float] | None:
    """95 % interval of alpha: percentiles over items drawn with replacement. None under two usable items.

    Draws in which only one level occurs leave alpha undefined and are left out.
    """
    coincidences = _coincidences(items, levels)
    usable = coincidences[coincidences.sum(axis=(1, 2)) > 0]
    if len(usable) < 2:
        return None
    random = np.random.default_rng(seed)
    times = random.multinomial(len(usable), np.full(len(usable), 1 / len(usable)), size=draws)
    tables = (times @ usable.reshape(len(usable), -1)).reshape(draws, len(levels), len(levels))
    found = [alpha for alpha in _alphas(tables, levels, metric, places) if alpha is not None]
    if not found:
        return None
    low, high = np.percentile(found, [2.5, 97.5])
    return float(low), float(high)


def _coincidences(items: Sequence[Item], levels: Sequence[Hashable]) -> Numbers:
    """One matrix an item: ordered pairs of its values, each item weighted by 1 / (its values - 1)."""
    position = {level: number for number, level in enumerate(levels)}
    found = np.zeros((len(items), len(levels), len(levels)))
    for matrix, item in zip(found, items, strict=True):
        if len(item) < 2:
            continue
        counts = np.zeros(len(levels))
        for value in item.values():
            counts[position[value]] += 1
        matrix[:] = (np.outer(counts, counts) - np.diag(counts)) / (len(item) - 1)
    return found


def _alphas(
    tables: Numbers,
    levels: Sequence[Hashable],
    metric: Metric,
    places: Mapping[Any, float] | None,
) -> list[float | None]:
    """Alpha of each coincidence matrix: 1 - observed / expected disagreement."""
    found: list[float | None] = []
    fixed = None if metric == "ordinal" else _distance(metric, levels, places, None)
    for table in tables:
        totals = table.sum(axis=0)
        n = totals.sum()
        distance = fixed if fixed is not None else _distance(metric, levels, places, totals)
        expected = float((np.outer(totals, totals) * distance).sum())
        if n < 2 or expected <= 0:
            found.append(None)
        else:
            found.append(float(1 - (n - 1) * float((table * distance).sum()) / expected))
    return found


def _distance(
    metric: Metric,
    levels: Sequence[Hashable],
    places: Mapping[Any, float] | None,
    totals: Numbers | None,
) -> Numbers:
    """Squared difference between two levels: 0 or 1; by places; or by how many verdicts lie between their ranks."""
    size = len(levels)
    if metric == "nominal":
        return np.ones((size, size)) - np.eye(size)
    if metric == "interval":
        numbers: Numbers = np.array([places[level] if places else float(str(level)) for level in levels])
        return np.square(numbers[:, None] - numbers[None, :])
    # Distance of ranks: all verdicts from one level to the other, the two ends counted half.
    assert totals is not None
    upto: Numbers = np.cumsum(totals) - totals / 2
    return np.square(upto[:, None] - upto[None, :])
