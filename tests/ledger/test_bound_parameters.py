"""SQL is written out or built by SQLAlchemy; what varies is bound, and never part of the statement's text."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

BOT = Path(__file__).parents[2] / "bot"
RUNS = frozenset(
    {"execute", "executemany", "executescript", "exec_driver_sql", "scalar", "scalars", "stream", "stream_scalars"}
    | {"text", "literal_column", "DDL", "TextClause"}
)
"""What takes a statement, or a part of one, as text."""
SQL = re.compile(
    r"\s*(SELECT\s|INSERT\s+INTO|UPDATE\s+\S+\s+SET|DELETE\s+FROM|CREATE\s|DROP\s|ALTER\s|PRAGMA\s|ATTACH\s|BEGIN\b"
    r"|SET\s+(LOCAL|TRANSACTION|SESSION)|WITH\s.*\bAS\b|TRUNCATE\s|VACUUM\b|COPY\s|LOCK\s|GRANT\s)"
)
ALLOWED = {
    (
        "sqlite_files.py",
        """f'SELECT 1 FROM "{name}" LIMIT 1'""",
    ): "a table's name cannot be bound; it is one that the file itself lists, quoted, with its quotation marks doubled",
}


def built(node: ast.AST) -> bool:
    """Whether a text is put together from what varies."""
    match node:
        case ast.JoinedStr(values):
            return any(isinstance(value, ast.FormattedValue) for value in values)
        case ast.BinOp(_, ast.Add() | ast.Mod()):
            return True
        case ast.Call(
            ast.Attribute(_, "format" | "format_map" | "join" | "replace" | "substitute" | "safe_substitute")
        ):
            return True
    return False


def beginning(node: ast.AST) -> str:
    """The first words of a text that is put together, as far as they are written out."""
    match node:
        case ast.Constant(str(words)):
            return words
        case ast.JoinedStr([first, *_]) | ast.Call(ast.Attribute(first, _)) | ast.BinOp(first, _, _):
            return beginning(first)
    return ""


def offences(source: str) -> Iterator[str]:
    """Each statement that is put together, be it where it is run or before."""
    for node in ast.walk(ast.parse(source)):
        if built(node) and SQL.match(beginning(node)):
            yield ast.unparse(node)
        if isinstance(node, ast.Call) and node.args:
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in RUNS and built(node.args[0]) and not SQL.match(beginning(node.args[0])):
                yield ast.unparse(node.args[0])


@pytest.mark.parametrize(
    "source",
    [
        """connection.execute(text(f"SELECT 1 FROM companies WHERE name = '{name}'"))""",
        """connection.execute(text("SELECT 1 WHERE name = '%s'" % name))""",
        """connection.execute(text("SELECT 1 WHERE name = '" + name + "'"))""",
        """connection.execute(text("SELECT 1 WHERE name = '{}'".format(name)))""",
        """statement = f"DELETE FROM {table}"\nconnection.execute(statement)""",
        """connection.exec_driver_sql(f"{verb} FROM companies")""",
        """op.execute("UPDATE companies SET name = " + name)""",
        """connection.scalar(text(" ".join(words)))""",
        """cursor.execute(f"PRAGMA {pragma}")""",
    ],
)
def test_a_statement_that_is_put_together_is_found(source: str) -> None:
    assert list(offences(source))


@pytest.mark.parametrize(
    "source",
    [
        """connection.execute(text("SELECT 1 WHERE name = :name"), {"name": name})""",
        """connection.execute(select(companies).where(companies.c.name == name))""",
        """log.info(f"{count} rows")""",
        """raise SchemaMismatch(f"the database has schema {found}")""",
    ],
)
def test_a_bound_statement_and_words_for_people_are_not(source: str) -> None:
    assert list(offences(source)) == []


def test_no_statement_of_ours_is_put_together_but_where_it_is_said_why() -> None:
    found = {
        (path.name, offence) for path in BOT.rglob("*.py") for offence in offences(path.read_text(encoding="utf-8"))
    }
    assert found == set(ALLOWED)


def test_nothing_but_the_ledger_speaks_to_a_database() -> None:
    speakers = {
        path.relative_to(BOT).parts[0]
        for path in BOT.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for module in ([node.module or ""] if isinstance(node, ast.ImportFrom) else [one.name for one in node.names])
        if module.partition(".")[0] in {"sqlalchemy", "sqlite3", "psycopg", "aiosqlite"}
    }
    assert speakers == {"ledger"}
