"""Clean text, and the way back from it to the text it was made from.

Normalising repairs what never carries meaning in a statement: line ends, exotic and repeated spaces, invisible and
control characters, split accents, ligatures, lone surrogates. It changes no word, quotation mark or dash. The result
keeps a table of the places where lengths differ, so that every interval of the clean text can be cited in the original.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

# Everything that normalising may touch. Alternatives are tried in this order at each place; the rest is copied.
_DIRTY = re.compile(
    r"(?P<newline>(?:[ \t\u00a0\u1680\u2000-\u200f\u202a-\u202f\u205f-\u2064\u3000\ufeff\u00ad]*"
    r"(?:\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]))+)"
    r"|(?P<space>[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000 ]"
    r"[\t\u00a0\u1680\u2000-\u200f\u202a-\u202f\u205f-\u2064\u3000\ufeff\u00ad ]+"
    r"|[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000])"
    r"|(?P<nothing>[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069"
    r"\ufeff\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff]+)"
    r"|(?P<lone>[\ud800-\udfff])"
    r"|(?P<ligature>[\ufb00-\ufb06])"
    r"|(?P<accent>[^\x00-\x1f\x7f-\x9f \u0300-\u036f\u3099\u309a][\u0300-\u036f\u3099\u309a]+)"
    r"|(?P<odd>[\u0340\u0341\u0343\u0344\u0374\u037e\u0387\u1f71-\u1fff\u2126\u212a\u212b\u2329\u232a\uf900-\ufaff])"
)
_HARD = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# A quick look whether there is anything to do: most text is clean, and this is many times faster than trying.
_ASCII_SUSPECT = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]|  | \n|\n\n\n")
_SUSPECT = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\xa0\xad\u0300-\u036f\u0374\u037e\u0387\u1680\u1f71-\u200f\u2028-\u202f\u205f-\u2069"
    r"\u2126\u212a\u212b\u2329\u232a\u3000\u3099\u309a\ud800-\udfff\uf900-\ufaff\ufb00-\ufb06\ufdd0-\ufdef\ufeff"
    r"\ufff9-\ufffb\ufffe\uffff]|  | \n|\n\n\n"
)


@dataclass(frozen=True, slots=True)
class Normalised:
    """Clean text with the way back, kept as a table of copied and replaced pieces in ascending order."""

    text: str
    source_length: int
    _clean: tuple[int, ...] = ()
    """Where in the clean text a piece begins; pieces alternate freely between copied and replaced ones."""
    _source: tuple[int, ...] = ()
    """Where in the source the same piece begins."""
    _copied: tuple[bool, ...] = ()
    _before: Normalised | None = None
    """The pass before this one, where cleaning one thing laid bare another."""

    def original(self, begin: int, end: int) -> tuple[int, int]:
        """The interval of the source that code points ``[begin, end)`` of the clean text came from.

        An interval that cuts through a replaced piece takes the whole piece. An empty interval gives an empty one.
        Raises ValueError where the interval does not lie in the text.
        """
        if not 0 <= begin <= end <= len(self.text):
            raise ValueError(f"[{begin}, {end}) does not lie in a text of {len(self.text)} characters.")
        if self._clean:
            first = self._begin(begin)
            begin, end = first, (max(first, self._end(end)) if end > begin else first)
        return self._before.original(begin, end) if self._before else (begin, end)

    def _begin(self, at: int) -> int:
        piece = bisect_right(self._clean, at) - 1
        if piece < 0:
            return at
        start = self._source[piece]
        return start + (at - self._clean[piece] if self._copied[piece] else 0)

    def _end(self, at: int) -> int:
        # The end is the place after the last character taken: what is dropped behind it stays outside.
        piece = bisect_right(self._clean, at - 1) - 1
        if self._copied[piece]:
            return self._source[piece] + (at - self._clean[piece])
        return self._source[piece + 1] if piece + 1 < len(self._source) else self.source_length


def normalise(text: str) -> Normalised:
    """Clean ``text``: idempotent, and the identity on text that is clean already.

    Line ends become ``\\n`` (three and more become two), runs of spaces one space, none at the end of a line;
    invisible and control characters go; accents are composed (Unicode NFC); lone surrogates become U+FFFD.
    """
    done: Normalised | None = None
    while _suspect(text):
        step = _pass(text, done)
        if step.text == text:
            return done or step
        # Cleaning can lay bare more to clean (an accent behind an invisible character): repeat until nothing changes.
        done, text = step, step.text
    return done or Normalised(text, len(text))


def _suspect(text: str) -> bool:
    return bool((_ASCII_SUSPECT if text.isascii() else _SUSPECT).search(text))


def _pass(text: str, before: Normalised | None) -> Normalised:
    parts: list[str] = []
    clean: list[int] = []
    source: list[int] = []
    copied: list[bool] = []
    length = 0
    done = 0

    def add(piece: str, at: int, plain: bool) -> None:
        nonlocal length
        # A piece that vanishes leaves no row: its neighbours' source offsets carry the gap.
        if piece:
            parts.append(piece)
            clean.append(length)
            source.append(at)
            copied.append(plain)
            length += len(piece)

    for match in _DIRTY.finditer(text):
        begin, end = match.span()
        old = match.group()
        new = _replacement(match, old)
        if new == old:
            continue
        if begin > done:
            add(text[done:begin], done, True)
        add(new, begin, False)
        done = end
    if done < len(text):
        add(text[done:], done, True)
    result = "".join(parts)
    return Normalised(result, len(text), tuple(clean), tuple(source), tuple(copied), before)


def _replacement(match: re.Match[str], old: str) -> str:
    kind = match.lastgroup
    if kind == "newline":
        return "\n" if len(_HARD.findall(old)) == 1 else "\n\n"
    if kind == "space":
        return " "
    if kind == "nothing":
        return ""
    if kind == "lone":
        return "\ufffd"
    if kind == "ligature":
        return unicodedata.normalize("NFKC", old)
    return unicodedata.normalize("NFC", old)
