"""Facts without a language are edited on the source page and equal on its translations."""

from datetime import date

import pytest
from django.test import Client
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from cms_site.core.catalog.models import Entry
from tests.factories.core import make_park, make_site, make_tree, translate
from tests.testapp.models import Nest, ParkPage, TreePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def park() -> ParkPage:
    return make_park(make_site())


@pytest.fixture
def source(park: ParkPage) -> TreePage:
    tree = make_tree(park, title="Дуб", height=20, origin=["UA"], legend="Козацький")
    tree.nests = [Nest(bird="Лелека", eggs=3)]
    tree.save()
    return TreePage.objects.get(pk=tree.pk)


@pytest.fixture
def english(source: TreePage) -> TreePage:
    tree = translate(source, "en", title="Oak", slug="oak", legend="Of the Cossacks")
    nest = tree.nests.get()
    nest.bird = "Stork"
    tree.nests = [nest]
    tree.save_revision().publish()
    return TreePage.objects.get(pk=tree.pk)


def publish(page: Page) -> None:
    page.save_revision().publish()


def again(page: TreePage) -> TreePage:
    return TreePage.objects.get(pk=page.pk)


def test_a_fact_changed_on_the_source_follows_when_it_is_published_and_text_stays(
    source: TreePage, english: TreePage
) -> None:
    source.height, source.origin, source.start_date = 25, ["PL", "UA"], date(2014, 3, 1)
    source.legend = "Інша легенда"
    publish(source)

    after = again(english)
    assert (after.height, [c.code for c in after.origin], after.start_date) == (25, ["PL", "UA"], date(2014, 3, 1))
    assert (after.title, after.legend) == ("Oak", "Of the Cossacks")
    assert Entry.objects.get(page=english).year == 2014


def test_a_draft_of_the_source_changes_no_translation(source: TreePage, english: TreePage) -> None:
    source.height = 25
    source.save_revision()

    assert again(english).height == 20


def test_nothing_is_written_when_nothing_differs(source: TreePage, english: TreePage) -> None:
    before = again(english).latest_revision_id
    source.legend = "Інша легенда"
    publish(source)

    assert again(english).latest_revision_id == before


def test_a_translation_never_changes_the_source(source: TreePage, english: TreePage) -> None:
    english.height = 1
    publish(english)

    assert again(source).height == 20


def test_an_unfinished_translation_keeps_its_words_unpublished_but_gets_the_facts(
    source: TreePage, english: TreePage
) -> None:
    english.title = "An oak, unfinished"
    english.save_revision()
    source.height = 25
    publish(source)

    live, draft = again(english), again(english).get_latest_revision_as_object()
    assert (live.title, live.height, draft.title, draft.height) == ("Oak", 25, "An oak, unfinished", 25)


def test_a_translation_that_is_not_public_stays_so(source: TreePage) -> None:
    polish = translate(source, "pl", publish=False, title="Dąb", slug="dab")
    source.height = 25
    publish(source)

    after = again(polish)
    assert not after.live
    assert after.get_latest_revision_as_object().height == 25


def test_rows_follow_with_their_numbers_and_keep_the_translators_words(source: TreePage, english: TreePage) -> None:
    nest = source.nests.get()
    nest.eggs = 4
    source.nests = [nest, Nest(bird="Дятел", eggs=2)]
    publish(source)

    assert [(row.bird, row.eggs) for row in again(english).nests.all()] == [("Stork", 4), ("", 2)]


def test_a_row_taken_from_the_source_goes_from_the_translations(source: TreePage, english: TreePage) -> None:
    source.nests = []
    publish(source)

    assert not again(english).nests.exists()


def test_a_relation_points_at_the_page_in_the_same_language_where_there_is_one(
    park: ParkPage, source: TreePage, english: TreePage
) -> None:
    lime = make_tree(park, title="Липа")
    lime_in_english = translate(lime, "en", title="Lime", slug="lime")
    source.neighbour = lime
    publish(source)

    assert again(english).neighbour_id == lime_in_english.pk


def test_a_row_that_is_given_no_place_goes_last_in_every_language(source: TreePage, english: TreePage) -> None:
    source.nests = [*source.nests.all(), Nest(bird="Шпак"), Nest(bird="Синиця")]
    publish(source)

    assert [(row.bird, row.sort_order) for row in again(source).nests.all()] == [
        ("Лелека", 0),
        ("Шпак", 1),
        ("Синиця", 2),
    ]
    assert [(row.bird, row.sort_order) for row in again(english).nests.all()] == [("Stork", 0), ("", 1), ("", 2)]


def test_copying_a_page_starts_a_new_life_for_its_rows(park: ParkPage, source: TreePage, english: TreePage) -> None:
    copy = again(source).copy(update_attrs={"title": "Інший дуб", "slug": "another"}, keep_live=False)

    assert copy.nests.get().translation_key != source.nests.get().translation_key


def test_the_form_of_a_translation_shows_facts_but_does_not_take_them(admin_client: Client, english: TreePage) -> None:
    address = f"/admin/pages/{english.pk}/edit/"
    assert "disabled" in str(admin_client.get(address).context["form"]["height"])

    data = nested_form_data(
        {
            "title": "Old oak", "slug": "oak", "species": "lime", "height": "99", "date_precision": "day",
            "start_date": "2001-01-01", "lead": "", "legend": "Mine", "keeper_phone": "", "image_alt": "",
            "body": streamfield([]), "action-publish": "1", "comments": inline_formset([]),
            "change_suggestion": "seen",
            "nests": inline_formset(
                [{"id": again(english).nests.get().pk, "bird": "Stork", "eggs": 9, "ORDER": 1, "DELETE": ""}], initial=1
            ),
        }
    )  # fmt: skip
    response = admin_client.post(address, data)

    assert response.status_code == 302
    after = again(english)
    assert (after.title, after.legend) == ("Old oak", "Mine")
    assert (after.species, after.height, after.start_date) == ("oak", 20, date(2016, 5, 1))
