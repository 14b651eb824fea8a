"""Terms that a filing defines in quotes and then uses: ``(the “Merger Proposal”)``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from parsers.votes.ballot import Ballot
from parsers.votes.statements import Statement

MAX_TERM = 60
"""Characters; a defined term is shorter."""
_QUOTED = re.compile(r"[“\"]([^“”\"]{3,80})[”\"]")


def letters(text: str) -> str:
    """A text's words in lower case without marks: how terms and titles are compared."""
    return " ".join(re.findall(r"[a-z0-9]+", text.lower()))


def terms_in(words: str) -> set[str]:
    """The terms that a text defines, of two words or more."""
    found = (letters(quoted).removeprefix("the ") for quoted in _QUOTED.findall(words))
    return {term for term in found if " " in term and len(term) <= MAX_TERM}


def uses(words: str, term: str) -> bool:
    return f" {term} " in f" {letters(words)} "


def title_term(ballot: Ballot) -> str | None:
    """A proposal's title, when it is short enough to be a term."""
    title = letters(ballot.title.value).removeprefix("the ") if ballot.title else ""
    return title if " " in title and len(title) <= MAX_TERM else None


def own_terms(ballot: Ballot) -> frozenset[str]:
    """The terms that the texts over a proposal's counts define, and its title."""
    title = title_term(ballot)
    defined = {t for span in ballot.told for t in terms_in(ballot.document.words(span))} if ballot.has_rows else set()
    return frozenset(defined | ({title} if title else set()))


@dataclass(frozen=True, slots=True)
class Glossary:
    """What each term stands for: the statement that defines it."""

    meanings: dict[str, Statement]

    def meaning(self, statement: Statement) -> Statement | None:
        """What defines the term that a statement's title is."""
        title = letters(statement.title.value).removeprefix("the ")
        known = self.meanings.get(title)
        return known if known is not statement else None


def glossary(statements: Iterable[Statement]) -> Glossary:
    meanings: dict[str, Statement] = {}
    for statement in statements:
        for term in terms_in(statement.whole):
            meanings.setdefault(term, statement)
    return Glossary(meanings)
