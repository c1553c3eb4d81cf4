"""Fits the models of ``words/relation.py`` and ``words/changes.py`` on labelled pairs.

Each is a logistic regression with a squared penalty over the figures together with the common words that are shared or
not, added or dropped. For the relation one with an absolute penalty chooses the figures first (relaxed lasso;
Meinshausen, 2007). Every pair is used in both orders, since what was said before stays so when the two change places,
and a change becomes its opposite.
"""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from facta.engines.workers import workers
from facta.evaluate.figures import folds_by, key
from facta.words import changes, similarity
from facta.words.kinds import FAMILIES, KINDS
from facta.words.relation import LABELS, NAMES, SAID_BEFORE, figures, held

CHOOSE, WEIGH = 0.15, 0.03
WEIGH_CHANGE = 0.02
_SMALLEST = 0.01
_COMMON, _COMMON_CHANGE = 20, 15
"""In how many pairs a word must stand, or be changed, to be weighed."""
_OWN = 3.0
"""Weight, for the relation, of a pair of the set that is judged beside one of another coder's."""
_LOUD = 0.7
"""How loud a changed word is beside a figure of unit variance."""

FOLDS = 4
LEVELS = tuple(round(0.1 + 0.025 * step, 3) for step in range(17))
"""Thresholds that are tried, 0.1 to 0.5."""
NEARLY = 0.98
"""Share of the best F1 that a threshold may not fall below."""
FEWEST = 10
"""Of fewer told changes of a kind no share that is right is given."""

Row = Mapping[str, Any]
_READ = ("there", "back", "forth", "reverse", "held", "changed", "shown")
"""What is read of a pair: figures of its relation and of its changes, each in both orders; words that both hold or one
of them, words added and dropped; kinds of change for which there is evidence."""
_MANY = 400
"""Pairs from which the work is shared among processes."""
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


def described(judged: Sequence[Row], extra: Sequence[Row] = ()) -> dict[str, Any]:
    """Figures and words of rows in both orders, and what they are labelled with; ``extra`` rows weigh less."""
    rows = [*judged, *extra]
    with workers(len(rows) > _MANY) as share:
        read = share(_read, rows, _MANY)
    columns = list(zip(*read, strict=True)) or [()] * len(_READ)
    told: dict[str, Any] = dict(zip(_READ, columns, strict=True))
    return told | {
        **{name: np.array(told[name]) for name in _READ[:4]},
        "truth": np.array([LABELS.index(row["relation"]) for row in rows]),
        "changes": [frozenset(row.get("change") or ()) for row in rows],
        "doc": [key({"n": number, **row}) for number, row in enumerate(rows)],
        "weight": np.array([_OWN] * len(judged) + [1.0] * len(extra)),
    }


def _read(rows: list[Row]) -> list[tuple[Any, ...]]:
    """For each row what ``_READ`` names."""
    there = [(str(row["later"]), str(row["earlier"])) for row in rows]
    back = [(earlier, later) for later, earlier in there]
    forth, reverse = [], []
    for row, (later, earlier) in zip(rows, there, strict=True):
        new = changes.numbers(later, day(row.get("later_date")))
        old = changes.numbers(earlier, day(row.get("earlier_date")))
        forth.append(changes.vector(later, earlier, new, old))
        reverse.append(changes.vector(earlier, later, old, new, False))
    words = ((held(*pair), changes.changed(*pair)) for pair in there)
    shown = (
        _shown(row, *pair) if row["relation"] in SAID_BEFORE else frozenset()
        for row, pair in zip(rows, there, strict=True)
    )
    figured = zip(figures(there), figures(back), forth, reverse, strict=True)
    return [(*numbers, *both, kinds) for numbers, both, kinds in zip(figured, words, shown, strict=True)]


def _shown(row: Row, later: str, earlier: str) -> frozenset[str]:
    """The kinds of change for which there is evidence to show."""
    dates = day(row.get("later_date")), day(row.get("earlier_date"))
    return frozenset(kind for kind in KINDS if changes.evidence(kind, later, earlier, dates))


