"""Where the real recordings are: beside the repository, or where ``BALLOTWIRE_SHARED`` says."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

_BESIDE = Path(__file__).resolve().parents[2].parent / "shared"


def shared(*parts: str) -> Path:
    """A file of the shared folder. Skips the test where there is none, and fails it in CI."""
    path = Path(os.environ.get("BALLOTWIRE_SHARED", _BESIDE)).joinpath(*parts)
    if not path.exists():
        if os.environ.get("CI"):
            pytest.fail(f"{path} is missing, and in CI it must be there")
        pytest.skip(f"{path} is not here")
    return path
