"""The commands of the deeds on a ledger with the bundled case, and on an empty one."""

from __future__ import annotations

import csv
import importlib
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import facta
from facta.casepack.differences import differences
from facta.casepack.pack import read_pack
from facta.ledger.chain import Draft
from facta.ledger.store import open_ledger
from facta.record import Actor, Case, Commitment, Forecast, to_payload

READING = (
    ("overdue",),
    ("overdue", "--open"),
    ("overdue", "--dropped"),
    ("overdue", "--actor", "JPN", "--on", "2022-01-01"),
    ("latency",),
    ("latency", "--by", "firmness", "--promises"),
    ("path",),
    ("path", "spending"),
    ("path", "--indicator", "i-recruit-rate", "--target", "100", "--each"),
    ("order",),
    ("order", "people-first"),
    ("order", "ag-02", "c-2023-02"),
    ("agenda",),
    ("agenda", "--by", "immediacy"),
    ("agenda", "--predictions"),
    ("hints",),
    ("hints", "ag-06"),
    ("hints", "Senkaku"),
    ("pressure",),
    ("pressure", "i-jp-budget"),
    ("actors",),
    ("actors", "--years"),
    ("outcomes",),
    ("outcomes", "--meetings"),
    ("forecast",),
    ("forecast", "--rates"),
)


LISTS = (("path",), ("order",), ("hints",), ("pressure",))
"""Lists of things to ask for, each with its own answer."""


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A ledger with the bundled case."""
    path = str(tmp_path_factory.mktemp("ledger") / "facta.db")
    case = read_pack(Path(facta.__file__).with_name("cases") / "us_japan").case
    drafts = [Draft(one.kind, one.subject, one.payload) for one in differences(Case("", ""), case)]
    open_ledger(path).append(drafts, "editor")
    return path


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A ledger without entries."""
    path = str(tmp_path_factory.mktemp("empty") / "facta.db")
    open_ledger(path)
    return path


def run(where: str, name: str, *arguments: str, width: int = 140) -> Result:
    command = importlib.import_module(f"facta.cli.{name}").command
    if arguments[:1] in (("add",), ("resolve",)):
        given = [arguments[0], "--ledger", where, *arguments[1:]]
    else:
        given = ["--ledger", where, *arguments]
    return CliRunner(env={"COLUMNS": str(width)}).invoke(command, given, catch_exceptions=False)


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_every_view_in_three_forms(ledger: str, words: tuple[str, ...]) -> None:
    table = run(ledger, *words)
    assert table.exit_code == 0, table.output
    assert table.output.strip()
    document = json.loads(run(ledger, *words, "--json").stdout)
    assert document["rows"]
    assert all(isinstance(note, str) for note in document["notes"])
    if words not in LISTS:
        assert document["summary"]["as_of"]
    rows = list(csv.DictReader(io.StringIO(run(ledger, *words, "--csv").stdout)))
    assert len(rows) == len(document["rows"])


@pytest.mark.parametrize("words", [words for words in READING if len(words) == 1], ids=" ".join)
def test_an_empty_ledger_says_so_and_does_not_fail(empty: str, words: tuple[str, ...]) -> None:
    result = run(empty, *words)
    assert result.exit_code == 0, result.output
    assert isinstance(json.loads(run(empty, *words, "--json").stdout)["rows"], list)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("path", "nothing"), "No path is called “nothing”. There are: spending"),
        (("path", "--indicator", "i-jp-budget"), "A pledge needs --rate, --years and --base, or --target."),
        (("path", "--indicator", "x", "--target", "2"), "no indicator 'x'"),
        (
            ("path", "--indicator", "i-jp-budget", "--rate", "10", "--years", "5", "--base", "FY1950"),
            "base year FY1950",
        ),
        (("order", "nothing"), "No question is called “nothing”."),
        (("order", "ag-02", "nothing"), "“nothing” is no action"),
        (("hints", "fish"), "no matter 'fish'"),
        (("pressure", "fish"), "no indicator 'fish'"),
        (("overdue", "--on", "soon"), "no date: 'soon'"),
        (("overdue", "--actor", "JAP"), "There is no actor “JAP”. There are, for example, JPN"),
        (("overdue", "--actor", "fish", "--dropped"), "There is no actor “fish”."),
        (("overdue", "--on", "2022-13-01"), "no date: '2022-13-01'"),
        (("path", "--indicator", "i-jp-budget", "--rate", "nan", "--years", "3", "--base", "FY2021"), "a rate lies"),
        (("forecast", "resolve", "fish", "yes"), "There is no forecast “fish”."),
    ],
)
def test_bad_input_ends_with_code_2_and_a_remedy(ledger: str, words: tuple[str, ...], message: str) -> None:
    name, *arguments = words
    result = run(ledger, name, *arguments)
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())


