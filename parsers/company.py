"""Whose filing it is: the registrants, and the symbols that their securities trade under.

The submission's header knows the registrants; the document prints their names better (``The Boeing Company`` for
``BOEING CO``). A release names its company before the bracket with the symbol, or where it says ``the "Company"``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from parsers.document import CoverFact, Document, Found, Span, Table
from parsers.header import Header, Registrant, cik_in
from parsers.report import Company, Evidence, Ticker
from parsers.reporting import evidence
from parsers.words.lowered import lowered
from parsers.words.needed import guarded
from parsers.words.tickers import TickerWords, tickers_in


@dataclass(slots=True)
class CompanyFacts:
    """Registrants and symbols, with the words of each that the filing's documents print."""

    companies: tuple[Company, ...] = ()
    tickers: tuple[Ticker, ...] = ()
    evidence: dict[str, Evidence] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Printed:
    document: Document
    found: Found[str]


def read_company(header: Header, documents: Sequence[Document]) -> CompanyFacts:
    """The registrants and their symbols. Without a header a document alone names at most one registrant."""
    facts = CompanyFacts()
    registrants = [r for r in header.registrants if r.role not in _NOT_REGISTRANTS and r.name]
    printed = _printed_name(documents, registrants[0] if len(registrants) == 1 else None)
    if printed and len(registrants) <= 1:
        facts.companies = (Company(printed.found.value, registrants[0].cik if registrants else _cik(documents)),)
        facts.evidence["/companies/0/name"] = evidence(printed.document, Found(*_fields(printed.found)))
    else:
        facts.companies = tuple(Company(r.name, r.cik) for r in registrants)
    _keep_tickers(facts, documents)
    return facts


HEAD_CHARACTERS = 12_000
"""How far into a document names and symbols are looked for: the cover page or the release's first paragraphs."""

_NOT_REGISTRANTS = frozenset({"FILED BY", "REPORTING-OWNER", "FILED FOR"})


def _fields(found: Found[str]) -> tuple[object, Span, str]:
    return found.value, found.span, found.rule


def _cik(documents: Sequence[Document]) -> str | None:
    values = (f.value for d in documents for f in d.cover_facts if f.name == "EntityCentralIndexKey")
    return cik_in(next(values, ""))


def _printed_name(documents: Sequence[Document], registrant: Registrant | None) -> _Printed | None:
    """The name as a document prints it: on the cover, else in a release or a passage that says whose it is."""
    for document in documents:
        for found in _names_in(document):
            if registrant is None or _same_company(found.value, registrant.name):
                return _Printed(document, found)
    return None


def _names_in(document: Document) -> Iterator[Found[str]]:
    yield from _cover_name(document)
    yield from (
        Found(f.value, f.span, "cover page fact")
        for f in document.cover_facts
        if f.name == "EntityRegistrantName" and f.span
    )
    head = document.text[:HEAD_CHARACTERS]
    yield from _before_brackets(document, head)
    defined = _DEFINED.search(head)
    if defined:
        start = defined.end("name") - len(_OF_A_MEETING.sub("", defined["name"]))
        name = head[start : defined.end("name")]
        yield Found(" ".join(name.split()), Span(start, defined.end("name")), "named as the Company")


_EXACT = re.compile(r"exact\s+name\s+of\s+(?:the\s+)?(?:registrant|issuer|company|small)", re.IGNORECASE)
_PROPER = r"(?:[A-Z][\w’'.&/+!-]*|\d[\w-]*[A-Za-z][\w.]*|of|and|the|de|for|&|\+)"
_DEFINED = re.compile(
    r"\b(?!(?:On|At|In|As|By|Of|Inc)\b)(?P<name>(?:[A-Z]|\d[\w-]*[A-Za-z])[\w’'.&/+!-]*"
    rf"(?:,?[ \t]+{_PROPER}){{0,7}})\s*,?\s*"
    r"\((?:together[^)]{0,60})?(?:the\s+|our\s+)?[“\"](?:[^”\")]{1,30}[”\"]\s*(?:or|and|,)?\s*(?:the\s+)?[“\"])?(?:the\s+)?"
    r"(?:Company|Corporation|Registrant|Trust|Fund|Bank|Partnership|Issuer)[”\"]"
)


