"""The sentences of a story: who did what and when, with everything that is known about it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail.users.utils import get_deleted_user_display_name

from cms_site.core.changes.models import Weight
from cms_site.core.lifecycle.family import language_name
from cms_site.core.story.circumstances import KEY, name_of
from cms_site.core.story.kinds import PUBLISHED, kind_of
from cms_site.core.story.models import StoryEntry, StoryQuerySet
from cms_site.core.workflow.models import Approval

MOMENT = "SHORT_DATETIME_FORMAT"


@dataclass(frozen=True)
class Detail:
    """Something that is known about an act: words that somebody wrote are quoted."""

    label: str
    text: str
    quoted: bool = False
    url: str = ""


@dataclass(frozen=True)
class Line:
    """An act in a story. `url` leads to the page's own story, `compare_url` to the words that were changed."""

    at: datetime
    who: str
    sentence: str
    kind: str
    title: str
    language: str
    address: str
    revision: int | None
    number: int
    url: str = ""
    compare_url: str = ""
    details: Sequence[Detail] = ()

    @property
    def day(self) -> date:
        """The day by the clock of the reader."""
        return localtime(self.at).date()

    def detail(self, label: str) -> str:
        """What the detail called `label` says; empty if there is none."""
        return next((detail.text for detail in self.details if detail.label == label), "")


def lines(entries: Iterable[StoryEntry], user: Any = None) -> list[Line]:
    """The sentences for entries that come from `told()`, in the active language, in few queries for all of them.

    Links are there for a `user` who may follow them.
    """
    return list(_Teller(list(entries), user).lines())


def details_of_reasons() -> list[str]:
    """The headings of what people wrote about an act."""
    return [_("Reason"), _("Comment"), _("Note for readers")]


class _Teller:
    """What is looked up for many entries at once."""

    def __init__(self, entries: list[StoryEntry], user: Any) -> None:
        self.entries = entries
        sources = [source["page"] for entry in entries if (source := _known(entry).get("source"))]
        ids = {*(entry.page_id for entry in entries), *sources}
        self.pages: dict[int, Page] = Page.objects.select_related("locale", "content_type").in_bulk(ids)
        self.editable = _editable(user, ids)
        self.approvals = _approvals({entry.page_id for entry in entries if entry.action in PUBLISHED})

    def lines(self) -> Iterator[Line]:
        """A line for each entry."""
        for entry in self.entries:
            known, page = _known(entry), self.pages.get(entry.page_id)
            language = known.get("language") or (page.locale.language_code if page else "")
            yield Line(
                at=entry.timestamp,
                who=who(entry),
                sentence=self._sentence(entry),
                kind=str(kind_of(entry.action).label),
                title=entry.label,
                language=language_name(language) if language else "",
                address=known.get("address", "") or (page.url_path if page else ""),
                revision=entry.revision_id,
                number=entry.pk,
                url=reverse("core_story", args=[entry.page_id]) if page else "",
                compare_url=self._compare_url(entry),
                details=list(self._details(entry)),
            )

    def _sentence(self, entry: StoryEntry) -> str:
        page = self.pages.get(entry.page_id)
        if page is not None:
            entry.page = page
        elif entry.action.startswith("wagtail.comments."):
            # Wagtail names the field of the page, and there is no page any more.
            return str(entry.formatter.label)
        own = _SENTENCES.get(entry.action)
        return own(entry) if own else str(entry.message)

    def _compare_url(self, entry: StoryEntry) -> str:
        if entry.page_id not in self.editable or not entry.revision_is_kept:
            return ""
        before = None
        if entry.action in PUBLISHED:
            before = entry.publication_before
        elif entry.content_changed:
            before = entry.revision_before
        if not before:
            return ""
        return reverse("wagtailadmin_pages:revisions_compare", args=[entry.page_id, before, entry.revision_id])

    def _details(self, entry: StoryEntry) -> Iterator[Detail]:
        known = _known(entry)
        if known.get("weight"):
            yield Detail(_("Kind of change"), str(Weight(known["weight"]).label))
        texts = (_text(entry.data.get("reason")), _comment(entry), entry.data.get("note") or known.get("note"))
        for label, text in zip(details_of_reasons(), texts, strict=True):
            if text:
                yield Detail(label, str(text), quoted=True)
        if entry.action in PUBLISHED:
            yield from self._publication(entry)
        if source := known.get("source"):
            yield self._source(source)

    def _publication(self, entry: StoryEntry) -> Iterator[Detail]:
        if said := self._approval(entry):
            yield Detail(_("On whose word"), said)
        until = entry.public_until
        text = date_format(localtime(until), MOMENT) if until else _("until now")
        yield Detail(_("On the site until"), text)

    def _approval(self, entry: StoryEntry) -> str:
        approval = next((row for row in self.approvals.get(entry.page_id, ()) if row.at <= entry.timestamp), None)
        if approval is None:
            return ""
        kind = "" if approval.kind == Approval.Kind.APPROVED else str(approval.get_kind_display())
        return ": ".join(filter(None, [kind, approval.by_name]))

    def _source(self, source: dict[str, Any]) -> Detail:
        url = ""
        if source["page"] in self.editable and source["revision"]:
            url = reverse("wagtailadmin_pages:revisions_view", args=[source["page"], source["revision"]])
        at = date_format(localtime(parse_datetime(source["at"])), MOMENT)
        return Detail(_("Made from the source as published on"), at, url=url)


