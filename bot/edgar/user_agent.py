"""The name that we give EDGAR: it wants a company or program and an address to write to, in plain words."""

from __future__ import annotations

import re

_ADDRESS = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")
_URL = re.compile(r"https?://|www\.", re.IGNORECASE)
_NOBODY = re.compile(r"\b(no-?reply|do-?not-?reply)\b", re.IGNORECASE)
_LONGEST = 200


def user_agent_faults(user_agent: str) -> tuple[str, ...]:
    """What keeps EDGAR from accepting this User-Agent, in words for the person who set it; empty when nothing does.

    Source: the SEC's guidance for automated access (company and contact address), and refusals seen in the wild for
    URLs, parentheses and addresses that nobody reads.
    """
    text = user_agent.strip()
    if not text:
        return (
            "the User-Agent is empty: EDGAR wants a name and a contact address, such as 'Acme Research jane@acme.com'",
        )
    contact = _ADDRESS.search(text)
    found: list[str] = []
    if contact is None:
        found.append("the User-Agent holds no contact address (name@domain)")
    else:
        if _NOBODY.search(contact.group()):
            found.append(f"nobody reads {contact.group()}: EDGAR wants an address that answers")
        if not text.replace(contact.group(), "").strip():
            found.append("the User-Agent holds no name beside the contact address")
    if _URL.search(text):
        found.append("the User-Agent holds a URL: EDGAR answers that with 403")
    if "(" in text or ")" in text:
        found.append("the User-Agent holds parentheses: EDGAR answers that with 403")
    if not text.isascii() or not text.isprintable() or len(text) > _LONGEST:
        found.append(f"the User-Agent must be at most {_LONGEST} printable ASCII characters")
    return tuple(found)
