"""Agreement between a case's coders, per scale, per coder and per item.

An item is a subject, for one actor where it was judged for one. Each coder counts once per item, with the latest
verdict that is no adjudication; verdicts that others made are left out unless asked for. Scales are kept apart:
agreement on a coarse scale says nothing of a fine one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from facta.dates import begin
from facta.record import Assessment, Case
from facta.scoring.agreement import cohen, fleiss, krippendorff, krippendorff_interval
from facta.standing.scales import Family, families, family
from facta.standing.verdicts import visible


@dataclass(frozen=True, slots=True)
class ItemAgreement:
    """One item that at least two judged: the values by coder, and the share of pairs of coders who agree."""

    subject: str
    actor: str
    scale: str
    values: tuple[tuple[str, str], ...]
    agree: float


@dataclass(frozen=True, slots=True)
class CoderAgreement:
    """One coder beside the others: items shared with any, share of pairs that agree, and alpha without this coder."""

    coder: str
    scale: str
    items: int
    agree: float | None
    alpha_without: float | None


@dataclass(frozen=True, slots=True)
class ScaleAgreement:
    """All coders on one scale. Alpha and weighted kappa use the order of rated levels; None where not defined."""

    scale: str
    coders: tuple[str, ...]
    items: int
    """Items that at least two judged; every figure rests on these."""
    judged: int
    agree: float | None
    kappa: float | None
    """Cohen's, for two coders."""
    kappa_weighted: float | None
    """The same with linear weights, over rated levels."""
    fleiss: float | None
    """Over items that all coders judged; None for a single one."""
    judged_by_all: int
    """Items that all coders judged."""
    alpha: float | None
    """Nominal: not rated is a level like any other."""
    low: float | None
    high: float | None
    alpha_ordinal: float | None
    alpha_interval: float | None
    """By places, over rated levels."""
    by_coder: tuple[CoderAgreement, ...]
    by_item: tuple[ItemAgreement, ...]
    """Those on which they differ first."""


Item = tuple[str, str]


def agreement(
    case: Case, *, scale: str = "", blind: bool = False, external: bool = False
) -> tuple[ScaleAgreement, ...]:
    """Agreement on every scale that was used, or on the one named. ``blind``: blind verdicts alone.

    A blind verdict enters only when it is no secret any more: set beside an open one it would show.
    Raises UnknownLevelError for an unknown scale.
    """
    known = families(case)
    if scale:
        family(scale, known)
    chosen = [
        one
        for one in visible(case.assessments)
        if one.external == external and not one.adjudicates and scale in ("", one.scale) and (one.blind or not blind)
    ]
    by_scale: dict[str, list[Assessment]] = defaultdict(list)
    for one in sorted(chosen, key=lambda one: begin(one.date) or date.min):
        by_scale[one.scale].append(one)
    return tuple(_on_scale(family(name, known), some) for name, some in sorted(by_scale.items()))


def _on_scale(scale: Family, assessments: Iterable[Assessment]) -> ScaleAgreement:
    values: dict[Item, dict[str, str]] = defaultdict(dict)
    for one in assessments:
        values[one.subject, one.actor][one.coder] = one.value
    shared = {item: by for item, by in values.items() if len(by) > 1}
    coders = tuple(sorted({coder for by in values.values() for coder in by}))
    levels = [level.name for level in scale.levels]
    places = {level.name: level.place for level in scale.levels if level.place is not None}
    # From worst to best: only the order counts.
    rated = [level.name for level in reversed(scale.levels) if level.place is not None]
    items = list(shared.values())
    ordered = [kept for by in items if len(kept := {c: v for c, v in by.items() if v in places}) > 1]
    interval = krippendorff_interval(items, levels)
    pairs = [agreeing(by) for by in items]
    two = coders if len(coders) == 2 else ()
    whole = [Counter(by.values()) for by in items if len(by) == len(coders)]
    return ScaleAgreement(
        scale.id,
        coders,
        len(shared),
        len(values),
        _mean(pairs),
        cohen([(by[two[0]], by[two[1]]) for by in items], levels) if two else None,
        cohen([(by[two[0]], by[two[1]]) for by in ordered], rated, "linear") if two else None,
        fleiss(whole) if len(whole) > 1 else None,
        len(whole),
        krippendorff(items, levels),
        interval[0] if interval else None,
        interval[1] if interval else None,
        krippendorff(ordered, rated, "ordinal"),
        krippendorff(ordered, rated, "interval", places),
        tuple(_coder(coder, scale.id, items, levels) for coder in coders),
        tuple(_items(scale.id, shared)),
    )


def _coder(coder: str, scale: str, items: Sequence[Mapping[str, str]], levels: Sequence[str]) -> CoderAgreement:
    mine = [by for by in items if coder in by]
    agree = [sum(value == by[coder] for other, value in by.items() if other != coder) / (len(by) - 1) for by in mine]
    without = [{other: value for other, value in by.items() if other != coder} for by in items]
    return CoderAgreement(coder, scale, len(mine), _mean(agree), krippendorff(without, levels))


def _items(scale: str, shared: Mapping[Item, Mapping[str, str]]) -> list[ItemAgreement]:
    found = [
        ItemAgreement(subject, actor, scale, tuple(sorted(by.items())), agreeing(by))
        for (subject, actor), by in shared.items()
    ]
    return sorted(found, key=lambda one: (one.agree, one.subject, one.actor))


def agreeing(by: Mapping[str, str]) -> float:
    """Share of pairs of coders who gave the same value."""
    n = len(by)
    return sum(count * (count - 1) for count in Counter(by.values()).values()) / (n * (n - 1))


def _mean(numbers: Sequence[float]) -> float | None:
    return sum(numbers) / len(numbers) if numbers else None
