"""Plain text: paragraphs out of lines, whether lines were wrapped at a width or are paragraphs themselves."""

from __future__ import annotations

import itertools
import re

from facta.read.lines import ITEM, attach, columns, glued, is_final, join, scrub, tidy, words_of

_WIDEST = 120
"""Columns beyond which a line is a paragraph and not a wrapped line."""
_LINK = re.compile(r"!?\[([^\[\]]{0,400})\]\(\s*(?:https?:|mailto:)[^()\s]{0,2000}(?:\([^()\s]*\)[^()\s]*)?\s*\)")
_STRONG = re.compile(r"\*\*(?=\S)([^*]+?)(?<=\S)\*\*")


def plain(text: str) -> str:
    """Readable prose from plain text: see ``facta.read.lines`` for what is promised.

    Lines are joined only where the text as a whole is evidently wrapped: most lines that are followed by another are
    about as wide as the widest, and do not end a sentence.
    """
    text = scrub(text)
    if "](" in text:
        text = _LINK.sub(r"\1", text)
    if "**" in text:
        text = _STRONG.sub(r"\1", text)
    lines = [line.rstrip() for line in text.split("\n")]
    width = _wrap_width(lines)
    return tidy(_wrapped(lines, width) if width else _unwrapped(lines))


def _wrap_width(lines: list[str]) -> int:
    """Columns at which the text was wrapped; 0 where it was not."""
    pairs = [(line, after) for line, after in itertools.pairwise(lines) if line.strip() and after.strip()]
    if len(pairs) < 2:
        return 0
    widths = sorted(columns(line) for line, _ in pairs)
    width = widths[min(len(widths) - 1, int(len(widths) * 0.97))]
    if not 30 <= width <= _WIDEST or widths[-1] > 2 * _WIDEST:
        return 0
    full = sum(_full(line, after, width, 0.75) for line, after in pairs)
    open_ended = sum(not is_final(line) for line, _ in pairs)
    return width if full >= 0.6 * len(pairs) and open_ended >= 0.5 * len(pairs) else 0


def _full(line: str, after: str, width: int, share: float) -> bool:
    """True where the first word of the next line would not have fitted on this one."""
    first = after.split(None, 1)[0]
    return columns(line) + 1 + min(columns(first), 20) > share * width


def _wrapped(lines: list[str], width: int) -> list[str]:
    words = words_of(lines)
    paragraphs: list[list[str]] = []
    before = item = last = ""
    for raw in lines:
        line = raw.strip()
        if not line:
            before = ""
            continue
        if not before and _runs_on(last, line, width):
            attach(paragraphs[-1], line, words)
        elif not before:
            paragraphs.append([line])
            item = line
        elif _starts_item(line, before, item):
            paragraphs[-1].append("\n" + line)
            item = line
        elif is_final(before) and (_indented(raw, before) or not _full(before.strip(), line, width, 0.7)):
            paragraphs.append([line])
            item = line
        elif not is_final(before) and not _full(before.strip(), line, width, 0.6) and not line[0].islower():
            paragraphs[-1].append("\n" + line)
        else:
            attach(paragraphs[-1], line, words)
        before = last = raw.rstrip()
    return ["".join(parts) for parts in paragraphs]


def _runs_on(last: str, line: str, width: int) -> bool:
    """A sentence goes on behind the blank line that a page break left: full line, no full stop, small letter."""
    return (
        bool(last)
        and line[0].islower()
        and not is_final(last)
        and not ITEM.match(line)
        and _full(last, line, width, 0.7)
    )


def _indented(line: str, before: str) -> bool:
    return len(line) - len(line.lstrip()) > len(before) - len(before.lstrip())


def _starts_item(line: str, before: str, current: str) -> bool:
    """A mark at the head of a line begins an item only after the end of a sentence, a clause or another item."""
    mark = ITEM.match(line)
    if not mark:
        return False
    item_before = ITEM.match(current)
    if mark["bullet"]:
        return bool(mark.end() > 1 and (is_final(before) or item_before or before.rstrip().endswith(",")))
    return bool(is_final(before))


def _unwrapped(lines: list[str]) -> list[str]:
    paragraphs: list[str] = []
    before = ""
    for line in _mended(lines):
        if not line:
            before = ""
            continue
        if not before:
            paragraphs.append(line)
        elif line[0].islower() and not is_final(before) and not ITEM.match(line):
            paragraphs[-1] += f" {line}"
        elif _next_item(before, line) or (max(columns(before), columns(line)) <= 80 and not is_final(before)):
            paragraphs[-1] += f"\n{line}"
        else:
            paragraphs.append(line)
        before = line
    return paragraphs


def _mended(lines: list[str]) -> list[str]:
    """Lines with impossible breaks mended, as they stand where the text of a link was put on a line of its own."""
    mended: list[str] = []
    for line in (line.strip() for line in lines):
        if line and mended and mended[-1] and glued(mended[-1], line):
            mended[-1] += line
            if len(mended) > 1 and mended[-2] and not is_final(mended[-2]):
                fragment = mended.pop()
                mended[-1] = join(mended[-1], fragment)
        else:
            mended.append(line)
    return mended


def _next_item(before: str, line: str) -> bool:
    """Short items of a list are lines of one block; numbered paragraphs are paragraphs."""
    return len(before) <= 300 and bool(ITEM.match(line) and (ITEM.match(before) or before.endswith((":", "："))))
