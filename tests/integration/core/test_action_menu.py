"""Which button stands in sight below the form of a page."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.core import make_editor, make_park, make_site, make_tree
from tests.testapp.models import ParkPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def park() -> ParkPage:
    return make_park(make_site())


def buttons(client: Client, park: ParkPage) -> list[list[str]]:
    """The names of the buttons, the one in sight first, of an existing page and of a new one."""
    addresses = [
        reverse("wagtailadmin_pages:edit", args=[make_tree(park).pk]),
        reverse("wagtailadmin_pages:add", args=["testapp", "treepage", park.pk]),
    ]
    menus = [client.get(address).context["action_menu"] for address in addresses]
    return [[menu.default_item.name, *(item.name for item in menu.menu_items)] for menu in menus]


def test_who_may_not_publish_submits_with_the_first_button(client: Client, park: ParkPage) -> None:
    client.force_login(make_editor(park, "add", "change"))

    for names in buttons(client, park):
        assert names[:2] == ["action-submit", "action-save-draft"]


def test_who_may_publish_finds_the_buttons_where_wagtail_has_them(client: Client, park: ParkPage) -> None:
    client.force_login(make_editor(park, "add", "change", "publish"))

    for names in buttons(client, park):
        assert names[0] == "action-save-draft"
        assert {"action-publish", "action-submit"} <= set(names)
