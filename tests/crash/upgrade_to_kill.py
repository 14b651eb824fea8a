"""``ballotwire db upgrade`` in a process of its own, which ends itself by SIGKILL after so many changes to the tables.

    python -m tests.crash.upgrade_to_kill DATABASE_URL CHANGES

With more changes than there are it ends well, and says how many there were.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from itertools import count
from typing import Any

from sqlalchemy import Engine, event

from bot.clock import SystemClock
from bot.ledger.ledger import Ledger
from bot.log import set_up_logging

CHANGES = ("CREATE", "ALTER", "DROP", "INSERT", "UPDATE", "DELETE")


def die_after(changes: int) -> count[int]:
    """Count every statement that changes something, and let the last one that is allowed be the process's last."""
    done = count(1)

    def counted(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if statement.lstrip().upper().startswith(CHANGES) and next(done) == changes:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "after_cursor_execute", counted)
    return done


async def main(url: str) -> None:
    await (await Ledger.open(url, SystemClock())).close()


if __name__ == "__main__":
    set_up_logging("warning")
    counting = die_after(int(sys.argv[2]))
    asyncio.run(main(sys.argv[1]))
    sys.stdout.write(f"{next(counting) - 1}\n")
