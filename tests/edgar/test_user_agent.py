"""What EDGAR wants to be told of who asks."""

from __future__ import annotations

import pytest

from bot.edgar.user_agent import user_agent_faults


@pytest.mark.parametrize("agent", ["Acme Research jane.doe@acme.com", "Ballotwire/1.0 ops@acme.co.uk"])
def test_a_name_and_a_contact_address_are_enough(agent: str) -> None:
    assert user_agent_faults(agent) == ()


@pytest.mark.parametrize(
    ("agent", "fault"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("Acme Research", "no contact address"),
        ("Acme jane@acme", "no contact address"),
        ("jane@acme.com", "no name"),
        ("Acme https://acme.com jane@acme.com", "URL"),
        ("Acme www.acme.com jane@acme.com", "URL"),
        ("Acme (jane@acme.com)", "parentheses"),
        ("Acme noreply@acme.com", "nobody reads"),
        ("Acme no-reply@acme.com", "nobody reads"),
        ("Acme jane@acme.com\nX-Evil: 1", "printable"),
        ("Acmé jane@acme.com", "ASCII"),
        ("A" * 300 + " jane@acme.com", "at most 200"),
    ],
)
def test_what_edgar_would_refuse_is_said_beforehand(agent: str, fault: str) -> None:
    assert any(fault in said for said in user_agent_faults(agent))
