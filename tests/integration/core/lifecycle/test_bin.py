"""What is deleted comes back whole: pages, languages, words, addresses, rights."""

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import (
    Comment,
    GroupPagePermission,
    Page,
    PageLogEntry,
    PageViewRestriction,
    ReferenceIndex,
    Workflow,
    WorkflowPage,
)

from cms_site.core.catalog import projection
from cms_site.core.catalog.models import Entry
from cms_site.core.lifecycle import bin as recycle_bin
from cms_site.core.lifecycle import places
from cms_site.core.lifecycle.models import BinItem, BinnedRows, Removal
from cms_site.core.lifecycle.removal import Grounds, take_down
from cms_site.core.workflow.models import UrgentPublication
from tests.factories.core import make_editor, make_park, make_tree, translate
from tests.testapp.models import Nest, ParkPage, TreePage

pytestmark = [pytest.mark.django_db, pytest.mark.wagtail_indexes]

# what a deletion and its restoration leave behind on purpose, and what is made anew
LEFT_ASIDE = {
    "wagtailcore.PageLogEntry",
    "wagtailcore.ModelLogEntry",
    "core.StoryEntry",
    "core.BinItem",
    "core.BinnedRows",
}
LEFT_ASIDE |= {"wagtailsearch.IndexEntry", "wagtailsearch.SQLiteFTSIndexEntry", "sessions.Session"}
MADE_ANEW = {"wagtailcore.ReferenceIndex.id", "core.EntryFacet.id", "core.Entry.version"}


def everything() -> dict[str, Any]:
    """Every row of every table, as far as it belongs to the state of the site."""
    state = {}
    for model in apps.get_models():
        label = model._meta.label
        if label in LEFT_ASIDE or not model._meta.managed:
            continue
        names = [f.attname for f in model._meta.local_concrete_fields if f"{label}.{f.name}" not in MADE_ANEW]
        rows = model._base_manager.values_list(*names)
        state[label] = sorted(map(repr, rows))
    return state


@pytest.fixture
def oak(park: ParkPage) -> TreePage:
    """A page with everything on it that can be on a page, in three languages."""
    tree = make_tree(park, slug="oak", origin=["PL", "UA"])
    tree.nests = [Nest(bird="Лелека", eggs=3, locale=tree.locale)]
    tree.save()
    user = get_user_model().objects.create_superuser("admin", "admin@example.org", "x")
    translate(tree, "en", title="Oak", slug="oak")
    translate(tree, "pl", title="Dąb", slug="dab")
    tree.refresh_from_db()
    tree.save_revision(user=user)
    make_editor(tree, "change", name="keepers")
    PageViewRestriction.objects.create(page=tree, restriction_type="login")
    Comment.objects.create(page=tree, user=user, text="Який рік?", contentpath="title", position="")
    Redirect.add_redirect("/old-oak/", tree)
    WorkflowPage.objects.create(page=tree, workflow=Workflow.objects.first())
    make_tree(park, title="Липа", slug="lime", neighbour=tree)
    ReferenceIndex.objects.filter(model_path__startswith="wagtail_admin_comments").delete()
    ReferenceIndex.create_or_update_for_object(TreePage.objects.get(pk=tree.pk))
    return TreePage.objects.get(pk=tree.pk)


def deleted(page: Page, **kwargs: Any) -> BinItem:
    return recycle_bin.put(page, **kwargs)


def test_a_deleted_section_comes_back_as_if_nothing_had_happened(home: Page, park: ParkPage, oak: TreePage) -> None:
    before = everything()

    item = deleted(Page.objects.get(pk=park.pk).specific)
    assert not TreePage.objects.exists()
    assert not Page.objects.filter(locale__language_code__in=["en", "pl"], title="Парк").exists()
    assert not GroupPagePermission.objects.filter(page=oak.pk).exists()
    recycle_bin.restore(item)

    after = everything()
    assert {label: set(rows) ^ set(before[label]) for label, rows in after.items() if rows != before[label]} == {}
    assert any(Page.find_problems()) is False
    assert projection.differences() == []
    assert ReferenceIndex.get_references_to(oak).exists()


