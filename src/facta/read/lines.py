"""Lines of input to prose: cleaning characters, and joining what was only broken to fit a page.

What every reader promises about ``Statement.text``: paragraphs and headings are separated by one blank line; a single
line break is meant (list items, verses, addresses), never a wrapped line; no markup, no runs of spaces, no invisible
characters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from facta.vocab import load

# Characters that are invisible or mean a space. Joiners (U+200C, U+200D) stay: Persian and Indic words need them.
_CHARACTERS = {
    **dict.fromkeys([*range(0x00, 0x09), *range(0x0E, 0x20), 0x7F, *range(0x80, 0x85), *range(0x86, 0xA0)], None),
    **dict.fromkeys([0xAD, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2060, 0x2065)], None),
    **dict.fromkeys([*range(0x2066, 0x206A), 0xFEFF, 0xFFFE, 0xFFFF, *range(0xE021, 0xE07F)], None),
    **dict.fromkeys([0x09, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], 0x20),
    **dict.fromkeys([0x0B, 0x0C, 0x85, 0x2028, 0x2029], 0x0A),
}
_NEWLINE = re.compile(r"\r\n?")
_SPACES = re.compile(r" {2,}")
_BLANKS = re.compile(r"\n{3,}")
WIDE = re.compile(r"[\u2e80-\u303f\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef]")
_CLOSING = re.compile(r"[,.;:!?)\]}’”»。、，．；：！？）］｝〉》」』】〕…](?!\.\d)")
_OPENING = re.compile(r"[(\[{‘“«（［｛〈《「『【〔]$")
FINAL = re.compile(r"[.!?:;。！？：；…][)\]’”\"'»）」』》*_]*$")
ITEM = re.compile(
    r"(?P<bullet>[-*+•·‣▪◦●○∙]|[–—](?= ))[ ]*(?=\S)"
    r"|(?P<number>\(?(?:\d{1,3}|[a-z]|[ivxl]{2,5})[.)]|\(\d{1,3}\)|[（(][一二三四五六七八九十]{1,3}[)）])\s+(?=\S)"
)
_RULE = re.compile(r"[#*_=~\-–—\s\\]+$")
_HYPHEN = re.compile(r"([^\W\d_]+)[-\u2010\ufffe\x02]$")
_WORD_AHEAD = re.compile(r"[^\W\d_]+")


def scrub(text: str) -> str:
    """``text`` with line feeds for every kind of line end, plain spaces, and no invisible or control characters."""
    if text.isascii() and "\r" not in text and "\t" not in text and text.isprintable():
        return text
    return _NEWLINE.sub("\n", text).encode("utf-8", "replace").decode("utf-8").translate(_CHARACTERS)


def columns(line: str) -> int:
    """Width of a line in columns: East Asian characters take two."""
    return len(line) if line.isascii() else len(line) + len(WIDE.findall(line))


def join(first: str, second: str, words: frozenset[str] | set[str] = frozenset(), *, fuse: bool = False) -> str:
    """Two halves of a wrapped line as one.

    Chinese and Japanese join without a space. A hyphen at the break goes where the fused word is among ``words`` (the
    words of the document), stays where the hyphenated one is, and else goes only if ``fuse``.
    """
    hyphen = _HYPHEN.search(first)
    ahead = _WORD_AHEAD.match(second)
    if hyphen and ahead and ahead[0][0].islower():
        stem, rest = hyphen[1].lower(), ahead[0].lower()
        kept = f"{stem}-{rest}" in words
        gone = stem + rest in words or (fuse and not kept and not (stem in words and rest in words and len(rest) > 3))
        return f"{first[:-1]}{second}" if gone else f"{first[:-1]}-{second}"
    if not first or not second:
        return first + second
    wide = WIDE.match(first[-1]) and WIDE.match(second[0])
    return f"{first}{second}" if wide or glued(first, second) else f"{first} {second}"


def glued(first: str, second: str) -> bool:
    """Typography forbids a line to begin with a closing mark or to end with an opening one: such a break is none."""
    return bool(_CLOSING.match(second) and not second.startswith("...")) or bool(_OPENING.search(first))


def tidy(paragraphs: Iterable[str]) -> str:
    """Paragraphs as one text: single spaces, blank lines between, lines without a letter or digit left out."""
    kept = []
    for paragraph in paragraphs:
        lines = [_SPACES.sub(" ", line).strip() for line in paragraph.split("\n")]
        lines = [line for line in lines if line and not _RULE.match(line)]
        if lines:
            kept.append("\n".join(lines))
    text = unicodedata.normalize("NFC", _BLANKS.sub("\n\n", "\n\n".join(kept)))
    return _without_furniture(text)


def _without_furniture(text: str) -> str:
    """Drop the lines at the end that belong to the page and not to the statement ("Print", "Related news")."""
    furniture = load("reading")["furniture"]
    lines = text.rstrip().split("\n")
    while lines and (not lines[-1].strip() or lines[-1].strip().lower() in furniture):
        lines.pop()
    return "\n".join(lines)
