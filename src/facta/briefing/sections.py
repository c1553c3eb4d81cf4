"""A brief as sections of lines: what every face (page, Markdown, terminal) shows, in the same words.

A line is a claim in plain words beside the exact quote it rests on, and the earlier quote where it compares two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from facta.briefing.model import UNREAD, Brief, Promise, Unmentioned
from facta.briefing.wording import (
    FIRMNESS,
    accusation,
    counted,
    day,
    due,
    first_time,
    last_said,
    phrase,
    promised,
    shortened,
    worded,
)
from facta.model import Commitment, Dropped, Family, Link, Passage

ACTS = ("commitment", "criticism", "deed", "position", "praise", "other")
"""The order in which acts are shown: promises and criticism first."""
LAPSED = 20
"""Lapsed stock phrases listed at most; the JSON has all."""
TURNS = (
    "reversed",
    "hardened",
    "softened",
    "done",
    "deadline_moved",
    "amount_changed",
    "target_named",
    "target_unnamed",
    "actor_added",
    "actor_dropped",
)
"""Changes that a reader looks for first; lines with them stand at the head of their section."""


@dataclass(frozen=True, slots=True)
class Line:
    """One claim: its words, the quote behind it, the earlier quote, and short marks such as ``hardened``."""

    passage: Passage
    claim: str = ""
    earlier: Passage | None = None
    marks: tuple[str, ...] = ()
    count: int = 1
    """How many of what the section lists the line tells: a line may stand for all of a year."""


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under a heading; ``intro`` says how many and by what rule, ``empty`` stands where there are none."""

    key: str
    title: str
    intro: str
    lines: tuple[Line, ...]
    empty: str
    alone: bool = False
    """True where the claim of a line says it all, so that a short form may leave the quote out."""

    @property
    def count(self) -> int:
        """How many are listed: what the heading shows, and the same as the lead says."""
        return sum(line.count for line in self.lines)


def sections(brief: Brief) -> tuple[Section, ...]:
    """The brief's sections in reading order."""
    dates = {one.id: one.date for one in brief.statements}
    return (
        _new(brief),
        _dropped(brief, dates),
        _changed(brief),
        _criticism(brief),
        _commitments(brief, dates),
        _unmentioned(brief, dates),
        _phrases(brief, dates),
        _outcomes(brief),
    )


def _new(brief: Brief) -> Section:
    firsts = {one.passage.id: one.firsts for one in brief.criticisms if one.firsts}
    promises = {one.commitment.passage.id: one.commitment for one in brief.promises}

    def weight(link: Link) -> tuple[bool, int, bool, int, int]:
        # What a reader looks for first: first-evers, then promises that can be held to a date or an amount.
        promise = promises.get(link.passage.id)
        measured = promise is not None and not promise.logistics and (_dated(promise) or bool(promise.quantities))
        firmness = promise.firmness if promise else 0
        act = ACTS.index(brief.acts.get(link.passage.id, "other"))
        return (
            not any(map(_striking, firsts.get(link.passage.id, ()))),
            act,
            not measured,
            -firmness,
            link.passage.index,
        )

    lines = [
        Line(
            link.passage,
            marks=(*_does(brief, link.passage), *map(first_time, firsts.get(link.passage.id, ()))),
        )
        for link in sorted(brief.new, key=weight)
    ]
    return Section(
        "new",
        "New, and said for the first time" if brief.wide else "New in this series",
        "Passages without a predecessor in the earlier statements; who or what is called out for the first time stands "
        "first, then promises, those with a date or an amount before the others.",
        tuple(lines),
        "Every passage was said before." if brief.earlier else "There is no passage to compare.",
    )


def _does(brief: Brief, passage: Passage) -> tuple[str, ...]:
    """The mark of what a passage does; none where its language is not read for that."""
    if brief.statement.language in UNREAD:
        return ()
    return (brief.acts.get(passage.id, "other"),)


def _unread(brief: Brief, otherwise: str) -> str:
    """What stands in an empty section: that the language is not read for it, or that nothing was found."""
    return "This language is compared, but not read for this." if brief.statement.language in UNREAD else otherwise


