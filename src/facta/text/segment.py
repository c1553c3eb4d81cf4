"""Cutting a statement into headings, list items and sentences.

Two layers. ``facta.text.layout`` reads the lines: which are headings, items, numbered paragraphs, and which lines are
only wrapped. This file cuts each block of running text into sentences by its own rules: every full stop is judged by
the word before it and the word after it (vocab/abbreviations.yaml), Chinese and Japanese stops by the quotation marks
that are open around them.

The invariant: ``statement.text[p.begin:p.end] == p.quote`` for every passage, in order, none overlapping. Only white
space, printed numbers, list markers and lines without a letter or digit lie between passages.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from facta.model import Passage, PassageKind, Span, Statement
from facta.text.layout import Block, blocks
from facta.vocab import load

_CLOSERS = "\"'”’»)\\]」』）】》"
_OPENERS = "\"'“‘«([「『（【《*_"
# A place where a sentence may end. Groups: 1 the stop with what closes behind it, 2 the space.
_STOP = re.compile(
    rf"((?:\.\.\.+|[.!?…])[.!?…]*(?:\[\d{{1,3}}\])?[{_CLOSERS}*_]*)"
    r"([\s\u200b-\u200d\u2060\ufeff]+|(?<=[a-z]{3}\.)(?=[A-Z][a-z]*\s))"
)
_WIDE = re.compile(r"[。！？｡「」『』“”（）]")
_WIDE_STOP = frozenset("。！？｡")
_OPENS = {"「": "」", "『": "』", "“": "”", "（": "）"}
_CLOSES = frozenset(_OPENS.values())
# What goes on after a closed quotation in Japanese and Chinese: a particle or a comma, not a new sentence.
_GOES_ON = frozenset("とっはがをのにでやもなだし、，；：的等是,;:…—")
_EDGE = re.compile(r"[\s\u200b-\u200d\u2060\ufeff\u00ad]+")
_NEXT = re.compile(rf"[{re.escape(_OPENERS)}\s]*([^\W_][\w'’-]*(?:\.(?=\w)\w+)*)")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}")
_JOINED = re.compile(r"[-–—/]")
_CLAUSE = re.compile(r"(?:[A-Z][\w’'-]*\s+){1,7}(?:[a-z]+ly\s+)?([a-z]+)\s")
_FINITE_ENDING = re.compile(r"[a-z]{2,}ed")
_FRONTED = 60
"""Characters of a phrase that may stand in front of a clause."""
_BEFORE = 48
"""How far back the word before a stop is looked for: longer words are no abbreviations."""


class _Words(NamedTuple):
    titles: frozenset[str]
    numbered: frozenset[str]
    months: frozenset[str]
    inner: frozenset[str]
    never: frozenset[str]
    places: frozenset[str]
    starters: frozenset[str]
    subjects: frozenset[str]
    two_word_subjects: frozenset[str]
    fronted: frozenset[str]
    finite: frozenset[str]


@cache
def _words() -> _Words:
    vocabulary = load("abbreviations")
    return _Words(*(frozenset(vocabulary[field]) for field in _Words._fields))


def segment(statement: Statement) -> tuple[Passage, ...]:
    """The passages of a statement in order of the text. An empty statement has none.

    A printed number or list marker is not part of the quote; a number is kept in ``Passage.number``. A list item of
    one sentence has kind ``item``; the sentences of a longer item, and of paragraphs, have kind ``sentence``.
    """
    text = statement.text
    passages: list[Passage] = []
    heading = ""
    paragraph = -1
    for block in blocks(text):
        spans = [(block.begin, block.end)] if block.kind == "heading" else _cut(text, block.begin, block.end)
        spans = [trimmed for span in spans if (trimmed := _trim(text, *span)) and _says_something(text, *trimmed)]
        if not spans:
            continue
        paragraph += 1
        kind = _kind(block, len(spans))
        if kind == "heading":
            heading = _EDGE.sub(" ", text[spans[0][0] : spans[0][1]])
        for begin, end in spans:
            passages.append(
                Passage(
                    statement=statement.id,
                    index=len(passages),
                    kind=kind,
                    begin=begin,
                    end=end,
                    quote=text[begin:end],
                    paragraph=paragraph,
                    number=block.number,
                    heading="" if kind == "heading" else heading,
                )
            )
    return tuple(passages)


def sentences(text: str, language: str = "en") -> list[Span]:
    """The sentences of running text without headings or lists. ``language`` is not needed: the marks tell."""
    spans = [trimmed for span in _cut(text, 0, len(text)) if (trimmed := _trim(text, *span))]
    return [Span(begin, end, text[begin:end]) for begin, end in spans]


def _kind(block: Block, count: int) -> PassageKind:
    if block.kind == "heading":
        return "heading"
    return "item" if block.kind == "item" and count == 1 else "sentence"


def _says_something(text: str, begin: int, end: int) -> bool:
    # Most passages begin with a letter: look at all characters only where the first tells nothing.
    return text[begin].isalnum() or any(character.isalnum() for character in text[begin:end])


def _trim(text: str, begin: int, end: int) -> tuple[int, int] | None:
    while begin < end and _EDGE.match(text[begin]):
        begin += 1
    while end > begin and _EDGE.match(text[end - 1]):
        end -= 1
    return (begin, end) if begin < end else None


def _cut(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    cuts: list[int] = []
    start = begin
    for match in _STOP.finditer(text, begin, end):
        if _ends(text, start, match.start(1), match.end(1), match.end(2), end):
            start = match.end(1)
            cuts.append(start)
    if _WIDE.search(text, begin, end):
        cuts = sorted({*cuts, *_wide_cuts(text, begin, end)})
    edges = [begin, *cuts, end]
    return [(left, right) for left, right in pairwise(edges) if left < right]


def _ends(text: str, start: int, stop: int, behind: int, following: int, end: int) -> bool:
    """Whether the sentence begun at ``start`` ends with the mark at ``stop``; the next text is at ``following``."""
    if following >= end:
        return False
    after = text[following]
    if after.islower() or after in "–—-":
        return False  # Neither goes a sentence on in small letters, nor does one open with a dash.
    if text[stop] != "." or text.startswith("..", stop):
        return True
    words = _words()
    word_begin = max(
        text.rfind(" ", max(start, stop - _BEFORE), stop), text.rfind("\n", max(start, stop - _BEFORE), stop)
    )
    word = text[max(word_begin + 1, start) : stop].strip(_OPENERS + _CLOSERS)
    if len(word) > 12 and "." not in word:
        return True
    if not word:
        return True
    if behind > stop + 1 and text[stop + 1] in "\"'”’»":
        # A closed quotation: the stop belongs to it, and no abbreviation goes on behind it.
        return True
    if word.isdigit() and len(word) <= 3 and not text[start : stop - len(word)].strip(_OPENERS + " \n\t"):
        return False  # "2." at the head of a sentence is its number.
    if word in words.never:
        return False
    initial = len(word) == 1 and word.isupper()
    dotted = "." in word and _DOTTED.fullmatch(_JOINED.split(word)[-1]) is not None
    if not (
        initial
        or dotted
        or word in words.titles
        or word in words.numbered
        or word in words.months
        or word in words.inner
        or word.rpartition("-")[2] in words.titles
    ):
        return True
    match = _NEXT.match(text, following, min(end, following + 200))
    if not match:
        return not initial
    next_word = match.group(1)
    if word in words.numbered or word in words.months:
        if next_word[0].isdigit() or _roman(next_word):
            return False
        return word not in words.titles
    if word in words.titles or word.rpartition("-")[2] in words.titles:
        return False
    if next_word in words.starters:
        # "the U.S. In return …", but "Ulysses S. A …" hardly occurs.
        return True
    if initial:
        return False
    if word in words.places:
        clause = _CLAUSE.match(text, match.start(1), min(end, following + 200))
        return clause is not None and _finite(clause.group(1), words)
    if stop - start <= _FRONTED and _fronted(text[start:stop], words):
        return False
    return _new_subject(text, next_word, match.end(1), end, words)


def _fronted(said: str, words: _Words) -> bool:
    """Whether what stands before the stop is a phrase in front of its clause ("With the U.S.") and no sentence."""
    first, *rest = said.strip(_OPENERS + " \n\t").split()
    return first in words.fronted and not any(_finite(word, words) for word in rest)


def _new_subject(text: str, name: str, at: int, end: int, words: _Words) -> bool:
    """After an abbreviation: whether ``name`` with the next words opens a sentence ("Japan welcomed …")."""
    rest = text[at : min(end, at + 120)].split(None, 4)
    if not rest or not text[at : at + 1].isspace():
        return False
    if name not in words.subjects:
        if f"{name} {rest[0].strip(',')}" not in words.two_word_subjects:
            return False
        rest = rest[1:]
    if rest and rest[0] == "and" and len(rest) > 2:
        rest = rest[2:]
    return bool(rest) and _finite(rest[0], words)


def _finite(word: str, words: _Words) -> bool:
    return word in words.finite or _FINITE_ENDING.fullmatch(word) is not None


def _roman(word: str) -> bool:
    return bool(word) and not word.strip("IVXLC")


def _wide_cuts(text: str, begin: int, end: int) -> list[int]:
    """Ends of Chinese and Japanese sentences: a wide stop outside all quotation marks, with what closes behind it."""
    cuts: list[int] = []
    open_marks: list[str] = []
    balanced = _balanced(text, begin, end)
    stopped = False
    for match in _WIDE.finditer(text, begin, end):
        mark = match.group()
        if mark in _OPENS:
            if balanced:
                open_marks.append(_OPENS[mark])
            continue
        if mark in _CLOSES:
            if open_marks and open_marks[-1] == mark:
                open_marks.pop()
            # 「…。」 ends a sentence unless a particle goes on; （…。） never does by itself.
            inner_stop = match.start() > begin and text[match.start() - 1] in _WIDE_STOP
            stopped = inner_stop and mark != "）"
        else:
            stopped = True
        at = match.end()
        if stopped and not open_marks and at < end:
            after = text[at]
            if after in _WIDE_STOP or after in _CLOSES or (after in _GOES_ON and mark in _CLOSES):
                continue
            cuts.append(at)
    return cuts


def _balanced(text: str, begin: int, end: int) -> bool:
    # A quotation that is never closed must not swallow the rest of the text: then quotation marks are not tracked.
    return all(text.count(opens, begin, end) == text.count(closes, begin, end) for opens, closes in _OPENS.items())
