"""Who is called out, in which words, over what and how strongly; and what of it is said for the first time.

A sentence whose act is criticism gives one ``Criticism`` for each of its likely targets. A sentence that does
something else gives a secondary one where it condemns or opposes a named actor, or gives a named actor's conduct an
epithet. Strength is ordinal and documented in ``vocab/criticism.yaml``; steps are not distances.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal

from facta.model import Act, Criticism, Passage, Span
from facta.text.actors import mentions, name
from facta.text.phrases import Squeezed, compile_phrases, language, lower, squeeze
from facta.vocab import load
from facta.words.targets import Target, evident, scored, targets

FirstKind = Literal["target", "named", "epithet", "place", "matter", "strength"]
# How many passages before a sentence may tell whom it is aimed at.
_MEMORY = 3
# How many passages of a statement are read for who speaks in it.
_OPENING = 60


@dataclass(frozen=True, slots=True)
class First:
    """Something said of a target for the first time in a series."""

    kind: FirstKind
    target: str
    value: str
    """The epithet, place, matter or strength; "" for a target."""
    text: str
    """The same in words, as it stands in ``Criticism.firsts``."""


@dataclass(frozen=True, slots=True)
class _Cues:
    strengths: tuple[tuple[int, re.Pattern[str]], ...]
    """Strength and expression of each class of cues, the strongest first."""
    judged: re.Pattern[str]
    """Every cue of strength 3 or more."""
    consequences: re.Pattern[str]
    wrongs: re.Pattern[str]
    epithets: re.Pattern[str]
    matters: tuple[tuple[str, re.Pattern[str]], ...]


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A passage prepared for matching: its text with single blanks, in lower case, and the way back."""

    quote: str
    squeezed: Squeezed
    text: str
    cues: _Cues

    def span(self, begin: int, end: int) -> Span:
        return self.squeezed.span(begin, end, self.quote)


def _sentence(passage: Passage) -> _Sentence:
    squeezed = squeeze(passage.quote)
    return _Sentence(passage.quote, squeezed, lower(squeezed.text), _cues(language(passage.quote)))


@cache
def _cues(script: str) -> _Cues:
    data: dict[str, Any] = load("criticism")
    classes = sorted(data["cues"].values(), key=lambda cue: -int(cue["strength"]))
    wrongs = data["wrongs"]["en"] if script == "en" else data["wrongs_cjk"][script]
    return _Cues(
        tuple((int(cue["strength"]), compile_phrases(cue[script])) for cue in classes),
        compile_phrases(word for cue in classes if int(cue["strength"]) >= 3 for word in cue[script]),
        compile_phrases(data["consequences"][script]),
        compile_phrases(wrongs),
        compile_phrases(word for entry in load("epithets").values() for word in entry[script]),
        tuple((entry["name"], compile_phrases(entry[script])) for entry in load("matters").values()),
    )


def criticisms(
    passages: Sequence[Passage], acts: Sequence[Act | None], speakers: Collection[str] = ()
) -> tuple[Criticism, ...]:
    """Every criticism of one statement, in the order of its passages.

    ``acts`` is parallel to ``passages`` (None for headings); ``speakers`` are ids of the actors who issue the
    statement, who are then not taken for targets; without them, actors that speak often in it and are seldom blamed
    are taken for its speakers. Raises ValueError where the two sequences differ in length.
    """
    if len(passages) != len(acts):
        raise ValueError(f"{len(passages)} passages but {len(acts)} acts: give one act, or None, for each passage")
    primary = {place for place, act in enumerate(acts) if act is not None and act.label == "criticism"}
    secondary = {
        place
        for place, act in enumerate(acts)
        if act is not None and place not in primary and _may_criticise(passages[place])
    }
    if not primary and not secondary:
        return ()
    speaking = frozenset(speakers) or _speakers(passages)
    found: list[Criticism] = []
    for place, passage in enumerate(passages):
        if place in primary:
            earlier = passages[max(0, place - _MEMORY) : place]
            recent = [other.quote for other in earlier if other.paragraph == passage.paragraph or other is earlier[-1]]
            later = [other.quote for other in passages[place + 1 : place + 2] if other.paragraph == passage.paragraph]
            found.extend(_primary(passage, recent[::-1], later, speaking))
        elif place in secondary:
            found.extend(_secondary(passage, speaking))
    return tuple(found)


