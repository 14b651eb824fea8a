"""What an HTML source holds that nobody sees: its head, comments, inline XBRL's header, what a style hides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress

from parsers.layout.tags import NOTHING, SKIP, tag_name

_HEAD = re.compile(r"<head[\s>]", re.IGNORECASE)
_HEAD_WITHIN = 4096
"""Characters in which a page's head begins."""
_HEADER_WITHIN = 20_000
"""Characters in which inline XBRL's hidden header begins; one further down is hidden as any other tag is."""
_HEADER, _END_HEADER = "<ix:header", "</ix:header>"
_CUT_TAG = re.compile(r"<(?:[/!a-zA-Z][^<>]*)?\Z")
"""A tag that the end of the source cut off."""


def visible_source(source: str) -> str:
    """The source without its head, inline XBRL's hidden header, and a tag cut off by its end."""
    head = _HEAD.search(source, 0, _HEAD_WITHIN)
    end = source.find("</head", head.start()) if head else -1
    if head and end >= 0:
        source = source[: head.start()] + source[end:]
    start = source.find(_HEADER, 0, _HEADER_WITHIN)
    end = source.find(_END_HEADER, start) if start >= 0 else -1
    source = source[:start] + source[end + len(_END_HEADER) :] if end >= 0 else source
    last = source.rfind("<")
    return source[:last] if last > source.rfind(">") and _CUT_TAG.match(source, last) else source


def without_comments(source: str) -> str:
    """A comment that never ends hides nothing: its text may be what we look for."""
    first, *rest = source.split("<!--")
    kept = [first]
    for part in rest:
        inside, end, after = part.partition("-->")
        kept.append(after if end else inside)
    return "".join(kept)


def hide(pieces: list[str], marks: list[str]) -> None:
    """Empty the texts that tags hide, and the marks among them. What nothing closes hides nothing.

    ``pieces`` are text 0, tag 0, text 1, tag 1, … and ``marks`` those of the tags.
    """
    tags = pieces[1::2]
    unclosed: set[str] = set()
    for at in _skips(marks):
        name = tag_name(tags[at])
        end = at + 1 if name in unclosed else _end_of(name, tags, at)
        if end == at + 1:
            unclosed.add(name)
        pieces[2 * at + 2 : 2 * end : 2] = [""] * (end - at - 1)
        marks[at:end] = [NOTHING] * (end - at)


def _skips(marks: list[str]) -> Iterator[int]:
    """Where marks hide what follows; those that are taken away meanwhile are passed over."""
    at = -1
    with suppress(ValueError):
        while True:
            at = marks.index(SKIP, at + 1)
            yield at


def _end_of(name: str, tags: list[str], at: int) -> int:
    """The text after the tag that closes what ``tags[at]`` opened; the next text when nothing closes it."""
    opening, closing = len(name), f"/{name}"
    depth = 0
    for index in range(at, len(tags)):
        tag = tags[index]
        start = tag[: opening + 1].lower()
        if start.startswith(closing):
            depth -= 1
            if depth == 0:
                return index + 1
        elif start.startswith(name) and tag[-1:] != "/" and tag_name(tag) == name:
            depth += 1
    return at + 1
