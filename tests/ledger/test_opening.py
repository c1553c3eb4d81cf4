"""Ledgers that cannot be opened or written: one sentence that says what to do, code 2, and nothing changed."""

from __future__ import annotations

import shutil
import sqlite3
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from click.testing import CliRunner

from facta.cli import main
from facta.errors import LedgerError, LedgerVersionError
from facta.ledger.chain import Draft, seal
from facta.ledger.store import Ledger, open_ledger

NOBODY = 65534
ONE = [Draft("actor.add", "ARL", {"id": "ARL", "name": "Arland"})]


def refused(*arguments: str) -> str:
    """What a command that is refused says; it leaves with 2 and prints nothing else."""
    result = CliRunner().invoke(main, list(arguments))
    assert result.exit_code == 2, result.output
    assert isinstance(result.exception, SystemExit)
    assert result.stdout == ""
    assert result.stderr.startswith("facta: ")
    return result.stderr


def pack(folder: Path) -> str:
    folder.mkdir()
    (folder / "case.toml").write_text('id = "coast"\ntitle = "The coast"\n')
    (folder / "actors.csv").write_text("id,name\nARL,Arland\n")
    return str(folder)


def test_a_reading_command_makes_no_ledger(where: str, raw: Callable[..., list[Any]]) -> None:
    for command in (["verify"], ["log"], ["rebuild"], ["export", "somewhere"]):
        assert "facta init" in refused(*command, "--ledger", where)
    if "://" in where:
        assert raw("SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()") == [(0,)]
    else:
        assert not Path(where).exists()


