"""A redline as a Word document: accepted it is the new text, rejected the old. All texts are invented."""

import shutil
import subprocess
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from defusedxml import ElementTree
from hypothesis import given, settings
from hypothesis import strategies as st

from facta.model import Change
from facta.publish.redline_docx import to_docx
from facta.words.redline import redline

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WHEN = datetime(2026, 3, 1, 12, tzinfo=UTC)
OLD = """\
# Joint Statement

1. We met in Aland. We will build ten ships by 2027 with our partners.

2. We condemn the actions of Bland in the sea and the sky.

- We support the canal between the two lakes.
- We deplore the closing of schools in the north.

We thank our hosts for the warm and kind welcome given to us all.
"""
NEW = """\
# Joint Statement

1. We met in Aland. We intend to build twelve ships by 2028 with our partners.

We thank our hosts for the warm and kind welcome given to us.

3. We condemn the actions of Bland in the sea.

- We support the canal between the two lakes.

4. A new fund will pay for wells & <roads>.
"""


def types(later: str, earlier: str) -> tuple[Change, ...]:
    return (Change("softened", "will", "intend to"),) if "intend" in later else ()


def body(data: bytes):
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return ElementTree.fromstring(archive.read("word/document.xml")).find(f"{W}body")


def decided(data: bytes, *, accept: bool) -> list[str]:
    """The paragraphs once every tracked change is accepted (or rejected), as Word would do it."""
    gone = {f"{W}del", f"{W}moveFrom"} if accept else {f"{W}ins", f"{W}moveTo"}
    texts = [""]
    for paragraph in body(data).findall(f"{W}p"):
        for child in paragraph:
            if child.tag not in gone:
                texts[-1] += "".join(t.text or "" for t in child.iter() if t.tag in (f"{W}t", f"{W}delText"))
        mark = paragraph.find(f"{W}pPr/{W}rPr")
        if mark is None or not any(child.tag in gone for child in mark):
            texts.append("")
    return [text for text in (" ".join(text.split()) for text in texts) if text]


def paragraphs(text: str) -> list[str]:
    return [line for line in (" ".join(line.split()) for line in text.splitlines()) if line]


def test_accepted_it_is_the_new_text_and_rejected_the_old() -> None:
    data = to_docx(redline(OLD, NEW, change_types=types), at=WHEN)
    assert decided(data, accept=True) == paragraphs(NEW)
    assert decided(data, accept=False) == paragraphs(OLD)


def test_moves_are_ranges_of_one_name() -> None:
    xml = body(to_docx(redline(OLD, NEW, change_types=types), at=WHEN))
    names = {tag: [e.get(f"{W}name") for e in xml.iter(f"{W}{tag}RangeStart")] for tag in ("moveFrom", "moveTo")}
    assert names == {"moveFrom": ["move1"], "moveTo": ["move1"]}
    for tag in ("moveFrom", "moveTo"):
        starts = [e.get(f"{W}id") for e in xml.iter(f"{W}{tag}RangeStart")]
        assert starts == [e.get(f"{W}id") for e in xml.iter(f"{W}{tag}RangeEnd")]
    [moved] = {
        "".join(t.text or "" for e in xml.iter(f"{W}{tag}") for t in e.iter(f"{W}t")) for tag in ("moveFrom", "moveTo")
    }
    assert moved == "We thank our hosts for the warm and kind welcome given to us."


def test_every_change_has_an_author_a_date_and_an_id_of_its_own() -> None:
    xml = body(to_docx(redline(OLD, NEW, change_types=types), at=WHEN))
    tracked = [e for e in xml.iter() if e.tag in {f"{W}ins", f"{W}del", f"{W}moveFrom", f"{W}moveTo"}]
    assert len(tracked) > 8
    assert {e.get(f"{W}author") for e in tracked} == {"facta"}
    assert {e.get(f"{W}date") for e in tracked} == {"2026-03-01T12:00:00Z"}
    ids = [e.get(f"{W}id") for e in tracked]
    assert len(set(ids)) == len(ids)
    assert not [t for e in tracked if e.tag == f"{W}del" for t in e.iter(f"{W}t")]


def test_kinds_of_change_are_comments() -> None:
    data = to_docx(redline(OLD, NEW, change_types=types), at=WHEN)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        [name] = [name for name in archive.namelist() if name.endswith("comments.xml")]
        comments = ElementTree.fromstring(archive.read(name))
    text = "".join(t.text or "" for t in comments.iter(f"{W}t"))
    assert "softened: “will” → “intend to”" in text
    xml = body(data)
    ids = [c.get(f"{W}id") for c in comments]
    for tag in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        assert [e.get(f"{W}id") for e in xml.iter(f"{W}{tag}")] == ids


def test_python_docx_opens_it() -> None:
    from docx import Document

    document = Document(BytesIO(to_docx(redline(OLD, NEW, change_types=types), at=WHEN)))
    assert document.core_properties.author == "facta"
    assert "1 moved" in document.sections[0].header.paragraphs[0].text


LINES = [
    "We met in Aland.", "We will build ten ships by 2027.", "We intend to build twelve ships by 2028.",
    "Thank you all.",
    "We condemn the closing of schools in the north of Bland.", "中方支持和平。会谈很好。", "Peace", "- item",
    "1. One. Two.", "# Title", "***", "",
]  # fmt: skip
text = st.lists(st.sampled_from(LINES), max_size=9).map("\n".join)


@settings(max_examples=120, deadline=None)
@given(text, text)
def test_any_two_statements(old: str, new: str) -> None:
    data = to_docx(redline(old, new, change_types=types), at=WHEN)
    assert " ".join(decided(data, accept=True)).split() == new.split()
    assert " ".join(decided(data, accept=False)).split() == old.split()


@settings(max_examples=60, deadline=None)
@given(
    st.text(st.characters(exclude_categories=()), max_size=12),
    st.text(st.characters(exclude_categories=()), max_size=12),
)
def test_hostile_characters_give_a_well_formed_document(old: str, new: str) -> None:
    body(to_docx(redline(f"We met {old} here.", f"We met {new} here.", change_types=types), at=WHEN))


@pytest.mark.libreoffice
def test_libreoffice_opens_it(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    (tmp_path / "redline.docx").write_bytes(to_docx(redline(OLD, NEW, change_types=types), at=WHEN))
    command = [office, "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to"]
    for kind in ("pdf", "fodt"):
        subprocess.run(
            [*command, kind, "--outdir", str(tmp_path), str(tmp_path / "redline.docx")], check=True, timeout=170,
            capture_output=True,
        )  # fmt: skip
    assert (tmp_path / "redline.pdf").read_bytes().startswith(b"%PDF")
    # In its own format LibreOffice lists the tracked changes that it understood.
    flat = (tmp_path / "redline.fodt").read_text(encoding="utf-8")
    assert flat.count("<text:insertion>") >= 4
    assert flat.count("<text:deletion>") >= 4
    assert "facta" in flat
