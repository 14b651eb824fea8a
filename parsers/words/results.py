"""Sentences that tell how a vote of security holders ended, and those that only speak of one.

`told` says by which rule a sentence tells a result. It is strict, for text that need not be about a meeting at all: a
press release, an Item 8.01. A vote to come, a condition, a wish, an act of the board, a vote of other people (a union,
a council) and a vote recalled in passing tell nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers.words.deciding import (
    ELECTED_PERSONS,
    FAILED,
    GAINED,
    GAVE_APPROVAL,
    MATTER,
    PASSED,
    TURNED_DOWN,
    WOULD_NOT,
)
from parsers.words.needed import Guarded, guarded


@dataclass(frozen=True, slots=True)
class ResultRule:
    """The words that tell a result; ``takes`` and ``refuses`` are a sentence of each kind."""

    name: str
    words: Guarded
    takes: str
    refuses: str


def _any(*alternatives: str) -> str:
    return f"(?:{'|'.join(alternatives)})"


def _gap(characters: int) -> str:
    """Up to so many characters of one clause; the point of ``98.2%`` and that of ``Acme Corp. today`` end none."""
    return rf"(?:[^.;]|\.(?!\W*$|\s+(?-i:[A-Z]))){{0,{characters}}}?"


_HOLDERS = _any(
    r"(?:share|stock|unit|security|securities|interest|warrant|debenture|policy|certificate)[\s-]?(?:holder|owner)s?",
    r"limited\s+partners",
    r"(?:beneficial|registered|record)\s+(?:owners|holders)",
    r"beneficiaries",
    r"members(?=\s+(?:of\s+(?:the|our|its)\s+(?:cooperative|association|company|llc|bank|mutual)\b(?!['’])"
    r"|approved|elected|voted))",
    r"(?<=\bthe\s)members(?=\s+(?:also\s+)?(?:ratified|confirmed|endorsed|adopted|rejected|did\s+not))",
    r"holders?\s+of\s+" + _gap(80) + r"(?:shares?|stock|units?|interests?|securities|warrants|voting\s+power|votes)",
    r"majority\s+(?:holders?|owners?)",
    r"(?<=\bits\s)members(?=,?\s+(?:have\b|passed|resolved))",
    r"(?<!\bat\sthe\s)(?<!\bin\sthe\s)(?<!\bof\sthe\s)(?<!ring\sthe\s)(?<!\bto\sthe\s)(?<!\bfor\sthe\s)(?<=\bthe\s)(?:(?:annual|extraordinary|ordinary)\s+)?general\s+meeting",
)
_DECIDED = _any(
    r"approved", r"adopted", r"ratified", r"re-?elected", ELECTED_PERSONS, r"rejected", r"defeated", r"voted",
    r"authori[sz]ed", r"confirmed", r"endorsed", r"passed", r"re-?appointed", r"appointed", r"consented", r"chose",
    r"selected", r"turned\s+down", r"supported", r"backed", r"cast\s+(?:their\s+)?votes?\s+(?:on|as|in\s+favou?r)",
)  # fmt: skip
_VERDICT = _any(
    "approved", "adopted", "ratified", "re-?elected", "elected", "rejected", "defeated", "passed", "carried"
)
_WAS = r"(?:was|were|has\s+been|have\s+been|had\s+been)"
_ADVERBS = (
    r"(?:(?:also|have|has|had|each|all|both|further|duly|today|yesterday|earlier\s+today|did\s+not|not|then|\w+ly)\s+)*"
)
_ENDED = (
    rf"(?:{_WAS}\s+{_ADVERBS}(?:{_VERDICT}|{TURNED_DOWN}|accepted|confirmed|endorsed|sanctioned|voted\s+through)"
    rf"|{PASSED}|{FAILED}|{GAINED})"
)
"""What became of a matter."""
_HOLDERS_MEETING = (
    rf"(?:annual|special|general|extraordinary|AGM|EGM|reconvened|adjourned|{_HOLDERS}['’]?)\b{_gap(60)}\bmeetings?\b"
    r"|\b(?:AGM|EGM)\b"
    rf"|\bmeetings?\s+of\s+(?:\w+\s+){{0,3}}?{_HOLDERS}\b"
)


_AUTHORITY = (
    r"(?:the\s+|its\s+|an?\s+)?(?:\w+\s+)?(?:agency|agencies|regulators?|authorit\w+|commission|court|lenders?|congress"
    r"|legislature|government)\b"
)


def _rule(name: str, words: str, takes: str, refuses: str) -> ResultRule:
    return ResultRule(name, guarded(words, re.IGNORECASE), takes, refuses)


RULES: tuple[ResultRule, ...] = (
    _rule(
        "holders decided",
        rf"\b{_HOLDERS}(?:['’]s?)?(?:\s+meeting|\s+have(?=,))?\s*(?:\([^)]*\)\s*)?"
        rf"(?:(?:(?:of|in|at|from|representing|holding|owning|present|who|voting)\b|,\s+(?:voting|acting|by|upon|following)\b){_gap(140)})?\s*,?\s*{_ADVERBS}"
        + _any(
            rf"(?:{_DECIDED}|{GAVE_APPROVAL}|accepted(?!\s+(?:its|the|their|an?)\s+(?:\w+\s+){{0,2}}offer)|sanctioned|{TURNED_DOWN}|{WOULD_NOT})\b",
            r"failed\s+to\s+(?:approve|elect|adopt|ratify)",
            r"(?:approve|adopt|ratify|elect|re-?elect|reject)\b(?!\s+(?:or|to|cash|stock|either|not)\b)",
            r"votes?\s+(?:\w+ly\s+)?(?:to\s+(?:approve|elect|adopt|ratify|reject)|in\s+favou?r|down)\b",
        ),
        "At the special meeting held earlier today, its stockholders approved the acquisition",
        "Stockholders will be asked to approve the acquisition",
    ),
    _rule(
        "decided by holders",
        rf"\b(?:{_WAS}|is|being|been)\s+{_ADVERBS}{_DECIDED}\s+(?:\w+\s+)?by\s+(?!{_AUTHORITY}){_gap(110)}\b{_HOLDERS}"
        rf"|^[^.]{{0,100}}\b(?:approved|elected|rejected)\s+by\s+(?!{_AUTHORITY})[^.]{{0,40}}{_HOLDERS}\W*$",
        "The amendment was approved by the Company's stockholders at the annual meeting",
        "The amendment was approved by the Board of Directors",
    ),
    _rule(
        "approval obtained",
        rf"\b(?:receiv|obtain|secur|win|won|gain|garner)\w*\s+(?:\w+\s+){{0,4}}?{_HOLDERS}['’]?\s+approval\b"
        rf"|\b{_HOLDERS}\s+approval\b{_gap(80)}\b(?:was|has\s+been)\s+(?:received|obtained|granted|given|secured)\b"
        rf"|\bapproval\s+(?:of|by|from)\s+{_gap(60)}{_HOLDERS}\b{_gap(60)}\b(?:was|has\s+been)\s+(?:received"
        rf"|obtained|given)"
        rf"|\bapproval\s+was\s+(?:received|obtained|given)\b{_gap(80)}\bmeeting\b",
        "Acme receives shareholder approval for its merger with Beta",
        "The merger is subject to obtaining shareholder approval",
    ),
    _rule(
        "decided at the meeting",
        rf"\b(?:{_HOLDERS_MEETING}){_gap(260)}\b(?:{_WAS}\s+{_ADVERBS}{_VERDICT}|failed\s+to\s+pass)\b"
        rf"|\b(?:{_HOLDERS_MEETING}){_gap(120)}\b{MATTER}\b{_gap(160)}\b{_ENDED}"
        rf"|\b(?:{MATTER}\b{_gap(160)}\b{_ENDED}|{_WAS}\s+{_ADVERBS}{_VERDICT}){_gap(80)}\bat\s+(?:(?:its|the|a|our|an?)\s+)?(?:\S+\s+)?(?:annual|special|general|extraordinary)\s+(?:\w+\s+)?meeting\b(?!\s+of\s+(?:the\s+)?(?:board|directors|association))"
        rf"|\b(?:all|each|every)\s+(?:of\s+)?(?:the\s+)?(?:\w+\s+){{0,2}}(?:resolutions?|proposals?)\b(?!\s+(?:before|of|by)\s+(?:the|its|our)\s+board){_gap(80)}\b{_WAS}\s+{_ADVERBS}(?:{_VERDICT})\b(?!\s+by\s+(?:the\s+|our\s+)?(?:board|directors|committee))"
        rf"|\b(?:resolutions?|proposals?)\b{_gap(60)}\b(?:annual|special|general)\s+meeting\b{_gap(80)}\b{_WAS}\s+{_ADVERBS}(?:{_VERDICT})"
        rf"|^[^.]{{0,60}}\b(?:annual|special)\s+meeting:\s[^.]{{0,60}}\b{_VERDICT}\b"
        rf"|\b(?:at|during|in)\s+(?:the|this|that)\s+meeting\b{_gap(80)}\b{MATTER}\s+{_WAS}\s+{_ADVERBS}{_VERDICT}\b",
        "At the annual meeting, all nine nominees were elected",
        "At its meeting with the agency the drug was approved",
    ),
    _rule(
        "a matter was decided",
        rf"\b{MATTER}\b{_gap(120)}\b{_WAS}\s+{_ADVERBS}{_VERDICT}\b{_gap(140)}(?:\b(?:{_HOLDERS_MEETING}|votes?"
        rf"|{_HOLDERS})\b|%)",
        "The proposal was approved with 98.2% of the votes cast",
        "The proposal was approved by the committee",
    ),
    _rule(
        "received the votes",
        _any(
            rf"\breceived\s+{_gap(60)}(?:\bvotes?\b|\bmajority\s+of\s+(?:the\s+)?(?:votes?|shares?|support)"
            rf"|\bhighest\s+number\s+of)",
            r"\bvotes?\s+(?:were\s+)?cast\s+(?:in\s+favou?r|for|against)\b",
            r"\bvoted\s+(?:up)?on\s+and\s+(?:approved|adopted|passed)\b",
            r"\bvotes\s+cast\s+(?:at\s+the\s+meeting\s+)?(?:were|was)\b",
            rf"\b(?:shares?|votes?|proxies|{_HOLDERS})\b{_gap(120)}\bvoted\s+(?:in\s+favou?r|for|against)\b",
            rf"\bvotes\s+in\s+favou?r\b{_gap(80)}\d",
            rf"(?:%|\bpercent|\bper\s+cent\.?)\s+of\s+(?:the\s+)?(?:\w+\s+)?(?:shares?|votes?|units?){_gap(60)}\b(?:cast|voted)\s+(?:in\s+favou?r|for|against)\b",
            rf"\b(?:failed\s+to|did\s+not)\s+(?:receive|obtain|get|win|garner)\b{_gap(60)}\b(?:votes?|majority|shareholder\s+approval)\b{_gap(80)}\b(?:{_HOLDERS}|meeting)\b",
            rf"\breceived\s+{_gap(30)}\d%\s+(?:support|approval)\b{_gap(30)}{_HOLDERS}",
        ),
        "Each nominee received a majority of the votes cast",
        "The company received a majority of its revenue from one customer",
    ),
    _rule(
        "matters voted upon",
        rf"\b(?:{_HOLDERS_MEETING}|{_HOLDERS})\b{_gap(120)}\b(?:matters?|proposals?|items?)\s+(?:was|were)\s+(?:\w+\s+)?"
        r"(?:voted|acted)(?=\s+(?:up)?on\b)"
        rf"|\b(?:proposals?|matters?|amendments?)\b{_gap(300)}\b(?:was|were)\s+voted\s+(?:up)?(?:on\s+)?as\s+follows\b",
        "At the annual meeting of stockholders on May 4 the following matters were voted upon",
        "At the annual meeting of stockholders on May 4 the following matters will be voted upon",
    ),
    _rule(
        "results announced",
        _any(
            r"\b(?:voting|vote|poll|AGM|director\s+election)\s+results\b",
            r"\breports?\s+on\s+(?:the\s+)?voting\s+(?:from|at)\b",
            rf"\b(?:final|preliminary|certified|official)\s+(?:vote\s+)?(?:results|count"
            rf"|tabulation)\b(?={_gap(120)}\b(?:vot\w+|meeting|nominees?|directors?)\b)",
            rf"\bresults\s+(?:of|from|for|at)\s+(?:the\s+|its\s+|our\s+|their\s+|\S+\s+){{0,6}}?(?:votes?\b"
            rf"|voting|{_HOLDERS_MEETING})",
            rf"\b(?:{_HOLDERS_MEETING})\s+results\b",
            r"\bresults\s+of\s+(?:the\s+)?(?:matters|proposals)",
            r"\b(?:reports?|announces?)\s+(?:the\s+)?election\s+of\s+(?:its\s+)?directors\b",
        ),
        "Acme Corp. announces voting results of its annual meeting",
        "Acme Corp. announces final results of its tender offer",
    ),
    _rule(
        "written consent",
        rf"\b(?:written\s+consents?|consent\s+solicitation|action\s+in\s+writing)\b{_gap(260)}"
        r"\b(?:approv|adopt|authori[sz]|elect|ratif|amend|remov)(?:i?ed|ing|ying)\b"
        rf"|\b(?:approved|adopted|authori[sz]ed|elected|ratified|consented|executed|delivered|received|obtained"
        rf"|signed|acted)\b{_gap(260)}"
        r"\bwritten\s+consents?",
        "Holders of a majority of the shares executed a written consent approving the amendment",
        "The bylaws permit action by written consent",
    ),
)

ANNOUNCEMENT = "results announced"
"""The rule whose sentences say that there are results and not what they are."""

_NOT_CONTENT = r"(?<!proposal )(?<!proposals )(?<!resolution )"
"""What a holder's proposal asks for is its content: ``a proposal requesting a report was carried``."""

