from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from home.models import HomePage
from tests.factories.home import make_home


@pytest.fixture
def home() -> HomePage:
    return make_home()


@pytest.fixture
def queries(client: Client) -> Callable[[str], int]:
    """The number of queries of an address that was opened before, so that renditions and content types are there."""

    def count(url: str) -> int:
        client.get(url)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200
        return len(captured)

    return count