def fit(told: Mapping[str, Any], use: Sequence[int] | None = None) -> dict[str, Any]:
    """Fit all models on the described rows, or on those numbered in ``use``."""
    chosen = np.arange(len(told["truth"])) if use is None else np.array(use)
    truth, weight = (np.concatenate([told[name][chosen]] * 2) for name in ("truth", "weight"))
    rows = np.vstack([told["there"][chosen], told["back"][chosen]])
    mean, scale = _moments(rows)
    scaled = np.nan_to_num((rows - mean) / scale)
    common = _common((told["held"][number] for number in chosen), _COMMON)
    words = _counted([told["held"][number] for number in chosen] * 2, common)
    weights, intercepts = np.zeros((len(_TASKS), len(NAMES))), np.zeros(len(_TASKS))
    word_weights = np.zeros((len(_TASKS), 2, len(common)))
    for place, (among, positive) in enumerate(_TASKS):
        within = among(truth)
        weights[place], word_weights[place], intercepts[place] = _fit(
            scaled[within], words[np.flatnonzero(within)], positive(truth[within]), weight[within], CHOOSE, WEIGH
        )
    alike = scaled[:, : len(similarity.NAMES)]
    hope, _, hope_intercept = _fit(alike, words[:, :0], truth < 2, weight, None, WEIGH)
    said = chosen[told["truth"][chosen] < 2]
    return (
        {
            "mean": mean,
            "scale": scale,
            "weights": weights,
            "intercepts": intercepts,
            "words": np.array("\n".join(common)),
            "word_weights": word_weights,
            "hope": hope,
            "hope_intercept": np.array(hope_intercept),
        }
        | _fit_changes(told, said)
        | _thresholds(told, said)
    )


def _fit_changes(told: Mapping[str, Any], said: Any) -> dict[str, Any]:
    both = np.vstack([told["forth"][said], told["reverse"][said]])
    mean, scale = _moments(both)
    both = np.clip(np.nan_to_num((both - mean) / scale), -5, 5)
    pairs = [told["changed"][number] for number in said]
    common = _common(pairs, _COMMON_CHANGE)
    words = _counted(pairs + [pair[::-1] for pair in pairs], common)
    weights, intercepts = np.zeros((len(FAMILIES), both.shape[1])), np.zeros(len(FAMILIES))
    word_weights = np.zeros((len(FAMILIES), 2, len(common)))
    for place, (kind, opposite) in enumerate(FAMILIES):
        straight = [kind in told["changes"][number] for number in said]
        # What was promised and is done now does not turn round.
        turned = [] if kind == "done" else [(opposite or kind) in told["changes"][number] for number in said]
        truth = np.array(straight + turned)
        weights[place], word_weights[place], intercepts[place] = _fit(
            both[: len(truth)], words[: len(truth)] * _LOUD, truth, np.ones(len(truth)), None, WEIGH_CHANGE
        )
    return {
        "change_mean": mean,
        "change_scale": scale,
        "change_weights": weights,
        "change_intercepts": intercepts,
        "change_words": np.array("\n".join(common)),
        "change_word_weights": word_weights * _LOUD,
    }


def _thresholds(told: Mapping[str, Any], said: Any) -> dict[str, Any]:
    """From which probability each kind is told, and what share of what is told so is right.

    Found by cross-validation, folds by document, on the pairs that were said before and have evidence to show. F1 is
    flat about its height, so the highest threshold is taken that keeps nearly all of it: what is told should be right
    rather than complete. Rare kinds have few examples to go by, so each threshold is drawn half-way to the one that
    all kinds together have. A pair of the set that is judged counts as in the fit.
    """
    places = folds_by([told["doc"][number] for number in said], FOLDS)
    likely: dict[int, dict[Any, float]] = {}
    for fold in range(FOLDS):
        inner = _fit_changes(told, said[[place != fold for place in places]])
        for number in said[[place == fold for place in places]]:
            rows = np.array([told["forth"][number], told["reverse"][number]])
            likely[number] = changes.weighed(rows, told["changed"][number], inner)
    curves = np.array([[_hits(told, said, likely, kind, level) for level in LEVELS] for kind in KINDS])
    together = _highest(2 * curves[:, :, 0].sum(axis=0) / curves[:, :, 1:].sum(axis=(0, 2)))
    thresholds, precisions = [], []
    for kind, curve in zip(KINDS, curves, strict=True):
        f1 = 2 * curve[:, 0] / np.maximum(curve[:, 1:].sum(axis=1), 1e-9)
        own = _highest((np.pad(f1, 1, mode="edge")[:-2] + f1 + np.pad(f1, 1, mode="edge")[2:]) / 3)
        thresholds.append((own + together) / 2)
        right, given, _ = _hits(told, said, likely, kind, thresholds[-1])
        precisions.append(right / given if given >= FEWEST else float("nan"))
    return {"change_thresholds": np.array(thresholds), "change_precisions": np.array(precisions)}


