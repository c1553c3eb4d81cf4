"""Whom a criticising sentence is aimed at: a table of small features, each with a weight and a reason.

Every actor named in the sentence is scored by the part it plays: author of a wrong ("X's attack"), told to act
("call on X to"), subject of a misdeed ("X has bombed"), or else victim, place, partner in talks, or speaker. Where no
named actor is a plausible target, the target may be evident from the sentence before or from the place in dispute.
No weight depends on which actor it is; only the places in dispute (``vocab/places.yaml``) name who is meant there.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from facta.model import Span
from facta.text.actors import Mention, belongs_to, mentions, name
from facta.text.coordination import JOINT, runs
from facta.text.phrases import compile_phrases, fold, language, squeeze
from facta.vocab import load
from facta.words.strangers import strangers

BEFORE = "from the sentence before"
"""How the reason of a target begins that the sentence itself does not tell."""


@dataclass(frozen=True, slots=True)
class Target:
    """A likely target of a sentence."""

    id: str
    """Id of the actor, "" where none is evident."""
    named: bool
    score: float
    reason: str
    span: Span | None = None
    """The name, with offsets in the sentence; None where the target is not named."""

    @property
    def name(self) -> str:
        """Short name of the actor."""
        return name(self.id) if self.id else ""


@dataclass(frozen=True, slots=True)
class _Words:
    """The expressions that tell the parts; made once from ``vocab/criticism.yaml``."""

    wrong: re.Pattern[str]
    mild: re.Pattern[str]
    by: re.Pattern[str]
    acts_of: re.Pattern[str]
    voice: re.Pattern[str]
    home: re.Pattern[str]
    rulers: re.Pattern[str]
    misdeed: re.Pattern[str]
    demand: re.Pattern[str]
    victim: re.Pattern[str]
    partner: re.Pattern[str]
    speaks: re.Pattern[str]
    own: re.Pattern[str]
    people: re.Pattern[str]
    anaphora: re.Pattern[str]


# Where a noun group ends: the first word that cannot stand inside "X's unjustified and brutal attacks".
_STOP = re.compile(
    r" (?:in|on|of|against|to|for|that|which|who|whose|where|while|is|are|was|were|has|have|had|will|would|can|could|"
    r"must|should|may|with|by|from|at|as|into|over|under|toward|towards|through|including|because|since|after|before|"
    r"when|if|but|than|the|we|it|they)\b|[.;:—]|, (?:and |which|who|including|as)"
)
_DETERMINERS = r"(?:the |a |an |all |both |its |their |our |this |these |those |any |some |other |so-called )*"
_LOOSE = r"(?:[\w'-]+ly |[\w-]+(?:ing|ed|ous|ive|al|ful|ant|ent) |recent |further |continued |ongoing |own )*"
_ASIDE = r"(?: \([^)]{1,30}\)|, [^,]{1,60},)?(?:'s|')?"


@cache
def _words() -> _Words:
    data: dict[str, Any] = load("criticism")

    def of(field: str) -> str:
        return compile_phrases(data[field]["en"]).pattern

    titles = rf"(?:(?:{of('titles')}) )*"
    fillers = rf"(?: [\w']+ly| (?:{of('fillers')}))*"

    return _Words(
        wrong=re.compile(of("wrongs"), re.IGNORECASE),
        mild=re.compile(of("mild"), re.IGNORECASE),
        by=re.compile(rf"\b(?:by|from) {_DETERMINERS}{_LOOSE}{titles}$", re.IGNORECASE),
        acts_of=re.compile(rf"(?:{of('acts_of')}) (?:by|of) {_DETERMINERS}{_LOOSE}{titles}$", re.IGNORECASE),
        voice=re.compile(rf" (?:[\w-]+ )?(?:{of('voices')})", re.IGNORECASE),
        home=re.compile(of("home"), re.IGNORECASE),
        rulers=re.compile(of("rulers"), re.IGNORECASE),
        misdeed=re.compile(rf"{_ASIDE}{fillers} (?:{of('misdeeds')})", re.IGNORECASE),
        demand=re.compile(rf"(?:{of('demands')}) {_DETERMINERS}{_LOOSE}{titles}$", re.IGNORECASE),
        victim=re.compile(rf"(?:{of('victims')}) {_DETERMINERS}{_LOOSE}{titles}$", re.IGNORECASE),
        partner=re.compile(rf"(?:{of('partners')}) {_DETERMINERS}{titles}$", re.IGNORECASE),
        speaks=re.compile(
            rf"{_ASIDE}(?: and (?:[A-Z][\w.'-]* ?){{1,6}}(?<= ))?(?: ?\b(?:[\w']+ly|also|both|has|have|had|today))* "
            rf"?\b(?:{of('speaks')})",
            re.IGNORECASE,
        ),
        own=re.compile(of("own"), re.IGNORECASE),
        people=re.compile(of("people"), re.IGNORECASE),
        anaphora=re.compile(
            rf"^\W*(?:\w+,? ){{0,2}}(?:{of('anaphora')})|(?<!\w)(?:this|these|such) (?:[\w-]+ )?(?:{of('wrongs')})",
            re.IGNORECASE,
        ),
    )


def _score(text: str, mention: Mention, following: int | None) -> tuple[float, str]:
    """How likely the actor of an English mention is the target, and why; above 0 is plausible.

    ``text`` is folded; ``following`` is where the next name begins, which ends the noun group of this one.
    """
    words = _words()
    left, right = text[max(0, mention.begin - 90) : mention.begin], text[mention.end : mention.end + 110]
    aside = re.match(r" \([^)]{1,30}\)", right)
    if aside:
        right = right[aside.end() :]
    genitive = re.match(r"'s?(?=\s|$)", right)
    after = right[genitive.end() :] if genitive else right
    stop = _STOP.search(after)
    group = after[: stop.start()] if stop else after
    if following is not None and not JOINT.fullmatch(text[mention.end : following]):
        group = group[: max(0, following - mention.end - (len(right) - len(after)))]
    plain = not genitive and mention.role != "adjective"
    if plain:
        group = group.split(" and ")[0]
        if words.speaks.match(right):
            return -5.0, "speaks itself"
    if words.voice.match(" " + group.lstrip()) and not (plain and words.misdeed.match(right)):
        return -5.0, "its own voice"
    own = words.people.match(group.lstrip()) or words.own.match(group.lstrip())
    wrong = None if own else words.wrong.search(group)
    if wrong and (not plain or "," not in group[: wrong.start()]):
        mild = all(words.mild.fullmatch(match.group()) for match in words.wrong.finditer(group))
        return (2.0 if mild else 4.0), f"author of '{wrong.group()}'"
    if genitive and own:
        return -3.5, f"'{own.group()}' is its own"
    if own:
        return -3.0, f"'{own.group()}' are people or offices"
    demanded = words.demand.search(left)
    if demanded:
        bonus = 2.0 if re.match(r"(?: [\w-]+){0,3}?,? (?:not )?to\b", right) else 0.0
        return 3.0 + bonus, f"'{demanded.group().split()[0]}' is addressed to it"
    by = words.by.search(left)
    if by and words.wrong.search(left[: by.start()]):
        return 4.0, "named as author after 'by' or 'from'"
    if words.acts_of.search(left):
        return 3.0, "author of what stands before 'of'"
    if words.misdeed.match(right) and not re.search(r"\b(?:by|with) (?:the )?$", left):
        victim = re.search(r"\b(?:against|with|on|in|to) (?:the )?$", left)
        return (0.2, "before a verb of conduct") if victim else (3.0, "subject of a verb of conduct")
    if words.victim.search(left):
        return -3.0, "suffers it, or is where it happens"
    if words.partner.search(left):
        return -2.5, "spoken or worked with"
    if re.match(r" ?-(?!led|back|base)\w|[-–]\w", right) or re.search(r"\w-$", left):
        return -1.5, "one of a pair"
    return (1.0, "first in the sentence") if mention.begin < 6 else (0.5, "named")


def _score_cjk(text: str, mention: Mention, script: str) -> tuple[float, str]:
    """The same for Chinese and Japanese, by the words directly before and after the name."""
    data: dict[str, Any] = load("criticism")
    roles: dict[str, list[str]] = data[script]
    left, right = text[max(0, mention.begin - 8) : mention.begin], text[mention.end : mention.end + 40]
    right = re.sub(r"^(?:方面|方|政府|当局|等国家|等国|等|国务院|国防部|外長|外相|側)", "", right)
    title = re.match("(?:" + "|".join(roles["titles"]) + r")\w{0,4}?(?=" + "|".join(roles["speaks"]) + ")", right)
    right = right[title.end() :] if title else right
    clause = re.split(r"[。！？；]", right)[0][:24]
    wrong = any(word in clause for word in data["wrongs_cjk"][script])
    speaks = script == "zh" and right.startswith(tuple(roles["speaks"]))
    if script == "ja":
        speaks = right.startswith(tuple(roles["speaks"])) and not wrong
    if right.startswith(tuple(roles["own"])):
        return -3.5, "what is its own"
    if any(left.endswith(word) for word in roles["before"]):
        return 4.0, f"addressed after '{left[-2:]}'"
    if speaks:
        return -4.0, "speaks itself"
    if any(left.endswith(word) for word in roles["victims"]):
        return -2.5, "suffers it, or is spoken with"
    if right.startswith(tuple(roles["after"])):
        return (3.5, "author of a wrong") if wrong else (2.0, f"before '{right[:2]}'")
    return (2.0, "before a wrong") if wrong else (0.5, "named")


def scored(sentence: str, speakers: Collection[str] = ()) -> list[Target]:
    """Every actor named in the sentence with its best score, the likeliest target first; ties by place.

    ``speakers`` are ids of the actors who make the statement; they are never likely targets of their own criticism.
    """
    squeezed = squeeze(sentence)
    text, script = fold(squeezed.text), language(sentence)
    bodies = frozenset(load("criticism")["bodies"])
    known = mentions(squeezed.text)
    found = [mention for mention in known if mention.role != "place"]
    if script == "en":
        found = sorted((*found, *strangers(text, known)), key=lambda mention: mention.begin)
    begins = [*(mention.begin for mention in found[1:]), None]
    marks = [
        _score(text, mention, begin) if script == "en" else _score_cjk(text, mention, script)
        for mention, begin in zip(found, begins, strict=False)
    ]
    for first, last in runs(text, found):
        strongest = max(marks[first : last + 1], key=lambda mark: abs(mark[0]))
        marks[first : last + 1] = [strongest] * (last + 1 - first)
    heard = {mention.id for mention, mark in zip(found, marks, strict=True) if mark[0] <= -4}
    best: dict[str, Target] = {}
    for mention, (score, reason) in zip(found, marks, strict=True):
        silent = mention.id in speakers or (mention.id in heard and score < 3)
        score = min(score, 3.0) - 2.5 if mention.id in bodies else score - 6.0 if silent else score
        if mention.id not in best or score > best[mention.id].score:
            named = not load("actors").get(mention.id, {}).get("unnamed", False)
            span = squeezed.span(mention.begin, mention.end, sentence)
            best[mention.id] = Target(mention.id, named, score, reason, span)
    return sorted(best.values(), key=lambda target: -target.score)


def targets(sentence: str, before: str = "", speakers: Collection[str] = ()) -> tuple[Target, ...]:
    """The likely targets of a criticising sentence, the likeliest first; never empty.

    The last resort is a target with id "". Only actors that are named as clearly as the likeliest stand beside it.
    """
    named = [target for target in scored(sentence, speakers) if target.score > 0]
    heard = {target.id for target in scored(sentence, speakers) if target.score <= -4}
    hushed = heard | set(speakers)
    back = _words().anaphora.search(fold(squeeze(sentence).text))
    points_back = back is not None
    least = 0.0 if back and back.start() == 0 else 1.5
    earlier = [target for target in scored(before, hushed) if target.score > least]
    place = evident(sentence, hushed)
    # A bare name loses to a clear target of the sentence before, or to a place in dispute.
    bare = bool(named) and named[0].score < 1
    rivals = [
        rival for rival in (earlier[0] if points_back and earlier else None, place) if rival and rival.score >= 1.5
    ]
    if named and not (bare and any(rival.id != named[0].id for rival in rivals)):
        kept = [target for target in named[1:] if target.score >= 3 and target.score >= named[0].score - 1]
        together = (named[0], *kept)
        parts = {belongs_to(target.id) for target in together if belongs_to(target.id) != target.id}
        return tuple(target for target in together if target.id not in parts)
    if earlier and points_back and not (place and place.score >= 2):
        return (replace(earlier[0], named=False, span=None, reason=f"{BEFORE}: {earlier[0].reason}"),)
    if place:
        return (place,)
    if earlier:
        return (Target(earlier[0].id, False, 1.0, f"{BEFORE}: {earlier[0].reason}"),)
    behind = evident(before, hushed)
    if behind:
        return (Target(behind.id, False, 0.5, f"{BEFORE}: {behind.reason}"),)
    return (Target("", False, 0.0, "nobody is named or evident"),)


def evident(sentence: str, speakers: Collection[str]) -> Target | None:
    """Who is evidently meant by the place or matter of a sentence that names no plausible target; None where nobody is.

    A score of 2 or more rests on a place in dispute, less on weaker grounds.
    """
    if not sentence:
        return None
    data, places = load("criticism"), load("places")
    bodies = frozenset(data["bodies"])
    options: list[Target] = []
    sentence = squeeze(sentence).text
    text, words = fold(sentence), _words()
    heard = {target.id for target in scored(sentence, speakers) if target.score <= -4}
    for mention in mentions(sentence):
        if mention.role == "place":
            blamed = places[mention.id].get("blames")
            score, named = (1.0 if places[mention.id].get("weak") else 2.0), False
        elif mention.id not in bodies and mention.role in ("name", "capital"):
            blamed = data["evident_in"].get(mention.id)
            score, named = (1.5, bool(words.rulers.search(text))) if blamed else (0.7, True)
            if not blamed and words.home.search(text):
                blamed = mention.id
        else:
            continue
        if blamed and blamed not in speakers and blamed not in heard:
            options.append(Target(blamed, named, score, f"evident from '{mention.span.quote}'"))
    for matter in load("matters").values():
        if (
            "blames" in matter
            and compile_matter(matter["name"]).search(text.lower())
            and matter["blames"] not in speakers
        ):
            options.append(Target(matter["blames"], False, 0.9, f"evident from the matter: {matter['name']}"))
    return max(options, key=lambda target: target.score, default=None)


@cache
def compile_matter(matter: str) -> re.Pattern[str]:
    """The expression for the phrases by which a matter, given by its printed name, makes a target evident."""
    for entry in load("matters").values():
        if entry["name"] == matter:
            return compile_phrases(entry.get("evident", ()))
    return compile_phrases(())
