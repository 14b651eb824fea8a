"""Matters to ballots: title, category, counts, nominees and outcome of each, from its own texts and rows."""

from __future__ import annotations

import re
from decimal import Decimal

from parsers.document import Document, Found, Span
from parsers.report import Category, Outcome, Proponent
from parsers.votes.ballot import Ballot, Candidate, ClassCounts
from parsers.votes.elections import candidates_of, listed_candidates, names_listed
from parsers.votes.fields import FREQUENCY_PLACES, NOMINEE_PLACES, PROPOSAL_PLACES, Field, FoundCount, Tally, placed
from parsers.votes.frequency import most_voted, stated_choice, stated_decision
from parsers.votes.general import speaks_for_all
from parsers.votes.headings import number_at_head, number_in_label
from parsers.votes.labels import is_total, share_class_of, speaks_of_a_matter
from parsers.votes.matters import Matter
from parsers.votes.outcomes import stated_election, stated_outcome
from parsers.votes.pieces import Row, Stream
from parsers.votes.sentences import sentences
from parsers.votes.several import fixes_their_number, refers_back_to, subject_told
from parsers.votes.titles import heading_title
from parsers.words.categories import Subject, subject
from parsers.words.names import name_in_cell
from parsers.words.needed import guarded

AROUND = 1500
"""Characters of the texts before the counts that are asked for a proposal's kind where its title tells nothing."""
_BY_HOLDER = re.compile(r"\b(?:share|stock)-?(?:holder|owner)s?['’]?s?\s+proposals?\b", re.IGNORECASE)
_LEADS_TO_SEVERAL = guarded(r"\bfollowing\s+(?:\w+\s+){0,2}(?:proposals|matters|items|resolutions)\b", re.IGNORECASE)
"""``In addition, the following five proposals were presented`` is the heading of none of them."""


def ballot_of(stream: Stream, matter: Matter) -> Ballot:
    """One matter read from its own texts and rows alone."""
    document = stream.document
    title = _title(document, matter)
    kind = _subject(document, matter, title)
    ballot = Ballot(document, kind.category, kind.rule, title, proponent=kind.proponent, has_rows=bool(matter.rows))
    ballot.told = [t.span for t in matter.texts] + ([matter.label] if matter.label else [])
    if matter.number:
        number = matter.number.value
        if matter.parent and matter.parent.number:
            number = f"{matter.parent.number.value}({number})"
        ballot.number = Found(number, _moved(matter, matter.number.span), "number at the head")
    _read_counts(document, matter, ballot)
    if ballot.category is Category.OTHER and not any(speaks_of_a_matter(document.words(s)) for s in ballot.told):
        ballot.doubt("what these counts are about could not be told")
    _read_outcome(document, matter, ballot)
    return ballot


def _moved(matter: Matter, span: Span) -> Span:
    """A number's span is in the folded words of its text; its text may start later."""
    base = matter.label or (matter.before[0].span if matter.before else Span(0, 0))
    return Span(base.start + span.start, min(base.start + span.end, base.end))


def _title(document: Document, matter: Matter) -> Found[str] | None:
    """The heading without its number; the next text where the heading is but a number."""
    if matter.label and (not matter.before or not matter.number):
        return heading_title(document, matter.label, label=True)
    for text in matter.before:
        if text is not matter.before[-1] and _LEADS_TO_SEVERAL.search(document.words(text.span)):
            continue
        title = heading_title(document, text.span)
        if title and len(title.value) > 3:
            return title
    return heading_title(document, matter.label, label=True) if matter.label else None


def _subject(document: Document, matter: Matter, title: Found[str] | None) -> Subject:
    words = title.value if title else ""
    head = matter.label or (matter.before[0].span if matter.before else None)
    heading = document.words(head)[:160] if head else ""
    around = heading if matter.label else " ".join(document.words(t.span) for t in matter.before)[:AROUND]
    if _elects_a_person(heading):
        return Subject(Category.DIRECTOR_ELECTION, Proponent.MANAGEMENT, "to elect a person")
    told = [words, *(s for t in matter.before for s in _sentences(document, t.span))]
    if fixes_their_number(heading):
        return Subject(Category.OTHER, Proponent.MANAGEMENT, "number of directors")
    if any(stated_election(s) for s in told) and all(
        subject(s).category is Category.OTHER for s in (words, " ".join(told))
    ):
        return Subject(Category.DIRECTOR_ELECTION, Proponent.MANAGEMENT, "stated: elected")
    by_holder = True if _BY_HOLDER.search(words) or _BY_HOLDER.search(heading) else None
    kind = subject(words, around, by_holder=by_holder)
    told_before = _told_before(document, matter.before[0].span) if matter.before else None
    if kind.category is Category.OTHER and told_before:
        return subject(told_before)
    if matter.parent and kind.category in (Category.OTHER, Category.DIRECTOR_ELECTION):
        return subject(" ".join(document.words(t.span) for t in matter.parent.before))
    return kind


