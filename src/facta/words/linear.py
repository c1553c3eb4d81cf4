"""A small multinomial model stored as a table: named features, one whole-number weight per label, a softmax.

Fitted by ``evaluate/fit_commitments.py`` (logistic regression with an L2 penalty); here it is only read.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True)
class Model:
    """Labels in order, and for each feature its weights in that order."""

    labels: tuple[str, ...]
    weights: Mapping[str, tuple[float, ...]]

    def shares(self, found: Mapping[str, float]) -> list[float]:
        """Probability of each label; features the model does not know add nothing."""
        sums = [0.0] * len(self.labels)
        for name, amount in found.items():
            for place, value in enumerate(self.weights.get(name, ())):
                sums[place] += value * amount
        top = max(sums)
        powers = [math.exp(value - top) for value in sums]
        return [power / sum(powers) for power in powers]

    def told(self, found: Mapping[str, float], label: int, limit: int = 2) -> list[str]:
        """The features that spoke most for a label against the mean of the others; ``~`` marks those without a word."""
        gains = []
        for name in found:
            row = self.weights.get(name)
            if row and name != "bias" and not name.startswith("~"):
                gains.append((row[label] - (sum(row) - row[label]) / max(len(row) - 1, 1), name))
        return [name for gain, name in sorted(gains, key=lambda one: (-one[0], one[1]))[:limit] if gain > 0]


def unpack(stored: Mapping[str, Any]) -> Model:
    """A model from its stored form: whole numbers times ``scale``."""
    scale = float(stored["scale"])
    return Model(
        tuple(stored["labels"]),
        {name: tuple(value * scale for value in row) for name, row in stored["weights"].items()},
    )


@cache
def shipped(name: str) -> Model:
    """The model ``data/NAME.json``."""
    return unpack(json.loads(resources.files("facta.words").joinpath(f"data/{name}.json").read_text(encoding="utf-8")))
