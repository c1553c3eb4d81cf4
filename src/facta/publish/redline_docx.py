"""A redline as a Word document with real tracked changes, which Word and LibreOffice accept and reject.

The body holds the two texts and nothing else: all changes accepted it reads as the new one, all rejected as the old.
Moves are ``w:moveFrom`` and ``w:moveTo`` ranges of one name (ISO/IEC 29500-1, 17.13.5); kinds of change are comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, Literal

from facta.publish.redline_view import fit, summary, title, told
from facta.words.operations import plain
from facta.words.redline import Redline, Step

AUTHOR = "facta"
Status = Literal["equal", "insert", "delete", "from", "to"]
_OLD_ONLY: tuple[Status, ...] = ("delete", "from")
_NEW_ONLY: tuple[Status, ...] = ("insert", "to")
_BREAKS = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class _Atom:
    """Text, or the end of a paragraph (``text`` is None), in one of the states of a tracked change."""

    status: Status
    text: str | None
    bold: bool = False
    move: int = 0
    """Number of the moved passage, from 1."""
    edge: Literal["", "begin", "end"] = ""
    """Empty text that begins or ends a moved passage or a comment."""
    comment: int = -1


def to_docx(redline: Redline, *, at: datetime | None = None) -> bytes:
    """The document as bytes. ``at`` is the date of the tracked changes (aware; default: now)."""
    from docx import Document

    when = (at or datetime.now(UTC)).astimezone(UTC)
    document = Document()
    properties = document.core_properties
    properties.author = properties.last_modified_by = AUTHOR
    properties.title = f"Redline: {title(redline.new)}"
    properties.comments = summary(redline)
    properties.created = properties.modified = when.replace(tzinfo=None)
    header = document.sections[0].header
    header.paragraphs[0].text = f"Changes from {title(redline.old)} to {title(redline.new)}. {summary(redline)}"
    comments = [
        document.comments.add_comment(
            "\n".join(("Kind of change, suggested by machine:", *map(told, step.block.changes))), AUTHOR, "f"
        ).comment_id
        if step.block.changes and step.side != "old"
        else -1
        for step in redline.steps
    ]
    writer = _Writer(document.element.body, when.strftime("%Y-%m-%dT%H:%M:%SZ"))
    for paragraph, mark in _paragraphs(_rotate(list(_atoms(redline, comments)))):
        writer.paragraph(paragraph, mark)
    # Readers that do not know tracked moves or comments still see well-formed insertions and deletions.
    data = BytesIO()
    document.save(data)
    return data.getvalue()


def _atoms(redline: Redline, comments: list[int]) -> Iterator[_Atom]:
    moves: dict[int, int] = {}
    started = {"old": False, "new": False}
    paragraphs = {"old": -1, "new": -1}
    for step, comment in zip(redline.steps, comments, strict=True):
        leads: dict[str, list[tuple[str | None]]] = {"old": [], "new": []}
        for side, passage, lead in (
            ("old", step.block.old, step.old_lead),
            ("new", step.block.new, step.new_lead),
        ):
            if passage is None or step.side not in ("both", side):
                continue
            leads[side] = _lead(lead, passage.paragraph != paragraphs[side], started[side])
            started[side], paragraphs[side] = True, passage.paragraph
        yield from _both(leads["old"], leads["new"])
        yield from _passage(step, comment, moves)
    tails = [_lead(tail, False, True, last=True) for tail in redline.tails]
    yield from _both(*tails)


def _lead(lead: str, opens: bool, started: bool, last: bool = False) -> list[tuple[str | None]]:
    """What stands between two passages, as pieces of text and ends of paragraphs (None)."""
    lines = [" ".join(line.split()) for line in _BREAKS.split(lead)]
    if not opens and not any(lines[1:]) and not (last and len(lines) > 1):
        text = lines[0]
        before = " " if started and lead[:1].isspace() else ""
        behind = " " if text and lead[-1:].isspace() and not last else ""
        spaced = f"{before}{text}{behind}"
        return [(spaced,)] if spaced and not (last and not text) else []
    first, *middle, marker = lines if len(lines) > 1 else ["", *lines]
    pieces: list[tuple[str | None]] = [(f" {first}" if started else first,)] if first else []
    if started or first:
        pieces.append((None,))
    for line in middle:
        if line:
            pieces += [(line,), (None,)]
    if marker:
        return [*pieces, (marker if last else f"{marker} ",)]
    # At the very end no empty paragraph is left open.
    return pieces[:-1] if last and pieces and pieces[-1] == (None,) else pieces


def _both(old: list[tuple[str | None]], new: list[tuple[str | None]]) -> Iterator[_Atom]:
    """What both have at head and tail is equal; between, the old is deleted and the new inserted."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    yield from (_Atom("equal", text) for (text,) in old[:head])
    yield from (_Atom("delete", text) for (text,) in old[head : len(old) - tail])
    yield from (_Atom("insert", text) for (text,) in new[head : len(new) - tail])
    yield from (_Atom("equal", text) for (text,) in old[len(old) - tail :])


