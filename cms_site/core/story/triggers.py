"""The rule that the log is only added to, kept by the database itself.

It holds for statements typed by hand alike. What it refuses is an IntegrityError that names the rule. That the type of
a record is forgotten with the app that it came from is no change of what was done. Triggers are made anew after each
migration: one of Wagtail's may have to write the log in another way, and SQLite drops them with a table that is
rewritten. `manage.py flush` empties the log with everything else.
"""

from collections.abc import Iterator
from typing import Any

from django.db import connections
from wagtail.models import ModelLogEntry, PageLogEntry

RULE = "log_is_only_added_to"
MODELS = (PageLogEntry, ModelLogEntry)
FUNCTION = "core_log_is_only_added_to"

# The statements are put together from the constants of this module and the columns of Wagtail's models alone.
_POSTGRESQL_FUNCTION = f"""
CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger AS $$
BEGIN
    RAISE EXCEPTION '{RULE}' USING ERRCODE = 'check_violation', CONSTRAINT = '{RULE}';
END
$$ LANGUAGE plpgsql
"""


def _events(model: Any) -> Iterator[tuple[str, str, str]]:
    """What is refused: the name of the trigger, what sets it off, and on which condition."""
    columns = [field.column for field in model._meta.local_concrete_fields if field.name != "content_type"]
    yield "changed", f"UPDATE OF {', '.join(columns)}", ""
    yield "of_another_type", "UPDATE OF content_type_id", "NEW.content_type_id IS NOT NULL"
    yield "deleted", "DELETE", ""


def _names(model: Any) -> list[str]:
    return [_name(model, name) for name in ("changed", "of_another_type", "deleted", "replaced", "emptied")]


def _name(model: Any, name: str) -> str:
    return f"{model._meta.db_table}_{name}"


def _on_postgresql(model: Any) -> Iterator[str]:
    table = model._meta.db_table
    for name, event, condition in _events(model):
        when = f"WHEN ({condition})" if condition else ""
        yield (
            f"CREATE TRIGGER {_name(model, name)} BEFORE {event} ON {table} "
            f"FOR EACH ROW {when} EXECUTE FUNCTION {FUNCTION}()"
        )
    yield (
        f"CREATE TRIGGER {_name(model, 'emptied')} BEFORE TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {FUNCTION}()"
    )


def _on_sqlite(model: Any) -> Iterator[str]:
    table = model._meta.db_table
    # INSERT OR REPLACE deletes without setting off what waits for a deletion
    replaced = ("replaced", "INSERT", f"EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)")  # noqa: S608
    for name, event, condition in (*_events(model), replaced):
        when = f"WHEN {condition}" if condition else ""
        yield (
            f"CREATE TRIGGER {_name(model, name)} BEFORE {event} ON {table} {when} "
            f"BEGIN SELECT RAISE(ABORT, '{RULE}'); END"
        )


def create(using: str) -> None:
    """Make the triggers of the database `using` what they should be."""
    drop(using)
    on_postgresql = connections[using].vendor == "postgresql"
    with connections[using].cursor() as cursor:
        if on_postgresql:
            cursor.execute(_POSTGRESQL_FUNCTION)
        for model in MODELS:
            for statement in _on_postgresql(model) if on_postgresql else _on_sqlite(model):
                cursor.execute(statement)


def drop(using: str) -> None:
    """Remove the triggers where they are."""
    with connections[using].cursor() as cursor:
        if connections[using].vendor == "postgresql":
            cursor.execute(f"DROP FUNCTION IF EXISTS {FUNCTION}() CASCADE")
            return
        for model in MODELS:
            for name in _names(model):
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")


def create_after_migration(using: str, **kwargs: Any) -> None:
    """The handler of `post_migrate`. A plan that went back leaves nothing to watch over."""
    tables = connections[using].introspection.table_names()
    if all(model._meta.db_table in tables for model in MODELS):
        create(using)


def drop_before_migration(using: str, **kwargs: Any) -> None:
    """The handler of `pre_migrate`."""
    drop(using)
