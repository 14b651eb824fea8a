"""How long it takes to read a filing, bytes to report, against the least that any HTML reader needs.

The floor is ``LexborHTMLParser(html).text()`` over the same bytes in the same run: a parse in C and the text of it.
Usage: ``python -m bench.read_speed [FOLDER…]``; without folders, the HTML filings of ``$BALLOTWIRE_SHARED/filings``.
"""

from __future__ import annotations

import os
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser

from parsers.read import read_report
from parsers.report import Kind

MOST_TIMES_THE_FLOOR = 5.0
"""Median over all HTML filings."""
MOST_GROWTH = 1.6
"""How much longer each row may take in the largest table than in the smallest: linear, with room for memory's sake."""
MOST_SECONDS = 60.0
"""For the largest document, of more than 40 MB."""
REPEATS = 5
_HTML = re.compile(rb"<(?:html|body)[\s>]", re.IGNORECASE)


def main(folders: list[str]) -> int:
    """Print every filing's ratio, the medians, and the growth; 1 if the median or the growth is worse than promised."""
    readings = [measured(path) for path in html_filings(folders)]
    if not readings:
        print("no HTML filings found: name a folder, or set BALLOTWIRE_SHARED", file=sys.stderr)
        return 2
    for kind in Kind:
        ratios = [reading.ratio for reading in readings if reading.kind is kind]
        if ratios:
            print(f"{len(ratios)} filings, {kind.value}: {statistics.median(ratios):.2f} times the floor (median)")
    median = statistics.median(reading.ratio for reading in readings)
    print(f"all {len(readings)} filings: {median:.2f} times the floor (median); promised {MOST_TIMES_THE_FLOOR:g}")
    grown_to = [grown(make) for make in (html_table, rendered_table, html_prose)]
    kept = all(growth.times <= MOST_GROWTH and growth.seconds <= MOST_SECONDS for growth in grown_to)
    return 0 if median <= MOST_TIMES_THE_FLOOR and kept else 1


class Reading(NamedTuple):
    """How many times the floor a filing's reading took, and whether it tells results."""

    ratio: float
    kind: Kind


def html_filings(folders: list[str]) -> Iterator[Path]:
    """Filings of the folders that hold HTML, in order."""
    shared = Path(os.environ.get("BALLOTWIRE_SHARED") or Path(__file__).parents[2] / "shared")
    roots = [Path(folder) for folder in folders] or [shared / "filings" / kind for kind in ("submissions", "documents")]
    for root in roots:
        for path in sorted(root.glob("*")):
            if path.is_file() and _HTML.search(path.read_bytes()):
                yield path


def measured(path: Path) -> Reading:
    """Print one filing's times, best of several."""
    data = path.read_bytes()
    kind = read_report(data, path.name).kind
    ratio, reading, floor = against_the_floor(data)
    times = f"{reading * 1e3:8.2f} ms  floor {floor * 1e3:6.2f} ms  {ratio:6.2f} times"
    print(f"{times}  {len(data) / 1e3:7.0f} kB  {path.name}")
    return Reading(ratio, kind)


def against_the_floor(data: bytes, repeats: int = REPEATS) -> tuple[float, float, float]:
    """(how many times the floor, seconds of reading, seconds of the floor): the least of several runs of each."""
    floor = min(seconds(lambda: floor_of(data)) for _ in range(repeats))
    reading = min(seconds(lambda: read_report(data, "x")) for _ in range(repeats))
    return reading / floor, reading, floor


def floor_of(data: bytes) -> str:
    return LexborHTMLParser(data).text()


def seconds(work: Callable[[], object]) -> float:
    """The processor's seconds that a run takes: what others do meanwhile on the machine does not count."""
    start = time.process_time()
    work()
    return time.process_time() - start


HEAD = (
    "Item 5.07 Submission of Matters to a Vote of Security Holders. At the annual meeting on May 8, 2026 were elected:"
)


def html_table(rows: int) -> bytes:
    row = "<tr><td>Ada Reed</td><td>&#160;</td><td>41,200,118</td><td>&#160;</td><td>1,003,772</td></tr>\n"
    heading = "<tr><td>Nominee</td><td></td><td>For</td><td></td><td>Withheld</td></tr>"
    return f"<html><body><p>{HEAD}</p><table>{heading}{row * rows}</table></body></html>".encode()


def rendered_table(rows: int) -> bytes:
    row = "Ada Reed 41,200,118 1,003,772\n"
    return f"{HEAD}\nNominee For Withheld\n{row * rows}".encode()


def html_prose(paragraphs: int) -> bytes:
    sentence = "The Company&#8217;s holders considered the matters that the proxy statement describes in its pages."
    paragraph = f"<p>{sentence}</p>\n" * 4
    return f"<html><body><p>{HEAD}</p>{paragraph * paragraphs}</body></html>".encode()


class Growth(NamedTuple):
    """How many times more a row costs in the largest document than in the smallest, and how long the largest takes."""

    times: float
    seconds: float


def grown(make: Callable[[int], bytes]) -> Growth:
    """Print what a row costs as a document grows to 100,000 rows."""
    costs = []
    took = 0.0
    for rows in (5_000, 20_000, 100_000):
        data = make(rows)
        took = seconds(partial(read_report, data, "grown"))
        costs.append(took / rows)
        size = f"{make.__name__}: {rows:7,} rows  {len(data) / 1e6:5.1f} MB"
        print(f"{size}  {took:6.2f} s  {costs[-1] * 1e6:5.1f} µs a row")
    return Growth(costs[-1] / costs[0], took)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
