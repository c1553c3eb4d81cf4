"""Fits the model of ``words/relation.py`` on labelled pairs: a regularised multinomial logistic regression."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from facta.words import similarity
from facta.words.relation import LABELS


def fit(rows: Sequence[Mapping[str, Any]], strength: float = 0.1) -> dict[str, Any]:
    """Fit on rows with ``later``, ``earlier`` and ``relation``; ``strength`` is the inverse of the penalty."""
    from sklearn.linear_model import LogisticRegression

    figures = similarity.matrix([(row["later"], row["earlier"]) for row in rows]).astype(float)
    mean, scale = figures.mean(axis=0), figures.std(axis=0)
    scale[scale < 1e-6] = 1.0
    truth = np.array([LABELS.index(row["relation"]) for row in rows])
    fitted = LogisticRegression(C=strength, max_iter=3000).fit((figures - mean) / scale, truth)
    return {"mean": mean, "scale": scale, "weights": fitted.coef_, "intercepts": fitted.intercept_}


def save(path: Path, fitted: Mapping[str, Any]) -> None:
    """Write the model as a compressed npz without pickles."""
    np.savez_compressed(path, allow_pickle=False, **{name: value.astype(np.float32) for name, value in fitted.items()})
