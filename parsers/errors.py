"""What a reader may refuse."""

from __future__ import annotations


class Unreadable(Exception):
    """The bytes are no filing that can be read. ``str()`` is one line that names the fault."""
