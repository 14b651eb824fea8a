"""A passage's blocks to pieces: tables through `TableReader`, sentences with counts through `prose_tallies`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from parsers.document import Block, Document, Paragraph, Span
from parsers.report import Category
from parsers.votes.elections import names_listed
from parsers.votes.fields import YEARS, Field, FoundCount, Tally
from parsers.votes.headings import list_items, numbered_parts, numbers_mentioned
from parsers.votes.in_turn import rows_in_turn
from parsers.votes.labels import section_class
from parsers.votes.outcomes import may_state, stated_election, stated_outcome
from parsers.votes.pieces import Piece, Row, Stream, Text
from parsers.votes.prose import RULE_CONSENT, ProseTally, prose_tallies
from parsers.votes.rows import labelled_count
from parsers.votes.sentences import sentences
from parsers.votes.tables import TableReader
from parsers.words.categories import subject
from parsers.words.names import name_key, names_in
from parsers.words.needed import guarded

_FIGURE = re.compile(r"\d[\d,.]*")
_MONTH_LAST = re.compile(r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\.?\s+\Z", re.IGNORECASE)
_LONGEST_MONTH = 12
_CENTURIES = ("19", "20")
_NO_COUNT = guarded(r"\bno\s|\bzero\b|\bnone\b", re.IGNORECASE)
_NOTES = frozenset({Field.BROKER_NON_VOTES, Field.ABSTAIN})


def read_stream(document: Document, blocks: Sequence[Block]) -> Stream:
    """The pieces of a passage in reading order."""
    tables = TableReader(document)
    pieces: list[Piece] = []
    lines = _Lines()
    for block in blocks:
        if isinstance(block, Paragraph) and lines.takes(document, block):
            continue
        pieces.extend(lines.end())
        if isinstance(block, Paragraph):
            tables.text_between(document.words(block.span))
            pieces.extend(_paragraph(document, block))
        else:
            pieces.extend(told for piece in tables.read(block) for told in _told_in(document, piece))
    pieces.extend(lines.end())
    return Stream(document, tuple(pieces), tuple(blocks), tuple(tables.passed_over))


def _told_in(document: Document, piece: Piece) -> Iterator[Piece]:
    """A table's piece; a text in its cells may give counts as prose does: ``Carried | 1,400 FOR; 20 AGAINST``."""
    if isinstance(piece, Text) and piece.in_table:
        yield from _stretch(document, piece.span, bold=False)
    else:
        yield piece


class _Lines:
    """Paragraphs that are each a label and its count, one below the other: ``For: 1,234``, ``Against: 56``."""

    def __init__(self) -> None:
        self.counts: dict[Field, FoundCount] = {}
        self.done: list[Row] = []

    def takes(self, document: Document, paragraph: Paragraph) -> bool:
        """Whether the paragraph is such a line, and now belongs to the block."""
        labelled = labelled_count(document.words(paragraph.span), paragraph.span.start)
        if labelled is None:
            return False
        field, found = labelled
        if field in self.counts:
            self.done += self.end()
        self.counts[field] = found
        return True

    def end(self) -> list[Row]:
        done, self.done = self.done, []
        if self.counts:
            spans = [found.span for found in self.counts.values()]
            done.append(Row(Span(min(s.start for s in spans), max(s.end for s in spans)), Tally(self.counts)))
            self.counts = {}
        return done


def _paragraph(document: Document, paragraph: Paragraph) -> Iterator[Piece]:
    """One text, or, where sentences give counts, each such sentence with its rows."""
    for part in numbered_parts(document.words(paragraph.span)):
        span = Span(paragraph.span.start + part.start, paragraph.span.start + part.end)
        yield from _stretch(document, span, bold=paragraph.bold)


def _stretch(document: Document, span: Span, *, bold: bool) -> Iterator[Piece]:
    text = document.words(span)
    if not _may_count(text):
        yield Text(span, bold)
        return
    for part in _parts(text, span.start):
        told = prose_tallies(document.text[part.start : part.end], part.start)
        told = [t for t in told if _is_tally(t, document.text[part.start : part.end])]
        rows = rows_in_turn(document.text[part.start : part.end], part.start) or list(_rows(document, part, told))
        if len(rows) > 1 and not any(r.label for r in rows) and all(len(r.tally.counts) > 1 for r in rows):
            yield from _one_by_one(document, part, rows, bold)
        else:
            yield Text(part, bold)
            yield from rows


_LAST_WORD = re.compile(r"[^,;.()]{0,40}[,;.)]\s*(?:and\s+)?", re.IGNORECASE)


