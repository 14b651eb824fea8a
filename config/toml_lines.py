"""A TOML file as statements that know their lines.

The standard reader gives values without places and stops at the first fault. A file that people write by hand needs
all its faults at once, each with its line; so the file is cut into statements here, strings, brackets and comments
respected, and each is given to the standard reader on its own.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from typing import Any

LONGEST_KEY = 200
"""Characters. The standard reader's time grows with the square of a key's parts."""
_AT = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_TOKEN = re.compile(
    r"""
    (?P<comment> \#[^\n]* )
  | (?P<newline> \n )
  | (?P<string> \"{3}(?:\\.|[^\\])*?\"{3,5} | '{3}.*?'{3,5} | "(?:\\.|[^"\\\n])*" | '[^'\n]*' )
  | (?P<open> [\[{] )
  | (?P<close> [\]}] )
  | (?P<comma> , )
  | (?P<equals> = )
  | (?P<space> [ \t\r]+ )
  | (?P<other> [^\#\n"'\[\]{},=\ \t\r]+ | . )
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class LineFault:
    """What is wrong on a line; lines count from one."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Statement:
    """``[header]``, ``[[header]]`` or ``key = value``."""

    line: int
    table: str
    """The header as written, ``[[channels]]``; ``""`` for a key."""
    key: str
    value: Any
    element_lines: tuple[int, ...]
    """Where each element of an array stands."""

    def line_of(self, index: int) -> int:
        """The line of an element of the value."""
        return self.element_lines[index] if index < len(self.element_lines) else self.line


@dataclass(slots=True)
class _Piece:
    line: int
    text: str = ""
    depth: int = 0
    awaits_element: bool = False
    in_value: bool = False
    element_lines: list[int] = field(default_factory=list)


def statements(text: str) -> tuple[list[Statement], list[LineFault]]:
    """The statements that can be read, and what is wrong with the others."""
    good: list[Statement] = []
    faults: list[LineFault] = []
    for piece in _pieces(text):
        try:
            good.append(_statement(piece))
        except tomllib.TOMLDecodeError as error:
            faults.append(_fault(piece, str(error)))
        except ValueError:
            faults.append(LineFault(piece.line, "a number of too many digits"))
        except RecursionError:
            faults.append(LineFault(piece.line, "brackets inside brackets, too many of them"))
    return good, faults


def _pieces(text: str) -> list[_Piece]:
    """The text cut at the line ends that end a statement."""
    pieces: list[_Piece] = []
    piece: _Piece | None = None
    line = 1
    for token in _TOKEN.finditer(text):
        kind, words = str(token.lastgroup), token.group()
        if kind == "newline" and (piece is None or piece.depth == 0):
            piece = None
        elif piece is not None or kind not in {"comment", "space", "newline"}:
            if piece is None:
                piece = _Piece(line)
                pieces.append(piece)
            _add(piece, kind, words, line)
        line += words.count("\n")
    return pieces


def _add(piece: _Piece, kind: str, words: str, line: int) -> None:
    if kind == "comment":
        return
    piece.text += words
    if kind in {"space", "newline"}:
        return
    if piece.awaits_element and kind != "close":
        piece.element_lines.append(line)
    piece.awaits_element = False
    if kind == "equals" and piece.depth == 0:
        piece.in_value = True
    elif kind == "open":
        piece.depth += 1
        piece.awaits_element = piece.in_value and piece.depth == 1 and words == "["
    elif kind == "close":
        piece.depth = max(piece.depth - 1, 0)
    elif kind == "comma":
        piece.awaits_element = piece.in_value and piece.depth == 1


def _statement(piece: _Piece) -> Statement:
    if len(piece.text.partition("=")[0]) > LONGEST_KEY:
        raise tomllib.TOMLDecodeError(f"a key of more than {LONGEST_KEY} characters")
    read = tomllib.loads(piece.text)
    if piece.text.startswith("["):
        return Statement(piece.line, piece.text.strip(), "", None, ())
    ((key, value),) = read.items()
    return Statement(piece.line, "", key, value, tuple(piece.element_lines))


def _fault(piece: _Piece, said: str) -> LineFault:
    place = _AT.search(said)
    offset = int(place.group(1)) - 1 if place and place.group(1) else 0
    return LineFault(piece.line + offset, _AT.sub("", said))
