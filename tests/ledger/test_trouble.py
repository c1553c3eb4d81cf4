"""Two writers at once, a kill in the middle, a full disk, a lost connection: nothing half-written, nothing lost.

Every test does the thing for real, in processes of their own, on SQLite and on PostgreSQL. The entries are invented.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from facta.errors import LedgerError
from facta.ledger.chain import Draft
from facta.ledger.store import Ledger, open_ledger

Start = Callable[..., "subprocess.Popen[str]"]

WRITER = """
import sys, time
from facta.ledger.store import Draft, open_ledger
where, name, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
ledger = open_ledger(where)
for n in range(count):
    time.sleep(0.004)  # a person is slower; without a pause SQLite's lock stays with who has it
    ledger.append([Draft("actor.add", f"{name}-{n}", {"id": f"{name}-{n}", "name": f"{name} {n}"})], name)
"""

IMPORTER = """
import sys
from facta.ledger.store import Draft, open_ledger
ledger = open_ledger(sys.argv[1])
def make(case):
    there = {actor.id for actor in case.actors}
    drafts = [Draft("actor.add", f"S{n}", {"id": f"S{n}", "name": "x" * 200}) for n in range(int(sys.argv[2]))]
    return [draft for draft in drafts if draft.subject not in there]
print("go", flush=True)
ledger.enter(make, "importer")
print("done", flush=True)
"""


def states(count: int, size: int = 200) -> list[Draft]:
    return [Draft("actor.add", f"S{n}", {"id": f"S{n}", "name": "x" * size}) for n in range(count)]


def test_two_writers_at_once_lose_nothing(where: str, python: Start) -> None:
    """They also make the ledger at once: only one of them can."""
    count = 120
    writers = [python(WRITER, where, name, str(count)) for name in ("ada", "ben")]
    for writer in writers:
        _, said = writer.communicate(timeout=120)
        assert writer.returncode == 0, said
    with closing(open_ledger(where)) as ledger:
        entries = list(ledger.entries())
        assert [entry.sequence for entry in entries] == list(range(1, 2 * count + 1))
        for name in ("ada", "ben"):
            assert [e.subject for e in entries if e.author == name] == [f"{name}-{n}" for n in range(count)]
        authors = [entry.author for entry in entries]
        assert authors not in (sorted(authors), sorted(authors, reverse=True)), "they did take turns"
        assert ledger.verify().holds


def test_reading_while_another_writes_sees_whole_states(where: str, python: Start) -> None:
    open_ledger(where).close()
    writer = python(WRITER, where, "ada", "100")
    with closing(open_ledger(where)) as ledger:
        seen = []
        while writer.poll() is None:
            verdict = ledger.verify()
            assert verdict.holds, verdict
            seen.append(verdict.entries)
        assert seen == sorted(seen)
        assert ledger.verify().entries == 100
    writer.communicate()


def test_killed_in_the_middle_of_an_import(where: str, python: Start, record_property: Callable[..., None]) -> None:
    count = 4000
    dice = random.Random(20210316)
    open_ledger(where).close()
    begun = time.monotonic()
    rehearsal = python(IMPORTER, where, "1")
    assert rehearsal.stdout
    rehearsal.stdout.readline()
    rehearsal.communicate(timeout=60)
    with closing(open_ledger(where)) as ledger:
        kept = ledger.head()[0]
    killed = []
    for _ in range(6):
        worker = python(IMPORTER, where, str(count))
        assert worker.stdout
        assert worker.stdout.readline() == "go\n"
        time.sleep(dice.uniform(0.0, 0.45))
        worker.kill()
        rest, _ = worker.communicate()
        finished = "done" in rest
        with closing(open_ledger(where)) as ledger:
            assert ledger.append([Draft("source.add", f"https://example.org/{len(killed)}", {
                "url": f"https://example.org/{len(killed)}"})], "checker"), "the lock of the dead is gone"  # fmt: skip
            kept += 1 + (count - 1 if ledger.head()[0] > kept + 1 else 0)
            assert ledger.head()[0] == kept, "all of the import or nothing"
            assert ledger.verify().holds
        killed.append("after" if finished else "during")
        if finished:
            break
    assert "during" in killed, f"never caught in the middle ({time.monotonic() - begun:.1f} s)"
    last = python(IMPORTER, where, str(count))
    out, said = last.communicate(timeout=120)
    assert "done" in out, said
    with closing(open_ledger(where)) as ledger:
        assert len(ledger.case().actors) == count
        assert ledger.verify().holds


def test_an_import_killed_at_the_command_line_completes_the_second_time(
    where: str, tmp_path: Path, python: Start
) -> None:
    pack = tmp_path / "pack"
    pack.mkdir()
    (pack / "case.toml").write_text('id = "coast"\ntitle = "The coast"\n')
    (pack / "actors.csv").write_text("id,name\n" + "".join(f"S{n},State {n}\n" for n in range(5000)))
    script = "from facta.cli import main; main()"
    command = ("import", str(pack), "--ledger", where, "--author", "Ada")
    worker = python(script, *command)
    time.sleep(0.8)
    worker.kill()
    worker.communicate()
    with closing(open_ledger(where)) as ledger:
        assert ledger.head()[0] in (0, 5001)
        assert ledger.verify().holds
    for expected in (r"actor\.add\s+5000|says all of this already", "says all of this already"):
        again = python(script, *command)
        out, said = again.communicate(timeout=120)
        assert again.returncode == 0, said
        assert re.search(expected, out)
    with closing(open_ledger(where)) as ledger:
        assert ledger.head()[0] == 5001
        assert ledger.verify().holds


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A file system of 3 MB that anybody may enter.

    Not in pytest's own folder, which every run closes to others: a server that cannot reach its tables stops.
    """
    if os.geteuid() != 0 or not shutil.which("mount"):
        pytest.skip("only root can mount a small file system")
    folder = Path(tempfile.mkdtemp(prefix="facta-disk-"))
    folder.chmod(0o755)
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        folder.rmdir()
        pytest.skip(f"no small file system can be mounted here: {mounted.stderr.decode().strip()}")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=False)
    folder.rmdir()


