"""The page of a convoy for its donors, under a short address that fits on a printed slip."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms_site.core.catalog.models import Entry
from cms_site.core.charts import BarChart
from partnerships.models import ConvoyPage, Ledger
from partnerships.models.balances import Balance
from partnerships.totals import Totals


@require_safe
def donor_page(request: HttpRequest, code: str) -> HttpResponse:
    """What arrived, what was handed over and what is left, in the reader's language; 404 for what is not public.

    A convoy that is not translated is shown all the same: numbers have no language, and Ukrainian text is marked.
    """
    ledger: Ledger = get_object_or_404(Ledger.objects.select_related("convoy"), code=code.lower())
    entry = Entry.objects.for_reader(get_language(), [ledger.convoy.translation_key]).get(ledger.convoy.translation_key)
    if entry is None:
        raise Http404
    if code != ledger.code:
        return redirect("convoy_code", code=ledger.code, permanent=True)
    return TemplateResponse(request, "partnerships/donor_page.html", context_of(request, entry, ledger))


def context_of(request: HttpRequest, entry: Entry, ledger: Ledger) -> dict[str, Any]:
    """What the page shows of the convoy behind `entry`."""
    convoy = ConvoyPage.objects.select_related("locale").get(pk=entry.page_id)
    balance = Balance.of(convoy)
    documents = {entry.document for _line, entry in balance.entries if entry.document}
    return {
        "convoy": convoy,
        "entry": entry,
        "ledger": ledger,
        "balance": balance,
        "totals": Totals(ConvoyPage.objects.filter(pk=ledger.convoy_id).values("pk")),
        "chart": progress_chart(balance, described=convoy.locale.language_code == get_language()),
        "documents": sorted(documents, key=lambda document: str(document.title)),
        "donors": [row.organisation for row in convoy.donors.select_related("organisation")],
        "text_language": convoy.locale.language_code,
        "foreign": convoy.locale.language_code != get_language(),
        "source_language": settings.LANGUAGE_CODE,
        "address": request.build_absolute_uri(request.path),
    }


def progress_chart(balance: Balance, *, described: bool) -> BarChart:
    """How much of every line was handed over, in percent; without the lines of which it is not known.

    Lines are named by their number and kind and, where they are in the reader's language, `described`.
    """
    rows = {
        f"{number}. {found.line if described else found.line.get_kind_display()}": [found.percent]
        for number, found in enumerate(balance.lines, start=1)
        if found.percent is not None
    }
    return BarChart("handed-over", _("Handed over, in percent"), _("Cargo"), [_("Handed over, %")], rows, whole=100)
