"""The client against an EDGAR that misbehaves: every fault by its name."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from bot.edgar.addresses import Addresses
from bot.edgar.client import EdgarClient
from bot.edgar.faults import (
    Expected,
    HostNotAllowed,
    Malformed,
    NotThere,
    RateBlocked,
    Unavailable,
    UndeclaredAgent,
)
from bot.standin.edgar import Misbehaviour, StandinEdgar
from tests.edgar.conftest import AGENT, IMPATIENT
from tests.edgar.samples import filing
from tests.fakes.clock import FakeClock


def _feed(client: EdgarClient) -> str:
    return client.addresses.current("8-K", 0)


async def test_a_good_answer_comes_decompressed(client: EdgarClient, edgar: StandinEdgar, clock: FakeClock) -> None:
    served = filing(1, clock.now())
    edgar.add(served)
    url = f"{edgar.url}/Archives/edgar/data/9900201/{served.undashed}/{served.accession_number}.txt"
    fetched = await client.get(url, Expected.TEXT)
    assert fetched.body == served.body


async def test_the_declared_user_agent_goes_with_every_request(client: EdgarClient, edgar: StandinEdgar) -> None:
    await client.get(_feed(client), Expected.ATOM)
    assert [asked.user_agent for asked in edgar.asked] == [AGENT]


async def test_a_rate_block_stops_all_traffic_for_ten_minutes(
    client: EdgarClient, edgar: StandinEdgar, clock: FakeClock
) -> None:
    edgar.cue(Misbehaviour.RATE_BLOCK)
    with pytest.raises(RateBlocked) as caught:
        await client.get(_feed(client), Expected.ATOM)
    assert caught.value.until == clock.now() + timedelta(minutes=10)
    with pytest.raises(RateBlocked):
        await client.get(client.addresses.submissions("844143"), Expected.JSON)
    assert len(edgar.asked) == 1
    await clock.sleep(599)
    with pytest.raises(RateBlocked):
        await client.get(_feed(client), Expected.ATOM)
    await clock.sleep(2)
    assert (await client.get(_feed(client), Expected.ATOM)).body.startswith(b"<?xml")
    assert len(edgar.asked) == 2


async def test_a_rate_block_is_told_to_whoever_listens(edgar: StandinEdgar, clock: FakeClock) -> None:
    heard: list[tuple[datetime, str]] = []

    async def listen(until: datetime, reason: str) -> None:
        heard.append((until, reason))

    addresses = Addresses(edgar.url, edgar.url, edgar.url)
    async with EdgarClient(addresses, AGENT, clock, limits=IMPATIENT, on_block=listen) as client:
        edgar.cue(Misbehaviour.BLOCK_WITH_200)
        with pytest.raises(RateBlocked):
            await client.get(_feed(client), Expected.ATOM)
        assert heard == [(clock.now() + timedelta(minutes=10), "EDGAR says that the request rate was exceeded")]


async def test_a_remembered_block_holds_after_a_restart(
    client: EdgarClient, edgar: StandinEdgar, clock: FakeClock
) -> None:
    client.block(clock.now() + timedelta(minutes=3), "remembered")
    with pytest.raises(RateBlocked):
        await client.get(_feed(client), Expected.ATOM)
    assert edgar.asked == []


async def test_an_undeclared_agent_is_told_from_a_rate_block(client: EdgarClient, edgar: StandinEdgar) -> None:
    edgar.cue(Misbehaviour.UNDECLARED_AGENT)
    with pytest.raises(UndeclaredAgent):
        await client.get(_feed(client), Expected.ATOM)


async def test_a_missing_file_is_not_a_block(client: EdgarClient, edgar: StandinEdgar) -> None:
    with pytest.raises(NotThere):
        await client.get(client.addresses.daily_master(datetime(2026, 3, 1).date()), Expected.TEXT)  # noqa: DTZ001
    assert client.blocked() is None
    assert len(edgar.asked) == 1


async def test_maintenance_is_tried_again_and_then_said(client: EdgarClient, edgar: StandinEdgar) -> None:
    edgar.cue(Misbehaviour.MAINTENANCE, times=1)
    assert (await client.get(_feed(client), Expected.ATOM)).body
    edgar.cue(Misbehaviour.MAINTENANCE, times=2)
    with pytest.raises(Unavailable, match="maintenance"):
        await client.get(_feed(client), Expected.ATOM)
    assert len(edgar.asked) == 4


async def test_html_with_status_200_is_malformed(client: EdgarClient, edgar: StandinEdgar) -> None:
    edgar.cue(Misbehaviour.HTML_WITH_200)
    with pytest.raises(Malformed, match="HTML"):
        await client.get(_feed(client), Expected.ATOM)
    assert len(edgar.asked) == 1


async def test_a_gzip_body_cut_short_is_noticed_and_tried_again(client: EdgarClient, edgar: StandinEdgar) -> None:
    edgar.cue(Misbehaviour.CUT_GZIP, times=1)
    assert (await client.get(_feed(client), Expected.ATOM)).body.endswith(b"</feed>\n")
    edgar.cue(Misbehaviour.CUT_GZIP, times=2)
    with pytest.raises(Malformed, match="cut short"):
        await client.get(_feed(client), Expected.ATOM)


async def test_a_slow_drip_ends_by_the_total_time(client: EdgarClient, edgar: StandinEdgar) -> None:
    edgar.cue(Misbehaviour.SLOW_DRIP, times=None)
    for number in range(3):
        edgar.add(filing(number, FakeClock().now()))
    with pytest.raises(Unavailable, match="in time"):
        await client.get(_feed(client), Expected.ATOM, attempts=1)


async def test_silence_ends_by_the_reading_time(client: EdgarClient, edgar: StandinEdgar) -> None:
    edgar.cue(Misbehaviour.SILENCE)
    with pytest.raises(Unavailable, match="in time"):
        await client.get(_feed(client), Expected.ATOM, attempts=1)


async def test_a_reset_is_unavailable_and_every_attempt_is_our_own(client: EdgarClient, edgar: StandinEdgar) -> None:
    await client.get(_feed(client), Expected.ATOM)
    edgar.cue(Misbehaviour.RESET, times=None)
    with pytest.raises(Unavailable, match="connection"):
        await client.get(_feed(client), Expected.ATOM, attempts=2)
    assert len(edgar.asked) == 3
    assert client.traffic.requests == 3


async def test_an_endless_body_is_cut_at_the_cap(client: EdgarClient, edgar: StandinEdgar) -> None:
    edgar.cue(Misbehaviour.ENDLESS)
    with pytest.raises(Malformed, match="larger than 2,000,000 bytes"):
        await client.get(_feed(client), Expected.ATOM)
    assert len(edgar.asked) == 1


async def test_a_redirect_to_another_host_is_not_followed(client: EdgarClient, edgar: StandinEdgar) -> None:
    edgar.cue(Misbehaviour.REDIRECT)
    with pytest.raises(HostNotAllowed):
        await client.get(_feed(client), Expected.ATOM)


async def test_a_host_that_is_not_configured_is_never_asked(client: EdgarClient) -> None:
    with pytest.raises(HostNotAllowed):
        await client.get("http://127.0.0.1:1/feed", Expected.ATOM)
    assert client.traffic.requests == 0


async def test_an_unchanged_file_is_not_sent_again(client: EdgarClient, edgar: StandinEdgar, clock: FakeClock) -> None:
    served = filing(1, clock.now())
    edgar.add(served)
    url = f"{edgar.url}/Archives/edgar/data/9900201/{served.undashed}/{served.accession_number}.txt"
    first = await client.get(url, Expected.TEXT)
    again = await client.get(url, Expected.TEXT, validators=first.validators)
    assert again.not_modified
    assert again.body == b""


async def test_requests_keep_the_pace(client: EdgarClient, edgar: StandinEdgar) -> None:
    for _ in range(12):
        await client.get(_feed(client), Expected.ATOM)
    moments = [asked.moment for asked in edgar.asked]
    gaps = [later - earlier for earlier, later in pairwise(moments)]
    assert min(gaps) == pytest.approx(0.2)


def test_a_client_without_a_contact_address_is_not_made(clock: FakeClock) -> None:
    with pytest.raises(ValueError, match="contact address"):
        EdgarClient(Addresses(), "Ballotwire", clock)


def test_a_rate_above_ten_is_refused(clock: FakeClock) -> None:
    with pytest.raises(ValueError, match="at most 10"):
        EdgarClient(Addresses(), AGENT, clock, rate=10.5)
