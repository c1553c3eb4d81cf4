"""The commands on a ledger as a user has them. Countries, statements and promises are invented."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from facta.casepack.pack import read_pack
from facta.cases import folder
from facta.cli import accept, add, demo, export, fetch, import_, init, log, overdue, rebuild, score, verify
from facta.cli.record_inputs import show
from facta.ledger.store import open_ledger
from facta.record import Case

TEXT = """Joint Statement of the Foreign Ministers of Japan and the United States

3 May 2020

The ministers met in Tokyo. They decided to establish a joint coordination office by the end of 2021.
Japan will contribute 40 million dollars to the fund by March 2022. The ministers condemned the attacks.
"""
OFFICE = "They decided to establish a joint coordination office by the end of 2021."


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, with nothing set."""
    monkeypatch.chdir(tmp_path)
    for name in ("FACTA_DATABASE_URL", "FACTA_AUTHOR"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "case.toml").write_text('id = "coast"\ntitle = "The coast"\n')
    (tmp_path / "pack" / "actors.csv").write_text("id,name,names\nJPN,Japan,Tokyo\nUSA,United States,US; Washington\n")
    (tmp_path / "statement.txt").write_text(TEXT)
    return tmp_path


def run(command: click.Command, *arguments: str, env: dict[str, str] | None = None) -> tuple[int, str, str]:
    result = CliRunner().invoke(command, list(arguments), env={"COLUMNS": "200", **(env or {})})
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


def case() -> Case:
    with closing(open_ledger("facta.db", create=False)) as ledger:
        assert ledger.verify().holds
        return ledger.case()


def test_init_import_log_export_verify_rebuild(here: Path) -> None:
    assert "no entries yet" in run(init.command)[1]
    entered = json.loads(run(import_.command, "pack", "--author", "Ada", "--json")[1])
    assert {row["kind"]: row["entries"] for row in entered["rows"]} == {"case.set": 1, "actor.add": 2}
    assert "Nothing new: facta.db says all of this already." in run(import_.command, "pack", "--author", "Ada")[1]
    rows = json.loads(run(log.command, "--json")[1])["rows"]
    assert [(row["kind"], row["by"]) for row in rows] == [
        ("case.set", "Ada"),
        ("actor.add", "Ada"),
        ("actor.add", "Ada"),
    ]
    code, out, _ = run(verify.command)
    assert code == 0
    head = rows[-1]["hash"]
    assert head in out
    assert run(verify.command, "--against", head[:12])[0] == 0
    assert "3 subjects are in force after entry 3" in run(rebuild.command)[1]
    assert run(export.command, "out", "--sqlite", "out.sqlite")[0] == 0
    assert "Nothing new" in run(import_.command, "out", "--author", "Ada")[1]
    assert json.loads((here / "out" / "datapackage.json").read_text())["resources"][0]["path"] == "actors.csv"
    with closing(sqlite3.connect(here / "out.sqlite")) as connection:
        assert connection.execute("SELECT count(*) FROM actors").fetchall() == [(2,)]


def test_a_changed_pack_enters_its_differences_and_as_of_gives_the_old_state(here: Path) -> None:
    run(import_.command, "pack", "--author", "Ada")
    (here / "pack" / "actors.csv").write_text("id,name\nJPN,State of Japan\nARL,Arland\n")
    code, out, _ = run(import_.command, "pack", "--author", "Ada", "--dry-run", "--withdraw")
    assert "3 entries would be entered" in out
    assert case().actors[0].name == "Japan"
    code, out, _ = run(import_.command, "pack", "--author", "Ada", "--withdraw", "--reason", "second edition", "--csv")
    assert (code, out.splitlines()) == (0, ["kind,entries", "actor.correct,1", "actor.add,1", "actor.withdraw,1"])
    assert [actor.id for actor in case().actors] == ["JPN", "ARL"]
    assert run(export.command, "old", "--as-of", "3")[0] == 0
    assert "JPN,Japan" in (here / "old" / "actors.csv").read_text()
    rows = json.loads(run(log.command, "JPN", "--json")[1])["rows"]
    assert [row["reason"] for row in rows] == ["", "second edition"]
    assert [row["entry"] for row in json.loads(run(log.command, "--as-of", "2", "--json")[1])["rows"]] == [1, 2]
    assert len(json.loads(run(log.command, "--as-of", "2999-01-01", "--last", "4", "--json")[1])["rows"]) == 4
    assert json.loads(run(log.command, "--as-of", "1999-01-01", "--json")[1])["rows"] == []


