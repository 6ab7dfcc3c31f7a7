"""What editors see and press when they put pages into a bundle, approve and release it."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry, PageLogEntry

from cms_site.core.bundles.forms import BundleForm
from cms_site.core.bundles.models import Bundle, State
from cms_site.core.bundles.release import approve, release
from home.models import NewsPage
from tests.factories.bundles import make_bundle, read
from tests.factories.core import speaking
from tests.integration.core.bundles.test_release import desk as bundle_desk
from tests.integration.core.test_approval_pages import approve_address, edit_address, form_of
from tests.integration.core.test_four_eyes import Desk

pytestmark = pytest.mark.django_db
desk = bundle_desk


def as_user(user: Any) -> Client:
    client = Client()
    client.force_login(speaking(user, "uk"))
    return client


def said(response: Any) -> str:
    """The messages on the page that the answer leads to."""
    return " ".join(str(message) for message in response.context["messages"])


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def actions(log: Any) -> list[str]:
    return [action for action in log.values_list("action", flat=True) if action.startswith("core.bundle")]


@pytest.mark.wagtail_indexes
def test_two_pages_are_put_together_approved_and_released_through_the_screens(desk: Desk) -> None:
    first, second = desk.draft(desk.author, "Відкрито клас"), desk.draft(desk.author, "Відкрито музей")
    author, chief = as_user(desk.author), as_user(desk.chief)
    add = reverse("core_bundle_add", args=[first.pk])
    assert add in text(author, edit_address(first))
    assert "дайте назву" in author.post(add, {"name": " "}).content.decode()

    author.post(add, {"name": "Відкриття"})
    bundle = Bundle.objects.get()
    address = reverse("core_bundle", args=[bundle.pk])
    choose = reverse("core_bundle_choose", args=[bundle.pk])
    found = text(author, reverse("core_bundle_choose_results", args=[bundle.pk]) + "?q=музе")
    assert "Відкрито музей" in found
    assert f'value="{first.pk}"' not in text(author, choose)
    author.post(choose, {"page": [second.pk, "x"]})

    shown = text(author, address)
    assert shown.count("Очікує затвердження.") == 2
    assert "Deputy" in shown
    assert "Оприлюднити зараз" not in shown
    assert "до пакета «Відкриття» і буде оприлюднена разом" in text(author, edit_address(first))

    # the workflow approves for the bundle, and says so
    desk.submit(first, desk.author)
    approve = approve_address(first)
    assert "буде оприлюднено разом із пакетом" in text(chief, approve)
    chief.post(approve, {"read": chief.get(approve).context["form"]["read"].value()})
    # where there is no workflow, the bundle offers the same
    approve = reverse("core_bundle_approve_item", args=[bundle.items.get(page=second).pk])
    assert approve in text(chief, address)
    chief.post(approve, {"read": chief.get(approve).context["form"]["read"].value()})
    assert "Очікує" not in text(chief, address)
    assert not NewsPage.objects.filter(live=True).exists()

    confirm = reverse("core_bundle_release", args=[bundle.pk])
    read = chief.get(confirm).context["form"]["read"].value()
    assert "змінився" in said(chief.post(confirm, {"read": "0"}, follow=True))
    assert "усі сторінки вже на сайті" in said(chief.post(confirm, {"read": read}, follow=True))

    assert NewsPage.objects.filter(live=True).count() == 2
    assert "уже оприлюднено" in said(chief.get(confirm, follow=True))
    assert "Відкрито музей" in text(author, address)
    assert chief.get(reverse("bundles:edit", args=[bundle.pk])).status_code == 302
    acts = ["add", "add", "approve_text", "release"]
    assert actions(ModelLogEntry.objects.order_by("pk")) == [f"core.bundle.{act}" for act in acts]
    assert actions(PageLogEntry.objects.filter(page=first)) == ["core.bundle.approve_text", "core.bundle.add"]
    assert "Додано до пакета «Відкриття»" in text(author, reverse("core_story", args=[first.pk]))
    assert "Оприлюднено" in text(chief, reverse("bundles:history", args=[bundle.pk]))


def test_publishing_a_page_alone_is_refused_in_words_and_taking_it_out_is_one_click(desk: Desk) -> None:
    page = desk.draft(desk.author)
    bundle = make_bundle(page, by=desk.author)
    chief = as_user(desk.chief)
    names = [item.name for item in chief.get(edit_address(page)).context["action_menu"].menu_items]
    assert "action-publish" not in names

    answer = chief.post(edit_address(page), form_of(page, **{"action-publish": "1"}), follow=True)
    assert "буде оприлюднена разом із ним" in said(answer)
    assert not desk.fresh(page).live
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={page.pk}"
    chief.post(bulk, HTTP_REFERER="http://testserver/admin/")
    assert not desk.fresh(page).live

    remove = reverse("core_bundle_remove", args=[bundle.items.get().pk])
    assert chief.get(remove).status_code == 405
    assert "вилучено з пакета" in said(chief.post(remove, follow=True))
    assert "У пакеті ще немає сторінок" in text(chief, reverse("core_bundle", args=[bundle.pk]))


def test_the_form_asks_for_a_time_ahead_and_another_time_for_another_approval(desk: Desk) -> None:
    chief = as_user(desk.chief)
    page = desk.draft(desk.author)
    answer = chief.post(reverse("bundles:add"), {"name": "Вчора", "release_at": "15.05.2016 10:00"})
    assert "ще не минув" in answer.content.decode()
    chief.post(reverse("bundles:add"), {"name": "Завтра", "note": "Із мером", "release_at": "15.05.2126 10:00"})
    bundle = Bundle.objects.get()
    assert bundle.created_by == desk.chief
    as_user(desk.author).post(reverse("core_bundle_add", args=[page.pk]), {"bundle": bundle.pk})
    confirm = reverse("core_bundle_approve", args=[bundle.pk])
    assert "15.05.2126 10:00" in text(chief, confirm)
    read = chief.get(confirm).context["form"]["read"].value()
    chief.post(confirm, {"read": read})
    bundle.refresh_from_db()
    assert bundle.state == State.READY
    listed = chief.get(reverse("bundles:index"))
    assert "Завтра" in listed.content.decode()
    assert listed.context["header_title"] == listed.context["breadcrumbs_items"][-1]["label"] == "Спільне оприлюднення"

    edit = reverse("bundles:edit", args=[bundle.pk])
    chief.post(edit, {"name": "Завтра", "note": "Без мера", "release_at": "15.05.2126 10:00"})
    bundle.refresh_from_db()
    assert bundle.state == State.READY
    chief.post(edit, {"name": "Завтра", "release_at": ""})
    bundle.refresh_from_db()
    assert (bundle.state, bundle.approved_by, bundle.release_at) == (State.DRAFT, None, None)


def test_a_form_that_was_open_while_the_bundle_was_approved_or_released_takes_nothing_back(desk: Desk) -> None:
    bundle = make_bundle(desk.draft(desk.author), by=desk.root)
    approved, released = (
        BundleForm({"name": name, "release_at": ""}, instance=Bundle.objects.get(), for_user=desk.chief)
        for name in ("Перша назва", "Друга назва")
    )
    assert approved.is_valid()
    assert released.is_valid()

    approve(bundle, desk.chief, read(bundle))
    approved.save()
    bundle.refresh_from_db()
    assert (bundle.name, bundle.state, bundle.approved_by) == ("Перша назва", State.READY, desk.chief)

    release(bundle, desk.chief, read(bundle))
    with pytest.raises(PermissionDenied):
        released.save()
    bundle.refresh_from_db()
    assert (bundle.name, bundle.state) == ("Перша назва", State.RELEASED)


@pytest.mark.wagtail_indexes
@pytest.mark.parametrize("query", ["", "?q=клас"])
def test_the_choice_of_twenty_pages_takes_the_queries_of_one(desk: Desk, query: str) -> None:
    chief = as_user(desk.chief)
    desk.draft(desk.author, "Відкрито клас")
    address = reverse("core_bundle_choose_results", args=[make_bundle(by=desk.root).pk]) + query
    chief.get(address)
    with CaptureQueriesContext(connection) as of_one:
        assert len(chief.get(address).context["pages"]) == 1

    for number in range(19):
        page = desk.draft(desk.author, f"Відкрито клас {number}")
        if number % 2:
            desk.submit(page, desk.author)
    with CaptureQueriesContext(connection) as of_twenty:
        assert len(chief.get(address).context["pages"]) == 20
    assert len(of_twenty) == len(of_one)


def test_a_bundle_is_found_by_its_name_in_capitals_or_not(desk: Desk) -> None:
    make_bundle(by=desk.author, name="Відкриття")
    assert "Відкриття" in text(as_user(desk.chief), f"{reverse('bundles:index')}?q=відкрит")
