"""Bytes to characters, and bytes that are no text at all."""

from __future__ import annotations

import re

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF, not text"),
    (b"PK\x03\x04", "a ZIP archive, not text"),
    (b"\x1f\x8b", "gzip-compressed, not text"),
    (b"\x89PNG", "a PNG image, not text"),
    (b"\xff\xd8\xff", "a JPEG image, not text"),
    (b"GIF8", "a GIF image, not text"),
    (b"\xd0\xcf\x11\xe0", "an Office file, not text"),
)
_CONTROLS = bytes(set(range(32)) - {9, 10, 11, 12, 13, 26, 27}) + b"\x7f"
_SAMPLE = 8_192
_MOST_CONTROLS = 0.01
"""Share of control characters above which a sample is binary; real filings have none, or a few from a bad copy."""

_DECLARED_UTF8 = re.compile(rb"charset\s*=\s*[\"']?utf-?8|encoding\s*=\s*[\"']utf-?8", re.IGNORECASE)


def fault_of(data: bytes) -> str | None:
    """Why these bytes are no text, in a few words; ``None`` when they are."""
    head = data[:_SAMPLE]
    if not head.strip():
        return "empty" if len(data) <= _SAMPLE and not data.strip() else None
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None
    for magic, fault in _MAGIC:
        if head.startswith(magic):
            return fault
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return "binary, not text" if controls > max(8, _MOST_CONTROLS * len(head)) else None


def decode(data: bytes) -> str:
    """Characters of a filing: UTF-8 where it is that, else windows-1252 (which EDGAR's ISO-8859-1 means)."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as fault:
        cut_short = fault.reason == "unexpected end of data"
        if cut_short or _DECLARED_UTF8.search(data[:2048]) or not data[: fault.start].isascii():
            return data.decode("utf-8", "replace")
        return data.decode("cp1252", "replace")