def _dated(one: Commitment) -> bool:
    return one.deadline is not None and not one.deadline.vague


def _striking(first: str) -> bool:
    # Called out or named at all, or in stronger words than ever: more than a new word or matter.
    return first.startswith("target ") or first.endswith(" named") or ": strength " in first


def _changed(brief: Brief) -> Section:
    def weight(link: Link) -> tuple[bool, int]:
        kinds = {change.kind for change in link.relation.changes} if link.relation else set()
        return not kinds & set(TURNS), link.passage.index

    return Section(
        "changed",
        "Said again, but changed",
        "What says the opposite, is harder, softer or reported done first, with dates, amounts and names; then wider "
        "and narrower scope. What changed is told less surely than that something did.",
        tuple(
            Line(
                link.passage,
                earlier=link.earlier,
                marks=worded(link.relation.changes if link.relation else ()),
            )
            for link in sorted(brief.changed, key=weight)
        ),
        "No passage was found that was said again with a change that matters.",
    )


def _dropped(brief: Brief, dates: dict[str, date | None]) -> Section:
    def weight(one: Dropped) -> tuple[bool, int, int]:
        # What recurred by what it does; the previous statement in its own order, so that one matter stands together.
        recurrent = one.reason == "recurrent in the series"
        act = ACTS.index(brief.acts.get(one.passage.id, "other"))
        return not recurrent, act if recurrent else 0, one.passage.begin

    lines = []
    for one in sorted(brief.comparison.dropped, key=weight):
        claim = last_said(dates.get(one.passage.statement), dates.get(one.uses[0].statement), len(one.uses))
        if one.passage.heading:
            claim += f", under “{shortened(one.passage.heading, 60)}”"
        lines.append(Line(one.passage, claim, marks=(*_does(brief, one.passage), one.reason)))
    return Section(
        "dropped",
        "No longer said",
        "Passages without a successor here: those that recurred in the series, then those of the previous statement of "
        "its kind, in the order of that statement.",
        tuple(lines),
        "Of what was said before, nothing was found missing." if brief.until[1:] else "There is no earlier statement.",
    )


def _criticism(brief: Brief) -> Section:
    ranked = sorted(brief.criticisms, key=lambda one: (not one.firsts, -one.strength, one.passage.index))
    return Section(
        "criticism",
        "Who is called out",
        "First uses in the series come first, then the strongest words. A target that is only evident is marked so.",
        tuple(Line(one.passage, accusation(one), marks=tuple(map(first_time, one.firsts))) for one in ranked),
        _unread(brief, "No criticism was found."),
        alone=True,
    )


def _commitments(brief: Brief, dates: dict[str, date | None]) -> Section:
    def urgency(promise: Promise) -> tuple[bool, date, int]:
        due = promise.commitment.deadline.latest if promise.commitment.deadline else None
        return due is None, due or date.max, promise.commitment.passage.index

    links = {link.passage.id: link for link in brief.comparison.links}
    return Section(
        "commitments",
        "What is promised",
        "Dated promises first, by date. Firmness from 4 (decided) to 1 (continuing support).",
        tuple(
            _promise(promise, dates, links.get(promise.commitment.passage.id))
            for promise in sorted(brief.promises, key=urgency)
        ),
        _unread(brief, "No commitment was found."),
        alone=True,
    )


def _promise(promise: Promise, dates: dict[str, date | None], link: Link | None) -> Line:
    one = promise.commitment
    marks = [f"firmness {one.firmness}: {FIRMNESS[one.firmness]}", f"testable: {one.testability}"]
    if one.deadline:
        marks.append(due(one.deadline))
    marks += [f"amount: {quantity.span.quote}" for quantity in one.quantities]
    if one.condition:
        marks.append(f"condition: “{one.condition.quote}”")
    if promise.first:
        marks.append(f"restated, first said {day(dates.get(promise.first.passage.statement))}")
    marks += worded(promise.changes)
    if one.third_party:
        marks.append("somebody else’s promise, welcomed here")
    if one.logistics:
        marks.append("a meeting or journey")
        if not promise.first and link and link.earlier and link.label != "new":
            said = day(dates.get(link.earlier.statement))
            marks.append(f"in the words of {said}; a meeting to come is another meeting each time")
    earlier = promise.thread.restatements[-2].passage if promise.thread and promise.thread.restatements[1:] else None
    return Line(one.passage, promised(one), earlier, tuple(marks))


