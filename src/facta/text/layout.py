"""Reading the lines of a statement: headings, list items, numbered paragraphs, running text.

Statements arrive with one line a paragraph, or with lines wrapped at a width, or both. A line break is only wrapping
where the next line's first word would not have fitted, and the sentence goes on; see ``_goes_on``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from facta.vocab import load

_SPACE = r"[ \t\u00a0\u1680\u2000-\u200f\u202f\u205f\u2060\u3000\ufeff]"
_MARKER = re.compile(
    rf"{_SPACE}*(?:"
    rf"(?P<bullet>[-*•·◦▪▫■□●○‣⁃∙➢►➤✓–—※・])(?:{_SPACE}+|(?<=[•◦▪■●‣⁃➢►・])(?=\S))"
    rf"|(?P<letter>\([a-z]{{1,2}}\)|\([ivx]{{1,5}}\)|[a-z]\)|\(\d{{1,3}}\)|\d{{1,3}}\)|（\d{{1,3}}）|[①-⑳])(?:{_SPACE}*)"
    rf"|(?P<number>\d{{1,3}}(?:\.\d{{1,2}})*\.|\d{{1,3}}(?:\.\d{{1,2}})+|[IVX]{{1,6}}\.)(?:{_SPACE}+)"
    rf"|(?P<wide>（[一二三四五六七八九十]{{1,3}}）|[一二三四五六七八九十]{{1,3}}、|第[一二三四五六七八九十]{{1,3}}[章节条])(?:{_SPACE}*)"
    r")(?=\S)"
)
_HEAD_MARK = re.compile(rf"{_SPACE}*(#{{1,6}}){_SPACE}+|{_SPACE}*(\*\*|__)(?=\S)")
_END = re.compile(r"[.!?…。！？｡:：][\"'”’»)\]」』）*_]*$")
_PAUSE = re.compile(r"[;；,，、–—-][\"'”’»)\]」』）*_]*$")
_PLACE = re.compile(r"(?:[A-Z][\w’'-]* ?){1,3}, (?:[A-Z]\.){2,3}")  # "Washington, D.C.": a dateline on its own.
_WORD = re.compile(r"[^\W_][\w'’.-]*")
_SMALL = 4
"""Words of up to this many letters may be lower-case in a title ("with", "for", "and")."""
_LONGEST_HEADING = 130
_SHORTEST_WRAPPED = 40
_LONGEST_WRAPPED = 100
"""Lines are wrapped at a width between these two, or not at all."""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, list item or paragraph: where its words stand, without number or marker."""

    kind: Literal["heading", "item", "paragraph"]
    begin: int
    end: int
    number: str = ""


@dataclass(slots=True)
class _Line:
    begin: int
    end: int
    """Without the line break and the space before it."""
    body: int
    """Where the words begin: behind indent, number or marker."""
    kind: str = ""
    number: str = ""
    gap: bool = False
    """True where a blank line (or the beginning of the text) stands before it."""
    indent: int = 0


def blocks(text: str) -> Iterator[Block]:
    """The blocks of a text in order."""
    lines = _lines(text)
    width = _width(lines)
    at = 0
    while at < len(lines):
        run = at + 1
        while run < len(lines) and not lines[run].gap:
            run += 1
        yield from _blocks(text, lines[at:run], run < len(lines), width)
        at = run


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    place = 0
    gap = True
    for raw in text.splitlines(keepends=True):
        begin = place
        place += len(raw)
        stripped = raw.strip()
        if not stripped:
            gap = True
            continue
        indent = len(raw) - len(raw.lstrip())
        end = begin + len(raw.rstrip())
        line = _Line(begin + indent, end, begin + indent, gap=gap, indent=indent)
        match = _MARKER.match(text, line.begin, end)
        if match and match.end() < end:
            line.kind = match.lastgroup or ""
            line.number = "" if line.kind == "bullet" else match.group().strip()
            line.body = match.end()
        lines.append(line)
        gap = False
    return lines


def _width(lines: list[_Line]) -> int:
    """The width that a text is wrapped at, or 0 where it is not: a few long lines (addresses, tables) do not count."""
    lengths = sorted(line.end - line.begin for line in lines)
    fitting = [length for length in lengths if length <= _LONGEST_WRAPPED]
    if not fitting or len(fitting) < 0.8 * len(lengths) or fitting[-1] < _SHORTEST_WRAPPED:
        return 0
    return fitting[-1]