_NOT_YET = re.compile(
    r"\b"
    + _any(
        "will", "would", "shall", "(?-i:may)", "might", "could", "can", "must", "should", "if", "unless", "whether",
        "until", r"(?<!voted )(?<!acted )upon(?!\s+(?:the\s+)?recommendation)", "once", "when",
        "assuming", r"expect\w*", r"intends?", r"plans?\s+to", r"seek(?:s|ing)?",
        r"(?<!consent )solicit\w*", rf"{_NOT_CONTENT}(?:ask(?:s|ed|ing)?|request(?:s|ed|ing)?|urge[sd]?)",
        r"(?<!with the )(?<!upon )(?<!upon the )recommend(?!ed\s+by\s+(?:the|its|our)\s+board)\w*",
        r"propos(?:e|es|ed|ing)\s+(?:to|that)", r"subject\s+to", "conditional", "conditioned",
        r"conditions?\s+(?:to|of)", "pending", r"in\s+order\s+to", r"(?:required|needed|necessary)\s+(?:to|for)",
        "scheduled", r"to\s+be\s+(?:held|voted)", r"(?:is|are|be|were|was)\s+(?:entitled|eligible)\s+to",
        r"(?:right|able|ability|inability|failure|opportunity)\s+(?:to|of)", r"to\s+have", r"in\s+the\s+event",
        r"provided\s+that", r"possib\w+", "likelihood", r"risks?", "deadline", r"requires?",
        r"majority\s+necessary", r"continues?\s+to", r"do(?:es)?\s+not",
    )
    + r"\b",
    re.IGNORECASE,
)  # fmt: skip
"""Words before a decision that make it a plan, a condition or a wish; ``May`` the month is none of them."""