def _known(entry: StoryEntry) -> dict[str, Any]:
    found: dict[str, Any] = entry.data.get(KEY, {})
    return found


def who(entry: StoryEntry) -> str:
    """The name of the person, which stays although the user is deleted."""
    if entry.user_id is None:
        return _("The system")
    if entry.user is not None:
        return name_of(entry.user)
    return str(_known(entry).get("by") or get_deleted_user_display_name(entry.user_id))


def people(entries: StoryQuerySet) -> list[tuple[str, str]]:
    """Everybody who did something in `entries`, as choices by number and name; the system has none."""
    rows = entries.order_by().values_list("user_id", f"data__{KEY}__by").distinct()
    names: dict[int | None, str] = {}
    for number, name in rows:
        names[number] = name or names.get(number, "")
    choices = [
        (str(number or ""), _("The system") if number is None else name or get_deleted_user_display_name(number))
        for number, name in names.items()
    ]
    return sorted(choices, key=lambda choice: choice[1])


def _editable(user: Any, ids: set[int]) -> set[int]:
    """Those of the pages that `user` may open in the editor, in one query."""
    if user is None:
        return set()
    policy: Any = policy_registry.get_by_type(Page)
    found = policy.instances_user_has_any_permission_for(user, {"change", "publish"})
    return set(found.filter(pk__in=ids).values_list("pk", flat=True))


def _approvals(ids: set[int]) -> dict[int, list[Approval]]:
    """The approvals of the pages, the newest first."""
    found: dict[int, list[Approval]] = defaultdict(list)
    of_pages = Approval.objects.filter(base_content_type__app_label="wagtailcore", base_content_type__model="page")
    for approval in of_pages.filter(object_id__in=[str(pk) for pk in ids]).order_by("-pk"):
        found[int(approval.object_id)].append(approval)
    return found


def _text(value: Any) -> str:
    return " ".join(map(str, value)) if isinstance(value, list | tuple) else str(value or "")


def _comment(entry: StoryEntry) -> str:
    """What was written about an act that is no reason for it; some sentences hold it themselves."""
    comment = str(entry.comment)
    return "" if comment == _text(entry.data.get("reason")) else comment


def _step(entry: StoryEntry, name: str) -> str:
    workflow = entry.data.get("workflow") or {}
    return str((workflow.get(name) or {}).get("title", ""))


def _place(entry: StoryEntry) -> str:
    return str((entry.data.get("source") or {}).get("title", ""))


# Where Wagtail's own sentence says less than colleagues would, or names the section where it means the page.
_SENTENCES: dict[str, Callable[[StoryEntry], str]] = {
    "wagtail.workflow.start": lambda entry: _("Submitted for approval: %s") % _step(entry, "next"),
    "wagtail.workflow.resume": lambda entry: _("Submitted again after changes: %s") % _step(entry, "task"),
    "wagtail.workflow.reject": lambda entry: _("Returned for changes: %s") % _step(entry, "task"),
    "wagtail.workflow.approve": lambda entry: _("Approved: %s") % _step(entry, "task"),
    "wagtail.copy": lambda entry: _("Made as a copy of a page in “%s”") % _place(entry),
    "wagtail.copy_for_translation": lambda entry: _("Begun as a copy of the source, to be translated"),
    "wagtail.delete": lambda entry: _("Moved to the bin"),
    "wagtail.unpublish.scheduled": lambda entry: _("Taken off the site, because its time was over"),
}
