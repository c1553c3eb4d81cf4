"""Lint the vocabulary: every file has a head comment, parses, and says nothing twice; ids point at something.

``problems()`` gives one line for each fault, with the file and what to do; the tests hold it to none.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent
_ACTOR_FIELDS = {"name", "kind", "of", "also", "adj", "capital", "leaders", "unnamed"}
_ACTOR_KINDS = {
    "state", "territory", "organisation", "grouping", "armed group", "party", "institution", "class",
}  # fmt: skip
_PLACE_FIELDS = {"name", "also", "sides", "blames", "weak", "only"}
_SCRIPTS = ("en", "zh", "ja")


class _Loader(yaml.SafeLoader):
    """The safe loader, which keeps a list of the keys that a mapping gives twice."""

    def __init__(self, stream: str) -> None:
        super().__init__(stream)
        self.twice: list[str] = []

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[object] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if isinstance(key, str | int | float | bool):
                if key in seen:
                    self.twice.append(f"{key!r} (line {key_node.start_mark.line + 1})")
                seen.add(key)
        return super().construct_mapping(node, deep)


def problems(folder: Path = FOLDER) -> list[str]:
    """Every fault of the vocabulary files in ``folder``, sorted by file; empty where there is none."""
    found: list[str] = []
    data: dict[str, Any] = {}
    for path in sorted(folder.glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        found += [f"{path.name}: {fault}" for fault in _form(text)]
        loader = _Loader(text)
        try:
            data[path.stem] = loader.get_single_data()
        except yaml.YAMLError as error:
            found.append(f"{path.name}: does not parse: {error}")
            continue
        found += [f"{path.name}: key {key} stands twice: keep one" for key in loader.twice]
        found += [f"{path.name}: {fault}" for fault in _values(data[path.stem], "") if not _placeless(path.stem, fault)]
    for name, check in (("actors", _actors), ("places", _places), ("criticism", _criticism), ("matters", _matters)):
        if name in data:
            found += [f"{name}.yaml: {fault}" for fault in check(data)]
    for name in ("epithets", "matters", "topics"):
        found += [
            f"{name}.yaml: {key} has no '{script}': give a list, empty where there are no words"
            for key, entry in data.get(name, {}).items()
            for script in _SCRIPTS
            if not isinstance(entry.get(script), list)
        ]
    if "scales" in data:
        found += [f"scales.yaml: {fault}" for fault in _scales(data["scales"])]
    if "action_codes" in data:
        found += [f"action_codes.yaml: {fault}" for fault in _action_codes(data["action_codes"])]
    if "outcomes" in data:
        found += [f"outcomes.yaml: {fault}" for fault in _outcomes(data["outcomes"])]
    names = folder / "territories.json"
    if names.exists() and "actors" in data:
        states = {key for key in data["actors"] if _is_state(key)}
        lacking = sorted(states ^ set(json.loads(names.read_text(encoding="utf-8"))))
        found += [f"territories.json: out of step for {key}: run facta.vocab.territories" for key in lacking]
    return found


def _form(text: str) -> Iterator[str]:
    if not text.startswith("#"):
        yield "no head comment: explain the fields in the first lines"
    if not unicodedata.is_normalized("NFC", text):
        yield "not in Unicode form NFC: normalise it"
    for number, line in enumerate(text.split("\n"), 1):
        if "\t" in line:
            yield f"line {number}: tab: use blanks"


def _values(value: object, where: str) -> Iterator[str]:
    """Words that YAML 1.1 reads as truth values (on, off, yes, no) and words given twice in one list."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if isinstance(key, bool):
                yield f"{where or 'top'}: a key is read as {key}: quote it"
            yield from _values(inner, f"{where}.{key}".lstrip("."))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            if isinstance(inner, bool) or inner is None:
                yield f"{where}[{place}]: read as {inner}: quote the word"
            yield from _values(inner, f"{where}[{place}]")


def _placeless(name: str, fault: str) -> bool:
    """A level of a scale may have no place, which is not a word to quote."""
    return name == "scales" and re.search(r"\.levels\[\d+\]\[1\]: read as None", fault) is not None


