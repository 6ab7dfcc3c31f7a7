"""Handing a page to the translators makes nothing public and offers them words, not facts."""

import pytest
from django.test import Client
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, Translation, TranslationSource
from wagtail_localize.operations import translate_object

from cms_site.core.catalog.models import Entry
from tests.factories.core import make_park, make_site, make_tree
from tests.testapp.models import Nest, TreePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree() -> TreePage:
    tree = make_tree(make_park(make_site()), lead="Росте біля мосту", height=20, origin=["UA"], legend="Козацький")
    tree.nests = [Nest(bird="Лелека", eggs=3)]
    tree.save()
    return tree


@pytest.fixture
def submitted(tree: TreePage) -> TreePage:
    translate_object(tree, [Locale.objects.get(language_code="en")])
    return tree


def test_nothing_is_public_in_the_other_language(submitted: TreePage) -> None:
    english = Page.objects.filter(locale__language_code="en", depth__gt=1)

    assert english.exists()
    assert not english.filter(live=True).exists()
    assert not english.exclude(alias_of=None).exists()
    assert not Entry.objects.in_language("en").exists()


def test_translators_are_offered_the_words_and_none_of_the_facts(submitted: TreePage) -> None:
    source = TranslationSource.objects.get_for_instance(submitted)

    paths = set(StringSegment.objects.filter(source=source).values_list("context__path", flat=True))

    nest = submitted.nests.get().translation_key
    assert {"title", "slug", "lead", "legend", f"nests.{nest}.bird"} <= paths
    assert not {"species", "height", "origin", "start_date", f"nests.{nest}.eggs"} & paths
    assert Translation.objects.filter(source=source).count() == 1


def test_a_language_without_a_home_page_shows_nothing_of_another_language(client: Client, tree: TreePage) -> None:
    assert client.get("/park/dub/").status_code == 200

    assert client.get("/pl/park/dub/").status_code == 404
    assert client.get("/pl/").status_code == 404
