"""Editors write news, alerts and topics in the interface."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from home.models import Alert, HomePage, NewsIndexPage, NewsPage
from tests.factories.core import speaking
from tests.factories.delegations import make_delegation_index
from tests.factories.home import make_alert, make_news, make_news_index, make_topic
from tests.factories.workflow import make_group, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(get_user_model().objects.create_superuser("editor", "editor@example.org", "password"))
    return client


@pytest.fixture
def index(home: HomePage) -> NewsIndexPage:
    return make_news_index(home)


def news_form(**fields: Any) -> dict[str, Any]:
    rows = ["gallery", "related_pages"]
    form = {
        "title": "Відкрито клас",
        "start_date": "2016-05-15",
        "date_precision": "day",
        "kind": "news",
        "body": streamfield([]),
        **{name: inline_formset([]) for name in rows},
        "comments": inline_formset([]),
    }
    return nested_form_data({**form, **fields})


def add_news(editor: Client, index: NewsIndexPage, **fields: Any) -> Any:
    return editor.post(reverse("wagtailadmin_pages:add", args=["home", "newspage", index.pk]), news_form(**fields))


def test_title_date_and_topic_are_enough_to_publish(editor: Client, index: NewsIndexPage) -> None:
    response = add_news(editor, index, topic=make_topic().pk, **{"action-publish": "1"})

    assert response.status_code == 302
    page = NewsPage.objects.get()
    assert (page.live, page.slug) == (True, "vidkryto-klas")


def test_a_title_is_enough_for_a_draft(editor: Client, index: NewsIndexPage) -> None:
    assert add_news(editor, index, start_date="").status_code == 302
    assert NewsPage.objects.get().live is False


def test_an_item_is_previewed_before_it_is_saved(editor: Client, index: NewsIndexPage) -> None:
    address = reverse("wagtailadmin_pages:preview_on_add", args=["home", "newspage", index.pk])
    assert editor.get(address).status_code == 200  # nothing was typed yet

    answer = editor.post(address, news_form(topic=make_topic().pk, title="Спроба", lead="Ще не збережено"))

    assert answer.json() == {"is_valid": True, "is_available": True}
    assert "Ще не збережено" in editor.get(address).content.decode()


def test_a_missing_topic_is_said_at_the_field_and_nothing_typed_is_lost(editor: Client, index: NewsIndexPage) -> None:
    response = add_news(editor, index, lead="Набраний текст", **{"action-publish": "1"})

    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["topic"]
    assert "Набраний текст" in response.content.decode()


def test_publishing_under_embargo_schedules_and_never_shows_the_page(editor: Client, index: NewsIndexPage) -> None:
    embargo = (timezone.now() + timedelta(days=1)).strftime("%Y-%m-%d %H:%M")

    add_news(editor, index, topic=make_topic().pk, embargo_until=embargo, **{"action-publish": "1"})

    page = NewsPage.objects.get()
    assert page.approved_schedule
    assert not page.expired


def test_an_embargo_on_a_public_item_is_refused_at_its_field(editor: Client, index: NewsIndexPage) -> None:
    page = make_news(index)
    embargo = (timezone.now() + timedelta(days=1)).strftime("%Y-%m-%d %H:%M")

    response = editor.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        news_form(slug=page.slug, topic=page.topic_id, embargo_until=embargo, **{"action-publish": "1"}),
    )

    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["embargo_until"]


def test_the_first_tab_has_all_that_an_item_needs(editor: Client, index: NewsIndexPage) -> None:
    tab = NewsPage.get_edit_handler().children[0]
    fields = {name for child in tab.children for name in child.get_form_options().get("fields", [])}

    assert {"title", "start_date", "topic", "kind", "lead", "body", "image"} <= fields


def test_the_menu_of_the_press_service_leads_to_news_alerts_and_topics(editor: Client, index: NewsIndexPage) -> None:
    make_news(index)
    make_alert()
    make_topic()
    for url in ["home_newspage:index", "wagtailsnippets_home_alert:list", "wagtailsnippets_home_topic:list"]:
        assert editor.get(reverse(url)).status_code == 200


def test_lists_of_pages_are_offered_to_those_who_work_with_them_and_adding_to_those_who_may(
    client: Client, home: HomePage, index: NewsIndexPage
) -> None:
    visits, news = reverse("delegations_delegationpage:index"), reverse("home_newspage:index")
    section = make_delegation_index(home)
    clerk = make_member(make_group("clerks", section, "add"), "clerk", "uk")
    reader = make_member(make_group("readers", section, "change"), "reader", "uk")

    def offered(user: Any, address: str) -> bool:
        client.force_login(user)
        return reverse("delegations_delegationpage:choose_parent") in client.get(address).content.decode()

    client.force_login(clerk)
    menu = client.get(reverse("wagtailadmin_home")).content.decode()
    assert visits in menu
    assert news not in menu
    assert "choose_parent" not in client.get(news).content.decode()
    assert (offered(clerk, visits), offered(reader, visits)) == (True, False)


def test_an_alert_is_published_and_its_end_is_checked(editor: Client, home: HomePage) -> None:
    start = timezone.localtime()
    url = reverse("wagtailsnippets_home_alert:add")

    def post(hours: int) -> Any:
        times = {"start": start, "expected_end": start + timedelta(hours=hours)}
        form = {name: f"{moment:%Y-%m-%d %H:%M}" for name, moment in times.items()}
        return editor.post(url, {"title": "Немає води", "service": "water", "action-publish": "1", **form})

    assert list(post(-1).context["form"].errors) == ["expected_end"]
    assert post(2).status_code == 302
    alert = Alert.objects.get()
    assert (alert.live, alert.locale) == (True, Locale.objects.get(language_code="uk"))


def test_an_alert_can_be_previewed(editor: Client, home: HomePage) -> None:
    alert = make_alert(streets="Соборна")
    alert.save_revision()

    response = editor.get(
        reverse("wagtailsnippets_home_alert:revisions_view", args=[alert.pk, alert.latest_revision_id])
    )

    assert "Соборна" in response.content.decode()


def test_a_list_in_which_nothing_is_found_says_so(client: Client, index: NewsIndexPage) -> None:
    client.force_login(speaking(get_user_model().objects.create_superuser("root"), "uk"))
    news = reverse("home_newspage:index")
    make_news(index, title="Відкрито клас")

    assert "Відкрито клас" in client.get(news).content.decode()
    for address in (f"{news}?q=zzzz", reverse("home_newspage:index_results") + "?kind=video"):
        html = client.get(address).content.decode()
        assert "За вашим запитом нічого не знайдено." in html
        assert "1–0 із 0" not in " ".join(html.split())
    empty = client.get(reverse("delegations_delegationpage:index")).content.decode()
    assert "Тут ще нічого немає." in empty
