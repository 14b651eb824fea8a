"""What was found out about a filing's sentences and cells: asked several times in one reading, and never after."""

from __future__ import annotations

from collections.abc import Callable
from functools import _lru_cache_wrapper, lru_cache
from typing import TypeVar

T = TypeVar("T")

MOST = 8192
"""Answers kept of each question."""
_clear: list[Callable[[], None]] = []


def remembered(question: Callable[..., T]) -> _lru_cache_wrapper[T]:
    """A pure function of words that keeps its answers until `forget`; they must not be changed by who asks."""
    kept = lru_cache(maxsize=MOST)(question)
    _clear.append(kept.cache_clear)
    return kept


def forget() -> None:
    """Drop all that was kept: between two filings nothing of the first is held."""
    for clear in _clear:
        clear()
