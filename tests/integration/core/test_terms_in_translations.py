"""A translation has the approved form of every term in its source, or somebody says why not."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page, PageLogEntry, Site
from wagtail_localize.operations import translate_object

from cms_site.core.models import TermException, TermSettings
from cms_site.core.terms.checking import hints
from tests.factories import core
from tests.testapp.models import TreePage

pytestmark = pytest.mark.django_db

LEAD = "Дерево посадив Петро Згурський у Згоранах."
RIGHT = "The tree was planted by Petro Zghurskyi in Zghorany."
WRONG = "The tree was planted by Petro Zgursky in Zghorany."


@pytest.fixture
def source() -> TreePage:
    core.make_term("Петро Згурський", en="Petro Zghurskyi", pl="Petro Zhurski")
    core.make_term("Згорани", kind="city", en="Zghorany")
    core.make_term("Дерево", kind="award", approved=False, en="Tree of Honour")
    tree = core.make_tree(core.make_park(core.make_site()), slug="oak", lead=LEAD, live=False)
    tree.save_revision().publish()
    return TreePage.objects.get(pk=tree.pk)


@pytest.fixture
def draft(source: TreePage) -> TreePage:
    return core.translate(source, "en", publish=False, title="Oak", lead=WRONG)


@pytest.fixture
def editor(client: Client, draft: TreePage) -> Client:
    client.force_login(core.make_editor(draft.get_parent().get_parent(), "add", "change", "publish"))
    return client


def is_public(page: Page) -> bool:
    return Page.objects.get(pk=page.pk).live


def test_a_translation_with_a_wrong_name_is_published_only_when_it_is_corrected(draft: TreePage) -> None:
    with pytest.raises(ValidationError, match="Петро Згурський"):
        draft.save_revision().publish()
    assert not is_public(draft)

    draft.lead = RIGHT
    draft.save_revision().publish()

    assert is_public(draft)


def test_the_editor_tells_the_terms_above_the_form_and_keeps_what_is_typed_when_it_refuses(
    editor: Client, draft: TreePage, source: TreePage
) -> None:
    address = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    page = editor.get(address).content.decode()
    for text in ("Terms of this page", "Петро Згурський", "Petro Zghurskyi", "Tree of Honour", "not approved yet"):
        assert text in page, text
    assert "“Згорани” is" not in page
    form = {
        "title": "Oak tree", "slug": draft.slug, "species": "oak", "start_date": "01.05.2016", "start_precision": "day",
        "end_date": "", "end_precision": "day", "lead": WRONG, "action-publish": "1", "source_seen": "0",
        **{f"{name}-{part}": "0" for name in ("nests", "comments") for part in ("TOTAL_FORMS", "INITIAL_FORMS")},
        **{f"body-{part}": "0" for part in ("count",)},
    }  # fmt: skip
    response = editor.post(address, form)
    assert "which is missing" in " ".join(response.context["form"].non_field_errors())
    assert "Oak tree" in response.content.decode()
    assert "Terms of this page" not in editor.get(reverse("wagtailadmin_pages:edit", args=[source.pk])).content.decode()


def test_a_passage_stands_for_a_reason_until_it_is_changed(editor: Client, draft: TreePage) -> None:
    address = reverse("core_page_terms", args=[draft.pk])
    key = editor.get(address).context["overview"].open[0].key

    refused = editor.post(address, {"finding": key, "reason": "бо так"})
    assert list(refused.context["form"].errors) == ["reason"]
    assert "checked" in refused.content.decode()
    assert editor.post(address, {"finding": "0-old", "reason": "Так він пише сам себе."}).status_code == 200
    assert not TermException.objects.exists()
    editor.post(address, {"finding": key, "reason": "Так він пише сам себе."})

    entry = PageLogEntry.objects.get(action="ratusha.term.excuse")
    assert (entry.data["reason"], entry.data["terms"]) == ("Так він пише сам себе.", ["Петро Згурський"])
    shown = editor.get(address).content.decode()
    assert "Stands for a reason" in shown
    assert "Так він пише сам себе." in shown
    draft.save_revision().publish()
    assert is_public(draft)
    draft.lead = WRONG + " Yes."
    with pytest.raises(ValidationError, match="Петро Згурський"):
        draft.save_revision().publish()


def test_only_who_edits_the_translation_sees_its_terms(client: Client, draft: TreePage, source: TreePage) -> None:
    address = reverse("core_page_terms", args=[draft.pk])
    client.force_login(core.make_editor(source, "change", name="ukrainian"))
    assert client.post(address, {"reason": "Так він пише сам себе."}).status_code == 302
    client.force_login(core.make_editor(draft.get_parent(), "change", name="english"))
    assert client.get(address).status_code == 200
    assert client.get(reverse("core_page_terms", args=[source.pk])).status_code in (302, 404)


def test_a_site_can_do_without_and_a_term_that_comes_later_hides_nothing(draft: TreePage, client: Client) -> None:
    TermSettings.objects.create(site=Site.objects.get(), enforced=False)
    draft.save_revision().publish()
    assert is_public(draft)

    TermSettings.objects.update(enforced=True)
    page = TreePage.objects.get(pk=draft.pk)
    page.title = "Old oak"
    page.save()
    assert client.get(page.url).status_code == 200
    with pytest.raises(ValidationError, match="Petro Zghurskyi"):
        page.save_revision().publish()


def test_polish_asks_only_for_what_is_recorded_and_knows_its_cases(source: TreePage) -> None:
    page = core.translate(source, "pl", publish=False, lead="Drzewo Petra Zhurskiego w Zhoranach.")
    page.save_revision().publish()
    assert is_public(page)
    page.lead = "Drzewo Petro Zghurskyi."
    with pytest.raises(ValidationError, match="Petro Zghurskyi"):
        page.save_revision().publish()


def test_terms_are_read_again_when_one_is_changed_and_otherwise_kept(
    source: TreePage, django_assert_num_queries
) -> None:
    hints(LEAD, "en")
    with django_assert_num_queries(1):
        assert [hint.form for hint in hints(LEAD, "en")] == ["Tree of Honour", "Petro Zghurskyi", "Zghorany"]
    core.make_term("гніздо", kind="award", en="nest")
    assert hints("гніздечко", "en") == []
    assert [hint.form for hint in hints("двох гнізд", "en")] == ["nest"]


def test_the_workbench_tells_the_terms_of_each_passage(client: Client, source: TreePage) -> None:
    english = Locale.objects.get(language_code="en")
    park = core.translate(source.get_parent().specific, "en")
    translate_object(source, [english])
    page = source.get_translation(english)
    client.force_login(core.make_editor(park, "change"))

    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

    assert '<dt lang="uk">Петро Згурський</dt>' in html
    assert '<span lang="en">Petro Zghurskyi</span>' in html