_RECALLED = guarded(
    _any(
        r"\b(?:previously|originally|initially|last)\s+(?:approved|adopted|amended|elected)",
        r"\bas\s+(?:\w+\s+)?(?:previously|earlier)\s+(?:\w+\s+)?(?:disclosed|announced|reported)",
        r"\bas\s+(?:previously\s+)?approved\b",
        r"\bwas\s+first\b",
        r"\bwho\s+(?:was|were)\s+(?:first\s+|most\s+recently\s+)?(?:elected|appointed)",
        r"\bsince\s+(?:being\s+)?(?:elected|(?:19|20)\d\d)",
        r"\bprior\s+(?:year|annual)",
        r"\blast\s+year",
        r"\bhistor",
        r"\bsafe\s+harbor",
        r"\bvoted\b[^.;]{0,40}\bneeds?\s+(?:not|no)\b",
        r"\bforward[- ]looking",
        r"\bproxies\b[^.;]{0,80}\b(?:had|have)\s+been\s+(?:received|submitted)",
        r"\b(?:had|have)\s+submitted\s+(?:their\s+)?proxies",
        r"\breceipt\s+of\s+proxies",
        r"\bproxies\s+(?:submitted|received)\b",
        r"\bnot\s+yet\s+voted",
        r"\b(?:which|whom|(?<!announced\s)(?<!said\s)(?<!reported\s)(?<!announcing\s)(?<!today\s)that)\s+"
        r"(?:the\s+)?(?:\w+['’]s\s+)?\w*holders\s+had\b",
        r"\btime\s+of\s+(?:the\s+)?adjournment",
    ),
    re.IGNORECASE,
)
"""A vote of another time, and proxies that came in before a meeting that was put off."""

