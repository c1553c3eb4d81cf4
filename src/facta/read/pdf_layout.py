"""From characters on a page to lines in reading order, and from lines to paragraphs.

A page may have two columns with full-width lines between (title, abstract, footnotes): the gutter is the vertical
strip that fewest runs cross. Lines that recur at the edge of pages, and page numbers, are furniture and go.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import dataclass
from statistics import median

from facta.read.dates import find
from facta.read.lines import ITEM, attach, is_final, words_of

_PAGE_NUMBER = re.compile(
    r"(?:(?:page|seite|p\.)\s*)?[-–—|\[]?\s*(?:\d{1,4}|[ivxl]{1,6})\s*[-–—|\]]?(?:\s*(?:/|of|von|de)\s*\d{1,4})?"
    r"|第?\s*\d{1,4}\s*[页頁ページ]*(?:\s*/?\s*共\s*\d{1,4}\s*[页頁])?",
    re.I,
)
_DIGITS = re.compile(r"\d+|\b[ivxl]+\b")
_MARGIN = 0.13
"""Share of the page's height at its top and bottom where running heads and page numbers stand."""
_EDGE_LINES = 3
_TITLE = 1.15
"""Size of type, as a share of the body's, from which a line is a title or a heading."""
_TITLE_LEADING = 1.5
"""Distance of the lines of one heading at most, as a share of their size."""
_COLUMN_GAP = 1.2
"""Gap in ems that ends a run of text; spaces between justified words stay below it."""


