"""Time to an event with open cases: the product-limit curve, its median, and the log-rank test.

A promise not yet acted on is no zero and no gap: it is known to have waited at least so long. Curve: Kaplan and Meier
(1958). Interval of the median: Brookmeyer and Crowley (1982), from Greenwood's variance on the log-minus-log scale
(Borgan and Liestol, 1990). Test: Mantel (1966), for two groups or more.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from facta.deeds.intervals import Z
from facta.tails import chi_squared_above

Times = Sequence[tuple[float, bool]]
"""(days, whether the event came then); False: still open after so many days."""


@dataclass(frozen=True, slots=True)
class Step:
    """One drop of the curve."""

    day: float
    at_risk: int
    events: int
    open: float
    """Share still open after this day."""
    low: float
    high: float


def curve(times: Times) -> tuple[Step, ...]:
    """The share still open after each day on which an event came, with pointwise 95 % intervals."""
    steps: list[Step] = []
    share, spread = 1.0, 0.0
    for day in sorted({time for time, event in times if event}):
        at_risk = sum(time >= day for time, _ in times)
        events = sum(event and time == day for time, event in times)
        share *= 1 - events / at_risk
        spread += events / (at_risk * (at_risk - events)) if at_risk > events else math.inf
        low, high = _band(share, spread)
        steps.append(Step(day, at_risk, events, share, low, high))
    return tuple(steps)


def _band(share: float, spread: float) -> tuple[float, float]:
    if not 0 < share < 1:
        return share, share
    half = Z * math.sqrt(spread) / abs(math.log(share))
    return share ** math.exp(half), share ** math.exp(-half)


def median(steps: Sequence[Step]) -> tuple[float | None, float | None, float | None]:
    """The day by which half had happened, and its interval; None where the curve (or its band) never falls so low."""

    def first(below: Sequence[float]) -> float | None:
        return next((step.day for step, value in zip(steps, below, strict=True) if value <= 0.5 + 1e-12), None)

    return first([s.open for s in steps]), first([s.low for s in steps]), first([s.high for s in steps])


@dataclass(frozen=True, slots=True)
class Test:
    """Log-rank test: whether the groups can be told apart by how fast they act."""

    groups: int
    chi_squared: float
    p: float


def log_rank(groups: Mapping[str, Times]) -> Test | None:
    """Mantel's test over all groups at once; None for fewer than two groups or where nothing happened in any."""
    named = [group for group in groups.values() if group]
    days = sorted({time for group in named for time, event in group if event})
    size = len(named)
    if size < 2 or not days:
        return None
    import numpy as np

    gap, spread = np.zeros(size), np.zeros((size, size))
    for day in days:
        at_risk = np.array([sum(time >= day for time, _ in group) for group in named], float)
        events = np.array([sum(event and time == day for time, event in group) for group in named], float)
        n, d = at_risk.sum(), events.sum()
        share = at_risk / n
        gap += events - d * share
        if n > 1:
            spread += d * (n - d) / (n - 1) * (np.diag(share) - np.outer(share, share))
    # The last group follows from the others, so it is left out of the quadratic form.
    chi = float(gap[:-1] @ np.linalg.pinv(spread[:-1, :-1]) @ gap[:-1])
    return Test(size, chi, chi_squared_above(chi, size - 1))
