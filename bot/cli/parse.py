"""``ballotwire parse``: read filings from files and print what they tell."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from parsers.errors import Unreadable
from parsers.read import CUT_SHORT, read_report
from parsers.report import MeetingReport
from parsers.schema import report_to_json

Show = Callable[[MeetingReport, bytes], None]


@click.command(name="parse")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--json", "form", flag_value="json", help="Print each report as indented JSON.")
@click.option("--jsonl", "form", flag_value="jsonl", help="Print one report a line.")
@click.option("--explain", "form", flag_value="explain", help="Show the text with what was read from where, and why.")
@click.option("--text", "form", flag_value="text", help="Print the text that evidence points into.")
@click.pass_context
def command(ctx: click.Context, paths: tuple[str, ...], form: str | None) -> None:
    """Read filings: full submissions, lone HTML or plain-text documents; - is standard input.

    A file that cannot be read gets one line on standard error, the others are still read, and the exit code is 1.
    """
    ctx.exit(0 if show_each(paths, _SHOWS[form or "view"], read_report) else 1)


def show_each(paths: Sequence[str], show: Show, read: Callable[[bytes, str], MeetingReport]) -> bool:
    """Read and show file after file; one that can't be read gets a line on standard error, and makes it false."""
    unread = [path for path in paths if not _shown(path, show, read)]
    return not unread


def _shown(path: str, show: Show, read: Callable[[bytes, str], MeetingReport]) -> bool:
    try:
        data = _bytes_of(path)
        report = read(data, path)
        show(report, data)
    except BrokenPipeError:
        raise
    except Unreadable as fault:
        click.echo(f"ballotwire: {_named(path, str(fault))}", err=True)
    except Exception as fault:  # noqa: BLE001 - a fault of ours in one filing must not cost the others
        click.echo(f"ballotwire: {path}: a fault of ours: {type(fault).__name__}: {fault}", err=True)
    else:
        return not _is_cut_short(path, report)
    return False


def _is_cut_short(path: str, report: MeetingReport) -> bool:
    """What is left of a document that was cut is shown, with its doubt; that it was cut is a fault all the same."""
    if CUT_SHORT not in report.review_reasons:
        return False
    click.echo(f"ballotwire: {path}: {CUT_SHORT}", err=True)
    return True


def _named(path: str, fault: str) -> str:
    return fault if fault.startswith(f"{path}: ") else f"{path}: {fault}"


def _bytes_of(path: str) -> bytes:
    """The file's bytes; whatever keeps them from being read is told as `Unreadable`."""
    try:
        return sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except FileNotFoundError:
        raise Unreadable("there is no such file") from None
    except IsADirectoryError:
        raise Unreadable("that is a directory; name the files in it") from None
    except (OSError, ValueError) as fault:
        raise Unreadable(getattr(fault, "strerror", None) or str(fault)) from fault


def _show_json(report: MeetingReport, _data: bytes) -> None:
    click.echo(json.dumps(report_to_json(report), indent=2, ensure_ascii=False))


def _show_jsonl(report: MeetingReport, _data: bytes) -> None:
    click.echo(json.dumps(report_to_json(report), ensure_ascii=False, separators=(",", ":")))


def _show_view(report: MeetingReport, _data: bytes) -> None:
    from rich.console import Console

    from bot.cli.report_view import report_view

    console = Console(highlight=False)
    console.print(report_view(report, console.width))


def _show_explanation(report: MeetingReport, data: bytes) -> None:
    from rich.console import Console

    from bot.cli.explain_view import explanation

    Console(highlight=False, soft_wrap=True).print(explanation(report, data))


def _show_text(report: MeetingReport, data: bytes) -> None:
    from bot.cli.explain_view import documents_of

    documents = documents_of(data, report.source)
    for document in documents:
        if len(documents) > 1:
            click.echo(f"==> {document.type} {document.name} <==", err=True)
        click.echo(document.text)


_SHOWS: dict[str, Show] = {
    "json": _show_json,
    "jsonl": _show_jsonl,
    "explain": _show_explanation,
    "text": _show_text,
    "view": _show_view,
}
