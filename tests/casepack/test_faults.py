"""Every fault of a pack is found with its file, line and column, all in one reading. The packs are invented."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from facta.casepack.pack import read_pack
from facta.cli import main

GOOD = {
    "case.toml": 'id = "coast"\ntitle = "The coast"\ncovers_from = 1996\ncovers_until = 2026-03-20\n',
    "sources.csv": "url,title,kind\nhttps://example.org/a,A page,official\n",
    "actors.csv": "id,name\nARL,Arland\nBOR,Borduria\n",
    "series.csv": "id,title,actors\ns-1,Harbour talks,ARL; BOR\n",
    "meetings.csv": "id,series,date,sources\nm-1,s-1,2021-03-16,https://example.org/a\n",
    "commitments.csv": 'id,meeting,actors,text,firmness,due\nc-1,m-1,ARL;BOR,"They will build\na bridge",4,2027\n',
    "places.csv": "id,name,lat,lon\np-1,Arlen,12.5,-3\n",
    "indicators.csv": "id,title,unit\ni-1,Bridges,bridges\n",
    "observations.csv": "id,indicator,period,value,unit\no-1,i-1,2021,3,bridges\n",
    "forecasts.csv": "id,question,probability,made,resolves\nf-1,Will they?,0.5,2021,2022\n",
    "assessments.csv": "id,subject,coder,scale,value,date\na-1,c-1,Ada,fulfilment,partly,2026\n",
}


def write(folder: Path, **changes: str | bytes) -> Path:
    folder.mkdir(exist_ok=True)
    files: dict[str, str | bytes] = {**GOOD, **{name.replace("__", "."): text for name, text in changes.items()}}
    for name, text in files.items():
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def faults(folder: Path) -> list[tuple[str, int, str]]:
    return [(fault.file, fault.line, fault.column) for fault in read_pack(folder).faults]


def test_a_good_pack_has_no_fault(tmp_path: Path) -> None:
    pack = read_pack(write(tmp_path))
    assert pack.faults == ()
    assert pack.case.covers_from == "1996"
    assert pack.case.covers_until == "2026-03-20"
    assert pack.case.commitments[0].text == "They will build\na bridge"
    assert pack.case.series[0].actors == ("ARL", "BOR")


ONE_FAULT = {
    "a duplicate id": ("actors.csv", "id,name\nARL,Arland\nBOR,B\nARL,Again\n", (4, "id"), "line 2 already"),
    "growth without a base": (
        "pledges.csv",
        "id,title,indicator,kind,rate,years\ng,More,i-1,growth,10,5\n",
        (2, "base"),
        "kind “growth” needs it",
    ),
    "growth for ever": (
        "pledges.csv",
        "id,title,indicator,kind,base,rate,years\ng,More,i-1,growth,2021,10,2000\n",
        (2, "years"),
        "1 to 200",
    ),
    "a question about nobody": (
        "questions.csv",
        "id,title,first,then,first_actors,then_day\nq,Which?,a,b,XXX,2021\n",
        (2, "first_actors"),
        "no row of actors.csv",
    ),
    "an empty id": ("places.csv", "id,name\n,Arlen\n", (2, "id"), "empty"),
    "a line break in an id": ("places.csv", 'id,name\n"p\n1",Arlen\n', (2, "id"), "line break"),
    "a lost reference": ("meetings.csv", "id,series,date\nm-1,s-9,2021\n", (2, "series"), "no row of series.csv"),
    "a lost reference in a list": (
        "commitments.csv",
        'id,meeting,actors,text\nc-1,m-1,ARL,"two\nlines"\nc-2,m-1,ARL; XXX,x\n',
        (4, "actors"),
        "XXX",
    ),
    "a lost source": (
        "meetings.csv",
        "id,series,date,sources\nm-1,s-1,2021,https://example.org/b\n",
        (2, "sources"),
        "no row",
    ),
    "a bad date": ("meetings.csv", "id,series,date\nm-1,s-1,2021-02-30\n", (2, "date"), "no date"),
    "a date in words": ("meetings.csv", "id,series,date\nm-1,s-1,16 March 2021\n", (2, "date"), "no date"),
    "a unit": (
        "observations.csv",
        "id,indicator,period,value,unit\no-1,i-1,2021,3,tunnels\n",
        (2, "unit"),
        "not the unit",
    ),
    "a value": ("observations.csv", "id,indicator,period,value\no-1,i-1,2021,three\n", (2, "value"), "no number"),
    "a latitude": ("places.csv", "id,name,lat,lon\np-1,Arlen,95,3\n", (2, "lat"), "outside"),
    "half a coordinate": ("places.csv", "id,name,lat,lon\np-1,Arlen,9,\n", (2, "lat"), "go together"),
    "an address": ("sources.csv", "url\nhttps://example.org/a\njavascript:alert(1)\n", (3, "url"), "no web address"),
    "an address without host": ("sources.csv", "url\nhttps://example.org/a\nhttp://[x\n", (3, "url"), "no web address"),
    "an unknown column": ("actors.csv", "id,name,colour\nARL,A,red\nBOR,B,x\n", (1, "colour"), "no such column"),
    "a column twice": ("actors.csv", "id,name,name\nARL,A,B\n", (1, "name"), "twice"),
    "too many cells": ("actors.csv", "id,name\nARL,A\nBOR,B\nSYL,S,x\n", (4, ""), "3 cells under 2 headings"),
    "bad CSV": ("places.csv", 'id,name\np-1,"Ar"len\n', (2, ""), "not CSV"),
    "an open quote": ("places.csv", 'id,name\np-1,Arlen\np-2,"open\n', (3, ""), "not CSV"),
    "not UTF-8": ("places.csv", b"id,name\np-1,Arlen\np-2,Stra\xdfe\n", (3, ""), "not UTF-8"),
    "half a character": ("places.csv", b"id,name\np-1,\xed\xa0\xbd\n", (2, ""), "not UTF-8"),
    "another encoding": ("places.csv", "id,name\np-1,Arlen\n".encode("utf-16"), (1, ""), "not UTF-8"),
    "an empty table": ("places.csv", "", (1, ""), "empty"),
    "a probability": (
        "forecasts.csv",
        "id,question,probability,made,resolves\nf-1,x,1.5,2021,2022\n",
        (2, "probability"),
        "no probability",
    ),
    "no probability": (
        "forecasts.csv",
        "id,question,probability,made,resolves\nf-1,x,,2021,2022\n",
        (2, "probability"),
        "a number is needed",
    ),
    "an answer before the question": (
        "forecasts.csv",
        "id,question,probability,made,resolves\nf-1,x,1,2022,2021\n",
        (2, "resolves"),
        "before made",
    ),
    "a level": (
        "assessments.csv",
        "id,subject,coder,scale,value,date\na-1,c-1,A,fulfilment,good,2026\n",
        (2, "value"),
        "no level of fulfilment",
    ),
    "a code of an action": (
        "actions.csv",
        "id,date,actors,text,code\nx-1,2021,ARL,x,agree\nx-2,2021,ARL,x,0311\nx-3,2021,ARL,x,\nx-4,2021,ARL,x,BANANA\n",
        (5, "code"),
        "no action code: write a CAMEO code",
    ),
    "a code that lost its zero": (
        "actions.csv",
        "id,date,actors,text,code\nx-1,2021,ARL,x,1\n",
        (2, "code"),
        "two digits or more",
    ),
    "a scale": (
        "assessments.csv",
        "id,subject,coder,scale,value,date\na-1,c-1,A,stars,5,2026\n",
        (2, "value"),
        "not known",
    ),
    "a choice": ("actors.csv", "id,name,kind\nARL,A,planet\nBOR,B,state\n", (2, "kind"), "none of state"),
    "a truth": (
        "commitments.csv",
        "id,meeting,actors,text,refrain\nc-1,m-1,ARL,x,true\n",
        (2, "refrain"),
        "neither yes nor no",
    ),
    "a firmness": (
        "commitments.csv",
        "id,meeting,actors,text,firmness\nc-1,m-1,ARL,x,5\n",
        (2, "firmness"),
        "no firmness",
    ),
    "half a number": (
        "commitments.csv",
        "id,meeting,actors,text,firmness\nc-1,m-1,ARL,x,3.5\n",
        (2, "firmness"),
        "whole",
    ),
    "a backslash": ("series.csv", "id,title,actors\ns-1,Talks,ARL\\x\n", (2, "actors"), "means nothing"),
    "a scale's levels": ("scales.csv", "id,title,levels\nsc,Scale,good; bad=0\n", (2, "levels"), "no level"),
    "an unknown table": ("rumours.csv", "id\nr-1\n", (0, ""), "no table of a case pack"),
    "a table in capitals": ("Places.CSV", "id\nr-1\n", (0, ""), "no table of a case pack"),
    "a spreadsheet": ("actors.xlsx", "x", (0, ""), "no table of a case pack"),
    "bad TOML": ("case.toml", 'id = "c"\ntitle = x"\n', (2, ""), "not TOML"),
    "an unknown field": ("case.toml", 'id = "c"\ntitle = "x"\ncolour = "red"\n', (3, "colour"), "unknown"),
    "a list for a field": ("case.toml", 'id = "c"\ntitle = "x"\nnote = ["a"]\n', (3, "note"), "must be text"),
    "a bad date of cover": (
        "case.toml",
        'id = "c"\ntitle = "x"\ncovers_until = "soon"\n',
        (3, "covers_until"),
        "no date",
    ),
    "cover that ends before it begins": (
        "case.toml",
        'id = "c"\ntitle = "x"\ncovers_from = 2020\ncovers_until = 2019\n',
        (4, "covers_until"),
        "before",
    ),
    "not UTF-8 in TOML": ("case.toml", b'id = "c"\ntitle = "\xff"\n', (2, ""), "not UTF-8"),
}


@pytest.mark.parametrize("name", ONE_FAULT)
def test_a_fault_is_named_with_file_line_and_column(tmp_path: Path, name: str) -> None:
    file, text, (line, column), said = ONE_FAULT[name]
    found = read_pack(write(tmp_path, **{file.replace(".", "__"): text})).faults
    assert [(fault.file, fault.line, fault.column) for fault in found] == [(file, line, column)], found
    assert said in found[0].message


def test_one_id_in_two_tables_is_a_fault_of_both(tmp_path: Path) -> None:
    write(tmp_path, places__csv="id,name\nc-1,Arlen\n")
    assert faults(tmp_path) == [("places.csv", 2, "id"), ("commitments.csv", 2, "id")]


def test_missing_columns_and_a_missing_head(tmp_path: Path) -> None:
    write(tmp_path, meetings__csv="id\nm-1\n")
    (tmp_path / "case.toml").unlink()
    found = faults(tmp_path)
    assert found == [("case.toml", 0, ""), ("meetings.csv", 1, "series"), ("meetings.csv", 1, "date")]


def test_a_row_with_a_fault_does_not_make_faults_elsewhere(tmp_path: Path) -> None:
    write(tmp_path, commitments__csv="id,meeting,actors,text,firmness\nc-1,m-1,ARL,x,many\n")
    assert faults(tmp_path) == [("commitments.csv", 2, "firmness")]


def test_all_faults_come_at_once_and_nothing_is_entered(tmp_path: Path) -> None:
    folder = write(
        tmp_path / "pack",
        actors__csv="id,name,kind\nARL,A,planet\nBOR,B,state\n",
        places__csv="id,name,lat,lon\np-1,Arlen,95,3\n",
    )
    ledger = tmp_path / "a.db"
    result = CliRunner().invoke(main, ["import", str(folder), "--ledger", str(ledger)], env={"COLUMNS": "200"})
    assert result.exit_code == 2
    said = result.stderr.replace("\n", "")
    assert "actors.csv:2" in said
    assert "places.csv:2" in said
    assert "column kind" in said
    assert "Nothing was entered: 2 faults." in said
    assert said.startswith("Faults: 2"), "nothing was skipped: nothing was entered"
    assert not ledger.exists()


@pytest.mark.parametrize(
    ("files", "remedy"),
    [
        ({"case__toml": None}, "Write it, or name another folder."),
        ({"case__toml": 'id = "x"\n'}, "Add title."),
        ({"case__toml": 'id = "x\n'}, "Correct the line."),
        ({"case__toml": 'id = "x"\ntitle = "X"\ncovers_from = "soon"\n'}, "Correct covers_from."),
        ({"actors__csv": "id,name,colour\nARL,A,red\n"}, "Correct the heading."),
        ({"actors__csv": "id,name\nARL,A,red\n"}, "Correct the line."),
        ({"places__csv": "id,name,lat,lon\np-1,Arlen,95,3\n"}, "Correct the cell."),
        ({"aktors__csv": "id,name\n"}, "Rename it, or move it elsewhere."),
        ({"scales__yaml": "- id: sc-1\n  levels: []\n"}, "Add title."),
    ],
)
def test_each_fault_says_what_to_do(tmp_path: Path, files: dict[str, str | None], remedy: str) -> None:
    write(tmp_path, **{name: text for name, text in files.items() if text is not None})
    for name in (name for name, text in files.items() if text is None):
        (tmp_path / name.replace("__", ".")).unlink()
    (fault,) = read_pack(tmp_path).faults
    assert fault.problem("pack").remedy == remedy


def test_of_many_faults_the_first_hundred_are_listed(tmp_path: Path) -> None:
    rows = "".join(f"p-{number},Arlen,95,3\n" for number in range(1500))
    folder = write(tmp_path / "pack", places__csv="id,name,lat,lon\n" + rows)
    wide = {"COLUMNS": "400"}  # a path is broken over lines where there is no room for it
    result = CliRunner().invoke(main, ["import", str(folder), "--ledger", str(tmp_path / "a.db")], env=wide)
    assert result.exit_code == 2
    assert result.stderr.startswith("Faults: 1,500")
    told = "".join(result.stderr.split())
    assert "Thefirst100arelisted;thereare1,400more." in told
    assert told.count("places.csv") == 100
    assert "Nothingwasentered:1,500faults." in told


def test_carriage_returns_of_other_systems_are_no_text(tmp_path: Path) -> None:
    write(tmp_path, actors__csv='\ufeffid,name,note\r\nARL,Arland,"one\r\ntwo"\r\n\r\nBOR,Borduria,\r\n')
    pack = read_pack(tmp_path)
    assert pack.faults == ()
    assert [actor.name for actor in pack.case.actors] == ["Arland", "Borduria"]
    assert pack.case.actors[0].note == "one\r\ntwo"


YAML = """
# A comment.
- id: sc-1
  title: Stars
  levels: [[five, 1], [one, -0.5], [none, null]]
  note: >
    A long text
    on two lines.
