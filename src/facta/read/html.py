"""HTML: main text, title, publisher and date of a page, by trafilatura; and fragments of HTML out of data files."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from facta.errors import UnreadableError
from facta.model import DateClaim
from facta.read import dates
from facta.read.decode import decode
from facta.read.draft import Draft
from facta.read.lines import scrub, tidy
from facta.vocab import load

_DEPTH = 200
"""Levels of nesting beyond which a page is cut flat: no page is written so, and parsers fail on it."""
_MOST_TAGS = 60_000
"""Tags of a page beyond which looking for its main text takes minutes; then all of the page is taken."""
_TOKEN = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^<>]*)>")
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.I)
_TAGS = {name: frozenset(tags) for name, tags in load("reading")["tags"].items()}
_VOID, _PARAGRAPHS, _DROPPED = _TAGS["void"], _TAGS["paragraphs"], _TAGS["dropped"]


def html_file(data: bytes, address: str) -> Draft:
    """A web page. Raises UnreadableError where it holds no main text."""
    draft = Draft(address, "", "text/html")
    source = _flat(_decoded(data, draft))
    from lxml import html as lxml_html

    try:
        tree = lxml_html.document_fromstring(source)
    except (ValueError, AssertionError, lxml_html.etree.LxmlError) as error:
        raise UnreadableError(address, "The page is no HTML.", "Save it again from the browser.") from error
    _metadata(tree, draft)
    _main_text(source, draft)
    if not draft.text:
        remedy = "Save the page from a browser (it may be built by scripts), or give the text itself."
        raise UnreadableError(address, "The page has no main text.", remedy)
    return draft


def fragment(source: str) -> str:
    """Readable prose from a piece of HTML, all of it main text: see ``facta.read.lines`` for what is promised."""
    from lxml import html as lxml_html

    try:
        tree = lxml_html.fragment_fromstring(_flat(scrub(source)), create_parent="div")
    except (ValueError, AssertionError, lxml_html.etree.LxmlError):
        return tidy(re.sub(r"<[^<>]*>", " ", source).split("\n\n"))
    return tidy(_prose(tree))


def _decoded(data: bytes, draft: Draft) -> str:
    declared = _CHARSET.search(data[:4096])
    if declared and declared[1].lower() not in (b"utf-8", b"utf8"):
        try:
            return data.decode(declared[1].decode())
        except (LookupError, UnicodeDecodeError):
            pass
    text, note = decode(data, draft.address)
    if note:
        draft.warn(note, "Check the text; the page declares no encoding or a wrong one.")
    return text


def _flat(source: str) -> str:
    """The page without the tags that nest deeper than ``_DEPTH``; parsers recurse, and a bomb would end the process."""
    if source.count("<") < _DEPTH:
        return source
    depth = 0
    deepest = 0
    for match in _TOKEN.finditer(source):
        if match[2].lower() not in _VOID and not match[3].endswith("/"):
            depth = max(0, depth - 1) if match[1] else depth + 1
            deepest = max(deepest, depth)
    if deepest <= _DEPTH:
        return source
    depth = 0

    def keep(match: re.Match[str]) -> str:
        nonlocal depth
        if match[2].lower() in _VOID or match[3].endswith("/"):
            return match[0]
        depth = max(0, depth - 1) if match[1] else depth + 1
        return match[0] if depth + bool(match[1]) <= _DEPTH else " "

    return _TOKEN.sub(keep, source)


def _metadata(tree: Any, draft: Draft) -> None:
    draft.language = (tree.get("lang") or "").strip()[:20]
    if not re.match(r"[a-zA-Z]{2,3}(?:[-_]|$)", draft.language):
        draft.language = ""
    names = load("reading")["metadata"]
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        content = (meta.get("content") or "").strip()
        if name and content:
            found.setdefault(name, content[:500])
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() == "application/ld+json":
            for key, value in _linked_data(script.text or ""):
                found.setdefault(key, value)
    for name in names:
        claim = dates.claim(found[name], "metadata") if name in found else None
        if claim:
            draft.claims.append(DateClaim(claim.value, "metadata", f"{name}: {found[name][:60]}"))
            break
    if not draft.claims:
        for element in tree.iter("time"):
            if claim := dates.claim(element.get("datetime") or element.text_content(), "metadata"):
                draft.claims.append(claim)
                break
    draft.publisher = found.get("og:site_name", "")
    draft.title = found.get("og:title", "")
    if not draft.title and (title := tree.find(".//title")) is not None:
        draft.title = title.text_content().strip()
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and (link.get("href") or "").startswith("http"):
            draft.url = link.get("href").strip()[:2000]
            break


def _linked_data(source: str) -> Iterator[tuple[str, str]]:
    try:
        content = json.loads(source[:200_000])
    except (ValueError, RecursionError):
        return
    stack = [content]
    for _ in range(200):
        if not stack:
            return
        item = stack.pop()
        if isinstance(item, list):
            stack += reversed(item[:50])
        elif isinstance(item, dict):
            yield from ((key.lower(), value) for key, value in item.items() if isinstance(value, str))
            stack += [value for value in item.values() if isinstance(value, dict | list)]


def _main_text(source: str, draft: Draft) -> None:
    if source.count("<") > _MOST_TAGS:
        draft.text = fragment(source)
        draft.warn("The page is very large; all of it was taken, menus too.", "Give only the statement.")
        return
    from trafilatura import bare_extraction

    try:
        page = bare_extraction(
            source, with_metadata=True, include_comments=False, include_tables=True, include_formatting=True
        )
    except (RecursionError, ValueError, MemoryError) as error:
        raise UnreadableError(draft.address, "The page cannot be parsed.", "Give its text instead.") from error
    if page is None or page.body is None:
        return
    draft.text = tidy(_prose(page.body))
    if page.title and len(page.title) > 3:
        draft.title = page.title
    draft.publisher = draft.publisher or page.sitename or ""
    if not draft.claims and page.date and (claim := dates.claim(page.date, "metadata")):
        draft.claims.append(DateClaim(claim.value, "metadata", f"found by trafilatura: {page.date}"))


def _prose(root: Any) -> list[str]:
    """Paragraphs of a tree of HTML or of what trafilatura makes of it, in document order."""
    paragraphs: list[list[str]] = [[]]

    def fresh() -> None:
        if any(part.strip() for part in paragraphs[-1]):
            paragraphs.append([])

    def add(text: str | None) -> None:
        if text:
            paragraphs[-1].append(re.sub(r"\s+", " ", text))

    counters: list[int] = []
    in_items = 0
    # An explicit stack of (element, entering): nesting never meets the limit of recursion.
    stack: list[tuple[Any, bool]] = [(root, True)]
    while stack:
        element, entering = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        if entering:
            if tag and tag not in _DROPPED:
                if tag in ("list", "ul", "ol"):
                    ordered = tag == "ol" or element.get("rend") == "ol"
                    counters.append(_start(element) if ordered else -1)
                    if not in_items:
                        fresh()
                elif tag in ("item", "li"):
                    in_items += 1
                    mark = "-"
                    if counters and counters[-1] >= 0:
                        mark = f"{counters[-1]}."
                        counters[-1] += 1
                    line_open = "".join(paragraphs[-1]).rstrip(" ")
                    paragraphs[-1].append(f"\n{mark} " if line_open and not line_open.endswith("\n") else f"{mark} ")
                elif tag in ("row", "tr"):
                    if paragraphs[-1]:
                        paragraphs[-1].append("\n")
                elif tag in ("cell", "td", "th"):
                    if paragraphs[-1] and paragraphs[-1][-1] != "\n":
                        paragraphs[-1].append("; ")
                elif tag in ("lb", "br"):
                    paragraphs[-1].append("\n")
                elif tag in _PARAGRAPHS and not in_items and not _in_cell(element):
                    fresh()
                add(element.text)
                stack.append((element, False))
                stack += [(child, True) for child in reversed(element)]
            else:
                add(element.tail if element is not root else None)
            continue
        if tag in ("list", "ul", "ol"):
            counters.pop()
            if not in_items:
                fresh()
        elif tag in ("item", "li"):
            in_items -= 1
        elif tag == "table" or (tag in _PARAGRAPHS and not in_items and not _in_cell(element)):
            fresh()
        if element is not root:
            add(element.tail if (element.tail or "").strip() or tag not in ("item", "li", "row", "tr") else None)
    return ["".join(parts) for parts in paragraphs]


def _start(element: Any) -> int:
    start = element.get("start") or "1"
    return int(start) if start.isdecimal() else 1


def _in_cell(element: Any) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag in ("cell", "td", "th")
