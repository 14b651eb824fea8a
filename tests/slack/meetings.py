"""Meetings of companies that do not exist, one for each kind of ending."""

from __future__ import annotations

from datetime import UTC, date, datetime

from bot.slack.messages import succession_message
from bot.stages import Alert, AlertKind, Filer, Filing, Message, StoredReport, Succession
from parsers.report import (
    Category,
    ClassVotes,
    Company,
    Count,
    Evidence,
    Frequency,
    FrequencyVotes,
    Kind,
    Meeting,
    MeetingReport,
    MeetingType,
    Nominee,
    Outcome,
    OutcomeBasis,
    Proponent,
    Proposal,
    Ticker,
    Votes,
)

ACCESSION = "0009999001-26-000042"
FIRST = "0009999001-26-000041"
"""What an amendment amends."""
FOLDER = "https://www.sec.gov/Archives/edgar/data/999001/000999900126000042"
FILING_URL = f"{FOLDER}/{ACCESSION}-index.htm"
REASONS = ("watches HBRL (Harbor Lantern Corp.)",)

WORDS = (
    (
        "/meeting/record_date",
        402,
        "holders of record at the close of business on March 20, 2026",
        "record date in prose",
    ),
    ("/meeting/shares_represented", 518, "50,108,014 shares were present in person or by proxy", "shares represented"),
    ("/proposals/0/title", 812, "Proposal 1: Election of Directors", "numbered heading"),
    ("/proposals/0/nominees/0/name", 971, "Miriam Castellanos", "first column of the votes"),
    ("/proposals/0/nominees/0/votes/for", 990, "43,950,000", "column headed For"),
    ("/proposals/1/outcome", 1874, "did not approve, on an advisory basis, the compensation", "verb of the outcome"),
)
"""Pointer, place, words and rule of some values: enough to look at."""

BOARD = (
    "Miriam Castellanos",
    "Tobias Whitfield",
    "Priya Raghunathan",
    "Eleanor Voss-Hartmann",
    "Samuel Okonkwo",
    "Ingrid Dahl",
    "Marcus T. Bellweather III",
    "Yuki Tanabe",
    "Rosalind O’Shea",
)


def counted(votes_for: Count, against: Count, abstain: Count = 41_207, broker: Count = 6_012_344) -> Votes:
    return Votes(votes_for=votes_for, votes_against=against, abstentions=abstain, broker_non_votes=broker)


def withheld(votes_for: Count, opposed: Count, broker: Count = 6_012_344) -> Votes:
    return Votes(votes_for=votes_for, votes_withheld=opposed, broker_non_votes=broker)


def election(
    *nominees: Nominee, number: str | None = "1", title: str = "Election of directors to serve until 2027"
) -> Proposal:
    return Proposal(number, Category.DIRECTOR_ELECTION, title, nominees=nominees)


def board(*, failed: str = "") -> Proposal:
    """Nine nominees; ``failed`` names one who got fewer votes for than against."""
    return election(
        *(
            Nominee(name, False, counted(19_204_118, 24_870_552))
            if name == failed
            else Nominee(name, True, counted(43_950_000 - 311_713 * place, 410_000 + 268_431 * place))
            for place, name in enumerate(BOARD)
        )
    )


def matter(
    number: str,
    category: Category,
    title: str,
    votes: Votes = Votes(),  # noqa: B008 (frozen)
    outcome: Outcome | None = Outcome.APPROVED,
    **more: object,
) -> Proposal:
    basis = OutcomeBasis.STATED if outcome else None
    return Proposal(number, category, title, votes=votes, outcome=outcome, **{"outcome_basis": basis, **more})  # type: ignore[arg-type]


def say_on_pay(votes: Votes, outcome: Outcome = Outcome.APPROVED) -> Proposal:
    return matter("2", Category.SAY_ON_PAY, "Advisory vote on executive compensation", votes, outcome)


def auditor(number: str = "3") -> Proposal:
    title = "Ratification of Thornbury & Pike LLP as independent auditor for fiscal 2026"
    return matter(number, Category.AUDITOR_RATIFICATION, title, counted(49_618_775, 401_220, 88_019, 0))


def report(*proposals: Proposal, **more: object) -> MeetingReport:
    facts: dict[str, object] = {
        "source": ACCESSION,
        "kind": Kind.MEETING_RESULTS,
        "companies": (Company("Harbor Lantern Corp.", "999001"),),
        "tickers": (Ticker("HBRL", "NYSE"),),
        "meeting": Meeting(MeetingType.ANNUAL, date(2026, 5, 14), date(2026, 3, 20), 58_204_331, 50_108_014),
        "proposals": proposals,
        "evidence": {
            pointer: Evidence("hbrl-8k_20260514.htm", start, start + len(quote), quote, rule)
            for pointer, start, quote, rule in WORDS
        },
        "accession_number": ACCESSION,
        "form_type": "8-K",
    }
    return MeetingReport(**{**facts, **more})  # type: ignore[arg-type]


