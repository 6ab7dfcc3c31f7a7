"""Whether the pages of a bundle may become public: the questions of single publication, asked of many pages at once.

What is asked of the text itself (is it complete, is it in its language) is remembered for as long as neither the text
nor what it is compared with changes, so that a table of many pages takes no more queries than one of few. A release
remembers nothing and asks anew.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db.models import Count, Max, Q
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from cms_site.core.bundles.approving import Approvals
from cms_site.core.bundles.models import Bundle, BundleItem
from cms_site.core.lifecycle.family import is_source
from cms_site.core.terms.checking import unexcused
from cms_site.core.terms.models import Term, TermException
from cms_site.core.terms.sentences import sentence as terms_sentence
from cms_site.core.translation.completeness import missing, sentence
from cms_site.core.translation.models import PassageTranslation
from cms_site.core.translation.refusals import problems_of
from cms_site.core.workflow.digests import digest_of_revision

REMEMBERED_SECONDS = 300


@dataclass(frozen=True)
class Judgement:
    """What is wrong with a text in itself, and until when the page would be withheld from readers."""

    problems: Sequence[str] = ()
    withheld_until: datetime | None = None


@dataclass
class Row:
    """A page of a bundle with everything that keeps it from becoming public.

    `obstacles` are sentences. `waiting` says whose approval is missing; it is empty for an approved text. `mine` says
    whether the user who asks may approve the text by releasing it.
    """

    item: BundleItem
    page: Any = None
    revision: Revision | None = None
    digest: str = ""
    unchanged: bool = False
    obstacles: list[str] = field(default_factory=list)
    waiting: str = ""
    mine: bool = False

    @property
    def ready(self) -> bool:
        """Whether the page can become public at once."""
        return not self.obstacles and not self.waiting

    @property
    def title(self) -> str:
        return str(self.revision.object_str if self.revision else self.item.title)


def rows_of(bundle: Bundle, user: Any = None, *, afresh: bool = False) -> list[Row]:
    """The pages of `bundle` in their order, each with what keeps it from becoming public, as `user` is told."""
    items = list(bundle.items.all())
    pages = _pages([item.page_id for item in items if item.page_id])
    rows = [_row(item, pages.get(item.page_id or 0)) for item in items]
    _judge(bundle, [row for row in rows if row.page is not None], afresh=afresh)
    approvals = Approvals([row.page for row in rows if row.page is not None and not row.unchanged], user)
    for row in rows:
        if row.page is not None and row.revision is not None and not row.unchanged:
            row.waiting, row.mine = approvals.of(row.page, row.revision, row.digest, since=row.item.added_at)
    return rows


def _pages(ids: list[int]) -> dict[int, Any]:
    """The pages with all that is asked of each, in one query for each type and one more."""
    known = Page.objects.filter(pk__in=ids).select_related("locale", "locked_by", "latest_revision__content_type")
    plain = {page.pk: page for page in known}
    found = {page.pk: page for page in Page.objects.filter(pk__in=ids).specific().defer_streamfields()}
    for pk, page in found.items():
        for name in ("locale", "locked_by", "latest_revision"):
            setattr(page, name, getattr(plain[pk], name))
    return found


def _row(item: BundleItem, page: Any) -> Row:
    if page is None:
        return Row(item, obstacles=[_("The page was deleted. Take it out, or restore it from the bin.")])
    revision = page.latest_revision
    if revision is None:
        return Row(item, page, obstacles=[_("The page has no draft. Save it once.")])
    unchanged = page.live and not page.has_unpublished_changes
    return Row(item, page, revision, digest_of_revision(revision), unchanged)


def _judge(bundle: Bundle, rows: list[Row], *, afresh: bool) -> None:
    together = {row.page.pk for row in rows}
    paths = {row.page.path[: -Page.steplen] for row in rows}
    parents = {page.path: page for page in Page.objects.filter(path__in=paths).only("path", "live", "title")}
    judged = _judgements([row for row in rows if row.revision and not row.unchanged], afresh=afresh)
    for row in rows:
        parent = parents.get(row.page.path[: -Page.steplen])
        if parent is not None and not parent.live and parent.pk not in together:
            row.obstacles.append(_("The page above it, “%s”, is not public.") % parent.title)
        if row.page.locked:
            row.obstacles.append(_locked(row.page))
        if row.page.pk in judged and row.revision is not None:
            row.obstacles.extend(judged[row.page.pk].problems)
            row.obstacles.extend(_times(bundle, row.revision, judged[row.page.pk]))


def _locked(page: Any) -> str:
    who = page.locked_by
    return _("The page is locked by %s.") % (who.get_full_name() or who.get_username()) if who else _("It is locked.")


def _times(bundle: Bundle, revision: Revision, judgement: Judgement) -> Iterator[str]:
    """What in the page's own times would keep it from being public when the bundle is."""
    now = bundle.release_moment()
    text = revision.content.get("go_live_at")
    own = parse_datetime(text) if text else None
    if own is not None and own > now:
        yield _("It has a time of its own to appear, %s. Take that time away.") % _moment(own)
    if judgement.withheld_until is not None and judgement.withheld_until > now:
        yield _("It is held back until %s, so readers would not see it with the others.") % _moment(
            judgement.withheld_until
        )


