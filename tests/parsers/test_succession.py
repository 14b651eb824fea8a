"""What a successor's filing says of who follows whom, in the wordings that such filings use."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.header import Registrant
from parsers.succession import read_succession
from tests.fakes.successions import HOLDINGS, submission
from tests.parsers.growth import MOST, growth

QUILL = ("QUILL WORKS CO", "9900500")


@pytest.mark.parametrize(
    ("text", "predecessors"),
    [
        ("Quill Holdings became the successor issuer to Quill Works Co. under Rule 12g-3(a).", [("Quill Works Co.",)]),
        ("Holdings is the successor registrant of Quill Works, Inc., and its shares trade.", [("Quill Works, Inc.",)]),
        (
            "Quill Works Corp., a Maine corporation (“Quill”), merged. This report establishes Holdings as the "
            "successor issuer to Quill.",
            [("Quill Works Corp.",)],
        ),
        (
            "Quill Works Co. (“Quill”) and Lantern Light, Inc. (“Lantern”) merged. Holdings is the successor issuer to "
            "both Quill and Lantern under Rule 12g-3(c).",
            [("Quill Works Co.",), ("Lantern Light, Inc.",)],
        ),
        (
            "Holdings is the successor issuer to Old Quill. Quill Press LLC (formerly known as Quill Works Co.) (“Old "
            "Quill”) goes on as its subsidiary.",
            [("Quill Press LLC", "Quill Works Co.")],
        ),
        (
            "On May 1, 2026, Quill Works Co., a Maine corporation (the “Predecessor Registrant”), became wholly owned.",
            [("Quill Works Co.",)],
        ),
        ("Quill Works Co., a Maine corporation and the predecessor registrant, merged.", [("Quill Works Co.",)]),
        ("The predecessor issuer was Quill Works Co. until today.", [("Quill Works Co.",)]),
        ("Holdings succeeded Quill Works Co. as the public company.", [("Quill Works Co.",)]),
        (
            "By Rule 15d-5, Holdings takes over as successor to Quill & Co., Inc. for all reports.",
            [("Quill & Co., Inc.",)],
        ),
        (
            "Holdings became the new parent of, and successor issuer to, Bank of the Dunes Bancorp under the rule.",
            [("Bank of the Dunes Bancorp",)],
        ),
        ("Holdings is the successor issuer to Procter and Quill Company.", [("Procter and Quill Company",)]),
    ],
)
def test_the_predecessor_is_read(text: str, predecessors: list[tuple[str, ...]]) -> None:
    assert list(read_succession(submission(f"<p>{text}</p>")).predecessors) == predecessors


@pytest.mark.parametrize(
    "text",
    [
        "U.S. Bank, as successor to First Trust Company, is the trustee.",
        "Holdings is the successor issuer under Rule 12g-3(a).",
        "The Company is the successor issuer to the Company.",
        "The merger closed.",
        "",
    ],
)
def test_who_else_succeeds_whom_is_not_read(text: str) -> None:
    assert read_succession(submission(f"<p>{text}</p>")).predecessors == ()


def test_the_successor_is_read_where_the_filing_names_it() -> None:
    text = (
        "Quill Holdings Inc. (“Holdings”) formed. This report establishes Holdings as the successor issuer to Works Co."
    )
    said = read_succession(submission(f"<p>{text}</p>", HOLDINGS, QUILL))
    assert said.successor == "Quill Holdings Inc."
    assert said.registrants == (Registrant("HARBOR HOLDINGS INC", "9900501"), Registrant("QUILL WORKS CO", "9900500"))


def test_the_sentence_is_kept_and_no_more() -> None:
    text = "The merger closed. Holdings is the successor issuer to Quill Works Co. Its shares trade on NYSE."
    assert read_succession(submission(f"<p>{text}</p>")).words.startswith("Holdings is the successor issuer to Quill")


def test_the_cover_page_s_symbols_are_read() -> None:
    cover = (
        "<table><tr><td>Title of each class</td><td>Trading Symbol(s)</td><td>Name of each exchange</td></tr>"
        "<tr><td>Common Stock</td><td>QUIL</td><td>New York Stock Exchange</td></tr></table>"
    )
    assert read_succession(submission(f"{cover}<p>It closed.</p>")).symbols == ("QUIL",)


@given(st.text("AB Cnd.,&()“”\n", max_size=400))
def test_any_text_is_read_without_an_error(text: str) -> None:
    read_succession(submission(f"<p>successor issuer to {text}</p>"))


@pytest.mark.parametrize("piece", ["Aa and ", "Co ", "Aa, ", "(“A”) ", "successor to Aa of ", "A.", "Aa Inc. and "])
def test_no_run_of_words_takes_long(piece: str) -> None:
    def work(times: int) -> None:
        read_succession(submission(f"<p>successor issuer to {piece * times}as an end. succeeded {piece * times}</p>"))

    assert growth(work, 2_000) <= MOST
