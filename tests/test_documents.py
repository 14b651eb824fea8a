"""What README and the documentation say of the program is what the program has."""

from __future__ import annotations

import re
import subprocess
import tomllib
from itertools import chain
from pathlib import Path

import click
import pytest

from bot.cli import cli
from config.settings import Settings

REPOSITORY = Path(__file__).parents[1]
README = (REPOSITORY / "README.md").read_text()
PAGES = (REPOSITORY / "README.md", *sorted((REPOSITORY / "docs").glob("*.md")))


def tracked() -> list[Path]:
    names = subprocess.run(["git", "ls-files", "-z"], cwd=REPOSITORY, capture_output=True, text=True).stdout
    return [REPOSITORY / name for name in names.split("\0") if name]


def test_every_command_is_in_the_readme() -> None:
    commands = set(cli.list_commands(click.Context(cli)))
    assert {name for name in commands if f"`ballotwire {name}" not in README} == set()


def test_every_setting_is_in_the_readme_with_its_own_words() -> None:
    for field in Settings.model_fields.values():
        assert f"| `{field.validation_alias}` | {field.description} |" in README.replace("\\|", "|")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_between_documents_leads_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text())
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_every_promise_names_a_test_that_exists() -> None:
    rows = re.findall(r"^\| \d+ \| .*$", README, re.MULTILINE)
    assert len(rows) >= 10
    named = [name for row in rows for name in re.findall(r"`(tests/[\w/.]+)(?:::(\w+))?`", row)]
    assert len(named) >= len(rows)
    for file, function in named:
        assert (REPOSITORY / file).is_file(), file
        assert f"def {function}" in (REPOSITORY / file).read_text(), (file, function)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_test_that_a_page_names_exists(page: Path) -> None:
    for file, function in re.findall(r"`(tests/[\w/.]+\.py)::(\w+)`", page.read_text()):
        assert f"def {function}(" in (REPOSITORY / file).read_text(), (file, function)


def test_every_threat_names_what_holds_against_it() -> None:
    table = (REPOSITORY / "docs" / "trust.md").read_text().partition("## Threat model")[2].partition("\n\nWhoever")[0]
    rows = [line for line in table.splitlines() if line.startswith("| ") and not line.startswith("| from outside")]
    assert len(rows) >= 7
    assert [row for row in rows if "`tests/" not in row] == []


def test_every_word_of_the_makefile_explains_itself() -> None:
    makefile = (REPOSITORY / "Makefile").read_text()
    words = re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    named = [word for line in words for word in line.split()]
    assert [word for word in named if not re.search(rf"^{word}:.*## ", makefile, re.MULTILINE)] == []


def test_lock_files_carry_versions_and_hashes_and_no_addresses() -> None:
    for lock in REPOSITORY.glob("requirements*.lock"):
        text = lock.read_text()
        assert "://" not in text
        pinned = re.findall(r"^[a-z0-9][^\s]*==", text, re.MULTILINE | re.IGNORECASE)
        assert len(pinned) == len(re.findall(r"(?<=\n)(?![ \n]).+\\\n    --hash=sha256:", "\n" + text))


def test_the_lock_of_the_image_holds_everything_that_the_program_may_import() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]
    wanted = [*project["dependencies"], *chain.from_iterable(project["optional-dependencies"].values())]
    names = {re.match(r"[\w.-]+", one)[0].lower().replace("_", "-") for one in wanted}  # type: ignore[index]
    pinned = set(
        re.findall(r"^([a-z0-9][\w.-]*)(?:\[[^\]]*\])?==", (REPOSITORY / "requirements.lock").read_text(), re.MULTILINE)
    )
    assert len(names) > 15
    assert names - pinned == set()


def test_nothing_that_is_tracked_names_a_path_of_the_machine_it_was_written_on() -> None:
    home = re.compile(rb"(?<![\w.])/(?:home/[a-z]|Users/[a-z]|root/|work/)[\w.]*")
    named = {
        str(path.relative_to(REPOSITORY)): match.group().decode()
        for path in tracked()
        if path.suffix in {".py", ".md", ".toml", ".yaml", ".json", ".lock", ""} and path.is_file()
        if (match := home.search(path.read_bytes()))
    }
    assert named == {}
