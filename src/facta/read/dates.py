"""Dates as statements carry them: in fields, in metadata, in a dateline, in a file name.

Nothing is guessed: 03/04/2023 is no date here, and a year alone is one only in a field that declares it. Each place
that gives a date is kept as a claim; which one is in force follows from their order.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Literal

from facta.model import DateBasis, DateClaim
from facta.vocab import load

_ISO = re.compile(r"(?<!\d)(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)")
_YEAR = re.compile(r"\s*(1[89]\d{2}|20\d{2}|21\d{2})(?:[-/.](\d{1,2}))?\s*")
_KOREAN = re.compile(r"(\d{4})년\s*(\d{1,2})월\s*(\d{1,2})일")
_NUMERALS = "〇○零一二三四五六七八九"
_EAST = re.compile(
    rf"(?:(?P<year>\d{{4}}|[{_NUMERALS}]{{4}})|(?P<era>令和|平成|昭和|大正|明治)\s*(?P<of>\d{{1,2}}|元|[十{_NUMERALS}]{{1,3}}))"
    rf"\s*年\s*(?:\([^)]{{1,12}}\)|（[^）]{{1,12}}）)?\s*(?P<month>\d{{1,2}}|[十{_NUMERALS}]{{1,2}})\s*月"
    rf"\s*(?P<day>\d{{1,2}}|[十{_NUMERALS}]{{1,3}})\s*[日号]"
)
_LABEL = re.compile(r"^[\s(（\[]*(?:on|at|as of|date[d]?:?|published:?|issued:?|updated:?|le|am|el|il|w)?[\s:]*$", re.I)
_DASH = re.compile(r"\s*(?:\([^)]{1,30}\)|（[^）]{1,30}）)?\s*[)）]?\s*(?:[–—]|--?\s)")
_MAX_BESIDE = 60
"""Characters that may stand beside the date on a line that is a dateline and no sentence."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A date, how exact it is, and the words that gave it with their place."""

    value: date
    quote: str
    begin: int
    end: int
    precision: Literal["day", "month", "year"] = "day"


def find(text: str) -> Parsed | None:
    """The first full date (with its day) in ``text``; None where there is none or it can be read in two ways."""
    text = _half_width(text)
    found = [hit for search in (_english, _iso, _east, _numeric) if (hit := search(text))]
    if not found and (hit := _other_languages(text)):
        found = [hit]
    return min(found, key=lambda hit: (hit.begin, -hit.end)) if found else None


def parse(value: object) -> Parsed | None:
    """The date that a field declares: a date, a string of any usual form (RFC 822 too), a year alone or with a month.

    >>> str(parse("Fri, 11 Feb 2022 03:11:10 +0000").value)
    '2022-02-11'
    """
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return Parsed(value, value.isoformat(), 0, 10)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    text = _half_width(str(value)).strip()[:200]
    if text.endswith(".0"):  # a year that passed through a table with gaps
        text = text[:-2]
    if compact := re.fullmatch(_COMPACT, text):
        return _parsed(compact, compact[1], compact[2], compact[3])
    if found := find(text):
        return found
    if year := _YEAR.fullmatch(text):
        return _parsed(year, year[1], year[2] or 1, 1, "month" if year[2] else "year")
    if month := _month_and_year().search(text):
        return _parsed(month, month[2], _months()[month[1].lower()], 1, "month")
    return None


def is_ambiguous(value: object) -> bool:
    """True where a date is written so that day and month cannot be told apart."""
    match = _NUMERIC.search(str(value))
    return bool(match and int(match[1]) <= 12 and int(match[2]) <= 12 and match[1] != match[2])


def in_name(name: str) -> DateClaim | None:
    """The date in a file name or in the path of a web address."""
    plain = re.sub(r"[_\s%]+", " ", name)
    slashed = re.search(r"/((?:19|20)\d{2})/(\d{1,2})/(\d{1,2})(?:/|\b)", name)
    compact = _COMPACT.search(name)
    found = (
        (_parsed(slashed, slashed[1], slashed[2], slashed[3]) if slashed else None)
        or _iso(plain)
        or (_parsed(compact, compact[1], compact[2], compact[3]) if compact else None)
        or _english(plain.replace("-", " "))
        or _east(plain)
    )
    return DateClaim(found.value, "filename", found.quote.strip("/")) if found else None


def in_text(title: str, text: str, *, last_resort: bool = False) -> DateClaim | None:
    """The date that the text gives itself: at an edge of its title, in a dateline near the top, or under its end.

    A date inside a sentence says when something happened, not when the statement was made; the first words of the
    first two paragraphs ("On 13 January 2023, …") and the lines at the end count only as a ``last_resort``.
    """
    if hit := _at_edge(title):
        return DateClaim(hit.value, "text", hit.quote)
    top = [line for line in text[:1500].split("\n") if line.strip()][:10]
    for number, line in enumerate(top):
        head = line[:140]
        if not any(character.isdigit() or character in _NUMERALS for character in head) or not (hit := find(head)):
            continue
        if _is_dateline(line, hit) or (last_resort and number < 2 and _opens(line, hit)):
            return DateClaim(hit.value, "text", hit.quote)
    if not last_resort:
        return None
    for line in reversed([line for line in text[-400:].split("\n") if line.strip()][-4:]):
        if len(line) <= _MAX_BESIDE and (hit := find(line)) and _is_dateline(line, hit):
            return DateClaim(hit.value, "text", hit.quote)
    return None


def claim(value: object, basis: DateBasis) -> DateClaim | None:
    """What a field says as a claim of this basis."""
    parsed = parse(value)
    return DateClaim(parsed.value, basis, parsed.quote) if parsed else None