_TO_ELECT = guarded(r"^(?:to\s+)?(?:re-?)?elect(?:ion\s+of)?\s+", re.IGNORECASE)


def _elects_a_person(heading: str) -> bool:
    """``4. To re-elect Ada Reed``: a resolution on one director, without the word."""
    numbered = number_at_head(heading)
    rest = heading[numbered.span.end :] if numbered else heading
    elects = _TO_ELECT.search(rest)
    whom = rest[elects.end() :].strip() if elects else ""
    return name_in_cell(whom) is not None or (whom[:1].isupper() and not speaks_of_a_matter(whom))


BEFORE = 500
"""Characters before a sentence in which the thing that it refers back to is told."""


def _told_before(document: Document, span: Span) -> str | None:
    """The sentence that names in full what ``The agreement was approved`` refers back to."""
    what = refers_back_to(document.words(span))
    if not what:
        return None
    earlier = max(0, span.start - BEFORE)
    told = [document.words(s) for s in sentences(document.text[earlier : span.start], earlier)]
    return next((words for words in reversed(told) if what in words.lower()), None)


def _sentences(document: Document, span: Span) -> list[str]:
    return [document.words(s) for s in sentences(document.text[span.start : span.end], span.start)]


def _read_counts(document: Document, matter: Matter, ballot: Ballot) -> None:
    candidates = candidates_of(document, matter, election=ballot.is_election)
    if candidates:
        ballot.number = ballot.number or _number_of_parts(document, matter)
        _election(ballot, candidates)
        return
    plain = [row for row in matter.rows if row.tally.counts or row.tally.doubts]
    if any(row.tally.is_frequency for row in plain):
        _frequency(document, matter, ballot, plain)
    elif ballot.is_election:
        _unnamed_election(document, matter, ballot, plain)
    else:
        _proposal(document, matter, ballot, plain)


def _number_of_parts(document: Document, matter: Matter) -> Found[str] | None:
    """``1a. Ann Lee`` and ``1b. Bob Day`` are parts of proposal 1."""
    found = [(row.label, number_in_label(document.words(row.label))) for row in matter.rows if row.label]
    parts = [(label, one) for label, one in found if one and one.value[:-1].isdigit() and one.value[-1].isalpha()]
    if len(parts) < 2 or len(parts) < len(found) or len({one.value[:-1] for _, one in parts}) > 1:
        return None
    label, one = parts[0]
    return Found(one.value[:-1], Span(label.start, label.start + one.span.end), "number of its parts")


def _election(ballot: Ballot, candidates: list[Candidate]) -> None:
    if not ballot.is_election:
        if ballot.category is not Category.OTHER and ballot.number is not None:
            ballot.doubt("rows with persons' names stand under a proposal that is no election")
        ballot.category, ballot.category_rule, ballot.proponent = (
            Category.DIRECTOR_ELECTION,
            "rows of nominees",
            Proponent.MANAGEMENT,
        )
    ballot.candidates = candidates


def _frequency(document: Document, matter: Matter, ballot: Ballot, rows: list[Row]) -> None:
    ballot.category, ballot.category_rule = Category.SAY_ON_PAY_FREQUENCY, "counts by years"
    ballot.proponent = Proponent.MANAGEMENT
    tally: dict[str, FoundCount] = {}
    for row in rows + matter.shared:
        for place, count in placed(row.tally.counts, FREQUENCY_PLACES).items():
            tally.setdefault(place, count)
        _doubts(ballot, row.tally)
    ballot.frequency = tally
    _years_told(document, matter, ballot)
    voted = most_voted(tally)
    if ballot.chosen is None:
        ballot.chosen = voted
    elif voted and voted.value is not ballot.chosen.value:
        ballot.doubt("the frequency that the text names is not the one with the most votes")


def _years_told(document: Document, matter: Matter, ballot: Ballot) -> None:
    for span in _told(matter):
        for sentence in sentences(document.text[span.start : span.end], span.start):
            words = document.words(sentence)
            decision = stated_decision(words, sentence.start)
            choice = None if decision else stated_choice(words, sentence.start)
            ballot.board_frequency = ballot.board_frequency or decision
            ballot.chosen = ballot.chosen or choice


def _unnamed_election(document: Document, matter: Matter, ballot: Ballot, rows: list[Row]) -> None:
    """An election whose counts stand beside no name: one nominee whom the text names, or a doubt."""
    names = [name for span in _told(matter) for name in names_listed(document, span)]
    unique = {name.text: name for name in names}
    if len(rows) == 1 and len(unique) == 1:
        ballot.candidates = listed_candidates(list(unique.values()), None)
        ballot.candidates[0].counts = placed(rows[0].tally.counts | _shared(matter), NOMINEE_PLACES)
        ballot.candidates[0].reasons.extend(rows[0].tally.doubts)
        if not any(_names_a_nominee(document, span, next(iter(unique))) for span in _told(matter)):
            ballot.candidates[0].doubt("the nominee's name was taken from the text around the counts")
    elif unique and not rows:
        ballot.candidates = listed_candidates(list(unique.values()), None)
        for candidate in ballot.candidates:
            candidate.counts = placed(_shared(matter), NOMINEE_PLACES)
    elif rows:
        ballot.doubt("counts of an election stand beside no nominee's name")


