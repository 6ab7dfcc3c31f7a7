"""A name that is corrected is corrected in the translations too: as drafts, for another person to approve."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, PageLogEntry

from cms_site.core.models import Contribution, FormerEquivalent, Term
from cms_site.core.terms import correcting
from tests.factories import core
from tests.testapp.models import Nest, TreePage

pytestmark = pytest.mark.django_db

BODY = [("paragraph", '<p>Згорани <a href="https://Zgorany.example/">сайт</a></p>'), ("heading", "Згорани")]


@pytest.fixture
def term() -> Term:
    core.make_locales()
    term = core.make_term("Згорани", kind="city", en="Zgorany")
    tree = core.make_tree(core.make_park(core.make_site()), slug="oak", lead="Дуб у Згоранах", body=BODY, live=False)
    tree.nests = [Nest(bird="Згоранська лелека", eggs=3)]
    tree.save_revision().publish()
    page = core.translate(tree, "en", title="Oak", lead="An oak of Zgorany's park", publish=False)
    body = [("paragraph", '<p>Zgorany <a href="https://Zgorany.example/">site</a></p>'), ("heading", "Zgorany")]
    page.body = body
    row = page.nests.get()
    row.bird = "Stork of Zgorany"
    page.nests = [row]
    page.save_revision().publish()
    row = term.names.get()
    FormerEquivalent.objects.create(record=term, locale=row.locale, name="Zgorany")
    row.name, row.approved_at = "Zghorany", timezone.now()
    row.save()
    term.save()
    return Term.objects.get()


@pytest.fixture
def page(term: Term) -> TreePage:
    return TreePage.objects.get(locale=Locale.objects.get(language_code="en"))


@pytest.fixture
def editor(client: Client, page: TreePage) -> Client:
    user = core.make_editor(page.get_parent(), "change")
    user.groups.get().permissions.add(*core.permissions("change_term", "approve_term"))
    client.force_login(user)
    return client


def test_the_former_form_is_replaced_in_drafts_and_in_nothing_else(editor: Client, term: Term, page: TreePage) -> None:
    page.title = "Oak, as somebody else is just calling it"
    newest = page.save_revision()
    address = reverse("core_correct_term", args=[term.pk])

    shown = editor.get(address).content.decode()
    assert "<del>Zgorany</del><ins>Zghorany</ins>" in shown
    editor.post(address, {"page": [f"{page.pk}-{newest.pk}"]})

    page.refresh_from_db()
    draft = page.get_latest_revision_as_object()
    assert draft.title == "Oak, as somebody else is just calling it"
    assert draft.lead == "An oak of Zghorany's park"
    assert draft.body[0].value.source == '<p>Zghorany <a href="https://Zgorany.example/">site</a></p>'
    assert (draft.body[1].value, draft.nests.get().bird) == ("Zghorany", "Stork of Zghorany")
    assert (page.lead, page.slug) == ("An oak of Zgorany's park", "oak"), "the public page is as it was"
    assert page.latest_revision.user.username == "editor"
    assert PageLogEntry.objects.filter(page=page, action="ratusha.term.correct", user__username="editor").count() == 1
    assert "No translation that you may edit" in editor.get(address).content.decode()


def test_a_page_that_changed_since_it_was_shown_is_left_alone(editor: Client, term: Term, page: TreePage) -> None:
    shown = page.latest_revision_id
    page.save_revision()
    address = reverse("core_correct_term", args=[term.pk])

    response = editor.post(address, {"page": [f"{page.pk}-{shown}"]}, follow=True)

    assert "Pages that were changed meanwhile" in response.content.decode()
    assert not PageLogEntry.objects.filter(action="ratusha.term.correct").exists()
    assert not Contribution.objects.filter(user__username="editor").exists()


def test_a_page_that_somebody_saves_at_the_same_moment_is_left_alone(
    editor: Client, term: Term, page: TreePage
) -> None:
    user = get_user_model().objects.get(username="editor")
    found, _more = correcting.corrections(term, user)
    page.title = "Oak, as somebody else calls it"
    page.save_revision()

    assert correcting.correct(term, found, user) == 0
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().title == "Oak, as somebody else calls it"


def test_pages_that_one_may_not_edit_or_that_are_locked_are_not_offered(
    editor: Client, term: Term, page: TreePage, client: Client
) -> None:
    address = reverse("core_correct_term", args=[term.pk])
    TreePage.objects.filter(pk=page.pk).update(locked=True)
    assert editor.get(address).context["found"] == []
    TreePage.objects.filter(pk=page.pk).update(locked=False)
    stranger = core.make_editor(page.get_site().root_page, "change", name="ukrainian")
    stranger.groups.get().permissions.add(*core.permissions("change_term"))
    client.force_login(stranger)
    assert client.get(address).context["found"] == []
    assert client.post(address, {}).status_code == 302
