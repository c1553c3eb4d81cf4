"""Which reader for which content: by the name's suffix, and where that tells nothing, by the first bytes."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping
from typing import IO

from facta import ids
from facta.errors import UnreadableError
from facta.model import Problem
from facta.read.draft import Draft

ROWS = frozenset({"jsonl", "ndjson", "json", "csv", "tsv"})

_SUFFIXES = {
    "txt": "text", "text": "text", "md": "markdown", "markdown": "markdown", "mdown": "markdown", "html": "html",
    "htm": "html", "xhtml": "html", "pdf": "pdf", "docx": "docx",
}  # fmt: skip
MEDIA_TYPES = {
    "text/plain": "txt", "text/markdown": "md", "text/html": "html", "application/xhtml+xml": "html",
    "application/pdf": "pdf", "application/x-ndjson": "jsonl", "application/jsonl": "jsonl",
    "application/json": "json", "text/csv": "csv", "text/tab-separated-values": "tsv",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}  # fmt: skip
_OTHER = {
    b"\xd0\xcf\x11\xe0": "an old Office file (.doc, .xls)", b"\x89PNG": "an image", b"\xff\xd8\xff": "an image",
    b"GIF8": "an image", b"{\\rtf": "an RTF file", b"\x1f\x8b": "a compressed file", b"7z\xbc\xaf": "an archive",
    b"\x7fELF": "a program",
}  # fmt: skip
_HTML = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)


def known(suffix: str) -> bool:
    """True for the suffixes that are read in folders."""
    return suffix in _SUFFIXES or suffix in ROWS


def from_rows(
    stream: IO[bytes], address: str, suffix: str, mapping: Mapping[str, str] | None
) -> Iterator[Draft | Problem]:
    """Statements of a stream of records."""
    from facta.read.rows import rows

    yield from rows(stream, address, suffix, mapping)


def from_bytes(
    data: bytes,
    address: str,
    suffix: str,
    mapping: Mapping[str, str] | None,
    *,
    url: str = "",
    snapshot: str = "",
) -> Iterator[Draft | Problem]:
    """Statements of one content of known bytes. Raises UnreadableError where they cannot be read."""
    if not data:
        raise UnreadableError(address, "The file is empty.", "Give a file with text in it.")
    form = sniff(data, suffix)
    if form in ROWS:
        for draft in from_rows(io.BytesIO(data), address, form, mapping):
            if isinstance(draft, Draft):
                draft.snapshot = snapshot
            yield draft
        return
    if form not in _READERS:
        raise UnreadableError(address, f"This is {form}.", "Give text, Markdown, HTML, PDF, DOCX, JSONL or CSV.")
    draft = _READERS[form](data, address)
    draft.url = draft.url or url
    draft.sha256, draft.size, draft.snapshot = ids.digest(data), len(data), snapshot
    yield draft


def sniff(data: bytes, suffix: str) -> str:
    """Name of the format; content that plainly is something else beats the suffix."""
    head = data[:1024]
    if b"%PDF-" in head:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return "docx" if b"word/" in data[:200_000] or suffix == "docx" else "an archive"
    if other := next((name for mark, name in _OTHER.items() if data.startswith(mark)), ""):
        return other
    if suffix in ROWS:
        return suffix
    if suffix in ("pdf", "docx"):
        return suffix
    if _SUFFIXES.get(suffix) in (None, "text") and _HTML.match(head):
        return "html"
    if suffix in _SUFFIXES:
        return _SUFFIXES[suffix]
    first = data.lstrip()[:1]
    if first == b"{" and b'"' in head:
        return "jsonl"
    if first == b"[" and re.match(rb"\s*\[\s*\{\s*\"", data):
        return "json"
    return "markdown" if data.startswith((b"---\n", b"---\r\n", b"# ")) else "text"


def _text(data: bytes, address: str) -> Draft:
    from facta.read.text_file import text_file

    return text_file(data, address)


def _markdown(data: bytes, address: str) -> Draft:
    from facta.read.text_file import markdown_file

    return markdown_file(data, address)


def _html(data: bytes, address: str) -> Draft:
    from facta.read.html import html_file

    return html_file(data, address)


def _pdf(data: bytes, address: str) -> Draft:
    from facta.read.pdf import pdf_file

    return pdf_file(data, address)


def _docx(data: bytes, address: str) -> Draft:
    from facta.read.docx import docx_file

    return docx_file(data, address)


_READERS: dict[str, Callable[[bytes, str], Draft]] = {
    "text": _text, "markdown": _markdown, "html": _html, "pdf": _pdf, "docx": _docx,
}  # fmt: skip
