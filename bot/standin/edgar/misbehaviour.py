"""What EDGAR does when it does not answer, on cue."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Misbehaviour(StrEnum):
    """One way not to answer."""

    RATE_BLOCK = "rate block"
    UNDECLARED_AGENT = "undeclared agent"
    MISSING_FILE = "missing file"
    MAINTENANCE = "maintenance"
    HTML_WITH_200 = "HTML with status 200"
    BLOCK_WITH_200 = "rate block with status 200"
    EMPTY_BODY = "empty body"
    CUT_FEED = "cut in the middle"
    CUT_GZIP = "gzip cut in the middle"
    OTHER_ENCODING = "another encoding"
    SLOW_DRIP = "slow drip"
    SILENCE = "silence"
    RESET = "reset"
    REDIRECT = "redirect elsewhere"
    ENDLESS = "endless body"


@dataclass(slots=True)
class Cue:
    """Misbehave when a request's path and query hold `where`, that many times; for ever when `times` is ``None``."""

    misbehaviour: Misbehaviour
    where: str = ""
    times: int | None = 1

    def due(self, path: str) -> bool:
        """Whether this request is one of them; counts it."""
        if self.where not in path or self.times == 0:
            return False
        if self.times is not None:
            self.times -= 1
        return True


def _page(title: str, heading: str, text: str) -> bytes:
    return (
        f"<!DOCTYPE html>\n<html><head><title>SEC.gov | {title}</title></head>\n"
        f"<body><h1>{heading}</h1><p>{text}</p></body></html>\n"
    ).encode()


RATE_PAGE = _page(
    "Request Rate Threshold Exceeded",
    "Too many requests",
    "Wait ten minutes; each further request makes the wait longer.",
)
UNDECLARED_PAGE = _page(
    "Request Rate Threshold Exceeded",
    "Your Request Originates from an Undeclared Automated Tool",
    "Say in your user agent who you are.",
)
MAINTENANCE_PAGE = _page(
    "File Unavailable", "This page is temporarily unavailable.", "The site is undergoing maintenance."
)
MISSING_XML = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>'
)
NO_KEY_XML = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>NoSuchKey</Code><Message>No such key.</Message></Error>'
)

STATUS_AND_PAGE = {
    Misbehaviour.RATE_BLOCK: (403, "text/html", RATE_PAGE),
    Misbehaviour.UNDECLARED_AGENT: (403, "text/html", UNDECLARED_PAGE),
    Misbehaviour.MISSING_FILE: (403, "application/xml", MISSING_XML),
    Misbehaviour.MAINTENANCE: (503, "text/html", MAINTENANCE_PAGE),
    Misbehaviour.HTML_WITH_200: (200, "text/html", _page("Notice", "Notice", "Something else stands here.")),
    Misbehaviour.BLOCK_WITH_200: (200, "text/html", RATE_PAGE),
    Misbehaviour.EMPTY_BODY: (200, "application/atom+xml", b""),
}
