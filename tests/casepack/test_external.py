"""Readers of other people's tables: on invented tables, and on the real ones where they stand beside the checkout."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from pathlib import Path
from statistics import mean

import pytest
from click.testing import CliRunner

from facta.casepack.check import faults
from facta.casepack.external import FORMATS
from facta.casepack.external.published import averages, published, published_by_year
from facta.casepack.pack import read_pack
from facta.casepack.write import write_pack
from facta.cli import main
from facta.errors import UnreadableError
from facta.record import Case
from facta.scoring.scorecards import scorecards

LONG = """id,text,actor,score,topic,date,average
1,Plant trees.,Aland,1,woods,2020-05-01,0.5
1,Plant trees.,Borduria,0,woods,2020-05-01,0.5
2,Dig wells.,Aland,-1,water,2021,NA
2,Dig wells.,Borduria,,water,2021,NA
"""
WIDE = """no,promise,when,ALA,BOR
1,Plant trees.,2020-05-01,+1,0
2,Dig wells.,2021,-1,
"""
WIDE_MAP = {"id": "no", "text": "promise", "date": "when", "members": "ALA BOR"}


def table(folder: Path, text: str) -> Path:
    """A file with this text."""
    path = folder / "table.csv"
    path.write_text(text, encoding="utf-8")
    return path


def scores(case: Case) -> dict[tuple[str, str], str]:
    """(promise, actor) -> score."""
    return {(one.subject, one.actor): one.value for one in case.assessments}


def test_long_and_wide_tables_say_the_same(tmp_path: Path) -> None:
    long = FORMATS["matrix"](table(tmp_path, LONG))
    assert scores(long) == {
        ("table-1", "aland"): "1",
        ("table-1", "borduria"): "0",
        ("table-2", "aland"): "-1",
    }
    wide = FORMATS["matrix"](table(tmp_path, WIDE), WIDE_MAP)
    assert sorted(scores(wide).values()) == sorted(scores(long).values())
    for case in (long, wide):
        assert not list(faults(case, {}))
        assert all(one.external and not one.date for one in case.assessments)
        assert [one.said for one in case.commitments] == ["2020-05-01", "2021"]
        # All share all: one group stands for them.
        assert case.commitments[0].actors == ("table-all",)
    assert averages(long) == {"table-1": "0.5"}


def test_a_case_from_a_table_is_a_case_pack(tmp_path: Path) -> None:
    case = FORMATS["matrix"](table(tmp_path, LONG), {"title": "Woods; and wells", "licence": "CC0"})
    write_pack(case, tmp_path / "pack")
    pack = read_pack(tmp_path / "pack")
    assert pack.faults == ()
    assert pack.case == case


def test_scorecards_of_a_table(tmp_path: Path) -> None:
    found = scorecards(FORMATS["matrix"](table(tmp_path, LONG)), external=True)
    assert [(one.key, one.promised, one.assessed, one.mean) for one in found.cards] == [
        ("aland", 2, 2, 0.0),
        ("borduria", 2, 1, 0.0),
    ]


def test_members_differ_from_promise_to_promise(tmp_path: Path) -> None:
    case = FORMATS["matrix"](table(tmp_path, "id,text,actor,score\n1,A.,X,1\n1,A.,Y,1\n2,B.,Y,0\n"))
    assert [one.actors for one in case.commitments] == [("x", "y"), ("y",)]
    assert [(actor.id, actor.name) for actor in case.actors] == [("x", "X"), ("y", "Y")]


def test_two_promises_under_one_number_are_two(tmp_path: Path) -> None:
    case = FORMATS["matrix"](table(tmp_path, "id,text,actor,score\n7,A.,X,1\n7,B.,X,0\n7-2,C.,X,0\n"))
    assert [one.id for one in case.commitments] == ["table-7", "table-7-2", "table-7-2-2"]
    assert not list(faults(case, {}))


def test_meetings_told_by_two_columns(tmp_path: Path) -> None:
    text = "id,text,actor,score,date,host\n1,A.,X,1,2020,s\n2,B.,X,1,2020,t\n"
    case = FORMATS["matrix"](table(tmp_path, text), {"meeting": "date host"})
    assert [one.document_title for one in case.meetings] == ["2020 s", "2020 t"]


@pytest.mark.parametrize(
    ("text", "mapping", "says"),
    [
        ("", {}, "no column “id”"),
        ("id,text,actor\n", {}, "no column “score”"),
        ("id,text,actor,score\n1,A.,X,5\n", {}, ":2: “5” is no score"),
        ("id,text,actor,score\n,A.,X,1\n", {}, ":2: the column for id is empty"),
        ("id,text,actor,score\n1,A.,,1\n", {}, ":2: no member is named"),
        ("id,text,actor,score\n1,A.,X,1\n1,A.,X,0\n", {}, ":3: X is scored twice for 1"),
        ("id,text,actor,score\n1,A.,X\n", {}, "too many or too few cells"),
        ("id,text,actor,score\n1,A.,X,1,2\n", {}, "too many or too few cells"),
        ('id,text,actor,score\n1,"A,X,1\n', {}, "cannot be read"),
        ("id,text,actor,score,date\n1,A.,X,1,May\n", {}, ":2: date: no date"),
        ("id,text,actor,score\n1,A.,X,1\n", {"topic": "theme"}, "no column “theme”"),
        ("id,text,actor,score\n1,A.,X,1\n", {"colour": "x"}, "names “colour”"),
        ("id,text,actor,score\n1,A.,X,1\n", {"scale": "celsius"}, "There is no scale"),
        ("id,text,actor,score,average\n1,A.,X,1,75%\n", {}, ":2: the average “75%” is no number"),
        ("id,text\n1,A.\n", {"members": "ALA"}, "no column “ALA”"),
    ],
)
def test_faults_name_the_line(tmp_path: Path, text: str, mapping: dict[str, str], says: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        FORMATS["matrix"](table(tmp_path, text), mapping)
    assert says in str(caught.value)


@pytest.mark.parametrize("name", sorted(FORMATS))
@pytest.mark.parametrize(
    "content", [b"\xff\xfe\x00", b"{", b"[]", b'{"promises": [{"title": "x", "status": "?"}]}', None]
)
def test_what_is_no_table_is_an_error_that_says_so(tmp_path: Path, name: str, content: bytes | None) -> None:
    path = tmp_path / "file"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UnreadableError, match="file"):
        FORMATS[name](path)


def test_statuses_of_promises(tmp_path: Path) -> None:
    path = tmp_path / "promises.json"
    rows = [
        {"title": "Build a canal", "status": "Achieved", "sources": ["https://example.org/1", "ftp:/x"]},
        {"title": "Build a canal", "status": "In progress", "sources": []},
        {"title": "Close the mint", "status": "Broken", "status_info": "It was enlarged."},
        {"title": "Raise a dam", "status": "Not started"},
    ]
    path.write_text(json.dumps({"promises": rows}), encoding="utf-8")
    case = FORMATS["trumptracker"](path)
    assert not list(faults(case, {}))
    assert [one.value for one in case.assessments] == ["kept", "in the works", "broken", "not started"]
    assert [one.url for one in case.sources] == ["https://example.org/1"]
    assert len({one.id for one in case.commitments}) == 4


def test_published_averages_beside_computed_ones(tmp_path: Path) -> None:
    ledger = str(tmp_path / "woods.db")
    rows = "".join(f"3,Close the mint.,{who},1,money,2021,0.9\n" for who in ("Aland", "Borduria"))
    given = ["import", str(table(tmp_path, LONG + rows)), "--format", "matrix", "--ledger", ledger, "--author", "Ada"]
    assert CliRunner().invoke(main, given).exit_code == 0
    told = json.loads(CliRunner().invoke(main, ["score", "--published", "--json", "--ledger", ledger]).stdout)
    assert [(row["group"], row["promises"], row["published"], row["computed"]) for row in told["rows"]] == [
        ("2020", 1, 0.5, 0.5),
        ("2021", 1, 0.9, 1.0),
        ("all", 2, 0.7, 0.75),
    ]
    assert "Of 2 published averages 1 are what the scores give" in told["notes"][0]
    assert "table-3 (0.90, scores 1.00)" in told["notes"][1]


@pytest.fixture(scope="module")
def g20_file(shared: Path) -> Path:
    """The real table."""
    path = shared / "data" / "compliance" / "g20_compliance_2008_2021.csv"
    if not path.is_file():
        pytest.skip("the G20 table is not there")
    return path


@pytest.fixture(scope="module")
def g20(g20_file: Path) -> Case:
    """The real table as a case."""
    return FORMATS["g20"](g20_file)


@pytest.mark.shared
def test_the_g20_table_is_whole(g20: Case) -> None:
    assert not list(faults(g20, {}))
    assert len(g20.commitments) == 397
    assert len(g20.assessments) == 7940
    assert len(g20.meetings) == 16
    assert sum(one.kind == "state" for one in g20.actors) == 20
    assert all(one.external and one.scale == "toronto" for one in g20.assessments)
    # Two summits of 2009, which the table puts on one day.
    assert [one.date for one in g20.meetings if one.date.startswith("2009")] == ["2009-04-02", "2009-09-24"]


@pytest.mark.shared
def test_published_averages_are_reproduced(g20: Case) -> None:
    """Of 397 published averages 378 come out of the scores to their last digit; in 19 the table contradicts itself.

    The largest such gap is 0.3; it is kept in the note of the promise. A year without one is reproduced too.
    """
    compared = published(g20)
    off = {one.key for one in compared if not one.agrees}
    assert (len(compared), len(off)) == (397, 19)
    assert max(abs(one.difference) for one in compared) == pytest.approx(0.3)
    notes = {one.id: one.note for one in g20.commitments}
    assert {key for key, note in notes.items() if "The scores give" in note} == off
    contradictory = {one.said[:4] for one in g20.commitments if one.id in off}
    years = {one.key: one for one in published_by_year(g20)}
    assert list(years) == [str(year) for year in range(2008, 2022)]
    assert all(abs(one.difference) < (0.015 if key in contradictory else 0.0002) for key, one in years.items())
    assert len(contradictory) == 8


@pytest.mark.shared
@pytest.mark.parametrize(("view", "column"), [("actor", "country"), ("year", "year"), ("topic", "area")])
def test_scorecards_are_the_means_of_the_table(g20: Case, g20_file: Path, view: str, column: str) -> None:
    """An oracle of a few lines: the mean of the human scores per country, year and area, to the last digit."""
    table: dict[str, list[int]] = defaultdict(list)
    with g20_file.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["score"] != "NA":
                table[row[column]].append(int(row["score"]))
    found = {one.key: one for one in scorecards(g20, view, external=True).cards}  # type: ignore[arg-type]
    assert set(found) == set(table)
    for key, some in table.items():
        assert found[key].assessed == len(some)
        assert found[key].mean == pytest.approx(mean(some), abs=1e-12)


@pytest.mark.shared
def test_trumptracker(shared: Path) -> None:
    path = shared / "data" / "pledges" / "trumptracker_promises.json"
    if not path.is_file():
        pytest.skip("the file of promises is not there")
    case = FORMATS["trumptracker"](path)
    assert not list(faults(case, {}))
    assert len(case.commitments) == len(case.assessments) == 174
    total = scorecards(case, "topic", external=True).total
    assert dict(total.levels) == {"kept": 21, "compromise": 8, "broken": 43, "in the works": 18, "not started": 84}
    assert total.assessed == 72
