"""Which changes of a passage are this statement's own: not made by an earlier use, nor by cutting a sentence in two,
nor by saying elsewhere what one passage no longer says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from facta.model import Change, ChangeKind, Link
from facta.text.tokens import words_of
from facta.words.align import tokens
from facta.words.evidence import INTENSIFIED
from facta.words.trace import RelateMany

_LOST: frozenset[ChangeKind] = frozenset(("scope_narrowed", "softened"))
"""Kinds that are told by what is gone."""


def made_now(link: Link) -> Link:
    """The link without changes that a use after the compared one had made already.

    ``link.uses`` are in the order of time. A change was made before where the words it brought, or the absence of
    those it dropped, are found in a later use. An intensifier is none where any earlier use has it.
    """
    if link.relation is None or link.earlier is None or not link.relation.changes:
        return link
    ids = [use.id for use in link.uses]
    if link.earlier.id not in ids:
        return link
    between = [f" {' '.join(words_of(use.quote))} " for use in link.uses[ids.index(link.earlier.id) + 1 :]]
    kept = tuple(change for change in link.relation.changes if not any(_made(change, text) for text in between))
    if any(change.reason == INTENSIFIED for change in kept):
        before = {token.stem for use in link.uses for token in tokens(use.quote)}
        kept = tuple(one for one in kept if one.reason != INTENSIFIED or not _stems(one.after) <= before)
    return replace(link, relation=replace(link.relation, changes=kept))


def _made(change: Change, text: str) -> bool:
    before, after = (f" {' '.join(words_of(words))} " for words in (change.before, change.after))
    if after.strip():
        return after in text and not (before.strip() and before in text)
    return bool(before.strip()) and before not in text


def missing(links: Sequence[Link]) -> tuple[Link, ...]:
    """The links of a whole statement, without losses of what another passage of it says, by stem.

    What was lost in several words stands elsewhere where one passage, or two neighbours, have them all.
    """
    said: list[frozenset[str]] = []
    found: list[Link] = []
    for link in links:
        if link.relation and any(_lost(change) for change in link.relation.changes):
            said = said or [_stems(other.passage.quote) for other in links]
            around = [one | two for one, two in zip(said, [*said[1:], frozenset()], strict=True)]
            kept = tuple(
                change
                for change in link.relation.changes
                if not (_lost(change) and any(_stems(change.before) <= one for one in around))
            )
            link = replace(link, relation=replace(link.relation, changes=kept))
        found.append(link)
    return tuple(found)


def _lost(change: Change) -> bool:
    return change.kind in _LOST and not change.after and bool(_stems(change.before))


def _stems(text: str) -> frozenset[str]:
    """Stems of the words that carry matter."""
    return frozenset(token.stem for token in tokens(text) if not token.stop)


def joined(links: Sequence[Link], relate: RelateMany, dates: Mapping[str, date | None]) -> tuple[Link, ...]:
    """The links, neighbours that share one earlier passage judged together: a sentence cut in two lost nothing.

    Each keeps those of its changes that the pair as a whole has too, each kind told once.
    """
    found: list[Link] = []
    for source, group in groupby(links, key=lambda link: link.earlier.id if link.earlier else ""):
        parts = list(group)
        changed = any(part.relation and part.relation.changes for part in parts)
        if not source or len(parts) < 2 or not changed or len({part.passage.quote for part in parts}) < 2:
            found += parts
            continue
        whole = " ".join(part.passage.quote for part in parts)
        earlier = parts[0].earlier
        assert earlier is not None
        when = dates.get(parts[0].passage.statement), dates.get(earlier.statement)
        (relation,) = relate([(whole, earlier.quote)], dates=[when], typed=True)
        left = {change.kind for change in relation.changes}
        for part in parts:
            if part.relation:
                kept = tuple(change for change in part.relation.changes if change.kind in left)
                left -= {change.kind for change in kept}
                part = replace(part, relation=replace(part.relation, changes=kept))
            found.append(part)
    return tuple(found)
