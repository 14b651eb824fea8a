"""What a reader may refuse."""

from __future__ import annotations


class Unreadable(Exception):  # noqa: N818 - the word that users see
    """The bytes are no filing that can be read. ``str()`` is one line that names the fault."""
