"""Two sentences made comparable: folded words with offsets, stems, and the alignment of one with the other.

The stemmer is deliberately small (plural, ``-ed``, ``-ing``, adverbial ``-ly``, British spelling): stems are keys
for comparison and are never shown. Names that texts abbreviate ("U.S.", "ROK") become one token; Chinese and
Japanese text becomes one token a character.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from rapidfuzz.distance import Indel

from facta import vocab

_CJK = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f\uac00-\ud7af"
_WORD = re.compile(rf"(?:[A-Za-z]\.){{2,}}|\d+(?:[.,]\d+)*(?![^\W\d_])|[{_CJK}]|[^\W_{_CJK}]+(?:['’‘ʼ][^\W_{_CJK}]+)*")
_APOSTROPHE = re.compile("['’‘ʼ]")
_ASIDE = re.compile(r"\(\s*[“\"']?[A-Z][A-Za-z&.\-–/]{1,11}[”\"']?\s*\)")


_WIDE = re.compile(f"[{_CJK}]")


def wide(sentence: str) -> bool:
    """Whether a sentence has words in Chinese, Japanese or Korean script."""
    return not sentence.isascii() and _WIDE.search(sentence) is not None


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a sentence. ``stem`` is the key for comparison; begin and end are offsets in the sentence."""

    begin: int
    end: int
    word: str
    """Folded: lower case, without accents and possessive ending."""
    stem: str
    stop: bool
    """A function word."""
    capital: bool
    """Printed with a capital letter not merely because it opens the sentence, or a known name."""
    number: bool


@dataclass(frozen=True, slots=True)
class Hunk:
    """A stretch of the alignment: tokens ``[i1, i2)`` of the earlier and ``[j1, j2)`` of the later sentence."""

    same: bool
    i1: int
    i2: int
    j1: int
    j2: int


@cache
def _tables() -> tuple[
    frozenset[str], dict[str, list[str]], dict[str, list[tuple[tuple[str, ...], str]]], dict[str, str]
]:
    data: dict[str, Any] = vocab.load("wording")
    runs: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, forms in data["names"].items():
        for form in forms:
            words = tuple(form.split())
            runs.setdefault(words[0], []).append((words, name))
    for entries in runs.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return frozenset(str(data["stop"]).split()), data["spellings"], runs, data["short_names"]


@cache
def synonyms() -> dict[str, int]:
    """Stem -> number of its synonym class."""
    classes: dict[str, int] = {}
    for number, words in enumerate(vocab.load("wording")["synonyms"]):
        for word in words:
            classes.setdefault(stem(word), number)
    return classes


@cache
def classes() -> dict[str, str]:
    """Stem -> name of its synonym class; the name is that of its first word, whatever the order of the classes."""
    first = [f"~{stem(words[0])}" for words in vocab.load("wording")["synonyms"]]
    return {key: first[number] for key, number in synonyms().items()}


@cache
def _irregular() -> dict[str, str]:
    table: dict[str, str] = vocab.load("wording")["irregular"]
    return {form: word if table.get(word) == word else _regular(word) for form, word in table.items()}


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """A key that inflected forms and British and American spellings of one word share; not a dictionary form.

    >>> stem("committing") == stem("commits") == stem("committed"), stem("labour") == stem("labor")
    (True, True)
    """
    return _irregular().get(word) or _regular(word)


def _regular(word: str) -> str:
    if len(word) <= 3 or not word.isascii() or not word.isalpha():
        return word
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith(("sses", "xes", "shes", "ches", "zes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    if word.endswith("ied") and len(word) > 4:
        word = word[:-3] + "y"
    for ending in ("ing", "ed", "ly"):
        if (
            word.endswith(ending)
            and not word.endswith("eed")
            and len(word) - len(ending) >= 3
            and re.search("[aeiouy]", word[: -len(ending)])
        ):
            word = word[: -len(ending)]
            if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    word = word.replace("isation", "ization").replace("programme", "program").replace("defence", "defense")
    if word.endswith("our") and len(word) > 4:
        word = word[:-3] + "or"
    if word[-3:-2] == "t" and word.endswith("re"):
        word = word[:-2] + "er"
    if word.endswith("ise"):
        word = word[:-3] + "ize"
    if word.endswith(("is", "iz")) and len(word) > 5:
        word = word[:-2] + "iz"
    if word.endswith("e") and len(word) > 3:
        word = word[:-1]
    if word.endswith("ll") and len(word) > 4:
        word = word[:-1]
    return word


def _fold(word: str) -> str:
    word = unicodedata.normalize("NFKC", word).casefold()
    if not word.isascii():
        word = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return word


@lru_cache(maxsize=12_000)
def tokens(sentence: str) -> tuple[Token, ...]:
    """The words of a sentence with offsets. An abbreviation that only repeats a name, "(DPRK)", is left out."""
    stop, spellings, runs, short = _tables()
    asides = [match.span() for match in _ASIDE.finditer(sentence)] if "(" in sentence else []
    raw: list[tuple[int, int, str, bool]] = []
    for match in _WORD.finditer(sentence):
        begin, end = match.span()
        if raw and any(low <= begin < high for low, high in asides):
            continue
        printed = match.group()
        parts = _APOSTROPHE.split(printed)
        word = _fold(parts[0]).replace(".", "") if printed[-1] == "." else _fold(parts[0])
        if not word:
            continue
        opens = not raw
        capital = printed[0].isupper() and (not opens or (printed.isupper() and len(printed) > 1))
        raw.append((begin, end, word, capital))
    found: list[Token] = []
    i = 0
    while i < len(raw):
        begin, end, word, capital = raw[i]
        run = next(
            (
                entry
                for entry in runs.get(word, ())
                if all(i + k < len(raw) and raw[i + k][2] == part for k, part in enumerate(entry[0]))
            ),
            None,
        )
        if run:
            end = raw[i + len(run[0]) - 1][1]
            found.append(Token(begin, end, sentence[begin:end].casefold(), run[1], False, True, False))
            i += len(run[0])
            continue
        printed = sentence[begin:end]
        if word in short and (printed.isupper() or "." in printed or (len(word) > 2 and printed[:3].isupper())):
            found.append(Token(begin, end, word, short[word], False, True, False))
        elif word in spellings:
            for part in spellings[word]:
                found.append(Token(begin, end, word, short.get(part) or stem(part), part in stop, True, False))
        else:
            number = word[0].isdigit()
            found.append(Token(begin, end, word, stem(word), word in stop, capital, number))
        i += 1
    return tuple(found)


def hunks(earlier: tuple[Token, ...], later: tuple[Token, ...]) -> list[Hunk]:
    """Longest common subsequence of the stems (Indel opcodes), with deletions and insertions joined to one hunk.

    A shared stretch of function words only, between two changed stretches, is taken into the change: matching a
    lone "of the" makes a difference unreadable.
    """
    left, right = [token.stem for token in earlier], [token.stem for token in later]
    found: list[Hunk] = []
    for op in Indel.opcodes(left, right):
        same = op.tag == "equal"
        if same and op.src_end - op.src_start <= 2 and op.src_start > 0 and op.src_end < len(left):
            same = not all(token.stop for token in earlier[op.src_start : op.src_end])
        if found and found[-1].same == same:
            last = found.pop()
            found.append(Hunk(same, last.i1, op.src_end, last.j1, op.dest_end))
        else:
            found.append(Hunk(same, op.src_start, op.src_end, op.dest_start, op.dest_end))
    return found
