"""Tables of commitments by member, in either of two layouts, as a case with external verdicts.

Long: one row a commitment and member, with a column for the member and one for its score. Wide: one row a commitment
and a column for each member. A mapping says which column holds what:

    id, text        the commitment's key and wording (required)
    actor, score    long layout: the member and its score
    members         wide layout: names of the members' columns, separated by blanks
    topic, year, date, due, locator    of the commitment, where there are columns for them
    meeting         where it was made; several columns, separated by blanks, tell one meeting from another together
    assessed        the day of the verdict; empty where the table does not say
    average         a published mean of the scores, in the places of the scale; kept in the commitment's note
    scale           name of a built-in scale (default toronto); its levels are the scores
    title, licence, coder, series    words for the whole table, not columns

A score that is empty becomes no verdict; one that the scale does not have is a fault with its line. Two commitments
under one id are kept as two: the second gets ``-2``.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from facta.casepack.external.published import NUMBER, told
from facta.dates import interval
from facta.errors import UnreadableError
from facta.ids import slug
from facta.record import Actor, Assessment, Case, Commitment, Meeting, Series
from facta.standing.scales import Family, UnknownLevelError, family

COLUMNS = ("id", "text", "actor", "score", "topic", "year", "date", "due", "meeting", "locator", "average", "assessed")
NO_AVERAGE = ("", "NA")
WORDS = ("title", "licence", "coder", "series", "scale", "members")


@dataclass(frozen=True, slots=True)
class Cell:
    """One member's score for one commitment, with what the row says about the commitment."""

    line: int
    actor: str
    score: str
    row: Mapping[str, str]
    """Field -> content of its column, stripped."""


@dataclass(slots=True)
class _Table:
    commitments: dict[tuple[str, str], Commitment] = field(default_factory=dict)
    members: dict[str, list[str]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    assessments: dict[str, Assessment] = field(default_factory=dict)
    meetings: dict[str, Meeting] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)


def read(path: Path, mapping: Mapping[str, str] | None = None) -> Case:
    """A table as a case. Raises UnreadableError with the line for anything that cannot be taken as it stands."""
    how = {"scale": "toronto", "coder": Path(path).stem, "title": Path(path).stem, "series": slug(Path(path).stem)}
    how |= {name: value for name, value in (mapping or {}).items() if value}
    for name in how:
        if name not in COLUMNS + WORDS:
            raise _fault(path, f"the mapping names “{name}”.", f"It may name {', '.join(COLUMNS + WORDS)}.")
    try:
        scale = family(how["scale"])
    except UnknownLevelError as error:
        raise _fault(path, "the scale is not known.", str(error)) from error
    table = _Table()
    for cell in cells(path, how):
        _take(path, table, cell, how, scale)
    return _case(path, table, how)


def cells(path: Path, how: Mapping[str, str]) -> Iterator[Cell]:
    """The scores of a table one by one, of either layout."""
    columns = {name: how.get(name, name) for name in COLUMNS}
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            heading = reader.fieldnames or []
            wide = how.get("members", "").split()
            needed = ["id", "text"] if wide else ["id", "text", "actor", "score"]
            lost = [columns[name] for name in needed if columns[name] not in heading]
            lost += [name for name in wide if name not in heading]
            lost += [one for name in COLUMNS if name in how for one in _columns(name, how[name]) if one not in heading]
            if lost:
                there = ", ".join(heading) or "none"
                raise _fault(path, f"there is no column “{lost[0]}”.", f"Name it with --map; there are {there}.", 1)
            for raw in reader:
                if None in raw or None in raw.values():
                    raise _fault(path, "the row has too many or too few cells.", "Mend it.", reader.line_num)
                row = {
                    name: " ".join((raw.get(one) or "").strip() for one in _columns(name, column)).strip()
                    for name, column in columns.items()
                }
                if wide:
                    for member in wide:
                        yield Cell(reader.line_num, member, (raw[member] or "").strip(), row)
                else:
                    yield Cell(reader.line_num, row["actor"], row["score"], row)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise _fault(path, f"cannot be read: {error}.", "It must be a CSV file in UTF-8.") from error


def _columns(name: str, column: str) -> list[str]:
    """A meeting may be told by several columns; any other field is one column, whose name may hold blanks."""
    return column.split() if name == "meeting" else [column]