def _names_a_nominee(document: Document, span: Span, name: str) -> bool:
    """Whether a text speaks of a person as one to be elected."""
    near = (
        rf"\b(?:elect\w*|re-?elect\w*|nominat\w+|nominees?|directors?)\b[^.;]{{0,40}}{re.escape(name)}"
        rf"|{re.escape(name)}[^.;]{{0,60}}\belect"
    )
    return re.search(near, document.words(span), re.IGNORECASE) is not None


def _shared(matter: Matter) -> dict[Field, FoundCount]:
    return {field: count for row in matter.shared for field, count in row.tally.counts.items()}


def _proposal(document: Document, matter: Matter, ballot: Ballot, rows: list[Row]) -> None:
    whole = [r for r in rows if not r.share_class and (r.label is None or is_total(document.words(r.label)))]
    by_class = [r for r in rows if r.share_class or (r.label and share_class_of(document.words(r.label)))]
    if len(by_class) == 1 and not whole:
        whole, by_class = by_class, []
    for row in by_class:
        name = row.share_class or (document.words(row.label).strip(" :.") if row.label else "")
        ballot.classes.append(ClassCounts(name, placed(row.tally.counts, PROPOSAL_PLACES)))
        _doubts(ballot, row.tally)
    kept = _of_all_holders(whole)
    for row in kept:
        _merge(ballot, row)
    ballot.left_out = [f.span for row in whole if row not in kept for f in row.tally.counts.values()]
    for row in matter.shared:
        for place, count in placed(row.tally.counts, PROPOSAL_PLACES).items():
            if not ballot.classes:
                ballot.counts.setdefault(place, count)


def _of_all_holders(rows: list[Row]) -> list[Row]:
    """Tallies of one matter by several standards: those of all holders, a tally of some left out."""
    if len(rows) < 2:
        return rows
    most = max(rows, key=_size)
    for_ = most.tally.counts.get(Field.FOR)
    return (
        [
            row
            for row in rows
            if row is most
            or row.table is None
            or not (own := row.tally.counts.get(Field.FOR))
            or (for_ and own.value == for_.value)
        ]
        if _standards(rows)
        else rows
    )


def _size(row: Row) -> Decimal:
    return sum((Decimal(found.value) for found in row.tally.counts.values()), Decimal(0))


def _standards(rows: list[Row]) -> bool:
    """Whether every tally is a whole one, so that they can only be several of the same matter."""
    return all(Field.FOR in row.tally.counts and Field.AGAINST in row.tally.counts for row in rows)


def _merge(ballot: Ballot, row: Row) -> None:
    new = placed(row.tally.counts, PROPOSAL_PLACES)
    clash = [p for p in new.keys() & ballot.counts.keys() if new[p].value != ballot.counts[p].value]
    if clash:
        ballot.doubt("two different sets of counts stand under this proposal")
    for place, count in new.items():
        ballot.counts.setdefault(place, count)
    ballot.percents += row.tally.percents
    _doubts(ballot, row.tally)


def _doubts(ballot: Ballot, tally: Tally) -> None:
    for doubt in tally.doubts:
        ballot.doubt(doubt)


def _told(matter: Matter) -> list[Span]:
    return [t.span for t in matter.texts] + ([matter.label] if matter.label else [])


def _read_outcome(document: Document, matter: Matter, ballot: Ballot) -> None:
    """The first outcome that the matter's own texts state; a result column says it best."""
    for row in matter.rows:
        if row.result and not ballot.is_election:
            said = stated_outcome(document.words(row.result), row.result.start)
            ballot.outcome = ballot.outcome or said
    for span in _told(matter):
        numbered = number_at_head(document.words(span))
        start = numbered.span.end if numbered else 0
        for sentence in sentences(document.text[span.start + start : span.end], span.start + start):
            _hear(ballot, document.words(sentence), sentence)


def _hear(ballot: Ballot, words: str, sentence: Span) -> None:
    if ballot.is_election:
        ballot.elected = ballot.elected or stated_election(words, sentence.start)
        return
    said = stated_outcome(words, sentence.start, voted=ballot.has_rows)
    if ballot.has_rows and (plain := stated_outcome(words)) and plain.value is Outcome.NOT_VOTED:
        if subject_told(words).category not in (ballot.category, Category.OTHER):
            return  # it tells of another matter, which has no counts
        ballot.doubt("counts were read, but the text says that something was not voted on")
    if said is None or speaks_for_all(words):
        return
    if ballot.outcome is None:
        ballot.outcome = said
    elif ballot.outcome.value is not said.value and {ballot.outcome.value, said.value} == {
        Outcome.APPROVED,
        Outcome.NOT_APPROVED,
    }:
        ballot.doubt("the text states both that this was approved and that it was not")
