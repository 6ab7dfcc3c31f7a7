"""A translation is outdated from the moment on which its public source says something else, and only where it does."""

import random
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation
from wagtail.models import Locale, Page, Revision
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.operations import translate_object

from cms_site.core.changes.proposing import Proposal, propose
from cms_site.core.models import PassageTranslation, TranslationState
from cms_site.core.translation.memory import still_valid
from cms_site.core.translation.sources import newest_change
from cms_site.core.translation.states import outdated_passages
from tests.factories.core import make_park, make_site, make_tree, translate
from tests.testapp.models import Nest, TreePage

pytestmark = pytest.mark.django_db

BLOCK = "11111111-1111-4111-8111-111111111111"


def story(*paragraphs: str) -> list[dict[str, str]]:
    return [{"type": "paragraph", "value": "".join(f"<p>{text}</p>" for text in paragraphs), "id": BLOCK}]


def write(page: Any, *paragraphs: str) -> None:
    page.body = page._meta.get_field("body").to_python(story(*paragraphs))


@pytest.fixture
def source() -> TreePage:
    tree = make_tree(make_park(make_site()), title="Дуб", slug="oak", lead="Старий", live=False)
    write(tree, "Росте біля мосту.", "Йому триста років.")
    tree.save_revision().publish()
    return again(tree)


@pytest.fixture
def english(source: TreePage) -> TreePage:
    page = translate(source, "en", publish=False, title="Oak", lead="Old")
    write(page, "It grows by the bridge.", "It is three hundred years old.")
    page.save_revision().publish()
    return again(page)


def again(page: TreePage) -> TreePage:
    return TreePage.objects.get(pk=page.pk)


def publish(page: TreePage, weight: str = "content", **fields: Any) -> Revision:
    page = again(page)
    for name, value in fields.items():
        if name == "body":
            write(page, *value)
        else:
            setattr(page, name, value)
    revision = page.save_revision()
    propose(revision, Proposal(weight, "Виправлено." if weight == "correction" else ""))
    revision.publish()
    return revision


def outdated(page: TreePage) -> list[tuple[str, int]]:
    """The outdated paragraphs of a public translation with their words; the stored state has to say the same."""
    found = outdated_passages(again(page))
    state = TranslationState.objects.get(pk=page.pk)
    assert (state.outdated, state.words) == (len(found), sum(passage.words for passage in found))
    return [(passage.after or "", passage.words) for passage in found]


def test_a_translation_is_current_when_it_is_published(english: TreePage) -> None:
    assert outdated(english) == []


def test_one_changed_paragraph_is_outdated_with_its_words_and_nothing_else(source: TreePage, english: TreePage) -> None:
    publish(source, body=["Росте біля мосту.", "Йому майже чотириста років, кажуть учені."])

    assert outdated(english) == [("Йому майже чотириста років, кажуть учені.", 6)]
    assert TranslationState.objects.get(pk=english.pk).since is not None


def test_a_paragraph_put_before_the_others_is_outdated_alone(source: TreePage, english: TreePage) -> None:
    publish(source, body=["Новий початок.", "Росте біля мосту.", "Йому триста років."])

    assert outdated(english) == [("Новий початок.", 2)]


def test_a_paragraph_taken_away_is_outdated_without_words_to_translate(source: TreePage, english: TreePage) -> None:
    publish(source, body=["Росте біля мосту."])

    assert outdated(english) == [("", 0)]


def test_typing_errors_drafts_addresses_and_facts_mark_nothing(source: TreePage, english: TreePage) -> None:
    publish(source, "typo", title="Дуб!")
    page = again(source)
    page.lead = "Чернетка"
    page.save_revision()
    publish(again(source), slug="old-oak", height=30, lead="Старий", image_id=None)

    assert outdated(english) == []
    assert again(english).height == 30


def test_a_mended_typing_error_hides_no_change_of_content_before_or_after_it(
    source: TreePage, english: TreePage
) -> None:
    publish(source, title="Липа")
    publish(source, "typo", title="Липа.")
    publish(source, "typo", lead="Старий.")
    assert outdated(english) == [("Липа.", 1)]

    publish(source, lead="Дуже старий.")
    assert outdated(english) == [("Липа.", 1), ("Дуже старий.", 2)]


def test_a_source_that_gets_its_old_text_back_leaves_nothing_outdated(source: TreePage, english: TreePage) -> None:
    publish(source, title="Липа")
    publish(source, title="Дуб")

    assert outdated(english) == []


def test_a_translation_that_follows_is_current_again_and_one_that_does_not_stays_outdated(
    source: TreePage, english: TreePage
) -> None:
    publish(source, title="Липа", lead="Молода")
    publish(english, title="Lime")

    assert outdated(english) == [("Молода", 1)]


def test_a_passage_that_is_still_valid_is_current_without_another_word(source: TreePage, english: TreePage) -> None:
    publish(source, lead="Старенький")
    still_valid(again(source).page_ptr, again(english), "lead")
    publish(english, "typo", title="Oak!")

    assert outdated(english) == []


def test_a_text_that_is_restored_is_again_the_translation_of_what_it_was_made_from(
    source: TreePage, english: TreePage
) -> None:
    first = again(english).latest_revision
    publish(source, title="Липа")
    publish(english, title="Lime")
    publish(source, title="Дуб")
    assert outdated(english) == [("Дуб", 1)]

    first.publish()
    assert outdated(english) == []


