"""Which verdict is in force on a subject, and what a coder who judges blind may see.

The latest adjudication stands; else the latest verdict of the only coder, or one that all coders agree on; where they
differ the subject is disputed, which is a value like any other. Verdicts that others made (``external``) stand apart.

A blind verdict is a draft, sealed until a second coder has judged the same blind, or an adjudication has decided on it:
till then it stands nowhere. An open verdict of somebody else unseals nothing, for it was not given unseen. A coder who
judges again openly has said the last word on it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from facta.dates import begin
from facta.record import Assessment, Case
from facta.standing.scales import Families, families, place, show_on

Standing = Literal["adjudicated", "agreed", "single", "disputed", "none"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verdict in force on a subject, for one actor or (actor "") for all who share it."""

    subject: str
    actor: str = ""
    standing: Standing = "none"
    value: str = ""
    """"" where there is none, and where it is disputed."""
    scale: str = ""
    place: float | None = None
    by: tuple[str, ...] = ()
    date: str = ""
    assessments: tuple[str, ...] = ()
    """Those it rests on; of a disputed one all that differ."""
    rule: str = ""
    """The written rule that decided, where one did."""

    @property
    def said(self) -> str:
        """The value in a word for a reader."""
        return {"none": "no verdict", "disputed": "disputed"}.get(self.standing, self.value)


class Verdicts:
    """All verdicts of a case that stand, up to a day where one is given."""

    def __init__(self, case: Case, *, external: bool = False, as_of: date | None = None) -> None:
        self._families = families(case)
        self._of: dict[tuple[str, str], list[Assessment]] = defaultdict(list)
        self._actors: dict[str, list[str]] = defaultdict(list)
        some = [
            one
            for one in case.assessments
            if one.external == external and not (as_of and one.date and (begin(one.date) or as_of) > as_of)
        ]
        standing = visible(some)
        shown = {one.id for one in standing}
        last = {(one.subject, one.actor, one.coder): one for one in _in_order(standing)}
        after = {one.id: number for number, one in enumerate(_in_order(some))}
        self.waiting = sum(
            (said := last.get((one.subject, one.actor, one.coder))) is None or after[said.id] < after[one.id]
            for one in some
            if one.id not in shown
        )
        """Blind verdicts without a second blind one, that their coder has not given openly: they stand nowhere yet."""
        for one in standing:
            name = (one.subject, one.actor)
            if one.actor and name not in self._of:
                self._actors[one.subject].append(one.actor)
            self._of[name].append(one)

    def actors(self, subject: str) -> list[str]:
        """The actors for whom the subject was judged one by one."""
        return self._actors.get(subject, [])

    def of(self, subject: str, actor: str = "") -> Verdict:
        """The verdict in force for an actor: its own, else the one for all who share it."""
        some = self._of.get((subject, actor)) or self._of.get((subject, "")) or []
        return in_force(some, self._families, subject, actor)

    def place(self, subject: str) -> float | None:
        """Where a subject stands on the crosswalk: its one verdict, else the mean of those given actor by actor.

        None where none is rated.
        """
        whole = self.of(subject).place
        if whole is not None:
            return whole
        parts = [at for actor in self.actors(subject) if (at := self.of(subject, actor).place) is not None]
        return sum(parts) / len(parts) if parts else None


def in_force(assessments: Sequence[Assessment], among: Families, subject: str = "", actor: str = "") -> Verdict:
    """The verdict that stands among assessments of one subject; later ones come later where days are equal."""
    latest = _in_order(assessments)
    decisions = [one for one in latest if one.adjudicates]
    if decisions:
        return _verdict("adjudicated", decisions[-1:], among, subject, actor)
    by_coder = {one.coder: one for one in latest}
    some = list(by_coder.values())
    if not some:
        return Verdict(subject, actor)
    if len(some) == 1:
        return _verdict("single", some, among, subject, actor)
    if all(same(some[0], other, among) for other in some[1:]):
        return _verdict("agreed", some, among, subject, actor)
    return Verdict(
        subject,
        actor,
        "disputed",
        by=tuple(by_coder),
        date=max(one.date for one in some),
        assessments=tuple(one.id for one in some),
    )


def _in_order(assessments: Iterable[Assessment]) -> list[Assessment]:
    """By day; those of one day, or of none, as they were entered."""
    return sorted(assessments, key=lambda one: begin(one.date) or date.min)


def same(one: Assessment, other: Assessment, among: Families) -> bool:
    """Whether two verdicts say the same; on different scales, whether each can be shown as the other."""
    if one.scale == other.scale:
        return one.value == other.value
    return (
        other.value in show_on(one.value, one.scale, other.scale, among).levels
        and one.value in show_on(other.value, other.scale, one.scale, among).levels
    )


def _verdict(standing: Standing, some: Sequence[Assessment], among: Families, subject: str, actor: str) -> Verdict:
    first = some[0]
    return Verdict(
        subject,
        actor,
        standing,
        first.value,
        first.scale,
        place(first.value, first.scale, among),
        tuple(one.coder for one in some),
        max(one.date for one in some),
        tuple(one.id for one in some),
        first.rule,
    )


def waiting_note(number: int) -> tuple[str, ...]:
    """The sentence about blind verdicts that enter no figure; none where there are none."""
    if not number:
        return ()
    return (
        f"{number} blind verdict{'s' if number > 1 else ''} of a single coder enter{'' if number > 1 else 's'} "
        "no figure until somebody else has judged the same blind.",
    )


def hidden_note(number: int, coder: str = "") -> str:
    """The sentence about verdicts that ``visible`` leaves out."""
    what = f"{number} {'' if coder else 'blind '}verdict{'s' if number > 1 else ''} not shown"
    return f"{what}: what others said stays hidden until {coder} has judged the same." if coder else f"{what}."


def visible(assessments: Iterable[Assessment], coder: str = "") -> tuple[Assessment, ...]:
    """What may be seen: no sealed verdict; by a coder, nothing of others on what the coder has not judged yet.

    Everybody sees their own. Verdicts that others made (``external``) are no second to a blind one, nor the coder's.
    """
    some = tuple(assessments)
    blind: dict[tuple[str, str], set[str]] = defaultdict(set)
    judged: set[tuple[str, str]] = set()
    decided: set[str] = set()
    for one in some:
        decided.update(one.adjudicates)
        if one.external:
            continue
        if one.blind:
            blind[one.subject, one.actor].add(one.coder)
        if one.coder == coder:
            judged.add((one.subject, one.actor))

    def shown(one: Assessment) -> bool:
        name = (one.subject, one.actor)
        sealed = one.blind and one.id not in decided and not blind[name] - {one.coder}
        return one.coder == coder or (not sealed and (not coder or name in judged))

    return tuple(one for one in some if shown(one))
