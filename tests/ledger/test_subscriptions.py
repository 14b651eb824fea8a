from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.ledger.ledger import Ledger
from bot.stages import Mute, Watch, WatchSubject
from tests.fakes.clock import FakeClock

INNO = Watch("T1", "C1", WatchSubject.TICKER, "INNO")


async def test_a_watch_is_kept_with_who_made_it_and_when(ledger: Ledger, clock: FakeClock) -> None:
    assert await ledger.add_watch(INNO, "U1")
    (kept,) = await ledger.watches("T1", "C1")
    assert replace(kept, id=None, added_by="", added_at=None) == INNO
    assert (kept.added_by, kept.added_at) == ("U1", clock.now())


async def test_the_same_watch_is_kept_once_and_its_rules_can_change(ledger: Ledger) -> None:
    assert await ledger.add_watch(INNO, "U1")
    assert not await ledger.add_watch(INNO, "U2")
    assert await ledger.add_watch(replace(INNO, rules=("failures",)), "U2")
    (kept,) = await ledger.watches()
    assert (kept.rules, kept.added_by) == (("failures",), "U2")


async def test_channels_and_workspaces_are_kept_apart(ledger: Ledger) -> None:
    await ledger.add_watch(INNO, "U1")
    await ledger.add_watch(replace(INNO, channel="C2"), "U1")
    await ledger.add_watch(replace(INNO, team_id="T2"), "U1")
    assert [one.channel for one in await ledger.watches("T1")] == ["C1", "C2"]
    assert [one.team_id for one in await ledger.watches("T2", "C1")] == ["T2"]


async def test_a_watch_that_is_removed_is_gone_and_removing_it_again_says_so(ledger: Ledger) -> None:
    await ledger.add_watch(INNO, "U1")
    assert await ledger.remove_watch(INNO, "U2")
    assert not await ledger.remove_watch(INNO, "U2")
    assert await ledger.watches() == []


async def test_every_change_is_listed_with_its_author_latest_first(ledger: Ledger, clock: FakeClock) -> None:
    await ledger.add_watch(replace(INNO, rules=("failures",)), "U1")
    await clock.sleep(1)
    await ledger.remove_watch(INNO, "U2")
    removed, added = await ledger.changes("T1", "C1")
    assert (removed.actor, removed.action, removed.detail) == ("U2", "watch.remove", "ticker INNO")
    assert (added.actor, added.action, added.detail) == ("U1", "watch.add", "ticker INNO, only failures")
    assert removed.at == clock.now()
    assert await ledger.changes("T2") == []


async def test_a_channel_that_is_disabled_stops_its_watches_and_names_their_owners(ledger: Ledger) -> None:
    await ledger.add_watch(INNO, "U1")
    stopped = await ledger.disable_channel("T1", "C1", "is_archived")
    assert [(one.value, one.added_by) for one in stopped] == [("INNO", "U1")]
    assert await ledger.watches() == []
    assert await ledger.disable_channel("T1", "C1", "is_archived") == []
    assert await ledger.add_watch(INNO, "U1")
    assert len(await ledger.watches()) == 1


async def test_a_channel_that_is_enabled_again_has_its_watches_back(ledger: Ledger) -> None:
    await ledger.add_watch(INNO, "U1")
    await ledger.disable_channel("T1", "C1", "is_archived")
    assert await ledger.enable_channel("T1", "C1") == 1
    assert [one.value for one in await ledger.watches()] == ["INNO"]
    assert await ledger.enable_channel("T1", "C1") == 0
    assert (await ledger.changes("T1", "C1"))[0].action == "channel.enable"


async def test_a_mute_ends_at_its_time(ledger: Ledger, clock: FakeClock) -> None:
    mute = Mute("T1", "C1", "844143", clock.now() + timedelta(days=30), "U1")
    await ledger.add_mute(mute)
    assert await ledger.mutes("T1", "C1") == [mute]
    assert await ledger.mutes("T1", "C2") == []
    await clock.sleep(30 * 86400)
    assert await ledger.mutes() == []


async def test_a_mute_without_an_end_lasts_until_it_is_removed(ledger: Ledger, clock: FakeClock) -> None:
    await ledger.add_mute(Mute("T1", "C1", "844143", None, "U1"))
    await clock.sleep(10_000 * 86400)
    assert len(await ledger.mutes()) == 1
    assert await ledger.remove_mute("T1", "C1", "844143", "U1")
    assert not await ledger.remove_mute("T1", "C1", "844143", "U1")
    assert await ledger.mutes() == []


async def test_a_preference_is_kept_changed_and_forgotten(ledger: Ledger) -> None:
    await ledger.set_preference("T1", "C1", "digest", {"at": "17:00", "zone": "America/New_York"}, "U1")
    await ledger.set_preference("T1", "C2", "digest", {"at": "09:00"}, "U1")
    assert await ledger.preferences("T1", "C1") == {"digest": {"at": "17:00", "zone": "America/New_York"}}
    assert len(await ledger.channels_preferring("digest")) == 2
    await ledger.set_preference("T1", "C1", "digest", None, "U1")
    assert await ledger.preferences("T1", "C1") == {}


async def test_a_renamed_channel_keeps_its_watches(ledger: Ledger) -> None:
    await ledger.add_watch(INNO, "U1")
    await ledger.rename_channel("T1", "C1", "C9")
    assert [one.channel for one in await ledger.watches()] == ["C9"]
