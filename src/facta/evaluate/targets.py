"""How well the year, base year and percentage of national climate targets are read.

Truth and comparison, cell by cell:

* target year: ``time_target_year_label`` as a set of years ("2025 and 2030" is two, "Not Applicable" is none), against
  the years read from ``ghg_target``, or from ``indc_summary`` where that gives none; right where the sets are equal;
* base year: ``reference_base_year_label`` likewise, "Not Applicable" being none;
* percentage: no column codes it. The coders' condensed ``ghg_target`` is taken as truth and the country's own
  ``indc_summary`` is read, where both print a percentage: right where the figure read is the first one printed in
  ``ghg_target`` or, where several are printed, one of them, and so is the upper end of a range, if one was read.

Labels that name no year and are not "Not Applicable" ("Other", "Multiple base years") leave their cell out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from facta.evaluate.figures import Figure, Measured, Mistake, figure
from facta.words.climate import clean, target

Cell = tuple[int, str, str, str, bool]
"""Row number, field, truth, guess, right."""
FIELDS = ("year", "base_year", "percentage")
PRINTED = re.compile(
    r"(?<![\w.,])(\d{1,3}(?:[.,]\d{1,2})?)(?=\s*(?:%|per\s?cent|pour\s?cent|por\s?ciento|(?:-|–|to)\s*\d+(?:\.\d+)?\s*%))"
)


def measure(rows: Sequence[dict[str, Any]]) -> Measured:
    """Share of cells read rightly, over all and by field; a column that is missing leaves its cells out."""
    cells = [cell for number, row in enumerate(rows) for cell in _cells(number, row)]
    figures = [_figure("targets.accuracy", cells)]
    figures += [_figure(f"targets.{field}.accuracy", [cell for cell in cells if cell[1] == field]) for field in FIELDS]
    worst = tuple(
        Mistake(f"{rows[number].get('Country', number)}: {_shown(rows[number])}", f"{field} {truth}", guess, 1.0)
        for number, field, truth, guess, right in cells
        if not right
    )
    counts = {field: {"cells": {"right": 0, "wrong": 0}} for field in FIELDS}
    for _, field, _, _, right in cells:
        counts[field]["cells"]["right" if right else "wrong"] += 1
    based = [cell for cell in cells if cell[1] == "base_year" and cell[2] != "None"]
    notes = (
        "Target years and base years are compared with their coded labels, read from ghg_target, or indc_summary.",
        "Percentages have no coded column: the one read from indc_summary must be printed in ghg_target; rows where "
        "one of the two prints none are left out.",
        f"Of the rows that have a base year, {sum(cell[4] for cell in based)} of {len(based)} are right.",
    )
    return Measured(tuple(figures), counts, worst, notes)


def _figure(name: str, cells: Sequence[Cell]) -> Figure:
    return figure(name, cells, lambda held: sum(cell[4] for cell in held) / len(held), cluster=lambda cell: cell[0])


def _shown(row: dict[str, Any]) -> str:
    return (clean(row.get("ghg_target") or "") or clean(row.get("indc_summary") or ""))[:160]


def _cells(number: int, row: dict[str, Any]) -> list[Cell]:
    coded, told = clean(row.get("ghg_target") or ""), clean(row.get("indc_summary") or "")
    read, summary = target(coded or told), target(told)
    cells: list[Cell] = []
    label = str(row.get("time_target_year_label") or "")
    if re.fullmatch(r"Not Applicable|\d{4}(?:(?:,| and) ?\d{4})*", label):
        years = tuple(sorted(int(year) for year in re.findall(r"\d{4}", label)))
        got = read.years or summary.years
        cells.append((number, "year", str(years), str(got), years == got))
    label = str(row.get("reference_base_year_label") or "")
    if re.fullmatch(r"Not Applicable|\d{4}", label):
        base = int(label) if label.isdigit() else None
        cells.append((number, "base_year", str(base), str(read.base_year), base == read.base_year))
    printed = [float(one.replace(",", ".")) for one in PRINTED.findall(coded)]
    if printed and PRINTED.search(told):
        low, high = summary.percent, summary.percent_high
        right = low in printed and (high is None or high in printed)
        cells.append((number, "percentage", str(printed), f"{low} to {high}" if high else str(low), right))
    return cells
