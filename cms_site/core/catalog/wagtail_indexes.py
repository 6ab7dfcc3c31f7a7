"""Three indexes that Wagtail's own tables lack, each named with the query it serves."""

from typing import Any

INDEXES = {
    # the roots of the tree, which every editing view looks up by depth
    "page_depth_of_roots": "ON wagtailcore_page (depth) WHERE depth <= 2",
    # the menu: pages shown in menus, in the order of the tree
    "page_menu_order": "ON wagtailcore_page (depth, path) WHERE show_in_menus",
}
POSTGRESQL_INDEXES = {
    # PostgreSQL searches title and body joined, while Wagtail indexes each by itself
    "search_title_and_body": "ON wagtailsearch_indexentry USING gin ((title || body))",
}


def _wanted(vendor: str) -> dict[str, str]:
    return {**INDEXES, **(POSTGRESQL_INDEXES if vendor == "postgresql" else {})}


def create(apps: Any, schema_editor: Any) -> None:
    """Create the indexes; for use in a migration."""
    for name, definition in _wanted(schema_editor.connection.vendor).items():
        schema_editor.execute(f"CREATE INDEX {name} {definition}")


def drop(apps: Any, schema_editor: Any) -> None:
    """Drop the indexes; for use in a migration."""
    for name in _wanted(schema_editor.connection.vendor):
        schema_editor.execute(f"DROP INDEX {name}")
