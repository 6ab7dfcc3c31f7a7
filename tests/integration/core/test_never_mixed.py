"""No way of making a translation public shows readers the language of the source."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page, PageLogEntry
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.operations import translate_object
from wagtail_localize.views.convert import sync_alias

from cms_site.core.catalog.models import Entry
from cms_site.core.lifecycle.moving import MoveRefusedError
from cms_site.core.translation.completeness import IncompleteTranslationError, missing
from cms_site.core.translation.memory import still_valid
from tests.factories.core import make_park, make_site, make_tree, translate
from tests.testapp.models import Nest, ParkPage, TreePage

pytestmark = pytest.mark.django_db

BODY = [("paragraph", "<p>Дуб росте біля мосту.</p><p>Йому 300 років.</p>"), ("heading", "Легенда")]


@pytest.fixture
def park() -> ParkPage:
    return make_park(make_site())


@pytest.fixture
def source(park: ParkPage) -> TreePage:
    tree = make_tree(park, title="Дуб", slug="oak", lead="Старий", body=BODY, legend="Козацький", live=False)
    tree.nests = [Nest(bird="Лелека", eggs=3)]
    tree.save_revision().publish()
    return TreePage.objects.get(pk=tree.pk)


@pytest.fixture
def draft(source: TreePage) -> TreePage:
    """A translation that was begun: everything but the lead is in English."""
    page = translate(source, "en", publish=False, title="Oak")
    page.lead = source.lead
    page.save_revision()
    page.save()
    return TreePage.objects.get(pk=page.pk)


def english_public() -> list[str]:
    found = Page.objects.filter(locale__language_code="en", live=True).not_type(ParkPage).exclude(depth=2)
    return list(found.values_list("title", flat=True))


def labels(page: Any) -> list[str]:
    return sorted(found.place.partition(".")[0] for found in missing(page))


def test_a_fresh_copy_lacks_every_passage_of_its_source(source: TreePage) -> None:
    translate(source.get_parent().specific, "en")
    copy = source.copy_for_translation(Locale.objects.get(language_code="en"))

    assert labels(copy) == ["body", "body", "lead", "legend", "nests", "title"]
    assert not copy.live
    with pytest.raises(IncompleteTranslationError, match="заголовок"):
        copy.save_revision().publish()
    assert english_public() == []


def publish_revision(page: TreePage) -> None:
    page.save_revision().publish()


def set_live(page: TreePage) -> None:
    page.live = True
    page.save()


def set_live_unchecked(page: TreePage) -> None:
    page.live = True
    page.save(clean=False)


def schedule(page: TreePage) -> None:
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.save_revision().publish()


def copy_live(page: TreePage) -> None:
    Page.objects.filter(pk=page.pk).update(live=True)
    page.refresh_from_db()
    page.copy(update_attrs={"slug": "copy"}, keep_live=True)


@pytest.mark.parametrize("way", [publish_revision, set_live, set_live_unchecked, schedule, copy_live])
def test_a_translation_with_one_passage_of_the_source_left_is_made_public_by_nothing(
    draft: TreePage, way: Callable
) -> None:
    with pytest.raises(ValidationError, match="Не перекладено"):
        way(draft)

    assert not Entry.objects.of_type("testapp.TreePage").in_language("en").exists()


def test_a_row_that_was_made_public_past_all_code_is_shown_to_nobody(client: Client, draft: TreePage) -> None:
    Page.objects.filter(pk=draft.pk).update(live=True)
    call_command("rebuild_catalog")

    response = client.get("/en/park/oak/")
    assert response.status_code == 404
    assert "Старий" not in response.content.decode()
    assert not Entry.objects.of_type("testapp.TreePage").in_language("en").exists()


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"lead": ""}, "lead"),
        ({"legend": ""}, "legend"),
        ({"body": []}, "body"),
        ({"body": [("paragraph", "<p>It grows by the bridge.</p><p>Йому 300 років.</p>"), ("heading", "A")]}, "body"),
        ({"title": "Oak Дуб"}, "title"),
        ({"seo_title": "Дуб"}, "seo_title"),
    ],
)
def test_what_is_empty_or_still_ukrainian_is_missing(source: TreePage, change: dict[str, Any], place: str) -> None:
    page = translate(source, "en", publish=False, title="Oak")
    for name, value in change.items():
        setattr(page, name, value)

    assert set(labels(page)) == {place}


def test_numbers_names_and_addresses_that_are_the_same_in_both_languages_do_not_stop_anything(park: ParkPage) -> None:
    source = make_tree(park, title="Erasmus+ 2016", lead="https://example.org", legend="12 000", live=False)
    source.save_revision().publish()
    translate(park, "en")
    copy = source.copy_for_translation(Locale.objects.get(language_code="en"))

    assert missing(copy) == []


def test_blocks_that_were_made_anew_belong_to_those_of_the_source_in_their_order(source: TreePage) -> None:
    page = translate(source, "en", publish=False, title="Oak")
    page.body = [("paragraph", "<p>All in one.</p>"), ("heading", "Legend")]

    assert missing(page) == []


def test_a_person_may_let_a_passage_stand_in_the_letters_of_the_source(source: TreePage, draft: TreePage) -> None:
    still_valid(source, draft, "lead", stands=True)

    draft.save_revision().publish()

    assert english_public() == ["Oak"]


def test_a_translation_in_cyrillic_letters_is_compared_with_its_source(source: TreePage) -> None:
    locale = Locale.objects.create(language_code="bg")
    source.get_parent().get_parent().specific.copy_for_translation(locale)
    source.get_parent().specific.copy_for_translation(locale)
    page = source.copy_for_translation(locale)
    page.title, page.lead = "Дъб", "Стар"

    assert labels(page) == ["body", "body", "legend", "nests"]


def test_a_passage_that_the_source_gains_later_does_not_take_the_translation_away(
    client: Client, source: TreePage
) -> None:
    translate(source, "en", title="Oak")
    source.nests = [*source.nests.all(), Nest(bird="Дятел", eggs=1)]
    source.body = [*BODY, ("paragraph", "<p>Новий абзац.</p>")]
    source.save_revision().publish()

    assert client.get("/en/park/oak/").status_code == 200


def test_facts_follow_to_a_translation_that_would_not_be_made_public_today(source: TreePage, draft: TreePage) -> None:
    Page.objects.filter(pk=draft.pk).update(live=True)
    source.height = 25
    source.save_revision().publish()

    assert TreePage.objects.get(pk=draft.pk).height == 25


def test_a_schedule_that_comes_to_its_moment_incomplete_ends_and_lets_the_others_be_published(
    source: TreePage, park: ParkPage, draft: TreePage
) -> None:
    past = timezone.now() - timedelta(minutes=1)
    revision = draft.save_revision()
    other = make_tree(park, title="Липа", live=False).save_revision()
    type(revision).objects.filter(pk__in=[revision.pk, other.pk]).update(approved_go_live_at=past)

    call_command("publish_scheduled")

    assert english_public() == []
    assert TreePage.objects.get(title="Липа").live
    revision.refresh_from_db()
    assert revision.approved_go_live_at is None


def test_a_schedule_whose_address_was_taken_meanwhile_ends_with_the_reason_and_lets_the_others_be_published(
    park: ParkPage,
) -> None:
    late = make_tree(park, title="Дуб", slug="oak-1", live=False)
    late.slug = "oak-2"
    revision = late.save_revision()
    make_tree(park, title="Другий дуб", slug="oak-2")
    other = make_tree(park, title="Липа", live=False).save_revision()
    past = timezone.now() - timedelta(minutes=1)
    type(revision).objects.filter(pk__in=[revision.pk, other.pk]).update(approved_go_live_at=past)

    call_command("publish_scheduled")

    assert TreePage.objects.get(title="Липа").live
    revision.refresh_from_db()
    assert (TreePage.objects.get(title="Дуб").live, revision.approved_go_live_at) == (False, None)
    entry = PageLogEntry.objects.get(page=late.pk, action="wagtail.schedule.cancel")
    assert "oak-2" in str(entry.data["reason"])


def test_publishing_several_says_in_words_which_address_was_taken_meanwhile(
    park: ParkPage, admin_client: Client
) -> None:
    late = make_tree(park, title="Дуб", slug="oak-1", live=False)
    late.slug = "oak-2"
    late.save_revision()
    make_tree(park, title="Другий дуб", slug="oak-2")

    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = admin_client.post(f"{address}?id={late.pk}", follow=True)

    said = [str(message) for message in response.context["messages"]]
    assert any("oak-2" in message for message in said), said
    assert not TreePage.objects.get(pk=late.pk).live


def form_of(page: TreePage, **fields: Any) -> dict[str, Any]:
    nest = page.nests.get()
    row = {"id": nest.pk, "bird": "Stork", "eggs": nest.eggs, "ORDER": 1, "DELETE": ""}
    form = {
        "title": "Oak", "slug": "oak", "lead": "Old", "legend": "Of the Cossacks", "image_alt": "", "keeper_phone": "",
        "species": "oak", "start_date": "01.05.2016", "date_precision": "day",
        "body": streamfield([("paragraph", rich_text("<p>It grows.</p>")), ("heading", "Legend")]),
        "nests": inline_formset([row], initial=1), "comments": inline_formset([]), "action-publish": "1", **fields,
    }  # fmt: skip
    return nested_form_data(form)


def test_the_form_names_what_is_missing_and_keeps_every_word(admin_client: Client, draft: TreePage) -> None:
    response = admin_client.post(f"/admin/pages/{draft.pk}/edit/", form_of(draft, lead="Старий", title="Old oak"))

    form = response.context["form"]
    assert response.status_code == 200
    assert "Не перекладено" in form.non_field_errors()[0]
    assert form["title"].value() == "Old oak"
    assert english_public() == []


def test_a_row_that_is_missing_stops_the_form_as_well(admin_client: Client, draft: TreePage) -> None:
    nest = draft.nests.get()
    row = {"id": nest.pk, "bird": "Лелека", "eggs": 3, "ORDER": 1, "DELETE": ""}
    response = admin_client.post(
        f"/admin/pages/{draft.pk}/edit/", form_of(draft, nests=inline_formset([row], initial=1))
    )

    assert response.context["form"].non_field_errors()


@pytest.mark.parametrize("action", ["action-publish", "action-submit"])
def test_a_complete_translation_passes_the_form(admin_client: Client, draft: TreePage, action: str) -> None:
    data = form_of(draft)
    data.pop("action-publish")
    response = admin_client.post(f"/admin/pages/{draft.pk}/edit/", {**data, action: "1"})

    assert response.status_code in (302, 403)
    if action == "action-publish":
        assert english_public() == ["Oak"]


# Sharp edges of wagtail-localize, one by one.


@pytest.fixture
def handed(source: TreePage) -> Translation:
    """The page in wagtail-localize's hands, its title alone translated."""
    translate(source.get_parent().specific, "en")
    english = Locale.objects.get(language_code="en")
    translate_object(source, [english])
    translation = Translation.objects.get(target_locale=english, source__object_id=source.translation_key)
    say(translation, "title", "Oak")
    return translation


