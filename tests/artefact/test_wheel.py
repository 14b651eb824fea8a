"""What a user installs is the wheel, so the wheel is what must work."""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]


def run(*words: str | Path, cwd: Path) -> str:
    done = subprocess.run([str(w) for w in words], cwd=cwd, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with nothing but the locked dependencies and the built wheel; returns its ``bin`` folder."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    run(*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, REPOSITORY, cwd=folder)
    venv.create(folder / "empty", with_pip=False)
    python = folder / "empty" / "bin" / "python"
    lock = REPOSITORY / "requirements.lock"
    run(*pip, "--python", python, "install", "--require-hashes", "--requirement", lock, cwd=folder)
    (wheel,) = folder.glob("ballotwire-*.whl")
    run(*pip, "--python", python, "install", "--no-deps", "--no-index", wheel, cwd=folder)
    return python.parent


@pytest.mark.timeout(600)
def test_the_command_in_an_empty_environment_publishes_its_schema(installed: Path, tmp_path: Path) -> None:
    schema = json.loads(run(installed / "ballotwire", "schema", cwd=tmp_path))
    assert {"source", "kind", "meeting", "proposals"} <= set(schema["properties"])


@pytest.mark.timeout(600)
def test_the_installed_demo_goes_the_whole_way_of_one_filing(installed: Path, tmp_path: Path) -> None:
    told = run(installed / "ballotwire", "demo", "--once", "--port", "0", cwd=tmp_path)
    assert "INNOVO GROUP INC" in told
    assert "Kelly Hoffman" in told


@pytest.mark.timeout(600)
def test_the_module_is_the_same_program(installed: Path, tmp_path: Path) -> None:
    by_module = run(installed / "python", "-m", "bot", "--version", cwd=tmp_path)
    assert by_module == run(installed / "ballotwire", "--version", cwd=tmp_path)
