"""Moved pages take their languages along, and every address that readers knew goes on leading to its page."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from wagtail.actions.move_page import MovePageAction
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageLogEntry
from wagtail.signals import post_page_move

from cms_site.core.catalog import projection
from cms_site.core.lifecycle import moving
from cms_site.core.lifecycle.removal import Grounds, take_down
from tests.factories.core import make_park, make_tree, speaking, translate
from tests.factories.random_tree import Gardener
from tests.testapp.models import ParkPage, TreePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def square(home: Page) -> ParkPage:
    page = make_park(home, title="Сквер", slug="square")
    translate(page, "en", title="Square", slug="square")
    return page


@pytest.fixture
def oak(park: ParkPage) -> TreePage:
    tree = make_tree(park, slug="oak")
    translate(tree, "en", title="Oak", slug="oak-tree")
    return TreePage.objects.get(pk=tree.pk)


def places() -> list[str]:
    return list(TreePage.objects.order_by("path").values_list("url_path", flat=True))


def again(page: Page) -> Any:
    return Page.objects.get(pk=page.pk).specific


@pytest.mark.parametrize("directly", [True, False])
def test_translations_move_below_the_translation_of_the_new_parent(
    client: Client, square: ParkPage, oak: TreePage, directly: bool
) -> None:
    if directly:
        MovePageAction(oak, again(square), pos="last-child").execute()
    else:
        oak.move(again(square), pos="last-child")

    assert places() == ["/home/square/oak/", "/home-en/square/oak-tree/"]
    assert client.get("/park/oak/").headers["Location"].endswith("/square/oak/")
    assert client.get("/en/park/oak-tree/").headers["Location"].endswith("/en/square/oak-tree/")
    assert not any(Page.find_problems())
    assert projection.differences() == []


def test_a_page_stays_if_one_of_its_languages_cannot_come_along(home: Page, square: ParkPage, oak: TreePage) -> None:
    yard = make_park(home, title="Двір", slug="yard")
    before = places()

    with pytest.raises(moving.MoveRefusedError, match="Двір"):
        oak.move(yard, pos="last-child")
    make_tree(again(square).get_translations().get(locale__language_code="en").specific, title="Oak", slug="oak-tree")
    with pytest.raises(moving.MoveRefusedError, match="англійська"):
        oak.move(again(square), pos="last-child")

    assert [place for place in places() if place in before] == before


def test_a_translation_does_not_leave_its_source_nor_a_page_its_language(square: ParkPage, oak: TreePage) -> None:
    english = oak.get_translation(again(square).get_translations().first().locale).specific
    for page, target in [(english, again(square).get_translations().first()), (oak, english.get_parent())]:
        with pytest.raises(moving.MoveRefusedError):
            page.move(target, pos="last-child")


def test_a_failure_in_one_language_leaves_all_where_they_were(square: ParkPage, oak: TreePage) -> None:
    def fail(instance: Page, **kwargs: Any) -> None:
        if instance.locale.language_code == "en":
            raise RuntimeError("power failure")

    before, redirects = places(), Redirect.objects.count()
    post_page_move.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            oak.move(again(square), pos="last-child")
    finally:
        post_page_move.disconnect(fail)

    assert places() == before
    assert Redirect.objects.count() == redirects


def test_the_editor_reads_why_a_page_cannot_move_and_the_history_says_who_moved_its_translation(
    client: Client, home: Page, square: ParkPage, oak: TreePage
) -> None:
    user = get_user_model().objects.create_superuser("chief", "chief@example.org", "x")
    client.force_login(speaking(user, "en"))
    yard = make_park(home, title="Двір", slug="yard")
    refused = client.get(reverse("wagtailadmin_pages:move_confirm", args=[oak.pk, yard.pk]), follow=True)
    assert "“Двір” has no page in this language (English)" in refused.content.decode()
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"]) + f"?id={oak.pk}"
    refused = client.post(f"{address}&next=/admin/pages/", {"chooser": yard.pk}, follow=True)
    assert "“Двір” has no page in this language (English)" in refused.content.decode()
    confirm = reverse("wagtailadmin_pages:move_confirm", args=[oak.pk, square.pk])
    assert "one translation" in client.get(confirm).content.decode()

    client.post(confirm)

    assert places() == ["/home/square/oak/", "/home-en/square/oak-tree/"]
    moved = PageLogEntry.objects.filter(action="wagtail.move")
    assert set(moved.values_list("user__username", flat=True)) == {"chief"}
    assert moved.count() == 2


def test_pages_are_put_in_another_order_without_their_translations(park: ParkPage, oak: TreePage) -> None:
    lime = make_tree(again(park), title="Липа", slug="lime")
    lime.move(again(oak), pos="left")

    assert places() == ["/home/park/lime/", "/home/park/oak/", "/home-en/park/oak-tree/"]


def test_every_address_below_a_renamed_section_leads_on_before_the_transaction_ends(
    client: Client, park: ParkPage, oak: TreePage
) -> None:
    for page, slug in [(park, "garden"), (again(park).get_translations().get(), "gardens")]:
        section = again(page)
        section.slug = slug
        section.save_revision().publish()

    # the transaction of the test never ends, so nothing waited for its end
    for former, now in [
        ("/park/", "/garden/"),
        ("/park/oak/", "/garden/oak/"),
        ("/en/park/oak-tree/", "/en/gardens/oak-tree/"),
    ]:
        assert client.get(former).headers["Location"].endswith(now)
        assert client.get(now).status_code == 200


def test_a_page_that_came_back_to_its_address_does_not_lead_to_itself(
    client: Client, square: ParkPage, park: ParkPage, oak: TreePage
) -> None:
    oak.move(again(square), pos="last-child")
    again(oak).move(again(park), pos="last-child")
    again(park).refresh_from_db()
    assert client.get("/park/oak/").status_code == 200
    assert client.get("/square/oak/").headers["Location"].endswith("/park/oak/")

    take_down([again(oak)], Grounds(kind="error", reason="x"))

    assert client.get("/park/oak/").status_code == 410
    assert not Redirect.objects.filter(old_path="/park/oak").exists()


def test_a_page_that_is_published_again_elsewhere_is_found_from_where_it_was(client: Client, oak: TreePage) -> None:
    take_down([oak], Grounds(kind="error", reason="x"))
    section = again(oak.get_parent())
    section.slug = "garden"
    section.save()

    again(oak).save_revision().publish()

    assert client.get("/park/oak/").headers["Location"].endswith("/garden/oak/")


def test_a_redirect_that_somebody_set_goes_before_a_removal(client: Client, square: ParkPage, oak: TreePage) -> None:
    take_down([oak], Grounds(kind="error", reason="x"))
    Redirect.add_redirect("/park/oak/", square)

    assert client.get("/park/oak/").headers["Location"].endswith("/square/")


def test_whatever_is_done_to_a_tree_leaves_it_whole(home: Page) -> None:
    gardener = Gardener(home, seed=2016)

    for _step in range(40):
        gardener.step()

    assert gardener.problems() == []