def alert(of: MeetingReport, kind: AlertKind = AlertKind.RESULTS, *, late: bool = False) -> Alert:
    filing = Filing(
        ACCESSION,
        of.form_type or "8-K",
        (Filer("999001", "HARBOR LANTERN CORP"),),
        ("5.07", "9.01"),
        datetime(2026, 5, 18, 20, 31, 7, tzinfo=UTC),
        date(2026, 5, 18),
    )
    return Alert(kind, filing, of, FILING_URL, late)


def all_elected() -> MeetingReport:
    return report(board(), say_on_pay(counted(41_220_118, 2_710_334)), auditor())


def director_failed() -> MeetingReport:
    return report(board(failed="Samuel Okonkwo"), say_on_pay(counted(41_220_118, 2_710_334)), auditor())


def say_on_pay_failed() -> MeetingReport:
    pay = say_on_pay(counted(20_344_870, 23_681_559), Outcome.NOT_APPROVED)
    climate = matter(
        "4",
        Category.SHAREHOLDER_PROPOSAL,
        "Stockholder proposal on a report of lobbying payments",
        counted(12_001_440, 31_774_902),
        Outcome.NOT_APPROVED,
        proponent=Proponent.SHAREHOLDER,
    )
    return report(board(), pay, auditor(), climate)


def frequency_chosen() -> MeetingReport:
    how_often = Proposal(
        "4",
        Category.SAY_ON_PAY_FREQUENCY,
        "Advisory vote on how often to hold the advisory vote on executive compensation",
        frequency=FrequencyVotes(40_118_702, 311_990, 3_540_611, 56_117, 6_012_344),
        frequency_chosen=Frequency.ONE_YEAR,
        board_frequency=Frequency.ONE_YEAR,
    )
    return report(board(), say_on_pay(counted(29_220_118, 14_710_334)), auditor(), how_often)


def contested() -> MeetingReport:
    ours = [
        Nominee(name, place < 4, withheld(24_100_000 - 1_204_551 * place, 9_031_118))
        for place, name in enumerate(BOARD)
    ]
    theirs = [
        Nominee(name, place < 5, withheld(25_003_112 - 1_050_227 * place, 8_764_020))
        for place, name in enumerate(
            ("Delphine Arceneaux", "Howard Lindqvist", "Sunita Mehrotra", "Caleb Strand", "Noor Haddad", "Owen Pryce")
        )
    ]
    return report(election(*ours, *theirs, title="Election of nine directors"), auditor("2"))


def supermajority_missed() -> MeetingReport:
    charter = matter(
        "2",
        Category.CHARTER_AMENDMENT,
        "Amendment of the certificate of incorporation to declassify the board",
        counted(33_807_219, 10_219_350),
        Outcome.NOT_APPROVED,
        counted_outcome=Outcome.APPROVED,
    )
    return report(board(), charter, auditor())


def share_classes() -> MeetingReport:
    def of_class(name: str, a: int, b: int) -> Nominee:
        by_class = (
            ClassVotes("Class A", withheld(a, 1_200_417, 3_100_000)),
            ClassVotes("Class B", withheld(b, 0, 0)),
        )
        return Nominee(name, True, votes_by_class=by_class)

    plan = matter(
        "2",
        Category.EQUITY_PLAN,
        "Approval of the 2026 Omnibus Incentive Plan",
        votes_by_class=(
            ClassVotes("Class A", counted(21_004_551, 9_377_120, 12_004, 3_100_000)),
            ClassVotes("Class B", counted(88_000_000, 0, 0, 0)),
        ),
    )
    return report(
        election(*(of_class(name, 30_000_000 - 1_000 * i, 88_000_000) for i, name in enumerate(BOARD[:4]))), plan
    )


def no_counts() -> MeetingReport:
    names = ("Ada Brightwater", "Colm Fenwick", "Jules Marchetti", "Petra Lindgren", "Wendell Shaw", "Kofi Amankwah")
    return report(
        election(*(Nominee(name, True) for name in names), number=None, title="Election of six directors"),
        matter("2", Category.EQUITY_PLAN, "2004 Employee Stock Plan"),
        matter("3", Category.AUDITOR_RATIFICATION, "Ratification of Dunmore & Ash LLP for fiscal 2004"),
        companies=(Company("Brightwater Denim Group, Inc.", "999002"),),
        tickers=(Ticker("BDGI", "NasdaqSC"),),
        meeting=Meeting(MeetingType.ANNUAL, date(2004, 6, 2), date(2004, 4, 15), 28_900_100, 20_519_071),
        evidence={
            "/proposals/1/title": Evidence("dex991.txt", 400, 424, "2004 Employee Stock Plan", "approved in prose")
        },
    )


