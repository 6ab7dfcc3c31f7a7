"""The rule that nobody hands over more than arrived, kept by the database itself.

A constraint of the database sees one row, and this rule compares the entries of a ledger with a line of cargo. So it is
a trigger, which holds for forms, imports, bulk operations and statements typed by hand alike. What it refuses is an
IntegrityError that names the rule. Triggers are made anew after each migration, because SQLite drops them with a table
that is rewritten.

On PostgreSQL the trigger locks the line of cargo: the second of two simultaneous hand-overs waits, and then sees the
first. On SQLite one transaction writes at a time.
"""

from typing import Any

from django.db import connections

BALANCE = "cargo_balance_is_not_negative"
OWN_LINE = "hand_over_is_of_its_convoy"
RULES = (BALANCE, OWN_LINE)

# The statements are put together from the constants of this module alone.
_POSTGRESQL = f"""
CREATE OR REPLACE FUNCTION partnerships_check_balance() RETURNS trigger AS $$
DECLARE
    line record;
    handed numeric;
BEGIN
    IF TG_TABLE_NAME = 'partnerships_handover' THEN
        SELECT id, quantity, page_id INTO line FROM partnerships_cargoline WHERE id = NEW.cargo_line_id FOR UPDATE;
        IF line.page_id <> NEW.convoy_id THEN
            RAISE EXCEPTION '{OWN_LINE}' USING ERRCODE = 'check_violation', CONSTRAINT = '{OWN_LINE}';
        END IF;
    ELSE
        SELECT NEW.id, NEW.quantity, NEW.page_id INTO line;
    END IF;
    SELECT sum(quantity) INTO handed FROM partnerships_handover
        WHERE cargo_line_id = line.id AND undone_at IS NULL;
    IF handed > line.quantity THEN
        RAISE EXCEPTION '{BALANCE}' USING ERRCODE = 'check_violation', CONSTRAINT = '{BALANCE}';
    END IF;
    RETURN NULL;
END
$$ LANGUAGE plpgsql;
CREATE TRIGGER partnerships_hand_over_fits
    AFTER INSERT OR UPDATE OF quantity, undone_at, cargo_line_id, convoy_id ON partnerships_handover
    FOR EACH ROW EXECUTE FUNCTION partnerships_check_balance();
CREATE TRIGGER partnerships_line_suffices
    AFTER UPDATE OF quantity ON partnerships_cargoline
    FOR EACH ROW EXECUTE FUNCTION partnerships_check_balance();
"""  # noqa: S608

# SQLite stores quantities as binary fractions: thousandths are compared, because no quantity is finer.
_SQLITE_EXCESS = f"""
    SELECT RAISE(ABORT, '{BALANCE}') WHERE
        (SELECT CAST(ROUND(SUM(quantity) * 1000) AS INTEGER) FROM partnerships_handover
            WHERE cargo_line_id = {{line}} AND undone_at IS NULL)
        > (SELECT CAST(ROUND(quantity * 1000) AS INTEGER) FROM partnerships_cargoline WHERE id = {{line}});
"""  # noqa: S608
_SQLITE_HAND_OVER = f"""
CREATE TRIGGER {{name}} AFTER {{event}} ON partnerships_handover
BEGIN
    SELECT RAISE(ABORT, '{OWN_LINE}') WHERE
        (SELECT page_id FROM partnerships_cargoline WHERE id = NEW.cargo_line_id) <> NEW.convoy_id;
    {_SQLITE_EXCESS.format(line="NEW.cargo_line_id")}
END
"""  # noqa: S608
_SQLITE = {
    "partnerships_hand_over_fits": _SQLITE_HAND_OVER.format(name="partnerships_hand_over_fits", event="INSERT"),
    "partnerships_changed_hand_over_fits": _SQLITE_HAND_OVER.format(
        name="partnerships_changed_hand_over_fits",
        event="UPDATE OF quantity, undone_at, cargo_line_id, convoy_id",
    ),
    "partnerships_line_suffices": f"""
CREATE TRIGGER partnerships_line_suffices AFTER UPDATE OF quantity ON partnerships_cargoline
BEGIN
    {_SQLITE_EXCESS.format(line="NEW.id")}
END
""",
}


def create(using: str) -> None:
    """Make the triggers of the database `using` what they should be."""
    drop(using)
    with connections[using].cursor() as cursor:
        if connections[using].vendor == "postgresql":
            cursor.execute(_POSTGRESQL)
        else:
            for statement in _SQLITE.values():
                cursor.execute(statement)


def drop(using: str) -> None:
    """Remove the triggers where they are."""
    with connections[using].cursor() as cursor:
        if connections[using].vendor == "postgresql":
            cursor.execute("DROP FUNCTION IF EXISTS partnerships_check_balance() CASCADE")
        else:
            for name in _SQLITE:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")


def create_after_migration(using: str, plan: Any = (), **kwargs: Any) -> None:
    """The handler of `post_migrate`. A plan that went back leaves nothing to watch over."""
    if "partnerships_handover" in connections[using].introspection.table_names():
        create(using)


def drop_before_migration(using: str, **kwargs: Any) -> None:
    """The handler of `pre_migrate`: SQLite cannot rename a table that a trigger on another one reads."""
    if connections[using].vendor == "sqlite":
        drop(using)
