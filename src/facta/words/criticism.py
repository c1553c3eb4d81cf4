"""Who is called out, in which words, over what and how strongly.

A sentence whose act is criticism gives one ``Criticism`` for each of its likely targets. A sentence that does
something else gives a secondary one for each named actor that a phrase of it charges (``charges``), or that it
condemns or opposes. Strength is ordinal and documented in ``vocab/criticism.yaml``; steps are not distances.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from facta.model import Act, Criticism, Passage, Span
from facta.text.actors import mentions, name
from facta.text.phrases import language
from facta.vocab import load
from facta.words.charges import Charge, charges
from facta.words.judgement import REACH, Sentence, clause_end, close, governed, prepare, strength_of
from facta.words.targets import BEFORE, Target, evident, scored, targets

# How many passages before a sentence may tell whom it is aimed at.
_MEMORY = 3
# How many passages of a statement are read for who speaks in it.
_OPENING = 60


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
            recent = [other for other in earlier if other.paragraph == passage.paragraph or other is earlier[-1]]
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
    passage: Passage, recent: Sequence[Passage], later: Sequence[str], speakers: Collection[str]
) -> list[Criticism]:
    """Criticisms of a sentence whose act is criticism."""
    chosen = targets(passage.quote, "", speakers)
    for earlier in recent:
        found = targets(passage.quote, earlier.quote, speakers)
        if not found[0].reason.startswith(BEFORE) or _linked(passage, earlier):
            chosen = found
        if chosen[0].id:
            break
    place = None if chosen[0].id or not later else evident(later[0], speakers)
    if place and place.score >= 2:
        chosen = (replace(place, named=False),)
    return [_criticism(passage, target, chosen, speakers, secondary=False) for target in chosen]


def _linked(passage: Passage, earlier: Passage) -> bool:
    """Whether a sentence speaks of what the one before was about, so that its target may be taken from there.

    One that points back does. One that speaks of everybody does not; of the others, the next of the same paragraph
    does, and one that shares a matter or a name.
    """
    one, other = prepare(passage), prepare(earlier)
    if one.cues.back.match(one.text):
        return True
    if one.cues.general.search(one.text):
        return False
    if passage.paragraph == earlier.paragraph and passage.index == earlier.index + 1:
        return True
    if any(pattern.search(one.text) and pattern.search(other.text) for _, pattern in one.cues.matters):
        return True
    return bool({mention.id for mention in mentions(one.quote)} & {mention.id for mention in mentions(other.quote)})


def _may_criticise(passage: Passage) -> bool:
    """Whether a sentence that does something else has words of judgement, and of a wrong to be judged."""
    sentence = prepare(passage)
    return sentence.cues.wrongs.search(sentence.text) is not None


def _secondary(passage: Passage, speakers: Collection[str]) -> list[Criticism]:
    """Criticisms in a sentence that as a whole does something else: of whom it charges, condemns or opposes by name."""
    sentence = prepare(passage)
    if language(passage.quote) != "en":
        return _judged(passage, sentence, speakers, everywhere=True)
    charged: dict[str, list[Charge]] = {}
    for charge in charges(sentence.text, sentence.squeezed.text, speakers):
        charged.setdefault(charge.id, []).append(charge)
    made = [_charged(passage, sentence, found, speakers) for found in charged.values()]
    return made + _judged(passage, sentence, {*speakers, *charged})


def _charged(passage: Passage, sentence: Sentence, found: Sequence[Charge], speakers: Collection[str]) -> Criticism:
    """One criticism for all that the sentence charges an actor with, as strong as the strongest of it."""
    text, cues = sentence.text, sentence.cues
    strength, cue = max((governed(sentence, charge) for charge in found), key=lambda pair: pair[0])
    spans = sorted({match.span() for charge in found for match in cues.epithets.finditer(text, *charge.words)})
    epithets = tuple(sentence.span(begin, end) for begin, end in spans)
    one = Target(found[0].id, True, 4.0, "charged", sentence.span(*found[0].name))
    # Of a sentence that is about other things too, only what stands in the clause of a charge belongs to it.
    clauses = [(charge.begin, clause_end(text, charge.end)) for charge in found]
    kept = [sentence.span(*clause) for clause in clauses]
    where = tuple(
        label
        for label, begin in _places(passage.quote, (one,), speakers)
        if any(clause.begin <= begin < clause.end for clause in kept)
    )
    about = tuple(label for label, pattern in cues.matters if any(pattern.search(text, *clause) for clause in clauses))
    return Criticism(passage, one.name, True, strength, cue, epithets, tuple(dict.fromkeys(where)), about, (), True)


def _judges(text: str, end: int, name: int) -> bool:
    """Whether the judgement that ends at ``end`` is of the actor named at ``name``, not by it."""
    return close(text, end, name, REACH) and not text.startswith(" by ", end)


def _judged(
    passage: Passage, sentence: Sentence, speakers: Collection[str], everywhere: bool = False
) -> list[Criticism]:
    """Criticisms of named and clear targets that are condemned or opposed; ``everywhere``: or given an epithet."""
    if not (sentence.cues.judged.search(sentence.text) or everywhere):
        return []
    chosen = tuple(target for target in scored(passage.quote, speakers) if target.score >= 4 and target.named)
    made = [(target, _criticism(passage, target, chosen, speakers, secondary=True)) for target in chosen]
    judged = [match.span() for match in sentence.cues.judged.finditer(sentence.text)]
    if everywhere:
        return [item for _, item in made if item.epithets or (judged and item.strength >= 3)]
    return [
        item
        for target, item in made
        if target.span
        and item.strength >= 3
        and any(_judges(sentence.text, end, _until(sentence, target.span)) for _, end in judged)
    ]


def _criticism(
    passage: Passage, target: Target, others: Sequence[Target], speakers: Collection[str], secondary: bool
) -> Criticism:
    sentence = prepare(passage)
    text, cues = sentence.text, sentence.cues
    # What an addressee is told to do is no judgement of it: "calls on X to condemn Y" condemns Y alone.
    addressed = target.reason.endswith("is addressed to it")
    until = _until(sentence, target.span) if addressed and target.span else len(text)
    strength, cue = strength_of(sentence, text[:until], target)
    epithets = tuple(
        span
        for match in cues.epithets.finditer(text)
        if _nearest(span := sentence.span(match.start(), match.end()), others) == target.id
    )
    about = tuple(label for label, pattern in cues.matters if pattern.search(text))
    where = tuple(dict.fromkeys(label for label, _ in _places(passage.quote, others, speakers)))
    return Criticism(passage, target.name, target.named, strength, cue, epithets, where, about, (), secondary)


def _until(sentence: Sentence, span: Span) -> int:
    """Where a span of the passage begins in the squeezed text."""
    origin = sentence.squeezed.origin
    return span.begin if origin is None else origin.index(span.begin)


def _nearest(span: Span, others: Sequence[Target]) -> str:
    """Id of the target that an epithet belongs to: the last one named before it, else the first after it."""
    named = [(target.span, target.id) for target in others if target.span is not None]
    if len(named) < 2:
        return others[0].id
    before = [(name.end, key) for name, key in named if name.end <= span.begin]
    after = [(name.begin, key) for name, key in named if name.begin >= span.end]
    return max(before)[1] if before else min(after)[1] if after else others[0].id


def _places(quote: str, others: Sequence[Target], speakers: Collection[str]) -> list[tuple[str, int]]:
    """Places in dispute, and states that suffer it or where it happens, and where; never a target or a speaker."""
    where = {target.id for target in scored(quote) if -4 < target.score <= -3}
    aimed = {target.id for target in others}.union(speakers, load("criticism")["bodies"])
    return [
        (name(mention.id), mention.begin)
        for mention in mentions(quote)
        if mention.role == "place"
        or (mention.role in ("name", "capital") and mention.id in where and mention.id not in aimed)
    ]
