"""What a ledger does, the same on SQLite and on PostgreSQL. Actors, promises and deeds are invented."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from facta.errors import LedgerError
from facta.ledger.chain import GENESIS, Draft
from facta.ledger.store import Ledger, open_ledger
from facta.record import Actor, Commitment, Source, to_payload

PAGE = Source("https://example.org/statement", "Joint Statement", "official")
ARLAND = Actor("ARL", "Arland")
BORDURIA = Actor("BOR", "Borduria")
PROMISE = Commitment("c-1", "", ("ARL", "BOR"), "They will build a bridge", due="2027", sources=(PAGE.url,))


def add(noun: str, item: Any) -> Draft:
    return Draft(f"{noun}.add", getattr(item, "id", "") or item.url, to_payload(item))


def correct(noun: str, item: Any, reason: str = "misread") -> Draft:
    return Draft(f"{noun}.correct", item.id, to_payload(item) | {"reason": reason})


def withdraw(noun: str, key: str, reason: str = "entered twice") -> Draft:
    return Draft(f"{noun}.withdraw", key, {"reason": reason})


FIRST = [
    Draft("case.set", "harbour", {"id": "harbour", "title": "The harbour"}),
    add("source", PAGE),
    add("actor", ARLAND),
    add("actor", BORDURIA),
    add("commitment", PROMISE),
]


def later(**changes: Any) -> Commitment:
    from dataclasses import replace

    return replace(PROMISE, **changes)


def test_an_empty_ledger_has_nothing_and_holds(ledger: Ledger) -> None:
    assert ledger.head() == (0, GENESIS)
    assert list(ledger.entries()) == []
    assert ledger.case().commitments == ()
    assert ledger.verify().holds
    assert ledger.append([], "Ada") == []


def test_what_is_entered_is_the_state(ledger: Ledger) -> None:
    entries = ledger.append(FIRST, "Ada")
    assert [entry.sequence for entry in entries] == [1, 2, 3, 4, 5]
    assert ledger.head() == (5, entries[-1].hash)
    case = ledger.case()
    assert (case.id, case.title) == ("harbour", "The harbour")
    assert case.actors == (ARLAND, BORDURIA)
    assert case.commitments == (PROMISE,)
    assert case.sources == (PAGE,)
    assert {entry.author for entry in ledger.entries()} == {"Ada"}


def test_a_correction_supersedes_and_keeps_its_place(ledger: Ledger) -> None:
    ledger.append(FIRST, "Ada")
    ledger.append([correct("actor", Actor("ARL", "Kingdom of Arland"))], "Ben")
    assert [actor.name for actor in ledger.case().actors] == ["Kingdom of Arland", "Borduria"]
    assert ledger.case(as_of=5).actors == (ARLAND, BORDURIA)
    assert [entry.kind for entry in ledger.entries(subject="ARL")] == ["actor.add", "actor.correct"]


def test_a_withdrawal_takes_out_of_force_and_stays_in_the_log(ledger: Ledger) -> None:
    ledger.append(FIRST, "Ada")
    ledger.append([withdraw("commitment", "c-1")], "Ada")
    assert ledger.case().commitments == ()
    assert ledger.case(as_of=5).commitments == (PROMISE,)
    ledger.append([add("commitment", later(text="They will build two bridges"))], "Ada")
    assert [one.text for one in ledger.case().commitments] == ["They will build two bridges"]
    assert len(list(ledger.entries(subject="c-1"))) == 3
    assert ledger.verify().holds


def test_withdrawn_and_added_again_in_one_go(ledger: Ledger) -> None:
    ledger.append(FIRST, "Ada")
    ledger.append([withdraw("commitment", "c-1"), add("commitment", later(topic="roads"))], "Ada")
    ledger.append([add("commitment", later(id="c-2")), withdraw("commitment", "c-2")], "Ada")
    assert [one.topic for one in ledger.case().commitments] == ["roads"]
    assert ledger.verify().holds


def test_as_of_a_day_is_the_end_of_that_day(ledger: Ledger) -> None:
    ledger.append(FIRST, "Ada", at=datetime(2026, 3, 1, 23, 59, tzinfo=UTC))
    ledger.append([correct("commitment", later(topic="roads"))], "Ada", at=datetime(2026, 3, 2, 0, 1, tzinfo=UTC))
    assert ledger.case(date(2026, 2, 28)).commitments == ()
    assert ledger.case(date(2026, 3, 1)).commitments[0].topic == ""
    assert ledger.case(date(2026, 3, 2)).commitments[0].topic == "roads"
    assert ledger.case(as_of=0).actors == ()


def test_time_in_the_ledger_does_not_run_backwards(ledger: Ledger) -> None:
    ledger.append(FIRST, "Ada", at=datetime(2026, 3, 2, tzinfo=UTC))
    (entry,) = ledger.append([withdraw("commitment", "c-1")], "Ada", at=datetime(2026, 3, 1, tzinfo=UTC))
    assert entry.at.startswith("2026-03-02")


@pytest.mark.parametrize("number", [-1, 6, 10**9])
def test_there_is_no_state_as_of_an_entry_that_is_not_there(ledger: Ledger, number: int) -> None:
    ledger.append(FIRST, "Ada")
    with pytest.raises(LedgerError, match="no entry"):
        ledger.case(number)


REFUSED = {
    "an unknown kind": (Draft("rumour.add", "r-1", {"id": "r-1"}), "no kind of entry"),
    "an unknown verb": (Draft("actor.delete", "ARL", {"reason": "x"}), "no kind of entry"),
    "added twice": (add("actor", ARLAND), "already"),
    "a correction of nothing": (correct("actor", Actor("XXX", "Nowhere")), "none in force"),
    "a withdrawal of nothing": (withdraw("actor", "XXX"), "none in force"),
    "a correction without reason": (correct("actor", ARLAND, " "), "reason"),
    "a withdrawal without reason": (Draft("commitment.withdraw", "c-1", {}), "reason"),
    "a withdrawal that is still needed": (withdraw("actor", "ARL"), "stands in no row of actors"),
    "a lost reference": (add("commitment", later(id="c-2", actors=("XXX",))), "stands in no row of actors"),
    "a bad date": (add("commitment", later(id="c-2", due="2026-02-30")), "no date"),
    "a bad firmness": (add("commitment", later(id="c-2", firmness=9)), "no firmness"),
    "an unknown level": (
        Draft("assessment.add", "a-1", {"id": "a-1", "subject": "c-1", "coder": "Ada", "scale": "fulfilment",
                                        "value": "splendid", "date": "2026"}), "no level"),
    "an unknown scale": (
        Draft("assessment.add", "a-1", {"id": "a-1", "subject": "c-1", "coder": "Ada", "scale": "stars",
                                        "value": "5", "date": "2026"}), "scale"),
    "another subject": (Draft("actor.add", "XXX", to_payload(BORDURIA)), "another subject"),
    "an id of another noun": (add("actor", Actor("c-1", "Confusion")), "is an id in commitments"),
    "an unknown field": (Draft("actor.add", "XXX", {"id": "XXX", "name": "x", "colour": "red"}), "colour"),
    "a missing field": (Draft("actor.add", "XXX", {"id": "XXX"}), "name"),
    "a field of another type": (Draft("actor.add", "XXX", {"id": "XXX", "name": 3}), "no value"),
    "an unknown choice": (Draft("actor.add", "XXX", {"id": "XXX", "name": "x", "kind": "planet"}), "no value"),
    "no number": (Draft("place.add", "p", {"id": "p", "name": "x", "lat": float("nan"), "lon": 1.0}), "JSON"),
    "half a character": (add("actor", Actor("XXX", "\ud800")), "JSON in UTF-8"),
    "a line break in an id": (add("actor", Actor("X\nX", "x")), "line break"),
    "half a character in an id": (add("actor", Actor("\udfff", "x")), "JSON in UTF-8"),
    "a NUL in an id": (add("actor", Actor("X\0X", "x")), "control character"),
    "an id too long to index": (add("actor", Actor("é" * 1001, "x")), "longer than 2000 bytes"),
    "an empty id": (Draft("actor.add", "", {"id": "", "name": "x"}), "empty"),
    "a head of another id": (Draft("case.set", "other", {"id": "harbour", "title": "x"}), "is its subject"),
    "a head with a bad date": (Draft("case.set", "h", {"id": "h", "title": "x", "covers_until": "soon"}), "no date"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_does_not_fit_is_refused_whole(ledger: Ledger, name: str) -> None:
    ledger.append(FIRST, "Ada")
    draft, said = REFUSED[name]
    with pytest.raises(LedgerError, match=said):
        ledger.append([add("actor", Actor("GOOD", "Goodland")), draft], "Ada")
    assert ledger.head()[0] == 5
    assert ledger.case().actors == (ARLAND, BORDURIA)
    assert ledger.verify().holds


@pytest.mark.parametrize("author", ["", "  ", "Ada\nBen", "A\0da"])
def test_an_entry_has_an_author(ledger: Ledger, author: str) -> None:
    with pytest.raises(LedgerError, match="names who makes it"):
        ledger.append(FIRST, author)
    assert ledger.head()[0] == 0


def test_all_that_rest_on_each_other_can_go_together(ledger: Ledger) -> None:
    ledger.append(FIRST, "Ada")
    ledger.append([withdraw("actor", "ARL"), correct("commitment", later(actors=("BOR",)))], "Ada")
    assert ledger.case().actors == (BORDURIA,)


def test_a_level_that_is_in_use_cannot_be_taken_from_its_scale(ledger: Ledger) -> None:
    scale = {"id": "stars", "title": "Stars", "levels": [["five", 1.0], ["one", 0.0]]}
    verdict = {"id": "a-1", "subject": "c-1", "coder": "Ada", "scale": "stars", "value": "five", "date": "2026"}
    ledger.append([*FIRST, Draft("scale.add", "stars", scale), Draft("assessment.add", "a-1", verdict)], "Ada")
    fewer = scale | {"levels": [["one", 0.0]], "reason": "fewer"}
    with pytest.raises(LedgerError, match="no level of stars"):
        ledger.append([Draft("scale.correct", "stars", fewer)], "Ada")
    with pytest.raises(LedgerError, match="scale “stars” is not known"):
        ledger.append([withdraw("scale", "stars")], "Ada")


@pytest.mark.parametrize(
    "text", ["", "=cmd()", "a\r\nb\0c", "\u202e\U0001f600 \u0000", "'; DROP TABLE entry; --", "é" * 9000]
)
def test_any_text_comes_back_as_it_was(ledger: Ledger, text: str) -> None:
    ledger.append([*FIRST[:4], add("commitment", later(text=text))], "Ada")
    assert ledger.case().commitments[0].text == text
    assert ledger.verify().holds


def test_comparing_and_entering_happen_under_one_lock(ledger: Ledger, where: str) -> None:
    made = ledger.enter(lambda case: FIRST if not case.actors else [], "Ada")
    assert len(made) == 5
    assert open_ledger(where).enter(lambda case: FIRST if not case.actors else [], "Ben") == []


def test_what_the_caller_raises_leaves_nothing(ledger: Ledger) -> None:
    def broken(case: Any) -> list[Draft]:
        raise RuntimeError("no")

    with pytest.raises(RuntimeError):
        ledger.enter(broken, "Ada")
    assert ledger.append(FIRST, "Ada")
    assert ledger.verify().holds


TOUCHED = [
    "UPDATE entry SET author = 'Eve' WHERE sequence = 2",
    "UPDATE entry SET payload = payload",
    "DELETE FROM entry WHERE sequence = 5",
    "DELETE FROM entry",
    "INSERT INTO entry SELECT 9, at, author, kind, subject, payload, previous, 'x' FROM entry WHERE sequence = 1",
    "INSERT INTO entry SELECT 6, at, author, kind, subject, payload, previous, 'x' FROM entry WHERE sequence = 1",
]
SQLITE = [
    "INSERT OR REPLACE INTO entry SELECT sequence, at, 'Eve', kind, subject, payload, previous, hash FROM entry",
    "REPLACE INTO entry SELECT 9, at, 'Eve', kind, subject, payload, previous, hash FROM entry WHERE sequence = 2",
]
POSTGRESQL = [
    "TRUNCATE entry",
    "INSERT INTO entry SELECT * FROM entry WHERE sequence = 1 ON CONFLICT (sequence) DO UPDATE SET author = 'Eve'",
]


def test_the_database_itself_refuses_to_change_an_entry(
    ledger: Ledger, where: str, raw: Callable[..., list[Any]]
) -> None:
    ledger.append(FIRST, "Ada")
    before = list(ledger.entries())
    for statement in TOUCHED + (POSTGRESQL if "://" in where else SQLITE):
        with pytest.raises(Exception, match=r"never changed|follows on the last"):
            raw(statement)
    assert list(ledger.entries()) == before
    assert ledger.verify().holds
