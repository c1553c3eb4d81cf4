"""Bytes to text: the encoding by its mark, else UTF-8, else by the evidence; binary content is refused."""

from __future__ import annotations

import codecs
import re

from facta.errors import UnreadableError
from facta.read.draft import Draft

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE = 65_536
# UTF-8 that was once read as windows-1252: the curly quotes and dashes of any English statement show it.
_MOJIBAKE = re.compile(r"â€[™œ\x9d“”¦]|Ã[©¨¶¼¤]|ï¿½")
_DAMAGE_SHARE = 0.005


def decode(data: bytes, address: str) -> tuple[str, str]:
    """The text of ``data`` and a note where its encoding had to be found out ("" where it is plain UTF-8).

    Raises UnreadableError for empty and for binary content.
    """
    if not data.strip():
        raise UnreadableError(address, "The file is empty.", "Give a file with text in it.")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding).removeprefix("\ufeff"), ""
            except UnicodeDecodeError as error:
                remedy = "Save it as UTF-8 and read it again."
                raise UnreadableError(address, f"It says it is {encoding}, but is not.", remedy) from error
    head = data[:_SAMPLE]
    if b"\x00" in head or len(_CONTROL.findall(head)) > 0.02 * len(head):
        remedy = "Give text, Markdown, HTML, PDF, DOCX, JSONL or CSV."
        raise UnreadableError(address, "This is binary content and no text.", remedy)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _other(data, error)
    if len(_MOJIBAKE.findall(text[:200_000])) >= 3:
        return text, "The text has garbled characters (such as “â€™”): it was saved in a wrong encoding once."
    return text, ""


def decode_into(draft: Draft, data: bytes) -> str:
    """As ``decode``, with the note put down as a warning of the draft."""
    text, note = decode(data, draft.address)
    if note:
        draft.warn(note, "Check the text, and save the file as UTF-8.")
    return text


def _other(data: bytes, error: UnicodeDecodeError) -> tuple[str, str]:
    line = data.count(b"\n", 0, error.start) + 1
    repaired = data.decode("utf-8", "replace")
    # Only bytes outside ASCII tell: a page of UTF-8 with one bad byte is still UTF-8.
    foreign = sum(byte > 0x7F for byte in data[:_SAMPLE]) or 1
    bad = repaired[:_SAMPLE].count("\ufffd")
    if bad <= max(1, _DAMAGE_SHARE * foreign) and foreign > 20:
        return repaired, f"{bad or 'Some'} bytes are not valid UTF-8, the first in line {line}; they show as “\ufffd”."
    encoding = _guess(data[:_SAMPLE])
    return data.decode(encoding, "replace"), f"The file is not UTF-8 (line {line}); it was read as {encoding}."


def _guess(sample: bytes) -> str:
    from charset_normalizer import from_bytes

    wanted = ["cp1252", "shift_jis", "euc_jp", "iso2022_jp", "gb18030", "big5", "euc_kr", "cp1251", "koi8_r", "cp1250"]
    best = from_bytes(sample, cp_isolation=wanted).best()
    return best.encoding if best else "cp1252"
