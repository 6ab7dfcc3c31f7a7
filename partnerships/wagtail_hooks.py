from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets import Button

from cms_site.core.admin.listings import add_columns, add_to_group
from partnerships import renewing, urls
from partnerships.columns import COLUMNS
from partnerships.menu import FOREIGN_RELATIONS
from partnerships.models import Agreement, Organisation, PartnershipPage
from partnerships.views.merging import may_merge
from partnerships.viewsets import OrganisationViewSet, merge_button

add_to_group(FOREIGN_RELATIONS, OrganisationViewSet())
add_columns("partnerships.PartnershipPage", *COLUMNS)


@hooks.register("register_admin_urls")
def register_partnership_urls() -> list[Any]:
    """The addresses of the editing interface."""
    return urls.admin_urlpatterns


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
