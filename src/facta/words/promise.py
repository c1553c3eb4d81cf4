"""The words of a promise: which cue binds, how firmly, and what verb it binds to.

The leftmost cue governs, as the sentence's own main promise mostly comes first; a cue inside a report of the past
("had announced") is passed over where another follows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import zip_longest

from facta.vocab import load
from facta.words.clauses import ADVERBS, verbs
from facta.words.verbgroups import PREPOSITIONS

WORD = re.compile(r"[a-z][a-z'-]*")
_INVERTS = re.compile(r"\b(?:(?:under|in) no (?:circumstances?|way)|at no (?:time|point)|never|nor|no longer)\s+$")
_JOINS = re.compile(r"\W*(?:and|or|but|nor)(?: also| [a-z]+ly)?\s*")
_NOUN = re.compile(
    r"(?:re)?commitments?\b|agreements?\b|decisions?\b|inten(?:t|tion)s?\b|(?:goal|objective|ambition|target|plan)s?\b"
)
_NO = frozenset({"no", "longer", "neither"})
_NAMED = re.compile(r"[A-Z][\w’'-]* (?:(?:of|for|and|on|the) ){0,2}$")
_OPENER = re.compile(r"\W*(?:in|with|as part|under|through|by|to|for|following|consistent|building|given)\b[^,;:]*")
_ASIDE = re.compile(r"\s*,[^,;.]*,\s*to\b")
"""What may stand between the word that binds and the verb: "pledge, as members of the fund, to open"."""


@dataclass(frozen=True, slots=True)
class Promise:
    """Where the binding cue stands, its name and level, and the verb that is promised (-1, "" where none is found)."""

    begin: int
    end: int
    cue: str
    level: int
    verb_at: int
    verb: str
    kind: str
    """Class of the promised verb, as in ``vocab/acts_verbs.yaml``."""


@cache
def _cues() -> tuple[tuple[str, int, re.Pattern[str]], ...]:
    return tuple(
        (name, int(level), re.compile(pattern))
        for level, cues in load("firmness")["cues"].items()
        for name, pattern in cues.items()
    )


def folded(text: str) -> str:
    """Lower case and straight quotes, character by character: offsets stay what they are."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(one if len(one := char.lower()) == 1 else char for char in text)
    return low.replace("’", "'").replace("‘", "'").replace("\xa0", " ").replace("\n", " ")


@lru_cache(maxsize=256)
def promises(sentence: str) -> tuple[Promise, ...]:
    """Every cue of a promise in the sentence, from left to right; where two begin together, the longer."""
    text = folded(sentence)
    found = []
    for name, level, pattern in _cues():
        for match in pattern.finditer(text):
            if match.end() > match.start():
                found.append((match.start(), -match.end(), name, level))
    found.sort()
    taken: list[Promise] = []
    for begin, end, name, level in found:
        if taken and begin < taken[-1].end:
            continue
        at, verb, kind = promised_verb(text, _past_subject(text, begin, -end))
        taken.append(Promise(begin, -end, name, level, at, verb, kind))
    return tuple(taken)


def inverted(sentence: str, cue: int) -> bool:
    """Whether a negation before the cue puts the subject behind it: "under no circumstances will Japan deploy"."""
    return _INVERTS.search(folded(sentence[:cue])) is not None


def _past_subject(text: str, begin: int, end: int) -> int:
    """Where to look for the promised verb: behind the cue, or behind a subject that stands there."""
    if not inverted(text, begin):
        return end
    for match in WORD.finditer(text, end):
        form = verbs().get(match[0])
        if form and "B" in form.slots and match.start() > end:
            return match.start()
    return end


def promised_verb(text: str, begin: int) -> tuple[int, str, str]:
    """First verb within a few words from ``begin``: its place, lemma and class ("" for one that no list knows).

    Behind a modal or "to" the next word that is no adverb is the verb, whatever it is.
    """
    if aside := _ASIDE.match(text, begin):
        begin = aside.end()
    bound = re.search(r"\b(?:will|shall|would|to)\s*$", text[max(0, begin - 8) : begin]) is not None
    position = begin
    for _ in range(7):
        match = WORD.search(text, position)
        if not match or re.search(r"[.;]", text[position : match.start()]):
            break
        form = verbs().get(match[0])
        if bound and (match[0] in PREPOSITIONS or "," in text[position : match.start()]):
            position = text.find(",", match.start()) + 1
            if not position:
                break
            continue  # "will, through its own growth, help": an aside comes first
        if form and match[0] not in {"be", "have", "not"}:
            if not (form.nominal and _after_determiner(text, match.start())):
                return match.start(), form.lemma, form.kind
        elif bound and not form and not (match[0] in ADVERBS | _NO or match[0].endswith("ly")):
            return match.start(), match[0], ""
        position = match.end()
    return -1, "", ""


def _after_determiner(text: str, at: int) -> bool:
    return bool(
        re.search(r"\b(?:the|a|an|our|their|its|his|her|of|in|on|for|this|these|new)\s+$", text[max(0, at - 12) : at])
    )


def governing(sentence: str) -> Promise | None:
    """The cue that binds, or None: list items and fragments often have none of their own.

    Of two cues that one conjunction joins ("can and will", "does not seek and will not acquire") the firmer binds; a
    noun in an opener ("In line with our commitment to openness, we will …") or a word of a name ("School of Studies")
    gives way to a verb behind it.
    """
    found = promises(sentence)
    text = folded(sentence)
    for promise, following in zip_longest(found, found[1:]):
        left = text[max(0, promise.begin - 20) : promise.begin]
        reported = re.search(r"\b(?:have|has|had|were|was)\s+(?:\w+ly\s+)?$", left)
        aside = re.match(r"\W*(?:as|while|when|if|because|since|should)\b[^,]*$", text[: promise.begin])
        noun = promise.level < 3 and re.search(r"\b(?:their|its|our|the|of|for)\s+$", left)
        joined = (
            following and following.level >= promise.level and _JOINS.fullmatch(text[promise.end : following.begin])
        )
        opener = following and _NOUN.match(text, promise.begin) and _OPENER.fullmatch(text[: promise.begin])
        name = (
            following
            and promise.begin
            and sentence[promise.begin].isupper()
            and _NAMED.search(sentence[: promise.begin])
        )
        if not (reported or aside or noun or joined or opener or name):
            return promise
    return found[0] if found else None
