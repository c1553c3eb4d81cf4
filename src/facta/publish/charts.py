"""Charts as Vega-Lite specifications, drawn by ``drawing``; the table behind each is the page's business.

Colours are told apart by lightness too (they survive a grey printer), and the order of the parts is fixed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from facta.briefing.model import Tally

WIDTH = 300
MOST_BARS = 14
LETTER = 7.8
"""Width allowed to a character of a label: the reader's font is not the one that the drawing is measured with."""
LINEAGE = {"recycled": "#1d3b5c", "reworded": "#6f9ac4", "new": "#f2b45a"}
FIRMNESS = {
    "4 decided": "#123f37",
    "3 intended": "#3c8573",
    "2 tentative": "#8fc3ae",
    "1 continuing": "#d9ebe2",
}
TARGETS = ("#4a1d33", "#8d3b60", "#c47a9c", "#e6bdd0")
OTHERS, NOBODY = "others", "nobody named"
REST = {OTHERS: "#8a8a8a", NOBODY: "#f0f0f0"}


def lineage(tallies: Sequence[Tally]) -> dict[str, Any]:
    """Share of passages recycled, reworded and new, by statement or, for a long series, by year."""
    rows = [
        {"when": when, "part": part, "count": sum(getattr(tally, part) for tally in group), "order": order}
        for when, group in grouped(tallies)
        for order, part in enumerate(LINEAGE)
    ]
    return _bars(rows, LINEAGE, "share of passages", normalise=True)


def firmness(tallies: Sequence[Tally]) -> dict[str, Any]:
    """Commitments by firmness."""
    rows = [
        {"when": when, "part": part, "count": sum(tally.firmness[order] for tally in group), "order": order}
        for when, group in grouped(tallies)
        for order, part in enumerate(FIRMNESS)
    ]
    return _bars(rows, FIRMNESS, "commitments", normalise=False)


def criticism(tallies: Sequence[Tally]) -> dict[str, Any]:
    """Sentences of criticism by target: the four most frequent, the rest together, and those without a target."""
    totals: dict[str, int] = {}
    for tally in tallies:
        for target, count in tally.criticism:
            totals[target] = totals.get(target, 0) + count
    named = sorted((target for target in totals if target), key=lambda target: (-totals[target], target))[:4]
    rest = [name for name, there in ((OTHERS, len(totals.keys() - {""}) > 4), (NOBODY, "" in totals)) if there]
    parts = [*named, *rest]

    def part_of(target: str) -> str:
        return target if target in named else OTHERS if target else NOBODY

    rows = [
        {
            "when": when,
            "part": part,
            "count": sum(count for tally in group for target, count in tally.criticism if part_of(target) == part),
            "order": order,
        }
        for when, group in grouped(tallies)
        for order, part in enumerate(parts)
    ]
    colours = dict(zip(named, TARGETS, strict=False)) | {name: REST[name] for name in rest}
    return _bars(rows, colours, "sentences", normalise=False)


def grouped(tallies: Sequence[Tally]) -> list[tuple[str, list[Tally]]]:
    """One bar a statement; by month, year or decade where there would be too many bars."""

    def label(tally: Tally, length: int) -> str:
        if tally.date is None:
            return "undated"
        text = tally.date.isoformat()
        return text[:length] if length >= 4 else f"{text[:3]}0s"

    for length in (10, 7, 4, 3):
        groups: dict[str, list[Tally]] = {}
        for number, tally in enumerate(tallies):
            key = label(tally, length)
            # Two statements of one day are two bars.
            if length == 10 and key in groups:
                key = f"{key} ({sum(label(t, 10) == key for t in tallies[: number + 1])})"
            groups.setdefault(key, []).append(tally)
        if len(groups) <= MOST_BARS:
            break
    return list(groups.items())


def key(spec: dict[str, Any]) -> list[tuple[str, str]]:
    """The parts of a chart and their colours, in order."""
    scale = spec["encoding"]["color"]["scale"]
    return list(zip(scale["domain"], scale["range"], strict=True))


def _bars(rows: list[dict[str, Any]], colours: dict[str, str], title: str, *, normalise: bool) -> dict[str, Any]:
    whens = list(dict.fromkeys(row["when"] for row in rows))
    axis: dict[str, Any] = {"title": title, "grid": False, "tickCount": 4}
    axis |= {"format": "%"} if normalise else {"format": "d", "tickMinStep": 1}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": WIDTH,
        "height": {"step": 20},
        "padding": {"left": 4, "right": 2 * LETTER, "top": 4, "bottom": 4},
        "data": {"values": rows},
        "mark": {"type": "bar", "stroke": "#555555", "strokeWidth": 0.5},
        "encoding": {
            "y": {
                "field": "when",
                "type": "nominal",
                "sort": whens,
                "axis": {"title": None, "ticks": False, "minExtent": LETTER * max(map(len, whens), default=0)},
            },
            "x": {
                "field": "count",
                "type": "quantitative",
                "aggregate": "sum",
                "stack": "normalize" if normalise else "zero",
                "axis": axis,
            },
            "color": {
                "field": "part",
                "type": "nominal",
                "scale": {"domain": list(colours), "range": list(colours.values())},
                # The key stands beside the picture as text: it wraps, and no font can cut it.
                "legend": None,
            },
            "order": {"field": "order", "type": "quantitative"},
        },
        "config": {
            "font": "sans-serif",
            "background": "#ffffff",
            "view": {"stroke": None},
            "axis": {"labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal", "labelColor": "#222222"},
        },
    }
