"""What editors see and press when they approve, publish and are refused."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from cms_site.core.changes.proposing import Proposal, propose
from cms_site.core.models import Approval, PublishedChange
from cms_site.core.workflow.digests import digest_of_revision
from home.models import NewsPage
from tests.integration.core.test_four_eyes import Desk, task_state

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk()


def edit_address(page: NewsPage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def editor(client: Client, page: NewsPage) -> str:
    response = client.get(edit_address(page))
    assert response.status_code == 200
    return response.content.decode()


def approve_address(page: NewsPage) -> str:
    read = digest_of_revision(page.get_latest_revision())
    return f"{reverse('core_approve', args=[task_state(page).pk])}?read={read}"


def form_of(page: NewsPage, **fields: str) -> dict[str, str]:
    """What the editor of a news item sends."""
    return {
        "title": page.title,
        "slug": page.slug,
        "start_date": "15.05.2016",
        "date_precision": "day",
        "kind": page.kind,
        "topic": str(page.topic_id),
        "body-count": "0",
        **{f"{name}-{key}": "0" for name in FORMSETS for key in ("TOTAL_FORMS", "INITIAL_FORMS")},
        **fields,
    }


FORMSETS = ("comments", "gallery", "related_pages")


def test_the_chief_reads_and_approves_in_two_clicks(desk: Desk, client: Client) -> None:
    page = desk.draft(desk.author)
    desk.submit(page, desk.author)
    client.force_login(desk.chief)
    address = approve_address(page)
    in_sight = client.get(edit_address(page)).context["action_menu"].default_item
    assert in_sight.get_url({}) == address
    assert address.replace("&", "&amp;") in editor(client, page)

    assert "Approve and publish" in client.get(address).content.decode()
    read = parse_qs(urlsplit(address).query)["read"][0]
    response = client.post(address, {"read": read, "comment": "Добре"}, follow=True)

    assert "is approved and public" in response.content.decode()
    assert desk.fresh(page).live
    assert Approval.objects.get().by == desk.chief


def test_the_approver_sees_the_kind_of_change_that_is_proposed_and_may_change_it(desk: Desk, client: Client) -> None:
    page = desk.draft(desk.author)
    desk.submit(page, desk.author)
    client.force_login(desk.chief)
    read = digest_of_revision(page.get_latest_revision())
    client.post(approve_address(page), {"read": read, "comment": ""})
    page = desk.edit(desk.fresh(page), desk.author, "Закрито клас")
    propose(page.get_latest_revision(), Proposal("typo"), desk.author)
    desk.submit(page, desk.author)

    address = approve_address(page)
    form = client.get(address).context["form"]
    assert form["change_weight"].value() == "typo"

    answer = {"read": form["read"].value(), "comment": "", "change_weight": "correction", "change_note": ""}
    assert client.post(address, answer).context["form"].errors["change_note"]
    client.post(address, {**answer, "change_note": "Клас закрито."})
    change = PublishedChange.objects.filter(page_id=page.pk).latest("pk")
    assert (change.weight, change.note) == ("correction", "Клас закрито.")
    assert desk.fresh(page).title == "Закрито клас"


def test_a_text_that_changed_meanwhile_is_not_approved_and_the_change_is_one_click_away(
    desk: Desk, client: Client
) -> None:
    page = desk.draft(desk.author)
    desk.submit(page, desk.author)
    client.force_login(desk.chief)
    address = approve_address(page)
    read = parse_qs(urlsplit(address).query)["read"][0]
    first = page.get_latest_revision()
    page = desk.edit(page, desk.deputy, "Закрито клас")

    response = client.post(address, {"read": read}, follow=True)

    said = response.content.decode()
    assert "The text has changed since you read it" in said
    assert reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, first.pk, page.latest_revision_id]) in said
    assert not desk.fresh(page).live
    assert not Approval.objects.exists()


def test_whoever_is_barred_sees_who_may_approve_instead_of_a_button(desk: Desk, client: Client) -> None:
    page = desk.draft(desk.chief)
    desk.submit(page, desk.author)
    client.force_login(desk.chief)

    said = editor(client, page)

    assert "You wrote part of this text" in said
    assert "Deputy" in said
    assert "approval/step" not in said
    assert 'name="action-publish"' not in said
    assert client.get(approve_address(page), follow=True).redirect_chain[-1][0] == edit_address(page)


def test_the_publish_button_stands_only_where_it_would_work(desk: Desk, client: Client) -> None:
    client.force_login(desk.chief)
    theirs, own, public = desk.draft(desk.author, "Чужа"), desk.draft(desk.chief, "Своя"), desk.published("Публічна")

    assert 'name="action-publish"' in editor(client, theirs)
    assert 'name="action-publish"' not in editor(client, own)
    assert 'name="action-publish"' not in editor(client, public)
    create = client.get(reverse("wagtailadmin_pages:add", args=["home", "newspage", desk.index.pk]))
    assert 'name="action-publish"' not in create.content.decode()


def test_publishing_with_a_change_of_ones_own_saves_it_as_a_draft_and_says_who_may(desk: Desk, client: Client) -> None:
    page = desk.draft(desk.author)
    client.force_login(desk.chief)

    data = form_of(page, title="Відкрито новий клас", **{"action-publish": "1"})
    response = client.post(edit_address(page), data, follow=True)

    said = response.content.decode()
    assert "Your changes are saved as a draft" in said, response.context.get("form") and response.context["form"].errors
    assert "Deputy" in said
    page = desk.fresh(page)
    assert not page.live
    assert page.get_latest_revision().content["title"] == "Відкрито новий клас"


def test_bulk_publishing_leaves_out_what_one_wrote(desk: Desk, client: Client) -> None:
    own, theirs = desk.draft(desk.chief, "Своя"), desk.draft(desk.author, "Чужа")
    client.force_login(desk.chief)
    for app, model in (("wagtailcore", "page"), ("home", "newspage")):
        address = reverse("wagtail_bulk_action", args=[app, model, "publish"])
        client.post(f"{address}?id={own.pk}&id={theirs.pk}", {"include_descendants": ""})

    assert not desk.fresh(own).live
    assert desk.fresh(theirs).live
