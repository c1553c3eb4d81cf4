"""``facta redline``. All texts are invented."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from facta.cli import main

OLD = "We met in Aland on 3 May 2023. We will build ten ships with our partners.\n"
NEW = "We met in Aland on 4 May 2024. We will build ten big ships with our partners.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "2023-05-03.txt").write_text(OLD, encoding="utf-8")
    (tmp_path / "2024-05-04.txt").write_text(NEW, encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    return tmp_path


def run(*arguments: str):
    return CliRunner().invoke(main, ["redline", *arguments])


def test_terminal(folder: Path) -> None:
    result = run(str(folder / "2023-05-03.txt"), str(folder / "2024-05-04.txt"))
    assert result.exit_code == 0, result.output
    assert "{+big+}" in result.output


def test_files(folder: Path) -> None:
    page, document = folder / "a.html", folder / "a.docx"
    result = run(
        str(folder / "2023-05-03.txt"), str(folder / "2024-05-04.txt"), "--html", str(page), "--docx", str(document)
    )
    assert result.exit_code == 0, result.output
    assert "<ins>" in page.read_text(encoding="utf-8")
    assert document.read_bytes().startswith(b"PK")


def test_json(folder: Path) -> None:
    result = run(str(folder / "2023-05-03.txt"), str(folder / "2024-05-04.txt"), "--json")
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["counts"]["changed"] == 2


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("nowhere.txt", "2024-05-04.txt", "nowhere.txt"),
        ("empty.txt", "2024-05-04.txt", "empty.txt"),
        (".", "2024-05-04.txt", "statements"),
    ],
)
def test_bad_input(folder: Path, old: str, new: str, says: str) -> None:
    result = run(old, new)
    assert result.exit_code == 2
    assert says in result.output.replace("\n", "")


def test_standard_input_cannot_be_both() -> None:
    result = run("-", "-")
    assert result.exit_code == 2
    assert "Standard input" in result.output


def test_a_place_that_cannot_be_written(folder: Path) -> None:
    result = run(
        str(folder / "2023-05-03.txt"), str(folder / "2024-05-04.txt"), "--html", str(folder / "no" / "where.html")
    )
    assert result.exit_code == 2
    assert "cannot be written" in result.output
