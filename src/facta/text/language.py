"""The language of a text: by script first, by function words next, by a model only where both leave doubt.

A model costs half a second to load (measured), a whole page of English 0.1 ms by function words; so the model of
py3langid is asked only for Latin, Cyrillic or Arabic script that is not plainly English, and only about the languages
listed in ``vocab/languages.yaml``.
"""

from __future__ import annotations

import re
from functools import cache

from facta.vocab import load

UNDETERMINED = "und"
"""BCP 47 tag for a text without a letter."""

_SAMPLE = 6000
# Shares, not counts: a Chinese text may quote a Japanese name in kana, formal Japanese is a quarter kana or more.
_KANA_SHARE = 0.12
_ENGLISH_SHARE = 0.22


def detect(text: str) -> str:
    """The primary language subtag of ``text`` (``en``, ``ja``, ``zh`` …); ``und`` where no letter tells.

    Only the beginning, the middle and the end are looked at. Script decides Japanese (by its kana), Chinese, Korean
    and others; English is decided by its share of function words; the rest by py3langid (after langid.py, Lui and
    Baldwin 2012).

    >>> detect("We will meet again before the end of the year.")
    'en'
    """
    sample = _sample(text)
    counts = {script: len(pattern.findall(sample)) for script, pattern in _scripts().items()}
    # A Han or kana character is worth about two letters of an alphabet.
    weights = {script: n * 2 if script in ("han", "kana") else n for script, n in counts.items()}
    east = weights["han"] + weights["kana"]
    best = max(weights, key=lambda script: weights[script])
    if not weights[best]:
        return UNDETERMINED
    if east >= weights[best]:
        return "ja" if counts["kana"] > _KANA_SHARE * (counts["han"] + counts["kana"]) else "zh"
    vocabulary = load("languages")
    if best in vocabulary["one"]:
        return str(vocabulary["one"][best])
    if best == "latin":
        words = re.findall(r"[^\W\d_]+", sample.lower())
        english = sum(word in _words("english") for word in words)
        other = sum(word in _words("others") for word in words)
        if english > 2 * other and (english >= _ENGLISH_SHARE * len(words) or len(words) < 8):
            return "en"
        if len(words) < 3 and not other:
            return "en" if sample.isascii() else UNDETERMINED
    return nearest(sample, vocabulary["several"][best])


def nearest(text: str, candidates: list[str]) -> str:
    """The likeliest of the candidate languages, by the model."""
    return _ask_model(_sample(text), candidates)


def _sample(text: str) -> str:
    if len(text) <= _SAMPLE:
        return text
    part, middle = _SAMPLE // 3, len(text) // 2
    return f"{text[:part]}\n{text[middle : middle + part]}\n{text[-part:]}"


def _ask_model(sample: str, candidates: list[str]) -> str:
    # Ranking and choosing here, rather than limiting the model's languages, leaves its shared state alone.
    from py3langid import rank

    clean = sample.encode("utf-8", "ignore").decode()
    return next((str(tag) for tag, _ in rank(clean) if tag in candidates), candidates[0])


@cache
def _scripts() -> dict[str, re.Pattern[str]]:
    ranges = load("languages")["scripts"]
    return {
        script: re.compile("[" + "".join(f"{chr(low)}-{chr(high)}" for low, high in pairs) + "]")
        for script, pairs in ranges.items()
    }


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load("languages")[name])
