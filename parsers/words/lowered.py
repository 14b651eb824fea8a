"""Lower case, character for character: every offset in the lower text is the same one in the text."""

from __future__ import annotations


def lowered(text: str) -> str:
    """The text in lower case; a letter that has no single lower one (``İ``) stays as it is."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(one if len(one) == 1 else letter for letter in text for one in (letter.lower(),))
