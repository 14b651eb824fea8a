"""Which form types are current reports."""

from __future__ import annotations

CURRENT_REPORT = "8-K"


def is_current_report(form_type: str) -> bool:
    """8-K and its kin: ``8-K/A``, ``8-K12B``, ``8-K12G3``, ``8-K15D5`` and their amendments."""
    return form_type.upper().startswith(CURRENT_REPORT)
