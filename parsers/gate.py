"""Whether a document could tell the result of a vote: asked of its bytes, before anything is made of them.

Most filings tell none, and an earnings release is a quarter of a megabyte of tables. Taking a document's words and
looking for those who vote beside those of deciding costs a fraction of laying it out. The question is asked
generously: whatever `parsers.words.results` would take as a result must pass, and what passes is read in full.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Set
from itertools import pairwise

from parsers.cover_page import end_of_symbols
from parsers.submission import SubmissionDocument
from parsers.words.needed import words_needed

_BEFORE, _AFTER = 320, 420
"""Characters around a voter's word in which the word of deciding stands: the longest gaps of the rules, and markup."""

_VOTERS = (
    b"holder", b"owners", b"limited partners", b"members", b"beneficiar", b"meeting", b" agm", b" egm", b"vote",
    b"voting", b"poll", b"consent", b"action in writing", b"proposal", b"resolution", b"nominee", b"slate",
)  # fmt: skip
"""Those who vote, and what they vote on or by."""
_IN_PASSING = re.compile(
    rb"holders?(?:'|\x92|\xe2\x80\x99|&#?\w+;)?s?\s+(?:equity|deficit|value)|members of (?:the|our) (?:board|team)"
)
_DIVIDEND = re.compile(rb"(?:to|attributable to) (?:\w+ ){0,3}\w*\Z")

_VERDICT = (
    rb"(?:approv|disapprov|accept|sanction|adopt|elect(?:ed|s\b|ion)|re-elect|ratif|reject|defeat|passed|carried|appoint"
    rb"|confirm|endors)"
)
_DECIDED_AFTER = re.compile(
    _VERDICT
    + rb"|(?<!shares )(?<!share )authori[sz]ed|consented|chose\b|selected|supported|backed|voted|turn(?:ed)? down"
    rb"|\bfail|\blost\b|fell short|did not (?:pass|carry)|declined|refused"
    rb"|\bvotes|cast\b|in favou?r|received|obtained|meeting\s+results|tabulation"
)
_DECIDED_BEFORE = re.compile(
    rb"(?:\bwas|\bwere|\bbeen|\bbeing|\bis|\bare|\ball|\beach)\s+(?:\S+\s+){0,4}?(?:" + _VERDICT + rb"|authori[sz]ed)"
    rb"|\bpassed|\bcarried|\bfail|\blost\b|fell short|did not|(?:turned|voted) (?:down|through)"
    rb"|\bgained|\bobtained|\bsecured|\breceived|\bwins?\b|\bwon\b|\breceives?\b|\bresults\s+(?:of|from|for|at)\s[^.;]{0,80}\Z"
    rb"|\bapproval\s+(?:of|by|from)\s[^.;]{0,80}\Z|" + _VERDICT + rb"\w*\s+by\s[^.;]{0,80}\Z"
)


_Ways = tuple[tuple[tuple[bytes, ...], ...], ...]
"""The ways in which a text can have what a pattern needs; in each, one word of every set."""


def _needed(pattern: re.Pattern[bytes]) -> _Ways:
    return tuple(tuple(tuple(word.encode() for word in words) for words in way) for way in words_needed(pattern))


_NEEDED_AFTER, _NEEDED_BEFORE = _needed(_DECIDED_AFTER), _needed(_DECIDED_BEFORE)
_ALONE = (
    (b"5.07", None),
    (b"5. 07", None),
    (b"to a vote", None),
    (b"to vote", re.compile(rb"matters?\s+to\s+vote")),
    (
        b"results",
        re.compile(rb"(?:vote|voting|poll|election)\s+results|results\s+of\s+the\s+(?:vot|matters|proposals)"),
    ),
    (b"shares voted", None),
    (b"election of", re.compile(rb"(?:announces|reports)\s+(?:the\s+)?election\s+of")),
)
"""Words that need no others beside them (the items made for results, and results announced); a pattern after a word
says what must stand around it."""
_ROOTS = {b"vot": (b"to a vote", b"to vote", b"shares voted", b"vote", b"voting"), b"gm": (b" agm", b" egm")}
"""What several of those words hold: a text without it has none of them."""

_HEADER, _END_HEADER = b"<ix:header", b"</ix:header>"
_HEADER_WITHIN = 20_000
"""Bytes in which inline XBRL's hidden header begins; what it says is no sentence."""