def _fill(ledger: Ledger) -> int:
    """Enter until the disk is full; gives the number of entries that were there before the last attempt."""
    for n in range(200):
        kept = ledger.head()[0]
        drafts = [Draft("actor.add", f"F{n}-{m}", {"id": f"F{n}-{m}", "name": "y" * 400}) for m in range(300)]
        refused = ""
        try:
            ledger.append(drafts, "Ada")
        except LedgerError as error:
            refused = str(error)
        if refused:
            assert "Nothing was written" in refused
            assert "full" in refused or "No space left" in refused
            return kept
    pytest.fail("the disk was never full")


def test_a_full_disk_under_sqlite(small_disk: Path) -> None:
    path = small_disk / "a.db"
    ledger = open_ledger(path)
    kept = _fill(ledger)
    assert kept >= 300
    for again in (ledger, open_ledger(str(path).replace("/a.db", "/./a.db"))):
        assert again.head()[0] == kept
        assert again.verify().holds
        again.close()


def test_no_room_even_for_an_empty_ledger(small_disk: Path, python: Start) -> None:
    (small_disk / "ballast").write_bytes(bytes(3 * 1024 * 1024 - 16384))
    worker = python("from facta.cli import main; main()", "init", "--ledger", str(small_disk / "a.db"))
    out, said = worker.communicate(timeout=60)
    assert worker.returncode == 2, (out, said)
    assert "full" in said
    assert "Traceback" not in said
    (small_disk / "ballast").unlink()
    with closing(open_ledger(small_disk / "a.db")) as ledger:
        assert ledger.append(states(3), "Ada")
        assert ledger.verify().holds


def test_a_full_disk_under_postgresql(server: str, small_disk: Path, make_schema: Callable[[str], str]) -> None:
    """A tablespace on the small file system takes the tables; the server goes on."""
    import psycopg

    folder = small_disk / "space"
    folder.mkdir()
    try:
        shutil.chown(folder, "postgres")
    except LookupError:
        pytest.skip("the server's user is not on this machine")
    space = f"facta_full_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        try:
            connection.execute(f"CREATE TABLESPACE {space} LOCATION '{folder}'")
        except psycopg.Error as error:
            pytest.skip(f"the server makes no tablespace here: {error}")
    where = make_schema(space)
    try:
        ledger = open_ledger(where)
        kept = _fill(ledger)
        assert ledger.head()[0] == kept
        assert ledger.verify().holds
        ledger.close()
        with closing(open_ledger(where)) as again:
            assert again.head()[0] == kept
            assert again.verify().holds
    finally:
        with psycopg.connect(where, autocommit=True) as connection:
            connection.execute('DROP TABLE IF EXISTS entry, "current", django_migrations CASCADE')
            connection.execute(f"DROP TABLESPACE {space}")


