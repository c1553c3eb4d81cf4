"""Whether a third party could later settle from public facts that a promise was kept: yes, partly or no.

A small linear model over named features: the verb that is promised and its class, what it acts on first, numbers
and dates, names of programmes and documents, meetings and journeys, vagueness; and the mean of the word vectors of
the promise, which stands in for words too rare to be learnt one by one. The reason lists the words that spoke most.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise

from facta.model import Deadline, Quantity, Testability
from facta.vocab import load
from facta.words.align import tokens
from facta.words.clauses import nouns, verbs
from facta.words.linear import Model, shipped
from facta.words.meaning import mean
from facta.words.promise import WORD, Promise, folded

NEAR = 6
"""Words behind the cue that make up its nearest company."""
FAR = 40
"""Characters behind the cue within which an object is the next one."""
WEIGHT = 3.0
"""Of a unit vector against a feature that is present or not; chosen with the penalty by cross-validation."""
NAME = re.compile(r"(?<![.!?:;] )(?<!^)\b[A-Z][\w&’'-]+(?:\s+(?:(?:of|for|and|on|the|in)\s+){0,2}[A-Z][\w&’'-]+)+")


@cache
def _markers() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (name, re.compile(r"\b(?:" + "|".join(re.escape(one) for one in words) + r")\b"))
        for name, words in load("testability")["markers"].items()
    )


def features(
    sentence: str,
    promise: Promise | None,
    level: int,
    deadline: Deadline | None,
    quantities: Sequence[Quantity],
    logistics: bool,
    before: str = "",
) -> dict[str, float]:
    """Named features of a promise with their amounts, given what else was read out of it."""
    text = folded(sentence)
    begin = promise.end if promise else 0
    behind = text[begin:]
    words = WORD.findall(behind)
    found = {"bias", f"firmness={level}"}
    found.add("deadline=" + ("none" if deadline is None else "vague" if deadline.vague else "dated"))
    found |= {f"quantity={quantity.kind}" for quantity in quantities[:2]} or {"quantity=none"}
    if logistics:
        found.add("logistics")
    kind = promise.kind if promise else _opening_kind(words)
    if promise:
        found |= {
            f"verb={promise.verb}",
            f"cue={promise.cue}",
            f"cue={promise.cue}>{kind}",
            f"~kind={kind}|firmness={level}",
        }
        found.add("~subject=" + " ".join(text[:begin].split()[-2:-1]))
        if promise.cue == "will" and re.search(load("testability")["official"], text[max(0, begin - 60) : begin]):
            found.add("official will")
    elif words:
        form = verbs().get(words[0])
        found |= {f"verb={form.lemma}"} if form else set()
    found.add(f"kind={kind}")
    found |= _verbs(words) | _objects(words) | _markers_found(behind, kind)
    if before.rstrip().endswith(":"):
        found.add("list item")
    if re.search(load("testability")["new"], behind[:60]):
        found.add("something new")
    names = len(NAME.findall(sentence[begin:]))
    found |= {f"names={min(names, 3)}", f"~length={min(len(words) // 10, 4)}"}
    found |= {f"w:{first} {second}" for first, second in pairwise(words)} | {f"w:{word}" for word in words}
    amounts = dict.fromkeys(sorted(found), 1.0)
    tail = tokens(sentence[begin:])
    for window, run in (("near", tail[:NEAR]), ("all", tail)):
        for place, value in enumerate(mean(run)):
            amounts[f"~{window}{place}"] = value * WEIGHT
    return amounts


def _opening_kind(words: Sequence[str]) -> str:
    form = verbs().get(words[0]) if words else None
    return form.kind if form else "none"


def _verbs(words: Sequence[str]) -> set[str]:
    forms = [form for word in words[:40] if (form := verbs().get(word)) and not form.nominal]
    return {f"any verb={form.lemma}" for form in forms} | {f"~any kind={form.kind}" for form in forms}


def _objects(words: Sequence[str]) -> set[str]:
    known = nouns()[1]
    return {
        f"object={known[word]}" if place > 8 else f"near object={known[word]}"
        for place, word in enumerate(words[:30])
        if word in known
    }


def _markers_found(behind: str, kind: str) -> set[str]:
    """The groups of marker words behind the cue, and which of those that name an object comes first."""
    places = {name: match.start() for name, pattern in _markers() if (match := pattern.search(behind))}
    found = {f"marker={name}" for name in places}
    objects = [(place, name) for name, place in places.items() if name in load("testability")["objects"]]
    place, first = min(objects, default=(FAR, "none"))
    found |= {f"first={first}", f"first={first}|{kind}"}
    return found | ({f"next={first}", f"next={first}|{kind}"} if place < FAR else set())


def verdict(found: Mapping[str, float], model: Model | None = None) -> tuple[Testability, str, float]:
    """Verdict, reason and the model's confidence for the features of a promise."""
    model = model or shipped("testability")
    shares = model.shares(found)
    best = max(range(len(shares)), key=shares.__getitem__)
    label = model.labels[best]
    spoke = dict.fromkeys(_plain(name) for name in model.told(found, best, 4))
    reason = "; ".join(list(spoke)[:2]) if spoke else "nothing in its words decides"
    settled: dict[str, Testability] = {"yes": "yes", "partly": "partly", "no": "no"}
    return settled[label], reason, shares[best]


def _plain(name: str) -> str:
    """A feature in plain words."""
    told = load("testability")["reasons"]
    stem = name.partition("|")[0]
    if stem in told:
        return str(told[stem])
    head, _, rest = stem.partition("=")
    if head in told:
        return f"{told[head]} '{rest.replace('>', ' ')}'"
    return f"the words '{name[2:]}'" if name.startswith("w:") else name
