"""``python -m bot`` and the ``ballotwire`` command."""

from __future__ import annotations

from bot.cli import cli


def main() -> None:
    cli(prog_name="ballotwire")


if __name__ == "__main__":
    main()
