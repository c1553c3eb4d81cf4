"""Find the phrases of a vocabulary in text: one compiled expression per list."""

from __future__ import annotations

import re
from collections.abc import Iterable

_FOLD = {ord(old): new for old, new in zip("’‘ʼ‑‐–\u00a0\u2009\u202f\n\t\r", "'''---      ", strict=True)}


def fold(text: str) -> str:
    """The text with straight quotes, plain hyphens and blanks; every character stays at its place."""
    return text.translate(_FOLD)


def language(sentence: str) -> str:
    """``ja`` where there is kana, ``zh`` where there are Chinese characters only, else ``en``."""
    if _KANA.search(sentence):
        return "ja"
    return "zh" if _HAN.search(sentence) else "en"


def compile_phrases(phrases: Iterable[str]) -> re.Pattern[str]:
    """An expression for any of ``phrases`` at word boundaries, the longest first, without regard to case.

    ``*`` after a letter stands for any ending of a word, ``*`` alone for one to three words. Phrases in Chinese and
    Japanese are matched as they stand. For text that went through ``fold``. No phrase at all matches nothing.
    """
    parts = []
    for phrase in sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase)):
        if phrase[0] >= "\u3000":
            parts.append(re.escape(phrase))
            continue
        words = [
            r"(?:[\w'-]+ ){0,2}[\w'-]+" if word == "*" else re.escape(word).replace(r"\*", r"[\w'-]*")
            for word in phrase.split(" ")
        ]
        parts.append(rf"(?<!\w){' '.join(words)}(?!\w)")
    return re.compile("|".join(parts) or r"(?!)", re.IGNORECASE)


_KANA = re.compile("[ぁ-ヿ]")
_HAN = re.compile("[\u4e00-\u9fff]")