def _moment(time: datetime) -> str:
    return str(date_format(localtime(time), "SHORT_DATETIME_FORMAT"))


def _judgements(rows: list[Row], *, afresh: bool) -> dict[int, Judgement]:
    if afresh:
        return {row.page.pk: _look(row) for row in rows}
    keys = {row.page.pk: key for row, key in zip(rows, _keys(rows), strict=True)}
    known = cache.get_many(keys.values())
    found = {}
    for row in rows:
        key = keys[row.page.pk]
        if key not in known:
            known[key] = _look(row)
            cache.set(key, known[key], REMEMBERED_SECONDS)
        found[row.page.pk] = known[key]
    return found


def _keys(rows: Iterable[Row]) -> list[str]:
    """A name for everything that the judgement on each text depends on."""
    rows = list(rows)
    keys = {row.page.translation_key for row in rows if not is_source(row.page)}
    versions = _versions(keys)
    ids = [row.page.pk for row in rows]
    translated = PassageTranslation.objects.filter(page_id__in=ids).values("page_id")
    counted = translated.annotate(newest=Max("pk"), number=Count("pk"), let=Count("pk", filter=Q(stands=True)))
    passages = {row["page_id"]: tuple(row.values()) for row in counted}
    excused = dict(TermException.objects.filter(page_id__in=ids).values_list("page_id").annotate(Count("pk")))
    terms = Term.objects.aggregate(Max("changed_at"), Count("pk"))
    said = [
        (
            *_own(row),
            get_language(),
            versions.get(row.page.translation_key),
            passages.get(row.page.pk),
            excused.get(row.page.pk),
            terms,
        )
        for row in rows
    ]
    return ["bundle-" + sha256(repr(each).encode()).hexdigest() for each in said]


def _own(row: Row) -> tuple[Any, ...]:
    return row.page.pk, row.digest, row.page.path


def _versions(translation_keys: set[Any]) -> dict[Any, Any]:
    pages = Page.objects.filter(translation_key__in=translation_keys).order_by("pk")
    found: dict[Any, list[Any]] = {}
    for key, *rest in pages.values_list("translation_key", "pk", "latest_revision", "live_revision", "live"):
        found.setdefault(key, []).append(rest)
    return found


def _look(row: Row) -> Judgement:
    """Judge one text, with all the queries that takes."""
    draft: Any = row.revision.as_object()  # type: ignore[union-attr]
    problems = []
    try:
        draft.full_clean()
    except ValidationError as error:
        problems = list(problems_of(draft, error))
    if found := missing(draft):
        problems.append(sentence(found))
    if wrong := unexcused(draft):
        problems.append(terms_sentence(wrong))
    return Judgement(problems, draft.withheld_until())


def fingerprint(rows: Iterable[Row]) -> str:
    """A number for what is released: another one when a text or the list is another."""
    return sha256(repr([(row.item.page_id, row.digest) for row in rows]).encode()).hexdigest()
