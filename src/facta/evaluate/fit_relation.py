"""Fits the models of ``words/relation.py`` and ``words/changes.py`` on labelled pairs.

Each is a relaxed lasso (Meinshausen, 2007): a logistic regression with an absolute penalty chooses the figures, a
second one with a squared penalty weighs those chosen. Every pair is used in both orders, since what was said before
stays so when the two change places, and a change becomes its opposite.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from facta.words import changes
from facta.words.contrast import contrast
from facta.words.relation import LABELS, NAMES, figures

CHOOSE, WEIGH = 0.1, 0.03
CHOOSE_CHANGE, WEIGH_CHANGE = 0.12, 0.05
_SMALLEST = 0.01

Row = Mapping[str, Any]
_TASKS: tuple[tuple[Callable[[Any], Any], Callable[[Any], Any]], ...] = (
    (lambda truth: truth >= 0, lambda truth: truth < 2),
    (lambda truth: truth < 2, lambda truth: truth == 0),
    (lambda truth: truth >= 2, lambda truth: truth == 2),
)
"""Which pairs each model of the relation learns from, and what is true for it (labels by their place in LABELS)."""


def day(value: object) -> date | None:
    """An ISO date as a date; None for anything else."""
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def described(rows: Sequence[Row]) -> dict[str, Any]:
    """Figures of the rows in both orders, and what they are labelled with."""
    there = [(str(row["later"]), str(row["earlier"])) for row in rows]
    back = [(earlier, later) for later, earlier in there]
    forth, reverse = [], []
    for row, (later, earlier) in zip(rows, there, strict=True):
        new = changes.numbers(later, day(row.get("later_date")))
        old = changes.numbers(earlier, day(row.get("earlier_date")))
        forth.append(changes.vector(contrast(later, earlier), new, old))
        reverse.append(changes.vector(contrast(earlier, later), old, new, False))
    return {
        "there": figures(there),
        "back": figures(back),
        "forth": np.array(forth),
        "reverse": np.array(reverse),
        "truth": np.array([LABELS.index(row["relation"]) for row in rows]),
        "changes": [frozenset(row.get("change") or ()) for row in rows],
    }


def fit(told: Mapping[str, Any], use: Sequence[int] | None = None) -> dict[str, Any]:
    """Fit all models on the described rows, or on those numbered in ``use``."""
    chosen = np.arange(len(told["truth"])) if use is None else np.array(use)
    truth = np.concatenate([told["truth"][chosen]] * 2)
    rows = np.vstack([told["there"][chosen], told["back"][chosen]])
    mean, scale = _moments(rows)
    scaled = (rows - mean) / scale
    weights, intercepts = np.zeros((len(_TASKS), len(NAMES))), np.zeros(len(_TASKS))
    for place, (among, positive) in enumerate(_TASKS):
        within = among(truth)
        weights[place], intercepts[place] = _fit(scaled[within], positive(truth[within]), CHOOSE, WEIGH)
    said = chosen[told["truth"][chosen] < 2]
    return {"mean": mean, "scale": scale, "weights": weights, "intercepts": intercepts} | _fit_changes(told, said)


def _fit_changes(told: Mapping[str, Any], said: Any) -> dict[str, Any]:
    both = np.vstack([told["forth"][said], told["reverse"][said]])
    mean, scale = _moments(both)
    forth, reverse = (told["forth"][said] - mean) / scale, (told["reverse"][said] - mean) / scale
    weights, intercepts = np.zeros((len(changes.FAMILIES), both.shape[1])), np.zeros(len(changes.FAMILIES))
    for place, (kind, opposite) in enumerate(changes.FAMILIES):
        straight = [kind in told["changes"][number] for number in said]
        if kind == "done":
            rows, truth = forth, np.array(straight)
        else:
            turned = [(opposite or kind) in told["changes"][number] for number in said]
            rows, truth = np.vstack([forth, reverse]), np.array(straight + turned)
        weights[place], intercepts[place] = _fit(rows, truth, CHOOSE_CHANGE, WEIGH_CHANGE)
    return {
        "change_mean": mean,
        "change_scale": scale,
        "change_weights": weights,
        "change_intercepts": intercepts,
    }


def _moments(rows: Any) -> tuple[Any, Any]:
    mean, scale = rows.mean(axis=0), rows.std(axis=0)
    scale[scale < 1e-6] = 1.0
    return mean, scale


def _fit(rows: Any, truth: Any, choose: float, weigh: float) -> tuple[Any, float]:
    """Weights and intercept of a relaxed lasso; never positive where fewer than three examples are."""
    from sklearn.linear_model import LogisticRegression

    weights = np.zeros(rows.shape[1])
    if truth.sum() < 3:
        return weights, -30.0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # newer versions want l1_ratio instead, older ones know penalty only
        first = LogisticRegression(C=choose, penalty="l1", solver="liblinear", random_state=0).fit(rows, truth)
    chosen = np.flatnonzero(np.abs(first.coef_[0]) > _SMALLEST)
    if not len(chosen):
        rate = float(truth.mean())
        return weights, float(np.log(rate / (1 - rate)))
    second = LogisticRegression(C=weigh, max_iter=3000).fit(rows[:, chosen], truth)
    weights[chosen] = second.coef_[0]
    return weights, float(second.intercept_[0])


def save(path: Path, fitted: Mapping[str, Any]) -> None:
    """Write the models as a compressed npz without pickles."""
    np.savez_compressed(path, allow_pickle=False, **{name: value.astype(np.float32) for name, value in fitted.items()})
