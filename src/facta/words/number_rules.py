"""What numbers look like: patterns of a number with its bound, currency, size and unit, and the value of a fraction.

Built from ``vocab/magnitudes.yaml`` and ``vocab/currencies.yaml``; ``quantities`` turns matches into amounts.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

from facta.vocab import load

WHOLE = r"\d{1,3}(?:[,\u2009\u00a0 ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
SIGNS = "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
SLASHED = rf"(?:\d{{1,2}}(?:\s?[-‑]\s?|\s))?\d{{1,2}}/\d{{1,2}}(?![\d/])|(?:\d{{1,3}}(?:[-‑]|\s)?)?[{SIGNS}]"
DIGITS = rf"{SLASHED}|{WHOLE}"
"""With fractions and mixed numbers: "1/4", "1-1/4", "1 1/4", "¼", "1¼"."""


def alternatives(phrases: Any) -> str:
    """Pattern of any of the phrases, longer ones first, with any white space between their words."""
    return "|".join(re.escape(str(one)).replace(r"\ ", r"\s+") for one in sorted(phrases, key=len, reverse=True))


def folded(text: str) -> str:
    """Lower case and single spaces."""
    return re.sub(r"\s+", " ", text).strip().lower()


@cache
def number(ranged: bool) -> re.Pattern[str]:
    """A number with all that stands around it; ``ranged``: and a second one behind "to", a dash or "and"."""
    told, money = load("magnitudes"), load("currencies")
    words = alternatives(told["numbers"])
    tens = "|".join(word for word, value in told["numbers"].items() if value >= 20)
    fractions = alternatives(told["fractions"])
    many = "|".join(word for word in told["magnitudes"] if word.endswith("s"))
    magnitude = alternatives(told["magnitudes"])
    letters = "|".join(told["letters"])
    symbols = alternatives({symbol for entry in money.values() for symbol in entry["symbols"]})
    codes = alternatives({code for entry in money.values() for code in entry["codes"]})
    spelt = alternatives({word for entry in money.values() for word in entry["words"]})
    bounds = alternatives({word for phrases in told["bounds"].values() for word in phrases})
    units = "|".join(
        re.escape(unit).replace(r"\ ", r"\s+") + (r"\b" if unit[-1].isalpha() else "")
        for unit in sorted(told["units"], key=len, reverse=True)
    )
    size = rf"(?:\s?-?(?:{magnitude})\b|(?:{letters})\b)?"
    value = (
        rf"(?:{DIGITS})|(?:{fractions})(?=\s+(?:a\s+)?(?:of\b|per\s?cent|{magnitude}|its|their|our|the))"
        rf"|(?:{tens})-(?:{words})\b|(?:{words})\b(?!-)|(?:{many})(?=\s+of\b)"
    )
    second = (
        rf"(?:(?P<joint>\s?(?:[-–—‑]|\b(?:to|and)\b)\s?)(?:{symbols})?(?P<high>{DIGITS})(?P<size2>(?i:{size})))?"
        if ranged
        else "(?P<high>(?!))?(?P<size2>(?!))?"
    )
    return re.compile(
        rf"(?<![\w.,/])(?:(?P<bound>{bounds})\s+(?:an?\s+additional\s+|an?\s+|the\s+)?)?(?:additional\s+)?"
        rf"(?:(?P<before>(?:{symbols})|(?:{codes})(?=\s?\d))\s?|(?<![A-Za-z0-9]))"
        rf"(?P<value>{value})(?P<size>(?i:(?:\s+a(?=\s))?{size})(?:\s+(?:hundred|thousand|million|billion|trillion)\b)?)"
        rf"{second}"
        rf"(?:s?\s+of\s+(?P<plural>thousands|millions|billions|trillions)\b)?(?:\s+of(?=\s+(?:{spelt})\b))?"
        rf"(?:[\s-]?(?P<after>(?:{codes})\b|(?i:{spelt})\b)|[\s-]?(?P<unit>(?i:{units})))?",
        re.IGNORECASE,
    )


@cache
def multiple() -> re.Pattern[str]:
    """A word that multiplies, with the noun behind it: "double the size"."""
    told = load("magnitudes")["multiples"]
    return re.compile(
        rf"\b(?P<word>{alternatives(told)})\b(?!\s+(?:dialogue|track|standard|taxation|check))"
        r"(?:\s+(?:increase|reduction|rise|growth)|\s+(?:the|its|their|our|his)\s+[\w-]+|\s+[\w-]+)?",
        re.IGNORECASE,
    )


@cache
def east_asian() -> re.Pattern[str]:
    """Digits with Chinese or Japanese signs of magnitude and unit."""
    told = load("magnitudes")["east_asian"]
    return re.compile(
        rf"(?P<value>\d+(?:[,.]\d+)*)(?P<size>{alternatives(told['magnitudes'])})?(?:多|余)?(?P<unit>{alternatives(told['units'])})?"
    )


def mixed(text: str) -> float:
    """Value of a fraction or mixed number ("1/4", "1-1/4", "1¼"); 0 for any other text."""
    match = re.fullmatch(rf"(?:(?P<whole>\d+)[\s‑-]*)??(?:(?P<over>\d+)/(?P<under>\d+)|(?P<sign>[{SIGNS}]))", text)
    if not match or (match["under"] and int(match["under"]) == 0):
        return 0.0
    part = unicodedata.numeric(match["sign"]) if match["sign"] else int(match["over"]) / int(match["under"])
    return int(match["whole"] or 0) + part
