from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from cms_site.setup.apply import apply_profile
from cms_site.setup.profile import PROFILE


@pytest.fixture(scope="module")
def site(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A site with the project's profile, made once for a module; each test undoes its own changes."""
    with django_db_blocker.unblock(), transaction.atomic():
        apply_profile(PROFILE, address="http://localhost", say=lambda line: None)
        yield
        transaction.set_rollback(True)
