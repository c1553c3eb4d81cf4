"""The passages of many statements in the order of time, each distinct wording once.

Order: by date; statements of one day by id, numbers in ids by value (``mfa-9`` before ``mfa-10``). A statement
without a date stands after every dated one, as a draft would: what is undated is never taken for earlier than what
is dated. Headings, fragments and attributions ("The below is attributable to …") are left out: they are no claims that
could be said again. Rolls of votes are compared, but they are a form to fill in, and count in no share.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise

from facta.model import Passage, Statement
from facta.text.segment import segment as _segment
from facta.text.tokens import words_of
from facta.vocab import load

Segment = Callable[[Statement], tuple[Passage, ...]]
Words = tuple[str, ...]

LEAST_WORDS = 4
"""A passage of fewer words is a fragment. A Chinese or Japanese character counts as half a word."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """Statements with their comparable passages. Passages and wordings are numbered in the order of time."""

    statements: tuple[Statement, ...]
    passages: tuple[Passage, ...]
    owner: tuple[int, ...]
    """Of each passage, the number of its statement."""
    starts: tuple[int, ...]
    """Of each statement, its first passage; one entry more at the end."""
    wordings: tuple[Words, ...]
    """The distinct passages as folded words, by first use."""
    keys: tuple[Words, ...]
    """Of each wording, what candidates are looked up by: its words, Chinese and Japanese characters by twos."""
    wording: tuple[int, ...]
    """Of each passage, its wording."""
    copies: tuple[tuple[int, ...], ...]
    """Of each wording, the passages printed so, in order."""
    seen: tuple[int, ...]
    """Of each statement, how many wordings came before it: ``wordings[:seen[i]]`` is what it could repeat."""

    def place(self, statement: str) -> int:
        """Number of the statement with this id. Raises KeyError where there is none."""
        for number, candidate in enumerate(self.statements):
            if candidate.id == statement:
                return number
        raise KeyError(f"no statement {statement!r} among {len(self.statements)}: pass it with the others")

    def quote(self, wording: int) -> str:
        """The wording as it was first printed."""
        return self.passages[self.copies[wording][0]].quote

    def of(self, number: int) -> range:
        """Numbers of the passages of a statement."""
        return range(self.starts[number], self.starts[number + 1])


def until(corpus: Corpus, number: int) -> Corpus:
    """The corpus as it stood when statement ``number`` was issued: what came later is cut off."""
    end, wordings = corpus.starts[number + 1], corpus.seen[number + 1]
    return Corpus(
        statements=corpus.statements[: number + 1],
        passages=corpus.passages[:end],
        owner=corpus.owner[:end],
        starts=corpus.starts[: number + 2],
        wordings=corpus.wordings[:wordings],
        keys=corpus.keys[:wordings],
        wording=corpus.wording[:end],
        copies=tuple(tuple(place for place in copies if place < end) for copies in corpus.copies[:wordings]),
        seen=corpus.seen[: number + 2],
    )


def in_order(statements: Sequence[Statement]) -> list[Statement]:
    """Statements in the order of time (see the module), each id once: the first given stays."""
    distinct: dict[str, Statement] = {}
    for statement in statements:
        distinct.setdefault(statement.id, statement)
    return sorted(distinct.values(), key=_moment)


def comparable(passage: Passage) -> bool:
    """True for what could be said again: no heading or attribution, and four words or eight characters at least."""
    return _claims(passage) and _length(words_of(passage.quote)) >= LEAST_WORDS


def counts(passage: Passage) -> bool:
    """True for what counts in a share of what was said before: a roll of votes is a form to fill in."""
    return not _form("rolls").match(passage.quote)


def _claims(passage: Passage) -> bool:
    return passage.kind != "heading" and not _form("attributions").match(passage.quote)


@cache
def _form(name: str) -> re.Pattern[str]:
    return re.compile(load("wording")["forms"][name], re.IGNORECASE)


def gather(statements: Sequence[Statement], segment: Segment = _segment) -> Corpus:
    """Cut the statements into passages and number them. About 1 s for 25,000 passages."""
    ordered = in_order(statements)
    passages: list[Passage] = []
    owner: list[int] = []
    starts = [0]
    seen: list[int] = []
    numbers: dict[Words, int] = {}
    wording: list[int] = []
    copies: list[list[int]] = []
    for number, statement in enumerate(ordered):
        seen.append(len(numbers))
        for passage in segment(statement):
            if not _claims(passage):
                continue
            words = tuple(words_of(passage.quote))
            if _length(words) < LEAST_WORDS:
                continue
            at = numbers.setdefault(words, len(numbers))
            if at == len(copies):
                copies.append([])
            copies[at].append(len(passages))
            wording.append(at)
            owner.append(number)
            passages.append(passage)
        starts.append(len(passages))
    return Corpus(
        statements=tuple(ordered),
        passages=tuple(passages),
        owner=tuple(owner),
        starts=tuple(starts),
        wordings=tuple(numbers),
        keys=tuple(_key(words) for words in numbers),
        wording=tuple(wording),
        copies=tuple(tuple(places) for places in copies),
        seen=(*seen, len(numbers)),
    )


def _length(words: Sequence[str]) -> float:
    if len(words) >= 2 * LEAST_WORDS:
        return len(words)
    return sum(0.5 if wide(word) else 1.0 for word in words)


def wide(word: str) -> bool:
    """True for a single Chinese or Japanese character."""
    return len(word) == 1 and word >= "\u2e80"


def _key(words: Words) -> Words:
    if not any(wide(word) for word in words):
        return words
    pairs = [a + b if wide(a) and wide(b) else a for a, b in pairwise((*words, " "))]
    return tuple(pair for number, pair in enumerate(pairs) if len(pair) > 1 or not (number and wide(words[number - 1])))


def _moment(statement: Statement) -> tuple[bool, date, list[tuple[bool, int, str]]]:
    parts = re.split(r"(\d{1,18})", statement.id)
    key = [(part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in parts if part]
    return statement.date is None, statement.date or date.min, key
