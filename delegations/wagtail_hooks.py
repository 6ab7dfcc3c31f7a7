from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets import Button

from cms_site.core.admin.listings import add_to_group
from delegations import visit_log
from delegations.bulk_actions import SetOfficial, SetUnofficial
from delegations.models import DelegationPage
from delegations.viewsets import LogVisitViewSet, VisitCalendarViewSet
from partnerships.menu import FOREIGN_RELATIONS

add_to_group(FOREIGN_RELATIONS, LogVisitViewSet())
add_to_group(FOREIGN_RELATIONS, VisitCalendarViewSet())

hooks.register("register_bulk_action", SetOfficial)
hooks.register("register_bulk_action", SetUnofficial)


@hooks.register("register_page_listing_more_buttons")
@hooks.register("register_page_header_buttons")
def offer_copy(page: Any, user: Any, **kwargs: Any) -> Iterator[Button]:
    """The button "Copy as new visit" of a visit, in lists and on its own pages."""
    if isinstance(page, DelegationPage) and visit_log.may_copy(page, user):
        yield Button(_("Copy as new visit"), reverse("log_visit:copy", args=[page.pk]), icon_name="copy", priority=21)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def say_doubts(request: HttpRequest, page: Any) -> None:
    """A word after saving about what is worth a second look; what is typed is saved as it is."""
    if not isinstance(page, DelegationPage) or not request.accepts("text/html"):
        return
    for warning in visit_log.doubts(page):
        messages.warning(request, warning)
