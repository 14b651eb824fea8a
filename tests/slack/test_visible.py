"""Every message in a real browser: each block is really seen, and nothing runs over its edge."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from bot.standin.preview import channel_page, render_view
from tests.slack.golden_files import MESSAGES, VIEWS

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WIDTHS = {"desk": 1100, "phone": 400}

UNSEEN = """() => [...document.querySelectorAll('.block, .block :is(h3, td, th), .button, .field, .who, .face svg')]
  .filter(e => { const r = e.getBoundingClientRect(), s = getComputedStyle(e);
    return r.width < 1 || r.height < 1 || s.visibility !== 'visible' || s.opacity === '0' || s.display === 'none'; })
  .map(e => e.outerHTML.slice(0, 120))"""
"""What takes no room or is hidden."""

CLIPPED = """() => { const edge = document.documentElement.clientWidth;
  return [...document.querySelectorAll('main *')]
  .filter(e => !e.closest('svg') && !e.parentElement.closest('.scroll'))
  .filter(e => e.getBoundingClientRect().right > edge + 0.5
    || (e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0 && !e.matches('.scroll')
        && getComputedStyle(e).display !== 'inline'))
  .map(e => e.outerHTML.slice(0, 120)); }"""
"""What reaches over the window's edge or its own; a wide table scrolls inside its frame."""

PALE = """() => { const light = c => { const [r, g, b] = c.match(/[\\d.]+/g).map(v => { v /= 255;
      return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const ground = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor;
      if (!/, 0\\)$/.test(c)) return c; } return 'rgb(255, 255, 255)'; };
  return [...document.querySelectorAll('main *')].filter(e => !e.closest('svg')
      && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
    .filter(e => { const a = light(getComputedStyle(e).color), b = light(ground(e));
      return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) < 4.5; })
    .map(e => e.outerHTML.slice(0, 120)); }"""
"""Text with less contrast than people with weak eyes can read (WCAG AA)."""

SHREDDED = """() => { const texts = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  const range = document.createRange(), found = [];
  while (texts.nextNode()) for (const word of texts.currentNode.data.matchAll(/[\\p{L}\\d.,]{2,14}/gu)) {
    range.setStart(texts.currentNode, word.index); range.setEnd(texts.currentNode, word.index + word[0].length);
    if (new Set([...range.getClientRects()].map(r => Math.round(r.top))).size > 1) found.push(word[0]); }
  return found; }"""
"""Words of ordinary length that are cut over several lines."""


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    if chromium is None:
        if os.environ.get("CI"):
            pytest.fail("chromium is not installed, and in CI it has to be")
        pytest.skip("chromium is not installed")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=list(QUIET))
        yield running
        running.close()


def opened(browser: Browser, html: str, width: int) -> Page:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.set_content(html)
    return page


def page_of(name: str) -> str:
    first, *rest = (
        {"text": message.text, "blocks": list(message.blocks), "ts": "1779136267.0001", "bot_id": "B1"}
        for message in MESSAGES[name]()
    )
    return channel_page(
        "proxy-results", [{**first, "replies": rest, "ephemeral": name.startswith(("lookup", "watch"))}]
    )


@pytest.mark.parametrize("width", sorted(WIDTHS))
@pytest.mark.parametrize("name", sorted(MESSAGES))
def test_every_block_is_seen_whole_and_can_be_read(browser: Browser, name: str, width: str) -> None:
    page = opened(browser, page_of(name), WIDTHS[width])
    blocks = sum(len(message.blocks) for message in MESSAGES[name]())
    assert page.locator(".block").count() == blocks
    assert page.evaluate(UNSEEN) == []
    assert page.evaluate(CLIPPED) == []
    assert page.evaluate(PALE) == []
    assert page.evaluate(SHREDDED) == []
    page.close()


def test_what_would_be_unseen_clipped_pale_or_shredded_is_noticed(browser: Browser) -> None:
    page = opened(browser, page_of("alert-no-counts"), 1100)
    spoilt = (".block.header{display:none}", ".block.context{width:2000px}", ".block.section{width:8px} b{color:#eee}")
    page.add_style_tag(content="".join(spoilt))
    assert "block header" in page.evaluate(UNSEEN)[0]
    assert any("block context" in each for each in page.evaluate(CLIPPED))
    assert any(each.startswith("<b>") for each in page.evaluate(PALE))
    assert "directors" in page.evaluate(SHREDDED)
    page.close()


@pytest.mark.parametrize("width", sorted(WIDTHS))
@pytest.mark.parametrize("name", sorted(VIEWS))
def test_every_view_is_seen_whole_and_can_be_read(browser: Browser, name: str, width: str) -> None:
    """The home, and every form that is opened."""
    html = channel_page("x", []).replace("</main>", f"{render_view(VIEWS[name]())}</main>")
    page = opened(browser, html, WIDTHS[width])
    assert page.locator(":is(.modal, .home) .block").count() == len(VIEWS[name]()["blocks"])  # type: ignore[arg-type]
    assert page.evaluate(UNSEEN) == []
    assert page.evaluate(CLIPPED) == []
    assert page.evaluate(PALE) == []
    assert page.evaluate(SHREDDED) == []
    page.close()


def test_a_page_runs_no_script_even_if_one_got_into_it(browser: Browser) -> None:
    script = "<script>document.title='run'</script></main>"
    page = opened(browser, page_of("alert-no-counts").replace("</main>", script), 800)
    assert page.title() == "#proxy-results · Ballotwire"
    page.close()


def test_the_picture_in_the_readme_is_there_and_small() -> None:
    picture = Path(__file__).parents[2] / "docs" / "images" / "alert.png"
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert picture.stat().st_size < 200_000
