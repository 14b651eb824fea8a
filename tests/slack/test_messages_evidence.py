"""The evidence modal, and links to the very words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.slack.messages import actions as ids
from bot.slack.messages import evidence_view
from bot.slack.messages.evidence import value_name
from bot.slack.messages.links import document_url, is_exhibit, words_url
from bot.standin.slack.limits import view_fault
from parsers.report import (
    Evidence,
)
from tests.slack import meetings
from tests.slack.reading import mrkdwn_texts


def test_the_evidence_shows_quote_place_rule_and_value_with_a_link_to_the_words() -> None:
    view = evidence_view(meetings.say_on_pay_failed(), meetings.ACCESSION, meetings.FILING_URL)
    shown = "\n".join(mrkdwn_texts(view))
    assert "*Miriam Castellanos, votes for*: 43,950,000\n> 43,950,000\n" in shown
    assert f"<{meetings.FOLDER}/hbrl-8k_20260514.htm#:~:text=43%2C950%2C000|open at these words>" in shown
    assert "characters 990–1,000, rule: column headed For" in shown
    assert view["private_metadata"] == f'{{"accession": "{meetings.ACCESSION}", "page": 0}}'


def test_much_evidence_is_paged_and_no_page_is_lost() -> None:
    of = meetings.huge()
    pointers = [f"/proposals/0/nominees/{n}/votes/for" for n in range(60)]
    of = replace(of, evidence={p: Evidence("d.htm", n, n + 1, "9", "r") for n, p in enumerate(pointers)})
    pages = [evidence_view(of, meetings.ACCESSION, meetings.FILING_URL, page) for page in range(-1, 4)]
    assert [view["private_metadata"] for view in pages] == [
        f'{{"accession": "{meetings.ACCESSION}", "page": {page}}}' for page in (0, 0, 1, 2, 2)
    ]
    shown = "\n".join(text for view in pages[1:4] for text in mrkdwn_texts(view))
    assert all(f"*{nominee.name}, votes for*" in shown for nominee in of.proposals[0].nominees)
    middle = pages[2]["blocks"][-1]["elements"]  # type: ignore[index]
    assert [each["action_id"] for each in middle] == ["evidence_page_back", "evidence_page"]
    assert all(ids.EVIDENCE_PAGES.fullmatch(each["action_id"]) for each in middle)
    assert all(view_fault(view) is None for view in pages)


@pytest.mark.parametrize(
    ("pointer", "name"),
    [
        ("/meeting/record_date", "Meeting, record date"),
        ("/proposals/0/title", "Proposal title"),
        ("/proposals/0/nominees/4/name", "Director"),
        ("/proposals/0/nominees/4/votes/withheld", "Samuel Okonkwo, votes withheld"),
        ("/proposals/1/votes/broker_non_votes", "Say on pay, broker non-votes"),
        ("/proposals/9/votes/for", "Proposal votes for"),
        ("/companies/0/name", "name"),
    ],
)
def test_a_value_is_called_what_people_call_it(pointer: str, name: str) -> None:
    assert value_name(meetings.all_elected(), pointer) == name


def test_the_counts_of_a_class_are_called_by_their_class() -> None:
    pointer = "/proposals/0/nominees/0/votes_by_class/1/for"
    assert value_name(meetings.share_classes(), pointer) == "Miriam Castellanos, votes for (Class B)"


@pytest.mark.parametrize(
    ("filing_url", "name", "url"),
    [
        (meetings.FILING_URL, "dex991.htm", f"{meetings.FOLDER}/dex991.htm"),
        (
            "https://www.sec.gov/Archives/edgar/data/9/0000000009-04-000001-index.htm",
            "a b.txt",
            "https://www.sec.gov/Archives/edgar/data/9/000000000904000001/a%20b.txt",
        ),
        (meetings.FILING_URL, "", None),
        (meetings.FILING_URL, "../../x", None),
        (meetings.FILING_URL, "..", None),
        ("nowhere", "x.htm", None),
    ],
)
def test_a_document_is_beside_its_index_page(filing_url: str, name: str, url: str | None) -> None:
    assert document_url(filing_url, name) == url


@pytest.mark.parametrize(
    ("name", "exhibit"),
    [
        ("dex991.htm", True),
        ("ex99-1.txt", True),
        ("a04-1234_1ex99d1.htm", True),
        ("hbrl-ex991_6.htm", True),
        ("exhibit99.htm", True),
        ("form8-k.htm", False),
        ("hbrl-8k_20260514.htm", False),
        ("texas8k.htm", False),
        ("", False),
    ],
)
def test_an_exhibit_is_known_by_its_file_name(name: str, exhibit: bool) -> None:
    assert is_exhibit(name) == exhibit


def test_a_long_quote_is_found_by_its_ends_and_dashes_are_encoded() -> None:
    quote = "Broker non-votes were counted, " + "word " * 20 + "for the quorum only."
    url = words_url(meetings.FILING_URL, Evidence("d.htm", 0, 9, quote, "r"))
    assert url == (
        f"{meetings.FOLDER}/d.htm#:~:text=Broker%20non%2Dvotes%20were%20counted%2C%20word%20word,"
        "word%20word%20for%20the%20quorum%20only."
    )


def test_words_without_a_file_lead_to_the_filing() -> None:
    assert words_url(meetings.FILING_URL, Evidence("", 0, 9, "words", "r")) == meetings.FILING_URL
