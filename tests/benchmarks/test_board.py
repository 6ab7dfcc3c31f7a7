"""The board of translations of 12,000 pages in two languages: 25 queries, and at most twice the time of 120 pages."""

from datetime import timedelta
from itertools import cycle
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page

from cms_site.core.models import TranslationJob
from cms_site.core.translation.jobs import counts
from cms_site.core.translation.jobs.models import OPEN, State
from tests.benchmarks.measuring import measure
from tests.factories.core import make_park, make_site, translate
from tests.testapp.models import TreePage

pytestmark = pytest.mark.django_db

FEW, MANY = 120, 12_000
# Of ten jobs seven are done, as on a site that is worked on.
STATES = [State.CURRENT] * 7 + [State.MISSING, State.IN_WORK, State.OUTDATED]


def grow(park: Page, begin: int, end: int) -> None:
    """Public pages with their jobs, stored as saving them one by one would have."""
    kind = ContentType.objects.get_for_model(TreePage)
    pages = Page.objects.bulk_create(
        Page(
            title=f"Дуб {number}",
            slug=f"oak-{number}",
            path=f"{park.path}{Page._int2str(number + 1).rjust(Page.steplen, '0')}",
            depth=park.depth + 1,
            url_path=f"{park.url_path}oak-{number}/",
            content_type=kind,
            locale=park.locale,
            translation_key=uuid4(),
        )
        for number in range(begin, end)
    )
    locales = Locale.objects.exclude(pk=park.locale_id)
    states, now = cycle(STATES), timezone.now()
    TranslationJob.objects.bulk_create(
        TranslationJob(
            source=page,
            locale=locale,
            section_id=park.pk,
            page_type="testapp.treepage",
            state=state,
            words=0 if state == State.CURRENT else 90,
            due=now + timedelta(minutes=page.pk - 6_000),
            closed_at=None if state in OPEN else now,
        )
        for page in pages
        for locale, state in zip(locales, states, strict=False)
    )
    counts.recount()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def test_board_and_list_take_as_long_for_a_hundred_times_the_pages() -> None:
    park: Any = make_park(make_site())
    for language in ("en", "pl"):
        translate(park, language)
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("admin"))
    jobs = reverse("translation_board:jobs")
    addresses = [reverse("translation_board:index"), jobs, f"{jobs}?section={park.pk}&state=missing&overdue=true"]

    grow(park, 0, FEW)
    few = [measure(client, address) for address in addresses]
    grow(park, FEW, MANY)
    many = [measure(client, address) for address in addresses]

    for address, (queries, seconds), (many_queries, many_seconds) in zip(addresses, few, many, strict=True):
        print(f"{address}: {queries} queries {seconds:.3f} s, then {many_queries} queries {many_seconds:.3f} s")
        assert many_queries <= min(queries, 25)
        assert many_seconds <= 2 * seconds
