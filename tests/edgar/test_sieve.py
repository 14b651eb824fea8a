"""What of a submission is kept while it streams in."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.edgar.sieve import Sieve
from bot.standin.edgar import sample_filings
from tests.edgar.recordings import shared


def _document(kind: str, file: str, text: str) -> str:
    return f"<DOCUMENT>\n<TYPE>{kind}\n<SEQUENCE>1\n<FILENAME>{file}\n<TEXT>\n{text}\n</TEXT>\n</DOCUMENT>\n"


SUBMISSION = (
    "<SEC-DOCUMENT>x.txt : 20260302\n<SEC-HEADER>\n</SEC-HEADER>\n"
    + _document("8-K", "a.htm", "the report, with a <TABLE> and <DOCUMENTS>")
    + _document("EX-99.1", "b.htm", "the release")
    + _document("GRAPHIC", "logo.jpg", "begin 644 logo.jpg\nM1TE&\nend")
    + _document("EX-101.SCH", "x.xsd", "<xsd/>")
    + _document("XML", "R1.htm", "<html>viewer</html>")
    + _document("EX-99.2", "slides.pdf", "<PDF>\nbegin 644\nend\n</PDF>")
    + _document("EX-10.1", "c.htm", "the contract")
    + "</SEC-DOCUMENT>\n"
).encode()


def _sieved(body: bytes, size: int) -> bytes:
    sieve = Sieve()
    kept = b"".join(sieve.feed(body[at : at + size]) for at in range(0, len(body), size))
    return kept + sieve.finish()


@given(st.integers(1, 300))
def test_the_same_is_kept_however_the_stream_is_cut_up(size: int) -> None:
    assert _sieved(SUBMISSION, size) == _sieved(SUBMISSION, len(SUBMISSION))


def test_texts_are_kept_and_pictures_and_data_left_out() -> None:
    kept = _sieved(SUBMISSION, 7).decode()
    for text in ("the report, with a <TABLE> and <DOCUMENTS>", "the release", "the contract"):
        assert text in kept
    for text in ("M1TE&", "<xsd/>", "viewer", "<PDF>"):
        assert text not in kept
    assert kept.endswith("</SEC-DOCUMENT>\n")


def test_every_document_is_still_listed_and_closed() -> None:
    kept = _sieved(SUBMISSION, 50)
    assert kept.count(b"<DOCUMENT>\n") == kept.count(b"</DOCUMENT>\n") == kept.count(b"</TEXT>\n") == 7
    assert b"<FILENAME>logo.jpg" in kept


def test_what_has_nothing_to_leave_out_is_kept_to_the_byte() -> None:
    for body in (
        b"",
        b"no tags at all",
        b"<DOCUMENT>",
        b"<DOCUMENT>" + b"x" * 40_000,
        sample_filings()["innovo-2004"].body,
    ):
        assert _sieved(body, 11) == body


def test_a_real_submission_with_pictures_shrinks_and_keeps_its_texts() -> None:
    body = shared("edgar", "samples", "submission_txt", "0001193125-19-292676_aapl-8k_2019-11-15.txt").read_bytes()
    kept = _sieved(body, 65_536)
    assert len(kept) < 0.6 * len(body)
    first = body[body.index(b"<TEXT>") : body.index(b"</DOCUMENT>")]
    assert first in kept
    assert kept.count(b"<DOCUMENT>") == body.count(b"<DOCUMENT>")
