"""A recorded day is played through the real poller, pipeline and messages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from bot.cli.replay import command
from bot.replay import ReplayClock, recorded_exchanges
from bot.standin.edgar import Exchange, Recording, sample_filings, save_recording
from bot.standin.edgar.filings import ServedFiling
from bot.standin.edgar.pages import feed_page, feed_row
from tests.fakes.clock import FakeClock

NOON = datetime(2026, 5, 15, 17, 0, tzinfo=UTC)
FEED = "https://www.sec.gov/cgi-bin/browse-edgar?action=getcurrent&type=8-K&start={}&count=100&output=atom"


def _look(at: datetime, filings: Sequence[ServedFiling]) -> list[Exchange]:
    rows = [feed_row(one, one.registrants[0]) for one in sorted(filings, key=lambda one: one.accepted, reverse=True)]
    atom = {"Content-Type": "application/atom+xml"}
    return [
        Exchange(at, FEED.format(0), 200, atom, feed_page(rows, at)),
        Exchange(at, FEED.format(100), 503, {"Content-Type": "text/html"}, b"<html>gone</html>"),
    ]


def _document(at: datetime, filing: ServedFiling) -> Exchange:
    folder = f"https://www.sec.gov/Archives/edgar/data/{filing.registrants[0].cik}/{filing.undashed}"
    return Exchange(at, f"{folder}/{filing.accession_number}.txt", 200, {"Content-Type": "text/plain"}, filing.body)


@pytest.fixture
def recorded(tmp_path: Path) -> Path:
    """Two looks at the feed a minute apart: an earnings report, and then a meeting's results as well."""
    samples = sample_filings()
    first = samples["calder-street-earnings-2026"].accepted_at(NOON - timedelta(hours=1))
    second = samples["harrow-pike-2026"].accepted_at(NOON + timedelta(seconds=20))
    later = NOON + timedelta(minutes=1)
    exchanges = [
        *_look(NOON, [first]),
        _document(NOON, first),
        *_look(later, [first, second]),
        _document(later, second),
    ]
    save_recording(tmp_path / "day", exchanges)
    return tmp_path / "day"


def _play(*arguments: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Result:
    monkeypatch.chdir(folder)
    for name in ("BALLOTWIRE_WATCHLIST", "BALLOTWIRE_EDGAR_URL", "SLACK_BOT_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    return CliRunner().invoke(command, [*arguments, "--var", str(folder / "var")])


def test_what_a_recorded_day_brought_is_told_in_the_terminal(
    recorded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    played = _play(str(recorded), "--speed", "100x", folder=tmp_path, monkeypatch=monkeypatch)
    assert played.exit_code == 0, played.output
    assert "── #replay ──" in played.output
    assert "HARROW & PIKE INSTRUMENTS, INC." in played.output
    assert "14,220,874" in played.output
    assert (
        "2 current reports seen, 1 read, 1 tell no result, 0 whose documents are not in the recording" in played.output
    )


@pytest.mark.parametrize("content", ["", "interactions: 3", "- a\n- b", "{", "\x00"])
def test_what_is_no_recording_is_said_in_one_line(
    content: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(content, encoding="utf-8")
    played = _play(str(wrong), folder=tmp_path, monkeypatch=monkeypatch)
    assert played.exit_code == 1
    assert "neither a recorded folder nor a VCR cassette" in played.output
    assert len(played.output.strip().splitlines()) == 1


def test_a_folder_is_read_back_as_it_was_written(recorded: Path) -> None:
    read = recorded_exchanges(recorded)
    assert [one.status for one in read] == [200, 503, 200, 200, 503, 200]
    assert read[2].body == sample_filings()["calder-street-earnings-2026"].body
    assert Recording(read).looks == (NOON, NOON + timedelta(minutes=1))


def test_a_body_outside_the_folder_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "recording.json").write_text(
        '{"exchanges": [{"at": "2026-05-15T12:00:00-04:00", "url": "x", "body": "../../etc/passwd"}]}'
    )
    with pytest.raises(ValueError, match=r"beside recording\.json"):
        recorded_exchanges(tmp_path)


def test_a_cassette_s_text_and_compressed_bodies_are_both_read(tmp_path: Path) -> None:
    from gzip import compress

    def interaction(body: object) -> dict[str, object]:
        headers = {"Date": ["Fri, 15 May 2026 17:00:00 GMT"], "content-type": ["application/atom+xml"]}
        response = {"status": {"code": 200}, "headers": headers, "body": {"string": body}}
        return {"request": {"uri": FEED.format(0)}, "response": response}

    cassette = tmp_path / "cassette.yaml"
    cassette.write_text(yaml.safe_dump({"interactions": [interaction("<feed/>"), interaction(compress(b"<feed/>"))]}))
    read = recorded_exchanges(cassette)
    assert [one.body for one in read] == [b"<feed/>", b"<feed/>"]
    assert read[0].at == NOON
    assert read[0].headers == {"Content-Type": "application/atom+xml"}


async def test_a_replay_s_clock_runs_as_much_faster_as_is_wanted() -> None:
    beneath = FakeClock()
    clock = ReplayClock(beneath, NOON, speed=60)
    assert clock.now() == NOON
    await clock.sleep(120)
    assert beneath.slept == [2.0]
    assert clock.now() == NOON + timedelta(minutes=2)