@pytest.mark.parametrize(("as_of", "said"), [("7", "no entry 7"), ("2026", "no entry 2026"), ("soon", "neither")])
def test_a_moment_that_is_none(here: Path, as_of: str, said: str) -> None:
    run(import_.command, "pack", "--author", "Ada")
    code, _, err = run(export.command, "old", "--as-of", as_of)
    assert (code, said in err) == (2, True)
    assert not (here / "old").exists()


def test_every_command_that_writes_answers_in_json_and_csv(here: Path) -> None:
    for command, *arguments in (
        (init.command,),
        (import_.command, "pack"),
        (export.command, "out"),
        (rebuild.command,),
        (verify.command,),
        (add.command, "statement.txt", "--series", "talks"),
        (accept.command,),
    ):
        assert json.loads(run(command, *arguments, "--json")[1])
        assert "," in run(command, *arguments, "--csv")[1].splitlines()[0]


def test_what_was_never_entered_has_no_log(here: Path) -> None:
    run(import_.command, "pack", "--author", "Ada")
    code, out, err = run(log.command, "JPM")
    assert (code, out) == (2, "")
    assert "Nothing was ever entered on “JPM” in facta.db. Did you mean JPN?" in err
    assert run(log.command, "JPN", "--as-of", "1")[0] == 0, "it came in later"


@pytest.mark.parametrize("command", [score.command, overdue.command])
def test_a_view_of_before_the_first_entry_says_so(here: Path, command: click.Command) -> None:
    run(import_.command, "pack", "--author", "Ada")
    for as_of in ("1999-12-31", "0"):
        code, _, err = run(command, "--as-of", as_of)
        assert (code, f"The ledger had no entry yet, as of {as_of}: its first is of 20" in err) == (0, True)
    assert "no entry yet" not in run(command, "--as-of", "1")[2]


def test_a_bundled_case_goes_by_its_name_and_comes_back_whole(here: Path) -> None:
    assert run(import_.command, "us-japan", "--author", "Ada")[0] == 0
    before = case()
    assert before.pledges
    assert before.questions
    run(export.command, "out")
    assert read_pack(here / "out").case == before == read_pack(folder("us_japan")).case
    code, _, err = run(import_.command, "uk_japan")
    assert (code, "or us_japan" in err) == (2, True)


def test_what_would_be_fetched_of_a_bundled_case(here: Path) -> None:
    rows = json.loads(run(fetch.command, "us_japan", "--dry-run", "--json")[1])["rows"]
    assert len(rows) > 10
    assert not (here / "facta.db").exists()


def test_a_pack_of_another_case_is_refused_unless_told_to_join(here: Path) -> None:
    run(import_.command, "pack", "--author", "Ada")
    (here / "other").mkdir()
    (here / "other" / "case.toml").write_text('id = "hills"\ntitle = "The hills"\ncovers_until = "2030-01-01"\n')
    (here / "other" / "actors.csv").write_text("id,name\nARL,Arland\n")
    before = Path("facta.db").read_bytes()
    for more in ((), ("--dry-run",), ("--withdraw",)):
        code, _, err = run(import_.command, "other", "--author", "Ada", *more)
        assert code == 2
        assert "another case: “The coast” (coast), not “The hills” (hills)" in err
        assert "--join" in err
    code, _, err = run(demo.command, "--ledger", "facta.db", "--json")
    assert (code, "another case: “The coast”" in err) == (2, True)
    assert Path("facta.db").read_bytes() == before
    code, out, _ = run(import_.command, "other", "--author", "Ada", "--join")
    assert (code, "stays “The coast” (its dates too: it covers until today)" in out) == (0, True)
    assert (case().id, len(case().actors)) == ("coast", 3)


