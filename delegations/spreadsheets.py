"""The table of visits that can be imported: its columns, its rules, and how a row becomes a draft."""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_countries import countries
from wagtail.models import Page

from cms_site.core import dates
from cms_site.core.alphabet import alphabetical
from cms_site.core.dates import PartialDate
from cms_site.core.drafts import add_drafts
from cms_site.core.imports import cells
from cms_site.core.imports.cells import CellError
from cms_site.core.imports.declarations import ImportColumn, ImportType, RowRefusedError, Stored
from cms_site.core.transliteration import slug
from delegations.choices import VisitKind
from delegations.import_columns import columns
from delegations.models import DelegationIndexPage, DelegationPage, Member, VisitOrganisation
from partnerships.models import PartnershipPage
from partnerships.spreadsheets.organisation_cells import OrganisationNames

# What is written into a field of the page as it stands.
PLAIN = ("direction", "countries", "place", "kind", "official", "purpose", "outcome", "head_count", "cancelled")
PLAIN_TEXT = ("title", "cancellation_reason", "notes")


class VisitImport(ImportType):
    """Visits, one a row; they become drafts in the Ukrainian section and are published by people alone."""

    name = "visits"
    label = gettext_lazy("Visits")

    @property
    def columns(self) -> Sequence[ImportColumn]:
        """The columns, in the order of the template."""
        return columns(partner=self.partner, partners=self.partner_names, organisations=self.organisations)

    @classmethod
    def may_import(cls, user: Any) -> bool:
        """Whether `user` may add pages to the section of visits."""
        index = section()
        return index is not None and bool(index.permissions_for_user(user).can_add_subpage())

    def check(self, values: Mapping[str, Any]) -> dict[str, str]:
        """What is wrong across the cells of a row."""
        found = {}
        start, end = values.get("start"), values.get("end")
        if start and end:
            if start.end is not None:
                found["end"] = _("The last day stands in the cell of the first one already; leave this cell empty.")
            elif start.precision != end.precision:
                found["end"] = _("Write both dates equally exactly: both to the day, or both to the month.")
            else:
                found.update(dates.validate(start.start, end.start, start.precision))
        if values.get("cancelled") and not values.get("cancellation_reason"):
            found["cancelled"] = _("Say why the visit was cancelled.")
        return found

    def warnings(self, values: Mapping[str, Any]) -> dict[str, str]:
        """What the officer may want to look at before the visit is published."""
        found = {}
        if "kind" not in values:
            found["kind"] = _("The kind is missing; the visit cannot be published without it.")
        if not {"countries", "place", "partner", "organisations"} & values.keys():
            found["countries"] = _("Neither country nor place, partner or organisation is given.")
        named = len(_people(values))
        if "head_count" in values and values["head_count"] < named:
            found["head_count"] = _("Fewer people than are named: %d.") % named
        return found

    def key(self, values: Mapping[str, Any]) -> Hashable | None:
        """Dates, direction and place; the countries where no place is given."""
        period = period_of(values)
        if period is None or "direction" not in values:
            return None
        return _key(period, values["direction"], values.get("place", ""), values.get("countries", ()))

    def existing(self, keys: Collection[Hashable]) -> dict[Hashable, Stored]:
        """The Ukrainian visits with one of the keys, in one query."""
        visits = DelegationPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE).exclude(start_date=None)
        found = {}
        for pk, title, direction, place, codes, start, end, precision in visits.order_by("-pk").values_list(
            "pk", "title", "direction", "place", "countries", "start_date", "end_date", "date_precision"
        ):
            period = PartialDate(start, end, precision) if start else None
            key = _key(period, direction, place, filter(None, str(codes or "").split(",")))
            if key in keys:
                found[key] = _stored(pk, title)
        return found

    def prepare(self, values: Mapping[str, Any], user: Any) -> DelegationPage:
        """A draft made of a row."""
        visit = DelegationPage(locale=self._section.locale)
        fill(visit, values)
        visit.title = values.get("title") or proposed_title(values)
        visit.slug = self._free_slug(visit.title)
        visit.clean()
        return visit

    def create(self, prepared: Sequence[DelegationPage], user: Any) -> list[Stored]:
        """Store drafts."""
        add_drafts(self._section, prepared, user)
        return [_stored(visit.pk, visit.title) for visit in prepared]

    def update(self, pk: Any, values: Mapping[str, Any], user: Any) -> Stored:
        """Store a row in the newest draft of a visit; what is published stays as it is."""
        page = DelegationPage.objects.get(pk=pk)
        rights = page.permissions_for_user(user)
        if not rights.can_edit() or rights.page_locked():
            raise RowRefusedError(_("You may not change “%s” now.") % page.title)
        visit = page.get_latest_revision_as_object()
        fill(visit, values)
        visit.clean()
        if not visit.live:
            visit.save()
        visit.save_revision(user=user, log_action=True, clean=False)
        return _stored(visit.pk, visit.title)

    def partner(self, value: Any) -> int:
        """The id of the partner that is called so in any language."""
        pk = self._partners.get(cells.name_key(cells.text(value)))
        if pk is None:
            raise CellError(_("There is no partner named “%s”.") % cells.text(value))
        return pk

    def partner_names(self) -> list[str]:
        """The Ukrainian names of all partners."""
        pages = PartnershipPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
        return sorted(pages.values_list("title", flat=True), key=alphabetical)

    def organisations(self, value: Any) -> list[int]:
        """The ids of the organisations that are called so in any language."""
        return list(dict.fromkeys(self._organisations.find(name) for name in cells.lines(value)))

    @cached_property
    def _section(self) -> DelegationIndexPage:
        index = section()
        if index is None:
            raise RowRefusedError(_("There is no section of visits."))
        return index

    @cached_property
    def _slugs(self) -> set[str]:
        return set(Page.objects.child_of(self._section).values_list("slug", flat=True))

    def _free_slug(self, title: str) -> str:
        base = slug(title) or "visit"
        proposal, number = base, 1
        while proposal in self._slugs:
            number += 1
            proposal = f"{base}-{number}"
        self._slugs.add(proposal)
        return proposal

    @cached_property
    def _partners(self) -> dict[str, int]:
        pages = list(PartnershipPage.objects.values_list("title", "translation_key", "locale__language_code", "pk"))
        sources = {key: pk for _title, key, language, pk in pages if language == settings.LANGUAGE_CODE}
        return {cells.name_key(title): sources[key] for title, key, _language, _pk in pages if key in sources}

    @cached_property
    def _organisations(self) -> OrganisationNames:
        return OrganisationNames()


