"""A PostgreSQL server of the tests' own: made from nothing in a temporary folder, reached by a socket in it."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from itertools import count
from pathlib import Path

import pytest


def required() -> PostgreSQL:
    """A server that runs. Skips the test where none is installed, which must not be so in CI."""
    programs = PostgreSQL.programs()
    if programs is None:
        missing = "PostgreSQL is not installed (Debian: apt-get install postgresql)"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    server = PostgreSQL(programs)
    server.start()
    return server


class PostgreSQL:
    """Start with `start`, ask for empty databases with `new_database`, end with `stop`."""

    def __init__(self, programs: Path) -> None:
        self._programs = programs
        self._folder = Path(tempfile.mkdtemp(prefix="ballotwire-pg-", dir="/tmp"))
        self._numbers = count(1)

    @staticmethod
    def programs() -> Path | None:
        """The folder of ``initdb`` and its like, the newest version's; ``None`` when none is installed."""
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
        if found:
            return found[-1].parent
        on_path = shutil.which("initdb")
        return Path(on_path).parent if on_path else None

    def start(self) -> None:
        if self._owner:
            account = pwd.getpwnam(self._owner)
            os.chown(self._folder, account.pw_uid, account.pw_gid)
        self._run("initdb", "--pgdata", self._data, "--username=tests", "--auth=trust", "--no-sync", "--encoding=UTF8")
        self.resume()

    def resume(self) -> None:
        """Start on the data that is there."""
        options = f"-c listen_addresses='' -c unix_socket_directories={self._folder} -c fsync=off"
        log = self._folder / "log"
        self._run("pg_ctl", "start", "--wait", "--pgdata", self._data, f"--log={log}", "--options", options)

    def halt(self) -> None:
        """End at once, as in a crash, and keep the data."""
        self._run("pg_ctl", "stop", "--mode=immediate", "--pgdata", self._data)

    def stop(self) -> None:
        self.halt()
        shutil.rmtree(self._folder, ignore_errors=True)

    def new_database(self) -> str:
        """The URL of an empty database."""
        name = f"ledger_{os.getpid()}_{next(self._numbers)}"
        self._run("createdb", f"--host={self._folder}", "--username=tests", name)
        return f"postgresql://tests@/{name}?host={self._folder}"

    @property
    def _data(self) -> str:
        return str(self._folder / "data")

    @property
    def _owner(self) -> str | None:
        """The server refuses to run as root, so that root hands it to another account."""
        return "postgres" if os.geteuid() == 0 else None

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._programs / program), *arguments]
        if self._owner:
            command = ["runuser", "-u", self._owner, "--", *command]
        done = subprocess.run(
            command, cwd=self._folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, timeout=60
        )
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stderr.strip()}")
