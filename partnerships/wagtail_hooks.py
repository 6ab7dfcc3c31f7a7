from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets import Button

from cms_site.core.admin.listings import add_to_group
from partnerships import admin_urls, ledger_history
from partnerships.doubts import doubts_about
from partnerships.menu import FOREIGN_RELATIONS
from partnerships.models import ConvoyPage
from partnerships.services import ledger
from partnerships.services.ledger_address import ledger_url
from partnerships.viewsets import OrganisationViewSet

add_to_group(FOREIGN_RELATIONS, OrganisationViewSet())

hooks.register("register_log_actions", ledger_history.register)


@hooks.register("register_admin_urls")
def register_ledger() -> list[Any]:
    """The addresses of the ledgers."""
    return [path("", include(admin_urls))]


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