- {id: sc-2, title: 2021-03-16, levels: ["a=1", "b="]}
"""


def test_a_table_may_be_yaml(tmp_path: Path) -> None:
    pack = read_pack(write(tmp_path, scales__yaml=YAML.replace('["a=1", "b="]', "[[a, 1.0], [b, ~]]")))
    assert pack.faults == ()
    first, second = pack.case.scales
    assert first.levels == (("five", 1.0), ("one", -0.5), ("none", None))
    assert first.note == "A long text on two lines.\n"
    assert second.title == "2021-03-16"
    assert pack.lines["scale", "sc-2"] == 9


@pytest.mark.parametrize(
    ("text", "line", "column", "said"),
    [
        ("- id: [", 1, "", "not YAML"),
        ("id: sc-1", 1, "", "list of rows"),
        ("- id: sc-1\n  title: x\n  levels: []\n  colour: red\n", 4, "colour", "no such column"),
        ("- id: sc-1\n  levels: []\n", 1, "title", "missing"),
        ("- id: sc-1\n  title: [a]\n  levels: []\n", 1, "title", "a list stands where"),
        ("- id: sc-1\n  title: {a: b}\n  levels: []\n", 2, "title", "one value, or a list"),
        ("- id: sc-1\n  title: x\n  levels: [[a, b]]\n", 3, "levels", "no number"),
        ("- id: sc-1\n  title: x\n  title: y\n  levels: []\n", 3, "title", "twice"),
        ("- &a [*a]", 1, "", "list of rows"),
        ("- !!python/object:os.system {}", 1, "", "missing"),
    ],
)
def test_faults_in_yaml_have_their_place_too(tmp_path: Path, text: str, line: int, column: str, said: str) -> None:
    found = read_pack(write(tmp_path, scales__yaml=text)).faults
    assert found
    assert (found[0].file, found[0].line) == ("scales.yaml", line)
    assert column in ("", found[0].column)
    assert said in found[0].message


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    for path in (tmp_path / "none", Path(__file__)):
        result = CliRunner().invoke(main, ["import", str(path), "--ledger", str(tmp_path / "a.db")])
        assert result.exit_code == 2
        assert "is no folder" in result.stderr
