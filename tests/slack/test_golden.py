"""Every kind of message is what was looked at and found good."""

from __future__ import annotations

import pytest

from bot.slack.blocks import size
from bot.slack.mrkdwn import length
from bot.slack.paging import MESSAGE_LIMIT
from bot.standin.slack.limits import message_fault, view_fault
from tests.slack.golden_files import FOLDER, MESSAGES, VIEWS, written

EXPECTED = written()


def test_there_is_a_golden_file_for_each_and_none_besides() -> None:
    assert {path.name for path in FOLDER.iterdir()} == set(EXPECTED)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_message_is_as_its_golden_file(name: str) -> None:
    assert EXPECTED[name] == (FOLDER / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(MESSAGES))
def test_slack_takes_every_message(name: str) -> None:
    for message in MESSAGES[name]():
        assert message_fault(message.text, list(message.blocks)) is None
        assert size(*message.blocks) + length(message.text) <= MESSAGE_LIMIT


@pytest.mark.parametrize("name", sorted(VIEWS))
def test_slack_takes_every_view(name: str) -> None:
    assert view_fault(VIEWS[name]()) is None
