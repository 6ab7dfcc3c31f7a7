"""The nightly refresh of translation jobs: 12,000 pages in two languages cost a hundred times what 120 do, no more."""

from collections.abc import Callable
from time import perf_counter
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.utils import timezone
from wagtail.models import Locale, Page

from cms_site.core.models import SourcePassages, TranslationJob
from cms_site.core.translation.jobs import following
from tests.factories.core import make_park, make_site, translate
from tests.factories.translation import require
from tests.testapp.models import TreePage

# Jobs are committed one by one, as at night: within one transaction PostgreSQL keeps every version of a row.
pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

FEW, MANY = 120, 12_000
# Half as much again as a line would have it: another program may run meanwhile.
WORST = 1.5
WORDS = "Росте біля мосту через річку Псел, його посадили сто років тому."


def grow(parks: dict[str, Page], begin: int, end: int) -> None:
    """Public sources, of which every other one has a public English translation; none has a Polish one."""
    kind = ContentType.objects.get_for_model(TreePage)
    keys = {number: uuid4() for number in range(begin, end)}
    sources = _pages(parks["uk"], kind, keys)
    _pages(parks["en"], kind, {number: key for number, key in keys.items() if number % 2})
    SourcePassages.objects.bulk_create(
        SourcePassages(page=page, paragraphs=[["title#1", page.title, "field"], ["lead#2", WORDS, "field"]])
        for page in sources
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _pages(park: Page, kind: ContentType, keys: dict[int, Any]) -> list[Page]:
    return Page.objects.bulk_create(
        Page(
            title=f"Дуб {number}" if park.locale.language_code == "uk" else f"Oak {number}",
            slug=f"oak-{number}",
            path=f"{park.path}{Page._int2str(number + 1).rjust(Page.steplen, '0')}",
            depth=park.depth + 1,
            url_path=f"{park.url_path}oak-{number}/",
            content_type=kind,
            locale=park.locale,
            translation_key=key,
            last_published_at=timezone.now(),
        )
        for number, key in keys.items()
    )


def cost(act: Callable[[], Any]) -> tuple[int, float]:
    """Queries and seconds; Django's own record of queries ends at nine thousand."""
    queries = 0

    def counted(execute: Callable, *args: Any) -> Any:
        nonlocal queries
        queries += 1
        return execute(*args)

    begun = perf_counter()
    with connection.execute_wrapper(counted):
        act()
    return queries, perf_counter() - begun


def test_the_nightly_refresh_grows_no_faster_than_the_pages() -> None:
    park: Any = make_park(make_site())
    parks = {"uk": park, **{language: translate(park, language) for language in ("en", "pl")}}
    require(TreePage, "en", "pl")
    assert Locale.objects.count() == 3

    grow(parks, 0, FEW)
    few_opened = cost(following.open_missing)
    few = min(cost(following.open_missing) for _round in range(3))
    grow(parks, FEW, MANY)
    many_opened = cost(following.open_missing)
    many = cost(following.open_missing)

    assert TranslationJob.objects.count() == 2 * MANY
    for name, (queries, seconds), (many_queries, many_seconds) in (
        ("opening", few_opened, many_opened),
        ("refresh", few, many),
    ):
        ratio = many_seconds / seconds / (MANY / FEW)
        print(
            f"{name}: {queries} queries {seconds:.2f} s, then {many_queries} queries {many_seconds:.2f} s: "
            f"{many_queries / MANY:.1f} queries and {1000 * many_seconds / MANY:.1f} ms a page, {ratio:.2f} of a line"
        )
    assert many[0] <= few[0] * MANY / FEW
    assert many[1] <= WORST * few[1] * MANY / FEW
