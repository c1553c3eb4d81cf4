"""A series of statements, read whole: what every brief of it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from facta.model import Extract, Restated
from facta.words.corpus import Corpus
from facta.words.lineage import Share
from facta.words.trace import Ancestry


@dataclass(frozen=True, slots=True)
class Series:
    """Passages by date, what each statement says by itself, and what runs through the series."""

    corpus: Corpus
    tree: Ancestry
    """Of each wording, the closest earlier one."""
    extracts: Mapping[str, Extract]
    """By statement id."""
    shares: tuple[Share, ...]
    """The lineage of each statement in figures, by date."""
    threads: tuple[Restated, ...]
    """Commitments made in more than one statement."""
