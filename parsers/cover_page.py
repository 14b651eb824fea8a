"""Where a report's cover page ends, told by the marks of inline XBRL in its bytes."""

from __future__ import annotations

from parsers.submission import SubmissionDocument

WITHIN = 30_000
"""Bytes in which such a cover page ends."""
_HEADER_END = b"</ix:header>"
_SYMBOL = b'"dei:TradingSymbol"'
_BESIDE_IT = (b'"dei:SecurityExchangeName"', b'"dei:Security12bTitle"')
_TABLE_END = b"</table>"
_FACT_BYTES = 3_000
"""Room for a fact's mark and words, and the end of its table."""


def end_of_symbols(document: SubmissionDocument) -> int:
    """Where the table of securities ends that a cover prints and marks, -1 if it marks none.

    Of what stands below it on the form nothing names a company, and above it nothing tells what was decided.
    """
    data, start = document.buffer, document.start
    end = min(document.end, start + WITHIN)
    visible = max(start, data.find(_HEADER_END, start, end))
    symbol = data.rfind(_SYMBOL, visible, end)
    if symbol < 0:
        return -1
    last = max(symbol, *(data.rfind(fact, symbol, end) for fact in _BESIDE_IT))
    return data.find(_TABLE_END, last, min(end, last + _FACT_BYTES))
