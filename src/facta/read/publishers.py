"""Who published a source, and of which class it is, by domain and by name (``vocab/publishers.yaml``)."""

from __future__ import annotations

from functools import cache
from typing import cast
from urllib.parse import urlsplit

from facta.model import SourceClass
from facta.vocab import load

_COUNTRY_CODE = 2
_MAIN_LABELS = frozenset({"gov", "mil", "int"})


def classify(url: str = "", publisher: str = "") -> tuple[str, SourceClass]:
    """Name and class of the publisher of ``url`` or of the name as given; the name given is kept.

    >>> classify("https://www.mofa.go.jp/region/page1.html")
    ('Ministry of Foreign Affairs of Japan', 'official')
    """
    name, kind = by_domain(host(url))
    if not name and (known := _names().get(publisher.strip().casefold())):
        name, kind = known
    return publisher.strip() or name, kind


@cache
def by_domain(domain: str) -> tuple[str, SourceClass]:
    """Name and class for a host; a name of "" where it is not listed."""
    labels = domain.split(".")
    for start in range(len(labels) - 1):
        if found := _domains().get(".".join(labels[start:])):
            return found
    if len(labels) > 1 and labels[-1] in _MAIN_LABELS:
        return "", "official"
    # "x.gov.uk", "x.go.jp", "x.gouv.fr": second level under a country code.
    if len(labels) > 2 and len(labels[-1]) == _COUNTRY_CODE and labels[-2] in load("publishers")["official"]:
        return "", "official"
    return "", "other"


def host(url: str) -> str:
    """Host of a web address in lower case, without ``www.``; "" where it has none."""
    try:
        found = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return found.lower().rstrip(".").removeprefix("www.")


@cache
def _domains() -> dict[str, tuple[str, SourceClass]]:
    return {domain: _entry(row) for row in reversed(load("publishers")["publishers"]) for domain in row["domains"]}


@cache
def _names() -> dict[str, tuple[str, SourceClass]]:
    rows = load("publishers")["publishers"]
    return {name.casefold(): _entry(row) for row in rows for name in (row["name"], *row.get("names", []))}


def _entry(row: dict[str, str]) -> tuple[str, SourceClass]:
    return row["name"], cast(SourceClass, row["class"])
