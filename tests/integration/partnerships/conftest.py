import pytest
from wagtail.models import Page

from partnerships.models import AgreementIndexPage, ConvoyIndexPage, PartnershipIndexPage
from tests.factories.core import make_site
from tests.factories.partnerships import make_agreement_index, make_convoy_index, make_partnership_index


@pytest.fixture
def home() -> Page:
    return make_site()


@pytest.fixture
def partners(home: Page) -> PartnershipIndexPage:
    return make_partnership_index(home)


@pytest.fixture
def agreements(home: Page) -> AgreementIndexPage:
    return make_agreement_index(home)


@pytest.fixture
def convoys(home: Page) -> ConvoyIndexPage:
    return make_convoy_index(home)
