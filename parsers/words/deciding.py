"""How votes are said to end: words that telling a result (`results`) and reading its outcome (`votes.outcomes`) share.

Each is a part of a regular expression for text in any case. What holders do is active (``rejected the plan``); what
becomes of a matter is passive (``the plan was rejected``), or has no object (``the plan failed``).
"""

from __future__ import annotations

MATTER = (
    r"(?:(?:proposal|resolution|matter|motion|item|nominee|director|amendment|plan|merger|transaction|auditor|trustee)s?"
    r"|compensation|remuneration|acquisition|business\s+combination|appointment|ratification|election|adjournment|agreement"
    r"|split|increase|issuance|slate)"
)
"""What is voted on."""

TO_APPROVE = r"(?:approve|adopt|ratify|pass|authori[sz]e|endorse|confirm|accept|elect|re-?elect)"
GAVE_APPROVAL = r"gave\s+(?:their|its)\s+(?:\w+\s+)?(?:approval|consent|support)\s+to"
WOULD_NOT = rf"(?:declined|refused)\s+to\s+{TO_APPROVE}"

ELECTED_PERSONS = (
    r"elected\b(?!\s+to\s+(?:receive|have|convert|redeem|participate|take|exercise|purchase|sell|tender|retain|roll"
    r"|not)\b)"
)
"""Holders elect persons, or to receive cash."""
TURNED_DOWN = r"(?:rejected|defeated|disapproved|voted\s+down|turned\s+down)"
"""What a matter that was not approved was."""
_END = r"(?=\s*(?:$|[.,;)]|(?:at|by|with|on|in|unanimously|overwhelmingly|easily|narrowly|because|and)\b))"
_GAIN = r"(?:receive|obtain|get|win|gain|garner|secure|achieve|attract)"
_ENOUGH = (
    r"(?:the\s+|a\s+|enough\s+|sufficient\s+)*(?:(?:\w+[\s-]){0,3}?)(?:votes?|approval|support|majority|two-thirds)"
)
PASSED = rf"(?:passed|carried){_END}"
FAILED = (
    rf"(?:failed(?:\s+to\s+(?:pass|carry|{_GAIN}))?(?!\s+to)\b|lost{_END}|fell\s+short\s+of\b"
    rf"|did\s+not\s+(?:pass|carry){_END}|did\s+not\s+{_GAIN}\s+{_ENOUGH}|received\s+insufficient\s+(?:votes|support))"
)
GAINED = (
    r"(?:(?:received|obtained|got|won|gained|garnered|secured)\s+(?:the\s+)?"
    r"(?:(?:requisite|required|necessary|majority|(?:share|stock)holder|overwhelming|strong)\s+)+"
    r"(?:approval|support|votes?|majority)"
    r"|won\s+approval)\b"
)
