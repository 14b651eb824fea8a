"""What a proposal is about, and who put it, from its title and the words around it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers.report import Category, Proponent
from parsers.words.category_rules import RULES, Rule
from parsers.words.needed import guarded, looked_up
from parsers.words.remembered import remembered


@dataclass(frozen=True, slots=True)
class Subject:
    """A proposal's category, who put it, and the name of the rule that told."""

    category: Category
    proponent: Proponent
    rule: str


_REQUEST = Rule(
    "asks the board for something",
    Category.SHAREHOLDER_PROPOSAL,
    guarded(
        r"^(?:a |an |the )?(?:policy\b|request(?:ing|ed|s)?\b|\S+ (?:\S+ ){0,4}requesting\b"
        r"|report(?:s|ing)?\b(?! of (?:the )?(?:directors|auditors))|adopt(?:ion of)? (?:a |an )?(?:policy|policies"
        r"|principles)"
        r"|cease\b|assess(?:ment|ing)?\b|commission\b|disclos(?:e|ure)\b|publish|prepare|end\b|stop\b)"
        r"|\b(?:report(?:ing)? (?:on|regarding|about|concerning)|independent (?:board )?chair\w*"
        r"|separat\w+ .{0,40}chair"
        r"|proxy access|(?:right to )?act by written consent|retain significant stock|right to call|simple majority"
        r"|special (?:share|stock)(?:holder|owner) meetings?)\b"
    ),
    guarded(
        r"\bamend|\brestat|\bcertificate of|\barticles\b|\bratif|^\W*(?:\w+ ){0,3}elect|accounting firm|auditors\b"
        r"|accountants\b"
        r"|\bby-?laws?\b|\bcharter\b|\bmerger|\bplan\b|\bremuneration\b|(?:advisory|non-?binding).{0,120}(?:compensation|remuneration)"
        r"|say[- ]on[- ]pay|executive compensation$"
    ),
    "report on lobbying payments",
    "report of the directors and auditors",
)
"""What only holders ask for, unless in words of the company's own proposals, which may speak of a report as well."""

_CAUSE = Rule(
    "a holder's cause",
    Category.SHAREHOLDER_PROPOSAL,
    guarded(
        r"\b(?:risks? (?:report|audit)|human rights|climate|greenhouse|emissions?|lobbying|political|diversity|dei\b"
        r"|civil rights|racial"
        r"|charitable|censorship|artificial intelligence|\bai\b|gender|pay (?:gap|equity|disparity)|clawback"
        r"|sustainab\w+|animal"
        r"|tobacco|macbride|northern ireland|deforestation|plastics?|packaging|weapons|nuclear|sweatshop|vendor"
        r"|myanmar|burma"
        r"|palm oil|water|workers?|labor|reproductive|vaccine|drug pric\w+|opioid|tax transparency"
        r"|freedom of association"
        r"|poison pill|misinformation|data (?:usage|operations|sourcing)|environment\w*|social|ethic\w+)\b"
    ),
    None,
    "climate transition plan",
    "election of directors",
)
"""Causes that holders put forward; a company may bear such a word in its name, so every rule goes first."""

_IN_ORDER = looked_up((_REQUEST, *RULES[1:], _CAUSE), lambda rule: rule.words)


@remembered
def subject(title: str, around: str = "", *, by_holder: bool | None = None) -> Subject:
    """The category of a proposal by its title, and by the words ``around`` it where the title tells nothing.

    ``by_holder`` is what the filing says elsewhere about who put it (a heading ``Shareholder proposals``).
    """
    plain, more = _TALLY_LEAD.sub("", plain_words(title)), plain_words(around)
    if by_holder or _is_by_holder(plain) or (by_holder is None and _is_by_holder(more)):
        return Subject(Category.SHAREHOLDER_PROPOSAL, Proponent.SHAREHOLDER, RULES[0].name)
    for words in filter(None, (plain, more)):
        for rule in _IN_ORDER.asked_of(words):
            of_a_holder = rule is _REQUEST or rule is _CAUSE
            if (of_a_holder and by_holder is not None) or not rule.matches(words):
                continue
            tied = rule.category is Category.SAY_ON_PAY and _OF_A_MERGER.search(more)
            finer = _GOLDEN_PARACHUTE if tied else rule
            return Subject(finer.category, Proponent.SHAREHOLDER if of_a_holder else Proponent.MANAGEMENT, finer.name)
    return Subject(Category.OTHER, Proponent.MANAGEMENT, "no rule")


_GOLDEN_PARACHUTE = next(rule for rule in RULES if rule.category is Category.GOLDEN_PARACHUTE)
_OF_A_MERGER = guarded(
    r"\bcompensation\b.{0,120}\b(?:may|will|could) (?:or may )?(?:be paid|become payable|be payable|be received)\b"
    r"|\bcompensation\b.{0,120}\b(?:in connection with|relat\w+ to|based (?:up)?on) "
    r"(?:the |its )?(?:\w+ ){0,2}mergers?\b"
)
"""A title ``Advisory Compensation Proposal`` leaves to its text whether that pay is tied to a merger."""


_TALLY_LEAD = re.compile(
    r"^.{0,40}\bvotes?\b.{0,160}?\bproposals? (?=to (?:approve|adopt|ratify|authori|amend|effect|elect))"
)
"""``The number of votes cast for, against … with respect to the proposal to approve …`` is about what follows."""


def _is_by_holder(plain: str) -> bool:
    return RULES[0].matches(plain)


_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "‐": "-", "‑": "-", "–": "-", "—": "-", "\u00a0": " "})


def plain_words(text: str) -> str:
    """Lower case, straight quotes, plain hyphens, single spaces, no number in front: what rules are written for."""
    plain = text if text.isascii() else text.translate(_QUOTES)
    return _NUMBERED.sub("", " ".join(plain.lower().split()))


_NUMBERED = re.compile(
    r"^\W*(?:(?:(?:proposal|item|matter|resolution|ballot item)s?\b\s*(?:no\.?|number|#)?\s*(?:\d{1,2}|[a-z]"
    r"|[ivx]{1,5}|one|two|three"
    r"|four|five|six|seven|eight|nine|ten)\b\W*|\(?(?:\d{1,2}[a-z]?|[a-z]|[ivx]{1,5})[.):]\s*)+)?"
)