_MARK_LAST = re.compile(r"\((?:\d{1,2}|[ivx]{1,4}|[a-h])\)\s*\Z", re.IGNORECASE)
"""The mark of a list's member that starts with its counts: ``(i) 1,200 shares voting in favor of the plan``."""


def _one_by_one(document: Document, part: Span, rows: list[Row], bold: bool) -> Iterator[Piece]:
    """A sentence with counts for several matters: each with the words before its counts, a list's member with all."""
    at = part.start
    for row in rows:
        listed = _MARK_LAST.search(document.text, at, row.span.start)
        yield Text(Span(at, max(at, row.span.end if listed else row.span.start)), bold)
        yield row
        word = _LAST_WORD.match(document.text, row.span.end, part.end)
        at = word.end() if word else row.span.end


MAX_HEAD = 80
"""Characters of words before a list that only say how its matters ended."""


def _parts(text: str, offset: int) -> list[Span]:
    """The stretches that are read one by one: members of a list with counts, sentences with counts, the rest whole."""
    items = list_items(text, offset)
    counted = [i for i in items if _counts(text[i.span.start - offset : i.span.end - offset])]
    if len(counted) > 1:
        head = Span(offset, items[0].mark)
        starts = [i.mark for i in items]
        if _only_says_how_it_ended(text[: head.end - offset]):
            head, starts[0] = Span(offset, offset), offset
        ends = [*starts[1:], offset + len(text)]
        return [s for s in (head, *map(Span, starts, ends)) if s.end > s.start]
    parts: list[Span] = []
    for sentence in sentences(text, offset, clauses=False):
        words = text[sentence.start - offset : sentence.end - offset]
        if parts and not _counts(words) and _goes_on(text[parts[-1].start - offset : parts[-1].end - offset], words):
            parts[-1] = Span(parts[-1].start, sentence.end)
        else:
            parts.append(sentence)
    return parts


def _only_says_how_it_ended(head: str) -> bool:
    """``The amendments were approved with (i) …``: a verdict on what the list tells, and no matter of its own."""
    return len(head) < MAX_HEAD and stated_outcome(head) is not None and subject(head).category is Category.OTHER


LONGEST_PART = 4_000
"""Characters of sentences without counts that are read as one; what is longer is asked anew for each further one."""


def _goes_on(before: str, words: str) -> bool:
    """Whether a sentence without counts belongs to what stands before it: to sentences that have none either."""
    return len(before) < LONGEST_PART and not _counts(before) and not _goes_elsewhere(before, words)


def _goes_elsewhere(before: str, words: str) -> bool:
    """Whether a sentence tells of a matter of its own after one that gave a single count of another."""
    return (
        may_state(words)
        and subject(words).category is not Category.OTHER
        and any(_is_tally(t, before) for t in prose_tallies(before))
    )


def _may_count(text: str) -> bool:
    """Whether a text has a figure that is no day, no year and no number at its head, or says that there was none."""
    return any(not _tells_order(text, figure) for figure in _FIGURE.finditer(text)) or bool(_NO_COUNT.search(text))


def _tells_order(text: str, figure: re.Match[str]) -> bool:
    digits, at = figure[0].rstrip(".,"), figure.start()
    if len(digits) > 2:
        return len(digits) == 4 and digits.startswith(_CENTURIES)
    is_head = text.startswith((".", ")"), at + len(digits)) and not text[:at].strip(" (")
    return is_head or _MONTH_LAST.search(text, max(0, at - _LONGEST_MONTH), at) is not None


def _counts(text: str) -> bool:
    if not _may_count(text):
        return False
    return any(_plausible(t.tally) for t in prose_tallies(text)) or bool(rows_in_turn(text, 0))


def _plausible(tally: Tally) -> bool:
    """Two counts of one matter, or one of those that are told alone."""
    return len(tally.counts) > 1 or bool(tally.counts.keys() & _NOTES)


_OF_VOTES = re.compile(r"\bvot(?:es?|ed|ing)\b", re.IGNORECASE)


def _is_tally(told: ProseTally, text: str) -> bool:
    """Whether the counts of a sentence are votes; one count alone needs the word, or the consent it was given by."""
    if _plausible(told.tally):
        return True
    only, found = next(iter(told.tally.counts.items()))
    if found.rule == RULE_CONSENT:
        return True
    return only in (Field.FOR, Field.WITHHELD, Field.AGAINST, *YEARS) and _OF_VOTES.search(text) is not None


_CLASS_HEAD = re.compile(r"[\s•●;,]*(?:and\s+)?([^:.;\d]{3,60}):\s*\Z")
"""A class of shares and a colon right before its counts: ``Class A common stock: 1,200 votes for``."""