@pytest.fixture
def make_schema(server: str) -> Callable[[str], str]:
    """Address of a schema whose tables lie in a tablespace."""

    def new(space: str) -> str:
        import psycopg

        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA {space}")
        options = f"-c search_path={space} -c default_tablespace={space}"
        return f"{server}?options={quote(options)}"

    return new


def test_a_file_that_may_grow_no_further(tmp_path: Path, python: Start) -> None:
    """The system's limit on the size of a file, which needs no root."""
    path = tmp_path / "a.db"
    with closing(open_ledger(path)) as ledger:
        ledger.append(states(50), "Ada")
    script = (
        "import resource, sys; limit = 300_000\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))\n"
        "from facta.ledger.store import Draft, open_ledger\n"
        "from facta.errors import LedgerError\n"
        "ledger = open_ledger(sys.argv[1])\n"
        "try:\n"
        "    name = 'z' * 400\n"
        "    ledger.append([Draft('actor.add', f'G{n}', {'id': f'G{n}', 'name': name}) for n in range(3000)], 'A')\n"
        "except LedgerError as error:\n"
        "    print(error)\n"
    )
    worker = python(script, str(path))
    out, said = worker.communicate(timeout=60)
    assert worker.returncode == 0, said
    assert "Nothing was written" in out
    with closing(open_ledger(path)) as ledger:
        assert ledger.head()[0] == 50
        assert ledger.verify().holds


def test_a_connection_cut_in_the_middle(ledger: Ledger, where: str, raw: Callable[..., list[Any]]) -> None:
    ledger.append(states(5), "Ada")

    def cut(case: Any) -> list[Draft]:
        if "://" in where:
            raw(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid IN "
                "(SELECT pid FROM pg_locks WHERE relation = 'entry'::regclass AND mode = 'ExclusiveLock')"
            )
        else:
            ledger._connection().connection.interrupt()
            ledger._connection().connection.close()
        return [Draft("actor.add", "NEW", {"id": "NEW", "name": "Newland"})]

    with pytest.raises(LedgerError, match="Nothing was written"):
        ledger.enter(cut, "Ada")
    ledger.close()
    assert ledger.head()[0] == 5
    assert ledger.append([Draft("actor.add", "NEW", {"id": "NEW", "name": "Newland"})], "Ada")
    assert ledger.verify().holds


def test_a_statement_that_fails_in_the_middle(ledger: Ledger, where: str, raw: Callable[..., list[Any]]) -> None:
    """The rows of what is in force are refused after the entries were taken: both go back."""
    ledger.append(states(5), "Ada")
    if "://" in where:
        raw("ALTER TABLE \"current\" ADD CONSTRAINT small CHECK (key <> 'S7')")
    else:
        raw(
            "CREATE TRIGGER small BEFORE INSERT ON current WHEN NEW.key = 'S7' "
            "BEGIN SELECT RAISE(ABORT, 'too much'); END"
        )
    with pytest.raises(LedgerError, match="Nothing was written"):
        ledger.append([Draft(d.kind, d.subject, d.payload) for d in states(10)[5:]], "Ada")
    assert ledger.head()[0] == 5
    assert ledger.verify().holds


def test_a_writer_that_waits_too_long_is_told(
    where: str, ledger: Ledger, raw: Callable[..., list[Any]], python: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    holder = python(
        "import sys, time\n"
        "from facta.ledger.store import open_ledger\n"
        "ledger = open_ledger(sys.argv[1])\n"
        "with ledger._writing():\n"
        "    print('held', flush=True); time.sleep(30)\n",
        where,
    )
    assert holder.stdout
    assert holder.stdout.readline() == "held\n"
    try:
        monkeypatch.setattr("facta.ledger.database.WAIT", 1)
        if ledger.embedded:
            ledger._connection().cursor().execute("PRAGMA busy_timeout = 1000")
        with pytest.raises(LedgerError, match="another writer has held it"):
            ledger.append(states(1), "Ada")
    finally:
        holder.kill()
        holder.communicate()
    assert ledger.append(states(1), "Ada")
    assert ledger.verify().holds