def say(translation: Translation, path: str, text: str) -> None:
    segments = translation.source.stringsegment_set.filter(context__path__startswith=path)
    for segment in segments:
        StringTranslation.objects.update_or_create(
            translation_of=segment.string, context=segment.context, locale=translation.target_locale,
            defaults={"data": text},
        )  # fmt: skip


def say_all(translation: Translation) -> None:
    for path in ("title", "lead", "legend", "body", "nests"):
        say(translation, path, f"English {path}")
    say(translation, "slug", "oak")


def test_submitting_a_public_page_makes_nothing_public(handed: Translation) -> None:
    assert english_public() == []


def test_saving_an_unfinished_target_with_publish_is_refused(
    handed: Translation, django_capture_on_commit_callbacks: Any
) -> None:
    with pytest.raises(ValidationError), django_capture_on_commit_callbacks(execute=True):
        handed.save_target(publish=True)

    assert english_public() == []


@pytest.mark.parametrize("publish", [True, False])
def test_a_public_translation_is_not_overwritten_with_new_words_of_the_source(
    source: TreePage, handed: Translation, publish: bool, django_capture_on_commit_callbacks: Any
) -> None:
    say_all(handed)
    with django_capture_on_commit_callbacks(execute=True):
        handed.save_target(publish=True)
    assert english_public() == ["English title"]
    source.lead = "Дуже старий"
    source.save_revision().publish()
    handed.source.update_from_db()

    with pytest.raises(ValidationError):
        handed.save_target(publish=publish)

    assert TreePage.objects.get(title="English title").lead == "English lead"


