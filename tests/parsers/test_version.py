from __future__ import annotations

import shutil
from pathlib import Path

import parsers.version
from parsers.version import READER_VERSION, fingerprint

ROOM = Path(parsers.version.__file__).parent


def test_the_same_reader_installed_elsewhere_has_the_same_version(tmp_path: Path) -> None:
    shutil.copytree(ROOM, tmp_path / "parsers")
    assert READER_VERSION.endswith(fingerprint(tmp_path / "parsers"))


def test_any_change_to_a_rule_makes_another_version(tmp_path: Path) -> None:
    shutil.copytree(ROOM, tmp_path / "parsers", ignore=shutil.ignore_patterns("__pycache__"))
    before = fingerprint(tmp_path / "parsers")
    rule = tmp_path / "parsers" / "words" / "numbers.py"
    rule.write_text(rule.read_text() + "LONGEST = 9\n")
    changed = fingerprint(tmp_path / "parsers")
    rule.rename(rule.with_name("counts.py"))
    assert len({before, changed, fingerprint(tmp_path / "parsers")}) == 3
