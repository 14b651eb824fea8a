"""Reading takes time and memory in step with what there is to read, for documents made to hurt too."""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bench.read_speed import HEAD, html_prose, html_table, rendered_table
from parsers.read import read_report
from tests.parsers.growth import MOST, growth
from tests.parsers.test_layout_limits import HEAD as HTML
from tests.parsers.test_layout_limits import PIECES

OPENING = f"<html><body><p>{HEAD}</p>".encode()
NOMINEES = b"<table><tr><td>Nominee</td><td>For</td><td>Withheld</td></tr>"


def sentences(count: int) -> bytes:
    return OPENING + b"<p>" + b"The holders approved the plan and voted for it. " * count + b"</p></body></html>"


def nested(count: int) -> bytes:
    return OPENING + b"<table><tr><td>a " * count


def paragraphs(count: int) -> bytes:
    return OPENING + b"<p>They met</p>" * count + b"</body></html>"


def proposals(count: int) -> bytes:
    table = b"<table><tr><td>For</td><td>Against</td></tr><tr><td>1,204</td><td>20</td></tr></table>"
    return OPENING + b"".join(b"<p>Proposal %d. To approve a plan.</p>%b" % (n, table) for n in range(count))


def entities(count: int) -> bytes:
    return OPENING + b"&amp" * count


def a_name(words: int) -> bytes:
    return OPENING + NOMINEES + b"<tr><td>" + b"Ada " * words + b"Reed</td><td>1,204</td><td>20</td></tr></table>"


def noughts(count: int) -> bytes:
    return OPENING + b"x" * 9_000 + b"\0" * count + b" 1,204</p></body></html>"


def a_word(letters: int) -> bytes:
    return OPENING + b"<p>" + b"a" * letters


GROWING: dict[str, tuple[Callable[[int], bytes], int]] = {
    "rows of an HTML table": (html_table, 300),
    "rows of a rendered table": (rendered_table, 300),
    "paragraphs of idle prose": (html_prose, 100),
    "short paragraphs": (paragraphs, 500),
    "sentences on one line": (sentences, 100),
    "tables inside tables": (nested, 500),
    "entities without end": (entities, 5_000),
    "words of one name": (a_name, 3_000),
    "letters of one word": (a_word, 20_000),
    "noughts": (noughts, 20_000),
}


@pytest.mark.parametrize("name", GROWING)
def test_reading_ten_times_as_much_takes_about_ten_times_as_long(name: str) -> None:
    make, few = GROWING[name]
    assert growth(lambda count: read_report(make(count), name), few) <= MOST


@pytest.mark.parametrize("name", PIECES)
def test_a_hurtful_document_that_tells_results_is_read_in_step_with_its_length(name: str) -> None:
    head, piece = PIECES[name]
    few = 8_000 // len(piece)
    assert growth(lambda count: read_report(OPENING + head.removeprefix(HTML) + piece * count, name), few) <= MOST


@pytest.mark.parametrize("name", PIECES)
def test_a_hurtful_cell_is_read_in_step_with_its_length(name: str) -> None:
    head, piece = PIECES[name]
    few = 8_000 // len(piece)
    cell = OPENING + NOMINEES + b"<tr><td>"
    assert growth(lambda count: read_report(cell + head.removeprefix(HTML) + piece * count, name), few) <= MOST


LARGE: dict[str, tuple[Callable[[int], bytes], int, int]] = {
    "rows of an HTML table": (html_table, 20_000, 60),
    "paragraphs of idle prose": (html_prose, 3_000, 20),
    "sentences on one line": (sentences, 10_000, 60),
    "tables inside tables": (nested, 50_000, 50),
    "entities without end": (entities, 300_000, 50),
    "a name of a megabyte": (a_name, 260_000, 80),
    "a word of five megabytes": (a_word, 5_000_000, 12),
    "noughts": (noughts, 5_000_000, 12),
}
"""What a document is made of, how much of it, and the bytes of memory that each of its bytes may take."""
READER = """
import sys
from parsers.read import read_report
print(read_report(open(sys.argv[1], "rb").read(), "x").kind)
"""
BASE = 250_000_000
"""Bytes of address space for the interpreter, its libraries and the rules."""


@pytest.mark.parametrize("name", LARGE)
def test_reading_stays_within_memory_that_goes_with_the_documents_size(name: str, tmp_path: Path) -> None:
    """In a process of its own, which the system refuses more than that."""
    make, count, most = LARGE[name]
    document = tmp_path / "document"
    document.write_bytes(make(count))
    limit = BASE + most * document.stat().st_size
    done = subprocess.run(
        [sys.executable, "-c", READER, str(document)],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stdout.strip()) == (0, "meeting_results"), done.stderr[-500:]
