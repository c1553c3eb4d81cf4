"""Identifiers: readable, stable, made from what they name."""

from __future__ import annotations

import hashlib
import re
import unicodedata


def slug(text: str, limit: int = 60) -> str:
    """Lower-case ASCII words joined by hyphens; a short digest where nothing of the text survives.

    >>> slug("Quad Joint Leaders’ Statement")
    'quad-joint-leaders-statement'
    """
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", ascii_text.lower().replace("'", ""))
    kept = ""
    for word in words:
        if kept and len(kept) + 1 + len(word) > limit:
            break
        kept = f"{kept}-{word}" if kept else word[:limit]
    return kept or digest(text)[:10]


def digest(data: str | bytes) -> str:
    """SHA-256 in hexadecimal; text is taken as UTF-8, lone surrogates included."""
    if isinstance(data, str):
        data = data.encode("utf-8", "surrogatepass")
    return hashlib.sha256(data).hexdigest()
