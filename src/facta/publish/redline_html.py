"""A redline as one self-contained page: no network, no script; what was added and removed is said in words too."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Literal

from facta.publish.redline_view import fit, rows, summary, title, told
from facta.words.redline import Redline

if TYPE_CHECKING:
    from jinja2 import Environment

Layout = Literal["inline", "side by side"]


def to_html(redline: Redline, *, layout: Layout = "inline") -> str:
    """The page as text: valid UTF-8, everything inserted escaped. ``side by side`` sets old and new in two columns."""
    style = _asset("redline.css")
    return (
        _environment()
        .get_template("redline.html.j2")
        .render(
            style=_markup(style),
            style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
            old=redline.old,
            new=redline.new,
            title=title,
            told=told,
            rows=list(rows(redline)),
            summary=summary(redline),
            side=layout == "side by side",
            address=lambda statement: fit(statement.source.address),
            language=lambda statement: fit(statement.language),
        )
    )


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("facta.publish"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )


@cache
def _asset(name: str) -> str:
    return resources.files("facta.publish").joinpath("templates", name).read_text(encoding="utf-8")


def _markup(text: str) -> Any:
    """Our own style sheet, which must not be escaped: its digest stands in the page's policy."""
    from markupsafe import Markup

    return Markup(text)  # noqa: S704 - a file of this package
