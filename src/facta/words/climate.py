"""A national climate target in one text: target year, base year, percentage.

Reads clean text in English, French or Spanish; ``clean`` takes mark-up away. The first statement of the target
counts: later sentences mostly break it down by sector or condition.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import cache

from facta.vocab import load

YEAR = r"(?:19[5-9]\d|20[0-9]\d|2100)"
NUMBER = r"\d{1,3}(?:[.,]\d{1,2})?"
FIRST_TARGET = 2015
MILESTONE = 2020
"""The national contributions under the Paris Agreement run from 2021; earlier years are steps on the way."""
LONG_TERM = 2040
"""A year from here on is the target only where no earlier one is given."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a climate target aims at; a field is empty or None where the text does not give it."""

    years: tuple[int, ...] = ()
    """Target years, ascending."""
    base_year: int | None = None
    """None where the target is measured against a projection or is not numerical."""
    percent: float | None = None
    percent_high: float | None = None
    """Upper end where a range or a conditional second figure is given."""

    @property
    def year(self) -> int | None:
        """The first target year."""
        return self.years[0] if self.years else None


def clean(text: str) -> str:
    """Text without HTML tags and entities, footnote marks and white space runs."""
    text = html.unescape(html.unescape(text))
    text = re.sub(r"<a\b[^>]*>\s*\[\d+\]\s*</a>", " ", text)
    text = re.sub(r"</?(?:sub|sup|em|strong|i|b|span)\b[^>]*>", "", text)
    text = re.sub(r"<[^>]{0,500}>", " ", text)
    return re.sub(r"\s+", " ", text.replace("\u00a0", " ")).strip()


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    told = load("climate")
    percent, span = told["percent"], told["range"]
    return {
        "percent": re.compile(
            rf"(?<![\w.,])({NUMBER})\s*(?:(?:{percent})\s*)?(?:(?:{span})\s*({NUMBER})\s*)?(?:{percent})", re.IGNORECASE
        ),
        "base": re.compile(
            rf"(?:\b(?:{told['reference']})\s+(?:(?:the|its|their|our|ghg|emissions?|levels?|l[’']ann[ée]e|a[nñ]o|year|in|of|de|du)\s+){{0,4}}({YEAR})\b"
            rf"(?!\s*(?:business|bau))|\b({YEAR})\s+(?:{told['level']})\b)(?!\s*(?:target|horizon))",
            re.IGNORECASE,
        ),
        "baseline": re.compile(told["baseline"], re.IGNORECASE),
        "by": re.compile(
            rf"(?:(?:^|(?<=[\s(’']))(?:{told['by']})\s*\(?\s*(?:the\s+)?|(?<=\d[-–]))({YEAR})\b", re.IGNORECASE
        ),
        "cut": re.compile(told["cut"], re.IGNORECASE),
        "other": re.compile(told["other"], re.IGNORECASE),
    }


def target(text: str) -> Target:
    """The target that a text states; all fields empty where it states none. Any text will do.

    >>> target("Reduce emissions by 30% below 2005 levels by 2030.")
    Target(years=(2030,), base_year=2005, percent=30.0, percent_high=None)
    """
    text = clean(text[:50_000])
    base = base_year(text)
    low, high = percentage(text)
    return Target(target_years(text, base), base, low, high)


def base_year(text: str) -> int | None:
    """The year that the first target is measured against; None behind a projected baseline."""
    told = _patterns()
    baseline = told["baseline"].search(text)
    for match in told["base"].finditer(text):
        year = int(match[1] or match[2])
        if year >= FIRST_TARGET:
            continue
        return None if baseline and baseline.start() < match.start() else year
    return None


def target_years(text: str, base: int | None) -> tuple[int, ...]:
    """Years by which the target is to be met, ascending; milestones and long-term years only where alone."""
    found = set()
    for match in _patterns()["by"].finditer(text):
        year = int(match[1])
        if year < FIRST_TARGET or year == base:
            continue
        if re.match(r"\s*(?:levels?|base|-\s?20|–\s?20|to 20|à 20)", text[match.end() :], re.IGNORECASE):
            continue
        found.add(year)
    due = {year for year in found if year > MILESTONE} or found
    return tuple(sorted({year for year in due if year < LONG_TERM} or due))


def percentage(text: str) -> tuple[float | None, float | None]:
    """The share by which something is to be cut, and the upper end of a range."""
    told = _patterns()
    ranked = []
    for match in told["percent"].finditer(text):
        sentence_begin = max(text.rfind(". ", 0, match.start()), text.rfind("; ", 0, match.start())) + 1
        ahead, behind = (
            text[max(sentence_begin, match.start() - 120) : match.start()],
            text[match.end() : match.end() + 80],
        )
        cut = bool(told["cut"].search(ahead) or told["cut"].search(behind))
        other = bool(told["other"].search(ahead[-60:]) or told["other"].search(behind[:45]))
        ranked.append((not cut, other, match.start(), match))
    if not ranked:
        return None, None
    match = min(ranked, key=lambda one: one[:3])[3]
    low = float(match[1].replace(",", "."))
    high = float(match[2].replace(",", ".")) if match[2] else None
    return low, high if high is not None and high > low else None
