"""Filling the catalogue: the only code that writes it."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone
from wagtail.models import Page

from cms_site.core.catalog.models import Entry, EntryFacet, new_version
from cms_site.core.lifecycle import addresses
from cms_site.core.page_types import facets_of, label_of, page_types
from cms_site.core.search import searchable_words
from cms_site.core.translation.addresses import language_of
from cms_site.core.translation.completeness import missing

FIELDS = [field.attname for field in Entry._meta.concrete_fields if not field.primary_key and field.name != "version"]
BATCH = 200


@dataclass(frozen=True)
class Projection:
    """What the catalogue should hold for one page."""

    page_id: int
    row: dict[str, Any]
    facets: frozenset[tuple[str, str]]


def public_pages(model: type[models.Model]) -> models.QuerySet:
    """The pages of `model` that the public may see now: live, not restricted, not an alias, not withheld."""
    pages = model._default_manager.live().public().filter(alias_of=None)  # type: ignore[attr-defined]
    return pages.exclude(model.withheld(timezone.now()))  # type: ignore[attr-defined]


def project(page: Any) -> Projection | None:
    """The catalogue row of a public page, or None when it has no address in its language or is not complete in it."""
    address = page.get_url_parts()
    if address is None or language_of(address[2]) != page.locale.language_code or missing(page):
        return None
    model = type(page)
    facets = {(facet.name, value) for facet in facets_of(model) for value in facet.values(page)}
    return Projection(page.pk, row_of(page, address[2]), frozenset(facets))


def row_of(page: Any, url: str) -> dict[str, Any]:
    """The columns of the catalogue for a page as it is in memory, which readers find at `url`."""
    date = page.catalog_date()
    return {
        "locale_id": page.locale_id,
        "translation_key": page.translation_key,
        "page_type": label_of(type(page)),
        "section": page.section_id(),
        "title": page.catalog_title(),
        "lead": page.lead,
        "url": url,
        "image_id": page.image_id,
        "image_alt": page.image_alt,
        "sort_date": date.start if date else None,
        "end_date": date.end if date else None,
        "precision": date.precision.value if date else "",
        "year": date.year if date else None,
        "withdrawn": _withdrawn_on(page),
        "published": page.first_published_at,
        "changed": page.last_published_at,
        "title_words": searchable_words(page.title),
        "words": page.search_words(),
    }


def _withdrawn_on(page: Any) -> datetime.date | None:
    removal = getattr(page, "removal", None)
    return timezone.localdate(removal.at) if removal is not None and removal.withdrawn else None


def refresh(pages: models.QuerySet, *, touched: bool = False) -> None:
    """Make the catalogue right about `pages` (a queryset of Page), in the caller's transaction; `store` says of which
    pages to say that they were `touched`.
    """
    with transaction.atomic():
        by_type: dict[int, list[int]] = {}
        for pk, content_type in pages.values_list("pk", "content_type").order_by("pk"):
            by_type.setdefault(content_type, []).append(pk)
        for content_type, page_ids in by_type.items():
            model = ContentType.objects.get_for_id(content_type).model_class()
            for chunk in _chunks(page_ids):
                stored = {store(projection, touched=touched) for projection in _projections(model, chunk)}
                Entry.objects.filter(pk__in=set(chunk) - stored).delete()


def refresh_page(page: Page) -> None:
    """`refresh` for one page that was saved."""
    refresh(Page.objects.filter(pk=page.pk), touched=True)


def refresh_subtree(page: Page) -> None:
    """`refresh` for a page and everything below it."""
    refresh(Page.objects.filter(path__startswith=page.path))


def store(projection: Projection, *, touched: bool = False) -> int:
    """Write one row and its facet values where they differ from what is stored; returns the page's id.

    A page that was `touched` may say something else that is not in the catalogue: its row gets another version.
    """
    entry = Entry.objects.filter(pk=projection.page_id).first()
    stored = {(name, value): pk for pk, name, value in _facet_rows([projection.page_id])}
    if (
        touched
        or entry is None
        or stored.keys() != projection.facets
        or any(getattr(entry, name) != projection.row[name] for name in FIELDS)
    ):
        if entry is None or entry.url != projection.row["url"]:
            addresses.claim(projection.page_id, projection.row["url"])
        row = {**projection.row, "version": new_version()}
        Entry.objects.update_or_create(pk=projection.page_id, defaults=row)
    gone = [pk for key, pk in stored.items() if key not in projection.facets]
    if gone:
        EntryFacet.objects.filter(pk__in=gone).delete()
    EntryFacet.objects.bulk_create(
        EntryFacet(entry_id=projection.page_id, name=name, value=value)
        for name, value in projection.facets - stored.keys()
    )
    return projection.page_id


def rebuild() -> int:
    """Make the whole catalogue right in one transaction; returns the number of entries."""
    with transaction.atomic():
        # most types have no page while a site is set up, and asking for each takes time
        present = set(Page.objects.live().order_by().values_list("content_type", flat=True).distinct())
        types = ContentType.objects.get_for_models(*page_types())
        found = [model for model in page_types() if types[model].pk in present]
        stored = {store(projection) for model in found for projection in _projections(model)}
        stale = set(Entry.objects.values_list("pk", flat=True)) - stored
        for chunk in _chunks(stale):
            Entry.objects.filter(pk__in=chunk).delete()
    return len(stored)


def differences() -> list[str]:
    """What the catalogue says wrongly, one line each; empty when it is right."""
    found: list[str] = []
    seen: set[int] = set()
    for model in page_types():
        for projection in _projections(model):
            seen.add(projection.page_id)
            found.extend(_differences_of(projection))
    extra = Entry.objects.exclude(pk__in=seen).values_list("pk", "title")
    return found + [f"{pk} {title}: is in the catalogue but not public" for pk, title in extra]


def _differences_of(projection: Projection) -> Iterator[str]:
    head = f"{projection.page_id} {projection.row['title']}"
    entry = Entry.objects.filter(pk=projection.page_id).first()
    if entry is None:
        yield f"{head}: is public but not in the catalogue"
        return
    for name in FIELDS:
        if getattr(entry, name) != projection.row[name]:
            yield f"{head}: {name} is {getattr(entry, name)!r}, should be {projection.row[name]!r}"
    stored = {(name, value) for _pk, name, value in _facet_rows([projection.page_id])}
    for name, value in sorted(stored ^ projection.facets):
        yield f"{head}: facet {name}={value} is {'superfluous' if (name, value) in stored else 'missing'}"


def _projections(model: type[models.Model] | None, page_ids: list[int] | None = None) -> Iterator[Projection]:
    if model is None or model not in set(page_types()):
        return
    pages = public_pages(model).select_related("removal")
    if page_ids is not None:
        pages = pages.filter(pk__in=page_ids)
    for page in pages.iterator(chunk_size=BATCH):
        projection = project(page)
        if projection is not None:
            yield projection


def _chunks(page_ids: Iterable[int]) -> Iterator[list[int]]:
    ordered = sorted(page_ids)
    for start in range(0, len(ordered), BATCH):
        yield ordered[start : start + BATCH]


def _facet_rows(page_ids: Iterable[int]) -> models.QuerySet:
    return EntryFacet.objects.filter(entry__in=page_ids).values_list("pk", "name", "value")
