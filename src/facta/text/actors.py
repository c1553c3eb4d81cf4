"""Find actors and places in text: states, organisations, armed groups, by any of the names in the vocabulary.

One compiled expression finds the words at which a name may begin; a dictionary from first word to names decides.
So the cost grows with the text, not with the vocabulary. The longest name wins, and places are matched along with
actors, so that "South China Sea" does not give China.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any, Literal

from facta.model import Span
from facta.text.phrases import fold, squeeze
from facta.vocab import load

Role = Literal["name", "adjective", "capital", "leader", "class", "place"]

# In a text all in capitals these are ordinary English words.
_WORDS_IN_CAPITALS = frozenset({"US", "WHO", "CAR", "ICC", "AU"})
# After these words a capital is where something happens, not who acts.
_WHERE = re.compile(
    r"\b(?:in|at|to|from|near|outside|around|visit|visits|visited|visiting|of|hosted)\s+$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text: whose it is, where it stands, and what kind of name it is."""

    id: str
    """Id of the actor or place."""
    span: Span
    role: Role

    @property
    def begin(self) -> int:
        """First character of the name."""
        return self.span.begin

    @property
    def end(self) -> int:
        """Character after the name."""
        return self.span.end


@dataclass(frozen=True, slots=True)
class _Index:
    begins: re.Pattern[str]
    names: dict[str, list[tuple[str, str, Role]]]
    """First word (CJK: first character), lower case -> (name, id, role), the longest name first."""


def _names() -> dict[str, tuple[str, Role]]:
    """Every name with its bearer; what is entered first keeps the name."""
    found: dict[str, tuple[str, Role]] = {}
    for key, place in load("places").items():
        for name in (place["name"], *place.get("also", ()), *place.get("sides", {}).values()):
            if " / " not in name:
                found.setdefault(name, (key, "place"))
    for key, actor in load("actors").items():
        role: Role = "class" if actor.get("kind") == "class" else "name"
        for name in (*actor.get("also", ()), *([actor["name"]] if "name" in actor else ())):
            found.setdefault(name, (key, role))
        for name in actor.get("leaders", ()):
            found.setdefault(name, (key, "leader"))
    for key, names in _territories().items():
        for name in names:
            found.setdefault(name, (key, "name"))
    for key, actor in load("actors").items():
        for name in actor.get("adj", ()):
            found.setdefault(name, (key, "adjective"))
            found.setdefault(f"{name}s", (key, "adjective"))
        for name in actor.get("capital", ()):
            found.setdefault(name, (key, "capital"))
    return found


@cache
def _territories() -> dict[str, list[str]]:
    text = resources.files("facta.vocab").joinpath("territories.json").read_text(encoding="utf-8")
    data: dict[str, list[str]] = json.loads(text)
    return data


@cache
def _index() -> _Index:
    names: dict[str, list[tuple[str, str, Role]]] = {}
    for name, (key, role) in _names().items():
        names.setdefault(_first(name).lower(), []).append((name, key, role))
    for bearers in names.values():
        bearers.sort(key=lambda bearer: -len(bearer[0]))
    wide = "".join(sorted({key for key in names if len(key) == 1 and key >= "\u3000"}))
    return _Index(re.compile(rf"[^\W\d_\u3000-\u9fff][^\W_\u3000-\u9fff]*|[{re.escape(wide)}]"), names)


def _first(name: str) -> str:
    """The word a name is filed under: letters and digits up to the first other character, or one CJK character."""
    if name[0] >= "\u3000":
        return name[0]
    found = re.match(r"[^\W_\u3000-\u9fff]+", name)
    return found.group() if found else name[0]


def _ends_well(text: str, end: int, wide: bool) -> bool:
    """Whether a name may end at ``end``: not inside a word, a katakana word, or an amount (US$)."""
    if end >= len(text):
        return True
    after = text[end]
    if wide:
        return not ("ァ" <= text[end - 1] <= "ー" and "ァ" <= after <= "ー")
    if after == "-" and text[end + 1 : end + 2].islower() and text[end + 1 : end + 5] not in ("led ", "back", "base"):
        return True
    return not (after.isalnum() and after < "\u3000") and after != "$"


@lru_cache(maxsize=4_000)
def mentions(text: str) -> tuple[Mention, ...]:
    """Every name of an actor or place in ``text``, from left to right, without overlaps; kept for the next call.

    Capitals are told as such (role ``capital``); whether one stands for its government is up to the caller, see
    ``actors_in``. Places that are known only in order not to mistake them for actors are left out.
    """
    index = _index()
    squeezed = squeeze(text)
    folded = fold(squeezed.text)
    shouted = folded.isupper()
    places: dict[str, Any] = load("places")
    found: list[Mention] = []
    position = 0
    for match in index.begins.finditer(folded):
        begin = match.start()
        if begin < position:
            continue
        bearers = index.names.get(match.group().lower())
        if not bearers:
            continue
        for name, key, role in bearers:
            end = begin + len(name)
            printed = folded[begin:end]
            if not (printed == name or _same(printed, name, role)) or not _ends_well(folded, end, name[0] >= "\u3000"):
                continue
            if shouted and name in _WORDS_IN_CAPITALS:
                continue
            position = end
            if not (role == "place" and places[key].get("only")):
                found.append(Mention(key, squeezed.span(begin, end, text), role))
            break
    return tuple(found)


def _same(printed: str, name: str, role: Role) -> bool:
    """Whether a name is printed all in capitals, or, for a class, in any case."""
    if role == "class":
        return printed.lower() == name.lower()
    return len(name) > 3 and printed.isupper() and printed == name.upper()


def actors_in(text: str) -> list[tuple[str, Span]]:
    """Ids of the actors named in ``text`` with the spans of the names, from left to right.

    A capital counts where it stands for its government, not after "in", "to" and the like; kinds of actors without
    a name ("terrorists") and places do not count.
    """
    return [
        (mention.id, mention.span)
        for mention in mentions(text)
        if mention.role in ("name", "adjective", "leader")
        or (mention.role == "capital" and not _WHERE.search(text[max(0, mention.begin - 12) : mention.begin]))
    ]


@cache
def name(key: str) -> str:
    """The short name that facta prints for an actor or place; the id itself where it is unknown."""
    actor = load("actors").get(key)
    if actor is None:
        place = load("places").get(key)
        return str(place["name"]) if place else key
    if "name" in actor:
        return str(actor["name"])
    return _territories().get(key, [key])[0]


@cache
def sieve(shown: str) -> re.Pattern[str]:
    """Finds, in a text in lower case, whatever may name those that facta prints as ``shown``: quick, to pass over the
    texts in which ``mentions`` would find none of them."""
    names = [printed.lower() for printed, (key, _) in _names().items() if name(key) == shown]
    return re.compile("|".join(map(re.escape, names)) or "(?!)")


def kind(key: str) -> str:
    """``state``, ``territory``, ``organisation`` and so on, ``place`` for a place, "" for an unknown id."""
    actor = load("actors").get(key)
    if actor is not None:
        return str(actor.get("kind", "state"))
    return "place" if key in load("places") else ""


def belongs_to(key: str) -> str:
    """Id of the actor that ``key`` is a part of (Hong Kong: CN), else ``key`` itself."""
    actor = load("actors").get(key)
    return str(actor.get("of", key)) if actor else key
