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
_NOTHING = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069"
    "\ue021-\ue07e\ufeff\ufffe\uffff]"
)
_SPACE = re.compile("[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_NEWLINE = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SOFT_BREAK = re.compile("\xad *\n *(?=\\w)")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SPACES = re.compile(r" {2,}")
_BLANKS = re.compile(r"\n{3,}")
WIDE = re.compile(r"[\u2e80-\u303f\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef]")
_CLOSING = re.compile(r"[,.;:!?)\]}’”»。、，．；：！？）］｝〉》」』】〕…](?!\.\d)")
_OPENING = tuple("([{‘“«（［｛〈《「『【〔")
FINAL = re.compile(r"[.!?:;。！？：；…][)\]’”\"'»）」』》*_]*$")
ITEM = re.compile(
    r"(?P<bullet>[-*+•·‣▪◦●○∙]|[–—](?= ))[ ]*(?=\S)"
    r"|(?P<number>\(?(?:\d{1,3}|[a-z]|[ivxl]{2,5})[.)]|\(\d{1,3}\)|[（(][一二三四五六七八九十]{1,3}[)）])\s+(?=\S)"
)
_BULLET = re.compile(r"^[•·‣▪◦●○∙]\s*(?=\S)")
_RULE = re.compile(r"[#*_=~\-–—\s\\]+$")
_SOFT_HYPHENS = "\u00ad"
_HYPHENS = "-\u2010" + _SOFT_HYPHENS
_HYPHEN = re.compile(rf"([^\W\d_]+)[{_HYPHENS}]$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_WORD_AHEAD = re.compile(r"[^\W\d_]+")


def scrub(text: str) -> str:
    """``text`` with line feeds for every kind of line end, plain spaces, and no invisible or control characters."""
    text = _SPACE.sub(" ", _NEWLINE.sub("\n", text))
    return _SURROGATE.sub("\ufffd", _NOTHING.sub("", _SOFT_BREAK.sub("", text)))


def columns(line: str) -> int:
    """Width of a line in columns: East Asian characters take two."""
    return len(line) if line.isascii() else len(line) + len(WIDE.findall(line))


def seam(
    first: str, second: str, words: frozenset[str] | set[str] = frozenset(), *, fuse: bool = False
) -> tuple[int, str]:
    """How two halves of a wrapped line join: how many characters the first loses at its end, and what goes between.

    Chinese and Japanese join without a space. A hyphen at the break goes where the fused word is among ``words`` (the
    words of the document), stays where the hyphenated one is, and else goes only if ``fuse``.
    """
    if not first or not second:
        return 0, ""
    if first[-1] in _HYPHENS and (hyphen := _HYPHEN.search(first[-60:])) and (ahead := _WORD_AHEAD.match(second)):
        stem, rest = hyphen[1].lower(), ahead[0].lower()
        if not ahead[0][0].islower():
            return 0, ""
        kept = f"{stem}-{rest}" in words
        whole = stem in words and rest in words and len(rest) > 3
        gone = stem + rest in words or first[-1] in _SOFT_HYPHENS or (fuse and not kept and not whole)
        return 1, "" if gone else "-"
    wide = WIDE.match(first[-1]) and WIDE.match(second[0])
    return 0, "" if wide or glued(first, second) else " "


def join(first: str, second: str, words: frozenset[str] | set[str] = frozenset(), *, fuse: bool = False) -> str:
    """Two halves of a wrapped line as one; see ``seam``."""
    lost, between = seam(first, second, words, fuse=fuse)
    return f"{first[: len(first) - lost]}{between}{second}"


def attach(parts: list[str], line: str, words: frozenset[str] | set[str] = frozenset(), *, fuse: bool = False) -> None:
    """Join a line to the paragraph whose pieces are ``parts``: as ``join``, in time that does not grow with it."""
    lost, between = seam(parts[-1], line, words, fuse=fuse)
    if lost:
        parts[-1] = parts[-1][:-lost]
    parts.append(between + line)


def words_of(lines: Iterable[str]) -> set[str]:
    """The words of a text in lower case, hyphenated ones as they are: what tells a hyphen from a hyphenation.

    The two halves of a word that a line's end cut are no words.
    """
    words: set[str] = set()
    cut = False
    for line in lines:
        found = [word.lower() for word in _WORD.findall(line)]
        halved = line.rstrip()[-1:] in _HYPHENS if line.strip() else False
        words.update(found[cut : len(found) - halved])
        cut = halved
    return words


def glued(first: str, second: str) -> bool:
    """Typography forbids a line to begin with a closing mark or to end with an opening one: such a break is none."""
    return bool(_CLOSING.match(second) and not second.startswith("...")) or first[-1:] in _OPENING


def is_final(line: str) -> bool:
    """True where the line ends a sentence or a clause."""
    return FINAL.search(line[-12:]) is not None


def tidy(paragraphs: Iterable[str]) -> str:
    """Paragraphs as one text: single spaces, blank lines between, lines without a letter or digit left out."""
    kept = []
    for paragraph in paragraphs:
        lines = [_BULLET.sub("- ", _SPACES.sub(" ", line).strip()) for line in paragraph.split("\n")]
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