def _scales(scales: dict[str, Any]) -> Iterator[str]:
    for key, scale in scales.items():
        places = dict(scale["levels"])
        rated = [place for _, place in scale["levels"] if place is not None]
        if rated != sorted(rated, reverse=True) or any(abs(place) > 1 for place in rated):
            yield f"{key}: levels go from best to worst, with places from 1 to -1"
        for level, (low, high) in scale.get("covers", {}).items():
            if level not in places or not -1 <= low <= high <= 1:
                yield f"{key}: covers '{level}' is for a level of the scale, from -1 to 1"
            elif places[level] is None and not 0 < low <= high < 1:
                yield f"{key}: '{level}' has no place, and covers at most what lies between 0 and 1"
        for level in scale.get("open", {}):
            if places.get(level, 0) is not None:
                yield f"{key}: open '{level}' is for a level without a place"


def _action_codes(data: dict[str, Any]) -> Iterator[str]:
    belongs = {code: root for root, entry in data["roots"].items() for code in entry["codes"].split()}
    for root in data["roots"]:
        if not isinstance(root, str) or not re.fullmatch(r"\d\d", root):
            yield f"{root!r}: a root is two digits in quotes"
    for code, root in belongs.items():
        if not re.fullmatch(r"\d{3,4}", code) or not code.startswith(str(root)):
            yield f"{code}: a code has three or four digits and begins with its root, here {root}"
    taken: dict[str, str] = {}
    for name, entry in data["classes"].items():
        if not re.fullmatch("[A-Z]+", name) or not isinstance(entry.get("material"), bool):
            yield f"{name}: a class is a word in capitals, and material is true or false"
        for code in entry["cameo"]:
            if code not in belongs and code not in data["roots"]:
                yield f"{name}: there is no code {code!r}"
            if taken.setdefault(code, name) != name:
                yield f"{name}: {code} belongs to {taken[code]} already"


def _is_state(key: object) -> bool:
    return isinstance(key, str) and re.fullmatch("[A-Z]{2}", key) is not None


def _actors(data: dict[str, Any]) -> Iterator[str]:
    actors: dict[str, Any] = data["actors"]
    bearer: dict[str, str] = {}
    for key, actor in actors.items():
        if not isinstance(key, str) or not re.fullmatch(r"[A-Z]{2}|[a-z0-9]+(-[a-z0-9]+)*", key):
            yield f"{key!r}: an id is an ISO 3166-1 code or a lower-case slug"
        for field in set(actor) - _ACTOR_FIELDS:
            yield f"{key}: unknown field '{field}'"
        if actor.get("kind", "state") not in _ACTOR_KINDS:
            yield f"{key}: unknown kind '{actor['kind']}'"
        if not _is_state(key) and "name" not in actor:
            yield f"{key}: an actor without CLDR names needs a name"
        if "of" in actor and actor["of"] not in actors:
            yield f"{key}: belongs to '{actor['of']}', which is no actor"
        for field in ("also", "adj", "capital", "leaders"):
            for name in actor.get(field, ()):
                if bearer.setdefault(name, key) != key:
                    yield f"{key}: '{name}' is a name of {bearer[name]} already"


def _places(data: dict[str, Any]) -> Iterator[str]:
    actors: dict[str, Any] = data.get("actors", {})
    for key, place in data["places"].items():
        for field in set(place) - _PLACE_FIELDS:
            yield f"{key}: unknown field '{field}'"
        if key in actors:
            yield f"{key}: is an actor's id already"
        for actor in (*place.get("sides", {}), *([place["blames"]] if "blames" in place else ())):
            if actor not in actors:
                yield f"{key}: '{actor}' is no actor"


def _criticism(data: dict[str, Any]) -> Iterator[str]:
    words: dict[str, Any] = data["criticism"]
    actors: dict[str, Any] = data.get("actors", {})
    for key, cue in words["cues"].items():
        if cue["strength"] not in words["scale"]:
            yield f"cues.{key}: strength {cue['strength']} is not on the scale"
        for script in _SCRIPTS:
            if not cue.get(script):
                yield f"cues.{key}: no words for '{script}'"
    for key in (*words["bodies"], *words["evident_in"], *words["evident_in"].values()):
        if key not in actors:
            yield f"'{key}' is no actor"


def _matters(data: dict[str, Any]) -> Iterator[str]:
    for key, matter in data["matters"].items():
        if "blames" in matter and matter["blames"] not in data.get("actors", {}):
            yield f"{key}: '{matter['blames']}' is no actor"


def _outcomes(data: dict[str, Any]) -> Iterator[str]:
    for key, entry in data["descriptions"].items():
        if entry.get("about") not in ("meeting", "relationship"):
            yield f"{key}: about is 'meeting' or 'relationship'"
        for script in _SCRIPTS:
            if not isinstance(entry.get(script), list):
                yield f"{key} has no '{script}'"
