"""Exporting 10,000 visits: rows go out as they are read, and the memory does not grow with them."""

import gc
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import islice
from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page

from delegations.models import DelegationIndexPage, DelegationPage, Member
from tests.benchmarks.memory import forget_peak, peak_mb
from tests.factories.core import make_site
from tests.factories.delegations import make_delegation_index, make_visit

pytestmark = pytest.mark.django_db

LIST = reverse("delegations_delegationpage:index")
ROWS = 10_000
# More than a process has that served the list before: some 240 MB, and 300 are to be enough for both.
MOST_MB = 60


def multiply(index: DelegationIndexPage, number: int) -> None:
    """Store visits with two members each, past the code that keeps page tree and catalogue, which would take long."""
    pattern = make_visit(index, countries=["PL"], head_count=2, place="Люблін", purpose="Обмін досвідом. " * 20)
    columns = [field.attname for field in DelegationPage._meta.local_concrete_fields if not field.primary_key]
    for start in range(0, number - 1, 1000):
        pages = []
        for place in range(start, min(start + 1000, number - 1)):
            page = Page(**{field.attname: getattr(pattern, field.attname) for field in Page._meta.concrete_fields})
            page.pk, page.slug, page.title = None, f"visit-{place}", f"Візит {place}"
            page.path, page.url_path = (
                Page._get_path(index.path, index.depth + 1, place + 2),
                f"{index.url_path}{place}/",
            )
            page.translation_key = uuid4()
            pages.append(page)
        stored = Page.objects.bulk_create(pages)
        for place, page in enumerate(stored):
            visit = DelegationPage(page_ptr_id=page.pk, **{name: getattr(pattern, name) for name in columns})
            visit.start_date = date(2000, 1, 1) + timedelta(days=start + place)
            visit.save_base(raw=True, force_insert=True)
        Member.objects.bulk_create(
            Member(page_id=page.pk, name=name, post="депутат", sort_order=0, locale=pattern.locale)
            for page in stored
            for name in ("Іван Петренко", "Олена Коваль")
        )


@pytest.fixture
def usual_collector() -> Iterator[None]:
    """Let Python collect what is not needed as often as it does in production; tests do more seldom."""
    before = gc.get_threshold()
    gc.set_threshold(700, 10, 10)
    yield
    gc.set_threshold(*before)


@pytest.fixture
def admin(client: Client) -> Client:
    multiply(make_delegation_index(make_site()), ROWS)
    client.force_login(get_user_model().objects.create_superuser("admin", password="x"))
    return client


@pytest.mark.usefixtures("usual_collector")
def test_ten_thousand_visits_are_exported_in_little_memory(
    admin: Client, record_property: Callable[[str, object], None]
) -> None:
    admin.get(LIST)
    gc.collect()
    before = forget_peak()
    with CaptureQueriesContext(connection) as queries:
        stream = admin.get(f"{LIST}?export=csv").streaming_content
        first = b"".join(islice(stream, 11))
    before_all_is_read = len(queries)
    lines = (first + b"".join(stream)).decode().splitlines()
    after_csv = peak_mb() - before
    xlsx = sum(len(chunk) for chunk in admin.get(f"{LIST}?export=xlsx").streaming_content)

    record_property("peak_mb_csv", round(after_csv))
    record_property("peak_mb", round(peak_mb() - before))
    print(f"{before:.0f} MB before, CSV {after_csv:.0f} MB more, XLSX {peak_mb() - before:.0f} MB more")
    assert first.count(b"\r\n") == 10
    assert before_all_is_read < 60
    assert len(lines) == ROWS + 1
    assert xlsx > 100_000
    assert peak_mb() - before <= MOST_MB
