"""Plain sentences from figures: numbers with their nouns, lists, spans of days."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence


def count(number: int, noun: str, plural: str = "") -> str:
    """``1 promise``, ``2 promises``."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def joined(parts: Sequence[str], limit: int = 8) -> str:
    """``a, b and c``; beyond the limit the number of those left out."""
    parts = list(parts)
    if len(parts) > limit:
        parts = [*parts[:limit], f"{len(parts) - limit} more"]
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def days_text(days: int) -> str:
    """A span in days, with years or months where it is long."""
    size = abs(days)
    if size >= 730:
        return f"{days:,} days ({size / 365.25:.1f} years)"
    if size >= 61:
        return f"{days:,} days ({size / 30.44:.0f} months)"
    return count(days, "day")


def percent(value: float, digits: int = 0) -> str:
    """A share or growth as percent: ``72 %``."""
    return f"{value * 100:.{digits}f} %"


def number(value: float) -> str:
    """A figure as printed: thousands apart, no needless decimals."""
    if not math.isfinite(value) or abs(value) >= 1e15:
        return f"{value:g}"
    return f"{value:,.0f}" if abs(value) >= 1000 or value == int(value) else f"{value:,.2f}".rstrip("0").rstrip(".")


def amount(value: float, unit: str) -> str:
    """A figure with its unit; a unit that is itself a number is set off: ``5,579 × 100 million yen``."""
    return f"{number(value)} {'× ' if unit[:1].isdigit() else ''}{unit}".rstrip()


def gap_unit(unit: str) -> str:
    """What a difference of two figures is counted in: shares differ by percentage points."""
    if re.match(r"(percent|per cent|%)", unit):
        return "percentage points"
    return f"{'× ' if unit[:1].isdigit() else ''}{unit}"


_COUNTED = re.compile(r"(\d[\d,]*) (million|billion|trillion) (.+)")
_SIZES = {"trillion": 1e12, "billion": 1e9, "million": 1e6}


def scaled(value: float, unit: str) -> str:
    """A figure with its unit, one that is itself a number taken in: 5,579 of ``100 million yen``, 557.9 billion yen."""
    found = _COUNTED.fullmatch(unit)
    if found is None:
        return amount(value, unit)
    whole = value * float(found[1].replace(",", "")) * _SIZES[found[2]]
    word, size = next(((word, size) for word, size in _SIZES.items() if abs(whole) >= size), ("", 1.0))
    return " ".join(part for part in (number(round(whole / size, 2)), word, found[3]) if part)
