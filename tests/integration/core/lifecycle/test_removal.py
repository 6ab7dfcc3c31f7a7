"""Pages leave the site with a reason, in all languages or in none."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page, PageLogEntry, Revision
from wagtail.signals import page_unpublished

from cms_site.core.catalog import projection
from cms_site.core.catalog.models import Entry
from cms_site.core.lifecycle.models import Removal
from cms_site.core.lifecycle.removal import Grounds, take_down
from tests.factories.core import make_editor, make_tree, translate
from tests.testapp.models import ParkPage, TreePage

pytestmark = pytest.mark.django_db

ERROR = Grounds(kind="error", reason="Не той указ")


@pytest.fixture
def oak(park: ParkPage) -> TreePage:
    """A page in three languages."""
    tree = make_tree(park, slug="oak")
    translate(tree, "en", title="Oak", slug="oak")
    translate(tree, "pl", title="Dąb", slug="dab")
    return tree


def withdrawal(**notes: str) -> Grounds:
    return Grounds(kind="withdrawn", reason="Скасовано судом", notes=notes)


def unpublish(client: Client, page: Page, **answers: Any) -> Any:
    return client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]), answers)


def live(page: Page) -> list[bool]:
    return list(Page.objects.filter(translation_key=page.translation_key).values_list("live", flat=True))


def test_what_was_published_in_error_answers_410_in_the_language_of_its_reader(client: Client, oak: TreePage) -> None:
    take_down([oak], ERROR)

    for address, language, words in [
        ("/park/oak/", "uk", "Цієї сторінки вже немає"),
        ("/en/park/oak/", "en", "This page is gone"),
        ("/pl/park/dab/", "pl", "Tej strony już nie ma"),
    ]:
        response = client.get(address)
        assert response.status_code == 410
        page = response.content.decode()
        assert f'<html lang="{language}">' in page
        assert words in page
        assert "noindex" in page
        assert "Не той указ" not in page


def test_a_replaced_page_leads_to_the_replacement_in_each_language_that_has_one(
    client: Client, park: ParkPage, oak: TreePage
) -> None:
    lime = make_tree(park, title="Липа", slug="lime")
    translate(lime, "en", title="Lime", slug="lime-tree")

    take_down([oak], Grounds(kind="replaced", reason="Об’єднано", replacement=lime))

    assert client.get("/park/oak/").headers["Location"] == "/park/lime/"
    assert client.get("/en/park/oak/").headers["Location"] == "/en/park/lime-tree/"
    assert client.get("/pl/park/dab/").headers["Location"] == "/park/lime/"


def test_a_page_whose_replacement_went_too_answers_410_and_two_that_replace_each_other_do_not_loop(
    client: Client, park: ParkPage, oak: TreePage
) -> None:
    lime = make_tree(park, title="Липа", slug="lime")
    take_down([oak], Grounds(kind="replaced", reason="Об’єднано", replacement=lime))
    oak.refresh_from_db()
    oak.save_revision().publish()
    take_down([lime], Grounds(kind="replaced", reason="Об’єднано", replacement=oak))
    take_down([oak], ERROR)

    assert client.get("/park/lime/").status_code == 410
    assert client.get("/park/oak/").status_code == 410


def test_a_withdrawn_page_stays_readable_with_a_dated_notice_in_its_language(client: Client, oak: TreePage) -> None:
    take_down([oak], withdrawal(uk="Рішення скасовано.", en="The decision was annulled."))

    pages = {code: client.get(address).content.decode() for code, address in [
        ("uk", "/park/oak/"), ("en", "/en/park/oak/"), ("pl", "/pl/park/dab/"),
    ]}  # fmt: skip
    assert "Цю сторінку відкликано" in pages["uk"]
    assert "Рішення скасовано." in pages["uk"]
    assert "This page was withdrawn on" in pages["en"]
    assert "The decision was annulled." in pages["en"]
    assert "Tę stronę wycofano" in pages["pl"]
    assert "Рішення скасовано." not in pages["en"] + pages["pl"]
    assert all('<meta name="robots" content="noindex">' in page for page in pages.values())
    assert all("Скасовано судом" not in page for page in pages.values())


def test_a_withdrawn_page_stays_in_the_archive_with_a_mark_and_leaves_the_feeds(client: Client, oak: TreePage) -> None:
    take_down([oak], withdrawal(uk="Рішення скасовано."))

    assert "Відкликано" in client.get("/park/").content.decode()
    assert "Дуб" not in client.get("/park/feed/atom/").content.decode()
    assert projection.differences() == []


def test_publishing_again_ends_a_removal_and_a_withdrawal_in_all_languages(client: Client, oak: TreePage) -> None:
    take_down([oak], withdrawal(uk="Рішення скасовано."))
    TreePage.objects.get(pk=oak.pk).save_revision().publish()

    assert not Removal.objects.exists()
    assert not Entry.objects.exclude(withdrawn=None).exists()
    assert "withdrawn" not in client.get("/en/park/oak/").content.decode()

    take_down([oak], ERROR)
    TreePage.objects.get(pk=oak.pk).save_revision().publish()
    assert client.get("/park/oak/").status_code == 200
    assert client.get("/en/park/oak/").status_code == 410, "a translation comes back when it is published itself"


def test_all_languages_go_or_none(oak: TreePage) -> None:
    def fail(instance: Page, **kwargs: Any) -> None:
        if instance.locale.language_code == "uk":
            raise RuntimeError("power failure")

    page_unpublished.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            take_down([oak], ERROR)
        with pytest.raises(RuntimeError):
            TreePage.objects.get(pk=oak.pk).unpublish()
    finally:
        page_unpublished.disconnect(fail)

    assert live(oak) == [True, True, True]
    assert not Removal.objects.exists()
    assert Entry.objects.of_type("testapp.TreePage").count() == 3


@pytest.mark.parametrize("directly", [True, False])
def test_unpublishing_without_grounds_takes_all_languages_and_answers_410(
    client: Client, oak: TreePage, directly: bool
) -> None:
    if directly:
        UnpublishPageAction(Page.objects.get(pk=oak.pk)).execute()
    else:
        oak.unpublish()

    assert live(oak) == [False, False, False]
    assert set(Removal.objects.values_list("kind", flat=True)) == {"error"}
    assert client.get("/en/park/oak/").status_code == 410


def test_a_translation_alone_can_leave_the_site(client: Client, oak: TreePage) -> None:
    take_down([TreePage.objects.get(slug="dab")], ERROR)

    assert [client.get(url).status_code for url in ("/park/oak/", "/en/park/oak/", "/pl/park/dab/")] == [200, 200, 410]


def test_a_page_whose_time_is_prolonged_while_others_expire_stays(park: ParkPage, oak: TreePage) -> None:
    elm = make_tree(park, title="В'яз", slug="elm")
    for page, minutes in ((oak, 2), (elm, 1)):
        Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=minutes))

    def prolong(**kwargs: Any) -> None:
        Page.objects.filter(pk=elm.pk).update(expire_at=timezone.now() + timedelta(days=1), title="В'яз і клен")

    page_unpublished.connect(prolong)
    try:
        call_command("publish_scheduled")
    finally:
        page_unpublished.disconnect(prolong)

    assert live(oak) == [False, False, False]
    elm.refresh_from_db()
    assert (elm.live, elm.title) == (True, "В'яз і клен")


def test_a_page_that_cannot_be_taken_down_keeps_no_other_from_its_time(park: ParkPage, oak: TreePage) -> None:
    elm, lime = make_tree(park, title="В'яз", slug="elm"), make_tree(park, title="Липа", slug="lime", live=False)
    for page, minutes in ((oak, 2), (elm, 1)):
        Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=minutes))
    revision = lime.save_revision()
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=timezone.now() - timedelta(minutes=1))

    def fail(instance: Page, **kwargs: Any) -> None:
        if instance.pk == oak.pk:
            raise OSError("the disk is full")

    page_unpublished.connect(fail)
    try:
        with pytest.raises(CommandError, match="1 scheduled act"):
            call_command("publish_scheduled")
    finally:
        page_unpublished.disconnect(fail)

    assert live(oak) == [True, True, True]
    assert [Page.objects.get(pk=page.pk).live for page in (elm, lime)] == [False, True]
    call_command("publish_scheduled")
    assert live(oak) == [False, False, False]


def test_a_page_whose_time_is_over_takes_its_translations_along_and_says_so(client: Client, oak: TreePage) -> None:
    Page.objects.filter(pk=oak.pk).update(expire_at=timezone.now() - timedelta(minutes=1))

    call_command("publish_scheduled")

    assert live(oak) == [False, False, False]
    assert set(Removal.objects.values_list("kind", flat=True)) == {"expired"}
    response = client.get("/en/park/oak/")
    assert response.status_code == 410
    assert "The time for which it was published is over" in response.content.decode()


def test_a_page_that_the_public_never_knew_leaves_no_trace_at_its_address(client: Client, oak: TreePage) -> None:
    oak.view_restrictions.create(restriction_type="login")

    take_down([oak], ERROR)

    assert client.get("/park/oak/").status_code == 404


@pytest.mark.parametrize(
    ("grounds", "field"),
    [
        (Grounds(kind="", reason="x"), "kind"),
        (Grounds(kind="error", reason=" "), "reason"),
        (Grounds(kind="replaced", reason="x"), "replacement"),
        (Grounds(kind="withdrawn", reason="x"), "note"),
    ],
)
def test_grounds_that_do_not_hold_are_refused_at_their_field(oak: TreePage, grounds: Grounds, field: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        take_down([oak], grounds)

    assert field in refusal.value.message_dict
    assert live(oak) == [True, True, True]


def test_a_page_is_not_replaced_by_itself_nor_by_a_page_that_nobody_sees(park: ParkPage, oak: TreePage) -> None:
    for replacement in (TreePage.objects.get(slug="dab"), make_tree(park, title="Чернетка", live=False)):
        with pytest.raises(ValidationError):
            take_down([oak], Grounds(kind="replaced", reason="x", replacement=replacement))


def test_the_editor_of_the_source_needs_no_rights_in_other_languages_but_on_every_page_below(
    home: Page, park: ParkPage, oak: TreePage
) -> None:
    with pytest.raises(PermissionDenied):
        take_down([oak], ERROR, user=make_editor(park, "change", name="author"))
    TreePage.objects.filter(pk=oak.pk).update(locked=True)
    with pytest.raises(PermissionDenied):
        take_down([park], ERROR, user=make_editor(park, "publish", name="chief"), include_descendants=True)
    assert live(oak) == [True, True, True]

    TreePage.objects.filter(pk=oak.pk).update(locked=False)
    take_down([oak], ERROR, user=make_editor(park, "publish", name="another"))
    assert live(oak) == [False, False, False]


def test_the_editor_is_asked_why_and_the_history_tells_who_when_and_why(editor: Client, oak: TreePage) -> None:
    asked = editor.get(reverse("wagtailadmin_pages:unpublish", args=[oak.pk])).content.decode()
    assert "all of them or none: English, Polish" in asked
    assert unpublish(editor, oak, kind="withdrawn", reason="Скасовано судом").status_code == 200
    assert live(oak) == [True, True, True]

    response = unpublish(editor, oak, kind="withdrawn", reason="Скасовано судом", note_uk="Рішення скасовано.")

    assert response.status_code == 302
    assert Entry.objects.exclude(withdrawn=None).count() == 3
    entry = PageLogEntry.objects.get(page=oak.pk, action="core.remove")
    assert (entry.user.username, entry.data["kind"], entry.data["reason"]) == ("editor", "withdrawn", "Скасовано судом")
    listed = editor.get(reverse("testapp_treepage:index")).content.decode()
    assert "Withdrawn" in listed
    history = editor.get(reverse("wagtailadmin_pages:history", args=[oak.pk])).content.decode()
    assert "Withdrawn; stays readable with a notice" in history
    assert "Скасовано судом" in history


def test_what_is_missing_is_said_at_its_field_and_nothing_typed_is_lost(editor: Client, oak: TreePage) -> None:
    page = unpublish(editor, oak, kind="replaced", reason="Об’єднано з іншою").content.decode()

    assert "Choose the public page that readers are sent to." in page
    assert "Об’єднано з іншою" in page


def test_several_pages_leave_the_site_for_one_reason(editor: Client, park: ParkPage, oak: TreePage) -> None:
    lime = make_tree(park, title="Липа")
    for model in ("testapp/treepage", "wagtailcore/page"):
        address = reverse("wagtail_bulk_action", args=[*model.split("/"), "unpublish"])
        assert "Why does it leave the site?" in editor.get(f"{address}?id={oak.pk}&id={lime.pk}").content.decode()

    response = editor.post(f"{address}?id={oak.pk}&id={lime.pk}", {"kind": "error", "reason": "Не той указ"})

    assert response.status_code == 302
    assert Removal.objects.filter(reason="Не той указ").count() == 4
    assert not TreePage.objects.live().exists()
