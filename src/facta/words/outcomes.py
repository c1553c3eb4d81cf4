"""How those who met describe their meeting and their relationship, and how much such a description tells.

In English a description counts where it is said of this meeting ("held candid talks", "the talks were candid"), not of
one that is to come or asked of others, and of the relationship of those who issue the statement: not where the clause
names somebody else.

A description that stands in every statement of a series tells its meetings apart no longer. How much one use tells
is its self-information, -log2 of the share of statements that use it (Shannon, 1948): 0 bits where all do, 1 bit
where half do.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from facta.model import Outcome, Passage, Statement
from facta.text.actors import mentions
from facta.text.phrases import compile_phrases, language, lower, squeeze
from facta.vocab import load

_WORD = re.compile(r"[\w'-]+")
_CLAUSE = re.compile(r"[;:.—]|,(?! (?:which|who)\b)")
_BESIDE = 8
"""Words before a description, or its noun, in which a verb or another meeting is looked for."""
_WINDOW = 60
"""Characters on either side in which names are looked for."""
_OPENING = 300
"""Characters of a text in which those who met are named."""
_SHOWN = 3
"""Words of a description that are quoted."""


@dataclass(frozen=True, slots=True)
class Share:
    """In how many statements of a series a description stands, and what its use there tells."""

    descriptor: str
    """Key of the description in ``vocab/outcomes.yaml``."""
    name: str
    """The description as printed."""
    about: Literal["meeting", "relationship"]
    statements: int
    """Statements that use it."""
    total: int
    """Statements of the series."""
    used: tuple[int, ...]
    """Positions, in the order given, of the statements that use it."""
    words: tuple[str, ...] = ()
    """The words in which they do, the most frequent first."""

    @property
    def share(self) -> float:
        """Share of the statements that use it, 0..1."""
        return self.statements / self.total

    @property
    def bits(self) -> float:
        """Information carried by its use: -log2 of the share; infinite where it is never used."""
        return -math.log2(self.share) + 0.0 if self.statements else math.inf

    @property
    def quoted(self) -> str:
        """The description; in quotation marks only what stands in the text."""
        others = [f"“{word}”" for word in self.words if word != self.name]
        listed = ", ".join(others[:_SHOWN]) + (", …" if len(others) > _SHOWN else "")
        if not others:
            return f"“{self.name}”"
        return f"“{self.name}” (also {listed})" if self.name in self.words else f"{self.name} (in the words {listed})"

    @property
    def sentence(self) -> str:
        """What this means, in a plain sentence."""
        stands = f"{self.quoted} stands in {self.statements} of {self.total} statements"
        what = "meetings" if self.about == "meeting" else "statements"
        if self.total == 1:
            return f"{self.quoted} stands in the one statement there is: nothing to compare it with."
        if self.statements == self.total:
            return f"{stands}: used every time, it carries no information about these {what} (0 bits)."
        if self.statements == 1:
            return f"{stands}: its use here is singular ({self.bits:.1f} bits of information)."
        return f"{stands}: its use carries {self.bits:.1f} bits of information (0 if used every time)."


@dataclass(frozen=True, slots=True)
class _Description:
    key: str
    about: Literal["meeting", "relationship"]
    words: re.Pattern[str]
    alone: bool
    near: int | None
    not_before: re.Pattern[str]


@cache
def _descriptions(script: str) -> tuple[_Description, ...]:
    entries: dict[str, Any] = load("outcomes")["descriptions"]
    return tuple(
        _Description(
            key,
            entry["about"],
            compile_phrases(entry[script]),
            entry.get("alone", False),
            entry.get("near"),
            compile_phrases(entry.get("not_before", ())),
        )
        for key, entry in entries.items()
    )


@cache
def _any(script: str) -> re.Pattern[str]:
    """The words of every description at once: most sentences hold none, and are done with."""
    return compile_phrases(phrase for entry in load("outcomes")["descriptions"].values() for phrase in entry[script])


@cache
def _contexts(script: str) -> dict[str, re.Pattern[str]]:
    data: dict[str, Any] = load("outcomes")
    return {
        "meeting": compile_phrases(data["meetings"][script]),
        "relationship": compile_phrases(data["relationships"][script]),
    }


@dataclass(frozen=True, slots=True)
class _Grammar:
    """English words that tell of which meeting or relationship a description is said."""

    joined: frozenset[str]
    copulas: frozenset[str]
    held: re.Pattern[str]
    own: re.Pattern[str]
    elsewhere: re.Pattern[str]
    function: frozenset[str]


@cache
def _grammar() -> _Grammar:
    data: dict[str, Any] = load("outcomes")
    return _Grammar(
        frozenset(data["joined"]),
        frozenset(data["copulas"]),
        compile_phrases(data["held"]["en"]),
        re.compile(rf"(?:{compile_phrases(data['own']['en']).pattern}) (?:[\w-]+,? (?:and )?){{0,2}}$"),
        compile_phrases(data["elsewhere"]["en"]),
        frozenset(str(load("wording")["stop"]).split()),
    )


def parties(statement: Statement) -> frozenset[str]:
    """Ids of those whose meeting and relationship it is: named in the title, the publisher or the opening."""
    texts = (statement.title, statement.publisher, statement.text[:_OPENING])
    return frozenset(mention.id for text in texts for mention in mentions(text) if mention.role != "place")


def outcomes(passages: Sequence[Passage], parties: Collection[str] = ()) -> tuple[Outcome, ...]:
    """Every description of the meeting or the relationship, in the order of the text. Offsets are in the passage.

    ``parties`` are ids of those who met; where fewer than two are known, a name tells nothing.
    """
    found: list[Outcome] = []
    for passage in passages:
        squeezed = squeeze(passage.quote)
        text, script = lower(squeezed.text), language(passage.quote)
        if not _any(script).search(text):
            continue
        here: list[Outcome] = []
        for description in _descriptions(script):
            for match in description.words.finditer(text):
                if description.not_before.match(text, match.end() + 1):
                    continue
                at = _said_of(text, match, description, script)
                if at and not (script == "en" and len(parties) > 1 and _others(squeezed.text, *at, parties)):
                    span = squeezed.span(match.start(), match.end(), passage.quote)
                    here.append(Outcome(passage, description.key, description.about, span))
        found.extend(sorted(here, key=lambda outcome: (outcome.span.begin, -outcome.span.end)))
    return tuple(found)


def _said_of(text: str, match: re.Match[str], description: _Description, script: str) -> tuple[int, int] | None:
    """From where to where a description and the word that it is said of stand; None where it is said of nothing."""
    if description.alone:
        return match.span()
    for noun in _beside(text, match, _contexts(script)[description.about], description.near, script):
        begin, end = min(match.start(), noun.start()), max(match.end(), noun.end())
        if script != "en":
            return begin, end
        # "Candid talks" and "talks that were candid"; not "a candid friend whom the talks ...".
        behind = noun.start() >= match.end()
        between = text[match.end() : noun.start()] if behind else text[noun.end() : match.start()]
        if not _bound(between, behind):
            continue
        if description.about == "relationship" or _this_one(text, begin, end, behind):
            return begin, end
    return None


def _bound(between: str, behind: bool) -> bool:
    """Whether a description before its noun modifies it, or one behind its noun is said of it."""
    grammar = _grammar()
    words = _WORD.findall(between)
    if behind:
        of_it = re.fullmatch(r" of (?:the|this|our|their|today's|yesterday's) (?:[\w-]+ )?", between)
        return bool(of_it) or all(word in grammar.joined or word not in grammar.function for word in words)
    told = not words or any(word in grammar.copulas for word in words)
    return told and all(word in grammar.joined | grammar.copulas or word not in grammar.function for word in words)


def _this_one(text: str, begin: int, end: int, behind: bool) -> bool:
    """Whether what is described is the meeting itself, not one to come, wished for or asked of others."""
    grammar = _grammar()
    start = max((match.end() for match in re.finditer(r"[;:.—]", text[:begin])), default=0)
    left = text[start:begin]
    words = list(_WORD.finditer(left))
    left = left[words[-_BESIDE].start() :] if len(words) > _BESIDE else left
    if grammar.elsewhere.search(left) or grammar.elsewhere.search(text, begin, end):
        return False
    if not behind:
        return True
    # A description before its noun may be of any meeting: a verb of holding, or a word like "our", makes it this one.
    opens = not left.strip(' "“') or left.strip(' "“') in ("a", "an", "the")
    return opens or grammar.held.search(left) is not None or grammar.own.search(left) is not None


def _others(text: str, begin: int, end: int, parties: Collection[str]) -> bool:
    """Whether the clause names somebody who is none of those who met."""
    left = text[max(0, begin - _WINDOW) : begin]
    right = text[end : end + _WINDOW]
    breaks = [match.end() for match in _CLAUSE.finditer(left)]
    left = left[breaks[-1] :] if breaks else left
    stop = _CLAUSE.search(right)
    clause = left + text[begin:end] + (right[: stop.start()] if stop else right)
    return any(mention.id not in parties for mention in mentions(clause) if mention.role in ("name", "adjective"))


def _beside(
    text: str, match: re.Match[str], context: re.Pattern[str], near: int | None, script: str
) -> Iterator[re.Match[str]]:
    """The words of the context in the sentence, at most ``near`` words away where that is given.

    Chinese and Japanese words are counted as two characters.
    """
    for other in context.finditer(text):
        if other.start() < match.end() and match.start() < other.end():
            continue
        if near is None:
            yield other
            continue
        low, high = min(match.end(), other.end()), max(match.start(), other.start())
        between = text[low:high]
        distance = len(between) // 2 if script != "en" else len(_WORD.findall(between))
        if distance <= near and not re.search(r"[;:。；]", between):
            yield other


def shares(series: Sequence[Sequence[Outcome]], titles: Sequence[str] = ()) -> tuple[Share, ...]:
    """For each description used at all, in what share of the statements; the most used first, then by key.

    ``series`` holds the outcomes of each statement; a statement without any counts in the total. ``titles``, parallel
    to it, are read too: "a global partnership for a new era" on top of a statement is used by it.
    """
    used: dict[str, dict[int, None]] = {}
    words: dict[str, Counter[str]] = {}
    for position, items in enumerate(series):
        said = [(item.descriptor, item.span.quote) for item in items]
        for descriptor, quote in (*said, *(_titled(titles[position]) if titles else ())):
            used.setdefault(descriptor, {})[position] = None
            words.setdefault(descriptor, Counter())[" ".join(lower(quote).split())] += 1
    entries: dict[str, Any] = load("outcomes")["descriptions"]
    found = [
        Share(
            key,
            entries[key]["name"],
            entries[key]["about"],
            len(places),
            len(series),
            tuple(sorted(places)),
            tuple(word for word, _ in words[key].most_common()),
        )
        for key, places in used.items()
    ]
    return tuple(sorted(found, key=lambda share: (-share.statements, share.descriptor)))


def _titled(title: str) -> Iterator[tuple[str, str]]:
    """Descriptions of the relationship in a title, which has no grammar to speak of."""
    squeezed = squeeze(title).text
    for description in _descriptions(language(title)):
        match = description.words.search(lower(squeezed)) if description.about == "relationship" else None
        if match and description.alone and not description.not_before.match(lower(squeezed), match.end() + 1):
            yield description.key, squeezed[match.start() : match.end()]