def test_no_ledger_is_said(tmp_path: Path) -> None:
    result = run(str(tmp_path / "none.db"), "overdue")
    assert result.exit_code == 2
    assert "facta" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("--probability", "1.2", "--resolves", "2030", "--by", "A"),
        ("--probability", "nan", "--resolves", "2030", "--by", "A"),
        ("--probability", "0.5", "--resolves", "soon", "--by", "A"),
        ("--probability", "0.5", "--resolves", "", "--by", "A"),
    ],
)
def test_a_forecast_that_is_none(empty: str, arguments: tuple[str, ...]) -> None:
    result = run(empty, "forecast", "add", "Will it rain?", *arguments)
    assert result.exit_code == 2
    assert open_ledger(empty).head()[0] == 0


def test_a_forecast_is_entered_resolved_and_scored(tmp_path: Path) -> None:
    where = str(tmp_path / "facta.db")
    open_ledger(where)
    for _ in range(2):
        added = run(
            where,
            *("forecast", "add", "Will it rain?", "--probability", "0.8", "--resolves", "2100", "--by", "A"),
            *("--author", "Cleo"),
        )
        assert added.exit_code == 0, added.output
    early = run(where, "forecast", "resolve", "will-it-rain", "no")
    assert (early.exit_code, "may come true until 2100-12-31" in early.stderr) == (2, True)
    resolved = run(where, "forecast", "resolve", "will-it-rain", "yes", "--author", "Ben")
    assert "Brier score 0.040" in resolved.stderr
    rows = {row["id"]: row for row in json.loads(run(where, "forecast", "--on", "2101-01-01", "--json").stdout)["rows"]}
    assert rows["will-it-rain"]["state"] == "resolved"
    assert rows["will-it-rain"]["brier"] == pytest.approx(0.04)
    assert rows["will-it-rain-2"]["state"] == "due"
    now = json.loads(run(where, "forecast", "--json").stdout)["rows"]
    assert [row["state"] for row in now] == ["resolved", "open"]
    kinds = [(entry.kind, entry.author) for entry in open_ledger(where).entries()]
    assert kinds == [("forecast.add", "Cleo"), ("forecast.add", "Cleo"), ("forecast.correct", "Ben")]
    assert open_ledger(where).case().forecasts[0].by == "A"
    assert open_ledger(where).verify().holds


RAIN = Forecast("f-rain", "Will it rain in May?", 0.8, "2020-04-01", "2020-05", "A")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("no", "--on", "2020-05-30"), "f-rain may come true until 2020-05-31: “no” is not known before that day."),
        (("no", "--on", "2020-04"), "f-rain may come true until 2020-05-31"),
        (("yes", "--on", "2020-03-31"), "2020-03-31 is before 2020-04-01, when the forecast was made."),
        (("yes", "--on", "2999"), "2999 is still to come"),
        (("yes", "--on", "soon"), "no date"),
    ],
)
def test_an_outcome_that_nobody_can_have_known(tmp_path: Path, arguments: tuple[str, ...], message: str) -> None:
    where = str(tmp_path / "facta.db")
    open_ledger(where).append([Draft("forecast.add", RAIN.id, to_payload(RAIN))], "A")
    result = run(where, "forecast", "resolve", "f-rain", *arguments)
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())
    assert open_ledger(where).head()[0] == 1


def test_an_outcome_is_changed_with_a_reason_by_who_changes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACTA_AUTHOR", "Dora")
    where = str(tmp_path / "facta.db")
    open_ledger(where).append([Draft("forecast.add", RAIN.id, to_payload(RAIN))], "A")
    assert run(where, "forecast", "resolve", "f-rain", "yes", "--on", "2020-05-02").exit_code == 0
    again = run(where, "forecast", "resolve", "f-rain", "no")
    assert (again.exit_code, "resolved already: yes, 2020-05-02. Say with --because" in again.stderr) == (2, True)
    assert run(where, "forecast", "resolve", "f-rain", "no", "--because", "It was hail.").exit_code == 0
    told = [(entry.author, entry.data.get("reason")) for entry in open_ledger(where).entries(since=1)]
    assert told == [("Dora", "yes, as was known on 2020-05-02"), ("Dora", "It was hail.")]
    (row,) = json.loads(run(where, "forecast", "--json").stdout)["rows"]
    assert (row["outcome"], row["by"]) == ("no", "A")


