"""The command line as a user has it. Texts are invented (tests/series)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from facta.cli import COMMANDS, main

SERIES = str(Path(__file__).parents[1] / "series")


def run(*arguments: str, input_bytes: bytes | None = None) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of one call."""
    result = CliRunner().invoke(main, list(arguments), input=input_bytes)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_with_an_example(name: str) -> None:
    code, out, _ = run(name, "--help")
    assert code == 0
    assert f"facta {name}" in out


def test_brief_writes_the_page_and_says_where(tmp_path: Path) -> None:
    page = tmp_path / "b.html"
    code, out, err = run("brief", SERIES, "--html", str(page))
    assert code == 0
    assert "held against 2 earlier statements" in out
    assert str(page) in err.replace("\n", "")
    assert page.read_text().startswith("<!doctype html>")


def test_brief_as_json_is_only_json() -> None:
    code, out, _ = run("brief", SERIES, "--json", "--statement", "2020-06-12")
    assert code == 0
    assert json.loads(out)["statement"]["date"] == "2020-06-12"


def test_one_bad_file_does_not_cost_the_others(tmp_path: Path) -> None:
    (tmp_path / "2021-01-01-good.txt").write_text("The ministers met today. They will meet again in May 2022.")
    (tmp_path / "2021-02-01-empty.txt").write_bytes(b"")
    (tmp_path / "2021-03-01-broken.pdf").write_bytes(b"%PDF-1.7 nothing else")
    code, out, err = run("read", str(tmp_path), "--json")
    assert code == 2
    assert len(json.loads(out)["statements"]) == 1
    assert "Skipped: 2" in err


@pytest.mark.parametrize(
    "arguments",
    [
        ("read", "no/such/file.txt"),
        ("brief", SERIES, "--statement", "1999-01-01"),
        ("brief", SERIES, "--statement", "joint"),
        ("read", SERIES, "--map", "text"),
        ("read", SERIES, "--match", "("),
        ("brief", SERIES, "--match", "no such title"),
        ("evaluate",),
        ("evaluate", "--acts", "no/such/file.jsonl"),
        ("redline", SERIES + "/README", "no/such/file"),
    ],
)
def test_bad_input_ends_with_code_2_and_a_remedy(arguments: tuple[str, ...]) -> None:
    code, out, err = run(*arguments)
    assert code == 2
    assert err.strip()
    assert not out.strip()


def test_match_narrows_a_folder_to_the_titles_meant() -> None:
    code, out, _ = run("read", SERIES, "--match", "second|third", "--json")
    assert code == 0
    assert len(json.loads(out)["statements"]) == 2


def test_match_tells_of_the_rows_chosen_and_counts_the_others(tmp_path: Path) -> None:
    rows = [
        {"title": "Harbour talks", "date": "2020-01-02", "text": "The parties will dredge the harbour this year."},
        {"title": "Harbour talks again", "text": "The parties will dredge the harbour next year."},
        *({"title": f"Press note {k}", "text": f"The office is closed on day {k} of the week."} for k in range(4)),
        {"title": "Empty", "text": ""},
    ]
    file = tmp_path / "rows.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in rows))
    code, _, err = run("brief", str(file), "--match", "harbour", "--html", str(tmp_path / "brief.html"))
    told = "".join(err.split())  # a long path is broken over lines
    assert code == 2
    assert f"{file}:2:Nodatewasfound" in told
    assert "rows.jsonl:3" not in told
    assert told.count("Skipped") == 0
    assert "othertexts:4notesand1skipped,noneofastatementchosen.Without--match,factaread" in told


def test_compare_and_extract_and_segment_agree_on_offsets() -> None:
    passages = {one["begin"] for one in json.loads(run("segment", SERIES, "--json")[1])}
    links = json.loads(run("compare", SERIES, "--json")[1])["links"]
    assert {one["passage"]["begin"] for one in links} <= passages
    extracts = json.loads(run("extract", SERIES, "--json")[1])
    assert len(extracts) == 3


def test_standard_input_is_a_statement() -> None:
    code, out, _ = run("read", "-", "--json", input_bytes=b"Joint Statement\n\n3 May 2020\n\nThey met.")
    assert code == 0
    assert json.loads(out)["statements"][0]["date"] == "2020-05-03"


def test_a_file_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    code, _, err = run("brief", SERIES, "--html", str(tmp_path / "none" / "b.html"))
    assert code == 2
    assert "cannot be written" in err


def two_series(folder: Path) -> str:
    """A folder with two series of one invented statement each."""
    for name, text in (
        ("north", "The ministers of Arvenia met."),
        ("south", "The envoys of Borland will meet in 2030."),
    ):
        (folder / name).mkdir()
        (folder / name / "2020-01-02-x.txt").write_text(text)
    return str(folder)


def test_several_series_are_listed_with_how_to_choose(tmp_path: Path) -> None:
    code, _, err = run("brief", two_series(tmp_path))
    assert code == 2
    assert "north (1)" in err
    assert "--only" in err
    assert "--series" in err