def _blocks(text: str, lines: list[_Line], more: bool, width: int) -> Iterator[Block]:
    """The blocks of consecutive lines without a blank line between them."""
    at = 0
    while at < len(lines):
        last = at
        while last + 1 < len(lines) and _goes_on(text, lines[last], lines[last + 1], width):
            last += 1
        line = lines[at]
        begin, end = line.body, lines[last].end
        follows = last + 1 < len(lines) or more
        if line.kind in ("bullet", "letter"):
            yield Block("item", begin, end, line.number)
        elif last == at and _is_heading(text, line, follows):
            yield _heading(text, line)
        elif line.kind == "number" and not _stops(text, begin, end):
            yield Block("item", begin, end, line.number)
        else:
            yield Block("paragraph", begin, end, line.number)
        at = last + 1


def _goes_on(text: str, line: _Line, following: _Line, width: int) -> bool:
    """Whether the break between two lines is only wrapping."""
    ended = _END.search(text, max(line.begin, line.end - 4), line.end)
    if following.kind and (following.kind in ("bullet", "letter", "wide") or ended or line.kind == "number"):
        return False
    if _HEAD_MARK.match(text, line.begin, line.end) and text[line.begin] == "#":
        return False
    if text[following.begin] == "#":
        return False
    first = text[following.begin]
    if first.islower():
        return True
    if not width:
        # One line a paragraph, as written; yet a sentence may be broken in the middle.
        return not ended and line.end - line.begin > _LONGEST_HEADING and not first.isupper() and first.isascii()
    if following.indent > line.indent and ended:
        return False
    length = line.end - line.begin
    if length + 1 + _next_word_length(text, following) > width - 3:
        return True
    if ended:
        return False
    return length > 0.75 * width > 40 or _PAUSE.search(text, max(line.begin, line.end - 4), line.end) is not None


def _stops(text: str, begin: int, end: int) -> bool:
    tail = max(begin, end - 4)
    return (_END.search(text, tail, end) or _PAUSE.search(text, tail, end)) is not None


def _next_word_length(text: str, line: _Line) -> int:
    space = text.find(" ", line.begin, line.end)
    return (space if space >= 0 else line.end) - line.begin


def _heading(text: str, line: _Line) -> Block:
    begin, end = line.body, line.end
    match = _HEAD_MARK.match(text, begin, end)
    if match:
        begin = match.end()
        while end > begin and text[end - 1] in "*_# :":
            end -= 1
    return Block("heading", begin, max(end, begin), line.number)


@cache
def _heading_verbs() -> frozenset[str]:
    return frozenset(load("abbreviations")["heading_verbs"])


def _is_heading(text: str, line: _Line, follows: bool) -> bool:
    begin, end = line.body, line.end
    marked = _HEAD_MARK.match(text, begin, end)
    if marked:
        if marked.group(1):
            return True
        # Bold from end to end is a heading; a bold beginning is a run-in one, and stays in its paragraph.
        return (
            text.endswith((marked.group(2), marked.group(2) + ":"), begin, end)
            and text.count(marked.group(2), begin, end) == 2
        )
    led_in = text[end - 1] in ":："
    if end - begin > _LONGEST_HEADING or (
        _stops(text, begin, end) and not led_in and not _PLACE.fullmatch(text, begin, end)
    ):
        return False
    if line.kind == "wide":
        return end - begin <= 40
    words = _WORD.findall(text[begin:end])
    if not words:
        return False
    if not text[begin:end].isascii() and _wide_share(text[begin:end]) > 0.5:
        return follows and end - begin <= 30 and not any(mark in text[begin:end] for mark in "，。：；、")
    if any(word.lower() in _heading_verbs() for word in words):
        return False
    if not (words[0][0].isupper() or words[0][0].isdigit()):
        return False
    titled = all(word[0].isupper() or word[0].isdigit() or len(word) <= _SMALL for word in words)
    return titled or (follows and len(words) <= 10 and line.gap and not led_in)


def _wide_share(text: str) -> float:
    return sum("\u3040" <= character <= "\u9fff" for character in text) / len(text)
