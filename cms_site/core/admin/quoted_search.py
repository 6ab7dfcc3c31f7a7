"""Quotation marks in what editors search for; an unpaired one ended a search in SQLite with an error."""

from typing import Any

from django.db import connection


def register() -> None:
    """Let SQLite read a quotation mark as a sign of the text; PostgreSQL does so by itself."""
    if connection.vendor != "sqlite":
        return
    # There is no such module to import with another database.
    from modelsearch.backends.database.sqlite.query import Lexeme

    unquoted = Lexeme.as_sql

    def quoted(self: Any, compiler: Any, connection: Any) -> tuple[str, list[str]]:
        template, words = unquoted(self, compiler, connection)
        return template, [word.replace('"', '""') for word in words]

    Lexeme.as_sql = quoted
