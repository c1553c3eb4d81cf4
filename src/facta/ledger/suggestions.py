"""What a machine reads out of statements, as drafts of entries that count in no score until a person accepts them.

A suggestion is a commitment of origin ``machine``: the exact quote as its text, its place in the stored document as
its locator. A person's decision is a correction with origin ``person``; what was rejected or withdrawn is not suggested
again.

"The Ministers will …" is promised by those who met. Who issued a text is read from its title, else from its first
sentences, which name others too, such as whom they condemn; the meeting or its series tells better, where it is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from typing import Any

from facta.casepack.cells import read_cell
from facta.casepack.columns import types_of
from facta.errors import LedgerError
from facta.ids import slug
from facta.ledger.chain import Draft
from facta.model import Commitment as Promise
from facta.model import Extract, Statement
from facta.record import NOUNS, Actor, Case, Commitment, Document, Meeting, Series, Source, key, to_payload
from facta.text.actors import actors_in, mentions, name
from facta.words.parties import THE_SPEAKERS
from facta.words.speakers import speakers

_NOT_EDITED = frozenset({"id", "origin"})


class Suggester:
    """Drafts for one ledger, made statement by statement; ``ever`` are all commitments that were ever entered."""

    def __init__(self, case: Case, ever: Set[str], *, series: str = "", meeting: str = "") -> None:
        self._items = {noun: {key(one): one for one in getattr(case, name)} for noun, (name, _) in NOUNS.items()}
        self._ever, self._series, self._meeting = ever, series, meeting
        self.drafts: list[Draft] = []
        self.skipped = 0
        """Promises of others that the speakers merely welcome: nobody's here."""

    def add(self, extract: Extract) -> None:
        """Enter a statement, what it needs, and the promises in it."""
        statement = extract.statement
        url = web_address(statement)
        if url and url not in self._items["source"]:
            self._new("source", Source(url, statement.title, statement.source.kind, str(_day(statement.source)),
                                       statement.source.sha256, statement.source.licence))  # fmt: skip
        document = self._document(statement, url)
        for promise in extract.commitments:
            if promise.third_party:
                self.skipped += 1
                continue
            one = f"{document.id}-{promise.passage.begin}"
            if one not in self._ever and one not in self._items["commitment"]:
                self._new(
                    "commitment", suggestion(one, promise, document, self._promisers(promise, statement, document))
                )

    def _promisers(self, promise: Promise, statement: Statement, document: Document) -> tuple[str, ...]:
        """Ids of those who promise; where all who speak do so without being named, those of them who took part."""
        met = self._participants(document.meeting)
        speaking = {name(one) for one in speakers(statement)} or {THE_SPEAKERS}
        named = {name(one.id) for one in mentions(promise.passage.quote)}
        if not met or not speaking <= set(promise.actors) or speaking <= named:
            return tuple(dict.fromkeys(self._actor(one) for one in promise.actors))
        titled = [self._actor(name(one)) for one in speakers(replace(statement, publisher="", text=""))]
        us = [one for one in titled if one in met] or titled or met
        return tuple(dict.fromkeys((*us, *(self._actor(one) for one in promise.actors if one not in speaking))))

    def _participants(self, meeting: str) -> tuple[str, ...]:
        """Ids of the actors who met, by the meeting, else by its series; none where neither says."""
        held: Meeting | None = self._items["meeting"].get(meeting)
        if held is None:
            return ()
        met = dict.fromkeys(one.partition(",")[0].strip() for one in held.participants)
        known = tuple(one for one in met if one in self._items["actor"])
        series: Series | None = self._items["series"].get(held.series)
        return known or (series.actors if series else ())

    def _new(self, noun: str, item: Any) -> None:
        self._items[noun][key(item)] = item
        self.drafts.append(Draft(f"{noun}.add", key(item), to_payload(item)))

    def _taken(self, one: str) -> bool:
        return any(one in items for noun, items in self._items.items() if noun != "source")

    def _free(self, base: str) -> str:
        one, number = base, 2
        while self._taken(one):
            one, number = f"{base}-{number}", number + 1
        return one

    def _document(self, statement: Statement, url: str) -> Document:
        documents: list[Document] = list(self._items["document"].values())
        sha = statement.source.sha256
        known = next((one for one in documents if one.text == statement.text), None)
        if known:
            return known
        here = next((one for one in documents if url and one.url == url and not one.text), None)
        if here:
            read = replace(here, text=statement.text, sha256=sha, language=here.language or statement.language)
            self._items["document"][here.id] = read
            reason = {"reason": "text read"}
            self.drafts.append(Draft("document.correct", here.id, to_payload(read) | reason))
            return read
        when = statement.date.isoformat() if statement.date else ""
        made = Document(
            self._free(statement.id), self._held(statement, when, url), statement.title, when, url,
            statement.language, sha, statement.text, "" if url else f"read from {_name(statement.source.address)}",
        )  # fmt: skip
        self._new("document", made)
        return made

    def _held(self, statement: Statement, when: str, url: str) -> str:
        """The meeting that issued a statement: the one named, or the one of the series on that day, or a new one."""
        if self._series and self._series not in self._items["series"]:
            if self._taken(self._series):
                raise LedgerError(f"“{self._series}” is the id of something else. Choose another --series.")
            self._new("series", Series(self._series, self._series))
        meetings: Mapping[str, Meeting] = self._items["meeting"]
        if self._meeting in meetings:
            return self._meeting
        if not self._series:
            if self._meeting:
                raise LedgerError(
                    f"There is no meeting {self._meeting}. Give the --series that it is to be entered in."
                )
            return ""
        same = [one.id for one in meetings.values() if one.series == self._series and when and one.date == when]
        if same and not self._meeting:
            return same[0]
        if not when and not self._meeting:
            return ""
        one = self._meeting or self._free(f"{self._series}-{when}")
        if self._taken(one):
            raise LedgerError(f"“{one}” is the id of something else. Choose another --meeting.")
        note = "entered with its statement"
        self._new(
            "meeting", Meeting(one, self._series, when, document_title=statement.title, document_url=url, note=note)
        )
        return one

    def _actor(self, called: str) -> str:
        """Id of the ledger's actor of that name, by its own names or by facta's vocabulary; a new one where none is."""
        wanted = called.casefold()
        actors: Iterable[Actor] = self._items["actor"].values()
        for actor in actors:
            names = {actor.id, actor.name, *(one.rpartition(": ")[2] for one in actor.names)}
            if wanted in {one.casefold() for one in names}:
                return actor.id
        keys = {one for one, _ in actors_in(called)}
        for actor in actors:
            if len(keys) == 1 and keys == {one for one, _ in actors_in(actor.name)}:
                return actor.id
        made = Actor(self._free(min(keys) if len(keys) == 1 else slug(called)), called)
        self._new("actor", made)
        return made.id


