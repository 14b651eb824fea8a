"""Answers to look-ups about companies that do not exist."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.companies import Candidate
from bot.lookup import DirectorRecord, DirectorRow, Meetings, NotFound, PastMeeting, View
from bot.slack.charts import Picture, support_chart
from bot.stages import Filing
from parsers.report import MeetingReport, Outcome
from tests.slack import meetings

COMPANY = Candidate("Harbor Lantern Corp.", "999001", "HBRL")


def held(report: MeetingReport, year: int) -> PastMeeting:
    """A meeting of May of that year, filed by itself."""
    number = f"0009999001-{year % 100:02}-000042"
    dated = replace(report, meeting=replace(report.meeting, date=date(year, 5, 14)), accession_number=number)
    filing = Filing(number, "8-K", meetings.alert(report).filing.filers, ("5.07",), None, date(year, 5, 18))
    folder = f"https://www.sec.gov/Archives/edgar/data/999001/{filing.undashed}"
    return PastMeeting(filing, dated, f"{folder}/{number}-index.htm")


def history() -> tuple[PastMeeting, ...]:
    """Four years, newest first: support for pay fell, failed, and came back."""
    support = {
        2026: (41_220_118, 2_710_334, Outcome.APPROVED),
        2025: (20_344_870, 23_681_559, Outcome.NOT_APPROVED),
        2024: (31_344_870, 12_681_559, Outcome.APPROVED),
        2023: (42_344_870, 1_681_559, Outcome.APPROVED),
    }
    return tuple(
        held(
            meetings.report(
                meetings.board(failed="Samuel Okonkwo" if year == 2025 else ""),
                meetings.say_on_pay(meetings.counted(votes_for, against), outcome),
                meetings.auditor(),
            ),
            year,
        )
        for year, (votes_for, against, outcome) in support.items()
    )


def latest() -> Meetings:
    years = history()
    return Meetings("HBRL", View.LATEST, COMPANY, years[:1], history=years)


def picture() -> Picture:
    chart = support_chart(COMPANY.name, history())
    assert chart is not None
    return Picture("F0SUPPORT", chart.title, chart.alt)


def all_meetings() -> Meetings:
    years = history()
    return Meetings("HBRL all", View.ALL, COMPANY, years[2:], page=1, pages=2, history=years)


def pay_over_the_years() -> Meetings:
    years = history()
    return Meetings("HBRL say-on-pay", View.SAY_ON_PAY, COMPANY, years, history=years)


def nothing_held() -> Meetings:
    return Meetings("HBRL 1998", View.LATEST, COMPANY, (), year=1998)


def director() -> DirectorRecord:
    rows = tuple(DirectorRow(COMPANY, meeting, 0, 4) for meeting in history())
    return DirectorRecord("HBRL director Okonkwo", "Okonkwo", rows, company=COMPANY)


def unknown_director() -> DirectorRecord:
    return DirectorRecord("director Nobody", "Nobody", ())


def not_found() -> NotFound:
    return NotFound("harber lantern", (COMPANY, Candidate("Harbinger Lanes LLC", "999003")))


def followed() -> Meetings:
    """Every meeting of a company and of whom it follows."""
    return replace(all_meetings(), predecessors=(Candidate("Lantern Oil Trust", "999000"),))


def refused() -> NotFound:
    return NotFound("harber lantern", (COMPANY,), refused="no answer within 20 seconds")


def refused_meetings() -> Meetings:
    return Meetings("HBRL", View.LATEST, COMPANY, (), refused="EDGAR is left alone until 17:40:00 UTC: rate block")


def never_heard_of() -> NotFound:
    return NotFound("<!channel> & co", ())
