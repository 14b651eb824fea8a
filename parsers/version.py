"""Which reader this is. Nobody has to remember to raise it: it is made from the code that reads."""

from __future__ import annotations

import hashlib
from pathlib import Path

FIGURES = 12
"""Hexadecimal figures of the fingerprint: enough that no two readers of one database will ever share it."""


def fingerprint(folder: Path) -> str:
    """The same for the same code wherever it is installed, and another one after any change to it."""
    seen = hashlib.sha256()
    for path in sorted(folder.rglob("*.py"), key=lambda path: path.relative_to(folder).as_posix()):
        seen.update(f"{path.relative_to(folder).as_posix()}\0".encode())
        seen.update(hashlib.sha256(path.read_bytes()).digest())
    return seen.hexdigest()[:FIGURES]


READER_VERSION = f"2-{fingerprint(Path(__file__).parent)}"
"""Before the dash, the shape of the report's JSON; behind it, the code. A report that carries another one may be read
differently today, and `ballotwire reread --outdated` has it read again.
"""