def suggestion(one: str, promise: Promise, document: Document, actors: tuple[str, ...]) -> Commitment:
    """A promise as read, as the ledger keeps it."""
    passage, deadline = promise.passage, promise.deadline
    quantity = promise.quantities[0] if promise.quantities else None
    word = re.match(r"['‘“\"](.+?)['’”\"]:", promise.firmness_reason)
    because = "; ".join(one for one in (promise.firmness_reason, promise.testability_reason) if one)
    return Commitment(
        id=one,
        meeting=document.meeting,
        actors=actors,
        text=passage.quote,
        firmness=promise.firmness,
        firmness_word=word[1] if word else "",
        testable=promise.testability,
        due=deadline.latest.isoformat() if deadline and deadline.latest else "",
        deadline_phrase=deadline.span.quote if deadline else "",
        quantity=quantity.span.quote if quantity else "",
        unit=quantity.unit if quantity else "",
        said="" if document.meeting else document.date,
        locator=f"{document.id}, characters {passage.begin}-{passage.end}",
        sources=(document.url,) if document.url else (),
        condition=promise.condition.quote if promise.condition else "",
        logistics=promise.logistics,
        origin="machine",
        note=f"Suggested by facta, confidence {promise.confidence:.2f}. {because}".strip(),
    )


def waiting(case: Case) -> tuple[Commitment, ...]:
    """The suggestions that nobody has decided on."""
    return tuple(one for one in case.commitments if one.origin == "machine")


def accepted(case: Case, ids: Sequence[str], author: str, edits: Mapping[str, str] | None = None) -> list[Draft]:
    """Drafts that make suggestions a person's, with the fields that the person changed (as cells of a pack have them).

    Raises LedgerError where one is none, or a field or value is wrong.
    """
    values = {field: _edited(field, value) for field, value in (edits or {}).items()}
    reason = f"accepted by {author}" + (f", changed: {', '.join(sorted(values))}" if values else "")
    found = _suggestions(case, ids)
    return [
        Draft("commitment.correct", one.id, to_payload(replace(one, origin="person", **values)) | {"reason": reason})
        for one in found
    ]


def rejected(case: Case, ids: Sequence[str], author: str, reason: str) -> list[Draft]:
    """Drafts that withdraw suggestions. Raises LedgerError where one is none."""
    told = {"reason": f"rejected by {author}: {reason}"}
    return [Draft("commitment.withdraw", one.id, dict(told)) for one in _suggestions(case, ids)]


def _suggestions(case: Case, ids: Sequence[str]) -> list[Commitment]:
    found = {one.id: one for one in case.commitments}
    for one in ids:
        if one not in found:
            raise LedgerError(f"There is no suggestion {one}. facta accept lists them.")
        if found[one].origin != "machine":
            raise LedgerError(f"{one} is a person's already: nothing to accept or reject.")
    return [found[one] for one in dict.fromkeys(ids)]


def _edited(field: str, value: str) -> Any:
    kinds = types_of("commitment")
    if field not in kinds or field in _NOT_EDITED:
        raise LedgerError(
            f"There is no field {field} to edit; there are {', '.join(sorted(set(kinds) - _NOT_EDITED))}."
        )
    try:
        return read_cell(value, kinds[field])
    except ValueError as error:
        raise LedgerError(f"{field}: {error}.") from error


def web_address(statement: Statement) -> str:
    """The web address of a statement; "" where it has none."""
    given = statement.source.web or statement.source.address
    return given if given.startswith(("http://", "https://")) else ""


def _day(source: Any) -> Any:
    return source.retrieved_at.date()


def _name(address: str) -> str:
    return "standard input" if address == "-" else address.replace("\\", "/").rpartition("/")[2]