def _passage(step: Step, comment: int, moves: dict[int, int]) -> Iterator[_Atom]:
    block = step.block
    passage = block.old if step.side == "old" else block.new
    assert passage is not None
    bold = passage.kind == "heading"
    move = 0
    equal: Status = "equal"
    if block.moved and block.new is not None:
        move = moves.setdefault(block.new.index, len(moves) + 1)
        equal = "from" if step.side == "old" else "to"
        yield _Atom(equal, "", move=move, edge="begin")
    if comment >= 0:
        yield _Atom("equal", "", edge="begin", comment=comment)
    for one in plain(block.operations):
        status: Status = equal if one.kind == "equal" else one.kind
        if block.moved and status not in (_OLD_ONLY if step.side == "old" else _NEW_ONLY):
            continue
        if one.text:
            yield _Atom(status, one.text, bold=bold, move=move)
    if comment >= 0:
        yield _Atom("equal", "", edge="end", comment=comment)
    if move:
        yield _Atom(equal, "", move=move, edge="end")


def _rotate(atoms: list[_Atom]) -> list[_Atom]:
    """Give every wholly inserted or deleted paragraph an end of its own state.

    "A ¶(deleted) removed ¶ B" and "A ¶ removed ¶(deleted) B" accept and reject to the same texts, but only in the
    second does paragraph A keep its end, and with it its shape.
    """
    atoms = [*atoms, _Atom("equal", None)]
    marks = [place for place, atom in enumerate(atoms) if atom.text is None]
    for k in range(len(marks) - 1, -1, -1):
        # Walk back over the paragraphs before mark k that are wholly of the state of the mark before them.
        if atoms[marks[k]].status != "equal":
            continue
        first = k
        while first > 0 and _wholly(atoms[marks[first - 1] + 1 : marks[first]], atoms[marks[first - 1]].status):
            first -= 1
        states = [atoms[marks[place]].status for place in range(first, k)]
        for place, status in zip(range(first, k + 1), ["equal", *states], strict=True):
            atoms[marks[place]] = replace(atoms[marks[place]], status=status)
    return atoms


def _wholly(texts: list[_Atom], status: Status) -> bool:
    states = _OLD_ONLY if status == "delete" else _NEW_ONLY
    return status != "equal" and all(atom.status in states or atom.edge for atom in texts)


def _paragraphs(atoms: list[_Atom]) -> Iterator[tuple[list[_Atom], Status]]:
    texts: list[_Atom] = []
    for atom in atoms:
        if atom.text is None:
            yield texts, atom.status
            texts = []
        else:
            texts.append(atom)


class _Writer:
    """Writes paragraphs into the body, before its section properties; counts the ids of tracked changes."""

    def __init__(self, body: Any, when: str) -> None:
        self.body, self.when = body, when
        self.section = body.sectPr
        self.last = 0
        self.ranges: dict[tuple[Status, int], int] = {}

    def paragraph(self, atoms: list[_Atom], mark: Status) -> None:
        paragraph = _element("w:p")
        if mark != "equal":
            properties = _sub(_sub(paragraph, "w:pPr"), "w:rPr")
            properties.append(self._tracked("w:ins" if mark in _NEW_ONLY else "w:del"))
        for atom in atoms:
            if atom.edge:
                paragraph.extend(self._edge(atom))
            else:
                self._text(paragraph, atom)
        if self.section is not None:
            self.section.addprevious(paragraph)
        else:
            self.body.append(paragraph)

    def _text(self, paragraph: Any, atom: _Atom) -> None:
        names = {"insert": "w:ins", "delete": "w:del", "from": "w:moveFrom", "to": "w:moveTo"}
        parent = paragraph
        if atom.status != "equal":
            parent = self._tracked(names[atom.status])
            paragraph.append(parent)
        run = _sub(parent, "w:r")
        if atom.bold:
            _sub(_sub(run, "w:rPr"), "w:b")
        text = _sub(run, "w:delText" if atom.status == "delete" else "w:t")
        text.text = fit(atom.text or "")
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")

    def _edge(self, atom: _Atom) -> list[Any]:
        if atom.comment >= 0:
            if atom.edge == "begin":
                return [_element("w:commentRangeStart", id=str(atom.comment))]
            run = _element("w:r")
            _sub(run, "w:commentReference", id=str(atom.comment))
            return [_element("w:commentRangeEnd", id=str(atom.comment)), run]
        name = "w:moveFromRange" if atom.status == "from" else "w:moveToRange"
        if atom.edge == "begin":
            start = self._tracked(f"{name}Start", name=f"move{atom.move}")
            self.ranges[atom.status, atom.move] = self.last
            return [start]
        return [_element(f"{name}End", id=str(self.ranges[atom.status, atom.move]))]

    def _tracked(self, tag: str, **attributes: str) -> Any:
        self.last += 1
        return _element(tag, id=str(self.last), **attributes, author=AUTHOR, date=self.when)


def _element(tag: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element


def _sub(parent: Any, tag: str, **attributes: str) -> Any:
    child = _element(tag, **attributes)
    parent.append(child)
    return child
