"""What may be entered: drafts that fit the state, and that leave a record which holds together.

So the ledger never holds what a case pack could not, and whatever is exported can be imported again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from typing import Any

from facta.casepack.check import Known, head_faults, item_faults, scale_levels
from facta.casepack.columns import columns
from facta.errors import LedgerError
from facta.ledger.chain import Draft, canonical
from facta.ledger.state import KINDS
from facta.record import HEAD, NOUNS, from_payload, key

Name = tuple[str, str]
Payloads = dict[Name, dict[str, Any]]

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


def author(given: str) -> str:
    """Who enters, as entered. Raises LedgerError for nobody."""
    name = given.strip()
    if not name or _UNPRINTABLE.search(name):
        raise LedgerError("An entry names who makes it, in one line of text. Give a name with --author.")
    return name


def refuse(
    drafts: Sequence[Draft],
    held: Set[Name],
    keys: Callable[[Set[str]], Iterable[Name]],
    everything: Callable[[], Payloads],
    some: Callable[[str], list[Any]],
) -> None:
    """Raise LedgerError for the first draft that cannot be taken.

    ``held`` are the subjects in force among those of the drafts; ``keys`` gives, of these keys, the subjects in force;
    ``everything`` all payloads in force; ``some`` the items in force of one noun.
    """
    after: Payloads = {}
    gone: set[Name] = set()
    for draft in drafts:
        _one(draft, after, gone, held)
    items = {name: _item(name[0], payload) for name, payload in after.items() if name[0] != "case"}
    touched = {name for name in gone if name not in after} | {
        name for name in items if name in held and _rules(name[0])
    }
    if touched:
        # Others may rest on what goes, or on the levels and units that change.
        changed = {name[1] for name in touched}
        stay = {
            name: one for name, one in everything().items() if name[0] != "case" and name not in gone | after.keys()
        }
        items |= {name: item for name, payload in stay.items() if _mentions(item := _item(name[0], payload), changed)}
    known = _known(items, gone - after.keys(), keys, some)
    for (noun, one), item in items.items():
        for column, message in item_faults(noun, item, known):
            raise LedgerError(f"{noun} {one}, {column}: {message} Nothing was entered.")


def _one(draft: Draft, after: Payloads, gone: set[Name], held: Set[Name]) -> None:
    """Check one draft by itself and against what is in force before it."""
    where = f"{draft.kind} {draft.subject}"
    if draft.kind not in KINDS:
        raise LedgerError(f"There is no kind of entry “{draft.kind}”.")
    try:
        canonical(draft.payload).encode()
        draft.subject.encode()
    except (TypeError, ValueError) as error:
        raise LedgerError(f"{where}: it cannot be written as JSON in UTF-8 ({error}). Nothing was entered.") from error
    noun, _, verb = draft.kind.partition(".")
    payload = dict(draft.payload)
    reason = str(payload.pop("reason", "")).strip()
    if noun == "case":
        _head(where, draft.subject, payload)
        after["case", ""] = payload
        return
    name = (noun, draft.subject)
    there = name in after or (name in held and name not in gone)
    if verb == "add" and there:
        raise LedgerError(f"{where}: it is in the ledger already. Enter a correction.")
    if verb != "add" and not there:
        raise LedgerError(f"{where}: there is none in force.")
    if verb != "add" and not reason:
        raise LedgerError(f"{where}: a correction or withdrawal gives a reason.")
    if verb == "withdraw":
        if payload:
            raise LedgerError(f"{where}: a withdrawal gives a reason and nothing else.")
        after.pop(name, None)
        gone.add(name)
        return
    if key(_item(noun, payload)) != draft.subject:
        raise LedgerError(f"{where}: its payload is of another subject.")
    after[name] = payload
    gone.discard(name)


def _head(where: str, subject: str, payload: Mapping[str, Any]) -> None:
    if not subject or payload.get("id") != subject or not payload.get("title"):
        raise LedgerError(f"{where}: a case has an id, which is its subject, and a title.")
    if strange := set(payload) - set(HEAD):
        raise LedgerError(f"{where}: a case has no field {min(strange)}.")
    if any(not isinstance(value, str) for value in payload.values()):
        raise LedgerError(f"{where}: the fields of a case are text.")
    for field, message in head_faults(payload):
        raise LedgerError(f"{where}, {field}: {message}")


def _item(noun: str, payload: dict[str, Any]) -> Any:
    try:
        item = from_payload(noun, payload)
    except TypeError as error:
        raise LedgerError(
            f"{noun} {payload.get('id', '')}: {str(error).split('() ')[-1]}. Nothing was entered."
        ) from error
    from facta.casepack.cells import fits
    from facta.casepack.columns import types_of

    for field, kind in types_of(noun).items():
        if not fits(getattr(item, field), kind):
            raise LedgerError(f"{noun} {key(item)}, {field}: {getattr(item, field)!r} is no value for it.")
    return item


def _rules(noun: str) -> bool:
    """Nouns that set rules for others: levels of a scale, unit of an indicator."""
    return noun in ("scale", "indicator")


def _mentions(item: Any, keys: Set[str]) -> bool:
    for field in item.__slots__:
        value = getattr(item, field)
        if isinstance(value, tuple):
            if any(one in keys for one in value if isinstance(one, str)):
                return True
        elif isinstance(value, str) and value in keys:
            return True
    return False


def _known(
    items: Mapping[Name, Any],
    gone: Set[Name],
    keys: Callable[[Set[str]], Iterable[Name]],
    some: Callable[[str], list[Any]],
) -> Known:
    asked: set[str] = set()
    for (noun, one), item in items.items():
        asked.add(one)
        for column, rule in columns()[NOUNS[noun][0]].items():
            if rule.get("refers"):
                value = getattr(item, column)
                asked.update((value,) if isinstance(value, str) else value)
    ids: dict[str, set[str]] = {noun: set() for noun in NOUNS}
    for noun, one in {*keys(asked - {""}), *items} - gone:
        if noun in ids:
            ids[noun].add(one)
    nouns = {noun for noun, _ in items}

    def now(noun: str) -> list[Any]:
        before = {key(item): item for item in some(noun) if (noun, key(item)) not in gone}
        return list((before | {one: item for (other, one), item in items.items() if other == noun}).values())

    units = {one.id: one.unit for one in now("indicator")} if "observation" in nouns else {}
    levels = scale_levels(now("scale")) if "assessment" in nouns else {}
    return Known(ids, units, levels)