def test_what_is_in_the_bin_is_in_no_table_that_anything_reads(client: Client, oak: TreePage) -> None:
    PageViewRestriction.objects.all().delete()
    deleted(oak)

    assert set(Page.objects.filter(title__in=["Дуб", "Oak", "Dąb"])) == set()
    assert set(Entry.objects.of_type("testapp.TreePage").values_list("title", flat=True)) == {"Липа"}
    assert not client.get("/search/?q=Дуб").content.decode().count("/park/oak/")
    client.force_login(get_user_model().objects.get(username="admin"))
    assert f"/pages/{oak.pk}/" not in client.get("/admin/pages/search/?q=Дуб").content.decode()


@pytest.mark.parametrize(
    ("address", "for_now", "for_good"),
    [
        ("/park/oak/", "може повернутися", "назавжди"),
        ("/en/park/oak/", "may come back", "will not come back"),
        ("/pl/park/dab/", "może jeszcze wrócić", "na stałe"),
    ],
)
def test_an_address_says_not_available_while_its_page_is_in_the_bin_and_gone_when_it_is_purged(
    client: Client, park: ParkPage, address: str, for_now: str, for_good: str
) -> None:
    tree = make_tree(park, slug="oak")
    translate(tree, "en", slug="oak")
    translate(tree, "pl", slug="dab")
    Redirect.add_redirect("/old-oak/", tree, is_permanent=True)
    item = deleted(tree)

    response = client.get(address)
    assert (response.status_code, for_now in response.content.decode()) == (404, True)
    assert for_good not in response.content.decode()
    assert client.get("/old-oak/").status_code == 404
    recycle_bin.purge([item])

    response = client.get(address)
    assert (response.status_code, for_good in response.content.decode()) == (410, True)
    assert client.get("/old-oak/").status_code == 410


def test_what_was_off_the_site_before_it_was_deleted_keeps_its_reason(client: Client, park: ParkPage) -> None:
    tree = make_tree(park, slug="oak")
    take_down([tree], Grounds(kind="error", reason="x"))
    deleted(TreePage.objects.get(pk=tree.pk))

    response = client.get("/park/oak/")

    assert response.status_code == 410
    assert "помилково" in response.content.decode()


def test_a_restored_page_is_at_its_address_again_without_a_notice(client: Client, park: ParkPage) -> None:
    recycle_bin.restore(deleted(make_tree(park, slug="oak")))

    assert client.get("/park/oak/").status_code == 200
    assert not Removal.objects.exists()


def test_a_withdrawn_page_comes_back_withdrawn(client: Client, park: ParkPage) -> None:
    tree = make_tree(park, slug="oak")
    take_down([tree], Grounds(kind="withdrawn", reason="x", notes={"uk": "Скасовано."}))
    item = deleted(TreePage.objects.get(pk=tree.pk))
    assert client.get("/park/oak/").status_code == 404

    recycle_bin.restore(item)

    assert "Скасовано." in client.get("/park/oak/").content.decode()
    assert projection.differences() == []


def test_a_taken_slug_gives_way_and_the_sentence_says_so(home: Page, park: ParkPage) -> None:
    tree = make_tree(park, slug="oak")
    tree.save_revision()
    item = deleted(TreePage.objects.get(pk=tree.pk))
    make_tree(park, title="Інший дуб", slug="oak")

    assert places.plan(item).changes == ["Адресу «oak» зайняла інша сторінка; «Дуб» отримає «oak-1»."]
    recycle_bin.restore(item)

    back = TreePage.objects.get(pk=tree.pk)
    assert (back.slug, back.url_path) == ("oak-1", "/home/park/oak-1/")
    back.get_latest_revision().publish()
    assert TreePage.objects.get(pk=tree.pk).slug == "oak-1"
    assert not Redirect.objects.exists()


def test_when_the_parent_is_gone_another_one_is_chosen_for_every_language(home: Page, park: ParkPage) -> None:
    tree = make_tree(park, slug="oak")
    translate(tree, "en", title="Oak", slug="oak")
    item = deleted(tree)
    square = make_park(home, title="Сквер", slug="square")
    deleted(ParkPage.objects.get(pk=park.pk))

    with pytest.raises(recycle_bin.RestorationRefusedError, match="Оберіть інше місце"):
        recycle_bin.restore(item)
    with pytest.raises(recycle_bin.RestorationRefusedError, match="англійська"):
        recycle_bin.restore(item, parent=square)
    assert BinItem.objects.count() == 2
    translate(square, "en", title="Square", slug="square")
    recycle_bin.restore(item, parent=square)

    addresses = TreePage.objects.order_by("path").values_list("url_path", flat=True)
    assert list(addresses) == ["/home/square/oak/", "/home-en/square/oak/"]
    assert not any(Page.find_problems())
    assert projection.differences() == []