_OF_A_MEETING = re.compile(
    r"(?:.*\b(?:Meeting|Shareholders|Stockholders|Holders|Unitholders|Members)\s+of\s+)?(?:the\s+)?"
)
"""``Annual Meeting of Shareholders of Acme Corp. (the "Company")`` names Acme Corp."""


def _cover_name(document: Document) -> Iterator[Found[str]]:
    """The line above, or the words before, ``(Exact name of registrant as specified in its charter)``."""
    head = document.text[:8000]
    below = _exact(head)
    if below < 0:
        return
    before = head[:below].rstrip("\n \t(").rstrip("\n \t_-—=*")
    start = before.rfind("\n") + 1
    name = before[start:].strip(" \t_-—=*:")
    at = start + before[start:].find(name) if name else start
    if 2 < len(name) < 120 and not re.search(r"date of|earliest event|commission file", name, re.IGNORECASE):
        yield Found(" ".join(name.split()), Span(at, at + len(name)), "exact name of registrant")


def _exact(head: str) -> int:
    lower = lowered(head)
    at = lower.find("exact")
    while at >= 0 and not _EXACT.match(head, at):
        at = lower.find("exact", at + 1)
    return at


def _before_brackets(document: Document, head: str) -> Iterator[Found[str]]:
    """The capitalised words before the bracket of a symbol: ``Innovo Group Inc. (NasdaqSC: INNO)``."""
    for mention in sorted(tickers_in(head), key=lambda m: m.span.start):
        if name := _name_before(document, mention):
            yield name


_LEADS_OFF = re.compile(r"\bof\s+(?:the\s+)?$")
_RUN = re.compile(rf"[A-Z0-9][\w’'.&/+!-]*(?:,?[ \t]+{_PROPER}){{0,8}}\s*,?\s*$")
_DATELINE = re.compile(r"^.*(?:--|[–—]|\.{3}|\s-\s|\))\s*", re.DOTALL)


def _name_before(document: Document, mention: TickerWords) -> Found[str] | None:
    line = document.text.rfind("\n", 0, mention.bracket) + 1
    before = document.text[line : mention.bracket]
    dateline = _DATELINE.match(before)
    start = dateline.end() if dateline and dateline.end() < len(before.rstrip()) else 0
    run = _RUN.search(before, start)
    if not run:
        return None
    of_a_meeting = _OF_A_MEETING.match(run[0])
    lead = len(of_a_meeting[0]) if of_a_meeting and _LEADS_OFF.search(of_a_meeting[0]) else 0
    name = run[0][lead:].strip(" ,")
    if len(name) < 3 or name.lower() in ("the company", "the"):
        return None
    at = line + run.start() + lead
    return Found(" ".join(name.split()), Span(at, at + len(name)), "before its symbol")


_LEGAL = frozenset(
    re.findall(
        r"\w+",
        "inc incorporated corp corporation co company companies ltd limited plc llc lp the group holdings holding"
        " trust fund nv sa ag de of and new pa md ma oh nj ny com",
    )
)


def _key(name: str) -> list[str]:
    return [w for w in re.findall(r"[a-z0-9]+", name.lower().replace("'", "").replace("’", "")) if w not in _LEGAL]


def _same_company(one: str, other: str) -> bool:
    """Whether two spellings can be one company's: the first telling word of both is the same, or runs on."""
    a, b = _key(one), _key(other)
    if not a or not b:
        return one.lower()[:4] == other.lower()[:4]
    return a[0] == b[0] or "".join(a).startswith("".join(b)) or "".join(b).startswith("".join(a))


