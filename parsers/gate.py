"""Whether a long exhibit could tell the result of a vote: asked of its bytes, before anything is made of them.

An earnings release is a quarter of a megabyte of tables. Taking its words and looking for those who vote beside those
of deciding costs a tenth of laying it out. The question is asked generously: whatever `parsers.words.results`
would take as a result must pass, and an exhibit that passes is read in full.
"""

from __future__ import annotations

import re

from parsers.submission import SubmissionDocument

LONG = 40_000
"""Bytes from which asking pays; releases that tell results are a fraction of this."""

_BEFORE, _AFTER = 320, 420
"""Characters around a voter's word in which the word of deciding stands: the longest gaps of the rules, and markup."""

_VOTERS = re.compile(
    rb"""
      to\ (?:\w+\ ){0,3}\w*holders\ of\ record
    | \w*holders?(?:'|\x92|\xe2\x80\x99|&\#?\w+;)?s?\s+(?:equity|deficit|value)
    | attributable\ to\ (?:\w+\ ){0,3}\w*holders
    | members\ of\ (?:the|our)\ (?:board|team|management)
    | (?P<voter> holders?\b | owners\b | limited\ partners | members\b | beneficiar | meeting | \bagm\b | \begm\b
        | votes?\b | voted\b | voting\ results | poll\ results | election\ results | written\ consent
        | action\ in\ writing | consent\ solicitation | proposals?\b | resolutions?\b | nominees?\b | slate\b )
    """,
    re.VERBOSE,
)
"""Those who vote and what they vote on; the first four kinds are a balance sheet's, and pass over."""

_VERDICT = rb"(?:approv|adopt|elect(?:ed|s\b|ion)|re-elect|ratif|reject|defeat|passed|carried|appoint|confirm|endors)"
_DECIDED_AFTER = re.compile(
    rb"(?<!shares )(?<!share )(?:" + _VERDICT + rb"|authori[sz]ed|consented|chose\b|selected|supported|backed|voted"
    rb"|\bvotes|cast\b|in favou?r|received|obtained|meeting\s+results|tabulation)"
)
_DECIDED_BEFORE = re.compile(
    rb"(?:\bwas|\bwere|\bbeen|\bbeing|\bis|\bare|\ball|\beach)\s+(?:\S+\s+){0,4}?(?:" + _VERDICT + rb"|authori[sz]ed)"
    rb"|\breceived|\bwins?\b|\bwon\b|\breceives?\b|\bresults\s+(?:of|from|for|at)\s[^.;]{0,80}\Z"
    rb"|\bapproval\s+(?:of|by|from)\s[^.;]{0,80}\Z|" + _VERDICT + rb"\w*\s+by\s[^.;]{0,80}\Z"
)
_ALONE = re.compile(
    rb"(?:vote|voting|poll|election)\s+results|results\s+of\s+the\s+(?:vot|matters|proposals)|shares\s+voted"
    rb"|announces\s+the\s+election\s+of|reports\s+election\s+of"
)
"""Words that need no others beside them."""


def could_tell(document: SubmissionDocument) -> bool:
    """Whether a result could stand in a document. Always for the report itself and for a short exhibit."""
    if not document.type.upper().startswith("EX") or document.end - document.start < LONG:
        return True
    text = words_of(document.body)
    return _ALONE.search(text) is not None or any(
        _DECIDED_AFTER.search(text, found.end(), found.end() + _AFTER)
        or _DECIDED_BEFORE.search(text, max(0, found.start() - _BEFORE), found.start())
        for found in _VOTERS.finditer(text)
        if found["voter"]
    )


def words_of(source: bytes) -> bytes:
    """The words of HTML or plain text, in small letters, without tags: rough, quick, and only good for looking."""
    words = b" ".join(source.replace(b">", b"<").split(b"<")[::2]) if b"<" in source else source
    return words.lower().replace(b"&nbsp;", b" ").replace(b"&#160;", b" ")