def _at_edge(title: str) -> Parsed | None:
    hit = find(title) if any(character.isdigit() or character in _NUMERALS for character in title) else None
    if not hit:
        return None
    before, after = title[: hit.begin].rstrip(), title[hit.end :].strip()
    begins = not before or before in ("(", "（", "[")
    ends = not after.strip(")）].") and (not before or before[-1] in ",(（[–—-:|;：，")
    return hit if begins or ends else None


def _is_dateline(line: str, hit: Parsed) -> bool:
    before, after = line[: hit.begin], line[hit.end :]
    if len(before) <= _MAX_BESIDE and _DASH.match(after) and not re.search(r"\b[a-z]{4,}\b.*\b[a-z]{4,}\b", before):
        return True
    # "They met on 5 May 2021." is a sentence; "Arlen, 5 May 2021" and "(5 May 2021)." are not.
    sentence = after.strip() in (".", "。") and len(before) > 25
    prose = len(re.findall(r"\b[a-z]{2,}\b", before + after)) > 5
    return len(before) + len(after) <= _MAX_BESIDE and not sentence and not prose


def _opens(line: str, hit: Parsed) -> bool:
    return bool(_LABEL.match(line[: hit.begin]))


def _half_width(text: str) -> str:
    return (
        text
        if text.isascii()
        else "".join(
            unicodedata.normalize("NFKC", c) if "\uff10" <= c <= "\uff19" else " " if c in "\u00a0\u202f" else c
            for c in text
        )
    )


def _iso(text: str) -> Parsed | None:
    match = _ISO.search(text)
    return _parsed(match, match[1], match[3], match[4]) if match else None


def _numeric(text: str) -> Parsed | None:
    match = _NUMERIC.search(text)
    if not match or is_ambiguous(match[0]):
        return None
    first, second = int(match[1]), int(match[2])
    return _parsed(match, match[3], first if second > 12 else second, second if second > 12 else first)


def _east(text: str) -> Parsed | None:
    if match := _EAST.search(text):
        era = load("dates")["eras"].get(match["era"])
        year = _numeral(match["year"]) if match["year"] else era + (1 if match["of"] == "元" else _numeral(match["of"]))
        return _parsed(match, year, _numeral(match["month"]), _numeral(match["day"]))
    match = _KOREAN.search(text)
    return _parsed(match, match[1], match[2], match[3]) if match else None


def _numeral(text: str) -> int:
    """二〇二三 digit by digit, 十三 and 二十一 by place."""
    if text.isdecimal():
        return int(text)
    digits = load("dates")["digits"]
    if "十" not in text:
        return int("".join(str(digits[character]) for character in text))
    tens, _, ones = text.partition("十")
    return (digits[tens[-1]] if tens else 1) * 10 + (digits[ones[0]] if ones else 0)


def _english(text: str) -> Parsed | None:
    return _by_month(text, _pattern(), _months())


def _by_month(text: str, pattern: re.Pattern[str], months: dict[str, int]) -> Parsed | None:
    for match in pattern.finditer(text):
        name = (match["m1"] or match["m2"]).lower()
        if hit := _parsed(match, match["y1"] or match["y2"], months[name], match["d1"] or match["d2"]):
            return hit
    return None


def _parsed(
    match: re.Match[str],
    year: str | int,
    month: str | int,
    day: str | int,
    precision: Literal["day", "month", "year"] = "day",
) -> Parsed | None:
    try:
        value = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return Parsed(value, match[0].strip(), match.start(), match.end(), precision)


@cache
def _months() -> dict[str, int]:
    return {name: number for number, names in enumerate(load("dates")["months"], 1) for name in names}


def _compile(names: dict[str, int]) -> re.Pattern[str]:
    month = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    # A meeting of several days ("19–21 May 2023") speaks on its last.
    day = r"(?:\d{1,2}(?:st|nd|rd|th)?\s?(?:[-–—/]|and|to)\s?)?(?P<d%d>\d{1,2})(?:st|nd|rd|th|er|º|\.)?"
    return re.compile(
        rf"(?<![\w]){day % 1},?\s+(?:of\s+|de\s+)?(?P<m1>{month})\.?,?\s+(?:de\s+|del\s+)?(?P<y1>\d{{4}})(?!\d)"
        rf"|(?<![\w])(?P<m2>{month})\.?\s+{day % 2},?\s+(?P<y2>\d{{4}})(?!\d)",
        re.I,
    )


@cache
def _pattern() -> re.Pattern[str]:
    return _compile(_months())


@cache
def _month_and_year() -> re.Pattern[str]:
    return re.compile(rf"\b({'|'.join(sorted(_months(), key=len, reverse=True))})\.?,?\s+(\d{{4}})\b", re.I)


def _other_languages(text: str) -> Parsed | None:
    """Month names of other languages; Babel is loaded only where a day, a word and a year stand together."""
    if not re.search(r"\d{1,2}\S{0,2}\s+(?:de\s+)?[^\W\d_]{3,}\.?\s+(?:de\s+|del\s+)?\d{4}", text):
        return None
    pattern, months = _foreign()
    return _by_month(text, pattern, months)


@cache
def _foreign() -> tuple[re.Pattern[str], dict[str, int]]:
    from babel import Locale

    names: dict[str, int] = {}
    for tag in load("dates")["locales"]:
        for widths in Locale(tag).months.values():
            for width in ("wide", "abbreviated"):
                for number, name in widths[width].items():
                    if name.strip(".").isalpha() and len(name) > 2:
                        names.setdefault(name.strip(".").lower(), number)
    return _compile(names), names
