"""What must hold for any entries in any order. All entries are invented by hypothesis."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facta.errors import LedgerError
from facta.ledger.chain import GENESIS, Draft, Entry, Fault, canonical, check, seal
from facta.ledger.state import Held, fold
from facta.ledger.store import Ledger, open_ledger

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)
KEYS = [f"S{n}" for n in range(5)]
STEP = st.tuples(st.sampled_from(["add", "correct", "withdraw"]), st.sampled_from(KEYS), TEXT)


def draft(verb: str, key: str, name: str) -> Draft:
    if verb == "withdraw":
        return Draft("actor.withdraw", key, {"reason": "a reason"})
    payload = {"id": key, "name": name} | ({"reason": "a reason"} if verb == "correct" else {})
    return Draft(f"actor.{verb}", key, payload)


def chain(steps: list[tuple[str, str, str]]) -> list[Entry]:
    entries: list[Entry] = []
    previous = GENESIS
    for number, step in enumerate(steps, 1):
        entries.append(seal(number, "2026-01-01T00:00:00.000000+00:00", "Ada", draft(*step), previous))
        previous = entries[-1].hash
    return entries


@given(st.dictionaries(TEXT, JSON, max_size=5))
def test_canonical_json_is_one_form_and_comes_back(value: dict[str, Any]) -> None:
    text = canonical(value)
    assert json.loads(text) == value
    assert canonical(json.loads(text)) == text
    assert canonical(dict(reversed(value.items()))) == text
    assert "\n" not in text


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf")])
def test_canonical_json_has_no_nan(value: float) -> None:
    with pytest.raises(ValueError, match="Out of range"):
        canonical({"a": value})


def test_the_digest_of_an_entry_is_as_it_was_in_the_first_version() -> None:
    """Old ledgers must hold for ever: the text that is hashed is spelled out here, as ADR 3 describes it."""
    import hashlib

    made = seal(
        1, "2026-03-20T10:00:00.000000+00:00", "Ада", Draft("actor.add", "é", {"name": "Ö", "id": "é"}), GENESIS
    )
    text = (
        '[1,"2026-03-20T10:00:00.000000+00:00","Ада","actor.add","é","{\\"id\\":\\"é\\",\\"name\\":\\"Ö\\"}","'
        + "0" * 64
        + '"]'
    )
    assert made.hash == hashlib.sha256(text.encode()).hexdigest()


@given(st.lists(STEP, max_size=12))
def test_a_chain_holds_and_folds_the_same_in_parts(steps: list[tuple[str, str, str]]) -> None:
    entries = chain(steps)
    assert list(check(entries)) == entries
    for cut in range(len(entries) + 1):
        assert fold(entries[cut:], fold(entries[:cut])) == fold(entries)
        head = entries[cut - 1].hash if cut else GENESIS
        assert list(check(entries[cut:], cut, head)) == entries[cut:]


FIELDS = ["at", "author", "kind", "subject", "payload", "previous", "hash", "sequence"]


@given(st.lists(STEP, min_size=1, max_size=8), st.data())
def test_any_change_of_any_field_is_found_at_its_entry(steps: list[tuple[str, str, str]], data: st.DataObject) -> None:
    entries = chain(steps)
    at = data.draw(st.integers(0, len(entries) - 1))
    field = data.draw(st.sampled_from(FIELDS))
    old = getattr(entries[at], field)
    new = data.draw(st.integers(1, 99) if field == "sequence" else TEXT | st.none() | st.binary(max_size=3))
    if new == old:
        return
    changed = [*entries[:at], replace(entries[at], **{field: new}), *entries[at + 1 :]]
    *good, last = check(changed)
    assert isinstance(last, Fault)
    assert last.sequence == at + 1
    assert good == entries[:at]


@given(st.lists(STEP, min_size=2, max_size=8), st.randoms(use_true_random=False))
def test_any_other_order_of_the_entries_does_not_hold(steps: list[tuple[str, str, str]], dice: Any) -> None:
    entries = chain(steps)
    mixed = list(entries)
    dice.shuffle(mixed)
    if mixed != entries:
        assert isinstance(list(check(mixed))[-1], Fault)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Room for many small ledgers."""
    return tmp_path_factory.mktemp("ledgers")


def play(ledgers: list[Ledger], batches: list[tuple[int, list[tuple[str, str, str]]]]) -> dict[str, str]:
    """Enter batches by one or other of the open ledgers; gives what should be in force, by a model of its own."""
    model: dict[str, str] = {}
    for writer, steps in batches:
        after = dict(model)
        good = True
        for verb, key, name in steps:
            good &= (key not in after) if verb == "add" else (key in after)
            if verb == "withdraw":
                after.pop(key, None)
            else:
                after[key] = name
        try:
            ledgers[writer].append([draft(*step) for step in steps], f"writer {writer}")
            assert good
            model = after
        except LedgerError:
            assert not good
    return model


@given(st.lists(st.tuples(st.integers(0, 1), st.lists(STEP, min_size=1, max_size=4)), max_size=8))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_interleaving_of_two_writers_is_the_state_by_replay(
    folder: Path, batches: list[tuple[int, list[tuple[str, str, str]]]]
) -> None:
    from uuid import uuid4

    path = folder / f"{uuid4().hex}.db"
    with closing(open_ledger(path)) as one, closing(open_ledger(folder / "." / ".." / folder.name / path.name)) as two:
        model = play([one, two], batches)
        for ledger in (one, two):
            assert {actor.id: actor.name for actor in ledger.case().actors} == model
            assert ledger.case() == ledger.case(as_of=ledger.head()[0])
            assert ledger.in_force() == ledger.state()
            assert all(isinstance(held, Held) for held in ledger.state().values())
            assert ledger.verify().holds
        before = one.in_force()
        one.rebuild()
        assert two.in_force() == before
        assert list(before) == list(one.in_force()), "the order too"


@given(st.lists(st.tuples(st.integers(0, 0), st.lists(STEP, min_size=1, max_size=4)), max_size=5))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_same_on_postgresql(server: str, batches: list[tuple[int, list[tuple[str, str, str]]]]) -> None:
    from urllib.parse import quote
    from uuid import uuid4

    import psycopg

    schema = f"s{uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {schema}")
    with closing(open_ledger(f"{server}?options={quote(f'-c search_path={schema}')}")) as ledger:
        model = play([ledger], batches)
        assert {actor.id: actor.name for actor in ledger.case().actors} == model
        assert ledger.in_force() == ledger.state()
        assert ledger.verify().holds