def test_a_page_comes_back_below_a_parent_that_has_moved(home: Page, park: ParkPage) -> None:
    gardens = make_park(home, title="Сади", slug="gardens")
    tree = make_tree(park, slug="oak")
    item = deleted(tree)
    ParkPage.objects.get(pk=park.pk).move(ParkPage.objects.get(pk=gardens.pk), pos="last-child")

    recycle_bin.restore(item)

    assert TreePage.objects.get(pk=tree.pk).url_path == "/home/gardens/park/oak/"


def test_a_translation_made_anew_stands_in_the_way_and_is_named(park: ParkPage) -> None:
    tree = make_tree(park, slug="oak")
    english = translate(tree, "en", title="Oak", slug="oak")
    item = deleted(english)
    assert TreePage.objects.filter(pk=tree.pk).exists(), "a translation is deleted alone"
    translate(tree, "en", title="Another oak", slug="oak")

    with pytest.raises(recycle_bin.RestorationRefusedError, match="Another oak"):
        recycle_bin.restore(item)


def test_what_belongs_to_somebody_who_left_comes_back_without_them(park: ParkPage) -> None:
    user = get_user_model().objects.create_user("leaver", password="x")
    tree = make_tree(park, owner=user)
    tree.save_revision(user=user)
    make_editor(tree, "change", name="keepers")
    item = deleted(TreePage.objects.get(pk=tree.pk))
    user.delete()
    Group.objects.filter(name="keepers").delete()

    recycle_bin.restore(item)

    back = TreePage.objects.get(pk=tree.pk)
    assert back.owner is None
    assert back.get_latest_revision().user is None
    assert not GroupPagePermission.objects.filter(page=back).exists()


def test_a_publication_that_was_planned_for_a_time_in_the_bin_does_not_happen_by_surprise(park: ParkPage) -> None:
    tree = make_tree(park, live=False)
    tree.go_live_at = timezone.now() + timedelta(hours=1)
    tree.save_revision(approved_go_live_at=tree.go_live_at)
    item = deleted(TreePage.objects.get(pk=tree.pk))
    yesterday = timezone.now() - timedelta(days=1)
    item.roots[0]["scheduled"] = yesterday.isoformat()
    item.save()
    rows = item.rows.get(table="wagtailcore.Revision")
    rows.content[0]["approved_go_live_at"] = yesterday.isoformat()
    rows.save()

    assert "залишиться чернеткою" in places.plan(item).changes[0]
    recycle_bin.restore(item)

    assert not TreePage.objects.get(pk=tree.pk).revisions.exclude(approved_go_live_at=None).exists()


