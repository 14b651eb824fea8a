"""The command line in processes of its own, as a user runs it."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path


def environment(folder: Path, **more: str) -> dict[str, str]:
    mine = {
        "BALLOTWIRE_DATABASE_URL": f"sqlite:///{folder}/ledger.db",
        "BALLOTWIRE_WATCHLIST": f"{folder}/watchlist.toml",
    }
    return mine | more


async def process(folder: Path, *arguments: str, **more: str) -> asyncio.subprocess.Process:
    """Started with nothing of our own environment's settings, its ledger and watchlist in that folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("BALLOTWIRE_", "SLACK_"))}
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *arguments,
        env=kept | environment(folder, **more),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
