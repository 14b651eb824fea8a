"""Pictures of the app at work for the documentation: ``python -m tests.slack.pictures_of_work``."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from pathlib import Path

from playwright.async_api import async_playwright

from bot.slack.commands.home_view import EDIT
from bot.stages import Match
from tests.fakes.clock import FakeClock
from tests.slack.office import ANA, GOV, TEAM, Office, element, office
from tests.slack.pictures import FOLDER, save

SAID = (
    "add HLTN only failures or say-on-pay below 70",
    "add harbour lanternn",
    "quiet 22:00-06:00 New York",
    "list",
)


async def at_work(place: Office) -> None:
    place.slack.workspace.people[ANA].name = "ana"
    await place.knows_a_company([Match(TEAM, GOV, ("watches HLTN",))])
    for text in SAID:
        await place.says(text)
    await place.slack.people.open_home(ANA)
    await place.slack.until(lambda: place.slack.workspace.homes)
    home = place.slack.workspace.homes[ANA]
    await place.slack.people.click_in_view(ANA, home, element(home["blocks"], EDIT))
    await place.opened_view(2)


async def take() -> None:
    """Write both pictures anew."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        async with office("socket", Path(folder), FakeClock()) as place, async_playwright() as playwright:
            await at_work(place)
            browser = await playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            page = await browser.new_page(viewport={"width": 1000, "height": 500}, device_scale_factor=1.5)
            for name, path in (("watch", f"/channel/{GOV}"), ("home", f"/home/{ANA}")):
                await page.goto(f"{place.slack.origin}{path}")
                save(await page.screenshot(full_page=True), FOLDER / f"{name}.png")
            await browser.close()


if __name__ == "__main__":
    asyncio.run(take())
