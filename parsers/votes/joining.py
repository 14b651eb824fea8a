"""One list of proposals from all that a filing says of them: counts, headings, lists in prose, told once or twice.

A ballot with counts is a proposal. What is said elsewhere is matched to it by number, else by kind and order, and
fills in what the counts don't tell; what matches nothing is a proposal of its own, in doubt where others have counts.
"""

from __future__ import annotations

from parsers.report import Category, Outcome
from parsers.votes.ballot import Ballot
from parsers.votes.headings import place
from parsers.votes.several import refers_back_to
from parsers.votes.statements import Statement
from parsers.votes.terms import Glossary, glossary, letters, own_terms, terms_in, title_term, uses
from parsers.votes.titles import MAX_TITLE
from parsers.votes.uncounted import SEVERAL, ballot_told, groups_of, is_empty, without_counts
from parsers.words.categories import subject
from parsers.words.names import name_key


def join(ballots: list[Ballot], statements: list[Statement], *, for_all: bool = False) -> list[Ballot]:
    """The proposals of one meeting, in the order of the filing; ``for_all``: an outcome is told once for all."""
    counted = _one_telling(_one_election([b for b in ballots if b.has_rows or b.counts]))
    bare = [b for b in ballots if not (b.has_rows or b.counts)]
    if not counted:
        return without_counts(bare, statements, for_all=for_all)
    kept = _placed(counted, bare)
    known = glossary(statements)
    for statement in statements:
        _by_its_meaning(statement, known)
    for group in groups_of(statements):
        _hear(kept, group)
    return kept


def _by_its_meaning(statement: Statement, known: Glossary) -> None:
    """``The Compensation Proposal was approved`` is of the kind that the definition of the term tells."""
    meaning = known.meaning(statement)
    if meaning is not None and meaning.category is not Category.OTHER:
        statement.category, statement.category_rule = meaning.category, meaning.category_rule
        statement.proponent = meaning.proponent


def _one_election(ballots: list[Ballot]) -> list[Ballot]:
    """An election on several ballots is one unless the filing numbers them apart."""
    result: list[Ballot] = []
    for ballot in ballots:
        last = result[-1] if result else None
        if last and ballot.is_election and last.is_election and ballot.number is None and ballot.candidates:
            _say_of_each(last)
            _say_of_each(ballot)
            last.candidates += ballot.candidates
            last.told += ballot.told
            last.elected = last.elected or ballot.elected
            last.reasons += ballot.reasons
        else:
            result.append(ballot)
    return result


def _say_of_each(ballot: Ballot) -> None:
    """What a part of an election says of its own nominees stays with them when the parts are joined."""
    for candidate in ballot.candidates:
        candidate.elected = candidate.elected or ballot.elected


def _one_telling(ballots: list[Ballot]) -> list[Ballot]:
    """What a second document tells again is the same proposal; different counts there are a doubt."""
    if not ballots:
        return ballots
    first = ballots[0].document
    kept = [b for b in ballots if b.document is first]
    own = list(kept)
    for ballot in (b for b in ballots if b.document is not first):
        same = next((b for b in own if _is_same(b, ballot)), None)
        if same is None:
            kept.append(ballot)
            continue
        own.remove(same)
        if _values(same) == _values(ballot):
            _fill(same, ballot)
        else:
            same.doubt("two documents of the filing tell this with different counts")
    return kept


def _is_same(one: Ballot, other: Ballot) -> bool:
    if one.category is not other.category:
        return False
    return not (one.number and other.number) or one.number.value == other.number.value or _values(one) == _values(other)


def _values(ballot: Ballot) -> list[object]:
    counts = [ballot.counts, ballot.frequency or {}, *(c.counts for c in ballot.candidates)]
    return [sorted((place, str(found.value)) for place, found in one.items()) for one in counts]


def _placed(counted: list[Ballot], bare: list[Ballot]) -> list[Ballot]:
    """Ballots without counts: joined to their own counts, or kept at their place."""
    taken: set[int] = set()
    kept = list(counted)
    for ballot in bare:
        match = _own_counts(ballot, counted, taken)
        if match is not None:
            taken.add(id(match))
            _fill(match, ballot)
        elif ballot.outcome or ballot.elected or ballot.number:
            _keep(kept, ballot)
    return kept