def _speakers(passages: Sequence[Passage]) -> frozenset[str]:
    """Actors that speak at least twice in the statement and three times as often as they are blamed."""
    speaks: dict[str, int] = {}
    blamed: dict[str, int] = {}
    for passage in passages[:_OPENING]:
        for target in scored(passage.quote):
            count = speaks if target.score <= -4 else blamed if target.score >= 3 else {}
            count[target.id] = count.get(target.id, 0) + 1
    return frozenset(key for key, count in speaks.items() if count >= 2 and count >= 3 * blamed.get(key, 0))


def _primary(
    passage: Passage, recent: Sequence[str], later: Sequence[str], speakers: Collection[str]
) -> list[Criticism]:
    """Criticisms of a sentence whose act is criticism."""
    chosen = targets(passage.quote, recent[0] if recent else "", speakers)
    for earlier in recent[1:]:
        if chosen[0].id:
            break
        chosen = targets(passage.quote, earlier, speakers)
    place = None if chosen[0].id or not later else evident(later[0], speakers)
    if place and place.score >= 2:
        chosen = (replace(place, named=False),)
    return [_criticism(passage, target, chosen, speakers, secondary=False) for target in chosen]


def _may_criticise(passage: Passage) -> bool:
    """Whether a sentence that does something else has words of judgement, and of a wrong to be judged."""
    sentence = _sentence(passage)
    text, cues = sentence.text, sentence.cues
    return bool((cues.epithets.search(text) or cues.judged.search(text)) and cues.wrongs.search(text))


def _secondary(passage: Passage, speakers: Collection[str]) -> list[Criticism]:
    """Criticisms in a sentence that as a whole does something else: only of a named and clear target."""
    chosen = tuple(target for target in scored(passage.quote, speakers) if target.score >= 4 and target.named)
    made = [_criticism(passage, target, chosen, speakers, secondary=True) for target in chosen]
    sentence = _sentence(passage)
    judged = sentence.cues.judged.search(sentence.text) is not None
    return [item for item in made if item.epithets or (judged and item.strength >= 3)]


def _criticism(
    passage: Passage, target: Target, others: Sequence[Target], speakers: Collection[str], secondary: bool
) -> Criticism:
    sentence = _sentence(passage)
    text, cues = sentence.text, sentence.cues
    # What an addressee is told to do is no judgement of it: "calls on X to condemn Y" condemns Y alone.
    addressed = target.reason.endswith("is addressed to it")
    until = _until(sentence, target.span) if addressed and target.span else len(text)
    strength, cue = _strength(sentence, text[:until], target)
    epithets = tuple(
        span
        for match in cues.epithets.finditer(text)
        if _nearest(span := sentence.span(match.start(), match.end()), others) == target.id
    )
    about = tuple(label for label, pattern in cues.matters if pattern.search(text))
    where = _places(passage.quote, others, speakers)
    return Criticism(passage, target.name, target.named, strength, cue, epithets, where, about, (), secondary)


def _until(sentence: _Sentence, span: Span) -> int:
    """Where a span of the passage begins in the squeezed text."""
    origin = sentence.squeezed.origin
    return span.begin if origin is None else origin.index(span.begin)


def _strength(sentence: _Sentence, text: str, target: Target) -> tuple[int, Span]:
    """Strength on the scale and the words that give it; a wrong stated as such counts as opposition."""
    cues = sentence.cues
    hits = ((strength, pattern.search(text)) for strength, pattern in cues.strengths)
    strength, found = next(((strength, hit) for strength, hit in hits if hit), (0, None))
    if found is None:
        strength = int(load("criticism")["charge"])
        found = cues.epithets.search(text) or cues.wrongs.search(text)
    if found is None:
        cue = target.span or Span(0, len(sentence.quote), sentence.quote)
        return (int(load("criticism")["charge"]) if target.score >= 3 else 1), cue
    if strength >= 3 and cues.consequences.search(sentence.text):
        strength = 5
    return strength, sentence.span(found.start(), found.end())


