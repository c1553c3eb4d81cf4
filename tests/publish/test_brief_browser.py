"""The page as its reader has it: in a real browser, at desktop and phone width, with axe."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.browser import chromium

import facta
from facta.briefing.model import Brief
from facta.publish.brief_html import to_html

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [320, 360, 1200])
def test_the_page_is_accessible_and_fits(harbour: Brief, tmp_path: Path, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    path = tmp_path / "brief.html"
    path.write_text(to_html(harbour), encoding="utf-8")
    with chromium() as browser:
        # axe is a script of the test's own, which the page's policy would rightly refuse.
        page = browser.new_page(viewport={"width": width, "height": 900}, bypass_csp=True)
        requests: list[str] = []
        page.on("request", lambda request: requests.append(request.url))
        page.goto(path.as_uri())
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        result = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]})
        assert not result.response["violations"], result.generate_report()
        assert wider <= 0, "the page scrolls sideways"
        assert all(url.startswith(("file:", "data:")) for url in requests)


def test_the_page_works_with_scripts_off_and_prints_what_is_folded(harbour: Brief, tmp_path: Path) -> None:
    path = tmp_path / "brief.html"
    path.write_text(to_html(harbour), encoding="utf-8")
    with chromium() as browser:
        page = browser.new_context(java_script_enabled=False).new_page()
        errors: list[str] = []
        page.on("console", lambda message: errors.append(message.text))
        page.goto(path.as_uri())
        page.emulate_media(media="print")
        assert page.get_by_text("Passages by lineage, commitments by firmness").is_visible()
        assert page.pdf()[:4] == b"%PDF"
        assert not errors, "the page breaks its own policy"


def test_a_line_leads_to_the_words_it_rests_on(harbour: Brief, tmp_path: Path) -> None:
    path = tmp_path / "brief.html"
    path.write_text(to_html(harbour), encoding="utf-8")
    with chromium() as browser:
        page = browser.new_page()
        page.goto(path.as_uri())
        link = page.locator("#criticism a.where").first
        quote = link.locator("xpath=..").inner_text()
        link.click()
        assert page.locator(":target").inner_text().find(quote.split(" ¶")[0][:40]) >= 0


def test_a_reference_shows_the_earlier_passage_that_it_leads_to_and_print_leaves_them_out(
    harbour: Brief, tmp_path: Path
) -> None:
    path = tmp_path / "brief.html"
    path.write_text(to_html(harbour), encoding="utf-8")
    with chromium() as browser:
        page = browser.new_context(java_script_enabled=False).new_page()
        page.goto(path.as_uri())
        shown = page.locator("#all-cited p:visible")
        assert shown.count() == 0
        page.locator("#dropped a.where").first.click()
        assert shown.count() == 1
        page.get_by_role("link", name="show all").click()
        assert shown.count() > 1
        page.emulate_media(media="print")
        assert shown.count() == 0
        assert page.get_by_text("Left out of print").is_visible()


@pytest.mark.parametrize("width", [390, 1280])
def test_tables_break_no_word_and_charts_keep_inside(harbour: Brief, tmp_path: Path, width: int) -> None:
    path = tmp_path / "brief.html"
    path.write_text(to_html(harbour), encoding="utf-8")
    with chromium() as browser:
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.goto(path.as_uri())
        cells = page.locator(".sources thead th, .sources td")
        assert cells.count() > 6
        for cell in cells.all():
            height, line = cell.evaluate(
                "cell => { const range = document.createRange(); range.selectNodeContents(cell);"
                "return [range.getBoundingClientRect().height, parseFloat(getComputedStyle(cell).fontSize)] }"
            )
            assert height < 2 * line, cell.inner_text()
        for part in page.locator("figure .key li").all():
            box = part.bounding_box()
            assert box
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= width


def test_long_words_and_right_to_left_texts_keep_inside_the_page(harbour: Brief, tmp_path: Path) -> None:
    path = tmp_path / "brief.html"
    last = harbour.statement
    odd = f"The text stands at https://example.org/{'a' * 300} for all to read. اجتمع الوزيران اليوم وأكدا التزامهما."
    brief = facta.brief([*harbour.statements[:-1], replace(last, text=odd, title="بيان " + "x" * 200)])
    path.write_text(to_html(brief), encoding="utf-8")
    with chromium() as browser:
        page = browser.new_page(viewport={"width": 320, "height": 900})
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
        heading = page.locator("h1")
        assert heading.evaluate("element => getComputedStyle(element).direction") == "rtl"
