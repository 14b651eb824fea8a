"""Support over the years as a small picture, for people who would rather look than read; its alt text says the same.

Lines are told apart by marker and by their name at their end, not by colour alone. The axis always runs from 0 to 100%.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from bot.lookup import PastMeeting
from bot.outcome import lowest_supported
from bot.slack.mrkdwn import clean, cut
from bot.support import percent, support
from parsers.report import Category

SCALE = 2
"""Drawn larger and then shrunk, for smooth lines."""
WIDTH, HEIGHT = 1200 * SCALE, 680 * SCALE
LEFT, RIGHT, TOP, BOTTOM = 90 * SCALE, 230 * SCALE, 146 * SCALE, 70 * SCALE
"""Margins around the plot; the names of the lines stand at the right."""
INK, SOFT, GRID, PAPER = "#1d1c1d", "#616061", "#e3e3e3", "#ffffff"
MOST_FIGURES = 8
"""Points of a line that have room for their figures."""
TITLE_LIMIT = 58
LANDMARKS = {Fraction(1, 2): "majority", Fraction(7, 10): "70%"}


class Marker(StrEnum):
    DISC = "disc"
    SQUARE = "square"


@dataclass(frozen=True, slots=True)
class Point:
    """``doubtful`` points are drawn hollow, and their alt text says "to check"."""

    date: dt.date
    share: Fraction
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    name: str
    color: str
    marker: Marker
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A PNG, what it shows in a title, and the same in words."""

    png: bytes
    title: str
    alt: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart that Slack holds. Whoever sees the message that shows it sees it too."""

    file_id: str
    title: str
    alt: str


def support_chart(company: str, meetings: Sequence[PastMeeting]) -> Chart | None:
    """Say on pay and the lowest director support, meeting by meeting; `None` where fewer than two can be compared."""
    lines = [
        Line("Say on pay", "#0b5d8c", Marker.DISC, _by_date(_say_on_pay(meetings))),
        Line("Lowest director", "#9a3b26", Marker.SQUARE, _by_date(_lowest_director(meetings))),
    ]
    drawn = [line for line in lines if line.points]
    if max((len(line.points) for line in drawn), default=0) < 2:
        return None
    title = cut(clean(f"Support at {company}"), TITLE_LIMIT)
    return Chart(_draw(title, drawn), title, _words(title, drawn))


def _say_on_pay(meetings: Sequence[PastMeeting]) -> Iterator[Point]:
    for held in meetings:
        for proposal in held.report.proposals:
            found = support(proposal.votes)
            if proposal.category is Category.SAY_ON_PAY and found and held.report.meeting.date:
                yield Point(held.report.meeting.date, found.share, bool(proposal.review_reasons))


def _lowest_director(meetings: Sequence[PastMeeting]) -> Iterator[Point]:
    for held in meetings:
        lowest = lowest_supported(held.report)
        if lowest and held.report.meeting.date:
            yield Point(held.report.meeting.date, lowest.support.share, bool(lowest.nominee.review_reasons))


def _by_date(points: Iterator[Point]) -> tuple[Point, ...]:
    """One a day: what came first in the list, which is the newest filing about it."""
    first: dict[dt.date, Point] = {}
    for point in points:
        first.setdefault(point.date, point)
    return tuple(first[date] for date in sorted(first))


def _words(title: str, lines: Sequence[Line]) -> str:
    told = [
        f"{line.name}: "
        + ", ".join(f"{p.date.year} {percent(p.share)}{' (to check)' if p.doubtful else ''}" for p in line.points)
        for line in lines
    ]
    return f"{title}, percent for of votes cast. {'. '.join(told)}."


def _draw(title: str, lines: Sequence[Line]) -> bytes:
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(image)
    pen.text((36 * SCALE, 26 * SCALE), title, font=_font(32), fill=INK)
    pen.text((36 * SCALE, 70 * SCALE), "% for, of votes cast", font=_font(22), fill=SOFT)
    dates = [point.date for line in lines for point in line.points]
    _grid(pen)
    _days(pen, dates)
    for line in lines:
        _line(pen, line, dates)
    for line in lines:
        _shares(pen, line, lines, dates)
    _names(pen, lines)
    out = BytesIO()
    small = image.resize((WIDTH // SCALE, HEIGHT // SCALE), Image.Resampling.LANCZOS)
    small.quantize(64).save(out, "PNG", optimize=True)
    return out.getvalue()


def _grid(pen: ImageDraw.ImageDraw) -> None:
    for tenth in range(0, 11, 2):
        y = _y(Fraction(tenth, 10))
        pen.line((LEFT, y, WIDTH - RIGHT, y), fill=GRID, width=SCALE)
        pen.text((LEFT - 14 * SCALE, y), f"{tenth * 10}%", font=_font(22), fill=SOFT, anchor="rm")
    for share, name in LANDMARKS.items():
        y = _y(share)
        for x in range(LEFT, WIDTH - RIGHT, 14 * SCALE):
            pen.line((x, y, x + 7 * SCALE, y), fill="#8a8a8a", width=SCALE)
        pen.text((WIDTH - RIGHT - 6 * SCALE, y - 13 * SCALE), name, font=_font(17), fill=SOFT, anchor="rm")


def _days(pen: ImageDraw.ImageDraw, dates: Sequence[dt.date]) -> None:
    """The dates under the plot, newest first, leaving out what would touch."""
    free = float(WIDTH)
    for date in sorted(set(dates), reverse=True):
        x = _x(date, dates)
        if x <= free:
            _centred(pen, (x, HEIGHT - BOTTOM + 28 * SCALE), _when(date, dates), SOFT)
            free = x - 100 * SCALE


def _line(pen: ImageDraw.ImageDraw, line: Line, dates: Sequence[dt.date]) -> None:
    places = [(_x(point.date, dates), _y(point.share)) for point in line.points]
    if len(places) > 1:
        pen.line(places, fill=line.color, width=3 * SCALE, joint="curve")
    reach = 7 * SCALE
    for (x, y), point in zip(places, line.points, strict=True):
        fill = PAPER if point.doubtful else line.color
        draw = pen.ellipse if line.marker is Marker.DISC else pen.rectangle
        draw((x - reach, y - reach, x + reach, y + reach), fill=fill, outline=line.color, width=3 * SCALE)


def _shares(pen: ImageDraw.ImageDraw, line: Line, lines: Sequence[Line], dates: Sequence[dt.date]) -> None:
    """The figure at each point, or of many at the ends and the lowest: above, or below where another runs higher."""
    ends = {line.points[0], line.points[-1], min(line.points, key=lambda point: point.share)}
    for point in line.points if len(line.points) <= MOST_FIGURES else ends:
        others = [p.share for each in lines if each is not line for p in each.points if p.date == point.date]
        higher = all(point.share > share or (point.share == share and line is lines[0]) for share in others)
        y = _y(point.share) + (-26 if higher else 26) * SCALE
        _centred(pen, (_x(point.date, dates), y), percent(point.share), line.color)


def _names(pen: ImageDraw.ImageDraw, lines: Sequence[Line]) -> None:
    """At the end of each line, kept apart where they would touch."""
    taken: list[float] = []
    for line in sorted(lines, key=lambda each: each.points[-1].share, reverse=True):
        y = max(_y(line.points[-1].share), *(at + 32 * SCALE for at in taken), 0)
        taken.append(y)
        pen.text((WIDTH - RIGHT + 18 * SCALE, y), line.name, font=_font(24), fill=line.color, anchor="lm")


def _x(date: dt.date, dates: Sequence[dt.date]) -> float:
    first, last = min(dates), max(dates)
    part = (date - first).days / max((last - first).days, 1)
    inset = 60 * SCALE
    return LEFT + inset + part * (WIDTH - LEFT - RIGHT - 2 * inset)


def _y(share: Fraction) -> float:
    return float(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM))


def _when(date: dt.date, dates: Sequence[dt.date]) -> str:
    """The year, with the month where a year has several meetings."""
    alone = len({each for each in dates if each.year == date.year}) == 1
    return str(date.year) if alone else f"{date:%b %Y}"


def _centred(pen: ImageDraw.ImageDraw, at: tuple[float, float], text: str, color: str) -> None:
    pen.text(at, text, font=_font(22), fill=color, anchor="mm", stroke_width=3 * SCALE, stroke_fill=PAPER)


def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """Pillow's own: nothing depends on the fonts of the machine."""
    return ImageFont.load_default(size * SCALE)
