"""Bodies as they arrive."""

from __future__ import annotations

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.edgar.bodies import Inflater
from bot.edgar.faults import Malformed


def _read(encoding: str, pieces: list[bytes], most: int = 10_000) -> bytes:
    inflater = Inflater(encoding, most)
    for piece in pieces:
        inflater.feed(piece)
    return inflater.finish()


@given(st.binary(max_size=3000), st.integers(1, 400), st.sampled_from(["", "gzip", "deflate"]))
def test_a_body_is_the_same_however_it_is_cut_up(body: bytes, size: int, encoding: str) -> None:
    sent = {"": body, "gzip": gzip.compress(body), "deflate": zlib.compress(body)}[encoding]
    assert _read(encoding, [sent[at : at + size] for at in range(0, len(sent), size)]) == body


@given(st.binary(min_size=1, max_size=3000), st.data())
def test_a_compressed_body_without_its_end_is_never_taken_for_whole(body: bytes, data: st.DataObject) -> None:
    sent = gzip.compress(body)
    cut = data.draw(st.integers(1, len(sent) - 1))
    with pytest.raises(Malformed, match=r"cut short|damaged"):
        _read("gzip", [sent[:cut]])


def test_a_bomb_is_stopped_at_the_cap() -> None:
    with pytest.raises(Malformed, match="larger than 10,000"):
        _read("gzip", [gzip.compress(b"\0" * 50_000_000)])


def test_a_body_of_exactly_the_cap_is_kept() -> None:
    assert len(_read("gzip", [gzip.compress(b"x" * 10_000)])) == 10_000
    assert len(_read("", [b"x" * 10_000])) == 10_000


def test_several_gzip_streams_in_a_row_are_one_body() -> None:
    assert _read("gzip", [gzip.compress(b"one ") + gzip.compress(b"two") + b"\0\0"]) == b"one two"


def test_rubbish_is_damaged() -> None:
    with pytest.raises(Malformed, match="damaged"):
        _read("gzip", [b"not compressed at all"])


def test_an_encoding_that_was_not_asked_for_is_refused() -> None:
    with pytest.raises(Malformed, match="'br'"):
        _read("br", [b"x"])