def test_a_dry_run_makes_no_ledger(here: Path) -> None:
    code, out, _ = run(import_.command, "pack", "--author", "Ada", "--dry-run")
    assert (code, "3 entries would be entered into the ledger." in out) == (0, True)
    assert not (here / "facta.db").exists()


def test_the_ledger_may_come_from_the_environment(here: Path) -> None:
    env = {"FACTA_DATABASE_URL": str(here / "team.db"), "FACTA_AUTHOR": "Ben"}
    run(import_.command, "pack", env=env)
    assert json.loads(run(log.command, "--json", env=env)[1])["rows"][0]["by"] == "Ben"
    assert not (here / "facta.db").exists()


def test_nobody_enters_nothing(here: Path) -> None:
    code, _, err = run(import_.command, "pack", "--author", " ")
    assert (code, "names who makes it" in err) == (2, True)


def test_add_enters_the_statement_and_its_promises_as_suggestions(here: Path) -> None:
    run(import_.command, "pack", "--author", "Ada")
    code, out, _ = run(add.command, "statement.txt", "--series", "talks", "--author", "Ada")
    assert code == 0
    assert "2 promises as a machine's suggestions" in out
    now = case()
    assert [one.id for one in now.actors] == ["JPN", "USA"], "the ledger's own actors are found by their names"
    (document,) = now.documents
    assert (document.meeting, document.date, document.url) == ("talks-2020-05-03", "2020-05-03", "")
    first = now.commitments[0]
    assert (first.origin, first.text, first.due) == ("machine", OFFICE, "2021-12-31")
    assert first.deadline_phrase == "by the end of 2021"
    assert first.actors == ("JPN", "USA")
    begin, end = map(int, first.locator.rpartition(" ")[2].split("-"))
    assert document.text[begin:end] == first.text
    assert now.commitments[1].quantity == "40 million dollars"
    assert "Nothing new" in run(add.command, "statement.txt", "--series", "talks", "--author", "Ada")[1]


CONDEMNED = """{title}

5 March 2025

The Ministers strongly condemned the actions of China. They decided to establish a joint headquarters by 2027, \
together with Australia. Japan will host a drill by 2028.
"""


@pytest.mark.parametrize(
    ("title", "met", "who"),
    [
        # Who is condemned in the first sentences has promised nothing.
        ("Joint Statement of the Committee", "", ("JPN", "USA")),
        # The meeting knows better than its series, and a title better than both.
        ("Joint Statement of the Committee", "USA, Secretary: A. B.", ("USA",)),
        ("Statement by Japan", "", ("JPN",)),
    ],
)
def test_speakers_are_those_who_met(here: Path, title: str, met: str, who: tuple[str, ...]) -> None:
    with (here / "pack" / "actors.csv").open("a") as file:
        file.write("PRC,China,\nAUS,Australia,\n")
    (here / "pack" / "series.csv").write_text("id,title,actors\nscc,Committee,JPN; USA\n")
    (here / "pack" / "meetings.csv").write_text(f'id,series,date,participants\nm-1,scc,2025-03-05,"{met}"\n')
    (here / "condemned.txt").write_text(CONDEMNED.format(title=title))
    run(import_.command, "pack", "--author", "Ada")
    assert run(add.command, "condemned.txt", "--series", "scc", "--author", "Ada")[0] == 0
    collective, named = case().commitments
    assert (collective.actors, named.actors) == (who, ("JPN",))


def test_a_person_accepts_edits_and_rejects(here: Path) -> None:
    run(add.command, "statement.txt", "--author", "Ada")
    ids = [one.id for one in case().commitments]
    listed = json.loads(run(accept.command, "--json")[1])["rows"]
    assert [row["id"] for row in listed] == ids
    assert run(accept.command, ids[0], "--edit", "due=2021-12", "--edit", "topic=offices", "--author", "Ben")[0] == 0
    assert run(accept.command, "--reject", ids[1], "--reason", "no promise of theirs", "--author", "Ben")[0] == 0
    (kept,) = case().commitments
    assert (kept.origin, kept.due, kept.topic, kept.text) == ("person", "2021-12", "offices", OFFICE)
    reasons = [row["reason"] for row in json.loads(run(log.command, "--json")[1])["rows"] if row["reason"]]
    assert reasons == ["accepted by Ben, changed: due, topic", "rejected by Ben: no promise of theirs"]
    assert "Nothing new" in run(add.command, "statement.txt", "--author", "Ada")[1], "the rejected does not come back"
    assert "0 suggestions wait" in run(accept.command)[1]


