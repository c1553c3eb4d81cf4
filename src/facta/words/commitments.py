"""A promise taken apart: who, does what, by when, how much, on what condition, how firmly, and can it be checked.

Rules over the cue that binds (``promise``), the expressions of time and number in the sentence, and vocabularies;
``testability`` adds a small trained model. English; other languages give dates and quantities only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from facta.ids import digest
from facta.model import Act, Commitment, Deadline, Passage, Quantity
from facta.text.actors import mentions
from facta.words.binding import governing_deadline, measuring
from facta.words.deadlines import deadlines
from facta.words.firmness import rule
from facta.words.negation import negation
from facta.words.parties import actors, partners, third_party
from facta.words.promise import Promise, governing
from facta.words.terms import action, condition, logistics
from facta.words.testability import features, verdict


@dataclass(frozen=True, slots=True)
class Parts:
    """What a sentence's promise is made of, before it is told as a Commitment."""

    promise: Promise | None
    deadline: Deadline | None
    quantities: tuple[Quantity, ...]
    firmness: int
    firmness_reason: str
    logistics: bool
    features: dict[str, float]
    """What the model of testability sees."""


def parts(sentence: str, said: date | None, before: str = "", speakers: Sequence[str] = ()) -> Parts:
    """Cue, deadline, quantities, firmness and flags of the promise in a sentence."""
    promise = governing(sentence)
    times = deadlines(sentence, said, _country(sentence, promise, speakers))
    when = governing_deadline(sentence, times, promise, said)
    sizes = measuring(sentence, promise, times)
    level, why = rule(sentence, promise)
    planned = logistics(sentence, promise)
    seen = features(sentence, promise, level, when, sizes, planned, before)
    return Parts(promise, when, sizes, level, why, planned, seen)


def commitment(
    passage: Passage, act: Act, said: date | None, before: str = "", speakers: Sequence[str] = ()
) -> Commitment:
    """The commitment that a passage makes; ``act`` is its act (its confidence is carried over), ``said`` the
    statement's date, ``before`` the sentence before it, ``speakers`` short names of those who issue the statement
    ("we" means them; without them it stands as "the speakers").
    """
    sentence = passage.quote
    read = parts(sentence, said, before, speakers)
    who = actors(sentence, read.promise, speakers, before)
    against = negation(sentence, read.promise)
    checkable, because, _ = verdict(read.features)
    return Commitment(
        id=f"c-{digest(passage.id + sentence)[:12]}",
        passage=passage,
        actors=who,
        action=action(sentence, read.promise, against.at if against else -1),
        negated=against.words if against else "",
        partners=partners(sentence, read.promise, who),
        deadline=read.deadline,
        quantities=read.quantities,
        condition=condition(sentence),
        firmness=read.firmness,
        firmness_reason=read.firmness_reason,
        testability=checkable,
        testability_reason=because,
        third_party=third_party(sentence, read.promise),
        logistics=read.logistics,
        confidence=act.confidence,
    )


def _country(sentence: str, promise: Promise | None, speakers: Sequence[str]) -> str:
    """Whose fiscal year is meant: the one state named before the cue, else the only speaker."""
    named = [one for one in mentions(sentence) if len(one.id) == 2]
    ahead = {one.id for one in named if promise and one.begin < promise.begin}
    for group in (ahead, {one.id for text in speakers for one in mentions(text)}):
        if len(group) == 1:
            return next(iter(group))
    return ""