def test_an_unfinished_translation_does_not_count_for_the_public_one(source: TreePage, english: TreePage) -> None:
    publish(source, title="Липа")
    draft = again(english)
    draft.title = "Lime"
    draft.save_revision()

    assert outdated(english) == [("Липа", 1)]
    assert outdated_passages(again(english).get_latest_revision_as_object()) == []


def test_what_was_changed_while_the_translator_was_writing_is_outdated(source: TreePage, english: TreePage) -> None:
    before = newest_change(source.pk)
    publish(source, title="Липа")
    seen = again(english)
    seen.source_seen = before
    seen.title = "An oak"
    seen.save_revision().publish()

    assert outdated(english) == [("Липа", 1)]


def test_the_form_of_a_translation_knows_which_publication_its_translator_saw(
    admin_client: Client, source: TreePage, english: TreePage
) -> None:
    before = admin_client.get(f"/admin/pages/{english.pk}/edit/").context["form"].initial["source_seen"]
    publish(source, title="Липа")
    after = admin_client.get(f"/admin/pages/{english.pk}/edit/").context["form"].initial["source_seen"]

    assert after > before


def test_wagtail_localize_shows_its_translator_the_source_as_it_was_handed_over(source: TreePage) -> None:
    translate(source.get_parent().specific, "en")
    locale = Locale.objects.get(language_code="en")
    translate_object(source, [locale])
    publish(source, title="Липа")
    handed = Translation.objects.get(target_locale=locale, source__object_id=source.translation_key)
    for segment in handed.source.stringsegment_set.all():
        StringTranslation.objects.create(
            translation_of=segment.string, context=segment.context, locale=locale, data=f"English {segment.order}"
        )
    handed.save_target(publish=False)
    page = again(handed.get_target_instance())
    page.latest_revision.publish()

    assert outdated(page) == [("Липа", 1)]


def test_a_new_row_with_words_is_outdated_and_its_numbers_are_not(source: TreePage, english: TreePage) -> None:
    publish(source, nests=[Nest(bird="Сорока сіра", eggs=2)])
    nest = again(source).nests.get()
    nest.eggs = 5
    publish(source, nests=[nest])

    assert outdated(english) == [("Сорока сіра", 2)]
    assert again(english).nests.get().eggs == 5


def test_half_typed_words_of_an_autosaved_draft_are_not_remembered(english: TreePage) -> None:
    page = again(english)
    page.title = "An"
    revision = page.save_revision()
    page.title = "An oak"
    page.save_revision(overwrite_revision=revision)

    kept = PassageTranslation.objects.filter(page_id=english.pk, place="title").order_by("pk")
    assert list(kept.values_list("text", flat=True)) == ["Oak", "An oak"]


def test_an_unpublished_translation_has_no_state(english: TreePage) -> None:
    again(english).unpublish()

    assert not TranslationState.objects.filter(pk=english.pk).exists()


def test_a_correction_puts_a_dated_notice_on_the_translation_until_it_follows(
    client: Client, source: TreePage, english: TreePage
) -> None:
    publish(source, lead="Старезний")
    assert "Read the corrected text" not in client.get(english.url).content.decode()

    publish(source, "correction", title="Липа")
    with translation.override("en"):
        shown = client.get(english.url).content.decode()
    day = timezone.localdate().day
    assert "The Ukrainian text was corrected on" in shown
    assert f" {day} " in shown or f"{day} " in shown
    assert f'<a href="{source.url}#corrections" hreflang="uk">' in shown

    publish(english, title="Lime")
    assert "Read the corrected text" not in client.get(english.url).content.decode()
    assert outdated(english) == [("Старезний", 1)]


def test_publishing_the_source_takes_the_same_queries_however_long_its_history(
    source: TreePage, english: TreePage, django_assert_max_num_queries: Any
) -> None:
    publish(source, title="Липа 0")
    with django_assert_max_num_queries(400) as few:
        publish(source, title="Липа 1")
    for number in range(2, 6):
        publish(source, title=f"Липа {number}")

    with django_assert_max_num_queries(len(few)):
        publish(source, title="Липа 9")


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_random_histories_of_real_pages_agree_with_a_model_that_keeps_everything(
    source: TreePage, english: TreePage, seed: int
) -> None:
    dice = random.Random(seed)
    names = ["title", "lead", "legend"]
    words = {name: getattr(source, name) for name in names}
    history, read = [("content", dict(words))], dict.fromkeys(names, 0)
    for step in range(10):
        if dice.random() < 0.3:
            name = dice.choice(names)
            if words[name]:
                publish(english, **{name: f"Text {step}"})
                read[name] = len(history) - 1
        else:
            weight = dice.choice(["typo", "content", "correction"])
            for name in dice.sample(names, dice.randint(1, 2)):
                words[name] = dice.choice(["Дуб", "Липа", "Клен"])
            publish(source, weight, **words)
            history.append((weight, dict(words)))
        expected = {name for name in names if is_outdated(name, history, read[name])}
        found = {passage.passage for passage in outdated_passages(again(english))}
        assert found == expected, (step, history, read)


def is_outdated(name: str, history: list[tuple[str, dict[str, str]]], read: int) -> bool:
    changed = [
        history[number][0]
        for number in range(read + 1, len(history))
        if history[number][1][name] != history[number - 1][1][name]
    ]
    return history[-1][1][name] != history[read][1][name] and any(weight != "typo" for weight in changed)


def test_pages_without_a_source_are_never_outdated() -> None:
    home = make_site()
    english = translate(home, "en")
    page = english.add_child(instance=type(english)(title="Only English", slug="only", locale=english.locale))

    assert outdated_passages(page) == []
    assert Page.objects.filter(pk=page.pk, live=True).exists()
