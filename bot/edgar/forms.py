"""Which form types are current reports, and what their endings say."""

from __future__ import annotations

CURRENT_REPORT = "8-K"


def is_current_report(form_type: str) -> bool:
    """8-K and its kin: ``8-K/A``, ``8-K12B``, ``8-K12G3``, ``8-K15D5`` and their amendments."""
    return form_type.upper().startswith(CURRENT_REPORT)


def is_amendment(form_type: str) -> bool:
    """Whether the filing corrects or completes an earlier one."""
    return form_type.upper().endswith("/A")


def is_successor_report(form_type: str) -> bool:
    """Whether a registrant says that it takes another's place: Rule 12g-3 under Section 12(b), 12(g) or 15(d)."""
    return form_type.upper().removesuffix("/A") in {"8-K12B", "8-K12G3", "8-K15D5"}
