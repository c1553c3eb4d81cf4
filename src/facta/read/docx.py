"""DOCX, by python-docx, after the container was checked: no bombs, no external entities."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from facta.errors import UnreadableError
from facta.model import DateClaim
from facta.read.draft import DOCUMENT_LIMIT, SAVED, Draft, without_site
from facta.read.lines import scrub, tidy

_ENTRIES = 5_000
_UNPACKED = 4 * DOCUMENT_LIMIT
_RATIO = 200
_WORTH_A_RATIO = 5_000_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DECLARATION = re.compile(rb"<\x00?!\x00?(?:D\x00?O\x00?C\x00?T|E\x00?N\x00?T\x00?I)")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_TEMPLATE_YEAR = 2013
"""The template of python-docx says it was made in December 2013; documents made with it carry that on."""


def docx_file(data: bytes, address: str) -> Draft:
    """A Word document, tracked insertions taken as text and deletions left out.

    Raises UnreadableError where the container is broken or unpacks to more than any statement has.
    """
    _check(data, address)
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
        draft = Draft(address, "", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
        numbering = _Numbering(document)
        draft.text = tidy(scrub(paragraph) for paragraph in _paragraphs(document.element.body, numbering))
        _describe(draft, document)
    except UnreadableError:
        raise
    except Exception as error:
        raise UnreadableError(
            address, "The DOCX is broken.", "Open it in a word processor and save it anew."
        ) from error
    return draft


def _check(data: bytes, address: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            entries = container.infolist()
            unpacked = sum(entry.file_size for entry in entries)
            # zipfile never unpacks more than an entry declares, so what is declared is the bound.
            bomb = len(entries) > _ENTRIES or unpacked > _UNPACKED
            bomb = bomb or any(
                entry.file_size > max(_WORTH_A_RATIO, _RATIO * max(entry.compress_size, 1)) for entry in entries
            )
            if bomb:
                message = f"The DOCX unpacks to {unpacked // 1_000_000} MB in {len(entries)} parts: a zip bomb."
                raise UnreadableError(address, message, "Do not open it; ask for the text.")
            if any(entry.flag_bits & 1 for entry in entries):
                raise UnreadableError(address, "The DOCX is encrypted.", "Save it without password.")
            if "word/document.xml" not in {entry.filename.lower() for entry in entries}:
                raise UnreadableError(address, "The archive is no DOCX.", "Give a Word document (.docx).")
            for entry in entries:
                if entry.filename.endswith((".xml", ".rels")) and _DECLARATION.search(container.read(entry)):
                    raise UnreadableError(
                        address, "The DOCX declares XML entities.", "Do not open it; ask for the text."
                    )
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError) as error:
        if isinstance(error, UnreadableError):
            raise
        raise UnreadableError(
            address, "The DOCX is broken.", "Open it in a word processor and save it anew."
        ) from error


def _paragraphs(body: Any, numbering: _Numbering) -> Iterator[str]:
    items: list[str] = []
    for child in body.iterchildren(f"{_W}p", f"{_W}tbl", f"{_W}sdt"):
        if child.tag == f"{_W}sdt":
            content = child.find(f"{_W}sdtContent")
            if content is not None:
                yield from _paragraphs(content, numbering)
            continue
        if child.tag == f"{_W}tbl":
            text, mark = _table(child), ""
        else:
            text = _text(child)
            mark = numbering.mark(child) if text.strip() else ""
        if mark:
            items.append(f"{mark} {text.strip()}")
            continue
        if items:
            yield "\n".join(items)
            items = []
        if text.strip():
            yield text
    if items:
        yield "\n".join(items)


def _text(paragraph: Any) -> str:
    parts: list[str] = []
    skipped: set[Any] = set()
    for element in paragraph.iter():
        if element.tag in (f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", _FALLBACK) or element.getparent() in skipped:
            skipped.add(element)
        elif element.tag == f"{_W}t":
            parts.append((element.text or "").replace("\n", " "))
        elif element.tag == f"{_W}tab":
            parts.append(" ")
        elif element.tag in (f"{_W}br", f"{_W}cr"):
            parts.append("\n")
        elif element.tag == f"{_W}noBreakHyphen":
            parts.append("-")
    return "".join(parts)


def _table(table: Any) -> str:
    rows = []
    for row in table.iter(f"{_W}tr"):
        cells = [" ".join(_text(cell).split()) for cell in row.iterchildren(f"{_W}tc")]
        rows.append("; ".join(cell for cell in cells if cell))
    return "\n".join(row for row in rows if row)


class _Numbering:
    """The marks of list paragraphs, counted as a word processor would: "1.", "(a)" or "-"."""

    def __init__(self, document: Any) -> None:
        self._counts: dict[tuple[str, int], int] = {}
        self._formats: dict[tuple[str, int], tuple[str, str, int]] = {}
        self._styles = {style.style_id: style for style in document.styles if getattr(style, "style_id", None)}
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError, AttributeError):
            return
        abstracts = {a.get(f"{_W}abstractNumId"): a for a in root.iterchildren(f"{_W}abstractNum")}
        for number in root.iterchildren(f"{_W}num"):
            link = number.find(f"{_W}abstractNumId")
            abstract = abstracts.get(link.get(f"{_W}val")) if link is not None else None
            for level in abstract.iterchildren(f"{_W}lvl") if abstract is not None else ():
                kind, text, start = (_value(level, name) for name in ("numFmt", "lvlText", "start"))
                place = int(level.get(f"{_W}ilvl") or 0)
                begin = int(start) if start.isdecimal() else 1
                self._formats[number.get(f"{_W}numId") or "", place] = (kind, text, begin)

    def mark(self, paragraph: Any) -> str:
        """The mark of a paragraph; "" where it is no list item."""
        properties = paragraph.find(f"{_W}pPr")
        if properties is None:
            return ""
        number = properties.find(f"{_W}numPr")
        style = _value(properties, "pStyle")
        if number is None and style in self._styles:
            name = (self._styles[style].name or "").lower()
            if name.startswith("heading") or name == "title":
                return ""
            inherited = self._styles[style].element.find(f"{_W}pPr/{_W}numPr")
            if inherited is None:
                return "-" if name.startswith("list bullet") else ""
            number = inherited
        if number is None:
            return ""
        key, level = _value(number, "numId"), int(_value(number, "ilvl") or 0)
        kind, text, start = self._formats.get((key, level), ("bullet", "", 1))
        if key == "0":
            return ""
        if kind in ("bullet", "none", ""):
            return "-"
        count = self._counts.get((key, level), start - 1) + 1
        self._counts[key, level] = count
        for deeper in [known for known in self._counts if known[0] == key and known[1] > level]:
            del self._counts[deeper]
        shown = _shown(count, kind)
        own = text.replace(f"%{level + 1}", shown)
        return re.sub(r"%(\d)", lambda m: str(self._counts.get((key, int(m[1]) - 1), 1)), own).strip() or f"{shown}."


def _value(element: Any, name: str) -> str:
    child = element.find(f"{_W}{name}")
    return (child.get(f"{_W}val") or "") if child is not None else ""


def _shown(count: int, kind: str) -> str:
    if "Letter" in kind:
        letter = _LETTERS[(count - 1) % 26]
        return letter.upper() if kind.startswith("upper") else letter
    if "Roman" in kind:
        roman = ""
        for value, sign in (
            (100, "c"),
            (90, "xc"),
            (50, "l"),
            (40, "xl"),
            (10, "x"),
            (9, "ix"),
            (5, "v"),
            (4, "iv"),
            (1, "i"),
        ):
            roman += sign * (count // value)
            count %= value
        return roman.upper() if kind.startswith("upper") else roman
    return str(count)


def _describe(draft: Draft, document: Any) -> None:
    properties = document.core_properties
    draft.title = without_site(" ".join((properties.title or "").split()))
    if draft.title.lower() in ("word document", "document", "untitled"):
        draft.title = ""
    if not draft.title:
        for paragraph in document.paragraphs[:10]:
            name = (paragraph.style.name or "").lower() if paragraph.style is not None else ""
            if paragraph.text.strip() and (name == "title" or name.startswith("heading")):
                draft.title = " ".join(paragraph.text.split())
                break
    draft.language = (properties.language or "").strip()
    saved = properties.created
    if saved is not None and saved.year != _TEMPLATE_YEAR:
        quote = f"{SAVED}(created {saved.date().isoformat()})"
        draft.claims.append(DateClaim(saved.date(), "metadata", quote))
