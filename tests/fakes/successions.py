"""Submissions by which a company says that it reports in another's place."""

from __future__ import annotations

HOLDINGS = ("HARBOR HOLDINGS INC", "9900501")
"""Name and CIK of who follows."""


def submission(text: str, *registrants: tuple[str, str], form: str = "8-K12B") -> bytes:
    """A whole submission with this text in its document; of `HOLDINGS` alone, unless other filers are given."""
    filers = "".join(
        f"FILER:\n\n\tCOMPANY DATA:\n\t\tCOMPANY CONFORMED NAME:\t\t{name}\n\t\tCENTRAL INDEX KEY:\t\t{cik:0>10}\n"
        for name, cik in registrants or (HOLDINGS,)
    )
    return (
        "<SEC-DOCUMENT>0009900501-26-000001.txt : 20261102\n<SEC-HEADER>0009900501-26-000001.hdr.sgml : 20261102\n"
        f"ACCESSION NUMBER:\t\t0009900501-26-000001\nCONFORMED SUBMISSION TYPE:\t{form}\n"
        f"FILED AS OF DATE:\t\t20261102\n\n{filers}</SEC-HEADER>\n<DOCUMENT>\n<TYPE>{form}\n<SEQUENCE>1\n<TEXT>\n"
        f"<html><body>{text}</body></html>\n</TEXT>\n</DOCUMENT>\n</SEC-DOCUMENT>\n"
    ).encode()