_BOARD = re.compile(
    rf"(?<!\brecommendation\sof\sthe\s)(?<!\brecommendations\sof\sthe\s)(?<!\brecommended\sby\sthe\s)(?<!\bproposed\sby\sthe\s)(?<!\bdeclassify\sthe\s)"
    rf"\b(?:board|committee)\b(?!['’]s\s+(?:\w+\s+)?nominees)(?!(?:\s+of\s+(?:directors|trustees))?\s+(?:was|were|has\s+been)\s){_gap(80)}\b(?:{_VERDICT}|appointed|authori[sz]ed"
    rf"|voted)\b",
    re.IGNORECASE,
)
_OTHER_VOTERS = guarded(
    r"\bunion\s+(?:members|employees|workers|representation)|\blabor\s+union|\bcollective\s+bargaining|\bUAW\b"
    r"|\bteamsters\b"
    r"|\b(?:city|county)\s+(?:council|commission|board)|\b(?:the|bankruptcy)\s+court|\bcreditors?\b|\b(?:tender"
    r"|exchange)\s+offer"
    r"|\bholders\s+of\s+[^.;]{0,40}\b(?:notes|debentures|bonds|claims)\b"
    r"|\bbefore\s+(?:the|its|our)\s+board\b"
    r"|\bFDA\b|\bphase\s+[123I]|\bclinical\b|\bindenture\b|\b(?:cash|consideration)\s+elections?\b"
    r"|\bemployees\s+voted|\bmeeting\s+of\s+the\s+(?:\w+\s+){1,4}(?:society|institute|chamber|league)\b",
    re.IGNORECASE,
)
"""Others who vote, elect and ratify. Where holders are the subject (the first rule), these are only spoken of."""

