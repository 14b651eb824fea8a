"""What each HTML tag means for a reader of text, as a mark of two characters in place of the whole tag.

A mark is ``<`` and a letter, and no text holds a ``<`` once it is cut at them. Tags with capital letters end whatever
text stood before them; those with small letters stand among its words.
"""

from __future__ import annotations

import re

NOTHING = ""
BREAK, BOLD_BREAK = "<P", "<H"
"""The end of a paragraph; what follows a ``BOLD_BREAK`` is emphasised."""
TABLE, END_TABLE, ROW, CELL, BOLD_CELL = "<T", "<E", "<R", "<C", "<B"
"""A cell with a colspan or rowspan says both before its letter: ``<3,1C``."""
LINE = "<l"
"""``<br>``."""
APART = "<a"
"""The end of a cell: what follows is no part of its last word."""
RAISED = "<r"
"""The beginning of a superscript."""
BOLD, END_BOLD, SPAN, END_SPAN = "<b", "<d", "<s", "<z"
ODD = "<o"
"""No tag that HTML knows, so the text may have been cut in the wrong places."""
SKIP = "<k"
"""All to its closing tag is hidden."""
TYPED = "<t"
"""The beginning of text whose spaces are its layout."""
COMMENT = "<c"
"""The beginning of a comment that has a bracket inside."""

STRUCTURE = re.compile(r"<(?:[a-z] ?<){0,4}+([\d,]*[A-Z](?: ?(?:<[a-z] ?)*+<[\d,]*[A-Z])*+)(?: ?<[ac-z])*+ ?")
"""Finds all the marks between one text and the next, one of which at least ends a text; white space is folded.

The group holds the marks from the first to the last that end a text. Those around them say nothing once no word is
beside them, but for `BOLD` before a text. The few in front are counted so that the search stays linear.
"""

MAX_SPAN = 1000
"""The most columns or rows a cell may span, as the HTML standard has it."""

_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_SPAN_OF = re.compile(r"\b(col|row)span\s*=\s*[\"']?\s*(\d{1,6})", re.IGNORECASE)

# fmt: off
_BLOCKS = frozenset((
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "hr", "center", "blockquote",
    "pre", "body", "html", "address", "section", "article", "header", "footer", "form", "fieldset", "caption", "thead",
    "tbody", "tfoot", "page", "document", "text", "option", "select", "main", "nav", "aside", "dir", "menu", "figure",
    "summary", "details", "legend", "figcaption", "xbrl",
))
_INLINE = frozenset((
    "a", "i", "u", "em", "small", "big", "sup", "sub", "strike", "s", "tt", "code", "img", "ins", "del", "cite", "abbr",
    "acronym", "label", "input", "button", "colgroup", "col", "link", "meta", "base", "nobr", "wbr", "map", "area",
    "q", "var", "kbd", "samp", "dfn", "bdo", "object", "param", "embed", "iframe", "svg", "path", "mark", "time",
    "font", "span", "type", "sequence", "filename", "description", "textarea", "basefont", "caps", "blink",
    "noscript",
))
# fmt: on
_CELLS = frozenset(("td", "th", "tr"))
"""Their closing tags end nothing: the next cell, row or table's end does."""
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_EMPTY = frozenset(("br", "hr", "img", "input", "wbr", "col", "meta", "link"))
_HIDING = frozenset(("script", "style", "ix:header", "head", "template", "title"))
_OPENING = {"table": TABLE, "tr": ROW, "br": LINE, "b": BOLD, "strong": BOLD, "pre": TYPED}
_CLOSING = {
    "table": END_TABLE,
    "b": END_BOLD,
    "strong": END_BOLD,
    "span": END_SPAN,
    "font": END_SPAN,
    "sup": END_SPAN,
    "br": LINE,
}


class Meanings(dict[str, str]):
    """The mark of what stood between ``<`` and ``>``, found out when it is first seen.

    A filing repeats a hundred different tags thousands of times, and the next filing of the same agent repeats them
    again, so one of these lives as long as the program; it forgets everything when it has grown too large.
    """

    MOST = 20_000
    LONGEST = 400

    def __missing__(self, tag: str) -> str:
        meaning = _meaning(tag)
        if len(tag) <= self.LONGEST:
            if len(self) >= self.MOST:
                self.clear()
            self[tag] = meaning
        return meaning


def _meaning(tag: str) -> str:
    if tag.startswith("!--"):
        return NOTHING if tag.endswith("--") and len(tag) >= len("!----") else COMMENT
    closing = tag.startswith("/")
    name = tag_name(tag)
    if closing:
        return _CLOSING.get(name) or (APART if name in _CELLS else BREAK if name in _BLOCKS else _inline(name))
    if name in _HIDING or (name not in _EMPTY and "display" in tag.lower() and _HIDDEN_STYLE.search(tag)):
        return NOTHING if tag.endswith("/") else SKIP
    bold = "eight" in tag and _BOLD_STYLE.search(tag) is not None
    if name in ("td", "th"):
        return _cell(tag, bold or name == "th")
    if name in ("span", "font", "sup"):
        raised = name == "sup" or ("super" in tag and "vertical-align" in tag)
        return BOLD if bold else RAISED if raised else SPAN
    deed = _OPENING.get(name)
    if deed:
        return deed
    if name in _BLOCKS:
        return BOLD_BREAK if bold or name in _HEADINGS else BREAK
    return _inline(name)


def _cell(tag: str, bold: bool) -> str:
    if "span" in tag.lower() and (both := _spans(tag)) != (1, 1):
        return f"<{both[0]},{both[1]}{CELL[1:]}"
    return BOLD_CELL if bold else CELL


def _inline(name: str) -> str:
    known = name in _INLINE or name in _HIDING or ":" in name or name[:1] in ("!", "?")
    return NOTHING if known else ODD


def tag_name(tag: str) -> str:
    """The name of what stood between ``<`` and ``>``, in small letters: ``td`` of ``TD colspan=3``."""
    words = tag.lstrip("/").split(None, 1)
    return words[0].rstrip("/").lower() if words and not tag[:1].isspace() else ""


def _spans(tag: str) -> tuple[int, int]:
    """How many columns and rows a cell spans."""
    found = {which.lower(): min(max(int(number), 1), MAX_SPAN) for which, number in _SPAN_OF.findall(tag)}
    return found.get("col", 1), found.get("row", 1)