def _take(path: Path, table: _Table, cell: Cell, how: Mapping[str, str], scale: Family) -> None:
    row = cell.row
    for name in ("id", "text"):
        if not row[name]:
            raise _fault(path, f"the column for {name} is empty.", "Every commitment needs it.", cell.line)
    actor = slug(cell.actor) if cell.actor else ""
    if not actor:
        raise _fault(path, "no member is named.", "Every row needs one.", cell.line)
    table.names.setdefault(actor, cell.actor)
    said = (row["id"], row["text"])
    if said not in table.commitments:
        table.commitments[said] = _commitment(path, table, cell, how)
    promise = table.commitments[said]
    table.members.setdefault(promise.id, []).append(actor)
    if not cell.score:
        return
    score = cell.score.lstrip("+")
    if score not in {level.name for level in scale.levels}:
        names = ", ".join(level.name for level in scale.levels)
        raise _fault(path, f"“{cell.score}” is no score.", f"The scale {scale.id} has {names}.", cell.line)
    key = f"{promise.id}.{actor}"
    if key in table.assessments:
        raise _fault(path, f"{cell.actor} is scored twice for {row['id']}.", "Keep one row.", cell.line)
    table.assessments[key] = Assessment(
        key, promise.id, how["coder"], scale.id, score, row["assessed"], actor=actor, external=True
    )


def _commitment(path: Path, table: _Table, cell: Cell, how: Mapping[str, str]) -> Commitment:
    row = cell.row
    for name in ("date", "year", "due", "assessed"):
        try:
            interval(row[name])
        except ValueError as error:
            raise _fault(path, f"{name}: {error}.", "Write it as 2021, 2021-03 or 2021-03-16.", cell.line) from error
    if row["average"] not in NO_AVERAGE and not NUMBER.fullmatch(row["average"]):
        raise _fault(path, f"the average “{row['average']}” is no number.", "Write it as 0.55, or leave it.", cell.line)
    series = slug(how["series"])
    stem = f"{series}-{slug(row['id'])}"
    number = next(n for n in range(1, 10**6) if (stem if n == 1 else f"{stem}-{n}") not in table.ids)
    key = stem if number == 1 else f"{stem}-{number}"
    table.ids.add(key)
    said = row["date"] or row["year"]
    name = row["meeting"] or said
    meeting = f"{series}-meeting-{slug(name)}" if name else ""
    if meeting and meeting not in table.meetings:
        table.meetings[meeting] = Meeting(meeting, series, said, document_title=row["meeting"])
    average = "" if row["average"] in NO_AVERAGE else told(row["average"])
    return Commitment(
        key, meeting, (), row["text"], row["topic"], due=row["due"], said=said, locator=row["locator"] or row["id"],
        note=average,
    )  # fmt: skip


def _case(path: Path, table: _Table, how: Mapping[str, str]) -> Case:
    """Where every commitment is shared by all, they stand as one group; else each commitment names its members."""
    from dataclasses import replace

    series = slug(how["series"])
    everybody = tuple(dict.fromkeys(actor for some in table.members.values() for actor in some))
    together = len(everybody) > 1 and all(set(some) == set(everybody) for some in table.members.values())
    group = Actor(f"{series}-all", how["title"], "group", everybody)
    actors = tuple(Actor(actor, table.names[actor]) for actor in everybody) + ((group,) if together else ())
    commitments = tuple(
        replace(one, actors=(group.id,) if together else tuple(dict.fromkeys(table.members[one.id])))
        for one in table.commitments.values()
    )
    dates = sorted(one.said for one in commitments if one.said)
    return Case(
        id=series,
        title=how["title"],
        covers_from=dates[0] if dates else "",
        covers_until=dates[-1] if dates else "",
        editor=how["coder"],
        licence=how.get("licence", ""),
        note=f"Read from {Path(path).name}.",
        actors=actors,
        series=(Series(series, how["title"], everybody),) if table.meetings else (),
        meetings=tuple(sorted(table.meetings.values(), key=lambda one: one.date)),
        commitments=commitments,
        assessments=tuple(table.assessments.values()),
    )


def _fault(path: Path, message: str, remedy: str, line: int | None = None) -> UnreadableError:
    return UnreadableError(str(path), message, remedy, line)
