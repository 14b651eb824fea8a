"""The App Home and its editor."""

from __future__ import annotations

import json
from typing import Any

from bot.slack.commands.home_view import COMPANY, EDIT, REMOVE, RULES
from bot.stages import Filer, Match, Succession, Via, Watch, WatchSubject
from tests.fakes.filings import filing
from tests.slack.office import ANA, BEN, DEALS, EVE, GOV, TEAM, Office, element


async def home_of(place: Office, user: str) -> dict[str, Any]:
    published = len(place.slack.calls_of("views.publish"))
    await place.slack.people.open_home(user)
    await place.slack.until(lambda: len(place.slack.calls_of("views.publish")) > published)
    home: dict[str, Any] = place.slack.workspace.homes[user]
    return home


def state(company: str = "", rules: str = "", remove: tuple[str, ...] = ()) -> dict[str, Any]:
    picked = {"type": "external_select", "selected_option": {"value": company} if company else None}
    removed = {"type": "multi_static_select", "selected_options": [{"value": value} for value in remove]}
    return {
        COMPANY: {COMPANY: picked},
        RULES: {RULES: {"type": "plain_text_input", "value": rules or None}},
        REMOVE: {REMOVE: removed},
    }


async def test_a_person_sees_their_channels_lists_alerts_and_the_health_of_it_all(at_work: Office) -> None:
    await at_work.knows_a_company([Match(TEAM, GOV, ("watches HLTN",))])
    await at_work.says("add HLTN only failures")
    shown = json.dumps(await home_of(at_work, ANA), ensure_ascii=False)
    assert "*#governance*" in shown
    assert "#deals" not in shown
    assert "*HARBOR LANTERN CORP* (CIK 1234567), only failures" in shown
    assert "1 of 1 directors elected" in shown
    assert "EDGAR has not been asked yet" in shown
    assert "0 alerts were delivered; 1 wait" in shown


async def test_a_company_under_a_new_cik_is_told_as_that(at_work: Office) -> None:
    await at_work.knows_a_company()
    one, old = filing(7, filers=(Filer("2", "NEW HARBOR INC"),), form_type="8-K12B"), Filer("1", "OLD HARBOR INC")
    await at_work.ledger.record_seen([one], Via.FEED)
    follows = Succession(one.filers[0], (old,))
    await at_work.ledger.record_succession(one, follows, [Match(TEAM, GOV, ("watches CIK 1",))], "https://sec.example")
    await at_work.says("add HLTN")
    assert "OLD HARBOR INC now files as NEW HARBOR INC" in json.dumps(await home_of(at_work, ANA))


async def test_a_home_that_was_looked_at_follows_every_change(on_socket: Office) -> None:
    await on_socket.knows_a_company()
    await on_socket.says("list")
    assert on_socket.slack.calls_of("views.publish") == []
    await home_of(on_socket, ANA)
    await on_socket.says("add HLTN")
    await on_socket.slack.until(lambda: len(on_socket.slack.calls_of("views.publish")) == 2)
    assert "HARBOR LANTERN CORP" in json.dumps(on_socket.slack.workspace.homes[ANA])


async def test_a_person_in_no_channel_is_told_how_to_begin(on_socket: Office) -> None:
    assert "/invite @ballotwire" in json.dumps(await home_of(on_socket, EVE))


async def test_the_editor_adds_by_typing_ahead_and_takes_off_the_list(at_work: Office) -> None:
    await at_work.knows_a_company()
    await at_work.says("add ZQXJ")
    home = await home_of(at_work, ANA)
    await at_work.slack.people.click_in_view(ANA, home, element(home["blocks"], EDIT))
    view = await at_work.opened_view(2)
    offered = await at_work.slack.people.suggest(ANA, view, COMPANY, COMPANY, "harb lant")
    assert offered == [{"text": {"type": "plain_text", "text": "HLTN: HARBOR LANTERN CORP"}, "value": "1234567"}]
    assert await at_work.slack.people.suggest(ANA, view, COMPANY, COMPANY, "   ") == []
    bad = await at_work.slack.people.submit(ANA, view, state("1234567", "nonsense"))
    assert bad.payload is not None
    assert "is no rule" in bad.payload["errors"][RULES]
    await at_work.slack.people.submit(ANA, view, state("1234567", "failures", ("ticker|ZQXJ",)))
    await at_work.slack.until(lambda: len(at_work.slack.calls_of("views.publish")) == 2)
    [watch] = await at_work.ledger.watches(TEAM, GOV)
    assert (watch.value, watch.rules, watch.added_by) == ("1234567", ("failures",), ANA)
    assert "ZQXJ" not in json.dumps(at_work.slack.workspace.homes[ANA])


async def test_the_editor_checks_again_who_sends_it_and_for_which_channel(on_socket: Office) -> None:
    await on_socket.knows_a_company()
    home = await home_of(on_socket, ANA)
    await on_socket.slack.people.click_in_view(ANA, home, element(home["blocks"], EDIT))
    view = await on_socket.opened_view(2)
    forged = view | {"private_metadata": json.dumps({"channel": DEALS, "name": "deals"})}
    for user, sent in ((EVE, view), (ANA, forged), (ANA, view | {"private_metadata": "[]"})):
        ack = await on_socket.slack.people.submit(user, sent, state("1234567"))
        assert ack.payload is not None
        assert COMPANY in ack.payload["errors"]
    assert await on_socket.ledger.watches() == []


async def test_watches_of_the_file_are_not_offered_for_removal(on_socket: Office) -> None:
    on_socket.watched.append(Watch(TEAM, GOV, WatchSubject.TICKER, "ACME"))
    home = await home_of(on_socket, BEN)
    await on_socket.slack.people.click_in_view(BEN, home, element(home["blocks"], EDIT))
    view = await on_socket.opened_view(2)
    assert REMOVE not in [block.get("block_id") for block in view["blocks"]]
    assert "changed there" in json.dumps(view["blocks"])


async def test_an_archived_channel_rests_and_a_new_member_may_change_its_list_at_once(on_socket: Office) -> None:
    await on_socket.knows_a_company()
    assert "Only members" in (await on_socket.says("all", user=EVE))["text"]
    on_socket.slack.workspace.channels[GOV].members.append(EVE)
    await on_socket.slack.people.event({"type": "member_joined_channel", "user": EVE, "channel": GOV})
    assert "now watches" in (await on_socket.says("all", user=EVE))["text"]
    await on_socket.slack.people.event({"type": "channel_archive", "channel": GOV, "user": ANA})
    await on_socket.slack.until(lambda: on_socket.slack.workspace.direct(EVE).messages)
    [told] = on_socket.slack.workspace.direct(EVE).messages
    assert told["text"].startswith("I can no longer post to <#C0GOV>: the channel is archived. Its watches rest")
    await on_socket.slack.people.event({"type": "channel_rename", "channel": {"id": GOV, "name": "votes"}})
    await on_socket.slack.people.event({"type": "tokens_revoked", "tokens": {"bot": ["U0BALLOT"]}})
    assert await on_socket.ledger.watches(TEAM, GOV) == []
