"""On what sources a verdict or a deed stands: the class of the best page behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from facta.model import SourceClass
from facta.record import Case

WEAK: SourceClass = "other"
"""The class of blogs, forums, digests and copies."""


class Footing:
    """Looks up, for one case, the sources of the deeds that support or contradict a subject."""

    def __init__(self, case: Case) -> None:
        self._kinds = {one.url: one.kind for one in case.sources}
        cited = {one.id: one.sources for one in case.actions}
        pages = {one.id: (*((one.url,) if one.url else ()), *cited.get(one.action, ())) for one in case.evidence}
        self._cited = cited | pages
        self._met = {one.id: (*one.sources, *filter(None, (one.document_url,))) for one in case.meetings}
        self._shown: dict[str, list[str]] = defaultdict(list)
        for one in case.evidence:
            if one.action and one.url:
                self._shown[one.action].append(one.url)
        self._behind: dict[str, list[str]] = defaultdict(list)
        for one in case.evidence:
            if one.direction != "context":
                self._behind[one.subject] += pages[one.id]
        for claim in case.claims:
            if claim.deed_source:
                self._behind[claim.id].append(claim.deed_source)
        for verdict in case.assessments:
            for name in verdict.evidence:
                self._behind[verdict.subject] += self._cited.get(name, ())

    def kind(self, url: str) -> str:
        """Class of a source: official, wire, press, other; "" where it is not described."""
        return self._kinds.get(url, "")

    def weak(self, subject: str) -> bool:
        """Whether all that bears on the subject, and there is something, rests on sources of class other."""
        return self.all_weak(self._behind.get(subject, ()))

    def weak_deeds(self, deeds: Iterable[str]) -> bool:
        """Whether these actions and meetings, taken together, are known from sources of class other alone."""
        return self.all_weak(
            url
            for one in deeds
            for url in (*self._cited.get(one, ()), *self._shown.get(one, ()), *self._met.get(one, ()))
        )

    def all_weak(self, urls: Iterable[str]) -> bool:
        """Whether these are some sources, and every one is of class other."""
        kinds = {self.kind(url) for url in urls}
        return kinds == {WEAK}
