"""Charges: a wrong laid at the door of an actor that the same phrase names.

"X's unprovoked war", "provocations by X", "actions inconsistent with the Charter by X", "hold X accountable for its
brutal attacks". Such a phrase charges its author whatever the sentence does as a whole. A charge is a noun that is one
by itself (``charges`` of ``vocab/criticism.yaml``), or a word for conduct (``wrongs``) with an epithet before it or a
breach of a rule after it. English only.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from facta.text.actors import Mention, mentions
from facta.text.phrases import compile_phrases, lower, squeeze
from facta.vocab import load
from facta.words.align import stem


@dataclass(frozen=True, slots=True)
class Charge:
    """Whom a phrase charges. Offsets are in the text that was read."""

    id: str
    """Id of the actor."""
    name: tuple[int, int]
    words: tuple[int, int]
    """The epithets and the noun, or the breach: what the actor is charged with."""

    @property
    def begin(self) -> int:
        """Where the whole phrase begins."""
        return min(self.name[0], self.words[0])

    @property
    def end(self) -> int:
        """Where it ends."""
        return max(self.name[1], self.words[1])


@dataclass(frozen=True, slots=True)
class _Words:
    grave: re.Pattern[str]
    wrong: re.Pattern[str]
    epithet: re.Pattern[str]
    breach: re.Pattern[str]
    own: re.Pattern[str]
    author: re.Pattern[str]
    bound: re.Pattern[str]
    judged: re.Pattern[str]
    by: re.Pattern[str]
    done: re.Pattern[str]
    held: re.Pattern[str]
    plain: re.Pattern[str]


_NEAR = 6
"""Words that may lie between a charge and the "by" that names its author."""
_FAR = 10
"""The same for a breach, whose rule stands between."""
_RULE, _RULE_WORDS = 60, 2
"""Characters behind a breach that are read for the rule, and words of content that tell which it is."""
_GROUP = 100
"""Characters after a name that are read for what its bearer did."""
_BREAK = re.compile(r"[.;:—()“”\"]")
_WORD = re.compile(r"[\w'-]+")
_GENITIVE = re.compile(r"'s?(?=\s)")


@cache
def _words() -> _Words:
    data: dict[str, Any] = load("criticism")
    epithets = compile_phrases(form for entry in load("epithets").values() for form in forms(entry["en"]))

    def of(field: str) -> str:
        return compile_phrases(data[field]["en"]).pattern

    stop = "|".join(map(re.escape, [*str(load("wording")["stop"]).split(), *data["behind"]]))
    adjective = rf"(?:{epithets.pattern}|[\w-]+(?:al|ic|ist|ive|ous|ary))"
    group = r"(?:(?:the|a|an|any|all|such|other|some|further|recent|continued|ongoing) )*"
    return _Words(
        grave=re.compile(of("charges")),
        wrong=re.compile(of("wrongs")),
        epithet=epithets,
        breach=re.compile(rf"(?:,? (?:that|which) (?:is|are|was|were)|,)? ?(?:{of('breaches')})"),
        own=re.compile(rf"(?:{of('own')})|(?:{of('people')})"),
        author=re.compile(rf"(?: (?:{of('rulers')}|forces|leaders|leadership|officials|troops))?"),
        # The head of a noun group: what follows is no further noun.
        bound=re.compile(rf"(?=$|[^\w'-]*$|[,.;:—)”\"]| (?:{stop}|[\w-]+(?:ed|ing)|-)(?![\w'-]))"),
        judged=re.compile(rf"{epithets.pattern}(?:(?:,? and |, | ){adjective})* $"),
        by=re.compile(rf"\b(?:by|from) {group}(?:(?:{of('titles')}) )*$"),
        done=re.compile(rf"(?:{of('done')})$"),
        held=re.compile(
            r"(?:'s?)?(?: (?:[\w-]+ ){0,3}for (?:all )?(?:its|their|his|her|the|these|this|such)"
            r"| (?:fully )?(?:accountable|responsible|to account) for"
            rf"| (?:(?:to|must|should|will|would|has|have) )?(?:{of('pursues')}) (?:its|their|his|her))(?= )"
        ),
        plain=re.compile(rf"(?: {adjective})* "),
    )


def forms(epithets: Collection[Any]) -> Iterator[str]:
    """The phrases of a list of epithets, in which the forms of one epithet may stand as a list of their own."""
    for one in epithets:
        yield from [one] if isinstance(one, str) else one


def charges(text: str, printed: str, speakers: Collection[str] = ()) -> list[Charge]:
    """The charges of a sentence in the order of the names, none against a speaker or an organisation.

    ``printed`` is the sentence with single blanks, ``text`` the same through ``phrases.lower``.
    """
    words = _words()
    if not (words.grave.search(text) or words.epithet.search(text) or words.breach.search(text)):
        return []
    bodies = load("criticism")["bodies"]
    named = mentions(printed)
    found: list[Charge] = []
    for number, mention in enumerate(named):
        if mention.role in ("place", "class") or mention.id in bodies or mention.id in speakers:
            continue
        following = named[number + 1].begin if number + 1 < len(named) else len(text)
        at = _after(text, mention, following) or _held(text, mention, following) or _before(text, mention)
        if at:
            found.append(Charge(mention.id, (mention.begin, mention.end), at))
    return found


def kinds(sentence: str) -> frozenset[tuple[str, str]]:
    """Whom a sentence charges, and with what kind of wrong, however it is put.

    The kind is the stem of the noun with what makes it a wrong: its epithets, or the rule that is broken.
    """
    printed = squeeze(sentence).text
    text = lower(printed)
    words = _words()
    found: set[tuple[str, str]] = set()
    for charge in charges(text, printed):
        said = text[slice(*charge.words)]
        breach = words.breach.search(text, charge.words[0])
        # A breach stands behind its noun, at most with the name of its author between.
        if breach and breach.start() <= charge.end + 1:
            noun = words.wrong.search(text, charge.words[0], breach.start())
            rule = [stem(word) for word in _WORD.findall(text[breach.end() : breach.end() + _RULE])]
            rule = [word for word in rule if word not in _function_words()][:_RULE_WORDS]
            kind = " ".join((stem(noun.group()) if noun else "", "against", *rule))
        else:
            kind = " ".join(sorted({stem(word) for word in _WORD.findall(said)} - _function_words()))
        found.add((charge.id, kind))
    return frozenset(found)


@cache
def _function_words() -> frozenset[str]:
    return frozenset(str(load("wording")["stop"]).split())


def _after(text: str, mention: Mention, following: int) -> tuple[int, int] | None:
    """What the bearer of the name did, in the noun group that the name opens: "X's unprovoked war"."""
    words = _words()
    begin = mention.end
    rulers = words.author.match(text, begin)
    begin = rulers.end() if rulers else begin
    genitive = _GENITIVE.match(text, begin)
    begin = genitive.end() if genitive else begin
    # A name without genitive is an attribute only where nothing but adjectives follow: "X attacks" may be a clause.
    attribute = genitive is not None or mention.role == "adjective" or begin > mention.end
    group = _group(text, begin, following)
    if words.own.match(group.lstrip()):
        return None
    judged = None if genitive else words.judged.search(text, max(0, mention.begin - 60), mention.begin)
    if judged and (wrong := next(_heads(words.wrong, group), None)):
        return judged.start(), begin + wrong.end()
    at = _charge(group)
    if at is None:
        return _broken(text, begin, group) if genitive else None
    if not attribute:
        adjectives = words.plain.match(group)
        if not adjectives or adjectives.end() < at[0]:
            return None
    return begin + at[0], begin + at[1]


def _held(text: str, mention: Mention, following: int) -> tuple[int, int] | None:
    """What the bearer of the name is to answer for: "hold X accountable for its brutal attacks"."""
    held = _words().held.match(text, mention.end)
    if not held:
        return None
    at = _charge(_group(text, held.end(), max(following, held.end())))
    return (held.end() + at[0], held.end() + at[1]) if at else None


def _before(text: str, mention: Mention) -> tuple[int, int] | None:
    """What was done by the bearer of the name, which stands before it: "provocations by X"."""
    words = _words()
    begin = max(0, mention.begin - 160)
    by = words.by.search(text, begin, mention.begin)
    if not by:
        return None
    breaks = [match.end() for match in _BREAK.finditer(text, begin, by.start())]
    begin = breaks[-1] if breaks else begin
    left = text[begin : by.start()].rstrip()
    # "X's attacks, condemned by Y": who did something else to it is not its author.
    last = left.rsplit(" ", 1)[-1]
    if last.endswith("ed") and (by.group().startswith("from") or not words.done.search(left)):
        return None
    wrong = next(reversed([one for one in words.wrong.finditer(left) if _joined(left, one.end(), _FAR)]), None)
    if wrong:
        behind = words.breach.match(text, mention.end)
        if behind and _joined(left, wrong.end(), _NEAR):
            return begin + wrong.start(), begin + wrong.end()
        breach = words.breach.search(left, wrong.end())
        if breach:
            return begin + wrong.start(), begin + breach.end()
    at = _charge(left, last=True)
    return (begin + at[0], begin + at[1]) if at and _joined(left, at[1], _NEAR) else None


def _joined(left: str, end: int, most: int) -> bool:
    """Whether what stands from ``end`` to the "by" belongs to the noun before it: no further item of a list."""
    between = left[end:]
    done = _words().done.search(between.removesuffix(" both"))
    if done:
        between = between[: done.start()].rstrip(" ,")
    return len(_WORD.findall(between)) <= most and "," not in between and " and " not in f"{between} "


def _group(text: str, begin: int, following: int) -> str:
    """The noun group that begins here, up to the next name or the first word that cannot stand inside one."""
    group = text[begin : min(following, begin + _GROUP)]
    stop = _inside().search(group)
    return group[: stop.start()] if stop else group


@cache
def _inside() -> re.Pattern[str]:
    """The first word that cannot stand inside a noun group: any function word but those that join adjectives."""
    stop = [word for word in str(load("wording")["stop"]).split() if word not in ("and", "or", "most", "more")]
    stop = [word for word in stop if len(word) > 1 and word not in load("criticism")["inside"]]
    return re.compile(rf" (?:{'|'.join(map(re.escape, stop))})\b(?!-)|[.;:—()“”\"]")


def _charge(group: str, last: bool = False) -> tuple[int, int] | None:
    """The first charge of a noun group, or its last: a grave noun, or a wrong behind its epithets."""
    words = _words()
    epithets = [match.span() for match in words.epithet.finditer(group)]
    grave = {match.span() for match in _heads(words.grave, group)}
    found: list[tuple[int, int]] = []
    before = 0
    for begin, end in sorted(grave | {match.span() for match in _heads(words.wrong, group)}):
        first = min((start for start, stop in epithets if before <= start and stop <= begin), default=None)
        if first is not None or (begin, end) in grave:
            found.append((begin if first is None else first, end))
        before = end
    return (max(found) if last else min(found)) if found else None


def _heads(nouns: re.Pattern[str], group: str) -> Iterator[re.Match[str]]:
    """Where one of the nouns is the head of a noun group, not the attribute of a further noun."""
    bound = _words().bound
    return (match for match in nouns.finditer(group) if bound.match(group, match.end()))


def _broken(text: str, begin: int, group: str) -> tuple[int, int] | None:
    """A wrong with the breach of a rule behind it: "X's actions, contrary to the Charter"."""
    words = _words()
    for match in words.wrong.finditer(group):
        breach = words.breach.match(text, begin + match.end())
        if breach:
            return begin + match.start(), breach.end()
    return None
