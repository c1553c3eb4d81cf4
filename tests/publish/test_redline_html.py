"""A redline as a page. All texts are invented."""

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facta.model import Change
from facta.publish.redline_html import to_html
from facta.words.redline import redline

OLD = """\
# Joint Statement

1. We will build ten ships for the canal with our partners.

We thank our hosts for the warm welcome.

We deplore the flood.
"""
NEW = """\
# Joint Statement

We thank our hosts for the warm welcome.

1. We intend to build ten ships for the canal with our partners.

A fund will open.
"""


def types(later: str, earlier: str) -> tuple[Change, ...]:
    return (Change("softened", "will", "intend to <b>"),)


class Page(HTMLParser):
    """Collects tags, attributes and the text that a reader without style sheets hears."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "input"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)

    @property
    def heard(self) -> str:
        return " ".join("".join(self.words).split())


@pytest.fixture(params=["inline", "side by side"])
def page(request: pytest.FixtureRequest) -> Page:
    return Page(to_html(redline(OLD, NEW, change_types=types), layout=request.param))


def test_additions_and_removals_are_said_in_words(page: Page) -> None:
    assert "[removed: will]" in page.heard
    assert "[added: intend to]" in page.heard
    assert "[added: A fund will open.]" in page.heard
    assert "[removed: We deplore the flood.]" in page.heard
    assert {"ins", "del"} <= {tag for tag, _ in page.tags}


def test_moves_say_where_from_and_where_to_and_link_both_places(page: Page) -> None:
    assert re.search(r"moved here from ¶ \d", page.heard)
    assert re.search(r"moved from here to ¶ \d", page.heard)
    links = {attrs["href"] for tag, attrs in page.tags if tag == "a"}
    ids = {f"#{attrs['id']}" for _, attrs in page.tags if "id" in attrs}
    assert links
    assert links <= ids


def test_kinds_of_change_are_shown_escaped(page: Page) -> None:
    assert "softened: “will” → “intend to <b>”" in page.heard
    assert "b" not in {tag for tag, _ in page.tags}


def test_the_page_needs_no_network_and_no_script(page: Page) -> None:
    assert not {"script", "img", "link", "iframe"} & {tag for tag, _ in page.tags}
    [policy] = [a["content"] for t, a in page.tags if a.get("http-equiv") == "Content-Security-Policy"]
    assert "default-src 'none'" in (policy or "")


def test_the_policy_allows_just_this_style_sheet() -> None:
    html = to_html(redline(OLD, NEW, change_types=types))
    [style] = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    assert f"'sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}'" in html
    assert "style=" not in html


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_contrast_is_aa_in_light_and_dark_and_print() -> None:
    html = to_html(redline(OLD, NEW, change_types=types))
    palettes = [dict(re.findall(r"--([\w-]+): (#\w+)", block)) for block in re.findall(r":root \{([^}]*)\}", html)]
    assert len(palettes) == 3
    for palette in palettes:
        pairs = [("ink", "paper"), ("soft", "paper"), ("link", "paper"), ("ink", "tint")]
        for fore, back in [*pairs, ("come-ink", "come"), ("gone-ink", "gone"), ("move-ink", "move")]:
            low, high = sorted((luminance(palette[fore]), luminance(palette[back])))
            assert (high + 0.05) / (low + 0.05) >= 4.5, (fore, back, palette)


@settings(max_examples=50, deadline=None)
@given(
    st.text(st.characters(exclude_categories=()), max_size=12),
    st.sampled_from(["", "<script>alert(1)</script>", "\"'>&"]),
)
def test_hostile_text_is_only_text(odd: str, markup: str) -> None:
    html = to_html(redline(f"We met {odd}{markup} here.", f"We left {markup}{odd} there.", change_types=types))
    html.encode("utf-8")
    assert not re.search(r"[\x00-\x08\x0b\x0e-\x1f\u202e]", html)
    assert "script" not in {tag for tag, _ in Page(html).tags}


def test_empty_statements() -> None:
    assert "Both statements are empty." in Page(to_html(redline("", ""))).heard