def amendment() -> MeetingReport:
    return report(board(), say_on_pay(counted(41_020_118, 2_910_334)), auditor(), form_type="8-K/A")


def stored(first: MeetingReport) -> StoredReport:
    filing = Filing(FIRST, "8-K", (Filer("999001", "HARBOR LANTERN CORP"),))
    url = f"https://www.sec.gov/Archives/edgar/data/999001/{filing.undashed}/{FIRST}-index.htm"
    return StoredReport(filing, first, url, datetime(2026, 5, 15, tzinfo=UTC), "1")


def decision() -> MeetingReport:
    """The usual amendment: months later, what the board decided on the frequency, and nothing else."""
    how_often = Proposal(
        None, Category.SAY_ON_PAY_FREQUENCY, "Frequency of say on pay", board_frequency=Frequency.THREE_YEARS
    )
    return report(how_often, form_type="8-K/A", meeting=Meeting(MeetingType.ANNUAL, date(2026, 5, 14)))


def preliminary() -> MeetingReport:
    first = report(board(), say_on_pay(counted(41_220_118, 2_710_334)), auditor())
    held = Meeting(MeetingType.ANNUAL, date(2026, 5, 14), date(2026, 3, 20), 58_204_331, 50_108_014, preliminary=True)
    return report(*first.proposals, meeting=held)


def doubtful() -> MeetingReport:
    unsure = Nominee(
        "Tobias Whitfield", True, counted(4_363_827, 67_843_000), review_reasons=("for and against may be swapped",)
    )
    pay = say_on_pay(counted(20_344_870, 23_681_559), Outcome.NOT_APPROVED)
    doubted = Proposal(
        "2",
        pay.category,
        pay.title,
        votes=pay.votes,
        outcome=pay.outcome,
        outcome_basis=pay.outcome_basis,
        review_reasons=("the text says approved, the counts say not",),
    )
    return report(
        election(Nominee(BOARD[0], True, counted(43_950_000, 410_000)), unsure),
        doubted,
        review_reasons=("the totals of proposals 1 and 2 differ by 1,204 votes",),
    )


def unreadable() -> Alert:
    nothing = report(
        kind=Kind.NONE, proposals=(), evidence={}, review_reasons=("the document is cut off inside a table",)
    )
    return alert(nothing, AlertKind.UNREADABLE)


def succession(*, sure: bool = True) -> Alert:
    """Harbor Lantern reports under the CIK of its new holding company, or may do so."""
    followed = (Filer("999001", "HARBOR LANTERN CORP"),)
    successor = Filer("999777", "Harbor & Lantern Holdings Inc.")
    words = "As of May 18, 2026, Holdings is the successor issuer to Harbor Lantern Corp. pursuant to Rule 12g-3(a)."
    told = Succession(successor, followed, (), words) if sure else Succession(successor, (), followed)
    filing = Filing(
        ACCESSION, "8-K12B", (successor,), ("3.03",), datetime(2026, 5, 18, 20, 31, 7, tzinfo=UTC), date(2026, 5, 18)
    )
    nothing = MeetingReport(FILING_URL, Kind.NONE, accession_number=ACCESSION, form_type="8-K12B")
    return Alert(AlertKind.SUCCESSION, filing, nothing, FILING_URL, succession=told)


def succession_told(alert: Alert, reasons: tuple[str, ...] = REASONS) -> Message:
    assert alert.succession is not None
    return succession_message(alert, alert.succession, reasons)


def huge() -> MeetingReport:
    """Sixty nominees and thirty proposals: the longest meeting that is realistic."""
    names = [
        f"{first} {last}"
        for first in ("Anneliese", "Bartholomew", "Constantin", "Dorothea", "Evangeline", "Ferdinand")
        for last in (
            "Abernathy",
            "Blackwood-Reyes",
            "Cunningham",
            "Delacroix",
            "Eisenhardt",
            "Fitzwilliam",
            "Greenhalgh",
            "Hollingsworth",
            "Iyengar",
            "Jankowski",
        )
    ]
    stood = [
        Nominee(name, True, counted(143_950_000 - 311_713 * i, 1_410_000 + 268_431 * i)) for i, name in enumerate(names)
    ]
    matters = [
        matter(
            str(2 + i),
            Category.FUND_MATTER,
            f"Approval of the new investment advisory agreement for Series {i + 1} of the trust",
            counted(140_220_118 - 97_001 * i, 2_710_334 + 11_027 * i),
        )
        for i in range(28)
    ]
    lost = matter(
        "30",
        Category.CHARTER_AMENDMENT,
        "Amendment of the declaration of trust",
        counted(61_220_118, 82_710_334),
        Outcome.NOT_APPROVED,
    )
    return report(
        election(*stood, title="Election of trustees"),
        *matters,
        lost,
        meeting=Meeting(MeetingType.SPECIAL, date(2026, 5, 14), date(2026, 3, 20), 198_204_331, 151_108_014),
    )
