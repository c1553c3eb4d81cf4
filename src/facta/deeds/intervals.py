"""Intervals of shares, means and probabilities for small numbers. All at 95 %."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

from facta.tails import beta_quantile

Z = 1.959963984540054
"""Two-sided 95 % point of the normal distribution."""
FEW = 5
"""Below this many a figure is given with a warning and no group is compared or ranked."""
SEED = 20210316
RESAMPLES = 2000
MANY = 60


@dataclass(frozen=True, slots=True)
class Share:
    """``count`` of ``of``, with its interval; the share is None where there was nothing to count."""

    count: int
    of: int
    share: float | None
    low: float | None
    high: float | None

    @property
    def text(self) -> str:
        """The share in words: ``3 of 4 (75 %, 95 % interval 30 % to 95 %)``."""
        return self.told("")

    def told(self, noun: str) -> str:
        """The same with what was counted: ``3 of 4 years (75 %, 95 % interval 30 % to 95 %)``."""
        counted = f"{self.count} of {self.of} {noun}".rstrip()
        if self.share is None or self.low is None or self.high is None:
            return counted
        share, low, high = (f"{value * 100:.0f} %" for value in (self.share, self.low, self.high))
        return f"{counted} ({share}, 95 % interval {low} to {high})"


def wilson(count: int, of: int) -> Share:
    """A share with the score interval (Wilson, 1927), which keeps its level for few cases and near 0 and 1.

    Raises ValueError unless 0 <= count <= of.
    """
    if not 0 <= count <= of:
        raise ValueError(f"no share: {count} of {of}")
    if not of:
        return Share(0, 0, None, None, None)
    p, z2 = count / of, Z * Z
    middle = (p + z2 / (2 * of)) / (1 + z2 / of)
    half = Z / (1 + z2 / of) * math.sqrt(p * (1 - p) / of + z2 / (4 * of * of))
    return Share(
        count, of, p, max(0.0, middle - half) if count else 0.0, min(1.0, middle + half) if count < of else 1.0
    )


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean with its percentile bootstrap interval (Efron, 1979); no interval for fewer than two values."""

    n: int
    mean: float | None
    low: float | None = None
    high: float | None = None


def mean(values: Sequence[float]) -> Mean:
    """The mean of the values; resampled 2,000 times from a fixed seed, so the same values give the same interval."""
    if not values:
        return Mean(0, None)
    average = sum(values) / len(values)
    if len(values) == 1:
        return Mean(1, average)
    means = _resampled(values)
    tail = round(0.025 * RESAMPLES)
    return Mean(len(values), average, means[tail], means[-tail - 1])


def _resampled(values: Sequence[float]) -> list[float]:
    """Means of resamples, sorted; by numpy where there are many values, for its import costs more than a few."""
    if len(values) <= MANY:
        draw = random.Random(SEED)  # noqa: S311 - statistics, no secret
        return sorted(sum(draw.choices(values, k=len(values))) / len(values) for _ in range(RESAMPLES))
    import numpy as np

    picks = np.random.default_rng(SEED).integers(0, len(values), (RESAMPLES, len(values)))
    return sorted(float(one) for one in np.asarray(values, float)[picks].mean(axis=1))


@dataclass(frozen=True, slots=True)
class Chance:
    """The probability of the next one, from ``count`` of ``of`` before it, with its credible interval."""

    count: int
    of: int
    probability: float
    low: float
    high: float


def next_one(count: int, of: int) -> Chance:
    """Probability that the next one is as ``count`` of ``of`` were, under Jeffreys' prior, Beta(1/2, 1/2).

    The mean of the posterior, (count + 1/2) / (of + 1), and its central 95 % interval (Jeffreys, 1946; Brown, Cai and
    DasGupta, 2001). Never 0 or 1: what always was may end. Raises ValueError unless 0 <= count <= of.
    """
    if not 0 <= count <= of:
        raise ValueError(f"no share: {count} of {of}")
    a, b = count + 0.5, of - count + 0.5
    return Chance(count, of, a / (a + b), beta_quantile(a, b, 0.025), beta_quantile(a, b, 0.975))
