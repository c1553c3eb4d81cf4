"""All that one statement says by itself: what each sentence does, what is promised, who is called out."""

from __future__ import annotations

from collections.abc import Iterable

from facta.model import Act, Extract, Passage, Statement
from facta.text.actors import name
from facta.text.segment import segment
from facta.words.acts import Close, acts
from facta.words.asked import asked
from facta.words.commitments import commitment
from facta.words.criticism import criticisms
from facta.words.outcomes import outcomes, parties
from facta.words.speakers import speakers


def extract(statement: Statement, close: Close | None = None) -> Extract:
    """Read one statement; see ``Extract`` for what comes out."""
    return extract_many([statement], close)[0]


def extract_many(statements: Iterable[Statement], close: Close | None = None) -> list[Extract]:
    """Read many statements; the sentences of all go through the model of acts in one batch. ``close``: see ``acts``."""
    cut = [(statement, segment(statement)) for statement in statements]
    sentences = [(said, statement.title) for statement, passages in cut for said in _said(passages)]
    judged = iter(acts([said for said, _ in sentences], [title for _, title in sentences], close=close))
    return [
        _assemble(statement, passages, tuple(None if p.kind == "heading" else next(judged) for p in passages))
        for statement, passages in cut
    ]


def _said(passages: tuple[Passage, ...]) -> list[tuple[str, str]]:
    """Each sentence with the one before it; a heading says nothing but is context for the first sentence."""
    before = ""
    pairs = []
    for passage in passages:
        if passage.kind != "heading":
            pairs.append((passage.quote, before))
        before = passage.quote
    return pairs


def _unasked(passages: tuple[Passage, ...], read: tuple[Act | None, ...]) -> tuple[Act | None, ...]:
    """The acts, but no promise where somebody asks."""
    questions = asked(passages)
    return tuple(
        Act("other", act.confidence, None, "a question promises nothing")
        if act and act.label == "commitment" and passage.id in questions
        else act
        for passage, act in zip(passages, read, strict=True)
    )


def _assemble(statement: Statement, passages: tuple[Passage, ...], read: tuple[Act | None, ...]) -> Extract:
    promised = []
    read = _unasked(passages, read)
    speaking = speakers(statement)
    names = tuple(name(speaker) for speaker in speaking)
    before = ""
    for passage, act in zip(passages, read, strict=True):
        if act and act.label == "commitment":
            promised.append(commitment(passage, act, statement.date, before, names))
        before = passage.quote
    return Extract(
        statement=statement,
        passages=passages,
        acts=read,
        commitments=tuple(promised),
        criticisms=criticisms(passages, read, speaking),
        outcomes=outcomes(passages, parties(statement)),
    )
