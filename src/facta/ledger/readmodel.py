"""What is in force, as rows of their own: derived from the entries in the transaction that enters them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence, Set
from typing import Any

from facta.errors import LedgerError
from facta.ledger.chain import Entry, canonical
from facta.ledger.state import Held, State, name_of

BATCH = 2000
_CHUNK = 500
"""Keys of one query."""
_IMPOSSIBLE = re.compile(r"[\x00\ud800-\udfff]")


def rows(alias: str) -> Any:
    """The rows, in the order in which their subjects came in."""
    from facta.ledger.models import CurrentRow

    return CurrentRow.objects.using(alias).order_by("first", "id")


def read(alias: str, noun: str = "", *, damaged: bool = False) -> State:
    """All that is in force, or all of one noun. Raises LedgerError for a row that is no JSON, unless ``damaged``."""
    found = rows(alias).filter(noun=noun) if noun else rows(alias)
    state: State = {}
    for name, key, text, first, since in found.values_list("noun", "key", "payload", "first", "since"):
        try:
            payload = json.loads(text)
        except (TypeError, ValueError) as error:
            if not damaged:
                raise LedgerError(f"The row of {name} {key} is damaged. Mend it with: facta rebuild") from error
            payload = {}
        state[name, key] = Held(payload, first, since)
    return state


def names(alias: str, keys: Set[str]) -> Iterator[tuple[str, str, int]]:
    """Noun, key and first entry of the subjects in force that have one of these keys."""
    if len(keys) > BATCH:
        for noun, key, first in rows(alias).order_by().values_list("noun", "key", "first"):
            if key in keys:
                yield noun, key, first
        return
    # No subject has these characters, and PostgreSQL would not even take the question.
    ordered = sorted(key for key in keys if not _IMPOSSIBLE.search(key))
    for start in range(0, len(ordered), _CHUNK):
        some = rows(alias).order_by().filter(key__in=ordered[start : start + _CHUNK])
        yield from some.values_list("noun", "key", "first")


def bring_up(alias: str, entries: Sequence[Entry], before: dict[tuple[str, str], int]) -> None:
    """Bring the rows up to these entries; ``before`` gives the first entry of their subjects that are in force."""
    from facta.ledger.models import CurrentRow

    first = dict(before)
    changed: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        name = name_of(entry)
        if entry.kind.endswith(".withdraw"):
            first.pop(name, None)
            changed.pop(name, None)
        else:
            first.setdefault(name, entry.sequence)
            changed[name] = entry
    _delete(alias, before.keys() - first.keys())
    rows(alias).bulk_create(
        [
            CurrentRow(noun=noun, key=key, payload=_payload(entry), first=first[noun, key], since=entry.sequence)
            for (noun, key), entry in changed.items()
        ],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["noun", "key"],
        update_fields=["payload", "first", "since"],
    )


def replace(alias: str, state: State) -> None:
    """Make all rows anew."""
    from facta.ledger.models import CurrentRow

    rows(alias).order_by().delete()
    made = (
        CurrentRow(noun=noun, key=key, payload=canonical(held.payload), first=held.first, since=held.since)
        for (noun, key), held in state.items()
    )
    rows(alias).bulk_create(made, batch_size=BATCH)


def _payload(entry: Entry) -> str:
    if not entry.kind.endswith(".correct"):
        return entry.payload
    data = entry.data
    data.pop("reason", None)
    return canonical(data)


def _delete(alias: str, gone: Iterable[tuple[str, str]]) -> None:
    by_noun: dict[str, list[str]] = {}
    for noun, key in gone:
        by_noun.setdefault(noun, []).append(key)
    for noun, keys in by_noun.items():
        for start in range(0, len(keys), _CHUNK):
            rows(alias).order_by().filter(noun=noun, key__in=keys[start : start + _CHUNK]).delete()
