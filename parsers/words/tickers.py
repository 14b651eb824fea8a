"""Trading symbols as they are printed: ``(NasdaqSC: INNO)``, ``[NYSE: BA]``, ``under the symbol "WMX"``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from parsers.document import Span
from parsers.words.needed import guarded


@dataclass(frozen=True, slots=True)
class TickerWords:
    """A symbol where it is printed; ``before`` is the text up to its bracket, where the company's name stands."""

    symbol: str
    exchange: str | None
    span: Span
    exchange_span: Span | None
    bracket: int
    """Offset of the bracket that opens before it, or of the symbol itself."""


_NAMES = (
    r"NASDAQ|Nasdaq|NYSE|New\s+York\s+Stock\s+Exchange|AMEX|American\s+Stock\s+Exchange|OTC|Pink|TSX|Toronto"
    r"|LSE|London|AIM|ASX|CSE|NEO|Cboe|CBOE|BATS|Euronext|Frankfurt|FSE|FWB|Berlin|JSE|HKEX|SEHK|TASE|SIX|Tokyo|Boston"
    r"|Chicago|Pacific|Philadelphia|IEX"
)
_EXCHANGE = (
    rf"(?:The\s+)?(?:{_NAMES})(?:BB|QB|QX|[A-Z]{{2,3}})?(?:[/-][A-Z]{{1,3}}\b)?"
    r"(?:\s+(?:Global|Select|Capital|National|Small-?\s?Cap|Stock|Markets?|Exchange|American|Arca|MKT|LLC|Venture|PINK|Pink|OTC"
    r"|QB|QX|BB|Bulletin|Board|GSM|GS|GM|CM|SC|NMS|NM|SM|Sheets|Group|System)\b)*"
)
_MARKET = re.compile(_NAMES)
_ARTICLE = re.compile(r"The\s+\Z")
_SYMBOL = r"[A-Z][A-Z0-9]{0,5}(?:[./-][A-Z]{1,3})?"
_MARK = re.compile(
    rf"\b(?P<exchange>{_EXCHANGE})\s*(?::|[;–—-](?=\s*[A-Z]{{2}}))\s*[“\"']?(?P<symbol>{_SYMBOL})(?![\w])"
    rf"(?P<more>(?:\s*(?:,|and|&|/)\s*[“\"']?{_SYMBOL}(?=[\s,)\]”\"/;&]))*)"
)
_LONGEST_ARTICLE = 12
"""Characters of ``The`` and the space behind it."""
_UNDER = guarded(
    rf"\b(?P<exchange>{_EXCHANGE})[^.;]{{0,90}}?\b(?:symbols?|ticker)\b(?:\s*(?:of|is|:))?\s*(?:the\s+)?"
    rf"[“\"'(]\s*(?P<symbol>{_SYMBOL})[.,]?\s*[”\"')]"
)
_WORDS = frozenset(
    {
        "THE",
        "AND",
        "INC",
        "LLC",
        "FOR",
        "NYSE",
        "NASDAQ",
        "AMEX",
        "OTC",
        "RULE",
        "LISTING",
        "US",
        "USA",
        "CEO",
        "CFO",
        "A",
        "I",
    }
)


def tickers_in(text: str, offset: int = 0) -> Iterator[TickerWords]:
    """Every symbol that stands behind its market's name, left to right."""
    for match in chain(_marks(text), _UNDER.finditer(text)):
        yield from _of(match, text, offset)


def _marks(text: str) -> Iterator[re.Match[str]]:
    """What `_MARK` finds: asked only where a market is named, as nothing else is looked for in all of a text."""
    end = 0
    for market in _MARKET.finditer(text):
        start = market.start()
        if start < end:
            continue
        article = _ARTICLE.search(text, max(end, start - _LONGEST_ARTICLE), start)
        match = (article and _MARK.match(text, article.start())) or _MARK.match(text, start)
        if match:
            end = match.end()
            yield match


def _of(match: re.Match[str], text: str, offset: int) -> Iterator[TickerWords]:
    symbol = match["symbol"]
    if symbol in _WORDS:
        return
    exchange = " ".join(match["exchange"].split()).rstrip(" -–—:")
    at = Span(match.start("exchange") + offset, match.start("exchange") + len(match["exchange"].rstrip()) + offset)
    opens = max(text.rfind("(", 0, match.start()), text.rfind("[", 0, match.start()))
    bracket = opens if opens >= 0 and not re.search(r"[)\]]", text[opens : match.start()]) else match.start()
    yield TickerWords(
        symbol, exchange, Span(match.start("symbol") + offset, match.end("symbol") + offset), at, bracket + offset
    )
    more = match.groupdict().get("more") or ""
    for other in re.finditer(_SYMBOL, more):
        span = Span(match.start("more") + other.start() + offset, match.start("more") + other.end() + offset)
        if other[0] not in _WORDS:
            yield TickerWords(other[0], exchange, span, at, bracket + offset)
