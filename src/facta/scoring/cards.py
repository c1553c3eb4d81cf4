"""One group of promises on a scorecard: how many were judged, how, and the mean with its interval."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OnScale:
    """The mean as it would be on another scale: lowest and highest, which differ where levels cannot be told apart."""

    scale: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Card:
    """One group. ``assessed`` of ``promised`` have a rated verdict; the others are not rated, disputed or open."""

    key: str
    title: str
    promised: int
    assessed: int
    not_rated: int
    unrated: tuple[tuple[str, int], ...]
    """The same by reason, most first: a written rule, or no evidence found, or the day has not come."""
    disputed: int
    open: int
    levels: tuple[tuple[str, int], ...]
    """Verdicts by level, best first; a verdict that the scale cannot tell apart stands under “a or b”."""
    mean: float | None
    low: float | None
    high: float | None
    worst: float | None
    best: float | None
    rank: tuple[int, int] | None
    """First and last rank that the intervals allow; None under the minimum, and where nothing can be told apart."""
    logistics: int = 0
    mean_without_logistics: float | None = None
    scales: tuple[OnScale, ...] = ()
