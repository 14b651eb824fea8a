"""Sentences that tell how a vote of security holders ended, and those that only speak of one.

`told` says by which rule a sentence tells a result. It is strict, for text that need not be about a meeting at all: a
press release, an Item 8.01. A vote to come, a condition, a wish, an act of the board and a vote recalled in passing
tell nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ResultRule:
    """The words that tell a result; ``takes`` and ``refuses`` are a sentence of each kind."""

    name: str
    words: re.Pattern[str]
    takes: str
    refuses: str


_HOLDERS = (
    r"(?:(?:share|stock|unit|security|securities|interest|bond|note|warrant|debenture|policy|certificate"
    r"|depositary receipt)[\s-]?(?:holder|owner)s?"
    r"|(?:limited\s+)?partners|members|beneficial\s+(?:owners|holders)|beneficiaries|holders?\s+of\s+(?:(?:[^.;]"
    r"|\.(?=\d)){0,80}?)"
    r"(?:shares?|stock|units?|interests?|securities|notes|warrants|voting\s+power|votes)|majority\s+(?:holders?"
    r"|owners?))(?:['’]s?)?"
)
_DECIDED = (
    r"(?:approved|adopted|ratified|re-?elected|elected|rejected|defeated|voted|authori[sz]ed|confirmed|endorsed"
    r"|passed"
    r"|re-?appointed|appointed|consented|chose|selected|supported|backed|cast\s+(?:their\s+)?votes?\s+(?:on|as"
    r"|in\s+favou?r)|cast\s+their\s+ballots)"
)
_ADVERBS = r"(?:(?:also|have|has|had|each|further|duly|today|yesterday|earlier today|did not|not|then|\w+ly)\s+)*"
_MATTER = (
    r"(?:proposals?|resolutions?|matters?|motions?|items?|nominees?|directors?|amendments?|plans?|mergers?"
    r"|transactions?|compensation|auditors?"
    r"|acquisition|business combination|appointment|election|adjournment|agreement|split|increase|compensation"
    r"|slate|trustees?)"
)


def _rule(name: str, words: str, takes: str, refuses: str) -> ResultRule:
    return ResultRule(name, re.compile(words, re.IGNORECASE), takes, refuses)


RULES: tuple[ResultRule, ...] = (
    _rule(
        "holders decided",
        rf"\b{_HOLDERS}\s*(?:\([^)]*\)\s*)?(?:(?:of|in|at|from|representing|holding|owning|present|who|,"
        rf"|voting)\b(?:[^.;:]|\.(?=\d)){{0,140}}?)?\s*,?\s*{_ADVERBS}(?:{_DECIDED}\b"
        r"|failed\s+to\s+(?:approve|elect|adopt|ratify)|(?:approve|adopt|ratify|elect|re-?elect"
        r"|reject)\b(?!\s+(?:or|to|cash|stock|either|not)\b))",
        "At the special meeting held earlier today, its stockholders approved the acquisition",
        "Stockholders will be asked to approve the acquisition",
    ),
    _rule(
        "decided by holders",
        rf"\b(?:was|were|has been|have been|had been|is|being"
        rf"|been)\s+{_ADVERBS}(?:{_DECIDED})\s+(?:\w+\s+)?by\s+(?:an?\s+|the\s+|its\s+|our\s+|their\s+"
        rf"|\S+['’]s\s+|\w+\s+){{0,8}}(?:vote\s+of\s+)?(?:(?:[^.;:]|\.(?=\d)){{0,60}}?){_HOLDERS}",
        "The amendment was approved by the Company's stockholders at the annual meeting",
        "The amendment was approved by the Board of Directors",
    ),
    _rule(
        "decided at the meeting",
        rf"\bmeeting\b(?:[^.;]|\.(?=\d)){{0,260}}?\b(?:was|were|has been|have been)\s+{_ADVERBS}(?:approved"
        rf"|adopted|ratified|re-?elected|elected|rejected|defeated|passed|carried)\b",
        "At the annual meeting, all nine nominees were elected",
        "At the annual meeting, Ms. Lee will retire",
    ),
    _rule(
        "a matter was decided",
        rf"\b{_MATTER}\b(?:[^.;]|\.(?=\d)){{0,120}}?\b(?:was|were|has been|have been)\s+{_ADVERBS}(?:approved"
        rf"|adopted|ratified|re-?elected|elected|rejected|defeated|passed|carried)\b(?:[^.;]"
        rf"|\.(?=\d)){{0,140}}\b(?:meeting|votes?|{_HOLDERS})\b",
        "The proposal was approved with 98.2% of the votes cast",
        "The proposal was approved by the committee",
    ),
    _rule(
        "received the votes",
        r"\breceived\s+(?:(?:[^.;]|\.(?=\d)){0,60}\s)?(?:votes?\b|majority|highest number|support)"
        r"|\bvotes?\s+(?:were\s+)?cast\s+(?:in\s+favou?r|for|against)\b"
        r"|\bvoted\s+(?:up)?on\s+and\s+(?:approved|adopted|passed)\b"
        r"|\bvotes\s+cast\s+(?:at\s+the\s+meeting\s+)?(?:were|was)\b"
        r"|\bapproval\s+was\s+(?:received|obtained|given)\b.{0,80}\bmeeting\b|\bvoted\s+(?:in\s+favou?r|for"
        r"|against)\b|\bvotes\s+in\s+favou?r\b|\bin favou?r of the (?:\w+\s+)?proposals?\b.{0,40}voted",
        "Each nominee received a majority of the votes cast",
        "We urge you to vote for our nominees",
    ),
    _rule(
        "results announced",
        r"\b(?:voting|election|vote|final|preliminary|certified|official|poll)\s+results\b|\bresults\s+(?:of"
        r"|from)\s+(?:the\s+|its\s+|our\s+|their\s+|\S+\s+){0,6}?"
        r"(?:vot(?:e|es|ing)|meetings?\b|elections?|poll)|\b(?:meeting|voting|vote)\s+results\b"
        r"|\bresults\s+of\s+(?:the\s+)?(?:matters|proposals)"
        r"|\bresults?\s+(?:for\s+each|of\s+each|were|was|are)\b(?:[^.;]|\.(?=\d)){0,60}(?:as follows|set forth"
        r"|below)",
        "Acme Corp. announces voting results of its annual meeting",
        "Acme Corp. announces results of its third quarter",
    ),
    _rule(
        "written consent",
        r"\b(?:written\s+consents?|consent\s+solicitation|action\s+in\s+writing)\b(?:[^.;]"
        r"|\.(?=\d)){0,260}?\b(?:approv(?:ed|ing)|adopt(?:ed|ing)|authori[sz](?:ed|ing)|elect(?:ed|ing)"
        r"|ratif(?:ied|ying)|amend(?:ed|ing)|remov(?:ed|ing))"
        r"|\b(?:approved|adopted|authori[sz]ed|elected|ratified|consented|executed|delivered|received|obtained"
        r"|signed|acted)\b(?:[^.;]|\.(?=\d)){0,260}?\bwritten\s+consents?",
        "Holders of a majority of the shares executed a written consent approving the amendment",
        "The bylaws permit action by written consent",
    ),
)

_NOT_YET = re.compile(
    r"\b(?:will|would|shall|may|might|could|can|must|should|if|unless|whether|until|upon|once|when|assuming"
    r"|expects?|expected|intends?|plans?\s+to"
    r"|seek(?:s|ing)?|solicit\w*|ask(?:s|ed|ing)?|request(?:s|ed|ing)?|urge[sd]?|recommend\w*|propos(?:e|es|ed"
    r"|ing)\s+(?:to|that)|subject\s+to|conditional|conditioned"
    r"|pending|in\s+order\s+to|required\s+to|needed\s+to|scheduled|to\s+be\s+held|to\s+be\s+voted"
    r"|(?:is|are|be|were|was)\s+(?:entitled|eligible)\s+to|right\s+to|able\s+to|to\s+have|in\s+the\s+event|provided\s+that|failure\s+(?:to|of)"
    r"|ability\s+to|inability|possib\w+|likelihood|risks?\b|opportunity\s+to|deadline|requires?"
    r"|majority\s+necessary|continues?\s+to)\b",
    re.IGNORECASE,
)
_RECALLED = re.compile(
    r"\b(?:previously|originally|initially|last)\s+(?:disclosed|announced|reported|approved|adopted|amended"
    r"|elected)|\bas\s+(?:previously\s+)?approved\b|\bwas\s+first\b"
    r"|\bwho\s+(?:was|were)\s+(?:first\s+|most recently\s+)?(?:elected|appointed)"
    r"|\bsince\s+(?:being\s+)?(?:elected|(?:19|20)\d\d)|\bprior\s+(?:year|annual)|\blast\s+year"
    r"|\bhistor|\bsafe harbor|\bforward[- ]looking",
    re.IGNORECASE,
)
_BOARD = re.compile(
    r"\b(?:board|committee)\b(?!['’]s\s+(?:\w+\s+)?nominees)(?:[^.;]|\.(?=\d)){0,80}?\b(?:approved|adopted|elected|appointed"
    r"|authori[sz]ed|ratified|voted|re-?elected)\b",
    re.IGNORECASE,
)
_NO_MATTERS = re.compile(
    r"\bno\s+(?:\w+\s+)?(?:matters?|items?|proposals?)\b(?:[^.;]|\.(?=\d)){0,60}\b(?:submitted|voted|presented"
    r"|brought)|\bnot\s+applicable\b|^\W*(?:none|n/?a)\W*$|\bno\s+(?:meeting|vote)s?\s+of\s+(?:security|share"
    r"|stock)\s*holders",
    re.IGNORECASE,
)
_PUT_OFF = re.compile(
    r"\b(?:adjourn|postpone|resched|cancel|recess|reconven)\w*\b",
    re.IGNORECASE,
)


def told(sentence: str) -> str | None:
    """The name of the rule by which a sentence tells a result; ``None`` when it tells none."""
    if _RECALLED.search(sentence):
        return None
    for rule in RULES:
        for match in rule.words.finditer(sentence):
            if not _idle(sentence, match):
                return rule.name
    return None


_VERDICT = re.compile(
    r"\b(?:approved|adopted|ratified|re-?elected|elected|rejected|defeated|passed|carried|withdrawn|not\s+voted)\b",
    re.IGNORECASE,
)


def told_in_its_place(sentence: str) -> str | None:
    """The same for a text that is made for results (Item 5.07), where a bare verdict is one: ``Proposal 2: approved``."""
    strict = told(sentence)
    if strict or _RECALLED.search(sentence):
        return strict
    for match in _VERDICT.finditer(sentence):
        if not _idle(sentence, match):
            return "a verdict in its place"
    return None


def _idle(sentence: str, match: re.Match[str]) -> bool:
    """Whether the words around a match make it a wish, a condition, a plan, or the board's act."""
    lead = sentence[max(0, match.start() - 60) : match.end()]
    board = _BOARD.search(lead)
    return bool(_NOT_YET.search(lead)) or bool(board and not re.search(_HOLDERS, board[0], re.IGNORECASE))


def says_no_matters(text: str) -> bool:
    """``No matters were submitted to a vote``, ``None.``, ``Not applicable.``"""
    return bool(_NO_MATTERS.search(text))


def speaks_of_putting_off(sentence: str) -> bool:
    """Whether a sentence speaks of an adjournment, a postponement or a cancelled meeting."""
    return bool(_PUT_OFF.search(sentence))
