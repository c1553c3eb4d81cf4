"""One commitment through a series: which promises restate an earlier one, and what changed at each step.

Two sentences may say nearly the same and still promise two things, so the relation of the sentences is not enough:
the slots of the promises must agree. A reversed verb, another negation, other named actors, or a date that had
passed when the later promise named its own make it another commitment.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Protocol

from facta.model import Act, Change, ChangeKind, Commitment, Extract, Passage, Quantity, Relation, Restated
from facta.text.actors import name
from facta.vocab import load
from facta.words.align import stem, tokens
from facta.words.commitments import commitment
from facta.words.deadlines import inside
from facta.words.promise import governing
from facta.words.speakers import speakers

CANDIDATES = 8
WORTH = 0.14
"""Least overlap of a candidate that is worth reading; the same as in ``trace``."""
SAID_BEFORE = 0.5
"""Least strength of "said before" for two promises to be one."""
SHARED = 0.45
"""Least share of one action's content words that the other promise has too, where the formula is not the same."""
FORCE: frozenset[ChangeKind] = frozenset({"softened", "hardened"})
NEGATION = re.compile(r"\b(?:not|never|no longer|cannot|neither|refrain|avoid|abstain)\b|n['’]t\b", re.IGNORECASE)
FIRM = 3
"""Least firmness of a promise that a sentence makes beside what it mainly does, for a later promise to restate it."""


class Candidate(Protocol):
    """What a proposal gives: where the earlier promise stands in the corpus."""

    @property
    def position(self) -> int:
        """Place in the corpus, from 0."""

    @property
    def overlap(self) -> float:
        """Share of the weighted words that both have, 0..1."""


Search = Callable[[Sequence[Sequence[str]], int, Sequence[int]], Iterable[Sequence[Candidate]]]
Propose = Callable[[Sequence[Sequence[str]]], Search]


class RelateMany(Protocol):
    """``words.relation.relate_many``, or what stands in for it."""

    def __call__(
        self,
        pairs: Sequence[tuple[str, str]],
        *,
        dates: Sequence[tuple[date | None, date | None]] | None = ...,
        typed: bool = ...,
    ) -> list[Relation]:
        """The relation of each (later, earlier) pair."""


@dataclass(frozen=True, slots=True)
class _Place:
    position: int
    overlap: float


@dataclass(frozen=True, slots=True)
class _Promise:
    """A commitment with what it is compared by."""

    commitment: Commitment
    statement: int
    said: date | None
    words: tuple[str, ...]
    action: frozenset[str]
    promised: frozenset[str]
    """All words from the cue on: a sentence may promise several things, and its action is the first of them."""
    negated: bool

    @property
    def passage(self) -> Passage:
        """Where it stands."""
        return self.commitment.passage


@dataclass(frozen=True, slots=True)
class _Aside:
    """A promise in a sentence that as a whole does something else: it can be restated, and restates nothing.

    It is taken apart only where a later promise is near to it (``_settled``): most are never asked for.
    """

    passage: Passage
    act: Act
    extract: Extract
    statement: int
    words: tuple[str, ...]


def restated(
    extracts: Sequence[Extract], *, relate_many: RelateMany, propose: Propose | None = None
) -> tuple[Restated, ...]:
    """Commitments that stand in more than one statement, each with its restatements by date.

    ``extracts`` are the statements of a series in the order of time. Every commitment takes up at most one earlier
    one, the most alike, and is taken up at most once by each later statement. What it takes up may also be a promise
    in a sentence that as a whole does something else ("We condemn the raid and commit to patrol the strait"). Threads
    come in the order of their first statement; a commitment made once is in none.
    """
    found: list[_Promise | _Aside] = []
    for number, extract in enumerate(extracts):
        found += [_promise(one, number, extract.statement.date) for one in extract.commitments]
        found += _asides(extract, number)
    parent = _parents(found, relate_many, propose or _by_overlap)
    held = {at: one for at, one in enumerate(found) if isinstance(one, _Promise)}
    members: dict[int, list[int]] = {}
    root: dict[int, int] = {}
    for at in held:
        earlier = parent.get(at)
        head = at if earlier is None else root[earlier]
        if earlier is not None and any(held[other].statement == held[at].statement for other in members[head]):
            head = at  # two promises of one statement are two promises
        root[at] = head
        members.setdefault(head, []).append(at)
    threads = [[held[at] for at in places] for places in members.values() if len(places) > 1]
    steps = [(later, earlier) for thread in threads for earlier, later in pairwise(thread)]
    related = iter(
        relate_many(
            [(later.commitment.passage.quote, earlier.commitment.passage.quote) for later, earlier in steps],
            dates=[(later.said, earlier.said) for later, earlier in steps],
        )
    )
    return tuple(_thread(thread, related) for thread in threads)


