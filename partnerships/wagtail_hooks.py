from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets import Button

from cms_site.core.admin.listings import add_columns, add_to_group
from partnerships import admin_urls, ledger_history, renewing
from partnerships.columns import COLUMNS
from partnerships.doubts import doubts_about
from partnerships.menu import FOREIGN_RELATIONS
from partnerships.models import Agreement, ConvoyPage, Organisation, PartnershipPage
from partnerships.services import ledger
from partnerships.services.ledger_address import ledger_url
from partnerships.views.merging import may_merge
from partnerships.views.renewal import renew_agreement
from partnerships.viewsets import OrganisationViewSet, merge_button

add_to_group(FOREIGN_RELATIONS, OrganisationViewSet())
add_columns("partnerships.PartnershipPage", *COLUMNS)

hooks.register("register_log_actions", ledger_history.register)


@hooks.register("register_admin_urls")
def register_addresses() -> list[Any]:
    """The address at which an agreement is renewed, and those of ledgers, briefs and merging."""
    return [
        path("agreements/<int:pk>/renew/", renew_agreement, name="renew_agreement"),
        path("", include(admin_urls)),
    ]


@hooks.register("register_page_listing_more_buttons")
@hooks.register("register_page_header_buttons")
def offer_renewal(page: Any, user: Any, **kwargs: Any) -> Iterator[Button]:
    """The button "Renew this agreement", in lists and on an agreement's own pages."""
    if isinstance(page, Agreement) and renewing.may_renew(page, user):
        yield Button(
            _("Renew this agreement"), reverse("renew_agreement", args=[page.pk]), icon_name="rotate", priority=22
        )


@hooks.register("register_page_listing_more_buttons")
@hooks.register("register_page_header_buttons")
def offer_brief(page: Any, user: Any, **kwargs: Any) -> Iterator[Button]:
    """The button that opens the internal brief of a partner, in lists and on its own pages."""
    if isinstance(page, PartnershipPage) and page.permissions_for_user(user).can_edit():
        address = reverse("partner_internal_brief", args=[page.pk])
        yield Button(_("Internal brief (PDF)"), address, icon_name="doc-full", priority=22)


@hooks.register("register_snippet_listing_buttons")
def offer_merging(snippet: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """The button that leads to merging, in the list of organisations."""
    if isinstance(snippet, Organisation) and may_merge(user):
        yield merge_button(snippet)


@hooks.register("register_page_listing_more_buttons")
@hooks.register("register_page_header_buttons")
def offer_ledger(page: Any, user: Any, **kwargs: Any) -> Iterator[Button]:
    """The way from a convoy, in lists and on its own pages, to its ledger."""
    if isinstance(page, ConvoyPage) and ledger.may_record(page, user):
        yield Button(_("Ledger: hand over"), ledger_url(page), icon_name="table", priority=22)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def question_convoy(request: HttpRequest, page: Any) -> None:
    """A word after saving about what may be wrong; what is typed is saved as it is."""
    if isinstance(page, ConvoyPage) and request.accepts("text/html"):
        for doubt in doubts_about(page):
            messages.warning(request, doubt)
