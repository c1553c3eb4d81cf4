"""Fit the weights of ``words.acts``: multinomial logistic regression with an L2 penalty over named features.

Needs scikit-learn (the ``train`` extra); nothing at run time does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from facta.words.acts import LABELS, Weights
from facta.words.cues import Features, features

Row = Mapping[str, Any]
PENALTY = 0.15
"""Inverse strength of the L2 penalty (C)."""
LEAST = 3
"""A feature seen in fewer sentences is left out."""
SCALE = 0.01


def described(rows: Iterable[Row]) -> list[Features]:
    """The features of each labelled row."""
    return [features(str(row["sentence"]), str(row.get("before") or ""))[0] for row in rows]


def fit(found: Sequence[Features], truth: Sequence[str], importance: Sequence[float] | None = None) -> Weights:
    """Weights from featured sentences and their labels; ``importance`` weighs sentences (default: all alike).

    Raises ImportError without scikit-learn.
    """
    import numpy as np
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    counts = Counter(name for row in found for name in row)
    names = sorted(name for name, count in counts.items() if count >= LEAST and name != "bias")
    column = {name: place for place, name in enumerate(names)}
    indices, pointers = [], [0]
    for row in found:
        indices.extend(sorted(column[name] for name in row if name in column))
        pointers.append(len(indices))
    matrix = csr_matrix((np.ones(len(indices)), indices, pointers), shape=(len(found), len(names)))
    model = LogisticRegression(C=PENALTY, max_iter=500)
    model.fit(matrix, list(truth), sample_weight=importance)
    order = [list(model.classes_).index(label) for label in LABELS]
    table: Weights = {name: tuple(model.coef_[order, place].tolist()) for name, place in column.items()}
    table["bias"] = tuple(model.intercept_[order].tolist())
    return table


def pack(table: Weights) -> dict[str, object]:
    """The stored form: whole numbers of ``SCALE``; features whose weights all round to nothing are dropped."""
    rows = {name: [round(value / SCALE) for value in row] for name, row in sorted(table.items())}
    return {
        "about": "weights of facta.words.acts; made by evals/train.py",
        "labels": list(LABELS),
        "scale": SCALE,
        "weights": {name: row for name, row in rows.items() if max(map(abs, row)) >= 2},
    }
