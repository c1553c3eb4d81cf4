"""Whether a later text takes up an earlier promise in other words than a later use of its sentence.

Two things count: a name of the promise that is rare in the series stands anywhere in the later text; or a sentence
there points back to what was promised, and shares rare words with it. Names of known actors and places, of persons,
of meetings, and what stands in the titles of the statements are no such names: they would be there anyway.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from facta.model import Passage
from facta.text.actors import mentions
from facta.vocab import load
from facta.words.align import tokens
from facta.words.similarity import rarity

OFTEN = 0.5
"""A name in more than this share of the earlier statements, and in more than two, is part of how the series talks."""
RARE = 5.0
"""Least rarity (``similarity.rarity``) of a word that tells what a sentence is about."""
SHARED = 2
"""Least number of rare words that a sentence that points back must share with the promise."""

_WORD = r"[A-Z][A-Za-z]*(?:[-–][A-Z0-9][A-Za-z0-9]*)*\d*"
_PHRASE = re.compile(rf"(?<![\w-]){_WORD}(?: (?:(?:of|for|on)(?: the)? )?(?:{_WORD}|\d{{1,2}}(?![\w,.%])))+(?![\w-])")
_ACRONYM = re.compile(r"(?<![\w-])(?=[A-Z0-9&-]*[A-Z][A-Z0-9&-]*[A-Z0-9])[A-Z][A-Z0-9&]*(?:-[A-Z0-9]+)*(?![\w-])")


class TakenUp:
    """Judges promises of earlier statements by the passages of a later one."""

    def __init__(self, later: Sequence[Passage], earlier: Sequence[Sequence[Passage]], titles: Iterable[str]) -> None:
        self._later = _plain(" \n ".join(one.quote for one in later))
        self._earlier = [_plain(" \n ".join(one.quote for one in passages)) for passages in earlier]
        self._titles = _plain(" \n ".join(titles))
        self._back = [_content(one.quote) for one in later if any(cue.search(_plain(one.quote)) for cue in _cues())]

    def __call__(self, quote: str) -> bool:
        """Whether the promise that ``quote`` makes is taken up."""
        if any(self._tells(name) and _stands(name, self._later) for name in names(quote)):
            return True
        own = _content(quote)
        return any(len(own & told) >= SHARED for told in self._back)

    def _tells(self, name: str) -> bool:
        if _stands(name, self._titles) or re.search(_initials(name), self._titles):
            return False
        uses = sum(_stands(name, text) for text in self._earlier)
        return uses <= max(2, OFTEN * len(self._earlier))


def names(quote: str) -> tuple[str, ...]:
    """Names in a sentence by which its matter could be found again: ``("Space Framework Agreement",)``."""
    text = _plain(quote)
    told = load("takenup")
    for one in sorted(mentions(text), key=lambda one: -one.begin):
        # A bar of the same width parts what stands around the name of an actor.
        text = text[: one.begin] + "|" * (one.end - one.begin) + text[one.end :]
    meeting = re.compile(rf" (?:{'|'.join(told['meetings'])})\b")
    found = [
        name
        for match in _PHRASE.finditer(text)
        if not meeting.match(text, match.end()) and (name := _shorn(match[0], match.start() == 0))
    ]
    found += [
        match[0] for match in _ACRONYM.finditer(text) if len(match[0]) > 2 and match[0].lower() not in told["acronyms"]
    ]
    kinds = "|".join(told["kinds"])
    single = r"[A-Z][a-z]{3,}"
    for match in re.finditer(rf"\b(?i:{kinds}) (?P<after>{single})\b|(?<=\w )(?P<before>{single}) (?:{kinds})\b", text):
        word = match["after"] or match["before"]
        if word and not _general(word):
            found.append(word)
    return tuple(dict.fromkeys(found))


def _shorn(phrase: str, opens: bool) -> str:
    """The phrase without a first word that is capitalised for its place; empty where it is no name of a thing."""
    told = load("takenup")
    words = phrase.split()
    if {word.lower() for word in words} & set(told["titles"]):
        return ""
    while words and (words[0].lower() in told["small"] or words[0].lower() in _dates()):
        words = words[1:]
    if opens and len(words) > 2 and rarity(words[0].lower()) < RARE:
        words = words[1:]
    low = [word.lower() for word in words]
    if len(words) < 2 or low[-1] in told["meetings"] or set(low) & _dates():
        return ""
    return "" if all(_general(word) for word in words) else " ".join(words)


def _general(word: str) -> bool:
    low = word.lower()
    told = load("takenup")
    return low in told["generic"] or low in told["small"] or low in _dates() or low.isdigit()


@cache
def _dates() -> frozenset[str]:
    told = load("deadlines")
    return frozenset(name.lower() for table in ("months", "weekdays") for names in told[table] for name in names)


@cache
def _cues() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in load("takenup")["back"])


def _content(quote: str) -> frozenset[str]:
    """Rare words of a sentence by stem; names of known actors and places tell nothing."""
    known = [(one.begin, one.end) for one in mentions(quote)]
    generic = load("takenup")["generic"]
    return frozenset(
        one.stem
        for one in tokens(quote)
        if not (one.stop or one.number or one.word in generic or one.word in _dates())
        and rarity(one.stem) >= RARE
        and not any(one.begin < end and begin < one.end for begin, end in known)
    )


def _initials(name: str) -> str:
    """A pattern of titles that an acronym is short for; one that fits nothing for other names."""
    if not re.fullmatch(r"[A-Z]{2,6}", name):
        return r"(?!)"
    return r"\b" + r"\w+ (?:[a-z]+ )*".join(name) + r"\w+"


def _stands(name: str, text: str) -> bool:
    return name in text and re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text) is not None


def _plain(text: str) -> str:
    return re.sub(r"[^\S\n]+", " ", re.sub(r"(?<! )\n", " ", text)).replace("’", "'")
