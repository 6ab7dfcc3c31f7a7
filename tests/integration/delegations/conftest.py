import pytest
from wagtail.models import Page

from delegations.models import DelegationIndexPage
from tests.factories.core import make_site
from tests.factories.delegations import make_delegation_index


@pytest.fixture
def home() -> Page:
    return make_site()


@pytest.fixture
def index(home: Page) -> DelegationIndexPage:
    return make_delegation_index(home)
