import pytest
from django.test import Client
from wagtail.models import Page

from tests.factories.core import make_editor, make_park, make_site
from tests.testapp.models import ParkPage


@pytest.fixture
def home(db: None) -> Page:
    return make_site()


@pytest.fixture
def park(home: Page) -> ParkPage:
    return make_park(home)


@pytest.fixture
def editor(home: Page, park: ParkPage, client: Client) -> Client:
    """An editor of the Ukrainian park, who has no rights in any other language."""
    client.force_login(make_editor(park, "add", "change", "publish"))
    return client
