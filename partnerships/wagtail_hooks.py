from collections.abc import Iterator
from typing import Any

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets import Button

from cms_site.core.admin.listings import add_to_group
from partnerships import renewing
from partnerships.menu import FOREIGN_RELATIONS
from partnerships.models import Agreement
from partnerships.views.renewal import renew_agreement
from partnerships.viewsets import OrganisationViewSet

add_to_group(FOREIGN_RELATIONS, OrganisationViewSet())


@hooks.register("register_admin_urls")
def register_renewal() -> list[Any]:
    """The address at which an agreement is renewed."""
    return [path("agreements/<int:pk>/renew/", renew_agreement, name="renew_agreement")]


@hooks.register("register_page_listing_more_buttons")
@hooks.register("register_page_header_buttons")
def offer_renewal(page: Any, user: Any, **kwargs: Any) -> Iterator[Button]:
    """The button "Renew this agreement", in lists and on an agreement's own pages."""
    if isinstance(page, Agreement) and renewing.may_renew(page, user):
        yield Button(
            _("Renew this agreement"), reverse("renew_agreement", args=[page.pk]), icon_name="rotate", priority=22
        )