def _nearest(span: Span, others: Sequence[Target]) -> str:
    """Id of the target that an epithet belongs to: the last one named before it, else the first after it."""
    named = [(target.span, target.id) for target in others if target.span is not None]
    if len(named) < 2:
        return others[0].id
    before = [(name.end, key) for name, key in named if name.end <= span.begin]
    after = [(name.begin, key) for name, key in named if name.begin >= span.end]
    return max(before)[1] if before else min(after)[1] if after else others[0].id


def _places(quote: str, others: Sequence[Target], speakers: Collection[str]) -> tuple[str, ...]:
    """Places in dispute, and states that suffer it or where it happens; never a target or a speaker."""
    where = {target.id for target in scored(quote) if -4 < target.score <= -3}
    aimed = {target.id for target in others}.union(speakers, load("criticism")["bodies"])
    found = [
        mention.id
        for mention in mentions(quote)
        if mention.role == "place"
        or (mention.role in ("name", "capital") and mention.id in where and mention.id not in aimed)
    ]
    return tuple(dict.fromkeys(name(key) for key in found))


def firsts(series: Sequence[Sequence[Criticism]]) -> list[tuple[Criticism, ...]]:
    """The criticisms of each statement, in the order given (by date), with ``firsts`` filled in.

    The first statement of a series has nothing before it, so nothing in it is a first. Criticism without an evident
    target is passed through as it is.
    """
    return [
        tuple(replace(item, firsts=tuple(first.text for first in new)) for item, new in row) for row in _news(series)
    ]


def first_evers(series: Sequence[Sequence[Criticism]]) -> list[tuple[tuple[Criticism, First], ...]]:
    """The same as ``firsts``, as data: per statement, every criticism that says something new with what is new."""
    return [tuple((item, first) for item, new in row for first in new) for row in _news(series)]


def _news(series: Sequence[Sequence[Criticism]]) -> list[list[tuple[Criticism, list[First]]]]:
    seen: dict[str, set[tuple[str, str]]] = {}
    strongest: dict[str, int] = {}
    rows: list[list[tuple[Criticism, list[First]]]] = []
    for position, items in enumerate(series):
        row: list[tuple[Criticism, list[First]]] = []
        # Strength is held against earlier statements: within one statement there is no "before".
        earlier = dict(strongest)
        for item in items:
            row.append((item, _new(item, seen, strongest, earlier) if position and item.target else []))
            _remember(item, seen, strongest)
        rows.append(row)
    return rows


def _facts(item: Criticism) -> list[tuple[FirstKind, str]]:
    facts: list[tuple[FirstKind, str]] = [("target", "")]
    facts += [("named", "")] if item.named else []
    facts += [("epithet", " ".join(lower(span.quote).split())) for span in item.epithets]
    facts += [("place", place) for place in item.places]
    return facts + [("matter", matter) for matter in item.matters]


def _remember(item: Criticism, seen: dict[str, set[tuple[str, str]]], strongest: dict[str, int]) -> None:
    if item.target:
        seen.setdefault(item.target, set()).update(_facts(item))
        strongest[item.target] = max(strongest.get(item.target, 0), item.strength)


def _new(
    item: Criticism, seen: dict[str, set[tuple[str, str]]], strongest: dict[str, int], earlier: dict[str, int]
) -> list[First]:
    who = item.target
    known = seen.get(who)
    new: list[First] = []
    for fact, value in dict.fromkeys(_facts(item)):
        if known is not None and (fact, value) in known:
            continue
        if known is None and fact == "named":
            continue
        text = {
            "target": f"target {who}",
            "named": f"{who} named",
            "epithet": f"{who}: '{value}'",
            "place": f"{who} over {value}",
            "matter": f"{who} on {value}",
        }[fact]
        new.append(First(fact, who, value, text))
    if who in earlier and item.strength > strongest[who]:
        text = f"{who}: strength {item.strength}, before at most {earlier[who]}"
        new.append(First("strength", who, str(item.strength), text))
    return new