_ITEMS = (b"Item", b"ITEM")

_PERIODIC = re.compile(r"10-[QK]", re.IGNORECASE)


def worth_reading(documents: Iterable[SubmissionDocument], items: Collection[str] = ()) -> list[SubmissionDocument]:
    """The documents to lay out: the report and each exhibit that could tell a result; none where nothing could.

    ``items`` are the report's by its header: with Item 5.07 among them nothing needs to be looked for in it.
    """
    candidates = [document for document in documents if document.may_hold_results]
    for_results = "5.07" in items
    telling = [d for d in candidates if (for_results and not d.is_exhibit) or could_tell(d)]
    return [d for d in candidates if not d.is_exhibit or d in telling] if telling else []


def could_tell(document: SubmissionDocument) -> bool:
    """Whether a result could stand in a document. Always for a periodic report: its items are numbered otherwise."""
    if _PERIODIC.match(document.type):
        return True
    text = words_of(_below_cover(document))
    absent = {word for root, words in _ROOTS.items() if root not in text for word in words}
    return _announced(text, absent) or _decided(text, list(_voters_in(text, absent)))


def _below_cover(document: SubmissionDocument) -> bytes:
    """The body, without a cover page that marks its symbols; with it where an item stands before they end."""
    end = end_of_symbols(document)
    if end < 0 or any(document.buffer.find(word, document.start, end) >= 0 for word in _ITEMS):
        return document.body
    return document.buffer[end : document.end]


def words_of(source: bytes) -> bytes:
    """The words of HTML or plain text, in small letters, without tags: rough, quick, and only good for looking."""
    start = source.find(_HEADER, 0, _HEADER_WITHIN)
    end = source.find(_END_HEADER, start) if start >= 0 else -1
    source = source[:start] + source[end:] if end >= 0 else source
    words = b" ".join(source.replace(b">", b"<").split(b"<")[::2]) if b"<" in source else source
    return words.lower().replace(b"&nbsp;", b" ").replace(b"&#160;", b" ")


def _announced(text: bytes, absent: Set[bytes]) -> bool:
    return any(
        around is None or around.search(text, max(0, at - 40), at + 60)
        for word, around in _ALONE
        if word not in absent
        for at in _places(text, word)
    )


def _voters_in(text: bytes, absent: Set[bytes]) -> Iterator[int]:
    """Where those who vote are named, but not those whom a balance sheet or a dividend names."""
    for stem in _VOTERS:
        for at in _places(text, stem) if stem not in absent else ():
            if not _IN_PASSING.match(text, at) and not (
                text.startswith(b"holders of record", at) and _DIVIDEND.search(text, max(0, at - 60), at)
            ):
                yield at


def _places(text: bytes, word: bytes) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))


def _decided(text: bytes, voters: list[int]) -> bool:
    """Whether a word of deciding stands beside a voter's; the plainest voters are asked first."""
    near = {at for run in _runs(sorted(voters)) if _may_decide(text, run) for at in run}
    return any(at in near and _decided_near(text, at) for at in voters)


def _runs(voters: list[int]) -> Iterator[list[int]]:
    """Voters' words that stand near each other, together."""
    edges = [at for at, (one, other) in enumerate(pairwise(voters), 1) if other - one > _AFTER]
    return (voters[start:end] for start, end in pairwise((0, *edges, len(voters))) if end > start)


def _may_decide(text: bytes, run: list[int]) -> bool:
    near = text[max(0, run[0] - _BEFORE) : run[-1] + _AFTER]
    return _holds(near, _NEEDED_AFTER) or _holds(near, _NEEDED_BEFORE)


def _decided_near(text: bytes, at: int) -> bool:
    return _finds(_DECIDED_AFTER, _NEEDED_AFTER, text, at + 3, at + _AFTER) or _finds(
        _DECIDED_BEFORE, _NEEDED_BEFORE, text, max(0, at - _BEFORE), at
    )


def _finds(pattern: re.Pattern[bytes], needed: _Ways, text: bytes, start: int, end: int) -> bool:
    return _holds(text[start:end], needed) and pattern.search(text, start, end) is not None


def _holds(text: bytes, needed: _Ways) -> bool:
    """Whether a text has what a pattern needs: asked at each voter's word, so in loops and not in generators."""
    for way in needed:
        for words in way:
            for word in words:
                if word in text:
                    break
            else:
                break
        else:
            return True
    return False
