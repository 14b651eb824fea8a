"""``ballotwire schema``: the JSON Schema of a meeting report."""

from __future__ import annotations

import json

import click

from parsers.schema import json_schema


@click.command(name="schema")
def command() -> None:
    """Print the JSON Schema that every report of `parse --json` obeys."""
    click.echo(json.dumps(json_schema(), indent=2))
