"""Find the phrases of a vocabulary in text: one compiled expression per list."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from facta.model import Span

_FOLD = {ord(old): new for old, new in zip("’‘ʼ‑‐–\u00a0\u2009\u202f\n\t\r", "'''---      ", strict=True)}


def fold(text: str) -> str:
    """The text with straight quotes, plain hyphens and blanks; every character stays at its place."""
    return text.translate(_FOLD)


def language(sentence: str) -> str:
    """``ja`` where there is kana, ``zh`` where there are Chinese characters only, else ``en``."""
    if _KANA.search(sentence):
        return "ja"
    return "zh" if _HAN.search(sentence) else "en"


@dataclass(frozen=True, slots=True)
class Squeezed:
    """A text with every run of blanks made one, and where its characters stood."""

    text: str
    origin: tuple[int, ...] | None
    """Offset in the source of each character; None where nothing was removed."""

    def span(self, begin: int, end: int, source: str) -> Span:
        """The span of ``source`` that [begin, end) of the squeezed text came from; ``end`` > ``begin``."""
        if self.origin is None:
            return Span(begin, end, source[begin:end])
        first, last = self.origin[begin], self.origin[end - 1] + 1
        return Span(first, last, source[first:last])


def squeeze(text: str) -> Squeezed:
    """Make runs of white space one blank, as where a printed line was wrapped and indented."""
    if not _RUN.search(text):
        return Squeezed(text, None)
    kept: list[int] = []
    place = 0
    for run in _RUN.finditer(text):
        kept.extend(range(place, run.start() + 1))
        place = run.end()
    kept.extend(range(place, len(text)))
    return Squeezed(_RUN.sub(" ", text), tuple(kept))


def lower(text: str) -> str:
    """The text folded and in lower case; every character stays at its place."""
    small = fold(text).lower()
    return small if len(small) == len(text) else "".join(_small(character) for character in fold(text))


def _small(character: str) -> str:
    small = character.lower()
    return small if len(small) == 1 else character


def compile_phrases(phrases: Iterable[str]) -> re.Pattern[str]:
    """An expression for any of ``phrases`` at word boundaries, the longest first, for text that went through ``lower``.

    ``*`` after a letter stands for any ending of a word, ``*`` alone for one to three words. Phrases in Chinese and
    Japanese are matched as they stand. No phrase at all matches nothing.
    """
    wide: list[str] = []
    # Alternatives are grouped by their first letter, so that most are ruled out by one comparison.
    narrow: dict[str, list[str]] = {}
    for phrase in sorted({phrase.lower() for phrase in phrases}, key=lambda phrase: (-len(phrase), phrase)):
        if phrase[0] >= "\u3000":
            wide.append(re.escape(phrase))
            continue
        words = [
            r"(?:[\w'-]+ ){0,2}[\w'-]+" if word == "*" else re.escape(word).replace(r"\*", r"[\w'-]*")
            for word in phrase[1:].split(" ")
        ]
        narrow.setdefault(re.escape(phrase[0]), []).append(" ".join(words))
    groups = [f"{first}(?:{'|'.join(rest)})" for first, rest in sorted(narrow.items())]
    parts = [*wide, *([rf"(?<!\w)(?:{'|'.join(groups)})(?!\w)"] if groups else [])]
    return re.compile("|".join(parts) or r"(?!)")


_RUN = re.compile(r"\s{2,}")
_KANA = re.compile("[ぁ-ヿ]")
_HAN = re.compile("[\u4e00-\u9fff]")