_DECISIONS = (
    "approv", "adopt", "elect", "ratif", "reject", "defeat", "vot", "authori", "confirm", "endors", "pass", "carr",
    "accept", "sanction", "lost", "short", "declin", "refus", "down",
    "appoint", "consent", "chose", "failed", "turned down", "select", "support", "backed", "result", "count", "tabulat",
)  # fmt: skip
_VOTERS = (
    "holder",
    "owner",
    "meeting",
    "vot",
    "consent",
    "agm",
    "egm",
    "partner",
    "member",
    "benefici",
    "%",
    "director",
)


def _could_tell(sentence: str) -> bool:
    """Whether a sentence has a word of deciding and one of who decides: cheaper than the rules, and no narrower."""
    lower = sentence.lower()
    return any(stem in lower for stem in _DECISIONS) and any(stem in lower for stem in _VOTERS)


def told(sentence: str) -> str | None:
    """The name of the rule by which a sentence tells a result; ``None`` when it tells none."""
    if not _could_tell(sentence) or _RECALLED.search(sentence):
        return None
    others = bool(_OTHER_VOTERS.search(sentence))
    for rule in RULES:
        if others and rule is not RULES[0]:
            continue
        for match in rule.words.finditer(sentence):
            if not _idle(sentence, match):
                return rule.name
    return None