def _own_counts(ballot: Ballot, counted: list[Ballot], taken: set[int]) -> Ballot | None:
    defined = {term for span in ballot.told for term in terms_in(ballot.document.words(span))}
    called = next((b for b in counted if id(b) not in taken and title_term(b) in defined), None)
    if called is not None:
        return called
    number = ballot.number.value if ballot.number else None
    if number is not None:
        same = next((b for b in counted if b.number and b.number.value == number), None)
        if same is not None:
            return same if _kin(same.category, ballot.category) else None
    alike = [b for b in counted if id(b) not in taken and b.category is ballot.category]
    if number is None:
        return alike[0] if alike else None
    at = place(number)
    return next(
        (b for b in alike if b.number is None or (b.number.value != number and place(b.number.value) == at)), None
    )


def _kin(one: Category, other: Category) -> bool:
    return one is other or Category.OTHER in (one, other) or Category.DIRECTOR_ELECTION not in (one, other)


_FINER = {Category.SAY_ON_PAY: (Category.GOLDEN_PARACHUTE,)}
"""What a short heading (``Advisory Compensation Proposal``) may turn out to be where it is told in full."""


def _fill(ballot: Ballot, other: Ballot) -> None:
    ballot.number = ballot.number or other.number
    told = (
        other.outcome
        if other.outcome and (other.outcome.value is not Outcome.NOT_VOTED or not ballot.has_rows)
        else None
    )
    if ballot.outcome is None and told is not None:
        ballot.outcome, ballot.outcome_is_own = told, False
    ballot.elected = ballot.elected or other.elected
    ballot.board_frequency = ballot.board_frequency or other.board_frequency
    if ballot.category is Category.OTHER or other.category in (
        Category.SHAREHOLDER_PROPOSAL,
        *_FINER.get(ballot.category, ()),
    ):
        ballot.category, ballot.category_rule, ballot.proponent = other.category, other.category_rule, other.proponent
    ballot.told += other.told


def _keep(kept: list[Ballot], ballot: Ballot) -> None:
    start = ballot.told[0].start if ballot.told else 0
    at = next(
        (i for i, b in enumerate(kept) if b.document is ballot.document and b.told and b.told[0].start > start),
        len(kept),
    )
    kept.insert(at, ballot)


def _hear(ballots: list[Ballot], group: list[Statement]) -> None:
    """Statements of one list, each matched to at most one proposal."""
    taken: set[int] = set()
    for statement in group:
        targets = _spoken_of(statement, ballots, taken)
        for ballot in targets:
            taken.add(id(ballot))
            _add(ballot, statement)
        if not targets and statement.tells and not is_empty(statement) and not _inside(statement, ballots):
            ballots.append(ballot_told(statement))
            taken.add(id(ballots[-1]))


REST = 80
"""Characters that a text may have beside the one statement it makes; a longer one tells of other matters as well."""


def _inside(statement: Statement, ballots: list[Ballot]) -> bool:
    """Whether a statement is part of the text that introduces some proposal's counts."""
    return any(
        b.document is statement.document
        and not _is_of_another(statement, b)
        and s.start <= statement.span.start
        and statement.span.end <= s.end
        and (s.end - s.start) - (statement.span.end - statement.span.start) < REST
        for b in ballots
        if b.has_rows
        for s in b.told
    )


def _is_of_another(statement: Statement, ballot: Ballot) -> bool:
    """Whether a sentence below some proposal's counts plainly tells of another matter, which has none."""
    kinds = (statement.category, ballot.category)
    counts = [*ballot.counts.values(), *(ballot.frequency or {}).values()]
    below = bool(counts) and all(found.span.end <= statement.span.start for found in counts)
    return below and statement.category is not ballot.category and Category.OTHER not in kinds


def _was_not_voted(statement: Statement) -> bool:
    return (
        statement.outcome is not None
        and statement.voted_outcome is None
        and statement.outcome.value is Outcome.NOT_VOTED
    )


def _unvoted(statement: Statement, ballots: list[Ballot]) -> list[Ballot]:
    """The proposal that a statement says was not voted on: never one that has counts of its own beside it."""
    same = [b for b in ballots if b.category is statement.category]
    bare = [b for b in same if not b.has_rows]
    return bare[:1] or ([] if statement.category in SEVERAL else same[:1])


