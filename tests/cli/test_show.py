"""``facta show`` on the bundled case and on invented verdicts."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from facta.casepack.differences import differences
from facta.casepack.pack import read_pack
from facta.casepack.references import find
from facta.cases import folder
from facta.cli.assess import command as assess
from facta.cli.show import command
from facta.ledger.chain import Draft
from facta.ledger.store import open_ledger
from facta.record import NOUNS, Case, key


@pytest.fixture(scope="module")
def bundled() -> Case:
    return read_pack(folder("us_japan")).case


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory, bundled: Case) -> str:
    path = str(tmp_path_factory.mktemp("show") / "facta.db")
    drafts = [Draft(one.kind, one.subject, one.payload) for one in differences(Case("", ""), bundled)]
    open_ledger(path).append(drafts, "editor")
    return path


def show(ledger: str, *arguments: str, width: int = 200) -> Result:
    return CliRunner(env={"COLUMNS": str(width)}).invoke(
        command, ["--ledger", ledger, *arguments], catch_exceptions=False
    )


@pytest.mark.parametrize("width", [80, 120])
def test_one_item_of_every_noun(ledger: str, bundled: Case, width: int) -> None:
    for noun, (table, _) in NOUNS.items():
        for item in getattr(bundled, table)[:2]:
            result = show(ledger, key(item), width=width)
            assert result.exit_code == 0, result.output
            assert result.stdout.startswith(noun)
            assert f"{noun}.add" in result.stdout
            assert max(map(len, result.stdout.splitlines())) <= width
            document = json.loads(show(ledger, key(item), "--json").stdout)
            assert document["item"]
            rows = list(csv.DictReader(io.StringIO(show(ledger, key(item), "--csv").stdout)))
            assert len(rows) == len(document["bearing"]) + len(document["entries"])


def test_a_promise_with_its_deeds_and_the_class_of_their_sources(ledger: str) -> None:
    document = json.loads(show(ledger, "c-2021-05", "--json").stdout)
    told = {row["id"]: row for row in document["bearing"]}
    assert told["a-22-held-2022"]["what"] == "deed: supports"
    assert told["a-22-held-2022"]["source"] == "press, other"
    assert told["as-c-2021-05"]["what"] == "assessment"
    assert document["notes"] == ["Verdict in force: fulfilled (single by editor)."]
    assert "[official]" in show(ledger, "c-2021-05").stdout


def test_a_place_in_the_names_of_each_side(ledger: str, bundled: Case) -> None:
    told = show(ledger, "Senkaku Islands").stdout
    assert "JPN: Senkaku Islands" in told
    assert "PRC: Diaoyu Dao" in told
    assert find(bundled, "beijing") == find(bundled, "PRC")
    for name in (
        "Diaoyu Dao and its affiliated islands (钓鱼岛及其附属岛屿)",
        "钓鱼岛及其附属岛屿",
        "diaoyu dao",
        "Senkaku",
    ):
        assert show(ledger, name).stdout == told


def test_a_name_of_several_lists_them(ledger: str) -> None:
    several = show(ledger, "Camp")
    assert (several.exit_code, "pl-camp-ishigaki, pl-camp-yonaguni" in several.stderr) == (2, True)
    assert show(ledger, "East China Sea").stdout.startswith("place pl-east-china-sea")


def test_a_claim_on_weak_sources_says_so(ledger: str, bundled: Case) -> None:
    kinds = {one.url: one.kind for one in bundled.sources}
    weak = next(
        one for one in bundled.claims if one.source and kinds[one.source] == kinds.get(one.deed_source) == "other"
    )
    assert "rests on sources of class other alone" in show(ledger, weak.id).stdout


def test_as_of_an_entry_before_it_there_is_nothing(ledger: str) -> None:
    assert show(ledger, "c-2021-05").exit_code == 0
    before = show(ledger, "c-2021-05", "--as-of", "10")
    assert (before.exit_code, "nothing of the id “c-2021-05”" in before.stderr) == (2, True)


@pytest.mark.parametrize("name", ["", "nothing", "; DROP TABLE entry", "\u202e", "x" * 5000])
def test_what_is_not_there(ledger: str, name: str) -> None:
    assert show(ledger, name).exit_code == 2


def test_a_blind_verdict_stays_hidden(tmp_path: Path, bundled: Case) -> None:
    path = str(tmp_path / "facta.db")
    drafts = [Draft(one.kind, one.subject, one.payload) for one in differences(Case("", ""), bundled)]
    open_ledger(path).append(drafts, "editor")
    # A subject that nobody has judged yet.
    subject = next(one.id for one in bundled.agenda if one.id not in {a.subject for a in bundled.assessments})
    given = [
        "verdict",
        subject,
        "partly",
        "--ledger",
        path,
        "--coder",
        "ann",
        "--rationale",
        "secret reason",
        "--blind",
    ]
    assert CliRunner().invoke(assess, given).exit_code == 0
    result = show(path, subject)
    assert "secret reason" not in result.stdout
    assert "1 blind verdict not shown." in result.stdout