def _thread(thread: Sequence[_Promise], related: Iterator[Relation]) -> Restated:
    changes = tuple(
        merged(next(related).changes, differences(later.commitment, earlier.commitment))
        for earlier, later in pairwise(thread)
    )
    commitments = tuple(one.commitment for one in thread)
    return Restated(f"r-{commitments[0].id.removeprefix('c-')}", commitments, changes)


def _asides(extract: Extract, statement: int) -> Iterator[_Aside]:
    """Promises in sentences whose act is another one; reports of what was done are none."""
    for passage, act in zip(extract.passages, extract.acts, strict=True):
        if act is None or act.label in ("commitment", "deed"):
            continue
        cue = governing(passage.quote)
        if cue is not None and cue.level >= FIRM:
            yield _Aside(passage, act, extract, statement, _words(passage.quote))


def _settled(one: _Promise | _Aside) -> _Promise | None:
    """The promise taken apart; None where it is too weak to be restated."""
    if isinstance(one, _Promise):
        return one
    said = one.extract.statement.date
    names = tuple(map(name, speakers(one.extract.statement)))
    found = commitment(one.passage, one.act, said, "", names)
    return _promise(found, one.statement, said) if found.firmness >= FIRM else None


def _promise(one: Commitment, statement: int, said: date | None) -> _Promise:
    quote = one.passage.quote
    begin, end = (one.action.begin, one.action.end) if one.action else (0, len(quote))
    acted = quote[begin:end]
    return _Promise(
        one,
        statement,
        said,
        _words(quote),
        _content(acted),
        _content(quote[begin:]),
        bool(one.negated or NEGATION.search(acted[:30])),
    )


def _words(quote: str) -> tuple[str, ...]:
    found = tokens(quote)
    return tuple(token.stem for token in found if not token.stop) or tuple(token.stem for token in found)


def _content(text: str) -> frozenset[str]:
    return frozenset(token.stem for token in tokens(text) if not token.stop and not token.number)


def _parents(held: list[_Promise | _Aside], relate_many: RelateMany, propose: Propose) -> dict[int, int]:
    """For each promise the earlier one it takes up, if any; asides that are taken up are settled in ``held``."""
    if not held:
        return {}
    first: dict[int, int] = {}
    for at, one in enumerate(held):
        first.setdefault(one.statement, at)
    search = propose([one.words for one in held])
    later = {at: one for at, one in enumerate(held) if isinstance(one, _Promise)}
    found = search([one.words for one in later.values()], CANDIDATES, [first[one.statement] for one in later.values()])
    pairs = [
        (at, near.position) for at, places in zip(later, found, strict=True) for near in places if near.overlap >= WORTH
    ]
    # The changes are wanted of the pairs that are kept, not of all that are looked at.
    related = relate_many(
        [(held[at].passage.quote, held[other].passage.quote) for at, other in pairs],
        typed=False,
    )
    best: dict[int, tuple[bool, bool, float, int]] = {}
    settled: dict[int, _Promise | None] = {}
    for (at, other), relation in zip(pairs, related, strict=True):
        if relation.score < SAID_BEFORE:
            continue
        if other not in settled:
            settled[other] = _settled(held[other])
        earlier = settled[other]
        if earlier is not None and same(later[at], earlier, relation):
            rank = (relation.label == "recycled", other in later, round(relation.score, 2), other)
            best[at] = max(best.get(at, rank), rank)
    parent = {at: rank[3] for at, rank in best.items()}
    for other in parent.values():
        held[other] = settled[other] or held[other]
    return parent


def same(later: _Promise, earlier: _Promise, relation: Relation) -> bool:
    """Whether the slots of two promises whose sentences are alike agree."""
    a, b = later.commitment, earlier.commitment
    if later.negated != earlier.negated or _reversed(later.action, earlier.action):
        return False
    if _named(a) and _named(b) and not _named(a) & _named(b):
        return False
    if _over(a, b, later.said):
        return False
    shared = max(_share(later.action, earlier.promised), _share(earlier.action, later.promised))
    # What others promised and the speakers welcome is the same promise only where its content is.
    return shared >= SHARED or (relation.label == "recycled" and a.third_party == b.third_party)