def _spoken_of(statement: Statement, ballots: list[Ballot], taken: set[int]) -> list[Ballot]:
    if _was_not_voted(statement):
        return _unvoted(statement, ballots)
    if statement.mentioned:
        named = [b for b in ballots if b.number and b.number.value in statement.mentioned]
        if named:
            return named
    defined = [b for b in ballots if id(b) not in taken and _speaks_of(statement, b)]
    if defined:
        return defined[:1]
    free = [b for b in ballots if id(b) not in taken]
    same = [b for b in free if b.category is statement.category]
    if statement.number:
        numbered = [b for b in free if b.number and b.number.value.lower() == statement.number.lower()]
        same = [b for b in numbered if b.category in (statement.category, Category.OTHER)] or same
    return same[:1] or _told_before(statement, ballots) or _named_by(statement, ballots)


def _told_before(statement: Statement, ballots: list[Ballot]) -> list[Ballot]:
    """The counted proposal right before ``the plan was therefore approved``, when its texts speak of a plan."""
    what = refers_back_to(statement.whole) if statement.category is Category.OTHER else None
    counted = [b for b in ballots if b.has_rows and b.document is statement.document]
    before = [b for b in counted if _starts(b) < statement.span.start]
    if what is None or not before:
        return []
    nearest = max(before, key=_starts)
    words = " ".join(nearest.document.words(span) for span in nearest.told).lower()
    return [nearest] if what in words else []


def _starts(ballot: Ballot) -> int:
    return min((span.start for span in ballot.told), default=0)


def _named_by(statement: Statement, ballots: list[Ballot]) -> list[Ballot]:
    """The counted proposals that are called by a term of their own kind that the statement defines.

    ``approved an amendment (the “Charter Amendment”) to extend …`` tells of the counts under ``Charter Amendment``.
    """
    found: list[Ballot] = []
    for term in sorted(terms_in(statement.whole)):
        kind = subject(term)
        for ballot in ballots:
            alike = kind.category is not Category.OTHER and kind.category is ballot.category
            if alike and ballot.has_rows and _is_called(ballot, term) and ballot not in found:
                found.append(ballot)
    return found


def _is_called(ballot: Ballot, term: str) -> bool:
    """Whether a heading over a proposal's counts uses a term."""
    headings = (ballot.document.words(span) for span in ballot.told if span.end - span.start < MAX_TITLE)
    return any(uses(words, term) for words in headings)


def _add(ballot: Ballot, statement: Statement) -> None:
    if ballot.is_election:
        ballot.elected = ballot.elected or statement.elected
        _compare_names(ballot, statement)
    else:
        told = statement.voted_outcome if ballot.has_rows else statement.outcome
        if ballot.outcome is None and told is not None:
            ballot.outcome, ballot.outcome_is_own = told, False
        ballot.chosen = ballot.chosen or statement.chosen
        _specify(ballot, statement)
    ballot.told.append(statement.span)


def _specify(ballot: Ballot, statement: Statement) -> None:
    """A short heading (``Compensation Proposal``) takes its kind from the sentence that defines it in quotes."""
    title = letters(ballot.title.value).removeprefix("the ") if ballot.title else ""
    if statement.category is Category.OTHER:
        return
    if ballot.category is Category.OTHER or title in terms_in(statement.whole):
        ballot.category, ballot.category_rule, ballot.proponent = (
            statement.category,
            statement.category_rule,
            statement.proponent,
        )


def _speaks_of(statement: Statement, ballot: Ballot) -> bool:
    """Whether a statement uses, or defines, the term that a ballot is called by or defines itself."""
    if ballot.terms is None:
        ballot.terms = own_terms(ballot)
    told = statement.title.value
    if any(uses(told, term) for term in ballot.terms):
        return True
    title = title_term(ballot)
    return title is not None and title in terms_in(statement.whole)


def _compare_names(ballot: Ballot, statement: Statement) -> None:
    """Persons whom the text says were elected, against those with counts."""
    if not statement.names or not statement.elected or not statement.elected.value or not ballot.candidates:
        return
    listed = {name_key(n.text) for n in statement.names}
    counted = {name_key(c.name.value) for c in ballot.candidates}
    surnames = {key[0] for key in counted}
    missing = [n.text for n in statement.names if name_key(n.text)[0] not in surnames]
    if missing and len(missing) < len(listed):
        ballot.doubt(f"the text names {', '.join(missing)} as elected, but no counts were found for them")
