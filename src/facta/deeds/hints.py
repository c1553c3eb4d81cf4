"""Hints: how firm the language on one matter was over time, and what followed it.

A matter is a topic, or an agenda item with the promises that cover it. What was said about it: promises and
restatements (with the firmness coded for the promise) and verbal actions on it by those whom it concerns (a minister's
remark has no coded firmness). A remark is a hint only where those who could keep it speak: its words name one of their
office-holders or an office (``vocab/officials.yaml``). What a party, a member of parliament or a newspaper said is
listed as said by others. What followed is the next promise and the next material deed on the same matter: after it,
which is not because of it. Where hints share few next deeds no interval is given, for they are no independent cases.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from facta.dates import begin
from facta.deeds.intervals import FEW, Share, wilson
from facta.deeds.say import count, days_text, joined
from facta.deeds.support import Deed, deeds, remarks, supporting
from facta.deeds.view import View, members, view
from facta.record import Case
from facta.vocab import load

HINT = 2
"""Up to this firmness a promise is a hint: 2 tentative, 1 continuing support."""


@dataclass(frozen=True, slots=True)
class Saying:
    """One thing said on the matter, and what came next."""

    day: date
    kind: str
    """promise, restated, extended, withdrawn, remark, said by others."""
    id: str
    actors: tuple[str, ...]
    firmness: int | None
    """None for a remark: nobody coded it."""
    text: str
    next_promise: str
    next_deed: str
    days_to_deed: int | None

    @property
    def hint(self) -> bool:
        """Whether it falls short of an intention."""
        return self.kind == "remark" or (self.kind == "promise" and 0 < (self.firmness or 0) <= HINT)


@dataclass(frozen=True, slots=True)
class Hints:
    """The language on one matter, and what followed."""

    matter: str
    as_of: date
    rows: tuple[Saying, ...]
    deeds: tuple[Deed, ...]
    against: tuple[Deed, ...]
    to_promise: Share
    """Hints followed by a promise of at least an intention, of all hints."""
    to_deed: Share
    """Hints followed by a material deed, of all hints."""
    next_deeds: tuple[str, ...]
    """The different deeds that these are."""
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter on which something was said, in one line."""

    matter: str
    title: str
    sayings: int
    hints: int
    first_firmness: int | None
    last_firmness: int | None
    deeds: int
    against: int


def matters(case: Case, as_of: date) -> tuple[Matter, ...]:
    """Every topic, and every agenda item that asks or reports something, with what was said and done about it."""
    names = {one.topic: one.topic for one in case.commitments if one.topic}
    names |= {one.id: one.text for one in case.agenda if one.kind in ("recommendation", "statement")}
    rows, shown = [], view(case, as_of)
    for name, title in names.items():
        found = _hints(shown, name)
        firm = [row.firmness for row in found.rows if row.firmness]
        rows.append(
            Matter(
                name,
                title if title != name else "",
                len(found.rows),
                sum(row.hint for row in found.rows),
                firm[0] if firm else None,
                firm[-1] if firm else None,
                len(found.deeds),
                len(found.against),
            )
        )
    return tuple(sorted(rows, key=lambda row: (-row.sayings, row.matter)))


def hints(case: Case, as_of: date, matter: str) -> Hints:
    """What was said on the matter, in order, and what followed. Raises ValueError for a matter that there is not."""
    return _hints(view(case, as_of), matter)


def _hints(shown: View, matter: str) -> Hints:
    case, as_of = shown.case, shown.as_of
    subjects = _subjects(case, matter)
    promises = [one for one in shown.commitments if one.id in subjects and one.id in shown.said]
    acts: dict[str, Deed] = {}
    words: dict[str, Deed] = {}
    against: dict[str, Deed] = {}
    own = {one.id: one for one in promises}
    asked = [one.actors for one in case.agenda if one.id == matter] or [one.actors for one in promises]
    concerned = members(shown, [actor for actors in asked for actor in actors])
    for subject in subjects:
        done = deeds(shown, own[subject]) if subject in own else supporting(shown, subject)
        acts |= {deed.id: deed for deed in done}
        words |= {deed.id: deed for deed in remarks(shown, subject, concerned)}
        against |= {deed.id: deed for deed in supporting(shown, subject, direction="contradicts")}
    for opposed in against:
        acts.pop(opposed, None)
    order = sorted(acts.values(), key=lambda deed: (deed.day, deed.id))
    firm = sorted((shown.said[one.id], one.id) for one in promises if one.firmness > HINT)

    def saying(day: date, kind: str, key: str, actors: tuple[str, ...], firmness: int | None, text: str) -> Saying:
        deed = next((one for one in order if one.earliest >= day and one.id != key), None)
        promise = next((name for said, name in firm if said >= day and name != key), "")
        days = (deed.day - day).days if deed else None
        return Saying(day, kind, key, actors, firmness, text, promise, deed.id if deed else "", days)

    rows: list[Saying] = []
    for one in promises:
        actors = members(shown, one.actors)
        rows.append(saying(shown.said[one.id], "promise", one.id, actors, one.firmness or None, one.text))
        for when, again in shown.restatements.get(one.id, ()):
            rows.append(saying(when.end, again.kind, again.id, actors, one.firmness or None, again.text or one.text))
    speaks = _speaks(case, concerned)
    for word in words.values():
        kind = "remark" if speaks.search(word.text) else "said by others"
        rows.append(saying(word.day, kind, word.id, word.actors, None, word.text))
    rows.sort(key=lambda row: (row.day, row.id))
    hinted = [row for row in rows if row.hint]
    to_promise = wilson(sum(bool(row.next_promise) for row in hinted), len(hinted))
    to_deed = wilson(sum(bool(row.next_deed) for row in hinted), len(hinted))
    counter = tuple(sorted(against.values(), key=lambda deed: (deed.day, deed.id)))
    after = tuple(dict.fromkeys(row.next_deed for row in hinted if row.next_deed))
    found = Hints(matter, as_of, tuple(rows), tuple(order), counter, to_promise, to_deed, after, ())
    return replace(found, sentences=_sentences(found, hinted, _told(case, as_of, found)))