def test_an_empty_file_is_no_ledger_until_it_is_made_one(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    assert "There is no ledger in" in refused("verify", "--ledger", str(path))
    assert path.stat().st_size == 0
    assert CliRunner().invoke(main, ["init", "--ledger", str(path)]).exit_code == 0
    with closing(open_ledger(path)) as ledger:
        assert ledger.verify().holds


def test_paths_that_are_no_ledgers(tmp_path: Path) -> None:
    text = tmp_path / "notes.db"
    text.write_text("This is not a database.\n" * 100)
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as connection, connection:
        connection.execute("CREATE TABLE recipes (id INTEGER)")
    before = other.read_bytes()
    given = pack(tmp_path / "pack")
    cases = {
        str(tmp_path): "is a folder",
        str(text): "no SQLite file",
        str(other): "a database of something else (it has a table recipes)",
        str(tmp_path / "none" / "a.db"): "There is no",
        str(text / "a.db"): "There is no",
        "mysql://localhost/x": "not in mysql",
        "postgresql://localhost": "names no database",
        "postgresql://localhost:99999/x": "is no address",
    }
    for where, said in cases.items():
        for command in (["init"], ["verify"], ["import", given]):
            assert said in refused(*command, "--ledger", where).replace("Not a directory", "There is no"), (
                where,
                command,
            )
    assert "cannot be opened" in refused("init", "--ledger", "bad\0name.db")
    assert other.read_bytes() == before
    assert text.read_text().startswith("This is not")


def test_a_server_that_does_not_answer(tmp_path: Path) -> None:
    said = refused("verify", "--ledger", "postgresql://ada:s3cret@127.0.0.1:1/x")
    assert "postgresql://ada:…@127.0.0.1:1/x cannot be opened" in said
    assert "Connection refused" in said
    assert "s3cret" not in said


def test_a_database_that_is_not_there(server: str) -> None:
    assert "does not exist" in refused("verify", "--ledger", f"{server}_none")


def test_a_driver_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.core.exceptions import ImproperlyConfigured

    def missing(*_: Any, **__: Any) -> None:
        raise ImproperlyConfigured("Error loading psycopg2 or psycopg module")

    monkeypatch.setattr("facta.ledger.database._bring_up_to_date", missing)
    assert "pip install 'facta[postgres]'" in refused("verify", "--ledger", "postgresql://ada:x@127.0.0.1:1/x")


def test_a_ledger_of_a_newer_version_by_its_tables(ledger: Ledger, where: str, raw: Callable[..., list[Any]]) -> None:
    ledger.append(ONE, "Ada")
    ledger.close()
    raw("INSERT INTO django_migrations (app, name, applied) VALUES ('ledger', '0099_far_ahead', '2031-01-01 00:00:00')")
    with pytest.raises(LedgerVersionError, match="newer facta"):
        open_ledger(where)
    for command in (["verify"], ["log"], ["init"], ["rebuild"]):
        assert "newer facta" in refused(*command, "--ledger", where)
    assert raw("SELECT count(*) FROM entry") == [(1,)]


def test_a_ledger_of_a_newer_version_by_its_entries(
    ledger: Ledger, where: str, raw: Callable[..., list[Any]], tmp_path: Path
) -> None:
    ledger.append(ONE, "Ada")
    number, head = ledger.head()
    made = seal(number + 1, "2031-01-01T00:00:00.000000+00:00", "Zoe", Draft("treaty.add", "t-1", {"id": "t-1"}), head)
    values = ", ".join(f"'{getattr(made, name)}'" for name in ("at", "author", "kind", "subject", "payload"))
    raw(f"INSERT INTO entry VALUES ({made.sequence}, {values}, '{made.previous}', '{made.hash}')")
    raw(
        "INSERT INTO \"current\" (noun, key, payload, first, since) VALUES ('treaty', 't-1', '{\"id\": \"t-1\"}', 2, 2)"
    )
    for attempt in (ledger.case, ledger.state, ledger.rebuild, lambda: ledger.append(
        [Draft("actor.add", "BOR", {"id": "BOR", "name": "Borduria"})], "Ada")):  # fmt: skip
        with pytest.raises(LedgerVersionError, match="newer facta"):
            attempt()
    assert "newer facta" in refused("import", pack(tmp_path / "p"), "--ledger", where)
    fault = ledger.verify().fault
    assert fault
    assert fault.sequence == 2
    assert "treaty.add" in fault.reason
    assert ledger.case(as_of=1).actors
    assert len(list(ledger.entries())) == 2


def test_an_older_ledger_is_brought_up_to_date(tmp_path: Path) -> None:
    """One that was left between the tables and the triggers."""
    path = tmp_path / "a.db"
    open_ledger(path).close()
    with closing(sqlite3.connect(path)) as connection, connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("DELETE FROM django_migrations WHERE name LIKE '0002%'")
    with closing(open_ledger(path, create=False)) as ledger:
        assert ledger.verify().holds


def test_a_session_that_may_only_read(make: Callable[..., str], server_or_none: str) -> None:
    if not server_or_none:
        pytest.skip("SQLite's way is tested with files")
    where = make()
    with closing(open_ledger(where)) as ledger:
        ledger.append(ONE, "Ada")
    reading = where + quote(" -c default_transaction_read_only=on")
    with closing(open_ledger(reading, create=False)) as ledger:
        assert ledger.case().actors
        assert ledger.verify().holds
        with pytest.raises(LedgerError, match="read-only"):
            ledger.append([Draft("actor.withdraw", "ARL", {"reason": "x"})], "Ada")
        assert ledger.head()[0] == 1


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody may enter."""
    folder = Path(tempfile.mkdtemp(prefix="facta-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


SCRIPT = """
import os, sys
from click.testing import CliRunner
from facta.cli import main
user, warm = int(sys.argv[1]), sys.argv[2]
# Whoever the command runs as may not be allowed to read this installation: all of it is loaded before.
for command in (["import", warm + "/pack"], ["import", warm + "/pack"], ["verify"], ["log"]):
    assert CliRunner().invoke(main, [*command, "--ledger", warm + "/warm.db"]).exit_code == 0
print("warm", CliRunner().invoke(main, ["verify", "--ledger", warm + "/none.db"]).exit_code)
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(user)
    os.setuid(user)
main(sys.argv[3:])
"""


@pytest.mark.parametrize("what", ["file", "folder"])
def test_a_read_only_file_or_folder(open_folder: Path, tmp_path: Path, python: Callable[..., Any], what: str) -> None:
    """Permissions do not bind root, so the command runs as another user."""
    path = open_folder / "a.db"
    with closing(open_ledger(path)) as ledger:
        ledger.append(ONE, "Ada")
    before = path.read_bytes()
    given = pack(open_folder / "pack")
    pack(tmp_path / "pack")
    (open_folder / "pack" / "actors.csv").write_text("id,name\nBOR,Borduria\n")
    path.chmod(0o444 if what == "file" else 0o666)
    open_folder.chmod(0o777 if what == "file" else 0o555)
    try:
        for arguments, code in (
            (("verify", "--ledger", str(path)), 0),
            (("log", "--ledger", str(path)), 0),
            (("import", given, "--ledger", str(path), "--author", "Ada"), 2),
            (("init", "--ledger", str(open_folder / "new.db")), 0 if what == "file" else 2),
        ):
            worker = python(SCRIPT, str(NOBODY), str(tmp_path), *arguments)
            out, said = worker.communicate(timeout=60)
            assert worker.returncode == code, (arguments, out, said)
            assert "Traceback" not in said
            if code:
                assert "read-only" in said or "cannot be written" in said, said
    finally:
        open_folder.chmod(stat.S_IRWXU)
    assert path.read_bytes() == before
    assert not (open_folder / "a.db-journal").exists()
