"""What commands added, written out as a file, is the same watches again."""

from __future__ import annotations

import asyncio
import re
import tempfile
from dataclasses import replace
from pathlib import Path

from click.testing import CliRunner
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.cli import cli
from bot.cli.watchlist import as_toml
from bot.clock import SystemClock
from bot.compose import watches_of
from bot.ledger.ledger import Ledger
from bot.rules import rule_fault
from bot.slack.channel_list import unknown_subject
from bot.slack.commands.watch_words import WordsFault, read_subjects
from bot.stages import Watch, WatchSubject
from config.watchlist import read_watchlist

RULES = ("failures", "say-on-pay below 70", "directors below 80", "shareholder proposals")


def said(words: str) -> tuple[str, ...]:
    """Words as ``/watch add`` takes them."""
    try:
        return read_subjects(words)
    except WordsFault:
        return ()


named = st.text(max_size=60).map(said).filter(bool).map(lambda found: unknown_subject(found[0]))
subjects = st.one_of(
    named,
    st.from_regex(r"[1-9][0-9]{0,9}", fullmatch=True).map(lambda cik: (WatchSubject.CIK, cik)),
    st.from_regex(r"[A-Z][A-Z0-9]{0,3}([.-][A-Z])?", fullmatch=True).map(lambda t: (WatchSubject.TICKER, t)),
    st.just((WatchSubject.EVERYTHING, "")),
)
watches = st.builds(
    lambda channel, subject, rules: Watch("T1", channel, subject[0], subject[1], tuple(dict.fromkeys(rules))),
    st.sampled_from(("C0GOV", "C0DEALS")),
    subjects,
    st.lists(st.sampled_from(RULES), max_size=3),
)


def told(watch: Watch) -> Watch:
    """What of a watch a file holds."""
    return replace(watch, team_id="", id=None, added_by="", added_at=None)


def read(text: str, folder: Path) -> set[Watch]:
    file = folder / "exported.toml"
    file.write_text(text, encoding="utf-8")
    return {told(watch) for watch in watches_of(read_watchlist(file, rule_fault))}


@settings(max_examples=150, deadline=None)
@given(st.lists(watches, min_size=1, max_size=8))
@example([Watch("T1", "C0GOV", WatchSubject.COMPANY, "Rub\x7fout \x1b Co")])
def test_whatever_people_watch_reads_back_as_the_same(held: list[Watch]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert read(as_toml(held), Path(folder)) == {told(watch) for watch in held}


def test_the_command_writes_a_file_that_the_command_takes(tmp_path: Path) -> None:
    held = [
        Watch("T1", "C0GOV", WatchSubject.CIK, "844143", ("failures", "say-on-pay below 70")),
        Watch("T1", "C0GOV", WatchSubject.COMPANY, 'Müller & "Sons" \\ Co, Inc.'),
        Watch("T1", "C0DEALS", WatchSubject.TICKER, "BRK.B"),
        Watch("T1", "C0DEALS", WatchSubject.EVERYTHING),
    ]

    async def filled() -> None:
        ledger = await Ledger.open(f"sqlite:///{tmp_path}/ledger.db", SystemClock())
        for watch in held:
            assert await ledger.add_watch(watch, "U0ANA")
        await ledger.close()

    asyncio.run(filled())
    environment = {"BALLOTWIRE_DATABASE_URL": f"sqlite:///{tmp_path}/ledger.db"}
    exported = CliRunner().invoke(cli, ["watchlist", "export"], env=environment)
    assert exported.exit_code == 0, exported.output
    assert read(exported.stdout, tmp_path) == {told(watch) for watch in held}
    checked = CliRunner().invoke(cli, ["watchlist", "check", str(tmp_path / "exported.toml")], env=environment)
    assert re.search(r"right; 2 channels, 4 watches", checked.output)
