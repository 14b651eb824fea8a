"""Addresses into a filing: its index page, its documents, and the very words a value was read from."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import quote

from parsers.report import Evidence, MeetingReport

QUOTED_WORDS = 6
"""Words at either end of a long quote that the browser is given to find it by."""
_EXHIBIT = re.compile(r"(?:^|[^a-z])d?ex(?:hibit)?[-_]?\d", re.IGNORECASE)


def document_url(filing_url: str, name: str) -> str | None:
    """Where a document of the filing is: beside the index page, in the folder named by the undashed accession number.

    `None` where the submission gives its documents no file names, as before 2001, or names that lead elsewhere.
    """
    folder, _, page = filing_url.rpartition("/")
    if not name.strip(".") or "/" in name or not folder:
        return None
    accession = re.match(r"\d{10}-\d{2}-\d{6}", page)
    if accession and not folder.endswith(undashed := accession[0].replace("-", "")):
        folder = f"{folder}/{undashed}"
    return f"{folder}/{quote(name)}"


def main_document(report: MeetingReport) -> str:
    """The document that tells the results: the one that most of the votes were read from; ``""`` when unknown."""
    used = Counter(e.document for pointer, e in report.evidence.items() if pointer.startswith("/proposals/"))
    return used.most_common(1)[0][0] if used else ""


def is_exhibit(name: str) -> bool:
    """Whether a file is named as exhibits are: ``dex991.htm``, ``ex99-1.txt``, ``a04-1234_1ex99d1.htm``."""
    return bool(_EXHIBIT.search(name)) or bool(re.search(r"\dex\d", name, re.IGNORECASE))


def words_url(filing_url: str, evidence: Evidence) -> str:
    """The document, opened at the quoted words where the browser knows text fragments; else just the document."""
    address = document_url(filing_url, evidence.document)
    if address is None:
        return filing_url
    return f"{address}#:~:text={_fragment(evidence.quote)}" if evidence.quote.strip() else address


def evidence_at(report: MeetingReport, pointer: str) -> Evidence | None:
    """The evidence of a value, else of the first thing inside it, else of what holds it."""
    if pointer in report.evidence:
        return report.evidence[pointer]
    inside = [evidence for at, evidence in report.evidence.items() if at.startswith(f"{pointer}/")]
    if inside:
        return min(inside, key=lambda evidence: evidence.start)
    holder = pointer.rpartition("/")[0]
    return report.evidence.get(f"{holder}/title") if holder.startswith("/proposals/") else None


def _fragment(words: str) -> str:
    parts = words.split()
    if len(parts) <= 2 * QUOTED_WORDS:
        return _encoded(parts)
    return f"{_encoded(parts[:QUOTED_WORDS])},{_encoded(parts[-QUOTED_WORDS:])}"


def _encoded(words: list[str]) -> str:
    """Dashes and commas mean something in a text fragment, so they are encoded too."""
    return quote(" ".join(words)[:120], safe="").replace("-", "%2D")
