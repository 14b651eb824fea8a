"""What holds of any text at all, and of filings that somebody damaged."""

from __future__ import annotations

import html
import re

from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from parsers.document import Document, Table
from parsers.documents import structure
from parsers.submission import read_submission
from tests.renderer import html_manners, odd_manners, plain_manners
from tests.renderer.samples import HARBOR

LIMITS = settings(max_examples=150, deadline=None)
TAGS = ("p", "div", "b", "span", "table", "tr", "td", "br", "i", "li", "sup", "font", "center", "td colspan=2", "hr")
WORDS = st.sampled_from(
    ["Ada Reed", "1,118", "For", "98.2", "%", "$", "(", ")", " ", "\n", "&nbsp;", "&amp;", "—", "a<b", "&#8203;"]
)
MARKUP = st.lists(
    st.one_of(WORDS, st.sampled_from([f"<{t}>" for t in TAGS] + [f"</{t.split()[0]}>" for t in TAGS])), max_size=40
).map("".join)
MANNERS = html_manners.MANNERS | plain_manners.MANNERS | odd_manners.MANNERS
FILINGS = st.sampled_from([manner(HARBOR) for manner in MANNERS.values()])


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A filing cut off, with pieces taken out, doubled and put elsewhere."""
    text = draw(FILINGS)
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 200)))
        kept, piece = text[:start] + text[end:], text[start:end]
        at = draw(st.integers(0, len(kept)))
        text = draw(st.sampled_from([kept, text[:end] + piece + text[end:], kept[:at] + piece + kept[at:], text[:end]]))
    return text or "x"


def laid(source: str) -> Document | None:
    data = source.encode("utf-8", "surrogatepass")
    if not data.strip():
        return None
    return structure(read_submission(data if data.startswith(b"<html>") else b"x" + data).documents[0])


def holds_together(document: Document) -> None:
    """Blocks stand one behind the other and hold the whole text; cells stand in their rows, left to right."""
    at = 0
    for block in document.blocks:
        assert block.span.start == at or (at and block.span.start == at + 1)
        assert block.span.end > block.span.start
        at = block.span.end
        for row in block.rows if isinstance(block, Table) else ():
            assert block.span.start <= row.span.start < row.span.end <= block.span.end
            assert [cell.column for cell in row.cells] == sorted(cell.column for cell in row.cells)
            assert "\t".join(document.words(cell.span) for cell in row.cells) == document.words(row.span)
    assert at == len(document.text)


@LIMITS
@given(st.text(max_size=400))
def test_any_text_is_laid_out(source: str) -> None:
    document = laid(source)
    if document:
        holds_together(document)


@LIMITS
@given(MARKUP)
def test_any_markup_is_laid_out(markup: str) -> None:
    document = laid(f"<html><body>{markup}")
    assert document
    holds_together(document)


@LIMITS
@given(damaged())
def test_a_damaged_filing_is_laid_out_and_no_number_comes_from_nowhere(source: str) -> None:
    document = laid(source)
    assert document
    holds_together(document)
    words = re.sub(r"<[^<>]*>", "\n", html.unescape(source))
    for number in re.findall(r"\d[\d,]*\d", document.text):
        assert number in words or number in source


@LIMITS
@given(
    st.lists(st.sampled_from(["Ada", " Reed ", "1,118", "&nbsp;", "&#8212;", "x"]), max_size=12), st.sampled_from(TAGS)
)
def test_the_words_are_those_that_a_browsers_parser_finds(words: list[str], tag: str) -> None:
    source = (
        f"<html><body><p>first</p><{tag}>{'</b><b>'.join(words)}</{tag.partition(' ')[0]}><p>last</p></body></html>"
    )
    body = LexborHTMLParser(source).body
    document = laid(source)
    assert document
    assert body
    assert "".join(document.text.split()) == "".join(body.text().split())