def section() -> DelegationIndexPage | None:
    """The Ukrainian section of visits; None on a site without one."""
    index: DelegationIndexPage | None = (
        DelegationIndexPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE).order_by("path").first()
    )
    return index


def period_of(values: Mapping[str, Any]) -> PartialDate | None:
    """The dates of a row as one period; None without a first day."""
    start, end = values.get("start"), values.get("end")
    return PartialDate(start.start, end.start if end else start.end, start.precision).normalised() if start else None


def proposed_title(values: Mapping[str, Any]) -> str:
    """A Ukrainian title from what is known: kind, place or countries, dates.

    The title is public with the page, so it does not tell the place of a visit that is not over.
    """
    period = period_of(values)
    over = period is not None and period.last_day() < timezone.localdate()
    with translation.override(settings.LANGUAGE_CODE):
        kind = VisitKind(values["kind"]).label if "kind" in values else DelegationPage._meta.verbose_name
        lands = ", ".join(countries.name(code) for code in values.get("countries", ()))
        place = (over and values.get("place")) or lands
        title = capfirst(": ".join(filter(None, [str(kind), place])))
        return f"{title}, {period}"[:255]


def fill(visit: DelegationPage, values: Mapping[str, Any]) -> None:
    """Write the values of a row into a visit; what the row does not say stays as it is."""
    for name in (*PLAIN, *PLAIN_TEXT):
        if name in values:
            setattr(visit, name, values[name])
    if (period := period_of(values)) is not None:
        visit.start_date, visit.end_date, visit.date_precision = period.start, period.end, period.precision
    if "partner" in values:
        visit.partner_id = values["partner"]
    known = {row.organisation_id for row in visit.organisations.all()}
    for pk in values.get("organisations", ()):
        if pk not in known:
            visit.organisations.add(VisitOrganisation(organisation_id=pk))
    _fill_people(visit, values)


def _fill_people(visit: DelegationPage, values: Mapping[str, Any]) -> None:
    members = list(visit.members.all())
    named = {cells.name_key(member.name): member for member in members}
    if "head" in values:
        for member in members:
            member.is_head = False
        # of a page that was read from the database the rows are copies
        visit.members.add(*members)
    for person in _people(values):
        name, _comma, post = (part.strip() for part in person.partition(","))
        member = named.get(cells.name_key(name)) or Member(name=name, sort_order=len(named))
        member.post = post or member.post
        member.is_head = member.is_head or person == values.get("head")
        named[cells.name_key(name)] = member
        visit.members.add(member)


def _people(values: Mapping[str, Any]) -> list[str]:
    head = [values["head"]] if "head" in values else []
    return [*head, *(person for person in values.get("members", ()) if person not in head)]


def _key(period: PartialDate | None, direction: str, place: str, codes: Iterable[str]) -> Hashable:
    return period, direction, cells.name_key(place) or tuple(sorted(codes))


def _stored(pk: int, title: str) -> Stored:
    return Stored(pk, title, reverse("wagtailadmin_pages:edit", args=[pk]))