def test_the_figures_are_those_of_the_actor_that_is_asked_for(ledger: str) -> None:
    everybody, own = (run(ledger, "overdue", "--json", *more).stdout for more in ((), ("--actor", "JPN")))
    assert 0 < len(json.loads(own)["rows"]) < len(json.loads(everybody)["rows"])
    assert json.loads(own)["notes"][0] != json.loads(everybody)["notes"][0]
    none = run(ledger, "overdue", "--actor", "PRC").stdout
    assert "Docket, 2026-03-20, " in none
    assert "0 of 0 promises had a deadline" in " ".join(none.split())
    assert "Done late" not in none
    silent = json.loads(run(ledger, "overdue", "--dropped", "--actor", "PRC", "--json").stdout)
    assert silent["rows"] == []
    assert "Longest silent" not in " ".join(silent["notes"])


def test_a_path_that_cannot_be_judged_yet_hides_no_other(ledger: str) -> None:
    rows = json.loads(run(ledger, "path", "--on", "2013-01-01", "--json").stdout)["rows"]
    assert [row["name"] for row in rows][:2] == ["spending", "spending-all"]
    assert rows[0]["verdict"] == "Cannot be judged: i-jp-budget has no figure for the base year FY2021."
    assert rows[-1]["verdict"] == "No figure is known by 2013-01-01."


def test_every_verdict_on_a_path_is_listed_with_its_cautions(ledger: str) -> None:
    rows = {row["name"]: row for row in json.loads(run(ledger, "path", "--json").stdout)["rows"]}
    assert rows["spending"]["cautions"][0] == "Rests on a draft: FY2026."
    assert "Rests on a draft: FY2026." in run(ledger, "path").stdout


def test_the_docket_puts_days_in_words_and_shows_where_a_deadline_moved(ledger: str) -> None:
    told = " ".join(run(ledger, "overdue", "--on", "2022-01-03").stdout.split())
    for words in ("3 over", "117 late", "30 early", "to go"):
        assert words in told
    assert "now 2024-12-31" in " ".join(run(ledger, "overdue").stdout.split())
    rows = json.loads(run(ledger, "overdue", "--on", "2022-01-03", "--json").stdout)["rows"]
    assert {row["id"]: row["days"] for row in rows}["c-2013-13"] == -1458


def test_headline_figures_are_figures_in_json(ledger: str) -> None:
    """No figure stands in a sentence alone: shares with their intervals, tests, verdicts, answers."""

    def summary(*words: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(run(ledger, *words, "--json").stdout)["summary"]
        return found

    on_time = summary("overdue")["on_time"]
    assert (on_time["count"], on_time["of"]) == (6, 9)
    assert 0 < on_time["low"] < on_time["share"] < on_time["high"] < 1
    assert 0 <= summary("latency", "--by", "firmness")["test"]["p"] <= 1
    assert summary("path", "spending")["state"] == "met"
    assert summary("path", "spending")["cumulative_gap"] is not None
    assert summary("order", "people-first")["answer"] == "reversed"
    assert summary("agenda")["done"]["of"] == 9
    assert summary("actors")["differ"] == []
    assert summary("hints", "ag-06")["to_deed"]["of"] > 0


def test_hidden_columns_are_named(ledger: str) -> None:
    narrow = run(ledger, "agenda", width=80).stdout
    assert "Not shown at this width, and in --csv: " in narrow
    assert "promised" in narrow.splitlines()[2], "what matters goes last"
    assert "Not shown" not in run(ledger, "agenda", width=200).stdout
    assert "Not shown at this width, and in --csv: actors, verdict" not in run(ledger, "overdue", width=140).stdout


def test_figures_are_those_of_the_actor_asked_for(ledger: str) -> None:
    told = run(ledger, "overdue", "--actor", "PRC").stdout
    assert "of PRC: 0 of 0 promises had a deadline; none to show." in told
    assert run(ledger, "overdue", "--actor", "NOBODY").exit_code == 2


def test_many_actors_stand_one_in_a_line(tmp_path: Path) -> None:
    where = str(tmp_path / "facta.db")
    names = [f"Land {k}" for k in range(8)]
    case = Case(
        "many",
        "Many",
        actors=tuple(Actor(f"A{k}", name) for k, name in enumerate(names)),
        commitments=tuple(Commitment(f"c-{k}", "", (f"A{k}",), "Do it.", said="2020") for k in range(8)),
    )
    drafts = [Draft(one.kind, one.subject, one.payload) for one in differences(Case("", ""), case)]
    open_ledger(where).append(drafts, "editor")
    lines = run(where, "actors", width=80).stdout.splitlines()
    assert [line.split("  ")[0].strip() for line in lines if line.strip().startswith("Land")][:8] == names
