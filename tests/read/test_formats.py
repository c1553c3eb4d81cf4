"""Single formats: PDF, DOCX, HTML, encodings. Files are made here; all texts in them are invented."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from facta.errors import UnreadableError
from facta.read.decode import decode
from facta.read.docx import docx_file
from facta.read.html import fragment, html_file
from facta.read.pdf import pdf_file
from facta.read.publishers import classify
from facta.read.text_file import markdown_file

MakePdf = Callable[..., bytes]


@pytest.mark.parametrize("columns", [1, 2])
def test_pdf_reads_in_order_and_without_furniture(pdf: MakePdf, columns: int) -> None:
    draft = pdf_file(pdf(columns), "a.pdf")
    paragraphs = draft.text.split("\n\n")
    assert paragraphs[0] == "Joint Statement"
    assert [paragraph.split(".")[0] for paragraph in paragraphs[1:]] == [str(n) for n in range(1, 13)]
    assert "Ministry of Foreign Affairs" not in draft.text
    assert "Page" not in draft.text
    assert "long-term partnership of both countries" in draft.text
    assert "\n" not in paragraphs[1]
    assert draft.title == "Joint Statement"


def _canvas(lines: list[tuple[float, float, str]], pages: int = 1) -> bytes:
    from reportlab.pdfgen import canvas

    stream = io.BytesIO()
    page = canvas.Canvas(stream)
    for _ in range(pages):
        page.setFont("Times-Roman", 11)
        for x, y, text in lines:
            page.drawString(x, y, text)
        page.showPage()
    page.save()
    return stream.getvalue()


def test_pdf_mends_hyphenation() -> None:
    lines = [
        (72, 700, "The two countries of Arland and Borduria will widen their coop-"),
        (72, 686, "eration and keep the long-term plan, and they will ask for a long-"),
        (72, 672, "term loan of the bank that serves both of them in the coming years"),
    ]
    text = pdf_file(_canvas(lines), "a.pdf").text
    assert "their cooperation and keep the long-term plan, and they will ask for a long-term loan" in text


def test_a_title_of_two_lines_is_one_heading(pdf: MakePdf) -> None:
    title = "Joint Statement of the Ministers of Arland and Borduria on the Future of the Harbour and Its Keepers"
    assert pdf_file(pdf(title=title), "a.pdf").text.split("\n\n")[0] == title


def test_pdf_without_text_layer_says_so() -> None:
    with pytest.raises(UnreadableError, match=r"no text layer.*ocrmypdf"):
        pdf_file(_canvas([], pages=2), "scan.pdf")


def test_pdf_with_password(pdf: MakePdf) -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    with pytest.raises(UnreadableError, match="encrypted"):
        pdf_file(pdf(paragraphs=1, encrypt=StandardEncryption("secret", ownerPassword="other")), "locked.pdf")


@pytest.mark.parametrize("data", [b"%PDF-1.7\nnothing", b"%PDF-1.4\n" + b"\x00\xff" * 500])
def test_broken_pdf(data: bytes) -> None:
    with pytest.raises(UnreadableError, match="broken"):
        pdf_file(data, "broken.pdf")


def _docx(build: Callable[..., None]) -> bytes:
    import docx

    document = docx.Document()
    build(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_docx() -> None:
    def build(document: object) -> None:
        add = document.add_paragraph  # type: ignore[attr-defined]
        document.add_heading("Joint Statement", 0)  # type: ignore[attr-defined]
        add("The ministers of Arland and Borduria met.")
        add("Open a port.", style="List Bullet")
        add("Build a road.", style="List Bullet")
        add("First they act.", style="List Number")
        add("Then they report.", style="List Number")
        add("")
        table = document.add_table(1, 2)  # type: ignore[attr-defined]
        table.cell(0, 0).text, table.cell(0, 1).text = "A. Premier", "B. Chief"
        document.core_properties.created = datetime(2023, 1, 13, tzinfo=UTC)  # type: ignore[attr-defined]

    draft = docx_file(_docx(build), "a.docx")
    assert draft.text == (
        "Joint Statement\n\nThe ministers of Arland and Borduria met.\n\n- Open a port.\n- Build a road.\n"
        "1. First they act.\n2. Then they report.\n\nA. Premier; B. Chief"
    )
    assert draft.title == "Joint Statement"
    assert [claim.value.isoformat() for claim in draft.claims] == ["2023-01-13"]


def test_docx_reads_tracked_insertions_and_leaves_deletions() -> None:
    from docx.oxml import parse_xml

    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

    def build(document: object) -> None:
        paragraph = document.add_paragraph("They will ")._p  # type: ignore[attr-defined]
        paragraph.append(parse_xml(f"<w:ins {space}><w:r><w:t>surely </w:t></w:r></w:ins>"))
        paragraph.append(parse_xml(f"<w:del {space}><w:r><w:delText>not </w:delText></w:r></w:del>"))
        paragraph.append(parse_xml(f"<w:r {space}><w:t>meet.</w:t></w:r>"))

    assert docx_file(_docx(build), "a.docx").text == "They will surely meet."


def _zip(entries: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as container:
        for name, data in entries.items():
            container.writestr(name, data)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\x03\x04 and nothing else", "broken"),
        (_zip({"word/document.xml": b"<broken"}), "broken"),
        (_zip({"other.txt": b"text"}), "no DOCX"),
        (_zip({"word/document.xml": b" " * 20_000_000}), "zip bomb"),
        (_zip({f"word/{n}.xml": b"" for n in range(6000)}), "zip bomb"),
        (
            _zip({"word/document.xml": b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'}),
            "entities",
        ),
        (_zip({"word/document.xml": '<!DOCTYPE x [<!ENTITY e "x">]><x/>'.encode("utf-16")}), "entities"),
    ],
)
def test_hostile_docx(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableError, match=message):
        docx_file(data, "a.docx")


PAGE = """<!doctype html><html lang="en-GB"><head><title>Joint Statement | Ministry</title>
<meta property="og:site_name" content="Ministry of Arland">{meta}</head><body><nav><a href="/">Home</a></nav>
<main><article><h1>Joint Statement</h1>
<p>The ministers of Arland and Borduria met today and <b>reaffirmed</b> their <a href="x">partnership</a> of old.</p>
<h2>Security</h2><ol><li>They will open a joint office in the port.</li><li>They will meet again next year.</li></ol>
<ul><li>The first thing they want.</li><li>The second thing they want.</li></ul>
<p>Both sides thanked the people of Arlen for their hospitality during the days of the talks.</p></article></main>
<footer>Cookies</footer></body></html>"""


@pytest.mark.parametrize(
    "meta",
    [
        '<meta property="article:published_time" content="2023-01-13T10:00:00Z">',
        '<meta name="DC.date.issued" content="13 January 2023">',
        '<script type="application/ld+json">{"@graph": [{"datePublished": "2023-01-13"}]}</script>',
    ],
)
def test_html(meta: str) -> None:
    draft = html_file(PAGE.format(meta=meta).encode(), "page.html")
    assert draft.text.split("\n\n") == [
        "Joint Statement",
        "The ministers of Arland and Borduria met today and reaffirmed their partnership of old.",
        "Security",
        "1. They will open a joint office in the port.\n2. They will meet again next year.",
        "- The first thing they want.\n- The second thing they want.",
        "Both sides thanked the people of Arlen for their hospitality during the days of the talks.",
    ]
    assert (draft.publisher, draft.language) == ("Ministry of Arland", "en-GB")
    assert draft.title.startswith("Joint Statement")
    assert [(claim.value.isoformat(), claim.basis) for claim in draft.claims] == [("2023-01-13", "metadata")]


def test_html_in_a_declared_encoding() -> None:
    page = PAGE.format(meta='<meta charset="shift_jis">').replace("people of Arlen", "京都の人々")
    assert "京都の人々" in html_file(page.encode("shift_jis"), "page.html").text


@pytest.mark.parametrize(
    "page", ["<html><body></body></html>", "<html><script>run()</script></html>", "<div>" * 50_000]
)
def test_html_without_text(page: str) -> None:
    with pytest.raises(UnreadableError, match="no main text"):
        html_file(page.encode(), "page.html")


def test_deep_html_ends() -> None:
    deep = "<div>" * 50_000 + "<p>" + "The ministers of Arland met and agreed. " * 20 + "</p>" + "</div>" * 50_000
    assert "agreed" in html_file(f"<html><body>{deep}</body></html>".encode(), "page.html").text
    assert "agreed" in fragment(deep)


def test_fragment() -> None:
    assert fragment("<p>One<br/>two</p><p>Three &amp; four</p><ol start=3><li>x</li></ol>") == (
        "One\ntwo\n\nThree & four\n\n3. x"
    )


@pytest.mark.parametrize(
    ("data", "text", "note"),
    [
        ("é".encode(), "é", ""),
        (b"\xef\xbb\xbfabc", "abc", ""),
        ("Arland – 双方".encode("utf-16"), "Arland – 双方", ""),
        ("Der Minister für Äußeres grüßt die Bürger von Köln.\n".encode("cp1252") * 4, "für Äußeres", "not UTF-8"),
        (
            "両国の首脳は会談を行い、協力を強化することで一致した。\n".encode("shift_jis") * 4,
            "両国の首脳は会談",
            "not UTF-8",
        ),
        ("双方一致同意加强合作，维护地区和平与稳定。\n".encode("gb18030") * 4, "双方一致同意", "not UTF-8"),
        ("The ministers met in São Paulo with Ms Muñoz.".encode("cp1252"), "São Paulo with Ms Muñoz", "cp1252"),
        ("São Paulo / Muñoz".encode("cp1252"), "São Paulo / Muñoz", "cp1252"),
        (
            "O presidente reuniu-se em São Paulo com a delegação. A cooperação não é suficiente.".encode("cp1252"),
            "cooperação não",
            "cp1252",
        ),
        (
            "Ministři se sešli v Brně a dohodli se na spolupráci. Příští schůzka se uskuteční v září.".encode("cp1250"),
            "Příští schůzka",
            "cp1250",
        ),
        ("Mr Wałęsa and Ms Dąbrowska met the minister today.".encode("cp1250"), "Wałęsa and Ms Dąbr", "cp1250"),
        ("Arland and Borduria \xff\xfe\xc3( will meet \x80 again.".encode("latin-1"), "will meet € again", "cp1252"),
        (("The plan (共同声明) was agreed today by all. " * 2).encode("shift_jis"), "(共同声明)", "shift_jis"),
        ("Joint note – São\n3 April 2030\n".encode("utf-16-le"), "note – São\n3", "byte-order mark"),
        ("Joint note – São\n3 April 2030\n".encode("utf-16-be"), "note – São\n3", "byte-order mark"),
        ("The “ministers” — and others.".encode() + b" The r\xe9gion.", "“ministers” — and others. The r", "not valid"),
        ("“ein Wort” – ".encode() * 20 + b"\xff" + "– fin".encode(), "fin", "not valid UTF-8"),
        ("We donâ€™t know whatâ€™s in itâ€™s text.".encode(), "donâ€™t", "garbled"),
    ],
)
def test_decode(data: bytes, text: str, note: str) -> None:
    decoded, said = decode(data, "a.txt")
    assert text in decoded
    assert note in said
    assert bool(note) == bool(said)


@pytest.mark.parametrize("data", [b"", b" \n\t ", bytes(range(256)) * 10, b"\x00\x01\x02" * 100])
def test_what_is_no_text(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        decode(data, "a.txt")


def test_front_matter() -> None:
    source = (
        "---\ntitle: Quartet Statement\ndate: 2023-01-13\nseries: Quartet\nlang: en\nurl: https://www.gov.uk/x\n---\n"
        "# Heading\n\nText of the statement."
    )
    draft = markdown_file(source.encode(), "a.md")
    assert (draft.title, draft.series, draft.language, draft.url) == (
        "Quartet Statement", "Quartet", "en", "https://www.gov.uk/x",
    )  # fmt: skip
    assert [claim.basis for claim in draft.claims] == ["declared"]
    assert draft.text == "Heading\n\nText of the statement."


@pytest.mark.parametrize(
    "front",
    ["a: [" * 3000, "a: &x [*x, *x]\nb: *x", "date: [1", "a: !!python/object/apply:os.system [ls]", "a: 1\na: :"],
)
def test_hostile_front_matter(front: str) -> None:
    assert "The text." in markdown_file(f"---\n{front}\n---\nThe text.".encode(), "a.md").text


@pytest.mark.parametrize(
    ("url", "publisher", "expected"),
    [
        ("https://www.state.gov/x", "", ("U.S. Department of State", "official")),
        ("https://www.fmprc.gov.cn/x", "", ("Ministry of Foreign Affairs of China", "official")),
        ("https://x.commission.europa.eu/", "", ("European Union", "official")),
        ("https://ministry.gov.zz/x", "", ("", "official")),
        ("https://www.meti.go.jp/x", "", ("", "official")),
        ("https://www.reuters.com/x", "", ("Reuters", "wire")),
        ("https://english.kyodonews.net/", "", ("Kyodo News", "wire")),
        ("https://www.nytimes.com/", "", ("The New York Times", "press")),
        ("https://state.gov.example.com/", "", ("", "other")),
        ("https://notstate.gov.evil.com", "", ("", "other")),
        ("", "The White House", ("The White House", "official")),
        ("", "afp", ("afp", "wire")),
        ("", "Somebody", ("Somebody", "other")),
        ("http://[broken", "", ("", "other")),
    ],
)
def test_publishers(url: str, publisher: str, expected: tuple[str, str]) -> None:
    assert classify(url, publisher) == expected