def _hits(
    told: Mapping[str, Any], said: Any, likely: Mapping[int, Mapping[Any, float]], kind: Any, level: float
) -> tuple[float, float, float]:
    """Weight of the pairs told rightly at a threshold, of those told, and of those that have the kind."""
    weight = told["weight"]
    chosen = [number for number in said if kind in told["shown"][number] and likely[number][kind] > level]
    right = sum(weight[number] for number in chosen if kind in told["changes"][number])
    return right, sum(weight[number] for number in chosen), sum(weight[n] for n in said if kind in told["changes"][n])


def _highest(f1: Any) -> float:
    """The highest threshold that keeps nearly all of the best F1."""
    return max(level for level, value in zip(LEVELS, f1, strict=True) if value >= NEARLY * f1.max())


def _common(pairs: Iterable[tuple[list[str], list[str]]], least: int) -> list[str]:
    """Words that stand in at least so many pairs, on either side."""
    counts = Counter(word for pair in pairs for words in pair for word in words)
    return sorted(word for word, count in counts.items() if count >= least)


def _counted(pairs: Sequence[tuple[list[str], list[str]]], common: Sequence[str]) -> Any:
    """A sparse row for each pair: ones for the words of its first list, then for those of its second."""
    from scipy.sparse import csr_matrix

    places = {word: number for number, word in enumerate(common)}
    cells = [
        (row, side * len(common) + places[word])
        for row, pair in enumerate(pairs)
        for side, words in enumerate(pair)
        for word in words
        if word in places
    ]
    rows, columns = zip(*cells, strict=True) if cells else ((), ())
    return csr_matrix((np.ones(len(cells)), (rows, columns)), shape=(len(pairs), 2 * len(common)))


def _moments(rows: Any) -> tuple[Any, Any]:
    mean, scale = np.nanmean(rows, axis=0), np.nanstd(rows, axis=0)
    scale[scale < 1e-6] = 1.0
    return mean, scale


def _fit(rows: Any, words: Any, truth: Any, weight: Any, choose: float | None, weigh: float) -> tuple[Any, Any, float]:
    """Weights of figures and words, and the intercept; never positive where fewer than three examples are.

    ``choose`` and ``weigh`` are the inverse strengths of the absolute penalty, if there is one, and of the squared one.
    """
    from scipy.sparse import csr_matrix, hstack
    from sklearn.linear_model import LogisticRegression

    weights, none = np.zeros(rows.shape[1]), np.zeros((2, words.shape[1] // 2))
    if truth.sum() < 3:
        return weights, none, -30.0
    chosen = np.arange(rows.shape[1]) if choose is None else _chosen(rows, truth, weight, choose)
    if not len(chosen):
        rate = float(truth.mean())
        return weights, none, float(np.log(rate / (1 - rate)))
    fitted = LogisticRegression(C=weigh, max_iter=3000)
    fitted.fit(hstack([csr_matrix(rows[:, chosen]), words]).tocsr(), truth, weight)
    weights[chosen] = fitted.coef_[0][: len(chosen)]
    return weights, fitted.coef_[0][len(chosen) :].reshape(2, -1), float(fitted.intercept_[0])


def _chosen(rows: Any, truth: Any, weight: Any, choose: float) -> Any:
    """The figures that an absolute penalty leaves."""
    from sklearn.linear_model import LogisticRegression

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # newer versions want l1_ratio instead, older ones know penalty only
        fitted = LogisticRegression(C=choose, penalty="l1", solver="liblinear", random_state=0)
        fitted.fit(rows, truth, weight)
    return np.flatnonzero(np.abs(fitted.coef_[0]) > _SMALLEST)


def save(path: Path, fitted: Mapping[str, Any]) -> None:
    """Write the models as a compressed npz without pickles."""
    packed = {name: value if value.dtype.kind == "U" else value.astype(np.float32) for name, value in fitted.items()}
    np.savez_compressed(path, allow_pickle=False, **packed)
