"""Handing a page to the translators makes nothing public and offers them words, not facts."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, Translation, TranslationSource
from wagtail_localize.operations import translate_object

from cms_site.core.catalog.models import Entry
from home.models import Alert
from tests.factories.core import make_park, make_site, make_tree, translate
from tests.factories.home import make_alert
from tests.factories.workflow import make_group, make_member, under_four_eyes
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


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def hand_over(user: Any, page: Page, *languages: str) -> set[str]:
    """Have a page translated; returns the languages that it has afterwards."""
    chosen = list(Locale.objects.filter(language_code__in=languages).values_list("pk", flat=True))
    signed_in(user).post(reverse("wagtail_localize:submit_page_translation", args=[page.pk]), {"locales": chosen})
    found = Page.objects.filter(translation_key=page.translation_key)
    return set(found.values_list("locale__language_code", flat=True))


def test_a_page_is_handed_over_by_whoever_edits_it_from_the_source_and_into_languages_of_theirs(tree: TreePage) -> None:
    park = tree.get_parent().specific
    english, polish = (translate(park, language) for language in ("en", "pl"))
    may = ("submit_translation",)
    stranger = make_member(make_group("Strangers", english, "change", permissions=may), "stranger")
    head = make_member(make_group("Heads", park, "change", permissions=may), "head")
    address = reverse("wagtail_localize:submit_page_translation", args=[tree.pk])

    assert hand_over(stranger, tree, "en") == {"uk"}
    assert address not in signed_in(stranger).get(reverse("wagtailadmin_explore", args=[park.pk])).content.decode()
    assert hand_over(head, tree, "en") == {"uk"}  # whose English is not theirs
    head.groups.add(make_group("English", english, "change"))
    assert address in signed_in(head).get(reverse("wagtailadmin_explore", args=[park.pk])).content.decode()
    assert hand_over(head, tree, "en", "pl") == {"uk"}
    assert hand_over(head, tree, "en") == {"uk", "en"}
    head.groups.add(make_group("Polish", polish, "change"))
    own = Page.objects.get(translation_key=tree.translation_key, locale__language_code="en")
    assert hand_over(head, own, "pl") == {"uk", "en"}

    source = TranslationSource.objects.get_for_instance(tree)
    update = reverse("wagtail_localize:update_translations", args=[source.pk])
    before = source.last_updated_at
    signed_in(stranger).post(update)
    source.refresh_from_db()
    assert source.last_updated_at == before
    signed_in(head).post(update)
    source.refresh_from_db()
    assert source.last_updated_at > before


def test_records_are_listed_for_those_who_work_with_them_and_the_report_is_the_board(tree: TreePage) -> None:
    english = translate(tree.get_parent().specific, "en")
    translator = make_member(make_group("Translators", english, "change"), "translator")
    author = make_member(make_group("Authors", tree.get_parent(), "change", permissions=("change_alert",)), "author")
    address = reverse("wagtail_localize:snippets_api_listing", args=["home", "alert"])

    assert [signed_in(user).get(address).status_code for user in (translator, author)] == [302, 200]
    client = signed_in(translator)
    board = reverse("translation_board:index")
    assert client.get(reverse("wagtail_localize:translations_report")).url == board
    assert "reports/translations/" not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_an_alert_is_not_published_by_its_translator(tree: TreePage) -> None:
    under_four_eyes(Alert)
    alert = make_alert()
    translate_object(alert, [Locale.objects.get(language_code="en")])
    english = Alert.objects.get(translation_key=alert.translation_key, locale__language_code="en")
    names = ("change_alert", "publish_alert", "view_alert")
    chief = make_member(make_group("Chiefs", tree, "change", permissions=names), "chief")
    address = reverse("wagtailsnippets_home_alert:edit", args=[english.pk])

    answer = signed_in(chief).post(address, {"action": "publish"}, follow=True)

    assert "Somebody else has to approve this text" in answer.content.decode()
    assert not Alert.objects.get(pk=english.pk).live
