"""``ballotwire parse``: what a user sees of a filing, and of a file that is none."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from bot.cli import cli
from bot.cli.parse import command, show_each
from bot.standin.edgar import sample_filings
from parsers.read import CUT_SHORT, read_report
from parsers.report import MeetingReport
from parsers.schema import json_schema

RELEASE = """EXHIBIT 99.1

ANVIL WORKS HOLDERS SAY YES

RENO, May 8, 2020 -- Anvil Works Inc. (NYSE: ANVL) said that at its annual meeting of stockholders held on May 7, 2020
the stockholders elected Ann Lee and Robert Day, Jr. as directors. Of the 9,000,000 shares outstanding on the record
date of March 9, 2020, 8,000,000 shares were represented.
"""
EARNINGS = "RENO, May 8, 2020 -- Anvil Works Inc. (NYSE: ANVL) sold more anvils in the first quarter than ever.\n"


def run(*arguments: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(cli, ["parse", *arguments], input=stdin, env={"COLUMNS": "160"})


@pytest.fixture
def release(tmp_path: Path) -> str:
    path = tmp_path / "release.txt"
    path.write_text(RELEASE)
    return str(path)


@pytest.fixture
def earnings(tmp_path: Path) -> str:
    path = tmp_path / "earnings.txt"
    path.write_text(EARNINGS)
    return str(path)


def test_jsonl_prints_one_report_a_line_in_the_order_of_the_paths(release: str, earnings: str) -> None:
    result = run("--jsonl", earnings, release)
    reports = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(r["source"], r["kind"]) for r in reports] == [(earnings, "none"), (release, "meeting_results")]
    assert result.exit_code == 0


def test_json_holds_what_the_release_says_and_obeys_the_schema(release: str) -> None:
    report = json.loads(run("--json", release).stdout)
    jsonschema.Draft202012Validator(json_schema()).validate(report)
    assert report["meeting"] == {
        "type": "annual",
        "date": "2020-05-07",
        "record_date": "2020-03-09",
        "shares_outstanding": 9000000,
        "shares_represented": 8000000,
        "quorum_stated": None,
        "preliminary": False,
        "needs_review": False,
        "review_reasons": [],
        "doubts": [],
    }
    assert [(n["name"], n["elected"]) for p in report["proposals"] for n in p["nominees"]] == [
        ("Ann Lee", True),
        ("Robert Day, Jr.", True),
    ]


def test_the_view_tells_the_outcome_first_and_then_the_directors(release: str) -> None:
    lines = run(release).stdout.splitlines()
    assert "2 of 2 directors elected" in lines[1]
    assert any("Ann Lee" in line and "elected" in line for line in lines[2:])


def test_the_view_of_a_filing_without_results_says_so(earnings: str) -> None:
    assert "tells no meeting result" in run(earnings).stdout


def test_text_prints_what_evidence_points_into(release: str) -> None:
    text = run("--text", release).stdout
    evidence = json.loads(run("--json", release).stdout)["evidence"]
    assert evidence["/meeting/date"]["quote"] == "May 7, 2020"
    assert all(text[e["start"] : e["end"]] == e["quote"] for e in evidence.values())


def test_explain_shows_each_value_with_its_words_and_rule(release: str) -> None:
    shown = run("--explain", release).stdout
    assert "What was read from where" in shown
    row = next(line for line in shown.splitlines() if "/meeting/shares_outstanding" in line)
    assert "9,000,000" in row
    assert "shares outstanding" in row


def test_files_that_cannot_be_read_get_a_line_each_and_cost_the_others_nothing(tmp_path: Path, release: str) -> None:
    empty, binary, missing = tmp_path / "empty.htm", tmp_path / "picture.jpg", tmp_path / "missing.txt"
    empty.write_bytes(b"")
    binary.write_bytes(bytes(range(256)) * 20)
    result = run("--jsonl", str(missing), str(tmp_path), str(empty), str(binary), release)
    faults = result.stderr.splitlines()
    assert len(faults) == 4
    for fault, path in zip(faults, (missing, tmp_path, empty, binary), strict=True):
        assert fault.startswith(f"ballotwire: {path}: ")
    assert [json.loads(line)["source"] for line in result.stdout.splitlines()] == [release]
    assert result.exit_code == 1


def test_a_fault_of_ours_in_one_filing_costs_the_others_nothing(
    release: str, earnings: str, capsys: pytest.CaptureFixture[str]
) -> None:
    shown: list[str] = []

    def read(data: bytes, source: str) -> MeetingReport:
        if source == earnings:
            raise KeyError("a cell that is not there")
        return read_report(data, source)

    assert show_each([earnings, release], lambda report, _: shown.append(report.source), read) is False
    assert shown == [release]
    assert capsys.readouterr().err == f"ballotwire: {earnings}: a fault of ours: KeyError: 'a cell that is not there'\n"


def test_standard_input_is_read_for_a_dash() -> None:
    assert json.loads(run("--jsonl", "-", stdin=RELEASE.encode()).stdout)["source"] == "-"


def test_schema_prints_the_published_schema() -> None:
    result = CliRunner().invoke(cli, ["schema"])
    assert json.loads(result.stdout) == json_schema()


def test_help_names_every_form_of_output() -> None:
    shown = run("--help").stdout
    assert all(option in shown for option in ("--json", "--jsonl", "--explain", "--text"))


def test_parsing_loads_nothing_of_the_network_the_ledger_or_slack() -> None:
    """What a batch of ten thousand files would pay for at every start."""
    code = (
        "import sys; from bot.cli import cli; cli.get_command(None, 'parse');"
        "print([m for m in ('aiohttp', 'sqlalchemy', 'slack_sdk', 'rich', 'apscheduler') if m in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_html_cut_in_half_is_named_and_what_is_left_is_shown_with_its_doubt(tmp_path: Path) -> None:
    page = "<html><body><p>Item 5.07</p><p>On May 7, 2020 the stockholders approved the plan at the annual mee"
    (tmp_path / "half.htm").write_text(page)
    (tmp_path / "whole.htm").write_text(page + "</p></body></html>")
    done = CliRunner().invoke(command, ["--jsonl", str(tmp_path / "half.htm"), str(tmp_path / "whole.htm")])
    assert done.exit_code == 1
    assert done.stderr == f"ballotwire: {tmp_path / 'half.htm'}: {CUT_SHORT}\n"
    half, whole = (json.loads(line) for line in done.stdout.splitlines())
    assert CUT_SHORT in half["review_reasons"]
    assert half["meeting"]["date"] == "2020-05-07"
    assert CUT_SHORT not in whole["review_reasons"]


@pytest.mark.parametrize("name", ["../../evil.htm", "/evil.htm", "..", "evil.htm"])
def test_a_file_name_that_a_filing_prints_names_no_file_here(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = tmp_path / "a" / "b"
    inside.mkdir(parents=True)
    monkeypatch.chdir(inside)
    said = re.sub(rb"(?m)^<FILENAME>.*$", b"<FILENAME>" + name.encode(), sample_filings()["harrow-pike-2026"].body)
    assert said.count(name.encode()) >= 1
    (inside / "filing.txt").write_bytes(said)
    before = sorted(tmp_path.rglob("*"))
    for form in ((), ("--json",), ("--jsonl",), ("--explain",)):
        assert run("filing.txt", *form).exit_code == 0
    assert sorted(tmp_path.rglob("*")) == before
    assert not Path("/evil.htm").exists()
