"""The indexes that Wagtail's own tables lack come with the site."""

import pytest
from django.db import connection

from cms_site.core.catalog.wagtail_indexes import INDEXES, POSTGRESQL_INDEXES


@pytest.mark.django_db
def test_the_indexes_of_tree_menu_and_search_are_there() -> None:
    tables = ["wagtailcore_page", "wagtailsearch_indexentry"]
    with connection.cursor() as cursor:
        found = {name for table in tables for name in connection.introspection.get_constraints(cursor, table)}

    wanted = {*INDEXES, *(POSTGRESQL_INDEXES if connection.vendor == "postgresql" else ())}
    assert wanted <= found