def test_a_failure_in_the_middle_leaves_everything_as_it_was(
    park: ParkPage, oak: TreePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything()

    def fail(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("power failure")

    with monkeypatch.context() as patched:
        patched.setattr(recycle_bin.DeletePageAction, "execute", fail)
        with pytest.raises(RuntimeError):
            deleted(oak)
    assert everything() == before
    item = deleted(oak)
    in_the_bin = everything()
    with monkeypatch.context() as patched:
        patched.setattr(recycle_bin.projection, "refresh", fail)
        with pytest.raises(RuntimeError):
            recycle_bin.restore(item)
    assert everything() == in_the_bin
    assert BinItem.objects.exists()


def test_what_somebody_else_restored_or_purged_meanwhile_is_not_purged_again(park: ParkPage) -> None:
    restored, purged = (recycle_bin.put(make_tree(park, slug=slug)) for slug in ("oak", "elm"))
    chosen = list(BinItem.objects.all())
    recycle_bin.restore(restored)
    recycle_bin.purge([purged])

    assert recycle_bin.purge(chosen) == 0
    assert TreePage.objects.filter(slug="oak").exists()
    assert PageLogEntry.objects.filter(action="core.purge").count() == 1


def test_what_is_purged_leaves_nothing_but_its_notice(park: ParkPage) -> None:
    tree = make_tree(park, slug="oak")
    translate(tree, "en", title="Oak", slug="oak")
    old = deleted(tree)
    BinItem.objects.update(deleted_at=timezone.now() - timedelta(days=31))
    deleted(make_tree(park, title="Липа"))

    call_command("empty_bin")

    assert list(BinItem.objects.values_list("title", flat=True)) == ["Липа"]
    assert not BinnedRows.objects.filter(item=old.pk).exists()
    assert Removal.objects.filter(page=None, address="/park/oak/").exists()


def test_what_was_once_public_is_deleted_by_administrators_only(home: Page, park: ParkPage) -> None:
    tree, draft = make_tree(park), make_tree(park, title="Чернетка", live=False)
    tree.save_revision().publish()
    publisher = make_editor(park, "add", "change", "publish", name="publisher")
    administrator = make_editor(home, "add", "change", "publish", "bulk_delete", name="administrator")
    take_down([tree], Grounds(kind="error", reason="x"))

    with pytest.raises(PermissionDenied, match="лише адміністратори"):
        TreePage.objects.get(pk=tree.pk).delete(user=publisher)
    TreePage.objects.get(pk=draft.pk).delete(user=publisher)
    TreePage.objects.get(pk=tree.pk).delete(user=administrator)

    assert not TreePage.objects.exists()


def test_what_is_locked_is_deleted_by_nobody(home: Page, park: ParkPage) -> None:
    chief = get_user_model().objects.create_superuser("chief", "chief@example.org", "x")
    tree = make_tree(park)
    english = translate(tree, "en", title="Oak")
    for locked in (tree, english):
        Page.objects.filter(pk=locked.pk).update(locked=True)
        for page in (tree, park):
            found = Page.objects.get(pk=page.pk).specific
            with pytest.raises(PermissionDenied, match="заблоковано"):
                found.delete(user=chief)
        Page.objects.filter(pk=locked.pk).update(locked=False)

    Page.objects.get(pk=park.pk).specific.delete(user=chief)


def test_the_page_that_a_site_begins_with_stays(home: Page) -> None:
    with pytest.raises(PermissionDenied):
        home.delete()


def test_an_urgent_item_that_nobody_confirmed_waits_again_when_its_page_is_back(park: ParkPage) -> None:
    tree = make_tree(park)
    item = UrgentPublication.objects.create(
        base_content_type=tree.get_base_content_type(),
        object_id=str(tree.pk),
        revision_number=1,
        title="Дуб",
        reason="Дерево впало",
        since=timezone.now(),
    )

    kept = deleted(tree)
    item.refresh_from_db()
    assert item.outcome == "deleted"
    recycle_bin.restore(kept)

    item.refresh_from_db()
    assert (item.outcome, item.closed_at) == ("open", None)


def test_a_withdrawn_page_that_comes_back_elsewhere_is_found_from_where_it_was(
    client: Client, home: Page, park: ParkPage
) -> None:
    gardens = make_park(home, title="Сади", slug="gardens")
    tree = make_tree(park, slug="oak")
    take_down([tree], Grounds(kind="withdrawn", reason="x", notes={"uk": "Скасовано."}))

    recycle_bin.restore(deleted(TreePage.objects.get(pk=tree.pk)), parent=gardens)

    assert client.get("/park/oak/").headers["Location"].endswith("/gardens/oak/")
    assert not Redirect.objects.filter(old_path="/gardens/oak").exists()


def test_a_redirect_that_was_made_since_stays_and_does_not_keep_the_page_in_the_bin(park: ParkPage) -> None:
    tree, lime = make_tree(park, slug="oak"), make_tree(park, title="Липа", slug="lime")
    Redirect.add_redirect("/old/", tree)
    item = deleted(TreePage.objects.get(pk=tree.pk))
    Redirect.add_redirect("/old/", lime)

    recycle_bin.restore(item)

    assert TreePage.objects.filter(pk=tree.pk).exists()
    assert Redirect.objects.get(old_path="/old").redirect_page_id == lime.pk
