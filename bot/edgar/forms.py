"""Which form types are current reports."""

from __future__ import annotations

CURRENT_REPORT = "8-K"


PERIODIC = ("10-Q", "10-K")
SUCCESSOR_FORMS = ("8-K12B", "8-K12G3", "8-K15D5")
"""By which a successor issuer takes over another's registration (Rules 12g-3 and 15d-5), under a CIK of its own."""


def is_current_report(form_type: str) -> bool:
    """8-K and its kin: ``8-K/A``, ``8-K12B``, ``8-K12G3``, ``8-K15D5`` and their amendments."""
    return form_type.upper().startswith(CURRENT_REPORT)


def is_periodic(form_type: str) -> bool:
    """10-Q and 10-K with their kin of former times: ``10-QSB``, ``10-KSB``, ``10-K405``, and amendments."""
    return form_type.upper().startswith(PERIODIC)


def tells_a_succession(form_type: str) -> bool:
    """Whether a successor issuer filed it, an amendment included."""
    return form_type.upper().startswith(SUCCESSOR_FORMS)
