"""Whether a third party could later settle from public facts that a promise was kept: yes, partly or no.

A small linear model over named features: the verb that is promised and its class, what it acts on, numbers and
dates, names of programmes and documents, meetings and journeys, vagueness. The reason lists what spoke most.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from facta.model import Deadline, Quantity, Testability
from facta.vocab import load
from facta.words.clauses import nouns, verbs
from facta.words.linear import Model, shipped
from facta.words.promise import WORD, Promise, folded, governing

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
) -> list[str]:
    """Named features of a promise, given what else was read out of it."""
    text = folded(sentence)
    found = {"bias", f"firmness={level}"}
    found.add("deadline=" + ("none" if deadline is None else "vague" if deadline.vague else "dated"))
    found |= {f"quantity={quantity.kind}" for quantity in quantities[:2]} or {"quantity=none"}
    if logistics:
        found.add("logistics")
    begin = promise.end if promise else 0
    behind = text[begin:]
    words = WORD.findall(behind)
    if promise:
        found |= {
            f"verb={promise.verb}",
            f"kind={promise.kind}",
            f"cue={promise.cue}",
            f"cue={promise.cue}>{promise.kind}",
        }
        found |= {f"kind={promise.kind}|firmness={level}"}
    kinds = []
    for word in words[:40]:
        form = verbs().get(word)
        if form and not form.nominal:
            found.add(f"any verb={form.lemma}")
            kinds.append(form.kind)
    if not promise and words:
        form = verbs().get(words[0])
        found |= {f"verb={form.lemma}", f"kind={form.kind}"} if form else set()
    found |= {f"any kind={kind}" for kind in kinds}
    objects = nouns()[1]
    for position, word in enumerate(words[:30]):
        kind = objects.get(word)
        if kind:
            found.add(f"object={kind}" if position > 8 else f"near object={kind}")
    found |= {f"marker={name}" for name, pattern in _markers() if pattern.search(behind)}
    names = len(NAME.findall(sentence[begin:]))
    found.add(f"names={min(names, 3)}")
    found.add(f"length={min(len(words) // 10, 4)}")
    for first, second in pairwise(words):
        found.add(f"w:{first} {second}")
    found |= {f"w:{word}" for word in words}
    return sorted(found)


def verdict(found: Sequence[str], model: Model | None = None) -> tuple[Testability, str, float]:
    """Verdict, reason and the model's confidence for the features of a promise."""
    model = model or shipped("testability")
    shares = model.shares(found)
    best = max(range(len(shares)), key=shares.__getitem__)
    label = model.labels[best]
    spoke = [_plain(name) for name in model.told(found, best)]
    reason = "; ".join(spoke) if spoke else "nothing in its words decides"
    settled: dict[str, Testability] = {"yes": "yes", "partly": "partly", "no": "no"}
    return settled[label], reason, shares[best]


def _plain(name: str) -> str:
    """A feature in plain words."""
    told = load("testability")["reasons"]
    if name in told:
        return str(told[name])
    head, _, rest = name.partition("=")
    if head in told:
        return f"{told[head]} '{rest.replace('>', ' ').replace('|', ', ')}'"
    return f"the words '{name[2:]}'" if name.startswith("w:") else name


def promised(sentence: str) -> Promise | None:
    """The promise that the features are read from."""
    return governing(sentence)
