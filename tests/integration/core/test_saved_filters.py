"""Filters that an editor keeps under a name: shown above the list, private, and of known parameters only."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms_site.core.models import SavedFilter
from tests.factories.core import make_editor, make_park, make_site, make_tree
from tests.testapp.models import ParkPage

pytestmark = pytest.mark.django_db

LIST = reverse("testapp_treepage:index")
SAVE = reverse("testapp_treepage:save_filter")
OWN = reverse("testapp_treepage:filters")


@pytest.fixture
def park() -> ParkPage:
    return make_park(make_site())


@pytest.fixture
def editor(client: Client, park: ParkPage) -> Client:
    client.force_login(make_editor(park, "change"))
    return client


def save(client: Client, name: str = "Oaks", query: str = "species=oak") -> Any:
    return client.post(SAVE, {"name": name, "query": query})


def said(response: Any) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def stored() -> dict[str, str]:
    return dict(SavedFilter.objects.values_list("name", "query"))


def test_a_filter_is_saved_and_shown_above_the_list(editor: Client, park: ParkPage) -> None:
    make_tree(park)

    response = save(editor, "Oaks of 2016", "species=oak&year=2016")

    assert response.url == f"{LIST}?species=oak&year=2016"
    (chip,) = editor.get(LIST).context["chips"]
    assert (chip.name, chip.url, chip.active) == ("Oaks of 2016", f"{LIST}?species=oak&year=2016", False)
    page = editor.get(chip.url)
    assert page.context["chips"][0].active
    assert 'aria-current="true"' in page.content.decode()


def test_only_a_list_that_is_narrowed_offers_to_be_saved(editor: Client, park: ParkPage) -> None:
    make_tree(park)

    assert editor.get(LIST).context["filter_to_save"] == ""
    assert editor.get(f"{LIST}?ordering=title&p=1").context["filter_to_save"] == ""
    assert editor.get(f"{LIST}?year=2016&ordering=title&p=1").context["filter_to_save"] == "ordering=title&year=2016"
    save(editor, query="year=2016")
    assert editor.get(f"{LIST}?year=2016").context["filter_to_save"] == ""


def test_the_offer_follows_the_filters_when_only_the_results_are_fetched(editor: Client, park: ParkPage) -> None:
    make_tree(park)

    page = editor.get(reverse("testapp_treepage:index_results") + "?year=2016&_w_filter_fragment=1")

    assert 'name="query" value="year=2016"' in page.content.decode()


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("year=2016&utm_source=x&next=//evil.example&p=3&export=csv", "year=2016"),
        ("year=2016&species=oak", "species=oak&year=2016"),
        ("species=oak&species=lime", "species=oak&species=lime"),
        ("q=%D0%B4%D1%83%D0%B1", "q=%D0%B4%D1%83%D0%B1"),
        ("latest_revision_created_at_from=2016-01-01", "latest_revision_created_at_from=2016-01-01"),
        ("locale=en&year=", "locale=en"),
    ],
)
def test_only_known_parameters_are_kept(editor: Client, park: ParkPage, query: str, kept: str) -> None:
    make_tree(park)

    save(editor, query=query)

    assert list(stored().values()) == [kept]


@pytest.mark.parametrize(
    "query", ["", "nothing=known", "species=", "species=pine", "year=soon", "ordering=title", "%00=1"]
)
def test_what_narrows_nothing_or_is_wrong_is_not_saved(editor: Client, park: ParkPage, query: str) -> None:
    response = save(editor, query=query)

    assert "nothing to save" in said(response)
    assert stored() == {}


@pytest.mark.parametrize(("name", "sentence"), [("", "name"), ("   ", "name"), ("x" * 61, "60")])
def test_a_name_is_needed(editor: Client, name: str, sentence: str) -> None:
    assert sentence in said(save(editor, name=name, query="q=oak"))
    assert stored() == {}


def test_a_name_is_given_once(editor: Client) -> None:
    save(editor, "Mine", "q=oak")

    assert "already" in said(save(editor, "Mine", "q=lime"))
    assert stored() == {"Mine": "q=oak"}


def test_a_filter_is_renamed_and_deleted(editor: Client) -> None:
    save(editor, "Mine", "q=oak")
    save(editor, "Other", "q=lime")
    mine = SavedFilter.objects.get(name="Mine")

    editor.post(reverse("testapp_treepage:rename_filter", args=[mine.pk]), {"name": "Old oaks"})
    refused = editor.post(reverse("testapp_treepage:rename_filter", args=[mine.pk]), {"name": "Other"})

    assert stored() == {"Old oaks": "q=oak", "Other": "q=lime"}
    assert "already" in said(refused)
    assert 'value="Old oaks"' in editor.get(OWN).content.decode()
    editor.post(reverse("testapp_treepage:delete_filter", args=[mine.pk]))
    assert stored() == {"Other": "q=lime"}


def test_a_filter_is_seen_and_changed_by_its_owner_alone(client: Client, park: ParkPage) -> None:
    client.force_login(make_editor(park, "change", name="first"))
    save(client, "Secret", "q=oak")
    secret = SavedFilter.objects.get()
    client.force_login(make_editor(park, "change", name="second"))

    assert client.get(LIST).context["chips"] == []
    assert "Secret" not in client.get(OWN).content.decode()
    for action in ("rename_filter", "delete_filter"):
        assert client.post(reverse(f"testapp_treepage:{action}", args=[secret.pk]), {"name": "x"}).status_code == 404
    save(client, "Secret", "q=lime")
    assert SavedFilter.objects.filter(name="Secret").count() == 2


def test_a_filter_belongs_to_its_list(editor: Client) -> None:
    save(editor)
    saved = SavedFilter.objects.get()
    get_user_model().objects.update(is_superuser=True)

    assert editor.get(reverse("home_newspage:index")).context["chips"] == []
    assert editor.post(reverse("home_newspage:delete_filter", args=[saved.pk])).status_code == 404


def test_without_a_right_on_pages_nothing_is_saved(client: Client, park: ParkPage) -> None:
    client.force_login(make_editor(park))

    save(client)
    client.logout()
    save(client)

    assert stored() == {}


def test_reading_never_writes(editor: Client) -> None:
    save(editor)
    saved = SavedFilter.objects.get()

    assert editor.get(SAVE).status_code == 405
    for action in ("rename_filter", "delete_filter"):
        assert editor.get(reverse(f"testapp_treepage:{action}", args=[saved.pk])).status_code == 405
    assert SavedFilter.objects.count() == 1


def test_ten_filters_cost_as_many_queries_as_one(editor: Client, park: ParkPage) -> None:
    make_tree(park)
    counts = []
    for number in (1, 10):
        for index in range(number):
            save(editor, f"Filter {number}.{index}", f"q={number}.{index}")
        editor.get(LIST)
        with CaptureQueriesContext(connection) as queries:
            editor.get(LIST)
        counts.append(len(queries))

    assert counts[0] == counts[1]
