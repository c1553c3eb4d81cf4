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


def test_compare_and_extract_and_segment_agree_on_offsets() -> None:
    passages = {one["begin"] for one in json.loads(run("segment", SERIES, "--json")[1])}
    links = json.loads(run("compare", SERIES, "--json")[1])["links"]
    assert {one["passage"]["begin"] for one in links} <= passages
    extracts = json.loads(run("extract", SERIES, "--json")[1])
    assert len(extracts) == 3


def test_standard_input_is_a_statement() -> None:
    code, out, _ = run("read", "-", "--json", input_bytes="Joint Statement\n\n3 May 2020\n\nThey met.".encode())
    assert code == 0
    assert json.loads(out)["statements"][0]["date"] == "2020-05-03"


def test_a_file_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    code, _, err = run("brief", SERIES, "--html", str(tmp_path / "none" / "b.html"))
    assert code == 2
    assert "cannot be written" in err
