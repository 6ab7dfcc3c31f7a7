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
from cms_site.core.translation.jobs import counts, following
from cms_site.core.translation.jobs.models import State
from cms_site.core.translation.paragraphs import words
from tests.factories.core import make_park, make_site, translate
from tests.factories.translation import require
from tests.testapp.models import TreePage

# Jobs are committed one by one, as at night: within one transaction PostgreSQL keeps every version of a row.
pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

FEW, MANY = 120, 12_000
ROUNDS = 5
# Half as much again as a line would have it: another program may run meanwhile.
WORST = 1.5
WORDS = "Росте біля мосту через річку Псел, його посадили сто років тому."


def grow(parks: dict[str, Page], begin: int, end: int) -> None:
    """Public sources, of which every other one has a public English translation and none a Polish one, with the jobs
    that opening them one by one would have made.
    """
    kind = ContentType.objects.get_for_model(TreePage)
    keys = {number: uuid4() for number in range(begin, end)}
    sources = _pages(parks["uk"], kind, keys)
    _pages(parks["en"], kind, {number: key for number, key in keys.items() if number % 2})
    SourcePassages.objects.bulk_create(
        SourcePassages(page=page, paragraphs=[["title#1", page.title, "field"], ["lead#2", WORDS, "field"]])
        for page in sources
    )
    now = timezone.now()
    translated = {page.pk for page, number in zip(sources, keys, strict=True) if number % 2}
    TranslationJob.objects.bulk_create(
        TranslationJob(
            source=page,
            locale=parks[language].locale,
            section_id=following.section_of(parks["uk"]),
            page_type="testapp.treepage",
            **(
                {"state": State.CURRENT, "closed_at": now}
                if language == "en" and page.pk in translated
                else {"state": State.MISSING, "words": words(page.title) + words(WORDS), "due": now}
            ),
        )
        for page in sources
        for language in ("en", "pl")
    )
    counts.recount()
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
    assert following.differences() == []
    few = min((cost(following.open_missing) for _round in range(ROUNDS)), key=lambda found: found[1])
    grow(parks, FEW, MANY)
    many = cost(following.open_missing)

    (queries, seconds), (many_queries, many_seconds) = few, many
    print(
        f"{queries} queries {seconds:.2f} s, then {many_queries} queries {many_seconds:.2f} s: "
        f"{many_seconds / seconds / (MANY / FEW):.2f} of a line"
    )
    assert TranslationJob.objects.count() == 2 * MANY
    assert many_queries <= queries * MANY / FEW
    assert many_seconds <= WORST * seconds * MANY / FEW
