"""Support over the years as a picture that says the same in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from io import BytesIO

from PIL import Image

from bot.slack.charts import Line, Marker, Point, _draw, support_chart
from parsers.report import Meeting
from tests.slack import answers, meetings


def test_the_alt_text_tells_every_figure_oldest_first() -> None:
    chart = support_chart("Harbor Lantern Corp. (HBRL)", answers.history())
    assert chart is not None
    assert chart.title == "Support at Harbor Lantern Corp. (HBRL)"
    assert chart.alt == (
        "Support at Harbor Lantern Corp. (HBRL), percent for of votes cast. "
        "Say on pay: 2023 96.2%, 2024 71.2%, 2025 46.2%, 2026 93.8%. "
        "Lowest director: 2023 94.2%, 2024 94.2%, 2025 43.6%, 2026 94.2%."
    )


def test_the_picture_is_small_and_has_both_lines_and_room_around_them() -> None:
    chart = support_chart("Harbor Lantern Corp. (HBRL)", answers.history())
    assert chart is not None
    assert len(chart.png) < 40_000
    image = Image.open(BytesIO(chart.png)).convert("RGB")
    assert image.size == (1200, 680)
    colors = {color for _, color in image.getcolors(10_000) or [] if isinstance(color, tuple)}
    assert any(abs(r - 0x0B) + abs(g - 0x5D) + abs(b - 0x8C) < 12 for r, g, b in colors)
    assert any(abs(r - 0x9A) + abs(g - 0x3B) + abs(b - 0x26) < 12 for r, g, b in colors)
    edge = [image.getpixel((x, y)) for x in range(1200) for y in (0, 679)]
    edge += [image.getpixel((x, y)) for y in range(680) for x in (0, 1199)]
    assert set(edge) == {(255, 255, 255)}


def test_a_higher_share_is_drawn_higher() -> None:
    def height(share: Fraction) -> float:
        points = tuple(Point(date(year, 5, 1), share) for year in (2024, 2025))
        image = Image.open(BytesIO(_draw("t", [Line("x", "#0b5d8c", Marker.DISC, points)]))).convert("RGB")
        rows = [
            y
            for y in range(140, 600)
            for x in range(300, 600)
            if sum(map(abs, map(int.__sub__, image.getpixel((x, y)), (0x0B, 0x5D, 0x8C)))) < 40  # type: ignore[arg-type]
        ]
        return sum(rows) / len(rows)

    low, high = height(Fraction(42, 100)), height(Fraction(92, 100))
    assert abs((low - high) / 0.5 - (680 - 146 - 70)) <= 2


def test_a_doubtful_vote_says_so() -> None:
    years = list(answers.history())
    report = years[1].report
    doubted = replace(report.proposals[1], review_reasons=("the counts may be swapped",))
    proposals = (report.proposals[0], doubted, *report.proposals[2:])
    years[1] = replace(years[1], report=replace(report, proposals=proposals))
    chart = support_chart("X", years)
    assert chart is not None
    assert "2025 46.2% (to check)" in chart.alt


def test_one_meeting_is_no_chart_and_neither_are_meetings_without_dates_or_counts() -> None:
    years = answers.history()
    assert support_chart("X", years[:1]) is None
    undated = [replace(held, report=replace(held.report, meeting=Meeting())) for held in years]
    assert support_chart("X", undated) is None
    assert support_chart("X", [answers.held(meetings.no_counts(), year) for year in (2004, 2005)]) is None


def test_of_two_filings_about_one_meeting_the_newer_counts() -> None:
    amended = answers.held(meetings.report(meetings.say_on_pay(meetings.counted(3, 1))), 2026)
    chart = support_chart("X", (amended, *answers.history()))
    assert chart is not None
    assert "2025 46.2%, 2026 75.0%" in chart.alt


def test_thirty_years_and_a_long_name_still_make_a_picture() -> None:
    chart = support_chart(
        "An Interminable Name " * 9, [answers.held(meetings.all_elected(), y) for y in range(1996, 2026)]
    )
    assert chart is not None
    assert len(chart.title) <= 58
    assert len(chart.png) < 60_000
