"""A former address leads to the page that readers met there last, whatever was there before or has been since."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page

from cms_site.core.lifecycle import bin as recycle_bin
from cms_site.core.lifecycle.models import BinItem
from cms_site.core.lifecycle.removal import Grounds, take_down
from tests.factories.core import make_park, make_tree, translate
from tests.testapp.models import ParkPage

pytestmark = pytest.mark.django_db

ERROR = Grounds(kind="error", reason="x")


def fresh(page: Page) -> Any:
    return type(page).objects.get(pk=page.pk)


def rename(page: Page, slug: str) -> None:
    page = fresh(page)
    page.slug = slug
    revision = page.save_revision()
    if page.live:
        revision.publish()
    else:
        page.save()


def delete(page: Page) -> BinItem:
    return recycle_bin.put(fresh(page))


def leads_to(client: Client, address: str) -> str:
    """Where readers are sent from `address`, or what they are told."""
    response = client.get(address)
    return response.headers.get("Location", "").removeprefix("http://localhost") or str(response.status_code)


def test_what_comes_back_from_the_bin_does_not_take_an_address_from_the_page_that_was_there_later(
    client: Client, home: Page, park: ParkPage
) -> None:
    first = make_tree(park, slug="oak")
    rename(first, "lime")
    in_the_bin = delete(first)
    later_in_the_bin = delete(make_tree(park, title="Інший дуб", slug="oak"))

    recycle_bin.restore(in_the_bin)
    assert leads_to(client, "/park/oak/") == "404", "readers met the other page there last, and that is deleted"
    recycle_bin.restore(later_in_the_bin, parent=make_park(home, slug="garden"))

    assert leads_to(client, "/park/oak/") == "/garden/oak/"
    assert leads_to(client, "/park/lime/") == "200"


def test_a_notice_is_not_lost_when_another_page_returns_from_the_bin_and_goes_there_again(
    client: Client, home: Page, park: ParkPage
) -> None:
    first = make_tree(park, slug="oak")
    rename(first, "lime")
    in_the_bin = delete(first)
    later_in_the_bin = delete(make_tree(park, title="Інший дуб", slug="oak"))

    recycle_bin.restore(in_the_bin)
    delete(first)
    recycle_bin.restore(later_in_the_bin, parent=make_park(home, slug="garden"))

    assert leads_to(client, "/park/oak/") == "/garden/oak/"


def test_a_page_leads_on_from_an_address_at_which_another_one_was_deleted_before(
    client: Client, park: ParkPage
) -> None:
    delete(make_tree(park, slug="oak"))
    later = make_tree(park, title="Інший дуб", slug="oak")
    assert leads_to(client, "/park/oak/") == "200"

    rename(later, "lime")

    assert leads_to(client, "/park/oak/") == "/park/lime/"


def test_a_page_leads_on_from_an_address_from_which_another_one_was_taken_down_before(
    client: Client, park: ParkPage
) -> None:
    first = make_tree(park, slug="oak")
    take_down([first], ERROR)
    rename(first, "ash")
    later = make_tree(park, title="Інший дуб", slug="oak")
    rename(later, "lime")
    assert leads_to(client, "/park/oak/") == "/park/lime/"

    fresh(first).save_revision().publish()

    assert leads_to(client, "/park/oak/") == "/park/lime/"


def test_a_draft_does_not_take_an_address_with_it_at_which_readers_met_another_page(
    client: Client, home: Page, park: ParkPage
) -> None:
    garden = make_park(home, slug="garden")
    rename(make_tree(park, slug="oak"), "lime")

    draft = make_tree(park, title="Чернетка", slug="oak", live=False)
    rename(draft, "ash")
    assert leads_to(client, "/park/oak/") == "/park/lime/"
    rename(draft, "oak")
    fresh(draft).move(garden, pos="last-child")
    assert leads_to(client, "/park/oak/") == "/park/lime/"


def test_a_draft_that_moves_away_and_comes_back_leads_nowhere(client: Client, park: ParkPage) -> None:
    draft = make_tree(park, slug="oak", live=False)

    rename(draft, "lime")
    rename(draft, "oak")

    assert leads_to(client, "/park/oak/") == "404"
    assert leads_to(client, "/park/lime/") == "404"


def test_a_draft_that_is_published_under_another_address_leaves_none_behind(client: Client, park: ParkPage) -> None:
    draft = make_tree(park, slug="oak", live=False)
    draft.slug = "lime"
    draft.save_revision().publish()

    assert leads_to(client, "/park/lime/") == "200"
    assert leads_to(client, "/park/oak/") == "404"


def test_a_page_that_was_taken_down_and_comes_back_to_an_older_address_does_not_lead_in_circles(
    client: Client, park: ParkPage
) -> None:
    tree = make_tree(park, slug="oak")
    rename(tree, "lime")
    take_down([tree], ERROR)

    rename(tree, "oak")
    assert leads_to(client, "/park/oak/") == "410"
    rename(tree, "ash")
    fresh(tree).save_revision().publish()

    assert leads_to(client, "/park/oak/") == "/park/ash/"
    assert leads_to(client, "/park/lime/") == "/park/ash/"


def test_a_change_of_address_leaves_the_former_addresses_of_all_other_pages(client: Client, park: ParkPage) -> None:
    rename(make_tree(park, slug="oak"), "lime")
    draft = make_tree(park, title="Чернетка", slug="ash", live=False)

    draft.slug = "elm"
    draft.save_revision().publish()

    assert leads_to(client, "/park/oak/") == "/park/lime/"


def test_a_translation_that_comes_back_to_another_place_than_it_had_takes_no_address_on_its_way(
    client: Client, home: Page, park: ParkPage
) -> None:
    garden, square = make_park(home, slug="garden"), make_park(home, slug="square")
    oak, lime = make_tree(park, slug="oak"), make_tree(square, title="Липа", slug="lime")
    translate(garden, "en", slug="garden")
    translate(oak, "en", slug="oak")
    in_the_bin = delete(park.get_translations().get().specific)
    fresh(oak).move(fresh(garden), pos="last-child")
    there = translate(square, "en", slug="park")
    later = translate(lime, "en", slug="oak")
    take_down([later], ERROR)
    rename(there, "square")

    recycle_bin.restore(in_the_bin)
    assert leads_to(client, "/en/garden/oak/") == "200"
    assert leads_to(client, "/en/park/oak/") == "410", "readers met the lime there last"
    fresh(later).save_revision().publish()

    assert leads_to(client, "/en/park/oak/") == "/en/square/oak/"
