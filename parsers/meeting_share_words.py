"""The words of a clause by which a number of shares tells how many were outstanding or represented.

Those behind the number tell first: ``8,000,000 shares were represented``; else those before it: ``proxies for …``.
"""

from __future__ import annotations

import re

from parsers.words.needed import guarded

_SAID = r"\b(?<!that\s)(?<!which\s)(?:was|were|is|are|attend|participat|constitut|took|voted)"
"""Where what is said of the shares begins: ``63% of the shares outstanding | were represented``."""
PERCENT_OF = re.compile(
    r"(?P<lead>\s*)\(?\s*(?:or\s+)?(?:approximately\s+|about\s+|over\s+|more than\s+|an estimated\s+)?"
    r"\d[\d.]*\s*(?:%|percent|per\s+cent)\s*(?:\)\s*)?"
    rf"(?:(?>of\s+(?:(?!{_SAID})[^\d.,;()]){{0,140}})(?!\d))?",
    re.IGNORECASE,
)
UNIT = re.compile(
    r"\b(?:shares?|units?|interests|common\s+stock|ordinary|ADSs?|votes?|proxies|them"
    r"|stock)\b",
    re.IGNORECASE,
)
COUNTED_NEXT = re.compile(rf"\s*(?:{UNIT.pattern}|[,.)]|$)", re.IGNORECASE)
"""Right behind a number that counts shares: their word, or the end of its clause."""
PART_OF = re.compile(
    r"\s*(?:shares?|units?|votes?|interests?)?[^.;\t\d]{0,60}?[\s,]of\s+(?:the|our|its|a\s+total\s+of|all)\s*(?:[a-z’']+\s+){0,3}",
    re.IGNORECASE,
)
"""Between two numbers: ``8,000,000 shares of the 9,000,000 shares …``."""
SHARE_OF = re.compile(r"%\s*\)?,?\s*of\s+(?:the|our|its|all)?\s*(?:[a-z’']+\s+){0,3}$", re.IGNORECASE)
"""``90.1% of the 61,234,567 shares entitled to vote were represented`` tells the whole and not the part."""
OF_A_WHOLE = re.compile(r"\bof\s+(?:the\s+|our\s+|its\s+)?$", re.IGNORECASE)
A_PART = re.compile(r"\s*%?\s*,?\s*of\s+(?:the|our|its|all)\b", re.IGNORECASE)
"""``6,100,000 of the outstanding shares`` is no number of shares outstanding."""
OF_THE_VOTES = re.compile(
    r"\s*(?:shares?|votes?)?[\s%,]*of\s+(?:the|all)\s+(?:votes?|shares?)\s+(?:actually\s+)?(?:cast|voted|present|represented)\b",
    re.IGNORECASE,
)
"""``6,100,000 of the votes cast`` is no number of votes cast."""
NEXT_CLAUSE = re.compile(
    r"\b(?:of\s+(?:which|these|those|this\s+amount|that\s+(?:number|amount)|such\s+shares)"
    r"|(?:and\s+)?there\s+were|and\s+a\s+total|with\s+(?=\d))|;"
    r"|,\s*(?:the\s+|total\s+)?(?:number\s+of\s+)?(?:shares|votes|units)\s+(?:present|represented|voted|voting)\s*[:=]?\s*$",
    re.IGNORECASE,
)
OF_THESE = re.compile(r"\s*of\s+(?:these|those|such)\b", re.IGNORECASE)
"""``8,000,000 of these shares were voted``: the number's own clause, and no next one."""
REPRESENTED = guarded(
    r"\b(?:represented|(?:were|was|are|being|be)\s+present|present\s+(?:in|at|or|by|and|via|virtually"
    r"|or\s+represented)|attend\w*|participat\w+|took\s+part"
    r"|(?<!\bbe\s)voted(?!\s+(?:for|in\s+favou?r|against|to))"
    r"|(?:votes?\s+(?:were\s+)?|were\s+)cast(?!\s+(?:for|in\s+favou?r|against))"
    r"|(?:returned|received|submitted)\b[^.]{0,20}\bprox|constitut\w+\s+a\s+quorum|present\b)",
    re.IGNORECASE,
)
OUTSTANDING = guarded(
    r"\b(?:outstanding|entitled\s+to\s+(?:be\s+)?(?:voted?|cast)"
    r"|eligible\s+to\s+(?:be\s+)?(?:voted?|cast)|eligible\s+voting|issued|in\s+issue"
    r"|(?:ha[ds]|have|having|carr\w+)\s+the\s+right\s+to\s+vote|(?:may|could|can)\s+be\s+(?:cast|voted)"
    r"|voting\s+shares\s+(?:at|on|as\s+of)\s+the\s+record\s+date)\b",
    re.IGNORECASE,
)
_AND_IS = (
    r"(?:\b(?:of|was|were|is|are|totall?ed|totall?ing|equall?ed|number(?:ed|ing)|amount(?:ed|ing)\s+to|being|i\.e\.,?)"
    r"|[:\t–—-])\s*(?:approximately\s+|a\s+total\s+of\s+|holders\s+of\s+)?$"
)
_CHOICE = r"\b(?:for|favou?r|against|abst|withh|years?\b|advisory)"
"""Words of what was voted for: ``in favor of every year: 20,300,400`` tells no number of shares voted."""
BEFORE_OUTSTANDING = guarded(
    rf"\b(?:outstanding|entitled\s+to\s+vote|eligible\s+to\s+(?:be\s+)?vote)[^\d]{{0,90}}?{_AND_IS}"
    r"|\b(?:entitled|eligible)\s+to\s+(?:vote|cast|be\s+(?:cast|voted))\s+$"
    r"|\bshares\s+(?:eligible|outstanding)\s+$|\bof\s+record\b[^\d;]{0,90}\b(?:held|owned|had)\s+$"
    r"|\b(?:had|has|were|was)\s+(?:[\w,]+\s+){0,3}?outstanding\b"
    r"(?:(?!\band\b(?!\s+(?:entitled|eligible))|\bwhich\b|\binclud)[^\d;]){0,100}$",
    re.IGNORECASE,
)
BEFORE_REPRESENTED = guarded(
    rf"\b(?:represented|present|attended|by\s+proxy|quorum|shares\s+voting)[^\d]{{0,90}}?{_AND_IS}"
    rf"|\b(?:voted|votes?\s+(?:were\s+)?cast)(?:(?!{_CHOICE})[^\d]){{0,90}}?{_AND_IS}"
    r"|\b(?:shares?|units|votes)\s+(?:were\s+)?(?:voted|represented|present)(?:\s+in\s+person\s+or\s+by\s+proxy)?\s+$",
    re.IGNORECASE,
)
THERE_WERE = guarded(
    r"\bthere\s+(?:were|was)\s+(?:present|represented)\b[^\d.;]{0,120}$"
    r"|\bprox(?:y|ies)\b[^\d.;]{0,200}\b(?:representing|for|covering|in\s+respect\s+of)\s+$",
    re.IGNORECASE,
)
OTHER_MATTERS = re.compile(
    r"\b(?:authori[sz]ed|issuance|issuable|reserv\w+|available|plan\b|option\w*|repurchas\w*|redeem\w*|redemption"
    r"|convert\w*|exercis\w*|warrants?|granted|private\s+placement|par\s+value\s+of|for\s+issuance"
    r"|required\s+(?:for|to)|needed|necessary|increase\w*|weighted|prior\s+to\s+the\s+vote|will\s+(?:stay|remain|be))\b",
    re.IGNORECASE,
)
OTHER_BEFORE = re.compile(
    r"\b(?:warrants?|options?|notes|issu(?:e|ance|ing)|repurchas\w*|conver\w+|sale|sell|sold|purchas\w*|reserv\w+"
    r"|requir\w+|needed|at\s+least|minimum|up\s+to|includ\w+|exclud\w+|redeem\w*|own(?:s|ed|ing)?)\b[^,;:]{0,60}$",
    re.IGNORECASE,
)
"""``the issuance of 2,500,000 shares …``, ``who owns 1,200,000 of the shares outstanding``."""
TALLY = re.compile(
    r"\b(?:for|against|abstain\w*|abstentions?|withh\w+|in\s+favou?r"
    r"|broker\s+non-?votes?)\b",
    re.IGNORECASE,
)
CONSENT = guarded(r"\bconsent(?:s|ed|ing)?\b", re.IGNORECASE)
HOLDERS_OF = re.compile(r"\b(?:holders?|owners?|holding|held|holds?|owning)\b[^\d;]{0,60}$", re.IGNORECASE)
CLASS = re.compile(
    r"\b(class\s+[a-z]\b|series\s+[a-z0-9-]+\b|preferred|preference|founder|non-?voting"
    r"|exchangeable|special\s+voting)",
    re.IGNORECASE,
)
AND_AT_THE_END = re.compile(r"(?:,|\band|&)\s*$", re.IGNORECASE)
TOTAL = re.compile(r"\b(?:total|aggregate|combined|together|in\s+all|all\s+classes)\b", re.IGNORECASE)
PROXIES = guarded(r"\bprox(?:y|ies)\b|\bshares\s+voting\b", re.IGNORECASE)
A_THOUSAND = re.compile(r"\d(?:,\d{3}|\d{3})")
