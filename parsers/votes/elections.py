"""The nominees of an election: rows with a person's name, names in a list of prose, and who was elected."""

from __future__ import annotations

import re
from itertools import pairwise

from parsers.document import Document, Found, Span
from parsers.votes.ballot import Candidate, ClassCounts
from parsers.votes.fields import NOMINEE_PLACES, placed
from parsers.votes.labels import is_total, share_class_of
from parsers.votes.matters import Matter
from parsers.votes.pieces import Row
from parsers.words.names import Name, name_in_cell, name_key, names_in

RULE_CELL = "name beside its counts"
RULE_LIST = "name in a list of those elected"

_NOT = re.compile(r"\bnot\b", re.IGNORECASE)
_ELECTED_CELL = re.compile(r"\b(?:re-?)?elected\b|\bpass|\bapproved\b|\byes\b", re.IGNORECASE)
_LIST_LEAD = re.compile(
    r"\b(?:(?:re-?)?(?:elect|appoint)(?:ed|ion|ing|ment|s)?(?:\s+of)?|nominees?|nominat\w+|were|are|been|following|votes\s+were)\b[^.;]*?(?=[:,]|\s[A-Z])",
    re.IGNORECASE,
)
_CONTINUING = re.compile(
    r"\b(?:continu(?:e|es|ed|ing)|remain(?:s|ed|ing)?|whose\s+terms?|not\s+(?:up|standing)|will\s+expire|terms?\s+(?:of\s+office\s+)?(?:expir|continu))",
    re.IGNORECASE,
)


def candidates_of(document: Document, matter: Matter, *, election: bool) -> list[Candidate]:
    """The nominees that rows name, each with its counts; rows of share classes go to the nominee above them.

    ``election``: the matter's heading says it is one, so that a label that is no known name may be somebody's.
    """
    found: list[Candidate] = []
    known: dict[str, Candidate] = {}
    named = any(r.label and name_in_cell(document.words(r.label)) for r in matter.rows)
    for row in matter.rows:
        label = document.words(row.label) if row.label else ""
        name = name_in_cell(label, row.label.start) if row.label else None
        if name is not None:
            _add(found, known, _candidate(document, row, name))
        elif row.share_class and found:
            _add_class(found[-1], row, row.share_class)
        elif found and row.label and (share_class_of(label) or is_total(label)):
            _add_class(found[-1], row, label)
        elif row.label and row.tally.counts and (named or election) and may_name(label) and not share_class_of(label):
            candidate = _candidate(document, row, Name(label, row.label))
            candidate.doubt(f"“{label}” is read as a nominee's name, though it does not look like one")
            _add(found, known, candidate)
        elif row.tally.counts and row.label is None and found:
            found[-1].reasons.append("counts without a name stand below this nominee")
    for candidate in found:
        _share(candidate, matter)
    _spread(found)
    return found


def _spread(found: list[Candidate]) -> None:
    """Broker non-votes printed beside the first nominee alone are of all: one cell may span the rows."""
    place = "broker_non_votes"
    if len(found) < 2 or place not in found[0].counts or any(place in c.counts for c in found[1:]):
        return
    for candidate in found[1:]:
        if candidate.counts and not candidate.classes:
            candidate.counts[place] = found[0].counts[place]
            candidate.doubt("broker non-votes are printed once, beside the first nominee, and taken to be of all")


def _candidate(document: Document, row: Row, name: Name) -> Candidate:
    counts = dict(placed(row.tally.counts, NOMINEE_PLACES))
    candidate = Candidate(Found(name.text, name.span, RULE_CELL), {} if row.share_class else counts)
    if row.share_class:
        candidate.classes.append(ClassCounts(row.share_class, counts))
    candidate.reasons.extend(row.tally.doubts)
    candidate.percents, candidate.blank, candidate.slate = row.tally.percents, row.tally.blank, row.table or 0
    if row.result:
        words = document.words(row.result)
        candidate.elected = Found(
            bool(_ELECTED_CELL.search(words)) and not _NOT.search(words), row.result, "result column"
        )
    return candidate


def may_name(label: str) -> bool:
    """A label that could be somebody's name: a few capitalised words."""
    words = label.split()
    return 1 <= len(words) <= 6 and all(w[:1].isupper() or w[:1] in '("“' for w in words)


def _add(found: list[Candidate], known: dict[str, Candidate], new: Candidate) -> None:
    """A nominee told twice is one, when the counts agree; otherwise both stay, in doubt."""
    same = known.setdefault(new.name.value, new)
    if same is new:
        found.append(new)
        return
    if _plain(same) == _plain(new) and not new.classes:
        return
    if new.classes and not new.counts:
        same.classes += new.classes
        return
    if not same.counts or not new.counts or not (same.counts.keys() & new.counts.keys()):
        same.counts |= new.counts
        return
    new.reasons.append("the same name stands twice with different counts")
    found.append(new)


