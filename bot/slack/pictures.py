"""Charts that stand inside an answer: drawn, uploaded to nobody's channel, and used again while nothing has changed."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from hashlib import sha256

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.lookup import LookupAnswer, Meetings
from bot.slack.charts import Chart, Picture, support_chart
from bot.slack.messenger import NotPosted
from bot.slack.uploads import File, upload

MOST_KEPT = 500

log = structlog.get_logger(__name__)


class Pictures:
    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._kept: OrderedDict[bytes, Picture] = OrderedDict()

    async def of(self, answer: LookupAnswer) -> Picture | None:
        """Support over the years, for an answer about meetings; `None` without two to compare, or where Slack does not
        take the picture.
        """
        chart = await drawn(answer) if isinstance(answer, Meetings) and answer.meetings else None
        if chart is None:
            return None
        key = sha256(chart.png + chart.alt.encode()).digest()
        try:
            picture = self._kept.pop(key, None) or await self._uploaded(chart)
        except NotPosted as failure:
            log.warning("slack.picture_refused", reason=failure.fault.reason)
            return None
        self._kept[key] = picture
        if len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        return picture

    async def _uploaded(self, chart: Chart) -> Picture:
        file = File("support.png", chart.png, chart.title, chart.alt)
        return Picture(await upload(self._client, None, file), chart.title, chart.alt)


async def drawn(answer: Meetings) -> Chart | None:
    """Apart from the loop: drawing takes long enough to hold up everybody else."""
    return await asyncio.to_thread(support_chart, answer.company.name, answer.history)
