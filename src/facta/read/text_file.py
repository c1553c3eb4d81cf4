"""Plain text and Markdown files, with front matter (YAML between two lines of three hyphens)."""

from __future__ import annotations

import re
from typing import Any

from facta.read import dates
from facta.read.decode import decode_into
from facta.read.draft import Draft
from facta.read.markdown import inline, looks_like_markdown, markdown
from facta.read.plain import plain
from facta.vocab import load

_FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S)
_FRONT_LIMIT = 20_000
_HEADING = re.compile(r"^(?:#\s+(.+?)\s*#*|([^\n]+)\n=+)[ \t]*$", re.M)


def text_file(data: bytes, address: str) -> Draft:
    """A plain text file. Raises UnreadableError for empty and binary content."""
    draft = Draft(address, "", "text/plain")
    text = _without_front(decode_into(draft, data), draft)
    draft.text = markdown(text) if looks_like_markdown(text) else plain(text)
    return draft


def markdown_file(data: bytes, address: str) -> Draft:
    """A Markdown file; its title is that of the front matter, else its first heading."""
    draft = Draft(address, "", "text/markdown")
    text = _without_front(decode_into(draft, data), draft)
    heading = _HEADING.search(text)
    if not draft.title and heading and not text[: heading.start()].strip():
        draft.title = inline((heading[1] or heading[2]).strip())
    draft.text = markdown(text)
    return draft


def _without_front(text: str, draft: Draft) -> str:
    match = _FRONT.match(text[: _FRONT_LIMIT + 100])
    if not match or not re.match(r"\s*(?:#.*\n\s*)*[\w\"'-]+\s*:", match[1]):
        return text
    fields = _yaml(match[1], draft)
    names = load("reading")["fields"]

    def value(field: str) -> Any:
        return next((fields[name] for name in names[field] if fields.get(name) not in (None, "")), None)

    for field in ("title", "series", "id", "url", "language", "publisher"):
        content = value(field)
        if isinstance(content, str | int | float) and not isinstance(content, bool):
            setattr(draft, field, str(content).strip()[:2000])
    draft.licence = str(fields.get("licence") or fields.get("license") or "")[:200]
    declared = value("date")
    if declared is not None:
        if claim := dates.claim(declared, "declared"):
            draft.claims.append(claim)
        else:
            draft.warn(f"The date {str(declared)[:40]!r} of the front matter cannot be read.", "Write year-month-day.")
    return text[match.end() :]


def _yaml(source: str, draft: Draft) -> dict[str, Any]:
    import yaml

    try:
        # The parser in Python, not the one in C: nesting ends in an error here and in a crash there.
        fields = yaml.load(source, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 2
        draft.warn(
            f"The front matter is not YAML (line {line}); it was passed over.", "Write it as “key: value” lines."
        )
        return {}
    return {str(key).lower(): value for key, value in fields.items()} if isinstance(fields, dict) else {}
