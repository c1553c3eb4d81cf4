"""How firmly a promise is worded: 4 decided, 3 intended, 2 tentative, 1 continuing support only.

The level is read off the governing cue and the verb that follows it (``vocab/firmness.yaml``). A linear model over the
same cues and the words around them was tried and did not do better, so nothing here is trained.
"""

from __future__ import annotations

import re

from facta.vocab import load
from facta.words.clauses import verbs
from facta.words.promise import WORD, Promise, folded, governing


def rule(sentence: str, promise: Promise | None) -> tuple[int, str]:
    """Level and reason by cue words alone."""
    told = load("firmness")
    text = folded(sentence)
    ready = re.search(told["ready"], text)
    if promise is None:
        if ready:
            return 2, f"'{ready[0]}': readiness"
        first = WORD.match(text.lstrip("([0123456789.) -•*"))
        opening = verbs().get(first[0]) if first else None
        if opening is None:
            return told["list_forms"]["base"], "no word of promise of its own; taken as decided, as most are"
        form = "gerund" if "G" in opening.slots else "base"
        return told["list_forms"][form], f"opens with '{first[0] if first else ''}', as an item of a list of promises"
    quote = sentence[promise.begin : promise.end].strip()
    window = text[promise.end : promise.end + 60]
    if promise.level >= 3:
        if re.match(r"\s*not hesitate", window):
            return 2, f"'{quote} not hesitate': readiness"
        for level, softeners in told["softeners"].items():
            if any(re.match(rf"(?:\W+(?:\w+ly|further|also|to|be))*\W+{soft}", window) for soft in softeners):
                return min(
                    level, promise.level
                ), f"'{quote}' before a verb of {'examining' if level == 2 else 'aiming'}"
        hedge = re.search(told["firm_hedges"], window)
        if hedge and promise.level == 4:
            return 2, f"'{quote}' hedged by '{hedge[0]}'"
        if promise.cue in told["plain"] and re.match(told["going_on"], window):
            return 1, f"'{quote}' with no more than going on as before"
        if promise.cue not in told["never_vague"] and _vague(window, told):
            return 1, f"'{quote}' with no more than continued support"
    if promise.cue == "continue" and promise.kind in told["concrete"]:
        return 4, f"'{quote}' a checkable act"
    if ready and promise.level != 4:
        return 2, f"'{ready[0]}': readiness"
    return promise.level, f"'{quote}': {_level_name(promise.level)}"


def _level_name(level: int) -> str:
    return {4: "decided or binding", 3: "intended", 2: "tentative", 1: "continuing support only"}[level]


def _vague(window: str, told: dict[str, object]) -> bool:
    if re.match(rf"\W*(?:\w+ly\W+|always\W+)*{told['standing']}", window):
        return True
    continuing = re.match(rf"(?:\W+\w+){{0,3}}?\W+{told['continuing']}", window)
    if not continuing:
        return False
    vague = told["vague"]
    assert isinstance(vague, list)
    following = WORD.findall(window[continuing.end() :])[:4]
    lemmas = {form.lemma for word in following if (form := verbs().get(word))} | set(following)
    return bool(lemmas & set(vague))


def firmness(sentence: str) -> tuple[int, str]:
    """Level, 4 to 1, and the reason for it. Any text will do."""
    return rule(sentence, governing(sentence))
