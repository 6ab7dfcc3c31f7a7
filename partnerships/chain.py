"""An agreement and those that renew it, one after the other."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils import timezone
from django.utils.translation import get_language, gettext

from cms_site.core.catalog.models import Entry
from cms_site.core.dates import PartialDate
from partnerships.validity import Validity, validity_in_sql

TO_AGREEMENT = "page__agreement_page__"


def begins(agreement: Any) -> date | None:
    """The first day of its validity: the one recorded, or else the day on which it was signed."""
    return agreement.valid_from or (agreement.date and agreement.date.first_day())


def earlier_keys(agreement: Any) -> list[int]:
    """The ids of all agreements that this one continues, the nearest first."""
    found: list[int] = []
    earlier = agreement.renews_id
    while earlier and earlier not in found:
        found.append(earlier)
        earlier = type(agreement).objects.filter(pk=earlier).values_list("renews", flat=True).first()
    return found


def problems(agreement: Any) -> dict[str, str]:
    """What is wrong with its place in the chain, by field; empty when all is well."""
    if agreement.pk and agreement.pk in earlier_keys(agreement):
        return {"renews": gettext("An agreement cannot renew itself, nor one that renews it.")}
    own = begins(agreement)
    if own is None:
        return {}
    field = "valid_from" if agreement.valid_from else "start_date"
    parent = begins(agreement.renews) if agreement.renews_id else None
    if parent and own < parent:
        text = gettext("The agreement that it renews begins later, %(day)s: a renewal cannot begin before it.")
        return {field: text % {"day": PartialDate(parent)}}
    renewals = type(agreement).objects.filter(renews=agreement.pk) if agreement.pk else []
    first = min((day for renewal in renewals if (day := begins(renewal))), default=None)
    if first and first < own:
        text = gettext("The agreement that renews it begins earlier, %(day)s: it cannot begin after its renewal.")
        return {field: text % {"day": PartialDate(first)}}
    return {}


def key_of(agreement: Any) -> UUID:
    """What all agreements of the chain share: the translation key of the first one."""
    earlier = agreement.renews if agreement.renews_id else None
    key: UUID = (earlier.chain or earlier.translation_key) if earlier else agreement.translation_key
    return key


def carry_on(agreement: Any) -> None:
    """Put all that renew the agreement, directly or not, into its chain."""
    agreements = type(agreement).objects
    keys = [agreement.translation_key]
    while keys:
        strays = agreements.filter(renews__translation_key__in=keys).exclude(chain=agreement.chain)
        found = dict(strays.order_by().values_list("pk", "translation_key"))
        agreements.filter(pk__in=list(found)).update(chain=agreement.chain)
        keys = list(set(found.values()))


class Link:
    """One agreement of a chain as its page shows it."""

    def __init__(self, entry: Any, *, current: bool) -> None:
        self.entry = entry
        self.current = current
        self.begin: PartialDate | None = PartialDate(entry.valid_from) if entry.valid_from else entry.date
        self.valid_to: date | None = entry.valid_to
        self.without_end: bool = entry.without_end
        self.validity = "" if entry.validity == Validity.UNKNOWN else str(Validity(entry.validity).label)


def links(agreement: Any) -> list[Link]:
    """The public agreements of the chain, the newest first, in the reader's language; empty if there is but one.

    Two queries, however long the chain is.
    """
    keys = type(agreement).objects.filter(chain=key_of(agreement)).order_by().values_list("translation_key", flat=True)
    columns = {name: F(f"{TO_AGREEMENT}{name}") for name in ("valid_from", "valid_to", "without_end")}
    entries = Entry.objects.annotate(validity=validity_in_sql(timezone.localdate(), TO_AGREEMENT), **columns)
    found = entries.for_reader(get_language(), set(keys)).values()
    chain = [Link(entry, current=entry.translation_key == agreement.translation_key) for entry in found]
    chain.sort(key=lambda link: (link.begin.first_day() if link.begin else date.min, link.entry.pk), reverse=True)
    return chain if len(chain) > 1 else []