def _plain(candidate: Candidate) -> dict[str, object]:
    return {key: found.value for key, found in candidate.counts.items()}


def _add_class(candidate: Candidate, row: Row, label: str) -> None:
    counts = placed(row.tally.counts, NOMINEE_PLACES)
    if is_total(label):
        candidate.counts = counts
    else:
        candidate.classes.append(ClassCounts(label.strip(" :."), counts))


def _share(candidate: Candidate, matter: Matter) -> None:
    """Counts told once belong to every nominee that has none of its own."""
    for row in matter.shared:
        for place, count in placed(row.tally.counts, NOMINEE_PLACES).items():
            if candidate.classes:
                candidate.reasons.append("a count told once stands beside counts by class")
            else:
                candidate.counts.setdefault(place, count)


def names_listed(document: Document, span: Span) -> list[Name]:
    """The persons that a sentence on an election lists, continuing directors left out."""
    text = document.words(span)
    if _CONTINUING.search(text) and not re.search(r"\belect", text, re.IGNORECASE):
        return []
    lead = _LIST_LEAD.search(text)
    if not lead:
        return []
    chosen = _chosen(text, span.start)
    names = _subjects(text, span.start) if chosen is None else chosen
    if len(names) == 1 and not re.search(r"\b(?:re)?(?:elect|appoint)", text, re.IGNORECASE):
        return []
    return _unique(names)


_CHOSE = re.compile(
    r"(?<!\bwas\s)(?<!\bwere\s)(?<!\bbeen\s)(?<!\beach\s)(?<!\bduly\s)(?<!\ball\s)\b(?:re-?)?(?:elected|appointed)\s+(?!by\b|at\b|to\b|as\b|on\b|for\b|in\b|until\b|without\b)",
    re.IGNORECASE,
)


def _chosen(text: str, offset: int) -> list[Name] | None:
    """Whom an active verb chooses: ``holders of Ash Grove shares elected Ann Lee`` names one person."""
    verb = _CHOSE.search(text)
    return names_in(text[verb.start() :], offset + verb.start()) if verb else None


_WERE_ELECTED = re.compile(r"\b(?:was|were|been)\s+(?:\w+\s+){0,2}?(?:re-?)?elected\b", re.IGNORECASE)
_OF_A_FIRM = re.compile(
    r"\b(?:directors?|members?|officers?|president|chairman|partner|board|holders)\s+(?:\w+\s+)?of\s+$"
)


def _subjects(text: str, offset: int) -> list[Name]:
    """Who was elected: of a passive verb those before it; the firm somebody is a director of is nobody."""
    names = [n for n in names_in(text) if not _OF_A_FIRM.search(text, max(0, n.span.start - 40), n.span.start)]
    verbs = list(_WERE_ELECTED.finditer(text))
    if verbs and ":" not in text[verbs[-1].end() :]:
        names = [n for n in names if n.span.end <= verbs[-1].start()] or names
    return [Name(n.text, Span(n.span.start + offset, n.span.end + offset)) for n in names]


_APART = re.compile(r"[^\t\n]+")


def names_alone(document: Document, span: Span) -> list[Name]:
    """The persons of a line or a table's row that holds nothing but names; none where it holds anything else."""
    lines = [m for m in _APART.finditer(document.text, span.start, span.end) if m[0].strip()]
    names = [name_in_cell(m[0], m.start()) for m in lines]
    return [name for name in names if name] if all(names) else []


_LISTED = re.compile(
    r"\W*(?:(?:and|&|Messrs|Messers|Mr|Mrs|Ms|Dr|Hon|Jr|Sr|III?|IV|Ph\.?D|M\.?D|Esq|CPA|each|Class\s+\w+)\b\W*)*",
    re.IGNORECASE,
)


def is_plain_list(document: Document, names: list[Name]) -> bool:
    """Whether nothing stands between the names but commas and ``and``: a list of persons, not a text about them."""
    gaps = (document.text[a.span.end : b.span.start] for a, b in pairwise(names))
    return all(_LISTED.fullmatch(gap) for gap in gaps)


def _unique(names: list[Name]) -> list[Name]:
    """Each person once: ``Mr. Brown`` is the Max Brown of the same sentence."""
    seen: set[tuple[str, str]] = set()
    full = {name_key(n.text)[0] for n in names if " " in n.text}
    result = []
    for name in names:
        key = name_key(name.text)
        if " " not in name.text and key[0] in full:
            continue
        if key not in seen:
            seen.add(key)
            result.append(name)
    return result


def listed_candidates(names: list[Name], elected: Found[bool] | None) -> list[Candidate]:
    """Nominees of an election that is told without counts."""
    return [Candidate(Found(n.text, n.span, RULE_LIST), elected=elected) for n in names]
