"""Plain text: paragraphs out of lines, whether lines were wrapped at a width or are paragraphs themselves."""

from __future__ import annotations

import re

from facta.read.lines import FINAL, ITEM, columns, glued, join, scrub, tidy

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
    pairs = [(line, after) for line, after in zip(lines, lines[1:], strict=False) if line.strip() and after.strip()]
    if len(pairs) < 2:
        return 0
    widths = sorted(columns(line) for line, _ in pairs)
    width = widths[min(len(widths) - 1, int(len(widths) * 0.97))]
    if not 30 <= width <= _WIDEST or widths[-1] > 2 * _WIDEST:
        return 0
    full = sum(_full(line, after, width, 0.75) for line, after in pairs)
    open_ended = sum(not FINAL.search(line) for line, _ in pairs)
    return width if full >= 0.6 * len(pairs) and open_ended >= 0.5 * len(pairs) else 0


def _full(line: str, after: str, width: int, share: float) -> bool:
    """True where the first word of the next line would not have fitted on this one."""
    first = after.split(None, 1)[0]
    return columns(line) + 1 + min(columns(first), 20) > share * width


def _wrapped(lines: list[str], width: int) -> list[str]:
    words = {word.lower() for line in lines for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)?", line)}
    paragraphs: list[str] = []
    before = ""
    for raw in lines:
        line = raw.strip()
        if not line:
            before = ""
            continue
        if not before:
            paragraphs.append(line)
        elif _starts_item(line, before, paragraphs[-1]):
            paragraphs[-1] += "\n" + line
        elif FINAL.search(before) and (_indented(raw, before) or not _full(before.strip(), line, width, 0.7)):
            paragraphs.append(line)
        elif not FINAL.search(before) and not _full(before.strip(), line, width, 0.6) and not line[0].islower():
            paragraphs[-1] += "\n" + line
        else:
            paragraphs[-1] = join(paragraphs[-1], line, words)
        before = raw
    return paragraphs


def _indented(line: str, before: str) -> bool:
    return len(line) - len(line.lstrip()) > len(before) - len(before.lstrip())


def _starts_item(line: str, before: str, paragraph: str) -> bool:
    """A mark at the head of a line begins an item only after the end of a sentence, a clause or another item."""
    mark = ITEM.match(line)
    if not mark:
        return False
    item_before = ITEM.match(paragraph.rsplit("\n", 1)[-1])
    if mark["bullet"]:
        return bool(mark.end() > 1 and (FINAL.search(before) or item_before or before.rstrip().endswith(",")))
    return bool(FINAL.search(before))


def _unwrapped(lines: list[str]) -> list[str]:
    paragraphs: list[str] = []
    before = ""
    for line in _mended(lines):
        if not line:
            before = ""
            continue
        if not before:
            paragraphs.append(line)
        elif line[0].islower() and not FINAL.search(before) and not ITEM.match(line):
            paragraphs[-1] += f" {line}"
        elif ITEM.match(line) and (ITEM.match(before) or before.endswith((":", "："))):
            paragraphs[-1] += f"\n{line}"
        elif columns(before) <= 80 and columns(line) <= 80 and not FINAL.search(before):
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
            if len(mended) > 1 and mended[-2] and not FINAL.search(mended[-2]):
                fragment = mended.pop()
                mended[-1] = join(mended[-1], fragment)
        else:
            mended.append(line)
    return mended
