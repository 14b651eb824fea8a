"""What filings tell, and the alerts and deliveries that follow from it: written together or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, Select, Text, cast, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.ledger.alerts import tell, unread
from bot.ledger.filings import add_filers, filers_of, filing_of, finish, name_company
from bot.ledger.names import record_printed_tickers
from bot.ledger.room import Room, insert
from bot.ledger.tables import filers, filings, reports
from bot.stages import Alert, AlertKind, Filer, Filing, FilingState, Match, StoredReport
from parsers.report import Kind, MeetingReport
from parsers.schema import report_from_json, report_to_json
from parsers.version import READER_VERSION


class Reports(Room):
    async def record_report(
        self, filing: Filing, report: MeetingReport, matches: Sequence[Match], url: str, *, late: bool = False
    ) -> int:
        """Keep a report, its alert, and one delivery a match; the number of deliveries that are new comes back.

        ``filing`` may know more filers than when it was seen. Doing it again changes the report and adds only the
        deliveries that are not there yet.
        """
        state = FilingState.READ if report.kind is Kind.MEETING_RESULTS else FilingState.NO_RESULT
        async with self._database.writing() as connection:
            await self._keep(connection, filing, report, url)
            await finish(connection, filing.accession_number, state, self._clock.now(), "")
            if not matches:
                return 0
            alert = Alert(AlertKind.RESULTS, filing, report, url, late)
            return await tell(connection, alert, matches, self._clock.now())

    async def record_poison(
        self, filing: Filing, fault: str, matches: Sequence[Match], url: str, *, late: bool = False
    ) -> int:
        """Set a filing aside after its last try, and tell those who watch it that it could not be read."""
        async with self._database.writing() as connection:
            await finish(connection, filing.accession_number, FilingState.POISON, self._clock.now(), fault)
            if not matches:
                return 0
            report = unread(filing, url, fault)
            alert = Alert(AlertKind.UNREADABLE, filing, report, url, late)
            return await tell(connection, alert, matches, self._clock.now())

    async def report(self, accession_number: str) -> StoredReport | None:
        """One filing's report."""
        found = await self._stored(_stored().where(reports.c.accession_number == accession_number))
        return found[0] if found else None

    async def reports_of(self, ciks: Sequence[str], limit: int = 50) -> list[StoredReport]:
        """Results that were filed for any of these companies, the latest meeting first, each filing once."""
        theirs = select(filers.c.accession_number).where(filers.c.cik.in_(ciks))
        wanted = (
            _stored()
            .where(reports.c.accession_number.in_(theirs), reports.c.kind == Kind.MEETING_RESULTS)
            .order_by(*_LATEST_FIRST)
            .limit(limit)
        )
        return await self._stored(wanted)

    async def reports_naming(self, words: Sequence[str], limit: int = 50) -> list[StoredReport]:
        """Results whose report holds all of these words somewhere, the latest meeting first: a coarse sieve.

        A word that JSON writes with escapes is not looked for.
        """
        plain = [word for word in words if word.isascii() and word.isalnum()]
        text = func.lower(cast(reports.c.report, Text))
        holding = [text.contains(word.lower(), autoescape=True) for word in plain]
        wanted = _stored().where(reports.c.kind == Kind.MEETING_RESULTS, *holding).order_by(*_LATEST_FIRST)
        return await self._stored(wanted.limit(limit))

    async def latest_reports(self, limit: int, offset: int = 0) -> list[StoredReport]:
        """Results of every company, the latest meeting first."""
        wanted = _stored().where(reports.c.kind == Kind.MEETING_RESULTS).order_by(*_LATEST_FIRST)
        return await self._stored(wanted.limit(limit).offset(offset))

    async def read_by_other_versions(self, version: str, limit: int = 500) -> list[str]:
        """Accession numbers whose report another version of the reader made."""
        column = reports.c.accession_number
        wanted = select(column).where(reports.c.reader_version != version).order_by(column).limit(limit)
        async with self._database.reading() as connection:
            return list((await connection.scalars(wanted)).all())

    async def _stored(self, wanted: Select[Any]) -> list[StoredReport]:
        async with self._database.reading() as connection:
            rows = (await connection.execute(wanted)).all()
            named = await filers_of(connection, [row.accession_number for row in rows])
        return [_stored_report(row, named.get(row.accession_number, ())) for row in rows]

    async def _keep(self, connection: AsyncConnection, filing: Filing, report: MeetingReport, url: str) -> None:
        now = self._clock.now()
        row = {
            "accession_number": filing.accession_number,
            "kind": report.kind,
            "report": report_to_json(report),
            "reader_version": READER_VERSION,
            "meeting_date": report.meeting.date,
            "needs_review": report.needs_review,
            "filing_url": url,
            "recorded_at": now,
        }
        changed = {name: value for name, value in row.items() if name != "accession_number"}
        statement = insert(connection, reports).values(row)
        await connection.execute(statement.on_conflict_do_update(index_elements=["accession_number"], set_=changed))
        await add_filers(connection, filing.accession_number, filing.filers)
        for filer in filing.filers:
            await name_company(connection, filer, filing.accepted or now)
        await record_printed_tickers(connection, filing, report, now)


_LATEST_FIRST = (
    reports.c.meeting_date.desc().nulls_last(),
    filings.c.accepted.desc().nulls_last(),
    reports.c.accession_number.desc(),
)


def _stored() -> Select[Any]:
    return select(filings, reports).join_from(
        reports, filings, filings.c.accession_number == reports.c.accession_number
    )


def _stored_report(row: Row[Any], named: tuple[Filer, ...]) -> StoredReport:
    return StoredReport(
        filing=filing_of(row, named),
        report=report_from_json(row.report),
        filing_url=row.filing_url,
        recorded_at=row.recorded_at,
        reader_version=row.reader_version,
    )
