"""What a visit is related to: the pages that belong to it, and the visits before and after it."""

from typing import Any

from django.apps import apps
from django.utils.translation import get_language

from cms_site.core.catalog.models import Entry


def related_entries(visit: Any) -> dict[str, list[Entry]]:
    """The public pages that belong to the visit, in the reader's language or else in the source one.

    Its partner, the agreements it signed, what tells of its outcome, the visits before and after it.
    """
    follows = Entry.objects.filter(facets__name="follow_up_of", facets__value=str(visit.translation_key))
    keys = {
        "partner_entries": [visit.partner.translation_key] if visit.partner else [],
        "agreement_entries": [
            row.agreement.translation_key for row in visit.signed_agreements.select_related("agreement")
        ],
        "outcome_entries": [row.related.translation_key for row in visit.outcome_pages.select_related("related")],
        "earlier_entries": [visit.follow_up_of.translation_key] if visit.follow_up_of else [],
        "later_entries": list(
            follows.order_by("sort_date", "translation_key").values_list("translation_key", flat=True).distinct()
        ),
    }
    found = Entry.objects.for_reader(get_language(), [key for some in keys.values() for key in some])
    return {name: [found[key] for key in some if key in found] for name, some in keys.items()}


def leads_to_itself(visit: Any) -> bool:
    """Whether the visits that led to this one include it."""
    visits = apps.get_model("delegations", "DelegationPage").objects
    seen, earlier = {visit.pk}, visit.follow_up_of_id
    while visit.pk and earlier is not None and earlier not in seen:
        seen.add(earlier)
        earlier = visits.filter(pk=earlier).values_list("follow_up_of", flat=True).first()
    return bool(visit.pk) and earlier == visit.pk