def _rows(document: Document, part: Span, told: list[ProseTally]) -> Iterator[Row]:
    """Rows of a sentence; the person named before a tally is its label."""
    if len(told) == 1 and (each := _told_of_each(document, part, told[0])):
        yield from (Row(told[0].span, told[0].tally, name) for name in each)
        return
    previous = part.start
    for tally, following in zip(told, [*(t.span.start for t in told[1:]), part.end], strict=False):
        between = document.text[previous : tally.span.start]
        names = names_in(between, previous)
        names = names or names_in(document.text[tally.span.start : tally.span.end], tally.span.start)
        label = names[-1].span if len(names) == 1 or (names and len(told) > 1) else None
        label = _in_full(document, label, part.start) if label else _by_surname(document, between, part.start)
        label = label or _named_behind(document, tally.span.end, part)
        if tally.tally.is_frequency:
            label = None
        of = _of_proposals(document.text[tally.span.start : following]) if set(tally.tally.counts) <= _NOTES else ()
        head = _CLASS_HEAD.match(between)
        yield Row(tally.span, tally.tally, label, of=of, share_class=section_class(head[1]) if head else None)
        previous = tally.span.end


_SURNAME_ALONE = re.compile(
    r"(?<![\w.])(?P<surname>(?-i:[A-Z])[\w'’-]+)\s+(?:also\s+)?(?:received|got|had|garnered|obtained|secured|drew)\s*\Z",
    re.IGNORECASE,
)
NAMED_BEFORE = 1500
"""Characters before a surname alone in which its bearer is named in full."""


def _by_surname(document: Document, between: str, start: int) -> Span | None:
    """The full name, told before, of somebody who is called by the surname: ``Ann Lee …. Lee received 1,234 votes``."""
    alone = _SURNAME_ALONE.search(between)
    return _bearer(document, alone["surname"].lower(), start) if alone else None


_ELECTION_OF = re.compile(r"[^.;\d]{0,60}?\b(?:in|for|to)\s+the\s+(?:re-?)?election\s+of\s+", re.IGNORECASE)


def _named_behind(document: Document, end: int, part: Span) -> Span | None:
    """Who is named right behind the counts: ``… and 255 shares withheld authority in the election of Mr. Lee``."""
    of = _ELECTION_OF.match(document.text, end, part.end)
    names = names_in(document.text[of.end() : part.end], of.end()) if of else []
    return _in_full(document, names[0].span, part.start) if len(names) == 1 else None


def _in_full(document: Document, label: Span, start: int) -> Span:
    """The full name, told before, of somebody who is called ``Ms. Lee`` beside the counts."""
    words = document.words(label)
    return label if " " in words else _bearer(document, name_key(words)[0], start) or label


def _bearer(document: Document, surname: str, start: int) -> Span | None:
    """Who was named in full before ``start`` and has this surname; ``None`` where nobody or more than one has it."""
    earlier = max(0, start - NAMED_BEFORE)
    bearers = [
        n for n in names_in(document.text[earlier:start], earlier) if " " in n.text and name_key(n.text)[0] == surname
    ]
    return bearers[-1].span if len({n.text for n in bearers}) == 1 else None


_OF_ALL = re.compile(
    r"\b(?:each|all|every|any)\s+(?:of\s+)?(?:the\s+)?(?:other\s+)?(?:proposals?|matters?|items?)(?!\s+\d)\b",
    re.IGNORECASE,
)
_EXCEPTED = re.compile(r"\b(?:except|other\s+than|excluding)\b", re.IGNORECASE)


def _of_proposals(text: str) -> tuple[str, ...]:
    """The proposals that a count told once is of, where the sentence says so."""
    numbers = tuple(numbers_mentioned(text))
    if _OF_ALL.search(text):
        return ("*", *(f"-{n}" for n in numbers)) if _EXCEPTED.search(text) else ("*",)
    return numbers


_EACH = re.compile(r"\beach\b[^.;]{0,60}$|\beach\s+of\s+(?!the\b|our\b|its\b|these\b)[^;]{0,400}$", re.IGNORECASE)


def _told_of_each(document: Document, part: Span, told: ProseTally) -> list[Span]:
    """The persons of a sentence that gives one tally for each: ``elected, each with 1,234 votes for: A, B and C``."""
    before = document.text[part.start : told.span.start]
    if any(found.rule == RULE_CONSENT for found in told.tally.counts.values()):
        return [name.span for name in names_listed(document, part)] if stated_election(document.words(part)) else []
    if not _EACH.search(before) or set(told.tally.counts) <= _NOTES:
        return []
    names = names_in(before, part.start) + names_in(document.text[told.span.end : part.end], told.span.end)
    return [name.span for name in names] if len(names) > 1 else []