@pytest.mark.parametrize(("choice", "code"), [(("--only", "north"), 0), (("--series", "all"), 0), (("--only", "x"), 2)])
def test_one_of_several_series_is_chosen(tmp_path: Path, choice: tuple[str, str], code: int) -> None:
    assert run("brief", two_series(tmp_path), *choice, "--json")[0] == code


def test_a_draft_from_standard_input_joins_the_one_series_there_is() -> None:
    draft = b"Draft\n\nThe Parties reaffirm their support for freedom of navigation in the Strait."
    code, out, _ = run("brief", SERIES, "-", "--statement", "draft", "--json", input_bytes=draft)
    assert code == 0
    assert json.loads(out)["summary"][0].startswith("“Draft” (undated) was held against 3 earlier statements")


def test_an_undated_text_is_not_taken_for_the_latest_and_that_is_said() -> None:
    code, out, err = run("brief", SERIES, "-", "--json", input_bytes=b"Draft\n\nThe Parties met.")
    assert code == 0
    assert json.loads(out)["statement"]["date"] == "2022-03-04"
    assert "--statement: draft" in err


def test_a_whole_corpus_may_stand_beside_the_series(tmp_path: Path) -> None:
    alone = json.loads(run("brief", SERIES, "--json")[1])
    new = next(one["quote"] for one in alone["passages"] if one["lineage"] and one["lineage"]["label"] == "new")
    (tmp_path / "2001-02-03-old.txt").write_text(f"They met in Borland. {new}")
    for command in ("brief", "compare"):
        code, out, _ = run(command, SERIES, "--against", str(tmp_path), "--against", SERIES, "--json")
        assert code == 0
        found = json.loads(out)
        if command == "brief":
            assert "3 earlier statements, 2 of them of its series" in found["summary"][0]
            assert [one["statement"] for one in found["series"]] == [one["statement"] for one in alone["series"]]
        else:
            assert len(found["against"]) == 3
            link = next(one for one in found["links"] if one["passage"]["quote"] == new)
            assert link["label"] == "recycled"


@pytest.mark.parametrize("where", ["", "none/b.html", "folder"])
def test_a_place_that_cannot_be_written_leaves_no_trace(tmp_path: Path, where: str) -> None:
    (tmp_path / "folder").mkdir()
    target = str(tmp_path / where) if where else ""
    for command in (
        ("brief", SERIES),
        ("redline", f"{SERIES}/2019-05-10-harbour.txt", f"{SERIES}/2020-06-12-capital.md"),
    ):
        code, _, err = run(*command, "--html", target)
        assert code == 2
        assert "cannot be written" in err
    assert [one.name for one in tmp_path.rglob("*")] == ["folder"]


def test_one_note_for_many_texts_with_the_same_doubt(tmp_path: Path) -> None:
    for number in range(9):
        (tmp_path / f"{number}.txt").write_text(f"The ministers of Arvenia met for the time {number}.")
    code, out, err = run("read", str(tmp_path))
    assert code == 0
    assert err.count("No date was found") == 1
    assert "and 6 more" in err.replace("\n", " ")
    assert "9 statements, 9 without a date." in out


def test_a_misspelt_command_is_guessed() -> None:
    code, _, err = run("breif")
    assert code == 2
    assert "Did you mean 'brief'?" in err


@pytest.fixture
def labelled(tmp_path: Path) -> dict[str, str]:
    """A small labelled file for each option of ``facta evaluate``."""
    acts = [
        {"sentence": "We will open a second ferry line by the end of 2027.", "act": "commitment"},
        {"sentence": "The two ministers met in the harbour town on Monday.", "act": "deed"},
    ]
    pairs = [
        {
            "later": "Freeland and Dorland will dredge the harbour by 2030.",
            "earlier": "Freeland will dredge the harbour by 2025.",
            "relation": "reworded",
            "change": ["actor_added", "deadline_moved"],
        },
        {
            "later": "We welcome the new lighthouse.",
            "earlier": "Grain prices rose in spring.",
            "relation": "unrelated",
        },
    ]
    files = {"--acts": tmp_path / "acts.jsonl", "--pairs": tmp_path / "pairs.jsonl", "--targets": tmp_path / "t.csv"}
    for option, rows in (("--acts", acts), ("--pairs", pairs)):
        files[option].write_text("".join(json.dumps(row) + "\n" for row in rows))
    files["--targets"].write_text(
        "Country,ghg_target,indc_summary,time_target_year_label,reference_base_year_label\n"
        "Dorland,30 % below 1990 by 2030,It will cut emissions by 30 % below 1990 levels by 2030.,2030,1990\n"
    )
    return {option: str(path) for option, path in files.items()}


@pytest.mark.parametrize(
    ("option", "told"),
    [("--acts", "act: truth"), ("--pairs", "told wrongly"), ("--targets", "targets.accuracy")],
)
def test_each_measurement_prints_its_tables(labelled: dict[str, str], option: str, told: str) -> None:
    code, out, _ = run("evaluate", option, labelled[option])
    assert code == 0
    assert told in out


def test_what_was_not_counted_shows_as_a_dash_and_not_as_a_number(labelled: dict[str, str]) -> None:
    _, out, _ = run("evaluate", "--acts", labelled["--acts"])
    assert "nan" not in out
    assert " – " in out
