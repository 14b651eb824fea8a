"""Leaving out of a submission, while it streams in, what nobody reads: pictures, XBRL, spreadsheets, archives.

The tags of a document that is left out stay, so that the list of documents remains whole.
"""

from __future__ import annotations

import re
from enum import Enum, auto

_BEGIN = b"<DOCUMENT>"
_TEXT = b"<TEXT>"
_END = b"</DOCUMENT>"
_LONGEST_TAGS = 16_384
"""Bytes between a document's begin and its text; more means that these are no tags."""
_TYPE = re.compile(rb"<TYPE>[ \t]*([^\r\n<]*)")
_FILE = re.compile(rb"<FILENAME>[ \t]*([^\r\n<]*)")
_UNREAD_TYPES = re.compile(rb"GRAPHIC|ZIP|EXCEL|XML|JSON|EX-101\b.*|EX-104\b.*|PDF", re.IGNORECASE)
_UNREAD_FILES = re.compile(rb".*\.(jpe?g|gif|png|bmp|xlsx?|zip|json|xsd|css|js|pdf)|R\d+\.html?", re.IGNORECASE)


class _At(Enum):
    KEPT = auto()
    TAGS = auto()
    LEFT_OUT = auto()


class Sieve:
    """Feed it the pieces as they come; what comes out, put together, is the submission without what is left out."""

    def __init__(self) -> None:
        self._at = _At.KEPT
        self._held, self._passed = b"", 0
        self._steps = {_At.KEPT: self._kept, _At.TAGS: self._tags, _At.LEFT_OUT: self._left_out}

    def feed(self, piece: bytes) -> bytes:
        """What of the stream can be passed on by now."""
        self._held, self._passed = self._held[self._passed :] + piece, 0
        out: list[bytes] = []
        while True:
            before = self._at
            out.append(self._steps[self._at]())
            if self._at is before:
                return b"".join(out)

    def finish(self) -> bytes:
        """What was held back when the stream ended."""
        return b"" if self._at is _At.LEFT_OUT else self._held[self._passed :]

    def _kept(self) -> bytes:
        found = self._held.find(_BEGIN, self._passed)
        if found >= 0:
            self._at = _At.TAGS
            return self._pass(found)
        return self._pass(len(self._held) - len(_BEGIN) + 1)

    def _tags(self) -> bytes:
        longest = self._passed + _LONGEST_TAGS
        again = self._held.find(_BEGIN, self._passed + len(_BEGIN), longest)
        text = self._held.find(_TEXT, self._passed, again if again >= 0 else longest)
        if text < 0 and again < 0 and len(self._held) < longest:
            return b""
        end = text + len(_TEXT) if text >= 0 else self._passed + len(_BEGIN)
        self._at = _At.LEFT_OUT if _unread(self._held[self._passed : end]) else _At.KEPT
        return self._pass(end) + (b"\n" if self._at is _At.LEFT_OUT else b"")

    def _left_out(self) -> bytes:
        found = self._held.find(_END, self._passed)
        if found >= 0:
            self._pass(found)
            self._at = _At.KEPT
            return b"</TEXT>\n"
        self._pass(len(self._held) - len(_END) + 1)
        return b""

    def _pass(self, end: int) -> bytes:
        begin, self._passed = self._passed, max(self._passed, end)
        return self._held[begin : self._passed]


def _unread(tags: bytes) -> bool:
    kind, file = _TYPE.search(tags), _FILE.search(tags)
    if kind is not None and _UNREAD_TYPES.fullmatch(kind[1].strip()):
        return True
    return file is not None and _UNREAD_FILES.fullmatch(file[1].strip()) is not None
