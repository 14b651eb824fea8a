"""Bodies as they arrive: decompressed, counted and judged whole while they stream, never held twice."""

from __future__ import annotations

import zlib
from io import BytesIO

from bot.edgar.faults import HEAD_BYTES, Malformed
from bot.edgar.sieve import Sieve

_ANY_ZLIB = 47
"""``wbits`` that accepts gzip and zlib alike."""


class Inflater:
    """A compressed body, piece by piece. `finish` raises `Malformed` when its end never came.

    The HTTP library takes a body that stops in the middle of its compressed stream for a whole one; so it hands the
    bytes over as they are, and the end of the stream is looked for here. ``most_bytes`` caps what arrives, unpacked;
    a `Sieve` lets only some of it be kept.
    """

    def __init__(self, encoding: str, most_bytes: int, sieve: Sieve | None = None) -> None:
        self._most = most_bytes
        self._arrived = 0
        self._sieve = sieve
        self._plain = encoding in {"", "identity"}
        if not self._plain and encoding not in {"gzip", "x-gzip", "deflate"}:
            raise Malformed(f"the body is encoded as {encoding!r}, which was not asked for")
        self._stream = zlib.decompressobj(_ANY_ZLIB)
        self._started = False
        self._body = BytesIO()

    def feed(self, piece: bytes) -> None:
        """Take what arrived. Raises `Malformed` when the body grows beyond its cap or is no compressed stream."""
        if self._plain:
            self._keep(piece)
            return
        while piece:
            self._started = True
            try:
                self._keep(self._stream.decompress(piece, self._room() + 1))
            except zlib.error as error:
                raise Malformed(f"the compressed body is damaged: {error}") from None
            piece = self._stream.unconsumed_tail or self._next_member()

    def _next_member(self) -> bytes:
        """A gzip body may be several streams in a row, or be padded with noughts."""
        rest = self._stream.unused_data.lstrip(b"\0")
        if rest:
            self._stream = zlib.decompressobj(_ANY_ZLIB)
        return rest

    def _room(self) -> int:
        return self._most - self._arrived

    def _keep(self, piece: bytes) -> None:
        if len(piece) > self._room():
            raise Malformed(f"the body is larger than {self._most:,} bytes")
        self._arrived += len(piece)
        self._body.write(self._sieve.feed(piece) if self._sieve else piece)

    def head(self) -> bytes:
        """The first bytes of what has been kept."""
        return bytes(self._body.getbuffer()[:HEAD_BYTES])

    def finish(self) -> bytes:
        """The whole body."""
        if not self._plain and self._started and not self._stream.eof:
            raise Malformed("the compressed body was cut short")
        if self._sieve:
            self._body.write(self._sieve.finish())
        return self._body.getvalue()
