"""Bytes to text: the encoding by its mark, else UTF-8, else by the evidence; binary content is refused."""

from __future__ import annotations

import codecs
import re

from facta.errors import UnreadableError
from facta.read.draft import Draft
from facta.text.language import detect, nearest
from facta.vocab import load

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
_SEQUENCES = 3
"""Sequences valid in UTF-8 from which a text counts as UTF-8 with damage."""
_LATIN = ("cp1252", "cp1250")
_SCRIPTS = ("shift_jis", "euc_jp", "iso2022_jp", "gb18030", "big5", "euc_kr", "cp1251", "koi8_r")
_LETTER = re.compile(rb"[A-Za-z]")
_FOREIGN_RUN = re.compile(rb"[\x80-\xff]{4,}")
# Bytes that are signs in cp1252 and letters in cp1250, between letters: "spo³eczeñstwo".
_LETTER_THERE = re.compile(rb"(?<=[A-Za-z])[\x8d\x8f\x9d\xa3\xa5\xaa\xaf\xb3\xb9\xba\xbc\xbe\xbf](?=[A-Za-z\xc0-\xff])")
_WORDS = 8
"""Words from which a text tells its language."""


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
    if wide := _wide(head):
        return (
            data[: len(data) // 2 * 2].decode(wide, "replace"),
            f"The file has no byte-order mark; it was read as {wide}.",
        )
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
    # Only characters outside ASCII tell: a page of UTF-8 with a few bad bytes is still UTF-8. In no other encoding do
    # sequences that are valid in UTF-8 outnumber those that are not.
    sample = repaired[:_SAMPLE]
    bad = sample.count("\ufffd")
    if sum(character > "\x7f" for character in sample) - bad >= max(_SEQUENCES, 2 * bad):
        return repaired, f"{bad or 'Some'} bytes are not valid UTF-8, the first in line {line}; they show as “\ufffd”."
    encoding = _guess(data[:_SAMPLE])
    return data.decode(encoding, "replace"), f"The file is not UTF-8 (line {line}); it was read as {encoding}."


def _wide(sample: bytes) -> str:
    """UTF-16 without a mark: every other byte of the Latin letters and spaces in it is 0, always on the same side."""
    half = len(sample) // 2
    even, odd = sample[: 2 * half : 2].count(0), sample[1 : 2 * half : 2].count(0)
    if half < 4 or max(even, odd) < 0.35 * half or min(even, odd) > 0.02 * half:
        return ""
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    text = sample[: 2 * half].decode(encoding, "replace")
    printable = sum(character.isprintable() or character.isspace() for character in text)
    return encoding if printable > 0.98 * len(text) else ""


def _guess(sample: bytes) -> str:
    foreign = sum(byte > 0x7F for byte in sample)
    letters = len(_LETTER.findall(sample))
    together = sum(len(run) for run in _FOREIGN_RUN.findall(sample))
    # Letters with accents are few and stand singly between others; other scripts stand in runs.
    if foreign < 0.3 * letters and together < 0.3 * foreign:
        return _latin(sample)
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=[*_SCRIPTS, *_LATIN]).best()
    return best.encoding if best else _LATIN[0]


def _latin(sample: bytes) -> str:
    """Western unless the words are of a Central European language, or signs stand where it has letters."""
    western, central = _LATIN
    signs = len(_LETTER_THERE.findall(sample))
    if signs >= 2 and 10 * signs >= sum(byte > 0x7F for byte in sample):
        return central
    text = sample.decode(western, "replace")
    languages = load("languages")
    if len(text.split()) < _WORDS or detect(text) == "en":
        return western
    return (
        central
        if nearest(text, [*languages["several"]["latin"], *languages["central"]]) in languages["central"]
        else western
    )
