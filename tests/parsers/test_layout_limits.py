"""Documents made to hurt: nothing crashes, and time grows with length and no faster."""

from __future__ import annotations

import pytest

from parsers.document import Table
from parsers.documents import structure
from parsers.submission import read_submission
from tests.parsers.growth import MOST, growth

HEAD = b"<html><body>"
PIECES: dict[str, tuple[bytes, bytes]] = {
    "divisions inside divisions": (HEAD, b"<div>"),
    "tables inside tables": (HEAD, b"<table><tr><td>"),
    "tables inside tables, with words": (HEAD, b"<table><tr><td>a"),
    "bold inside bold": (HEAD, b"<b>x"),
    "comments without end": (HEAD, b"<!--a "),
    "tags without end": (HEAD, b"<a"),
    "attributes without end": (HEAD, b'<a "b" '),
    "quotes inside quotes": (HEAD, b"<a \"<a '"),
    "ampersands": (HEAD, b"&"),
    "references without end": (HEAD, b"&amp"),
    "references to nothing": (HEAD, b"&#x110000;&#0;&#xD800;"),
    "hidden without end": (HEAD, b'<div style="display:none">'),
    "hidden in turn": (HEAD, b'<p style="display:none">x</p>'),
    "hidden in other names": (HEAD, b'<i style="display:none"><u style="display:none">'),
    "line breaks": (HEAD, b"a<br>"),
    "typed text in turn": (HEAD, b"<pre>a\nb\nc\nd</pre>"),
    "typed text without end": (HEAD, b"<pre>a"),
    "brackets in words": (HEAD, b"a > b < c "),
    "rows of a table": (HEAD + b"<table>", b"<tr><td>Ada Reed</td><td>$</td><td>1,234</td><td>12</td></tr>"),
    "cells of a row": (HEAD + b"<table><tr>", b"<td colspan=1000>1,234</td>"),
    "cells over many rows": (HEAD + b"<table>", b"<tr><td rowspan=1000 colspan=1000>1,234</td></tr>"),
    "cover facts": (HEAD, b'<ix:nonNumeric name="dei:TradingSymbol">ab</ix:nonNumeric>'),
    "cover facts without end": (HEAD, b'<ix:nonNumeric name="dei:TradingSymbol"'),
    "one long line": (b"", b"word "),
    "one long word": (b"", b"a"),
    "one long number": (b"", b"1"),
    "counts on one line": (b"", b"1,234 "),
    "dots": (b"For ", b"."),
    "dots apart": (b"For ", b" ."),
    "dashes": (b"", b"-- "),
    "rendered rows": (b"", b"Ada Reed 1,234,567 12,345 -- 3\n"),
    "typed rows": (b"<PAGE>\n", b"Ada Reed      1,234,567      12,345     --\n"),
    "typed words": (b"<PAGE>\n", b"For\n"),
    "headings": (b"", b"For Against\n"),
    "headings on one line": (b"", b"For Against "),
    "names and counts in turn": (b"", b"For\n1,234 Against\n1,234 "),
    "lines that run on": (b"", b"the quick brown fox jumps over the lazy dog and\n"),
    "blank lines": (b"a\n", b"\n"),
    "blanks": (b"For", b" "),
    "typed blanks": (b"<PAGE>\nFor", b" "),
    "hard blanks": (HEAD, b"&#160;"),
    "blanks in a cell": (HEAD + b"<table><tr><td>For", b" \t"),
    "underlines": (b"For ", b"_"),
    "brackets": (HEAD, b"("),
    "commas": (HEAD, b"1,"),
    "initials": (HEAD, b"A. "),
    "capitals": (HEAD, b"Ada "),
    "quotation marks": (HEAD, b"&#8220;"),
    "semicolons": (HEAD, b"For; "),
    "apostrophes": (HEAD, b"'s "),
    "words for and against": (HEAD, b"votes for and against "),
    "proposals in a row": (HEAD, b"Proposal 1. "),
    "dates": (HEAD, b"May 5, 2026 "),
    "ands": (HEAD, b"and "),
    "names with titles": (HEAD, b"Mr. Reed, "),
    "respectively": (HEAD, b"1,204 and 20, respectively, "),
    "typed tables without end": (b"", b"<TABLE>\n<S> <C>\n"),
    "documents": (b"", b"<DOCUMENT><TYPE>8-K<TEXT>x"),
    "bytes of no encoding": (HEAD + b"<p>", b"\xe9\xff a "),
    "lone surrogates": (HEAD + b"<p>", b"\xed\xa0\x80 1,234 "),
}


def laid_out(data: bytes) -> None:
    for document in read_submission(data).documents:
        structure(document)


@pytest.mark.parametrize("name", PIECES)
def test_time_grows_with_length_and_no_faster(name: str) -> None:
    head, piece = PIECES[name]
    few = 24_000 // len(piece)
    assert growth(lambda count: laid_out(head + piece * count), few) <= MOST


@pytest.mark.parametrize("name", PIECES)
def test_every_span_of_a_hurtful_document_is_a_slice_of_its_text(name: str) -> None:
    head, piece = PIECES[name]
    for document in read_submission(head + piece * 60 + b" 1,234").documents:
        laid = structure(document)
        at = 0
        for block in laid.blocks:
            assert at <= block.span.start < block.span.end <= len(laid.text)
            at = block.span.end


def test_a_row_of_a_hundred_thousand_is_read_like_the_first() -> None:
    row = b"<tr><td>Ada Reed</td><td>1,234</td></tr>"
    (document,) = read_submission(HEAD + b"<table>" + row * 100_000 + b"</table>").documents
    (table,) = structure(document).blocks
    assert isinstance(table, Table)
    assert len(table.rows) == 100_000
    assert [cell.column for cell in table.rows[-1].cells] == [0, 1]
