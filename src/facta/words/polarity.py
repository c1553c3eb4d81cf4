"""Whether a sentence says the opposite of an earlier one: a negated verb, or a predicate in the place of its opposite.

"Will not deploy missiles" against "will deploy missiles"; "job gains have diminished" against "job gains have been
solid". A verb that both have counts where one of them negates it, nothing on the other side does, and both share what
it is about; opposites of ``vocab/opposites.yaml`` count where they are the predicates of one subject, or govern one
object. English only: no verb is known in other scripts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from facta.vocab import load
from facta.words import similarity
from facta.words.align import classes, stem, tokens, wide
from facta.words.clauses import Analysis, analyse
from facta.words.lexicon import grammar
from facta.words.verbgroups import Group

SHARED = 0.5
"""Share of the fewer content words that two subjects, or two objects, must have in common."""
REACH = 8
"""Words behind a verb in which its object, or what it says of its subject, stands."""
_DEPTHS = frozenset(("main", "second", "bare", "opening"))
_STATES = frozenset(("state", "effect", "unknown", "continue", "show"))
_TELLING = 2
_CLAUSE = re.compile(r"[;:]")


@cache
def _words(name: str, stems: bool = False) -> frozenset[str]:
    return frozenset(stem(word) if stems else word for word in load("slots")[name])


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb, or the adjective or participle that a linking verb ascribes, with what it is said of."""

    key: str
    kind: str
    """Class of the verb in ``vocab/acts_verbs.yaml``."""
    subject: frozenset[str]
    object: frozenset[str]
    negated: bool
    doubtful: bool
    """Something before it in its clause denies, though not this verb: neither affirmed nor negated for certain."""
    ahead: bool
    """Put into the future, or bare as in a list of things to do."""
    begin: int
    end: int
    """Characters from the negating word, or the verb, to the end of the verb."""


def reversal(later: str, earlier: str) -> tuple[str, str] | None:
    """The earlier and the later words of a reversal; None where there is none."""
    if wide(later) or wide(earlier):
        return None
    new, old = predicates(later), predicates(earlier)
    for a in new:
        for b in old:
            if _flipped(a, b) or _opposed(a, b):
                # A sentence that says both, or that has each verb in its own place, turned nothing round.
                if any(one.key == b.key and one.negated == b.negated for one in new):
                    continue
                if any(one.key == a.key and one.negated == a.negated for one in old):
                    continue
                return earlier[b.begin : b.end], later[a.begin : a.end]
    return None


def replaced(later: str, earlier: str) -> bool:
    """Whether of the same subject something else is said: "risks have diminished", "risks appear balanced".

    Only what tells how things stand; that somebody speaks with another verb is a matter of force.
    """
    if wide(later) or wide(earlier):
        return False
    new = [one for one in predicates(later) if one.kind in _STATES and one.key not in _words("links", stems=True)][:1]
    old = [one for one in predicates(earlier) if one.kind in _STATES and one.key not in _words("links", stems=True)][:1]
    if not new or not old:
        return False
    a, b = new[0], old[0]
    alike = len(a.subject & b.subject) >= _TELLING and _alike(a.subject, b.subject)
    return alike and not {a.key} & _content(earlier) and not {b.key} & _content(later) and not _same(a.key, b.key)


def _same(one: str, other: str) -> bool:
    table = classes()
    return table.get(one, one) == table.get(other, other)


def _flipped(a: Predicate, b: Predicate) -> bool:
    if a.key != b.key or a.negated == b.negated or a.doubtful or b.doubtful:
        return False
    return _alike(a.object, b.object) if a.object and b.object else _alike(a.subject, b.subject)


def _opposed(a: Predicate, b: Predicate) -> bool:
    sides = similarity.sides()
    if a.negated or b.negated or a.doubtful or b.doubtful or a.ahead != b.ahead:
        return False
    if not any((number, 1 - side) in sides.get(b.key, ()) for number, side in sides.get(a.key, ())):
        return False
    return _alike(a.object, b.object) or (not a.ahead and _alike(a.subject, b.subject))


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    least = min(len(one), len(other))
    return least > 0 and len(one & other) >= SHARED * max(len(one), len(other))


@lru_cache(maxsize=4_000)
def predicates(sentence: str) -> tuple[Predicate, ...]:
    """What a sentence says of its subjects, clause by clause; not what is reported or in relative clauses."""
    found = analyse(sentence)
    kept: list[Predicate] = []
    for group in found.groups:
        if group.depth not in _DEPTHS:
            continue
        verb = group.inner_at if group.inner and group.inner_at >= 0 else group.head
        kept.append(_predicate(sentence, found, group, verb))
        if stem(group.lemma) in _words("links", stems=True):
            ascribed = _ascribed(found, group.head + 1)
            if ascribed is not None:
                kept.append(_predicate(sentence, found, group, ascribed))
    return tuple(one for one in kept if one.key not in ("be", "have", "do"))


def _ascribed(found: Analysis, at: int) -> int | None:
    """The last of the words that a linking verb ascribes: "have been solid", "appear roughly balanced"."""
    last = None
    while at < len(found.words) and found.words[at][:1].isalpha() and found.words[at] not in grammar("prepositions"):
        if found.words[at] in ("and", "or", "but", "that", "to"):
            break
        last = at
        at += 1
    return last


def _predicate(sentence: str, found: Analysis, group: Group, verb: int) -> Predicate:
    words = found.words
    opening = max((at + 1 for at in range(group.begin) if _CLAUSE.match(words[at])), default=0)
    start = max(opening, min(group.clause, group.begin))
    before = words[start:verb]
    inside = [at for at in range(group.begin, verb) if words[at] in _words("denials") and not _only(words, at)]
    nobody = start < len(words) and words[start] in _words("nobody") and start < group.begin
    negated = bool(inside) or nobody
    denies = any(word in _words("denials") for word in before) or any(
        stem(word) in _words("denying", stems=True) for word in before
    )
    first = start if nobody else min([*inside, verb])
    begin = found.begins[first - (words[first] == "'t" and first > 0)]
    behind = sentence[found.ends[verb] :]
    return Predicate(
        key=stem(_lemma(group, verb) or words[verb]),
        kind=group.inner_kind if verb == group.inner_at else group.kind,
        subject=_content(sentence[found.begins[start] : found.begins[group.begin]]),
        object=_content(behind, REACH),
        negated=negated,
        doubtful=denies and not negated,
        ahead=group.modal in ("will", "shall") or group.depth == "bare" or bool(group.inner and group.lead == "to"),
        begin=begin,
        end=found.ends[verb],
    )


def _lemma(group: Group, verb: int) -> str:
    return group.inner if verb == group.inner_at else group.lemma if verb == group.head else ""


def _only(words: tuple[str, ...], at: int) -> bool:
    """Whether "not" negates nothing: "not only", "no doubt", "no later than"."""
    return at + 1 < len(words) and words[at + 1] in ("only", "just", "merely", "doubt", "later", "less", "fewer")


def _content(text: str, most: int = 100) -> frozenset[str]:
    table = classes()
    keys = [table.get(token.stem, token.stem) for token in tokens(text)[:most] if not token.stop]
    return frozenset(keys)
