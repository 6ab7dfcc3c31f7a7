"""What the editors' list of partners says beside their facts: how much there is with each, and the last contact."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms_site.core.admin.listings import FetchedColumn
from cms_site.core.catalog.models import Entry, EntryFacet
from cms_site.core.dates import PartialDate, Precision
from partnerships.models import Agreement, PartnershipPage

VISIT = "delegations.delegationpage"


@dataclass
class Counts:
    """What is public of a partner, each thing once whatever its translations."""

    visits: int = 0
    in_force: int = 0
    last_contact: PartialDate | None = None


def counts(keys: Iterable[Any]) -> dict[str, Counts]:
    """The counts of partners by translation key, in three queries."""
    names = [str(key) for key in keys]
    found = {name: Counts() for name in names}
    visits = EntryFacet.objects.filter(
        name="partner", value__in=names, entry__page_type=VISIT, entry__locale__language_code=settings.LANGUAGE_CODE
    )
    for name, number in visits.order_by().values_list("value").annotate(Count("entry")):
        found[name].visits = number
    for name, start, end, precision in _last(visits):
        found[name].last_contact = PartialDate(start, end, Precision(precision or Precision.DAY))
    for key, number in _in_force(names):
        found[str(key)].in_force = number
    return found


def _last(visits: Any) -> Any:
    """The newest visit of each partner that has begun and was not cancelled."""
    cancelled = EntryFacet.objects.filter(name="status", value="cancelled")
    begun = visits.filter(entry__sort_date__lte=timezone.localdate()).exclude(entry__in=cancelled.values("entry"))
    newest = Window(RowNumber(), partition_by=F("value"), order_by=F("entry__sort_date").desc())
    ranked = begun.annotate(rank=newest).filter(rank=1).order_by()
    return ranked.values_list("value", "entry__sort_date", "entry__end_date", "entry__precision")


def _in_force(names: list[str]) -> Any:
    public = Entry.objects.in_language(settings.LANGUAGE_CODE).of_type("partnerships.Agreement")
    agreements = Agreement.objects.in_force_on(timezone.localdate()).filter(
        pk__in=public.values("pk"), partner__translation_key__in=names
    )
    return agreements.order_by().values_list("partner__translation_key").annotate(Count("pk"))


class CountColumn(FetchedColumn):
    """One of the counts; whichever column comes first fetches all of them."""

    def __init__(self, name: str, label: Any) -> None:
        super().__init__(f"dossier_{name}", label=label)
        self.fact = name

    def fetch(self, rows: Sequence[PartnershipPage]) -> None:
        if all(hasattr(row, "counts") for row in rows):
            return
        found = counts({row.translation_key for row in rows})
        for row in rows:
            row.counts = found[str(row.translation_key)]

    def get_value(self, instance: Any) -> Any:
        value = getattr(instance.counts, self.fact)
        return "—" if value is None else str(value)


class DossierColumn(FetchedColumn):
    """The way to the public dossier."""

    cell_template_name = "partnerships/admin/dossier_cell.html"

    def __init__(self) -> None:
        super().__init__("dossier", label=_("Dossier"))

    def fetch(self, rows: Sequence[PartnershipPage]) -> None:
        addresses = dict(Entry.objects.filter(pk__in=[row.pk for row in rows]).values_list("pk", "url"))
        for row in rows:
            row.dossier_url = addresses.get(row.pk, "")

    def get_value(self, instance: Any) -> str:
        return str(instance.dossier_url)


COLUMNS = (
    CountColumn("visits", _("Public visits")),
    CountColumn("in_force", _("Agreements in force")),
    CountColumn("last_contact", _("Last contact")),
    DossierColumn(),
)
