"""Whoever publishes a change of a public page says what it means for readers; corrections are told to them."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from cms_site.core.changes.proposing import Proposal, propose, sensitive_differences
from cms_site.core.models import ProposedChange, PublishedChange
from tests.factories.core import make_park, make_site, make_tree, translate
from tests.testapp.models import ParkPage, TreePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def park() -> ParkPage:
    return make_park(make_site())


@pytest.fixture
def tree(park: ParkPage) -> TreePage:
    tree = make_tree(park, lead="Прибуло 30 осіб на чолі з паном Іваном.", live=False)
    tree.save_revision().publish()
    return TreePage.objects.get(pk=tree.pk)


def edit(client: Client, page: TreePage, action: str = "publish", **fields: Any) -> Any:
    form = {
        "title": page.title, "slug": page.slug, "species": page.species, "start_date": "01.05.2016",
        "date_precision": "day", "lead": page.lead, "legend": page.legend, "keeper_phone": "", "image_alt": "",
        "height": page.height or "", "body": streamfield([]), "nests": inline_formset([]),
        "comments": inline_formset([]), "change_weight": "content", "change_note": "", "change_suggestion": "",
        f"action-{action}": "1", **fields,
    }  # fmt: skip
    return client.post(f"/admin/pages/{page.pk}/edit/", nested_form_data(form))


def changes(page: TreePage) -> list[tuple[str, str]]:
    return list(PublishedChange.objects.filter(page_id=page.pk).order_by("pk").values_list("weight", "note"))


def again(page: TreePage) -> TreePage:
    return TreePage.objects.get(pk=page.pk)


def correct(page: TreePage, note: str = "Осіб було 40, а не 30.", weight: str = "correction", **fields: Any) -> None:
    page = again(page)
    for name, value in fields.items():
        setattr(page, name, value)
    revision = page.save_revision()
    propose(revision, Proposal(weight, note))
    revision.publish()


def test_a_first_publication_corrects_nothing(tree: TreePage) -> None:
    assert changes(tree) == [("content", "")]


def test_a_change_is_one_of_content_unless_said(admin_client: Client, tree: TreePage) -> None:
    edit(admin_client, tree, lead=tree.lead + " Дуб ріс далі.")

    assert changes(tree) == [("content", ""), ("content", "")]
    assert PublishedChange.objects.filter(page_id=tree.pk).last().by.username == "admin"


def test_changed_numbers_and_names_are_asked_about_once_with_the_answer_ready(
    admin_client: Client, tree: TreePage
) -> None:
    lead = "Прибуло 40 осіб на чолі з паном Петром."
    asked = edit(admin_client, tree, lead=lead)

    form = asked.context["form"]
    assert asked.status_code == 200
    assert "30 → 40" in form.errors["change_weight"][0]
    assert "Іваном → Петром" in form.errors["change_weight"][0]
    assert form["change_weight"].value() == "correction"
    assert form["lead"].value() == lead
    assert again(tree).lead == tree.lead

    assert edit(admin_client, tree, lead=lead, change_suggestion="seen").status_code == 302
    assert changes(tree)[-1] == ("content", "")


def test_a_changed_fact_is_asked_about_too(admin_client: Client, tree: TreePage) -> None:
    asked = edit(admin_client, tree, start_date="02.05.2016")

    assert "2016" in asked.context["form"].errors["change_weight"][0]


def test_the_kind_of_change_is_asked_of_sources_only(admin_client: Client, tree: TreePage) -> None:
    page = translate(tree, "en", title="Old Oak", lead="30 people came with Ivan.")
    address = f"/admin/pages/{page.pk}/edit/"
    html = admin_client.get(address).content.decode()
    assert 'name="change_weight"' not in html
    assert 'name="change_note"' in html
    assert 'name="change_weight"' in admin_client.get(f"/admin/pages/{tree.pk}/edit/").content.decode()

    edit(admin_client, again(page), lead="40 people came with Peter.", change_weight="typo")

    assert again(page).lead == "40 people came with Peter."
    assert changes(page)[1:] == [("content", "")]


def test_a_note_for_readers_of_a_translation_makes_its_change_a_correction(
    admin_client: Client, tree: TreePage
) -> None:
    page = translate(tree, "en", title="Old Oak", lead="30 people came.")

    edit(admin_client, again(page), lead="40 people came.", change_note="There were 40 people, not 30.")

    assert changes(page)[1:] == [("correction", "There were 40 people, not 30.")]
    assert "There were 40 people, not 30." in admin_client.get(page.url).content.decode()


def test_a_correction_needs_its_note(admin_client: Client, tree: TreePage) -> None:
    lead = "Прибуло 40 осіб на чолі з паном Іваном."
    refused = edit(admin_client, tree, lead=lead, change_weight="correction")
    assert list(refused.context["form"].errors) == ["change_note"]

    edit(admin_client, tree, lead=lead, change_weight="correction", change_note="Осіб було 40.")
    assert changes(tree)[-1] == ("correction", "Осіб було 40.")


def test_a_correction_without_a_note_is_published_by_no_other_way(tree: TreePage) -> None:
    with pytest.raises(ValidationError, match="потрібна примітка"):
        correct(tree, note="", lead="Прибуло 40 осіб.")

    assert again(tree).lead == tree.lead


def test_the_kind_proposed_with_a_draft_waits_for_the_publisher_who_may_change_it(
    admin_client: Client, tree: TreePage
) -> None:
    edit(admin_client, tree, "save", lead="Прибуло 40 осіб.", change_weight="correction", change_note="40")
    form = admin_client.get(f"/admin/pages/{tree.pk}/edit/").context["form"]
    assert (form["change_weight"].value(), form["change_note"].value()) == ("correction", "40")
    assert changes(tree) == [("content", "")]

    edit(admin_client, tree, lead="Прибуло 40 осіб.", change_weight="correction", change_note="Осіб було 40.")
    assert changes(tree)[-1] == ("correction", "Осіб було 40.")


def test_a_publication_without_a_form_takes_the_kind_that_was_proposed_for_its_revision(tree: TreePage) -> None:
    correct(tree, lead="Прибуло 40 осіб.")
    correct(tree, weight="typo", lead="Прибуло 40 осіб!")

    assert changes(tree)[1:] == [("correction", "Осіб було 40, а не 30."), ("typo", "")]
    assert ProposedChange.objects.count() == 2


def test_a_correction_is_shown_dated_on_the_page_and_a_typing_error_is_not(client: Client, tree: TreePage) -> None:
    correct(tree, lead="Прибуло 40 осіб.")
    correct(tree, weight="typo", note="Кома", lead="Прибуло 40 осіб!")

    text = client.get(tree.url).content.decode()

    assert f'<time datetime="{timezone.localdate().isoformat()}">' in text
    assert "Осіб було 40, а не 30." in text
    assert "Кома" not in text


def test_the_page_of_corrections_lists_those_of_the_reader_s_language_and_narrows_them(
    client: Client, park: ParkPage, tree: TreePage
) -> None:
    assert "Виправляти ще не було чого" in client.get("/corrections/").content.decode()

    correct(tree, lead="Прибуло 40 осіб.")
    english = translate(tree, "en", title="Oak")
    correct(english, note="There were 40.", lead="There came 40.")

    listing = client.get("/corrections/").context["listing"]
    assert [change.note for change in listing.page] == ["Осіб було 40, а не 30."]
    assert [facet.name for facet in listing.facets] == ["year", "section"]
    assert client.get(f"/corrections/?section={park.pk}").context["listing"].total == 1
    assert client.get("/corrections/?year=1999").context["listing"].total == 0
    assert client.get("/corrections/?year=x&section=y&page=z").status_code == 200
    assert [change.note for change in client.get("/en/corrections/").context["listing"].page] == ["There were 40."]


def test_the_page_of_corrections_tells_in_each_language_which_translations_do_not_follow_one_yet(
    client: Client, park: ParkPage, tree: TreePage
) -> None:
    english_park = translate(park, "en", title="Park")
    english = translate(tree, "en", title="Oak", lead="30 people came.")
    correct(tree, lead="Прибуло 40 осіб.")
    assert "missed-correction" in client.get(again(english).url).content.decode()

    html = client.get("/en/corrections/").content.decode()

    assert f'<a href="{again(english).url}">Oak</a>' in html.replace("http://localhost", "")
    assert "The Ukrainian text was corrected." in html
    assert "Осіб" not in html
    assert client.get(f"/en/corrections/?section={english_park.pk}").context["listing"].total == 1
    assert client.get(f"/en/corrections/?section={park.pk}").context["listing"].total == 0
    for kind in ("rss", "atom"):
        feed = client.get(f"/en/corrections/feed/{kind}/").content.decode()
        assert "The Ukrainian text was corrected." in feed
        assert "Осіб" not in feed
    assert client.get("/pl/corrections/").context["listing"].total == 0

    correct(english, note="There were 40.", lead="There came 40.")

    assert [change.note for change in client.get("/en/corrections/").context["listing"].page] == ["There were 40."]


def test_a_page_that_is_not_public_any_more_is_not_in_the_list_of_corrections(client: Client, tree: TreePage) -> None:
    correct(tree, lead="Прибуло 40 осіб.")
    again(tree).unpublish()

    assert client.get("/corrections/").context["listing"].total == 0


@pytest.mark.parametrize("kind", ["rss", "atom"])
def test_corrections_have_a_feed_in_each_language(client: Client, tree: TreePage, kind: str) -> None:
    correct(tree, lead="Прибуло 40 осіб.")

    assert "Осіб було 40" in client.get(f"/corrections/feed/{kind}/").content.decode()
    english = client.get(f"/en/corrections/feed/{kind}/").content.decode()
    assert "Corrections" in english
    assert "Осіб" not in english


def test_the_list_of_corrections_takes_the_same_queries_at_any_length(
    client: Client, tree: TreePage, django_assert_num_queries: Any
) -> None:
    correct(tree, lead="Прибуло 40 осіб.")
    client.get("/corrections/")
    with django_assert_num_queries(12, exact=False) as few:
        client.get("/corrections/")
    for number in range(5):
        correct(tree, lead=f"Прибуло {number} осіб.")

    with django_assert_num_queries(len(few)):
        client.get("/corrections/")


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("Прибуло 30 осіб", "Прибуло 40 осіб", ["30 → 40"]),
        ("Мер Іван Лисенко", "Мер Іван Петренко", ["Лисенко → Петренко"]),
        ("Зустріч 12.05.2016", "Зустріч 13.05.2016", ["12.05.2016 → 13.05.2016"]),
        ("Прибуло 30 осіб", "Прибуло багато осіб", ["30 →"]),
        ("Прибули гості", "Прибули гості та 5 автобусів", []),
        ("Дуб росте", "Липа росте", []),
    ],
)
def test_numbers_dates_and_names_that_were_taken_back_are_named(before: str, after: str, found: list[str]) -> None:
    assert sensitive_differences(before, after) == found


def test_an_unused_block_of_text_is_compared_by_paragraphs(admin_client: Client, tree: TreePage) -> None:
    body = streamfield([("paragraph", rich_text("<p>Було 3 дуби.</p><p>Стало 5 дубів.</p>"))])
    assert edit(admin_client, tree, body=body).status_code == 302