@dataclass(slots=True)
class Line:
    """A run of text on one baseline; lengths in points, ``y`` counts upwards."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    page: int = 0
    column: int = 0
    """0 for a line over the full width, 1 and 2 for the left and the right column."""
    height: float = 0.0
    """Place on the page as a share of its height, 0 at the bottom."""


def runs(characters: list[tuple[str, float, float, float, float]]) -> list[Line]:
    """Runs of text out of characters in the order of the file: (character, left, bottom, right, size)."""
    found: list[Line] = []
    parts: list[str] = []
    current: Line | None = None
    space = False
    for character, left, bottom, right, size in characters:
        if character.isspace():
            space = True
            continue
        near = (
            current is not None
            and abs(bottom - current.y) < 0.5 * max(size, current.size)
            and -0.5 * size < left - current.x1 < _COLUMN_GAP * max(size, current.size)
        )
        if current is None or not near:
            if current is not None:
                current.text = "".join(parts)
                found.append(current)
            current, parts, space = Line("", left, right, bottom, size), [], False
        elif space or left - current.x1 > 0.25 * size:
            parts.append(" ")
        parts.append(character)
        current.x1, space = max(current.x1, right), False
    if current is not None:
        current.text = "".join(parts)
        found.append(current)
    return found


def in_order(found: list[Line]) -> list[Line]:
    """The runs of one page as lines in reading order."""
    gutter = _gutter(found)
    if gutter is None:
        return _merged(found, 0)
    ordered: list[Line] = []
    sides: dict[int, list[Line]] = {1: [], 2: []}
    for run in sorted(found, key=lambda run: -run.y):
        if run.x0 < gutter - 1 and run.x1 > gutter + 1:
            ordered += _merged(sides[1], 1) + _merged(sides[2], 2)
            sides = {1: [], 2: []}
            ordered += _merged([run], 0)
        else:
            sides[1 if run.x1 <= gutter + 1 else 2].append(run)
    return ordered + _merged(sides[1], 1) + _merged(sides[2], 2)


def _gutter(found: list[Line]) -> float | None:
    """Where the two columns part; None on a page of one column, or with a table or signatures side by side."""
    if len(found) < 8:
        return None
    low, high = min(run.x0 for run in found), max(run.x1 for run in found)
    width = high - low
    best: list[float] = []
    fewest = len(found) + 1
    for step in range(25, 76):
        x = low + width * step / 100
        crossing = sum(run.x0 < x - 1 and run.x1 > x + 1 for run in found)
        if crossing < fewest:
            fewest, best = crossing, []
        if crossing == fewest:
            best.append(x)
    x = best[len(best) // 2]
    left = [run for run in found if run.x1 <= x + 1]
    right = [run for run in found if run.x0 >= x - 1]
    if fewest > 0.25 * len(found) or min(len(left), len(right)) < 4:
        return None
    # In columns of prose most lines fill their side; cells of tables and signatures do not.
    filled = [sum(run.x1 - run.x0 > 0.3 * width for run in side) >= 0.5 * len(side) for side in (left, right)]
    return x if all(filled) else None


def _merged(found: list[Line], column: int) -> list[Line]:
    lines: list[Line] = []
    for run in sorted(found, key=lambda run: (-run.y, run.x0)):
        last = lines[-1] if lines else None
        if last and abs(last.y - run.y) < 0.5 * min(last.size, run.size):
            first, second = (last, run) if last.x0 <= run.x0 else (run, last)
            last.text = f"{first.text} {second.text}"
            last.x0, last.x1, last.size = min(last.x0, run.x0), max(last.x1, run.x1), max(last.size, run.size)
        else:
            lines.append(Line(run.text, run.x0, run.x1, run.y, run.size, column=column))
    return lines


def without_furniture(pages: list[list[Line]]) -> tuple[list[Line], list[str]]:
    """All lines but running heads, running feet and page numbers; beside them what those of the first page say."""
    edges = [_edge(page) for page in pages]
    recurring = Counter(place for page in edges for place in {_place(line) for line in page})
    needed = max(2, (len(pages) + 1) // 2) if len(pages) < 6 else max(3, len(pages) // 3)
    sizes: dict[str, set[int]] = {}
    for page in edges:
        for line in page:
            sizes.setdefault(_key(line), set()).add(round(line.size))
    kept: list[Line] = []
    margins: list[str] = []
    for number, (page, edge) in enumerate(zip(pages, edges, strict=True)):
        outer = {id(line) for line in edge}
        for line in page:
            if id(line) in outer:
                # A title that runs on as a head is set larger on its first page: there it is text.
                title = number == 0 and round(line.size) > min(sizes[_key(line)])
                runs_on = recurring[_place(line)] >= needed and not title
                if runs_on or _PAGE_NUMBER.fullmatch(line.text.strip()):
                    if number == 0:
                        margins.append(line.text)
                    continue
            line.page = number
            kept.append(line)
    return kept, margins


def _edge(page: list[Line]) -> list[Line]:
    """The outermost lines of a page, where they stand in its margins."""
    heights = sorted({round(line.y) for line in page})
    outer = {*heights[:_EDGE_LINES], *heights[-_EDGE_LINES:]}
    return [line for line in page if round(line.y) in outer and (line.height < _MARGIN or line.height > 1 - _MARGIN)]


def _key(line: Line) -> str:
    return _DIGITS.sub("#", " ".join(line.text.lower().split()))


def _place(line: Line) -> tuple[str, int]:
    """Furniture says the same at the same height; a sentence that recurs does not."""
    return _key(line), round(line.y / 6)


def paragraphs(lines: list[Line]) -> list[str]:
    """Paragraphs out of lines: by leading, indents, short last lines, size of type and marks of lists."""
    if not lines:
        return []
    words = words_of(line.text for line in lines)
    body = Counter(round(line.size, 1) for line in lines for _ in range(max(1, len(line.text) // 10))).most_common(1)[
        0
    ][0]
    gaps = [
        before.y - after.y
        for before, after in itertools.pairwise(lines)
        if before.page == after.page and before.column == after.column and 0 < before.y - after.y < 4 * body
    ]
    leading = _leading(gaps, body)
    margins = {column: _margins([line for line in lines if line.column == column]) for column in (0, 1, 2)}
    built: list[list[str]] = [[lines[0].text]]
    item = lines[0].text
    for before, line in itertools.pairwise(lines):
        title = min(before.size, line.size) > _TITLE * body
        how = "join" if title and _same_title(before, line) else _break(before, line, leading, margins, item)
        if how == "join":
            attach(built[-1], line.text, words, fuse=True)
            continue
        if how == "line":
            built[-1].append("\n" + line.text)
        else:
            built.append([line.text])
        item = line.text
    return ["".join(parts) for parts in built]


def _same_title(before: Line, line: Line) -> bool:
    """Whether two lines of large type are one heading: set alike, close together, the second no date."""
    alike = (
        before.page == line.page and before.column == line.column and abs(line.size - before.size) < 0.05 * line.size
    )
    return (
        alike
        and 0 < before.y - line.y < _TITLE_LEADING * line.size
        and not is_final(before.text)
        and not find(line.text)
    )


def _leading(gaps: list[float], body: float) -> float:
    """The distance of lines within a paragraph: the smallest that is common."""
    rounded = Counter(round(gap, 0) for gap in gaps if gap > 0.7 * body)
    common = [gap for gap, count in rounded.items() if count >= max(2, 0.15 * len(gaps))]
    return min(common) if common else (median(gaps) if gaps else 1.2 * body)


def _margins(lines: list[Line]) -> tuple[float, float]:
    if not lines:
        return 0.0, 0.0
    return min(line.x0 for line in lines), sorted(line.x1 for line in lines)[int(0.9 * (len(lines) - 1))]


def _break(before: Line, line: Line, leading: float, margins: dict[int, tuple[float, float]], item: str) -> str:
    left, right = margins[before.column]
    width = max(right - left, 1.0)
    short = before.x1 < right - 0.15 * width
    ended = is_final(before.text)
    if abs(line.size - before.size) > 0.12 * before.size:
        return "paragraph"
    mark = ITEM.match(line.text)
    if mark and (ended or (mark["bullet"] and mark.end() > 1) or (short and not before.text.endswith(","))):
        return "line" if ITEM.match(item) and 0 < before.y - line.y < 1.35 * leading else "paragraph"
    if line.page != before.page or line.column != before.column or line.y > before.y:
        return "paragraph" if ended or (short and not line.text[0].islower()) else "join"
    if before.y - line.y > 1.35 * leading:
        return "paragraph"
    indented = line.x0 > before.x0 + 0.7 * line.size and not ITEM.match(before.text)
    if ended and (short or indented):
        return "paragraph"
    if not ended and before.x1 < right - 0.35 * width and not line.text[0].islower():
        return "line" if line.x1 < right - 0.35 * width else "paragraph"
    return "join"
