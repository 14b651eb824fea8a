"""Which texts and which counts belong to one matter: a stream of pieces cut where a new matter opens.

A matter opens, in this order of trust, at a proposal number that carries its sequence on, at a row whose label is a
title, and at a text that speaks of a matter after the counts of the one before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from parsers.document import Span
from parsers.report import Category
from parsers.votes.fields import Field
from parsers.votes.headings import Numbered, number_at_head, number_in_label
from parsers.votes.labels import (
    is_empty_label,
    is_group_of_holders,
    is_percent,
    is_total,
    section_class,
    share_class_of,
    speaks_of_a_matter,
)
from parsers.votes.openings import MEETING, is_bare_verdict, is_footnote, is_heading, opens_matter
from parsers.votes.outcomes import stated_election, stated_outcome
from parsers.votes.pieces import Row, Stream, Text
from parsers.votes.sentences import sentences
from parsers.words.categories import subject
from parsers.words.names import name_in_cell

_SECOND = re.compile(
    r"\bpursuant\s+to\b[^.;]{0,80}\bstandard\b|\b(?:disinterested|unaffiliated|minority|public)\s+(?:\w+\s+)?(?:share|stock|unit)?holders?\b|\bexcluding\s+(?:\w+\s+){0,4}(?:shares|votes|stock)\b|\bother\s+than\s+(?:the\s+)?(?:shares|votes)\b",
    re.IGNORECASE,
)
_OF_PERSONS = re.compile(r"\b(?:elect(?:ion|ed|ing)?|nominees?|directors?|trustees?)\b", re.IGNORECASE)
_VERB = re.compile(
    r"(?:was|were|has|have|had|received|is|are|passed|failed|did|carried|does|obtained)\b", re.IGNORECASE
)
_QUORUM = re.compile(
    r"\b(?:represented|present)\s+(?:[\d,]{5,}|in\s+person|by\s+proxy|at|or)\b|\bquorum\b", re.IGNORECASE
)
_NOTES_ALONE = frozenset({Field.BROKER_NON_VOTES, Field.ABSTAIN})


@dataclass(slots=True)
class Matter:
    """One thing voted on, as it is being read."""

    number: Numbered | None = None
    before: list[Text] = field(default_factory=list)
    after: list[Text] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    shared: list[Row] = field(default_factory=list)
    """Counts told once: broker non-votes for every nominee."""
    label: Span | None = None
    """The label of a row that is its title."""
    parent: Matter | None = None
    """The numbered heading without counts that it is a part of: ``2. The Charter Proposals``, ``(a) …``."""

    @property
    def texts(self) -> list[Text]:
        return self.before + self.after


@dataclass(slots=True)
class Matters:
    """A passage cut up. ``preamble`` is what stands before the first matter."""

    stream: Stream
    preamble: list[Text] = field(default_factory=list)
    matters: list[Matter] = field(default_factory=list)
    told_of: list[Row] = field(default_factory=list)
    """Counts told once of several proposals by number."""


def cut(stream: Stream) -> Matters:
    """The matters of a passage in order."""
    cutter = _Cutter(stream, Matters(stream))
    for piece in stream.pieces:
        if isinstance(piece, Text):
            cutter.text(piece)
        else:
            cutter.row(piece)
    _release(cutter.result)
    _share_out(cutter.result)
    return cutter.result


def _share_out(result: Matters) -> None:
    """Counts that a sentence says are of certain proposals, or of all, go to those."""
    for row in result.told_of:
        everywhere = "*" in row.of
        for matter in result.matters:
            number = matter.number.value if matter.number else ""
            if (everywhere and f"-{number}" not in row.of) or number in row.of:
                matter.shared.append(row)


def _release(result: Matters) -> None:
    """An unnumbered text without counts is no matter of its own; what it says is read with the running text."""
    kept = []
    parents = {id(m.parent) for m in result.matters if m.parent}
    for matter in result.matters:
        if id(matter) in parents and not matter.rows:
            continue
        if matter.rows or matter.shared or matter.number:
            kept.append(matter)
        else:
            result.preamble += matter.texts
    result.matters = kept


class _Cutter:
    """Where the cutting stands: the matter that pieces now go to, and the numbers seen."""

    def __init__(self, stream: Stream, result: Matters) -> None:
        self.stream = stream
        self.result = result
        self.current: Matter | None = None
        self.last_number: dict[str, int] = {}
        self.opened: dict[str, Matter] = {}
        """The matters so far by their numbers, the first of each."""
        self.tables_of_names: set[int] = set()
        self.named: Span | None = None
        """A person's name that stood alone right above: counts without a label are that person's."""
        self.section: str | None = None
        """The class or fund that a line alone named: counts without a label below it are its own."""

    def text(self, piece: Text) -> None:
        words = self.stream.words(piece.span)
        self.named = _name_alone(words, piece.span)
        self.section = section_class(words) or self.section
        numbered = number_at_head(words)
        if numbered and self._goes_on(numbered, words):
            self.last_number[numbered.style] = numbered.order or 0
            self._forget_parts(numbered)
            self._open(piece, numbered)
        elif numbered and (again := self._opened_without_counts(numbered)):
            self.current = again
            again.before.append(piece)
        elif numbered and numbered.style == "named" and self.current is not None:
            (self.current.after if self.current.rows else self.current.before).append(piece)
        elif self.current is None:
            self._before_any(piece, words)
        elif self._opens(words):
            self._open(piece, None)
        elif self.current.rows:
            self.current.after.append(piece)
        else:
            self.current.before.append(piece)

    def _opened_without_counts(self, numbered: Numbered) -> Matter | None:
        """The matter of a list above whose number a text takes up: ``Proposal 1 was approved:`` and its counts."""
        same = self.opened.get(numbered.value) if numbered.style == "named" else None
        return same if same and not same.rows and same is not self.current else None

    def _forget_parts(self, numbered: Numbered) -> None:
        """A new number starts its parts anew."""
        if "letter" not in numbered.style:
            self.last_number = {style: n for style, n in self.last_number.items() if "letter" not in style}

    def _before_any(self, piece: Text, words: str) -> None:
        if is_heading(words) and opens_matter(words):
            self._open(piece, None)
        else:
            self.result.preamble.append(piece)

    def _goes_on(self, numbered: Numbered, words: str) -> bool:
        """Whether a number starts or carries on a sequence of matters, and is no number of something else."""
        rest = words[numbered.span.end :]
        if numbered.style == "named":
            return not (numbered.value in self.opened and _VERB.match(rest))
        if numbered.order is None or name_in_cell(rest) is not None:
            return False
        last = self.last_number.get(numbered.style, 0)
        if "letter" in numbered.style:
            return self._lettered(numbered.order, last, rest)
        if numbered.order == last + 1 and last:
            return True
        if numbered.order == last and numbered.value[-1].isalpha():
            return opens_matter(rest)
        if numbered.order == 1:
            return not rest or opens_matter(rest) or (speaks_of_a_matter(rest[:200]) and not is_footnote(rest))
        return last < numbered.order <= last + 3 and opens_matter(rest)

    def _lettered(self, order: int, last: int, rest: str) -> bool:
        """Letters count parts of a numbered heading, or matters; the item's own ``(a)`` and ``(b)`` neither."""
        if order > 1:
            return order == last + 1 and last > 0 and not MEETING.match(rest)
        part = self.current is not None and self.current.number is not None and not self.current.rows
        return (part or opens_matter(rest)) and not MEETING.search(rest[:200])

    def _opens(self, words: str) -> bool:
        """Whether an unnumbered text opens the next matter."""
        current = self.current
        assert current is not None  # noqa: S101 - the caller looked
        if current.rows:
            return opens_matter(words) and not _SECOND.search(words) and not is_bare_verdict(words)
        if not is_heading(words) or not opens_matter(words) or not current.before:
            return False
        own = self.stream.words(current.before[0].span)
        told = stated_outcome(own) or stated_election(own)
        return bool(told) and not own.rstrip().endswith(":") and subject(own).category is not subject(words).category

    def _open(self, piece: Text | None, numbered: Numbered | None, label: Span | None = None) -> Matter:
        matter = Matter(numbered, [piece] if piece else [], label=label, parent=self._parent(numbered))
        self.result.matters.append(matter)
        if numbered is not None:
            self.opened.setdefault(numbered.value, matter)
        self.current, self.section = matter, None
        return matter

    def _parent(self, numbered: Numbered | None) -> Matter | None:
        """The heading whose parts letters count."""
        current = self.current
        if numbered is None or "letter" not in numbered.style or current is None:
            return None
        if current.parent is not None:
            return current.parent
        heads = current.number is not None and "letter" not in current.number.style and not current.rows
        return current if heads else None

    def row(self, row: Row) -> None:
        if self.named and row.label is None and not set(row.tally.counts) <= _NOTES_ALONE:
            row = _relabelled(row, self.named)
        self.named = None
        label = self.stream.words(row.label) if row.label else ""
        if not row.tally.counts and not row.tally.doubts and row.result is None:
            return
        if is_percent(label):
            return
        if row.label and name_in_cell(label) is not None:
            self._nominee(row)
        elif not label or is_empty_label(label):
            self._unlabelled(replace(row, label=None, share_class=row.share_class or self.section))
        elif is_group_of_holders(label) and not is_total(label) and not share_class_of(label):
            self._attach(_relabelled(row, None))
        elif is_total(label) or share_class_of(label) or self._among_nominees(row, label):
            self._attach(row)
        else:
            self._titled(row, label)

    def _nominee(self, row: Row) -> None:
        """Nominees never belong to a matter that is plainly no election: its own counts come later."""
        if row.table is not None:
            self.tables_of_names.add(row.table)
        current = self.current
        if current is not None and current.rows and self._counts_no_person(current):
            self._claim(current)
        elif current is not None and not current.rows and current.before:
            words = self.stream.words(current.before[0].span)
            kind = subject(words).category
            if kind not in (Category.DIRECTOR_ELECTION, Category.OTHER) and not _OF_PERSONS.search(words):
                self._open(None, None)
        self._attach(row)

    def _counts_no_person(self, matter: Matter) -> bool:
        """Whether a matter's counts are of no nominees: without labels, or of classes and funds with a text below."""
        if matter.rows[-1].label is None:
            return all(row.label is None for row in matter.rows)
        labels = (self.stream.words(row.label) for row in reversed(matter.rows) if row.label)
        return bool(matter.after) and all(share_class_of(label) for label in labels)

    def _among_nominees(self, row: Row, label: str) -> bool:
        """A label that is no known name, in a table of nominees, and no title of a matter: somebody's all the same."""
        current = self.current
        if (
            current is None
            or row.table is None
            or number_at_head(label)
            or len(label) > 60
            or speaks_of_a_matter(label)
            or subject(label).category is not Category.OTHER
        ):
            return False
        if row.table in self.tables_of_names:
            return bool(current.rows)
        words = self.stream.words(current.before[-1].span) if current.before else ""
        return not current.rows and subject(words).category is Category.DIRECTOR_ELECTION

    def _attach(self, row: Row) -> None:
        label = self.stream.words(row.label) if row.label else ""
        matter = self.current or (self._claim(None) if share_class_of(label) else self._open(None, None))
        matter.rows.append(row)

    def _unlabelled(self, row: Row) -> None:
        matter = self.current
        if set(row.tally.counts) <= _NOTES_ALONE and row.tally.counts:
            self._shared(row)
        elif matter is not None and matter.rows and (_is_next_class(matter, row) or self._is_second_tally(matter)):
            matter.before += matter.after
            matter.after = []
            matter.rows.append(row)
        elif matter is not None and _completes(matter, row) and not self._opens_anew(matter):
            matter.rows.append(row)
        elif matter is None or (matter.rows and self._claims(matter)):
            self._claim(matter).rows.append(row)
        else:
            matter.rows.append(row)

    def _opens_anew(self, matter: Matter) -> bool:
        """Whether the texts since the last counts speak of another matter."""
        return any(opens_matter(self.stream.words(text.span)) for text in matter.after)

    def _shared(self, row: Row) -> None:
        if row.of:
            self.result.told_of.append(row)
            return
        above = self.result.preamble[-1:] if self.current is None else []
        if any(_QUORUM.search(self.stream.words(text.span)) for text in above):
            return  # broker non-votes among the shares represented are no proposal's
        matter = self.current or self._open(None, None)
        matter.shared.append(row)

    def _is_second_tally(self, matter: Matter) -> bool:
        """Whether counts after counts are the same matter's, by another standard or of some holders."""
        return bool(matter.after) and _SECOND.search(self.stream.words(matter.after[-1].span)) is not None

    def _claims(self, matter: Matter) -> bool:
        """Whether counts without a label, after counts, are another matter's."""
        return bool(matter.after)

    def _claim(self, matter: Matter | None) -> Matter:
        """A new matter from the texts since the last counts."""
        if matter is None:
            opened = self._open(None, None)
            opened.before = self._nearest(self.result.preamble)
            return opened
        texts, matter.after = matter.after, []
        opened = self._open(None, number_at_head(self.stream.words(texts[0].span)) if texts else None)
        opened.before = texts
        return opened

    def _nearest(self, texts: list[Text]) -> list[Text]:
        """The last sentence above that tells a matter; the last texts where none does."""
        document = self.stream.document
        for text in reversed(texts[-3:]):
            parts = list(sentences(document.text[text.span.start : text.span.end], text.span.start))
            for part in reversed(parts):
                if subject(document.words(part)).category is not Category.OTHER:
                    return [Text(part)]
        return texts[-2:]

    def _tells_its_kind(self, matter: Matter) -> bool:
        return any(subject(self.stream.words(t.span)[:400]).category is not Category.OTHER for t in matter.before)

    def _heads_many(self, matter: Matter) -> bool:
        """``Ordinary Resolutions``: a heading over numbered rows, and of none of them."""
        words = self.stream.words(matter.before[0].span) if matter.before else ""
        return matter.number is None and len(matter.before) == 1 and _MANY.fullmatch(words) is not None

    def _titled(self, row: Row, label: str) -> None:
        numbered = number_in_label(label)
        current = self.current
        empty = current is not None and not current.rows and not (numbered and self._heads_many(current))
        if empty and current is not None and (numbered is None or current.number is None):
            if current.number is None:
                current.number = numbered
                if numbered or subject(label).category is not Category.OTHER or not self._tells_its_kind(current):
                    current.label = row.label
            current.rows.append(_relabelled(row, None))
            return
        matter = self._open(None, numbered, row.label)
        matter.rows.append(_relabelled(row, None))


_MANY = re.compile(
    r"\W*(?:(?:the|ordinary|special|management|company|shareholder|stockholder|advisory|other|annual)\s+)*"
    r"(?:resolutions|proposals|matters|items|business)\W*",
    re.IGNORECASE,
)


def _is_next_class(matter: Matter, row: Row) -> bool:
    """Whether counts without a label are those of another class of shares, or fund, than the counts before."""
    classes = [r.share_class for r in matter.rows]
    return row.share_class is not None and all(classes) and row.share_class not in classes


def _completes(matter: Matter, row: Row) -> bool:
    """Whether a tally has the sides that the only one before it lacks: votes for, and then those against."""
    if len(matter.rows) != 1 or row.table is not None or matter.rows[0].label is not None:
        return False
    before = matter.rows[0].tally.counts.keys()
    return before == {Field.FOR} and Field.FOR not in row.tally.counts


def _relabelled(row: Row, label: Span | None) -> Row:
    return replace(row, label=label)


def _name_alone(words: str, span: Span) -> Span | None:
    return span if len(words) < 60 and name_in_cell(words) is not None else None
