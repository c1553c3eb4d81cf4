"""Time to action: how long from a promise to the first material deed that supports it, open promises counted as open.

What no deed could settle is left out and counted: promises that no third party could test, and promises not to act. So
is a promise that merely says an earlier one again (``repeats=True`` counts those too, each from its own day). A promise
shared by two actors counts once in the whole and once for each of them. A withdrawn or superseded promise is
open until the day it ended. A curve is cut off (censored) at ``as_of``, never treated as a failure.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from facta.deeds.intervals import FEW
from facta.deeds.say import count, joined
from facta.deeds.support import deeds, undated
from facta.deeds.survival import Step, Test, curve, log_rank, median
from facta.deeds.view import View, members, view
from facta.record import Case, Commitment

FIRMNESS = {4: "4 decided", 3: "3 intended", 2: "2 tentative", 1: "1 continuing", 0: "not coded"}
GROUPS = ("actor", "firmness", "topic", "testable", "dated", "year")


@dataclass(frozen=True, slots=True)
class Wait:
    """One promise: how long it waited, and whether a deed ended the wait."""

    id: str
    text: str
    actors: tuple[str, ...]
    topic: str
    firmness: int
    testable: str
    dated: bool
    said: date
    days: int
    acted: bool
    deed: str


@dataclass(frozen=True, slots=True)
class Latency:
    """The waits of one group."""

    group: str
    promises: int
    acted: int
    median: int | None
    """Days by which half had been acted on; None where fewer than half have been."""
    low: int | None
    high: int | None
    year: float | None
    """Share acted on within 365 days (product-limit), None where nobody was followed so long."""
    few: bool
    """Too few promises to compare."""


@dataclass(frozen=True, slots=True)
class Latencies:
    """Time to action over a case, whole and by group."""

    as_of: date
    by: str
    promises: int
    assessed: int
    whole: Latency
    groups: tuple[Latency, ...]
    test: Test | None
    waits: tuple[Wait, ...]
    curve: tuple[Step, ...]
    dated: int
    """Promises with any deadline at all, of all of them."""
    sentences: tuple[str, ...]

    @property
    def rows(self) -> tuple[Latency, ...]:
        """The whole first, then the groups."""
        return (self.whole, *self.groups)


def latency(case: Case, as_of: date, by: str = "actor", repeats: bool = False) -> Latencies:
    """Time to action as of the day, in groups by ``GROUPS``. Raises ValueError for another grouping."""
    if by not in GROUPS:
        raise ValueError(f"no grouping {by!r}; there are {joined(GROUPS, 20)}.")
    shown = view(case, as_of)
    waits = tuple(wait for one in shown.commitments if (wait := _wait(shown, one, repeats)) is not None)
    timed = bool(shown.actions) or any(wait.acted for wait in waits)
    if not timed:
        waits = ()
    keys: dict[str, Callable[[Wait], Sequence[str]]] = {
        "actor": lambda wait: wait.actors,
        "firmness": lambda wait: [FIRMNESS.get(wait.firmness, str(wait.firmness))],
        "topic": lambda wait: [wait.topic or "no topic"],
        "testable": lambda wait: [wait.testable or "not coded"],
        "dated": lambda wait: ["with a deadline" if wait.dated else "without a deadline"],
        "year": lambda wait: [str(wait.said.year)],
    }
    parts: dict[str, list[Wait]] = {}
    for wait in waits:
        for key in keys[by](wait):
            parts.setdefault(key, []).append(wait)
    groups = tuple(_latency(name, part) for name, part in sorted(parts.items()))
    tested = {name: _times(part) for name, part in parts.items() if len(part) >= FEW}
    # Joint promises stand in two actors' groups, which a test of independent groups does not allow.
    disjoint = sum(len(part) for part in parts.values()) == len(waits)
    test = log_rank(tested) if disjoint else log_rank(_alone(parts))
    whole = _latency("all", waits)
    dated = sum(bool(one.due) for one in shown.commitments)
    sentences = _sentences(shown, by, whole, groups, test, dated, disjoint, repeats)
    if not timed and shown.commitments:
        had = f"{dated} of {count(len(shown.commitments), 'promise')} had a date at all."
        sentences = (f"{had} No actions are on record by {as_of}: nothing can be timed.",)
    steps = curve(_times(waits))
    return Latencies(as_of, by, len(shown.commitments), len(waits), whole, groups, test, waits, steps, dated, sentences)


def _alone(parts: dict[str, list[Wait]]) -> dict[str, list[tuple[float, bool]]]:
    """Promises made by one actor alone, by actor; groups too small left out."""
    alone = {name: [wait for wait in part if len(wait.actors) == 1] for name, part in parts.items()}
    return {name: _times(part) for name, part in alone.items() if len(part) >= FEW}


def _wait(shown: View, commitment: Commitment, repeats: bool) -> Wait | None:
    said = shown.said.get(commitment.id)
    if said is None or commitment.refrain or commitment.testable == "no":
        return None
    if commitment.id in shown.repeats and not repeats:
        return None
    first = next(iter(deeds(shown, commitment)), None)
    ended = shown.index.ended(commitment)
    if first is None and (undated(shown, commitment) or (ended is not None and ended.by is None)):
        return None  # the wait ended, on a day that nobody knows
    until = min(shown.as_of, ended.by) if ended is not None and ended.by is not None else shown.as_of
    day = min(first.day, until) if first is not None else until
    return Wait(
        commitment.id,
        commitment.text,
        members(shown, commitment.actors),
        commitment.topic,
        commitment.firmness,
        commitment.testable,
        bool(commitment.due),
        said,
        max(0, (day - said).days),
        first is not None,
        first.id if first is not None else "",
    )


def _times(waits: Sequence[Wait]) -> list[tuple[float, bool]]:
    return [(float(wait.days), wait.acted) for wait in waits]


def _latency(name: str, waits: Sequence[Wait]) -> Latency:
    times = _times(waits)
    steps = curve(times)
    middle, low, high = median(steps)
    followed = any(days >= 365 for days, _ in times)
    within = next((1 - step.open for step in reversed(steps) if step.day <= 365), 0.0)
    return Latency(
        name,
        len(waits),
        sum(wait.acted for wait in waits),
        _days(middle),
        _days(low),
        _days(high),
        within if followed else None,
        len(waits) < FEW,
    )


def _sentences(
    shown: View,
    by: str,
    whole: Latency,
    groups: Sequence[Latency],
    test: Test | None,
    dated: int,
    disjoint: bool,
    repeats: bool,
) -> tuple[str, ...]:
    total = len(shown.commitments)
    said = [
        f"{dated} of {count(total, 'promise')} had a date at all. "
        f"Time to action is taken over the {whole.promises} that a deed could settle; "
        f"{total - whole.promises} are left out (not testable, promises not to act, of unknown day"
        f"{', or saying an earlier one again' if shown.repeats and not repeats else ''})."
    ]
    if whole.promises:
        still = whole.promises - whole.acted
        half = f"half had been acted on within {whole.median:,.0f} days" if whole.median is not None else ""
        span = f" (95 % interval {_day(whole.low)} to {_day(whole.high)})" if half else ""
        said.append(
            f"{whole.acted} have a material deed by {shown.as_of}, {still} are open and counted as open: "
            f"{half + span if half else 'fewer than half have been acted on, so there is no median'}."
        )
    if test is not None:
        told = "can be told apart" if test.p < 0.05 else "cannot be told apart"
        over = "" if disjoint else ", promises of one actor alone"
        said.append(
            f"By {by}{over}: the {test.groups} groups of at least {FEW} {told} "
            f"(log-rank chi-squared {test.chi_squared:.2f}, p = {test.p:.2g})."
        )
    elif groups:
        said.append(f"By {by}: no test, for fewer than two groups have {FEW} promises that are theirs alone.")
    small = [group.group for group in groups if group.few]
    if small:
        said.append(f"Too few promises to compare (under {FEW}): {joined(small)}.")
    said.append("The first deed is a first step, not the whole of the promise; see the docket and the verdicts.")
    return tuple(said)


def _days(value: float | None) -> int | None:
    return None if value is None else round(value)


def _day(value: float | None) -> str:
    return "beyond what was observed" if value is None else f"{value:,.0f}"
