"""Somebody who owns the database writes past the ledger: ``verify`` names the first entry that does not hold."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from facta.cli import main
from facta.errors import LedgerError, TamperedError
from facta.ledger import database
from facta.ledger.chain import Draft, seal
from facta.ledger.store import Ledger, open_ledger

Raw = Callable[..., list[Any]]


@pytest.fixture
def ten(ledger: Ledger) -> Ledger:
    """A ledger of ten invented states, the third renamed."""
    states = [Draft("actor.add", f"S{n}", {"id": f"S{n}", "name": f"State {n}"}) for n in range(1, 10)]
    ledger.append(states, "Ada")
    ledger.append([Draft("actor.correct", "S3", {"id": "S3", "name": "Third State", "reason": "renamed"})], "Ada")
    return ledger


TAMPERED = {
    "a payload": ("UPDATE entry SET payload = replace(payload, 'State 4', 'State X') WHERE sequence = 4", 4, "digest"),
    "an author": ("UPDATE entry SET author = 'Eve' WHERE sequence = 7", 7, "digest"),
    "a time": ("UPDATE entry SET at = '2001-01-01T00:00:00.000000+00:00' WHERE sequence = 2", 2, "digest"),
    "a kind": ("UPDATE entry SET kind = 'actor.withdraw' WHERE sequence = 9", 9, "digest"),
    "a subject": ("UPDATE entry SET subject = 'S1' WHERE sequence = 5", 5, "digest"),
    "a digest": (f"UPDATE entry SET hash = '{'0' * 63}1' WHERE sequence = 6", 6, "digest"),
    "a link": (f"UPDATE entry SET previous = '{'0' * 63}1' WHERE sequence = 6", 6, "does not name the digest"),
    "an entry cut out": ("DELETE FROM entry WHERE sequence = 4", 4, "missing"),
    "the first entry cut out": ("DELETE FROM entry WHERE sequence = 1", 1, "missing"),
    "two numbers exchanged": ("UPDATE entry SET sequence = CASE sequence WHEN 3 THEN 103 ELSE 3 END "
                              "WHERE sequence = 3", 3, "missing"),
}  # fmt: skip


@pytest.mark.parametrize("name", TAMPERED)
def test_a_change_past_the_triggers_is_found_and_the_first_entry_named(
    ten: Ledger, raw: Raw, unguard: Callable[[], None], name: str
) -> None:
    statement, first, why = TAMPERED[name]
    unguard()
    raw(statement)
    verdict = ten.verify()
    assert not verdict.holds
    assert verdict.fault
    assert verdict.fault.sequence == first
    assert verdict.entries == first - 1
    assert why in verdict.fault.reason


def test_dropped_triggers_are_missed_and_put_back(ten: Ledger, raw: Raw, unguard: Callable[[], None]) -> None:
    unguard()
    verdict = ten.verify()
    assert verdict.fault is None
    assert len(verdict.unguarded) == 3
    assert not verdict.holds
    ten.rebuild()
    assert ten.verify().holds
    with pytest.raises(Exception, match="never changed"):
        raw("DELETE FROM entry WHERE sequence = 10")


def test_a_ledger_that_was_cut_off_is_found_by_its_head(ten: Ledger, raw: Raw, unguard: Callable[[], None]) -> None:
    noted = ten.head()[1]
    unguard()
    raw("DELETE FROM entry WHERE sequence > 8")
    ten.rebuild()
    assert ten.verify().holds, "a prefix of a chain is a chain: only the noted head shows it"
    verdict = ten.verify(noted)
    assert verdict.missing == noted
    assert not verdict.holds
    assert not ten.verify(noted[:12].upper()).holds


def test_cutting_off_without_mending_the_rest_shows_by_itself(
    ten: Ledger, raw: Raw, unguard: Callable[[], None]
) -> None:
    unguard()
    raw("DELETE FROM entry WHERE sequence > 8")
    assert ten.verify().stale == ("actor S3", "actor S9")


def test_a_ledger_rewritten_whole_is_found_by_its_head(ten: Ledger, raw: Raw, unguard: Callable[[], None]) -> None:
    noted = ten.head()[1]
    early = next(ten.entries()).hash
    unguard()
    previous = list(ten.entries(until=4))[-1].hash
    for entry in ten.entries(since=4):
        payload = json.loads(entry.payload.replace("State 5", "State V"))
        made = seal(entry.sequence, entry.at, entry.author, Draft(entry.kind, entry.subject, payload), previous)
        raw(
            f"UPDATE entry SET payload = '{made.payload}', previous = '{made.previous}', hash = '{made.hash}' "
            f"WHERE sequence = {made.sequence}"
        )
        previous = made.hash
    ten.rebuild()
    assert ten.verify().holds, "whoever rewrites everything rewrites the digests too"
    assert not ten.verify(noted).holds
    assert ten.verify(early).holds, "what was noted before the place of the change still stands"


@pytest.mark.parametrize("name", TAMPERED)
def test_a_ledger_that_was_tampered_with_is_not_rebuilt(
    ten: Ledger, where: str, raw: Raw, unguard: Callable[[], None], name: str
) -> None:
    statement, first, _ = TAMPERED[name]
    before = raw('SELECT noun, key, payload, first, since FROM "current" ORDER BY first')
    unguard()
    raw(statement)
    with pytest.raises(TamperedError, match=f"Entry {first} does not hold"):
        ten.rebuild()
    assert raw('SELECT noun, key, payload, first, since FROM "current" ORDER BY first') == before
    assert len(ten.unguarded()) == 3, "what shows that somebody wrote past the ledger stays to be seen"
    told = CliRunner().invoke(main, ["rebuild", "--ledger", where])
    assert told.exit_code == 1
    assert f"Entry {first} does not hold" in told.stderr
    parsed = json.loads(CliRunner().invoke(main, ["verify", "--ledger", where, "--json"]).stdout)
    assert (parsed["fault"]["entry"], len(parsed["unguarded"])) == (first, 3)


DISARMED = {
    "sqlite": {
        "a trigger that lets pass": (
            "DROP TRIGGER entry_no_update",
            "CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry BEGIN SELECT 1; END",
        ),
        "a trigger on another occasion": (
            "DROP TRIGGER entry_no_delete",
            "CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry WHEN OLD.sequence > 99 "
            "BEGIN SELECT RAISE(ABORT, 'no'); END",
        ),
    },
    "postgresql": {
        "a function that lets pass": (
            "CREATE OR REPLACE FUNCTION facta_refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
        ),
        "a function of order that checks nothing": (
            "CREATE OR REPLACE FUNCTION facta_in_order() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        ),
        "a function that looks elsewhere": ("ALTER FUNCTION facta_in_order() SET search_path = pg_catalog",),
        "a trigger on one column": (
            "DROP TRIGGER entry_no_change ON entry",
            "CREATE TRIGGER entry_no_change BEFORE DELETE OR UPDATE OF author ON entry "
            "FOR EACH ROW EXECUTE FUNCTION facta_refuse()",
        ),
        "a trigger on a condition": (
            "DROP TRIGGER entry_no_change ON entry",
            "CREATE TRIGGER entry_no_change BEFORE DELETE OR UPDATE ON entry "
            "FOR EACH ROW WHEN (OLD.sequence > 99) EXECUTE FUNCTION facta_refuse()",
        ),
        "another function": (
            "CREATE FUNCTION nod() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN OLD; END'",
            "DROP TRIGGER entry_no_change ON entry",
            "CREATE TRIGGER entry_no_change BEFORE DELETE OR UPDATE ON entry FOR EACH ROW EXECUTE FUNCTION nod()",
        ),
        "a trigger for copies only": ("ALTER TABLE entry ENABLE REPLICA TRIGGER entry_no_change",),
    },
}


@pytest.mark.parametrize("number", range(7))
def test_triggers_that_are_there_and_guard_nothing_are_missed(ten: Ledger, where: str, raw: Raw, number: int) -> None:
    ways = DISARMED["postgresql" if "://" in where else "sqlite"]
    if number >= len(ways):
        pytest.skip("fewer ways here")
    assert ten.verify().holds
    raw(*list(ways.values())[number])
    assert len(ten.unguarded()) >= 1
    told = CliRunner().invoke(main, ["verify", "--ledger", where])
    assert told.exit_code == 1
    assert told.output.startswith("The triggers that refuse changes are gone or exchanged")
    mended = CliRunner().invoke(main, ["rebuild", "--ledger", where])
    assert "Put back: the triggers" in mended.output
    assert ten.verify().holds
    with pytest.raises(Exception, match="never changed"):
        raw("UPDATE entry SET payload = '{}' WHERE sequence = 4")


def test_an_empty_head_is_no_head(ten: Ledger, where: str) -> None:
    for nothing in ("", " "):
        result = CliRunner().invoke(main, ["verify", "--ledger", where, "--against", nothing])
        assert (result.exit_code, "no digest" in result.stderr) == (2, True)


def test_one_is_one(where: str) -> None:
    with closing(open_ledger(where)) as ledger:
        assert "No entries yet" in CliRunner().invoke(main, ["verify", "--ledger", where]).output
        ledger.append([Draft("actor.add", "S1", {"id": "S1", "name": "State 1"})], "Ada")
    assert CliRunner().invoke(main, ["verify", "--ledger", where]).output.startswith("The one entry holds.")
    assert "1 subject is in force after entry 1." in CliRunner().invoke(main, ["rebuild", "--ledger", where]).output


@pytest.mark.parametrize("against", ["abc", "not hexadecimal", "f" * 65])
def test_what_is_no_digest_is_refused(ten: Ledger, against: str) -> None:
    with pytest.raises(LedgerError, match="no digest"):
        ten.verify(against)


STALE = {
    "a payload": "UPDATE current SET payload = replace(payload, 'State 2', 'State B') WHERE key = 'S2'",
    "a row gone": "DELETE FROM current WHERE key = 'S2'",
    "a row too many": "INSERT INTO current (noun, key, payload, first, since) VALUES ('actor', 'S2b', '{}', 1, 1)",
    "an order": "UPDATE current SET first = 99 WHERE key = 'S2'",
    "no JSON": "UPDATE current SET payload = '{oops' WHERE key = 'S2'",
}


@pytest.mark.parametrize("name", STALE)
def test_stale_rows_are_found_and_mended(ten: Ledger, raw: Raw, name: str) -> None:
    raw(STALE[name].replace("current", '"current"'))
    verdict = ten.verify()
    assert verdict.fault is None
    assert [one[:8] for one in verdict.stale] == ["actor S2"]
    assert ten.rebuild() == 9
    assert ten.verify().holds
    assert [actor.name for actor in ten.case().actors][:3] == ["State 1", "State 2", "Third State"]


def test_a_damaged_row_is_said_and_not_read(ten: Ledger, raw: Raw) -> None:
    raw("UPDATE \"current\" SET payload = '{oops' WHERE key = 'S2'")
    with pytest.raises(LedgerError, match="facta rebuild"):
        ten.case()


def test_a_chain_that_holds_around_nonsense_is_no_ledger(ten: Ledger, raw: Raw, where: str) -> None:
    number, head = ten.head()
    made = seal(number + 1, "2026-01-01T00:00:00.000000+00:00", "Eve", Draft("actor.add", "X", {}), head)
    from facta.ledger.chain import fingerprint

    digest = fingerprint(number + 1, made.at, "Eve", "actor.add", "X", "[1]", head)
    raw(
        "INSERT INTO entry (sequence, at, author, kind, subject, payload, previous, hash) "
        f"VALUES ({number + 1}, '{made.at}', 'Eve', 'actor.add', 'X', '[1]', '{head}', '{digest}')"
    )
    fault = ten.verify().fault
    assert fault
    assert (fault.sequence, fault.reason) == (11, "its payload is no JSON object")


def test_the_command_names_the_entry_and_leaves_with_1(
    ten: Ledger, where: str, raw: Raw, unguard: Callable[[], None]
) -> None:
    noted = ten.head()[1]
    run = CliRunner()
    good = run.invoke(main, ["verify", "--ledger", where, "--against", noted])
    assert (good.exit_code, noted in good.output) == (0, True)
    unguard()
    raw(TAMPERED["a payload"][0])
    bad = run.invoke(main, ["verify", "--ledger", where])
    assert bad.exit_code == 1
    assert "Entry 4 does not hold: its content does not give its digest. The 3 entries before it do." in bad.output
    assert "quote" not in bad.output, "nothing was looked for, so nothing is said of it"
    parsed = json.loads(run.invoke(main, ["verify", "--ledger", where, "--json"]).stdout)
    assert parsed["fault"]["entry"] == 4
    assert run.invoke(main, ["verify", "--ledger", where, "--against", "xyz"]).exit_code == 2


def test_bytes_changed_in_the_file_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with closing(open_ledger(path)) as ledger:
        drafts = [Draft("actor.add", f"S{n}", {"id": f"S{n}", "name": f"State number {n:04}"}) for n in range(3000)]
        ledger.append(drafts, "Ada")
    data = path.read_bytes()
    path.write_bytes(data.replace(b"State number 1234", b"State number 9999"))
    with closing(open_ledger(path)) as ledger:
        fault = ledger.verify().fault
    assert fault
    assert fault.sequence == 1235


@pytest.mark.parametrize("damage", ["not utf-8", "a page of zeros", "cut in half"])
def test_a_damaged_file_is_a_verdict_or_a_sentence_and_no_crash(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "a.db"
    with closing(open_ledger(path)) as ledger:
        drafts = [Draft("actor.add", f"S{n}", {"id": f"S{n}", "name": f"State number {n:04}"}) for n in range(3000)]
        ledger.append(drafts, "Ada")
    data = path.read_bytes()
    at = data.index(b"State number 1500")
    changed = {
        "not utf-8": data.replace(b"State number 1234", b"State num\xff\xff\xff 1234"),
        "a page of zeros": data[: at - at % 4096] + bytes(4096) + data[at - at % 4096 + 4096 :],
        "cut in half": data[: len(data) // 2],
    }[damage]
    path.write_bytes(changed)
    result = CliRunner().invoke(main, ["verify", "--ledger", str(path)])
    assert result.exit_code in (1, 2), result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    if damage == "not utf-8":
        assert result.exit_code == 1
        assert "Entry 1235 does not hold" in result.output
    else:
        assert "damaged" in result.output or "does not hold" in result.output


def test_the_password_is_shown_nowhere() -> None:
    for address in (
        "postgresql://ada:s3cret@localhost:1/x",
        "postgresql://ada:s3/cr@et@localhost:1/x",
        "postgresql://ada@localhost:1/x?password=s3cret",
        "postgresql://ada:s3cret@localhost:port/x",
        "postgresql://ada:s3cret@localhost:1",
        "postgresql://ada:s3cret@localhost:1/x?nonsense=1",
        "mysql://ada:s3cret@localhost/x",
    ):
        result = CliRunner().invoke(main, ["verify", "--ledger", address])
        assert result.exit_code == 2, result.output
        assert result.stderr.startswith("facta: ")
        assert "s3" not in result.output
        assert "s3" not in database.shown(address) or address.startswith("mysql")
