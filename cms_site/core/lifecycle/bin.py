"""The bin: what is deleted stays whole for a while and can be brought back.

Deleted pages are in no table that anything else reads; every row that Django deletes with them is kept as plain values.
So nothing public, no search, chooser, report or export can meet them, and a right on a deleted section gives nothing.
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.delete_page import DeletePageAction
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from cms_site.core.catalog import projection
from cms_site.core.catalog.models import Entry
from cms_site.core.lifecycle import (
    addresses,
    family,
    moving,
    places,
    purging,
    removal,
    revival,
    rules,
    snapshot,
    translation_memory,
)
from cms_site.core.lifecycle.models import BinItem, BinnedRows, Kind, Removal
from cms_site.core.lifecycle.signals import page_restored


class RestorationRefusedError(PermissionDenied):
    """Why pages stay in the bin; the sentence is for the user."""


@transaction.atomic
def put(page: Page, *, user: Any = None) -> BinItem:
    """Delete `page` with all below it and its translations, and keep what went; returns where it is kept.

    Raises rules.DeletionRefusedError, and snapshot.HeldError if records that stay depend on one of the pages.
    """
    rules.check(page, user)
    roots = _roots(page)
    pages = family.subtrees(roots)
    _leave_notice(pages, user)
    for_redirects = _leave_notice_for_redirects(pages, user)
    taken = snapshot.collect(pages)
    item = BinItem.objects.create(
        title=page.title,
        page_type=page.specific_class._meta.label if page.specific_class else "",
        address=removal.public_address(page) or page.url_path,
        roots=[places.describe(root, root.get_descendant_count() + 1) for root in roots],
        without_source=_without_source(pages),
        page_count=pages.count(),
        deleted_by=user,
    )
    snapshot.store(item, taken)
    mentions = snapshot.sources_of_references(pages)
    BinnedRows.objects.create(item=item, what="reference", table="wagtailcore.ReferenceIndex", content=mentions)
    BinnedRows.objects.create(item=item, what="reference", table=Removal._meta.label, content=for_redirects)
    # what was off the site before keeps its own reason
    notices = Removal.objects.filter(Q(page__in=pages) | Q(pk__in=for_redirects))
    notices.filter(kind__in=[Kind.DELETED, Kind.WITHDRAWN]).update(bin_item=item)
    translation_memory.store(item, pages)
    for root in roots:
        # the tree has changed since the roots were read
        found = Page.objects.get(pk=root.pk)
        DeletePageAction(found.specific, user=user).execute(skip_permission_checks=True)
    return item


def _without_source(pages: QuerySet) -> list[str]:
    keys = {str(key) for key in pages.values_list("translation_key", flat=True)}
    sources = Page.objects.filter(translation_key__in=keys, locale__language_code=settings.LANGUAGE_CODE)
    return sorted(keys - {str(key) for key in sources.values_list("translation_key", flat=True)})


def _roots(page: Page) -> list[Page]:
    """`page` and its translations, and those of pages below it that are elsewhere; the page last."""
    roots = family.together(page)
    below = family.subtrees(roots)
    elsewhere = family.translations(list(below)).exclude(pk__in=below.values("pk"))
    extra: list[Page] = []
    for found in elsewhere:
        if not any(found.path.startswith(root.path) for root in extra):
            extra.append(found)
    return [*extra, *roots]


def _leave_notice(pages: Iterable[Page], user: Any) -> None:
    """Let the addresses of public pages say that they were deleted; what says something else already goes on."""
    for page in pages:
        address = removal.public_address(page) if page.live else ""
        # a withdrawn page stays withdrawn when it comes back; since then it may have moved
        if address and not Removal.objects.filter(page=page.pk).update(address=address):
            Removal.objects.create(page_id=page.pk, kind=Kind.DELETED, address=address, by=user)


def _leave_notice_for_redirects(pages: QuerySet, user: Any) -> list[int]:
    """Let the former addresses say the same, unless a public page is there; returns the ids of the notices."""
    former = Redirect.objects.filter(redirect_page__in=pages).values_list("old_path", flat=True)
    urls = {addresses.as_address(path) for path in former}
    urls -= set(Entry.objects.filter(url__in=urls).values_list("url", flat=True))
    return [Removal.objects.create(kind=Kind.DELETED, address=url, by=user).pk for url in sorted(urls)]


@transaction.atomic
def restore(item: BinItem, *, user: Any = None, parent: Page | None = None) -> list[Page]:
    """Bring the pages of `item` back, with everything that went with them, all or none; returns one for each language.

    `parent` is another place for them. Raises RestorationRefusedError.
    """
    item = BinItem.objects.select_for_update().get(pk=item.pk)
    plan = places.plan(item, parent)
    if not plan.possible:
        raise RestorationRefusedError(" ".join(plan.obstacles))
    _check_rights(plan, user)
    rows = revival.load(item)
    if stuck := revival.drop_what_lost_its_owner(rows):
        raise RestorationRefusedError(
            _("A record that one of the pages cannot be without was deleted since: %s.") % ", ".join(map(str, stuck))
        )
    rows[Redirect] = {pk: row for pk, row in rows.get(Redirect, {}).items() if _leads_on(row, item)}
    pages = rows[Page]
    below = {place.root.pk: _subtree(place.root, pages) for place in plan.places}
    for place in plan.places:
        _put_in_place(place, below[place.root.pk])
    renamed = {place.root.pk: place for place in plan.places if place.renamed}
    _rename_revisions(rows.get(Revision, {}), pages, renamed)
    try:
        with transaction.atomic():
            revival.insert(rows)
    except IntegrityError:
        raise RestorationRefusedError(
            _("A number or an address that has to be unique was given to another page since.")
        ) from None
    revival.refill_references(item)
    former = _take_notices_away(item, list(pages))
    _bring_beside_sources(list(pages))
    _finish(item, list(pages))
    addresses.lead_on(former)
    for place in plan.places:
        addresses.forget_own(Page.objects.get(pk=place.root.pk))
    roots = list(Page.objects.filter(pk__in=[place.root.pk for place in plan.places]).select_related("locale"))
    for page in Page.objects.filter(pk__in=list(pages)).specific():
        log(instance=page, action="core.restore", user=user, data={"deleted": item.deleted_at.isoformat()})
    item.delete()
    return roots


def _check_rights(plan: places.Plan, user: Any) -> None:
    """Restoring needs the right to add pages where the page comes, and to publish there if it was public."""
    if user is None:
        return
    place = plan.places[-1]
    rights = place.parent.permissions_for_user(user)
    may = rights.can_add_subpage() and (not place.root.live or rights.can_publish_subpage())
    if not may:
        raise RestorationRefusedError(_("You may not add “%(title)s” below “%(parent)s”.") % {
            "title": place.root.title, "parent": place.parent.title,
        })  # fmt: skip


def _subtree(root: places.Root, pages: dict[Any, Any]) -> list[Any]:
    """The page of one language and those below it, which comes first."""
    found = [page for page in pages.values() if page.path.startswith(root.path)]
    return sorted(found, key=lambda page: page.path)


def _put_in_place(place: places.Place, pages: list[Any]) -> None:
    """Give the pages of one language their paths in the tree below their parent, and their addresses."""
    parent = Page.objects.select_for_update().get(pk=place.parent.pk)
    root = pages[0]
    old_path, old_url = root.path, root.url_path
    root.slug = place.slug
    new_path = _free_path(parent, old_path)
    new_url = f"{parent.url_path}{place.slug}/"
    for page in pages:
        page.url_path = new_url + page.url_path.removeprefix(old_url)
        page.path = new_path + page.path.removeprefix(old_path)
        page.depth = len(page.path) // Page.steplen
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + 1)


def _free_path(parent: Page, old_path: str) -> str:
    """The old position among the children of `parent` if it is free, else the last one."""
    wanted = parent.path + old_path[-Page.steplen :]
    if not Page.objects.filter(path=wanted).exists():
        return str(wanted)
    last = parent.get_last_child()
    return str(last._inc_path())


def _rename_revisions(revisions: dict[Any, Any], pages: dict[Any, Any], renamed: dict[int, places.Place]) -> None:
    """A draft would bring the old end of the address back when it is published."""
    for pk, place in renamed.items():
        latest = revisions.get(pages[pk].latest_revision_id)
        if latest is not None and latest.content.get("slug") == place.root.slug:
            latest.content["slug"] = place.slug


def _notices_for_redirects(item: BinItem) -> QuerySet:
    """What says at former addresses that their page was deleted, as far as no other page was public there since."""
    stored = item.rows.filter(what="reference", table=Removal._meta.label, field="")
    ids = [pk for rows in stored for pk in rows.content]
    return Removal.objects.filter(pk__in=ids).exclude(address="")


def _leads_on(redirect: Any, item: BinItem) -> bool:
    """Whether a redirect that was deleted with `item` leads to its page again."""
    if addresses.is_taken(redirect):
        return False
    address = addresses.as_address(redirect.old_path)
    return not redirect.automatically_created or _notices_for_redirects(item).filter(address=address).exists()


def _take_notices_away(item: BinItem, ids: list[Any]) -> list[tuple[Page, str]]:
    """Let nothing say any more that the pages were deleted; returns the addresses at which readers knew public ones."""
    notices = list(Removal.objects.filter(page__in=ids, kind=Kind.DELETED).select_related("page"))
    withdrawn = list(Removal.objects.filter(page__in=ids, kind=Kind.WITHDRAWN).select_related("page"))
    Removal.objects.filter(pk__in=[notice.pk for notice in notices]).delete()
    _notices_for_redirects(item).delete()
    return [(notice.page, notice.address) for notice in [*notices, *withdrawn] if notice.page]


def _finish(item: BinItem, ids: list[Any]) -> None:
    """Bring everything up to date that is made from pages."""
    Revision.page_revisions.filter(
        object_id__in=[str(pk) for pk in ids], approved_go_live_at__lt=timezone.now()
    ).update(approved_go_live_at=None)
    translation_memory.restore(item)
    restored = Page.objects.filter(pk__in=ids)
    projection.refresh(restored)
    mentions = item.rows.filter(table="wagtailcore.ReferenceIndex").first()
    specific = list(restored.specific())
    revival.index(specific, mentions.content if mentions else [])
    for page in specific:
        page_restored.send(sender=type(page), instance=page)


def _bring_beside_sources(ids: list[Any]) -> None:
    """A translation that was in the bin while its source moved comes to where that is now."""
    restored = Page.objects.filter(pk__in=ids).exclude(locale__language_code=settings.LANGUAGE_CODE)
    for pk in list(restored.order_by("path").values_list("pk", flat=True)):
        try:
            with addresses.never_known(pk):
                moving.bring_beside_source(Page.objects.select_related("locale").get(pk=pk))
        except moving.MoveRefusedError as refusal:
            raise RestorationRefusedError(str(refusal)) from None


def purge(items: Iterable[BinItem], *, user: Any = None) -> int:
    """Delete what is in `items` for good, unless somebody restored it meanwhile; returns the number of pages."""
    count = 0
    for pk in [item.pk for item in items]:
        with transaction.atomic():
            item = BinItem.objects.select_for_update().filter(pk=pk).first()
            if item is None:
                continue
            purging.write_down(item, user)
            translation_memory.forget(item)
            count += item.page_count
            item.delete()
    return count
