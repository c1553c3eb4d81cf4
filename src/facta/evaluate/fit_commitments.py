"""Fit the small model behind testability; needs scikit-learn (the ``train`` extra).

Logistic regression (Cox, 1958) with an L2 penalty over the named features of ``words.testability``; the weights are
kept as whole numbers of a common scale. No sentence is stored, only words.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from facta.words.commitments import parts

RARE = 8
"""A feature seen in fewer promises is left out."""
PENALTY = 0.08
"""Inverse strength of the L2 penalty, chosen by cross-validation by document."""
STEPS = 500


def fit(found: Sequence[Mapping[str, float]], truth: Sequence[str]) -> dict[str, Any]:
    """The stored form of a model (see ``words.linear.unpack``) that tells the labels of ``truth`` by features."""
    import numpy as np
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    counts = Counter(name for amounts in found for name in amounts)
    names = sorted(name for name, count in counts.items() if count >= RARE)
    place = {name: index for index, name in enumerate(names)}
    cells = [
        (row, place[name], value) for row, held in enumerate(found) for name, value in held.items() if name in place
    ]
    rows, columns, values = zip(*cells, strict=True)
    matrix = csr_matrix((np.array(values), (rows, columns)), shape=(len(found), len(names)))
    model = LogisticRegression(C=PENALTY, max_iter=2000)
    model.fit(matrix, list(truth))
    labels = [str(label) for label in model.classes_]
    weights = model.coef_ if len(labels) > 2 else np.vstack([-model.coef_[0] / 2, model.coef_[0] / 2])
    bias = model.intercept_ if len(labels) > 2 else np.array([-model.intercept_[0] / 2, model.intercept_[0] / 2])
    table = {name: weights[:, index] for name, index in place.items() if name != "bias"}
    table["bias"] = bias + (weights[:, place["bias"]] if "bias" in place else 0.0)
    scale = max(float(np.abs(row).max()) for row in table.values()) / STEPS
    rounded = {name: [round(float(value) / scale) for value in row] for name, row in sorted(table.items())}
    return {
        "labels": labels,
        "scale": scale,
        "weights": {
            name: row for name, row in rounded.items() if any(abs(value) > 1 for value in row) or name == "bias"
        },
    }


def usable(rows: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Commitments whose testability is labelled."""
    return [row for row in rows if row.get("act") == "commitment" and row.get("testable")]


def said(row: Mapping[str, Any]) -> date | None:
    """The date of a row's statement, where it has one."""
    try:
        return date.fromisoformat(str(row.get("date"))[:10])
    except ValueError:
        return None


def features_of(row: Mapping[str, Any]) -> dict[str, float]:
    """What the model of testability sees of a row."""
    return parts(str(row["sentence"]), said(row), str(row.get("before") or "")).features


def train(rows: Sequence[Mapping[str, Any]]) -> str:
    """Text of ``words/data/testability.json``, fitted on the labelled commitments of ``rows``."""
    from facta.words.meaning import fingerprint

    chosen = usable(rows)
    stored = fit([features_of(row) for row in chosen], [str(row["testable"]) for row in chosen])
    stored["vectors"] = fingerprint()
    return json.dumps(stored, ensure_ascii=False, separators=(",", ":")) + "\n"