def test_the_update_view_offers_no_publication_and_makes_nothing_public(
    admin_client: Client, handed: Translation, django_capture_on_commit_callbacks: Any
) -> None:
    say_all(handed)
    address = f"/admin/localize/update/{handed.source_id}/"

    assert "checkbox" not in admin_client.get(address).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        assert admin_client.post(address, {"publish_translations": "on"}).status_code == 302

    assert english_public() == []


def test_publish_in_the_editor_of_wagtail_localize_names_what_is_missing(
    admin_client: Client, handed: Translation
) -> None:
    target = handed.get_target_instance()

    response = admin_client.post(f"/admin/pages/{target.pk}/edit/", {"action": "publish"}, follow=True)

    assert english_public() == []
    assert any("Не перекладено" in str(message) for message in response.context["messages"])


def test_a_translation_cannot_be_turned_into_an_alias_of_its_source(
    admin_client: Client, source: TreePage, handed: Translation
) -> None:
    target = handed.get_target_instance()
    admin_client.post(f"/admin/localize/page/{target.pk}/convert_to_alias/")
    with pytest.raises(ValidationError):
        sync_alias(source, target)

    target = TreePage.objects.get(pk=target.pk)
    assert (target.alias_of_id, target.live) == (None, False)


def test_an_alias_in_another_language_is_a_draft_of_its_own(source: TreePage) -> None:
    translate(source.get_parent().specific, "en")
    english = Locale.objects.get(language_code="en")

    alias = source.copy_for_translation(english, alias=True)

    assert (alias.alias_of_id, alias.live) == (None, False)


def test_a_page_of_the_source_is_not_shown_below_another_language(client: Client, source: TreePage) -> None:
    english = translate(source.get_parent().specific, "en")
    with pytest.raises(MoveRefusedError):
        Page.objects.get(pk=source.pk).move(english, pos="last-child")
    make_tree(english, title="Липа", slug="lypa", locale=source.locale)

    assert client.get("/en/park/lypa/").status_code == 404
    assert not Entry.objects.filter(title="Липа").exists()


def test_a_stopped_and_restarted_translation_stays_a_draft(admin_client: Client, handed: Translation) -> None:
    target = handed.get_target_instance()
    admin_client.post(f"/admin/localize/translate/{handed.pk}/disable/")
    admin_client.post(f"/admin/pages/{target.pk}/edit/", {"localize-restart-translation": "1"})

    assert english_public() == []
    assert TranslationSource.objects.count() >= 1