def _speaks(case: Case, actors: Sequence[str]) -> re.Pattern[str]:
    """What shows that one of these actors itself speaks: the name of an office-holder, an office, an official."""
    held = [one for one in case.offices if one.actor in actors]
    names = {one.holder.split()[-1] for one in held if one.holder} | {one.office for one in held if one.office}
    words = sorted(names | set(load("officials")["nouns"]), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})s?\b", re.IGNORECASE)


def _told(case: Case, as_of: date, found: Hints) -> list[str]:
    """What the case's editor says became of the matter, and of things reported about the same remarks."""
    said = {row.id for row in found.rows}
    items = [
        one
        for one in case.agenda
        if one.status
        and (one.id == found.matter or (one.kind == "statement" and said & set(one.evidence)))
        and ((day := begin(one.status_as_of)) is None or day <= as_of)
    ]
    return [f"The editor on {one.id}, {one.status_as_of or 'undated'}: {one.status.rstrip('.')}." for one in items]


def _followed(share: Share, different: int, noun: str) -> str:
    """How many hints were so followed; an interval only where as many different things followed."""
    if different < share.count or share.of < FEW:
        shared = f", {'all ' if share.count > 1 else ''}by {count(different, noun)}" if share.count else ""
        return f"{share.count} of {count(share.of, 'hint')}{shared}"
    return share.told("hints")


def _subjects(case: Case, matter: str) -> tuple[str, ...]:
    topic = [one.id for one in case.commitments if one.topic.casefold() == matter.casefold()]
    if topic:
        return tuple(topic)
    item = next((one for one in case.agenda if one.id == matter), None)
    if item is not None:
        return (item.id, *item.promised_by)
    if any(one.id == matter for one in case.commitments):
        return (matter,)
    topics = joined(sorted({one.topic for one in case.commitments if one.topic}), 40)
    raise ValueError(f"there is no matter {matter!r}: name an agenda item, a promise or a topic ({topics or 'none'}).")


def _sentences(found: Hints, hinted: Sequence[Saying], told: Sequence[str]) -> tuple[str, ...]:
    if not found.rows:
        return (f"Nothing was said on {found.matter} by {found.as_of}, as far as the record goes.",)
    said = [
        f"{count(len(found.rows), 'saying')} on {found.matter}, {count(len(hinted), 'hint')} among them "
        "(remarks of those concerned, and promises no firmer than tentative), "
        f"{found.rows[0].day} to {found.rows[-1].day}."
    ]
    if others := sum(row.kind == "said by others" for row in found.rows):
        said.append(f"Said by others, and no {'hint' if others == 1 else 'hints'}: {others}.")
    coded = [(row.day, row.firmness) for row in found.rows if row.firmness]
    if len(coded) >= 2:
        half = len(coded) // 2
        early, late = coded[:half], coded[-half:]
        one, two = (sum(level for _, level in part) / len(part) for part in (early, late))
        said.append(
            f"Firmness, 4 decided to 1 continuing: {one:.1f} on average in the earlier {count(half, 'promise')} "
            f"(until {early[-1][0]}), {two:.1f} in the later (from {late[0][0]})."
            + (" Too few for a trend." if len(coded) < 2 * FEW else "")
        )
    if hinted:
        promised = {row.next_promise for row in hinted if row.next_promise}
        said.append(
            f"Followed by a firmer promise: {_followed(found.to_promise, len(promised), 'promise')}; "
            f"by a deed: {_followed(found.to_deed, len(found.next_deeds), 'deed')}."
        )
        if found.next_deeds:
            text = {deed.id: deed.text for deed in found.deeds}
            next_ones = joined([f"{one} ({text[one].rstrip('.')})" for one in found.next_deeds], FEW)
            said.append(f"What came next: {next_ones}.")
        waits = sorted(row.days_to_deed for row in hinted if row.days_to_deed is not None)
        if waits:
            said.append(f"From hint to next deed: {days_text(waits[0])} to {days_text(waits[-1])}.")
    if not found.deeds:
        said.append(f"No material deed for it was found by {found.as_of}.")
    if found.against:
        listed = joined([f"{deed.id} ({deed.day})" for deed in found.against])
        said.append(f"Material actions against it: {listed}.")
    said += told
    said.append("What came after is listed because it came after, not because it came of it.")
    return tuple(said)
