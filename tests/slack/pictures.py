"""The pictures in the documentation, taken of the golden messages by chromium: ``python -m tests.slack.pictures``."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from bot.slack.charts import support_chart
from bot.standin.preview import channel_page, render_view
from tests.slack import answers
from tests.slack.golden_files import MESSAGES, VIEWS

FOLDER = Path(__file__).parents[2] / "docs" / "images"
CHANNELS = (("proxy-results", "#"), ("activism-desk", "#"), ("ballotwire-ops", "#"))
SHOTS = {
    "alert": ("alert-say-on-pay-failed",),
    "alert-doubtful": ("alert-doubtful",),
    "alert-contested": ("alert-contested",),
    "alert-unread": ("alert-unreadable",),
    "amendment": ("amendment-original", "amendment-reply"),
    "digest": ("digest",),
    "lookup": ("lookup-say-on-pay",),
}
"""Golden messages: the first in the channel, the others in its thread."""


def html(*names: str) -> str:
    first, *replies = (
        {"text": message.text, "blocks": list(message.blocks), "ts": "1779136267.0001", "bot_id": "B1"}
        for name in names
        for message in MESSAGES[name]()
    )
    shown = {**first, "replies": replies, "ephemeral": names[0].startswith("lookup")}
    return channel_page("proxy-results", [shown], channels=CHANNELS, topic="How shareholder meetings ended")


def save(png: bytes, path: Path) -> None:
    """With 128 colours, which are enough for text and a third of the size."""
    Image.open(BytesIO(png)).convert("RGB").quantize(128).save(path, optimize=True)


def take() -> None:
    """Write every picture anew."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1100, "height": 400}, device_scale_factor=1.5)
        for shot, names in SHOTS.items():
            page.set_content(html(*names))
            save(page.screenshot(full_page=True), FOLDER / f"{shot}.png")
        evidence = channel_page("x", []).replace("</main>", f"{render_view(VIEWS['view-evidence']())}</main>")
        page.set_viewport_size({"width": 900, "height": 1100})
        page.set_content(evidence)
        save(page.locator(".modal").screenshot(), FOLDER / "evidence.png")
        browser.close()
    chart = support_chart("Harbor Lantern Corp. (HBRL)", answers.history())
    assert chart is not None
    (FOLDER / "chart.png").write_bytes(chart.png)


if __name__ == "__main__":
    take()