def _keep_tickers(facts: CompanyFacts, documents: Sequence[Document]) -> None:
    """Cover facts and the cover's table first, then what stands beside a registrant's name; each symbol once."""
    found: dict[tuple[str, str], tuple[Ticker, _Printed]] = {}
    for document in documents:
        of_cover = [*_cover_tickers(document), *_table_tickers(document)]
        for ticker, span, rule in of_cover or _named_tickers(document, facts):
            printed = _Printed(document, Found(ticker.symbol, span, rule))
            found.setdefault((ticker.symbol, _market(ticker.exchange)), (ticker, printed))
    facts.tickers = tuple(ticker for ticker, _ in found.values())
    for index, (_, printed) in enumerate(found.values()):
        facts.evidence[f"/tickers/{index}/symbol"] = evidence(printed.document, Found(*_fields(printed.found)))


_MARKETS = (
    ("nasdaq", "nasdaq"),
    ("nyse", "nyse"),
    ("new york", "nyse"),
    ("toronto", "tsx"),
    ("tsx", "tsx"),
    ("otc", "otc"),
)


def _market(exchange: str | None) -> str:
    """One word for the spellings of a market, so that a symbol told twice is one: ``NYSE`` and ``New York Stock …``."""
    lower = (exchange or "").lower()
    return next((word for start, word in _MARKETS if start in lower), lower)


_Row = tuple[Ticker, Span, str]
_SYMBOL = re.compile(r"[A-Z][A-Z0-9]{0,5}(?:[./ -]?[A-Z]{1,3}){0,2}")


def _cover_tickers(document: Document) -> Iterator[_Row]:
    by_context: dict[str, dict[str, CoverFact]] = {}
    for fact in document.cover_facts:
        by_context.setdefault(fact.context, {})[fact.name] = fact
    for facts in by_context.values():
        symbol = facts.get("TradingSymbol")
        if symbol and symbol.span and _SYMBOL.fullmatch(symbol.value):
            exchange = facts.get("SecurityExchangeName")
            yield Ticker(symbol.value, exchange.value if exchange else None), symbol.span, "cover page fact"


_SYMBOL_HEAD = guarded(r"\b(?:trading\s+)?symbol|\bticker", re.IGNORECASE)
_EXCHANGE_HEAD = re.compile(r"\bexchange\b", re.IGNORECASE)


def _table_tickers(document: Document) -> Iterator[_Row]:
    """The table of securities registered under Section 12(b): title, symbol, exchange."""
    for block in document.blocks[:60]:
        if not isinstance(block, Table) or not _names_symbols(document.words(block.span)):
            continue
        head = next(
            (
                r
                for r in block.rows[:4]
                if _SYMBOL_HEAD.search(document.words(r.span)) and _EXCHANGE_HEAD.search(document.words(r.span))
            ),
            None,
        )
        if not head:
            continue
        for row in block.rows[block.rows.index(head) + 1 :]:
            cells = [document.words(c.span).strip() for c in row.cells]
            at = next((i for i, c in enumerate(cells) if i and _SYMBOL.fullmatch(c) and len(c) <= 8), None)
            if at is not None:
                exchange = cells[at + 1] if at + 1 < len(cells) else None
                yield Ticker(cells[at], exchange), row.cells[at].span, "table of registered securities"


def _names_symbols(words: str) -> bool:
    lower = words.lower()
    return "exchange" in lower and ("symbol" in lower or "ticker" in lower)


def _named_tickers(document: Document, facts: CompanyFacts) -> Iterator[_Row]:
    """Symbols in a bracket behind a registrant's name, or behind such a bracket (``(NYSE: MUX) (TSX: MUX)``)."""
    last_end, belongs = -1, False
    for mention in sorted(tickers_in(document.text[:HEAD_CHARACTERS]), key=lambda m: m.span.start):
        chained = last_end >= 0 and not document.text[last_end : mention.bracket].strip(" ()[];,")
        if not (chained and belongs):
            name = _name_before(document, mention)
            belongs = bool(name and any(_same_company(name.value, c.name) for c in facts.companies))
            belongs = belongs or bool(not facts.companies and name)
        last_end = mention.span.end
        if belongs:
            yield Ticker(mention.symbol, mention.exchange), mention.span, "symbol behind the company's name"
