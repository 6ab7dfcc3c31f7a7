"""Entries of the log are only added: no query or statement changes one, and none goes with its page or person."""

from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, Page, PageLogEntry

from cms_site.core.story.models import StoryEntry
from tests.factories.core import make_park, make_site, make_tree
from tests.factories.home import make_topic
from tests.integration.core.story.acts import Acts
from tests.testapp.models import TreePage

pytestmark = pytest.mark.django_db
LOGS = (PageLogEntry, ModelLogEntry)


@pytest.fixture
def tree(db: None) -> TreePage:
    """A page and a record with an entry each."""
    tree = make_tree(make_park(make_site()), title="Дуб")
    log(instance=make_topic(), action="wagtail.edit", data={"why": "так"})
    return tree


def written() -> list[Any]:
    return [list(model.objects.order_by("pk").values()) for model in LOGS]


def changed(entry: Any) -> None:
    entry.label = "Інша"
    entry.save()


def put_over(entry: Any) -> None:
    values = {name: getattr(entry, name) for name in ("pk", "content_type", "action", "timestamp")}
    type(entry)(label="Інша", **values).save_base()


THROUGH_THE_ORM: list[Callable[[Any], Any]] = [
    changed,
    put_over,
    lambda entry: entry.delete(),
    lambda entry: type(entry).objects.all().update(label="Інша"),
    lambda entry: type(entry).objects.filter(pk=entry.pk).delete(),
    lambda entry: type(entry)._base_manager.all().update(label="Інша"),
    lambda entry: type(entry)._base_manager.all().delete(),
    lambda entry: type(entry)._base_manager.all()._raw_delete("default"),
    lambda entry: type(entry).objects.bulk_update([entry], ["label"]),
    lambda entry: type(entry).objects.bulk_create(
        [entry], update_conflicts=True, update_fields=["label"], unique_fields=["id"]
    ),
]
IN_SQL = [
    "UPDATE {table} SET label = 'Інша'",
    "UPDATE {table} SET user_id = NULL, revision_id = NULL",
    "UPDATE {table} SET id = id + 1000",
    "UPDATE {table} SET content_type_id = 1",
    "DELETE FROM {table}",
]
OF_ONE_DATABASE = {
    "sqlite": "INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
    "postgresql": "SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE {table}",
}


@pytest.mark.parametrize("model", [*LOGS, StoryEntry])
def test_nothing_changes_or_deletes_an_entry(model: Any, tree: TreePage) -> None:
    before = written()
    assert all(before)
    for attempt in THROUGH_THE_ORM:
        with pytest.raises(IntegrityError), transaction.atomic():
            attempt(model._base_manager.order_by("pk").first())
    for statement in [*IN_SQL, OF_ONE_DATABASE[connection.vendor]]:
        with pytest.raises(IntegrityError, match="log_is_only_added_to"), transaction.atomic():
            connection.cursor().execute(statement.format(table=model._meta.db_table))

    assert written() == before
    log(instance=tree, action="wagtail.lock")
    assert PageLogEntry.objects.latest("pk").action == "wagtail.lock"


def test_the_entries_outlive_page_person_and_the_type_of_a_record(tree: TreePage) -> None:
    user = get_user_model().objects.create_user("gone")
    log(instance=tree, action="wagtail.lock", user=user)
    entry = PageLogEntry.objects.latest("pk")
    user_pk, page_pk = user.pk, tree.pk

    user.delete()
    Page.objects.get(pk=page_pk).delete()
    entry.content_type.delete()

    entry = PageLogEntry.objects.get(pk=entry.pk)
    assert (entry.user_id, entry.page_id, entry.content_type_id) == (user_pk, page_pk, None)


def test_the_bin_and_the_commands_of_wagtail_and_django_work_beside_it() -> None:
    acts = Acts()
    acts.create()
    before = written()[0]
    acts.write(acts.deputy, "Відкрито два класи")
    call_command("purge_revisions", stdout=StringIO())
    call_command("createsuperuser", "--noinput", username="second", email="a@example.org", stdout=StringIO())
    acts.delete()
    acts.restore()
    acts.delete()
    call_command("empty_bin", "--all", stdout=StringIO())

    assert written()[0][: len(before)] == before
    assert not Page.objects.filter(pk=acts.page.pk).exists()
    assert PageLogEntry.objects.latest("pk").action == "core.purge"


def test_the_editing_interface_shows_the_log_and_has_no_address_that_writes_it(client: Client, tree: TreePage) -> None:
    client.force_login(get_user_model().objects.create_superuser("root", password="x"))
    before = written()

    assert "Дуб" in client.get(reverse("wagtailadmin_reports:site_history")).content.decode()
    for name in ("wagtailadmin_reports:site_history", "core_story_of_period"):
        client.post(reverse(name), {"action": "wagtail.edit", "page": tree.pk})
    assert written() == before
    assert "django_admin" not in {getattr(pattern, "namespace", None) for pattern in get_resolver().url_patterns}


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_whole_database_is_emptied_and_its_log_is_kept_as_well_as_before(tree: TreePage) -> None:
    # as after each test of this kind: the next one puts the first rows back with the numbers they had
    as_after_tests = {"inhibit_post_migrate": True, "reset_sequences": False}
    call_command("flush", interactive=False, stdout=StringIO(), **as_after_tests)
    assert written() == [[], []]

    entry = ModelLogEntry(object_id="1", label="Тема", action="wagtail.edit", timestamp=timezone.now())
    ModelLogEntry.objects.bulk_create([entry])
    with pytest.raises(IntegrityError):
        connection.cursor().execute("DELETE FROM wagtailcore_modellogentry")
    assert ModelLogEntry.objects.count() == 1