def test_all_at_once(here: Path) -> None:
    run(add.command, "statement.txt", "--author", "Ada")
    assert "2 suggestions accepted by Ben" in run(accept.command, "--all", "--author", "Ben")[1]
    assert {one.origin for one in case().commitments} == {"person"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nothing"], "no suggestion nothing"),
        (["JPN", "--all"], "either ids or --all"),
        (["--all", "--edit", "due=2021"], "one suggestion"),
        (["ID", "--edit", "due"], "no change"),
        (["ID", "--edit", "origin=machine"], "no field origin"),
        (["ID", "--edit", "colour=red"], "no field colour"),
        (["ID", "--edit", "due=soon"], "no date"),
        (["ID", "--edit", "firmness=strong"], "no whole number"),
        (["ID", "--edit", "actors=XXX"], "stands in no row"),
        (["ID", "--reject"], "has a reason"),
        (["ID", "--reject", "--edit", "due=2021", "--reason", "x"], "not edited"),
    ],
)
def test_decisions_that_are_none(here: Path, arguments: list[str], said: str) -> None:
    run(add.command, "statement.txt", "--author", "Ada")
    one = case().commitments[0].id
    code, _, err = run(accept.command, *(one if word == "ID" else word for word in arguments), "--author", "Ben")
    assert (code, said in err) == (2, True), err
    assert {each.origin for each in case().commitments} == {"machine"}


def test_what_is_accepted_is_not_accepted_again(here: Path) -> None:
    run(add.command, "statement.txt", "--author", "Ada")
    one = case().commitments[0].id
    assert "1 suggestion accepted by Ben" in run(accept.command, one, "--author", "Ben")[1]
    assert "a person's already" in run(accept.command, one, "--author", "Ben")[2]


def test_a_text_fills_the_document_that_waits_for_it(here: Path) -> None:
    (here / "pack" / "documents.csv").write_text("id,meeting,title,date,url\nd-1,,A,2020,https://example.org/a\n")
    run(import_.command, "pack", "--author", "Ada")
    (here / "rows.jsonl").write_text(json.dumps({"text": TEXT, "url": "https://example.org/a", "title": "A"}) + "\n")
    assert run(add.command, "rows.jsonl", "--author", "Ada")[0] == 0
    now = case()
    assert [(one.id, bool(one.text)) for one in now.documents] == [("d-1", True)]
    assert now.commitments[0].sources == ("https://example.org/a",)
    assert now.sources[0].url == "https://example.org/a"
    run(import_.command, "pack", "--author", "Ada")
    assert case().documents[0].text, "the pack does not take the text away again"


def test_a_meeting_that_is_not_there_needs_a_series(here: Path) -> None:
    code, _, err = run(add.command, "statement.txt", "--meeting", "m-9", "--author", "Ada")
    assert (code, "Give the --series" in err) == (2, True)
    assert run(add.command, "statement.txt", "--meeting", "m-9", "--series", "talks", "--author", "Ada")[0] == 0
    assert case().documents[0].meeting == "m-9"


def test_tables_for_spreadsheets_are_defused(capsys: pytest.CaptureFixture[str]) -> None:
    cells = ["=1+1", "+cmd", "-cmd", "-5", "+5", "@x", "\t=1", "\r=1", "＝1", "plain", ""]
    show([{"a": cell} for cell in cells], ("a",), as_csv=True)
    rows = [row[0] for row in csv.reader(io.StringIO(capsys.readouterr().out, newline="")) if row][1:]
    assert rows == ["'=1+1", "'+cmd", "'-cmd", "-5", "+5", "'@x", "'\t=1", "'\r=1", "'＝1", "plain", ""]
