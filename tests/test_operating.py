"""What the operators' page says of events and figures is what the program has."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.fakes.figures import served_figures

BOT = Path(__file__).parents[1] / "bot"
PAGE = (BOT.parent / "docs" / "operating.md").read_text(encoding="utf-8")
NAME = re.compile(r"[a-z]+\.[a-z_]+")
LEVELS = {"debug": "debug", "info": "info", "warning": "warning", "error": "error", "exception": "error"}


def logged_by_the_code() -> Iterator[tuple[str, str]]:
    """Every event's name with its level. A name that is not written out where it is logged is none."""
    for path in BOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Attribute(ast.Name("log"), level), args=[first, *_]) if level in LEVELS:
                    names = [one.value for one in ast.walk(first) if isinstance(one, ast.Constant)]
                    assert names, f"{path.name}:{node.lineno} logs an event without a name of its own"
                    yield from ((str(name), LEVELS[level]) for name in names)


def documented() -> list[tuple[str, str]]:
    return re.findall(r"^\| `([a-z_.]+)` \| (debug|info|warning|error) \|", PAGE, re.MULTILINE)


def test_every_event_is_on_the_page_once_with_its_level_and_no_other_is() -> None:
    assert documented() == sorted(set(logged_by_the_code()))


def test_every_event_has_a_room_and_a_name() -> None:
    assert [name for name, _ in logged_by_the_code() if not NAME.fullmatch(name)] == []


def test_every_figure_is_on_the_page_and_no_other_is() -> None:
    listed = {re.sub(r"_total$", "", name) for name in re.findall(r"^\| `(ballotwire_[a-z_]+)", PAGE, re.MULTILINE)}
    assert listed == served_figures()
