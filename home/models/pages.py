"""Pages that are composed rather than recorded: the home page and pages such as "about" or "contacts"."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from cms_site.core.catalog.models import Entry
from cms_site.core.models import BasePage
from home.blocks import HomeBlock
from home.permission_testers import HomePagePermissionTester


class HomePage(BasePage):
    """The first page of a language, put together from blocks."""

    body = StreamField(HomeBlock(), blank=True, verbose_name=_("content"))

    parent_page_types = ["wagtailcore.Page"]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def permissions_for_user(self, user: Any) -> HomePagePermissionTester:
        """Wagtail's rights, and those of people who may edit the home page alone."""
        return HomePagePermissionTester(user, self)


class StandardPage(BasePage):
    """A page that stands for itself, with pages of the same kind below it."""

    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The page's context with the public pages right below it, in the order of the tree."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        below = Entry.objects.filter(page__path__startswith=self.path, page__depth=(self.depth or 0) + 1)
        context["children"] = below.order_by("page__path").with_pictures() if self.path else below.none()
        return context