_BARE_VERDICT = re.compile(rf"(?<!\bare\s)(?<!\bis\s)\b(?:{_VERDICT}|withdrawn|not\s+voted)\b", re.IGNORECASE)


def told_in_its_place(sentence: str) -> str | None:
    """The same for text made for results (Item 5.07), where a bare verdict is one: ``Proposal 2: approved``."""
    strict = told(sentence)
    if strict or _RECALLED.search(sentence):
        return strict
    for match in _BARE_VERDICT.finditer(sentence):
        if not _idle(sentence, match):
            return "a verdict in its place"
    return None


_AS_OFFICER = re.compile(
    r"\b(?:re-?)?elected\s+(?:[A-Z][\w.'’-]*\s+){1,4}(?:as\s+)?(?:its\s+|the\s+)?(?-i:(?:non-executive\s+|vice\s+)?(?:chair|president|secretary|treasurer|chief|lead\s+director))",
)
"""Boards elect their chairs and officers: ``elected Ann Lee chairman of the board``."""
_TO_COME = re.compile(
    r"\W*(?:(?:are|is|were|was)\s+)?(?:expected|anticipated|scheduled|will\b|to\s+be\b)", re.IGNORECASE
)


def _idle(sentence: str, match: re.Match[str]) -> bool:
    """Whether the words before a match, or in it, make it a wish, a condition, a plan, or the board's act."""
    lead = sentence[max(0, match.start() - 60) : match.end()]
    if _AS_OFFICER.search(sentence, match.start(), match.end() + 120):
        return True
    board = _BOARD.search(lead)
    to_come = _TO_COME.match(sentence, match.end())
    return bool(_NOT_YET.search(lead) or to_come) or bool(board and not re.search(_HOLDERS, board[0], re.IGNORECASE))


_NO_MATTERS = guarded(
    _any(
        rf"\bno\s+(?!other\b|further\b|additional\b)(?:\w+\s+)?(?:matters?|items?|proposals?)\b{_gap(60)}\b(?:submitted|voted|presented|brought)",
        r"\bnot\s+applicable\b",
        r"^\W*(?:none|n/?a|(?:removed\s+and\s+)?reserved)\W*$",
        r"\bno\s+(?:meeting|vote)s?\s+of\s+(?:security|share|stock)\s*holders",
    ),
    re.IGNORECASE,
)
_PUT_OFF = re.compile(r"\b(?:adjourn|postpone|resched|cancel|recess|reconven)\w*\b", re.IGNORECASE)


def says_no_matters(text: str) -> bool:
    """``No matters were submitted to a vote``, ``None.``, ``Not applicable.``"""
    return bool(_NO_MATTERS.search(text))


def speaks_of_putting_off(sentence: str) -> bool:
    """Whether a sentence speaks of an adjournment, a postponement or a cancelled meeting."""
    return bool(_PUT_OFF.search(sentence))
