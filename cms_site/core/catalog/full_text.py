"""The full-text index of the catalogue: FTS5 on SQLite, a GIN index on PostgreSQL, the same answers from both.

Words are indexed as `searchable_words` leaves them; neither database stems, folds or ranks. On SQLite triggers keep
the index equal to the column, so a migration that rebuilds the table of entries calls `drop` before, `create` after.
"""

from typing import Any

from django.db import models

SQLITE = (
    "CREATE VIRTUAL TABLE core_entry_words USING fts5"
    "(words, content='core_entry', content_rowid='page_id', tokenize='unicode61 remove_diacritics 0')",
    "CREATE TRIGGER core_entry_words_added AFTER INSERT ON core_entry BEGIN "
    "INSERT INTO core_entry_words (rowid, words) VALUES (new.page_id, new.words); END",
    "CREATE TRIGGER core_entry_words_removed AFTER DELETE ON core_entry BEGIN "
    "INSERT INTO core_entry_words (core_entry_words, rowid, words) VALUES ('delete', old.page_id, old.words); END",
    "CREATE TRIGGER core_entry_words_changed AFTER UPDATE OF words ON core_entry BEGIN "
    "INSERT INTO core_entry_words (core_entry_words, rowid, words) VALUES ('delete', old.page_id, old.words); "
    "INSERT INTO core_entry_words (rowid, words) VALUES (new.page_id, new.words); END",
    "INSERT INTO core_entry_words (core_entry_words) VALUES ('rebuild')",
)
# The words are lexemes already; a text search configuration would take them apart again.
VECTOR = "array_to_tsvector(string_to_array({column}, ' '))"
POSTGRESQL = (f"CREATE INDEX core_entry_words ON core_entry USING gin ({VECTOR.format(column='words')})",)


def create(apps: Any, schema_editor: Any) -> None:
    """Create the index; for use in a migration."""
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def drop(apps: Any, schema_editor: Any) -> None:
    """Drop the index; for use in a migration."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX core_entry_words")
        return
    for trigger in ("added", "removed", "changed"):
        schema_editor.execute(f"DROP TRIGGER core_entry_words_{trigger}")
    schema_editor.execute("DROP TABLE core_entry_words")


class FindsWords(models.Lookup):
    """`FindsWords(F("words"), terms)`: entries that have every term, a list of spellings of which one is enough.

    A spelling that ends in an asterisk stands for all words that begin so. Spellings consist of letters and digits.
    """

    prepare_rhs = False

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        terms = [" OR ".join(_quoted(spelling, '"', "*") for spelling in term) for term in self.rhs]
        query = " AND ".join(f"({term})" for term in terms)
        key = f"{compiler.quote_name_unless_alias(self.lhs.alias)}.page_id"
        matches = "SELECT rowid FROM core_entry_words WHERE core_entry_words MATCH %s"
        return f"{key} IN ({matches})", [query]

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        terms = [" | ".join(_quoted(spelling, "'", ":*") for spelling in term) for term in self.rhs]
        query = " & ".join(f"({term})" for term in terms)
        column, parameters = self.process_lhs(compiler, connection)
        return f"{VECTOR.format(column=column)} @@ %s::tsquery", [*parameters, query]


def _quoted(spelling: str, quote: str, beginning: str) -> str:
    word = spelling.removesuffix("*")
    return f"{quote}{word}{quote}{beginning if word != spelling else ''}"
