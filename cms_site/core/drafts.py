"""Many new pages at once. Saving them one by one asks the database a hundred questions each."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from modelcluster.models import get_all_child_relations
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision
from wagtail.search.backends import get_search_backends

from cms_site.core.story import circumstances
from cms_site.core.workflow import contributions

BASE_FIELDS = [field for field in Page._meta.concrete_fields if not field.primary_key]


@transaction.atomic
def add_drafts(parent: Page, pages: Sequence[Any], user: Any) -> None:
    """Add `pages`, unsaved and of one type, below `parent` as drafts that `user` wrote.

    What saving each would do is done for all together: rows, first revision, history, search and references. The
    catalogue knows no drafts. The caller has checked the pages and given them slugs that are free.
    """
    if not pages:
        return
    rows = {id(page): _rows_of(page) for page in pages}
    _place(parent, pages, user)
    _insert(pages)
    _insert_rows(pages, rows)
    _write_revisions(pages, user)
    _write_history(pages, user)
    for backend in get_search_backends(with_auto_update=True):
        backend.add_bulk(type(pages[0]), pages)
    for page in pages:
        ReferenceIndex.create_or_update_for_object(page)


def _rows_of(page: Any) -> dict[str, list[Any]]:
    """The inline rows by relation, while the page has no id and so asks the database nothing."""
    names = [relation.get_accessor_name() for relation in get_all_child_relations(type(page))]
    return {name: list(getattr(page, name).all()) for name in names}


def _place(parent: Page, pages: Iterable[Any], user: Any) -> None:
    """Put the pages at the end of the children of `parent`, which stays locked until the transaction ends."""
    above = Page.objects.select_for_update().get(pk=parent.pk)
    last = above.get_last_child()
    content_type = None
    count = 0
    for page in pages:
        content_type = content_type or ContentType.objects.get_for_model(type(page))
        page.depth = above.depth + 1
        page.path = last._inc_path() if last else Page._get_path(above.path, page.depth, 1)
        page.content_type, page.owner, page.draft_title = content_type, user, page.title
        page.live, page.has_unpublished_changes = False, True
        page.set_url_path(above)
        last, count = page, count + 1
    Page.objects.filter(pk=above.pk).update(numchild=F("numchild") + count)


def _insert(pages: Sequence[Any]) -> None:
    base = [Page(**{field.attname: getattr(page, field.attname) for field in BASE_FIELDS}) for page in pages]
    for page, stored in zip(pages, Page.objects.bulk_create(base), strict=True):
        page.pk = page.id = stored.pk
        # Raw, as fixtures are loaded: only the table of the type itself, and no handler writes an index for one page.
        page.save_base(raw=True, force_insert=True)


def _insert_rows(pages: Sequence[Any], rows: dict[int, dict[str, list[Any]]]) -> None:
    by_model: dict[type[models.Model], list[Any]] = {}
    for page in pages:
        for relation in get_all_child_relations(type(page)):
            name = relation.get_accessor_name()
            found = rows[id(page)][name]
            for number, row in enumerate(found):
                setattr(row, relation.field.name, page)
                row.locale, row.sort_order = page.locale, number
                by_model.setdefault(type(row), []).append(row)
            setattr(page, name, found)
    for model, found in by_model.items():
        model._default_manager.bulk_create(found)


def _write_revisions(pages: Sequence[Any], user: Any) -> None:
    now = timezone.now()
    base_type = ContentType.objects.get_for_model(Page)
    revisions = Revision.objects.bulk_create(
        Revision(
            content_type_id=page.content_type_id,
            base_content_type=base_type,
            object_id=str(page.pk),
            created_at=now,
            user=user,
            object_str=str(page),
            content=page.serializable_data(),
        )
        for page in pages
    )
    for page, revision in zip(pages, revisions, strict=True):
        page.latest_revision, page.latest_revision_created_at = revision, now
    contributions.record_first_revisions(revisions)
    stored = [Page(pk=page.pk, latest_revision=page.latest_revision, latest_revision_created_at=now) for page in pages]
    Page.objects.bulk_update(stored, ["latest_revision", "latest_revision_created_at"])


def _write_history(pages: Sequence[Any], user: Any) -> None:
    now = timezone.now()
    entries = [
        PageLogEntry(
            content_type_id=page.content_type_id,
            page=page,
            label=page.get_admin_display_title(),
            action="wagtail.create",
            timestamp=now,
            user=user,
            revision=page.latest_revision,
            content_changed=True,
        )
        for page in pages
    ]
    for entry in entries:
        circumstances.complete(entry)
    PageLogEntry.objects.bulk_create(entries)