def _unmentioned(brief: Brief, dates: dict[str, date | None]) -> Section:
    ahead = [one for one in brief.unmentioned if not one.passed]
    years: dict[int, list[Unmentioned]] = {}
    for one in brief.unmentioned:
        if one.passed:
            years.setdefault(one.due.year, []).append(one)
    lines = [
        Line(
            one.commitment.passage,
            f"{promised(one.commitment)}: said {day(dates.get(one.commitment.passage.statement))}, due by "
            f"{day(one.due)}, a date still ahead of this statement; no sentence found",
            marks=(f"“{one.commitment.deadline.span.quote}”",) if one.commitment.deadline else (),
        )
        for one in ahead
    ]
    return Section(
        "unmentioned",
        "Earlier dated promises: no sentence found here",
        "Neither a later use, nor a rare name of theirs, nor a sentence that points back to them was found. Those "
        "still due stand one by one, then those whose day had passed, by the year they were due. Somebody else’s "
        "promises, meetings, forecasts, what was only to begin and what was due within a week are left out. Silence "
        "is not failure: whether they were kept is not asked here.",
        (*lines, *(_past(year, years[year], dates) for year in sorted(years, reverse=True))),
        "No earlier dated promise of the series was found that no sentence here takes up."
        if brief.until[1:]
        else "There is no earlier statement.",
    )


def _past(year: int, due: Sequence[Unmentioned], dates: dict[str, date | None]) -> Line:
    """The promises that were due in a year before the statement, in one line; the latest is quoted."""
    told = tuple(
        f"{promised(one.commitment)} (said {day(dates.get(one.commitment.passage.statement))}, due by {day(one.due)})"
        for one in due
    )
    claim = f"{counted(len(due), 'promise')} due in {year}, before this statement; no sentence found"
    return Line(
        due[-1].commitment.passage,
        f"{claim}: {told[0]}" if len(told) == 1 else claim,
        marks=told[len(told) == 1 :],
        count=len(due),
    )


def _phrases(brief: Brief, dates: dict[str, date | None]) -> Section:
    until = brief.until
    here = until[-1]
    standing: list[tuple[tuple[int, int, str], Line]] = []
    gone: list[tuple[tuple[int, int, str], Line]] = []
    for family in brief.comparison.families:
        # What came after the statement is no part of its age.
        uses = [use for use in family.uses if use.statement in until]
        said = list(dict.fromkeys(use.statement for use in uses))
        if len(said) < 2:
            continue
        line = Line(uses[-1], phrase(family, said, until, dates), marks=_variants(family))
        rank = (until.index(said[0]), -len(said), family.formula)
        (standing if here in said else gone).append((rank, line))
    standing.sort(key=lambda item: item[0])
    # Of what has lapsed, the formulas most used: a long series has hundreds that two texts shared.
    gone = sorted((one for one in gone if one[0][1] <= -3), key=lambda item: (item[0][1], item[0]))[:LAPSED]
    lines = [line for _, line in (*standing, *gone)]
    return Section(
        "phrases",
        "Stock phrases and their age",
        "Formulas of the series that stand here again, the oldest first; then lapsed ones that stood in three "
        "statements or more, the most used first.",
        tuple(lines),
        "No stock phrase of the series stands here.",
        alone=True,
    )


def _variants(family: Family) -> tuple[str, ...]:
    others = [variant for variant in family.variants if variant.casefold() != family.formula.casefold()]
    return tuple(f"also: “{shortened(variant)}”" for variant in others[:2])


def _outcomes(brief: Brief) -> Section:
    passages = {one.descriptor: one.passage for one in reversed(brief.extract.outcomes)}
    return Section(
        "outcomes",
        "How the meeting and the relationship are described",
        "A description used every time carries no information.",
        tuple(Line(passages[share.descriptor], share.sentence) for share in brief.outcomes),
        _unread(brief, "No description of the meeting or the relationship was found."),
        alone=True,
    )
