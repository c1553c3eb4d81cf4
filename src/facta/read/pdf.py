"""PDF with a text layer, by pypdfium2 (PDFium)."""

from __future__ import annotations

import ctypes
import re
from typing import Any

from facta.errors import UnreadableError
from facta.model import DateClaim
from facta.read import dates
from facta.read.draft import SAVED, Draft, without_site
from facta.read.lines import scrub, tidy
from facta.read.pdf_layout import Line, in_order, paragraphs, runs, without_furniture
from facta.vocab import load

_PAGES = 2000
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_HYPHENS = {0x02: "-", 0xFFFE: "-"}
_NO_TITLE = re.compile(
    r"(?:\W*(?:untitled|anonymous)\W*$|microsoft\s+\w+\s+-|document\s*\d*$|.*\.(?:docx?|pdf|indd|qxd|tex|rtf)$|\W*$)",
    re.I,
)
_UNREADABLE = re.compile("[\ufffd\ue000-\uf8ff]")


def pdf_file(data: bytes, address: str) -> Draft:
    """A PDF. Raises UnreadableError where it is encrypted, broken, or has images of text only."""
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
        count = len(document)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            remedy = "Save it without password (qpdf --decrypt), then read it again."
            raise UnreadableError(address, "The PDF is encrypted.", remedy) from error
        raise UnreadableError(address, "The PDF is broken.", "Download it again, or print it to a new PDF.") from error
    try:
        if not count:
            raise UnreadableError(address, "The PDF has no pages.", "Download it again.")
        if count > _PAGES:
            raise UnreadableError(address, f"The PDF has {count} pages.", f"Give up to {_PAGES} pages.")
        draft = Draft(address, "", "application/pdf")
        pages = [_page(document, number) for number in range(count)]
        information = document.get_metadata_dict()
    except pdfium.PdfiumError as error:
        raise UnreadableError(address, "The PDF is broken.", "Download it again, or print it to a new PDF.") from error
    finally:
        document.close()
    lettered = sum(sum(len(line.text) for line in page) >= 10 for page in pages)
    if not lettered:
        remedy = "Run text recognition over it first (for example ocrmypdf IN OUT)."
        raise UnreadableError(address, "The PDF is a scan: it has no text layer.", remedy)
    if lettered < 0.7 * count:
        draft.warn(f"{count - lettered} of {count} pages have no text; they may be scans.", "Run ocrmypdf over it.")
    lines, margins = without_furniture(pages)
    # When somebody printed the page says nothing about the statement.
    printed = load("reading")["printed"]
    draft.margins = "\n".join(text for text in margins if not any(word in text.casefold() for word in printed))
    draft.text = tidy(scrub(paragraph) for paragraph in paragraphs(lines))
    if len(_UNREADABLE.findall(draft.text)) > 0.02 * len(draft.text):
        draft.warn("Many characters of the PDF have no meaning in its fonts.", "Run ocrmypdf --force-ocr over it.")
    _describe(draft, lines, information)
    return draft


def _page(document: Any, number: int) -> list[Line]:
    import pypdfium2.raw as raw

    page = document[number]
    text = page.get_textpage()
    try:
        height = page.get_height() or 1.0
        box = raw.FS_RECTF()
        characters: list[tuple[str, float, float, float, float]] = []
        for index in range(text.count_chars()):
            code = raw.FPDFText_GetUnicode(text, index)
            if not raw.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box)):
                continue
            character = _HYPHENS.get(code) or _LIGATURES.get(code) or (chr(code) if 0 < code < 0x110000 else " ")
            size = max(box.top - box.bottom, 1.0)
            characters.append((character, box.left, box.bottom, box.right, size))
    finally:
        text.close()
        page.close()
    lines = in_order(runs(characters))
    for line in lines:
        line.height = line.y / height
    return lines


def _describe(draft: Draft, lines: list[Line], information: dict[str, str]) -> None:
    """Title and date of saving. Both are weak: word processors fill them in without asking."""
    title = " ".join((information.get("Title") or "").split())
    if not title or _NO_TITLE.match(title):
        first = [line for line in lines if line.page == 0]
        largest = max((line.size for line in first), default=0.0)
        heading = [line for line in first if line.size > 0.95 * largest]
        usual = sorted(line.size for line in lines)[len(lines) // 2] if lines else 0.0
        title = " ".join(line.text for line in heading[:4]) if largest > 1.15 * usual else ""
    draft.title = without_site(title)[:300]
    stamp = information.get("CreationDate") or ""
    if match := re.match(r"D?:?(\d{4})(\d{2})(\d{2})", stamp):
        claim = dates.claim("-".join(match.groups()), "metadata")
        if claim:
            draft.claims.append(DateClaim(claim.value, "metadata", f"{SAVED}(PDF CreationDate {stamp[:16]})"))
