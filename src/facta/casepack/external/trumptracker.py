"""TrumpTracker's JSON file of promises with their status, as a case with external verdicts on the editorial scale.

The file dates nothing: promises stand under the year of the campaign, verdicts without a day.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from facta.errors import UnreadableError
from facta.ids import slug
from facta.record import Actor, Assessment, Case, Commitment, Source


@cache
def words() -> dict[str, Any]:
    """``trumptracker.yaml``."""
    text = resources.files(__package__).joinpath("trumptracker.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found


def read(path: Path, mapping: Mapping[str, str] | None = None) -> Case:
    """The file as a case. Raises UnreadableError where it is no such file; ``mapping`` has nothing to say here."""
    try:
        data = json.loads(Path(path).read_text(encoding="utf-8-sig"))
        promises = data["promises"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UnreadableError(str(path), f"no file of promises: {error}.", "It needs a list “promises”.") from error
    text, statuses = words()["text"], words()["statuses"]
    commitments: dict[str, Commitment] = {}
    assessments: list[Assessment] = []
    sources: dict[str, Source] = {}
    for number, one in enumerate(promises, 1):
        if not isinstance(one, dict) or not one.get("title") or one.get("status") not in statuses:
            known = ", ".join(statuses)
            raise UnreadableError(
                str(path), f"promise {number} has no title, or a status unknown here.", f"Statuses are {known}."
            )
        stem = f"{text['id']}-{slug(one['title'], 48)}"
        key = stem
        while key in commitments:
            key = f"{stem}-{number}" if key == stem else f"{key}-2"
        links = [link for link in one.get("sources", ()) if _address(link)]
        for link in links:
            sources.setdefault(link, Source(link))
        commitments[key] = Commitment(
            key, "", (text["actor"],), one["title"], one.get("category", ""), said=text["said"],
            sources=tuple(dict.fromkeys(links)), note=one.get("description", "") or "",
        )  # fmt: skip
        assessments.append(
            Assessment(
                f"{key}.status", key, text["coder"], "editorial", statuses[one["status"]], "",
                rationale=one.get("status_info", "") or "", external=True,
            )
        )  # fmt: skip
    return Case(
        id=text["id"],
        title=text["title"],
        covers_from=text["said"],
        editor=text["coder"],
        licence=text["licence"],
        note=f"Read from {Path(path).name}.",
        sources=tuple(sources.values()),
        actors=(Actor(text["actor"], text["name"], "person"),),
        commitments=tuple(commitments.values()),
        assessments=tuple(assessments),
    )


def _address(link: object) -> bool:
    if not isinstance(link, str):
        return False
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)
