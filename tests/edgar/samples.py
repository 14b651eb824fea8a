"""Filings to serve, made with as few words as a test has to say about them."""

from __future__ import annotations

from datetime import datetime

from bot.standin.edgar import Registrant, ServedFiling

ACME = Registrant("9900201", "Acme (Holdings) Corp")
BOLT = Registrant("9900202", "Bolt - Partners, L.P.")


def filing(
    number: int,
    accepted: datetime,
    *registrants: Registrant,
    form: str = "8-K",
    items: tuple[str, ...] = ("5.07",),
    shown: datetime | None = None,
) -> ServedFiling:
    """A filing with that number at the end of its accession number."""
    accession = f"0009900200-26-{number:06d}"
    body = (
        f"<SEC-DOCUMENT>{accession}.txt\n<SEC-HEADER>\n</SEC-HEADER>\n<DOCUMENT>\n<TYPE>{form}\n<SEQUENCE>1\n"
        f"<FILENAME>doc.htm\n<TEXT>\nReport {number}.\n</TEXT>\n</DOCUMENT>\n</SEC-DOCUMENT>\n"
    )
    return ServedFiling(
        accession_number=accession,
        form_type=form,
        registrants=registrants or (ACME,),
        items=items,
        accepted=accepted,
        filed=accepted.date(),
        shown_at=shown or accepted,
        text_at=shown or accepted,
        body=body.encode(),
    )