def _share(action: frozenset[str], other: frozenset[str]) -> float:
    return len(action & other) / (len(action) or 1)


def _named(commitment: Commitment) -> frozenset[str]:
    return frozenset(actor for actor in commitment.actors if actor != "the speakers")


def _over(later: Commitment, earlier: Commitment, said: date | None) -> bool:
    """Whether the earlier promise was due before the later one was made, and the later one names a date of its own."""
    due, new = earlier.deadline, later.deadline
    if not (due and due.latest and new and new.latest):
        return False
    return said is not None and due.latest < said and new.latest > due.latest and later.logistics


@cache
def _opposites() -> dict[str, tuple[tuple[int, int], ...]]:
    found: dict[str, list[tuple[int, int]]] = {}
    for number, sides in enumerate(load("opposites")):
        for side, words in enumerate(sides):
            for word in words:
                found.setdefault(stem(word), []).append((number, side))
    return {word: tuple(places) for word, places in found.items()}


def _reversed(later: frozenset[str], earlier: frozenset[str]) -> bool:
    """Whether a word of one action stands where its opposite stands in the other."""
    table = _opposites()
    only_later = {place for word in later - earlier for place in table.get(word, ())}
    only_earlier = {place for word in earlier - later for place in table.get(word, ())}
    flipped = {(number, 1 - side) for number, side in only_earlier}
    return bool(only_later & flipped - only_earlier)


def differences(later: Commitment, earlier: Commitment) -> tuple[Change, ...]:
    """What changed between two restatements, read off their slots."""
    found = []
    if later.firmness != earlier.firmness and _cued(later) and _cued(earlier):
        stronger: ChangeKind = "hardened" if later.firmness > earlier.firmness else "softened"
        found.append(Change(stronger, earlier.firmness_reason, later.firmness_reason, "firmness of the promise"))
    elif later.condition and not earlier.condition:
        found.append(Change("softened", "", later.condition.quote, "condition added"))
    elif earlier.condition and not later.condition:
        found.append(Change("hardened", earlier.condition.quote, "", "condition dropped"))
    due, new = _due(earlier), _due(later)
    named = earlier.deadline is not None and later.deadline is not None and inside(later.deadline, earlier.deadline)
    if due[0] != new[0] and not named:
        found.append(Change("deadline_moved", due[1], new[1], "the date promised"))
    if _amounts(earlier.quantities) != _amounts(later.quantities):
        before, after = ("; ".join(one.span.quote for one in held.quantities) for held in (earlier, later))
        found.append(Change("amount_changed", before, after, "the number promised"))
    gone, come = _named(earlier) - _named(later), _named(later) - _named(earlier)
    if _named(earlier) and _named(later):
        if come:
            found.append(Change("actor_added", "", ", ".join(sorted(come)), "who must act"))
        if gone:
            found.append(Change("actor_dropped", ", ".join(sorted(gone)), "", "who must act"))
    return tuple(found)


def _cued(commitment: Commitment) -> bool:
    """Whether words of the promise, which its reason quotes, decided the level, and not its form as a list item."""
    return commitment.firmness_reason.startswith("'")


def _due(commitment: Commitment) -> tuple[date | None, str]:
    """The last day that is promised, and how it is told."""
    deadline = commitment.deadline
    if deadline is None or deadline.latest is None:
        return None, ""
    return deadline.latest, f"{deadline.span.quote} ({deadline.latest})"


def _amounts(held: Iterable[Quantity]) -> frozenset[tuple[float, float | None, str]]:
    return frozenset((one.value, one.high, one.unit) for one in held)


def merged(first: Iterable[Change], second: Iterable[Change]) -> tuple[Change, ...]:
    """Both lists; of the second only kinds that the first lacks, and no force against the first one's."""
    kept = list(first)
    kinds = {change.kind for change in kept}
    if kinds & FORCE:
        kinds |= FORCE
    return (*kept, *(change for change in second if change.kind not in kinds))


def _by_overlap(corpus: Sequence[Sequence[str]]) -> Search:
    """Candidates by shared words, for a series small enough to look at every promise."""
    sets = [frozenset(words) for words in corpus]

    def search(queries: Sequence[Sequence[str]], limit: int, before: Sequence[int]) -> Iterable[Sequence[Candidate]]:
        for query, bound in zip(queries, before, strict=True):
            words = frozenset(query)
            ranked = [(len(words & other) / (len(words | other) or 1), at) for at, other in enumerate(sets[:bound])]
            yield [_Place(at, share) for share, at in sorted(ranked, reverse=True)[:limit]]

    return search
