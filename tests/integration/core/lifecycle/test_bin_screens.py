"""Deleting and restoring as editors and administrators do it."""

import json
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page

from cms_site.core.lifecycle import bin as recycle_bin
from cms_site.core.lifecycle.models import BinItem
from tests.factories.core import make_editor, make_park, make_tree, speaking, translate
from tests.testapp.models import ParkPage, TreePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(home: Page, client: Client) -> Client:
    """Somebody with every right, whose interface is in English."""
    user = get_user_model().objects.create_superuser("administrator", "a@example.org", "x")
    client.force_login(speaking(user, "en"))
    return client


def text(client: Client, name: str, *args: Any, **query: Any) -> str:
    return client.get(reverse(name, args=args), query, follow=True).content.decode()


def test_a_deleted_page_is_restored_from_the_message_that_it_was_deleted(administrator: Client, park: ParkPage) -> None:
    tree = make_tree(park, slug="oak")
    translate(tree, "en", title="Oak", slug="oak")
    asked = text(administrator, "wagtailadmin_pages:delete", tree.pk)
    assert "2 pages go into the bin" in asked
    assert "Translations: English." in asked

    response = administrator.post(reverse("wagtailadmin_pages:delete", args=[tree.pk]), follow=True)
    item = BinItem.objects.get()
    restore = reverse("bin:restore", args=[item.pk])
    page = response.content.decode()
    assert "“Дуб” is in the bin, for 30 days: 2 pages in all." in page
    assert restore in page
    preview = administrator.get(restore).content.decode()
    assert "Дуб (Ukrainian), 1 page, below “Парк”" in preview
    assert "Дуб" in text(administrator, "bin:index")

    assert "“Дуб” is back: 2 pages." in administrator.post(restore, follow=True).content.decode()
    assert TreePage.objects.count() == 2
    assert "The bin is empty." in text(administrator, "bin:index")
    assert "This is not in the bin any more" in administrator.get(restore, follow=True).content.decode()


def test_the_menu_calls_the_bin_in_the_language_of_each_interface(administrator: Client) -> None:
    user = get_user_model().objects.get(username="administrator")
    for language, name in (("uk", "Кошик"), ("en", "Bin")):
        speaking(user, language)
        page = administrator.get(reverse("wagtailadmin_account")).content.decode()
        menu = json.loads(page.partition('id="wagtail-sidebar-props"')[2].partition(">")[2].partition("</script>")[0])
        assert f'"label": "{name}"' in json.dumps(menu, ensure_ascii=False)


def test_another_place_is_shown_before_it_is_chosen(administrator: Client, home: Page, park: ParkPage) -> None:
    item = recycle_bin.put(make_tree(park, slug="oak"))
    recycle_bin.put(ParkPage.objects.get(pk=park.pk))
    square = make_park(home, title="Сквер", slug="square")
    assert "Choose another place." in text(administrator, "bin:restore", item.pk)

    preview = text(administrator, "bin:restore", item.pk, parent=square.pk)
    assert "below “Сквер”" in preview
    administrator.post(reverse("bin:restore", args=[item.pk]), {"parent": square.pk})

    assert TreePage.objects.get().get_parent().pk == square.pk


def test_who_may_not_delete_is_told_why_and_offered_what_they_may(editor: Client, park: ParkPage) -> None:
    tree = make_tree(park)

    page = text(editor, "wagtailadmin_pages:delete", tree.pk)

    assert "Only administrators delete what was once public" in page
    assert reverse("wagtailadmin_pages:unpublish", args=[tree.pk]) in page
    assert editor.post(reverse("wagtailadmin_pages:delete", args=[tree.pk])).status_code == 302
    assert TreePage.objects.exists()
    for model in ("testapp/treepage", "wagtailcore/page"):
        address = reverse("wagtail_bulk_action", args=[*model.split("/"), "delete"])
        assert "Only administrators delete" in editor.get(f"{address}?id={tree.pk}").content.decode()
        editor.post(f"{address}?id={tree.pk}")
    assert TreePage.objects.exists()


def test_several_pages_go_into_the_bin_at_once(administrator: Client, park: ParkPage) -> None:
    trees = [make_tree(park, title=f"Дерево {n}") for n in range(3)]
    TreePage.objects.filter(pk=trees[2].pk).update(locked=True)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    address += "?" + "&".join(f"id={tree.pk}" for tree in trees)
    assert "“Дерево 2” is locked" in administrator.get(address).content.decode()

    administrator.post(address)

    assert list(TreePage.objects.values_list("title", flat=True)) == ["Дерево 2"]
    assert BinItem.objects.count() == 2


def test_an_author_restores_the_own_draft_and_sees_nothing_of_others(
    editor: Client, administrator: Client, park: ParkPage
) -> None:
    user = make_editor(park, "add", name="author")
    draft = make_tree(park, title="Чернетка", live=False, owner=user)
    foreign = recycle_bin.put(make_tree(park, title="Чужа"))
    client = Client()
    client.force_login(user)

    client.post(reverse("wagtailadmin_pages:delete", args=[draft.pk]))

    listed = text(client, "bin:index")
    assert "Чернетка" in listed
    assert "Чужа" not in listed
    assert "Empty the bin" not in listed
    client.post(reverse("bin:restore", args=[foreign.pk]))
    client.post(reverse("bin:empty"))
    client.post(reverse("bin:purge", args=[foreign.pk]))
    assert BinItem.objects.count() == 2
    client.post(reverse("bin:restore", args=[BinItem.objects.get(title="Чернетка").pk]))
    assert TreePage.objects.filter(title="Чернетка").exists()


def test_the_bin_is_emptied_after_one_more_question(administrator: Client, park: ParkPage) -> None:
    for n in range(3):
        recycle_bin.put(make_tree(park, title=f"Дерево {n}"))
    assert "3 pages are deleted with all their versions." in text(administrator, "bin:empty")
    one = BinItem.objects.first()

    administrator.post(reverse("bin:purge", args=[one.pk]))
    assert BinItem.objects.count() == 2
    administrator.post(reverse("bin:empty"))

    assert not BinItem.objects.exists()


def test_the_bin_asks_the_same_number_of_questions_however_full_it_is(administrator: Client, park: ParkPage) -> None:
    queries = []
    for count in (1, 12):
        for n in range(count):
            recycle_bin.put(make_tree(park, title=f"Дерево {n}"))
        text(administrator, "bin:index")
        with CaptureQueriesContext(connection) as asked:
            text(administrator, "bin:index")
        queries.append(len(asked))

    assert queries[0] == queries[1]
