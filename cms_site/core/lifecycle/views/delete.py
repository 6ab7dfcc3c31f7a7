"""Deleting puts pages into the bin; what may not be deleted is told why."""

from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions.delete import DeleteBulkAction
from wagtail.admin.views.pages.delete import DeleteView
from wagtail.admin.views.pages.utils import type_to_delete_confirmation
from wagtail.models import Page

from cms_site.core.lifecycle import bin as recycle_bin
from cms_site.core.lifecycle import family, rules, snapshot
from cms_site.core.lifecycle.models import KEPT, BinItem


class BinView(DeleteView):
    """Wagtail's own view of the page, all languages at once, into the bin."""

    template_name = "core/lifecycle/delete.html"

    def dispatch(self, request: HttpRequest, page_id: int, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Say why not to whoever may not delete the page, and offer what they may do instead."""
        page = get_object_or_404(Page, id=page_id).specific
        try:
            rules.check(page, request.user)
        except rules.DeletionRefusedError as refusal:
            messages.error(request, str(refusal), buttons=_ways_out(page, request.user))
            return redirect("wagtailadmin_explore", page.get_parent().pk if not page.is_root() else page.pk)
        response: HttpResponseBase = super().dispatch(request, page_id, *args, **kwargs)
        return response

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Delete, and offer to undo it."""
        if not type_to_delete_confirmation(request):
            return self.render_to_response(self.get_context_data())
        parent = self.page.get_parent().pk
        try:
            with transaction.atomic():
                item = recycle_bin.put(self.page, user=request.user)
        except snapshot.HeldError as held:
            return self.render_to_response(self.get_context_data(held=held.objects))
        messages.success(request, success_message(item), buttons=[restore_button(item)])
        if self.next_url and f"/{self.page.pk}/" not in self.next_url:
            return redirect(self.next_url)
        return redirect("wagtailadmin_explore", parent)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Wagtail's context, with what goes along and what stands in the way."""
        context: dict[str, Any] = super().get_context_data()
        going = family.together(self.page)
        pages = family.subtrees(going)
        held = kwargs.get("held")
        if held is None:
            held = self._held(pages)
        return {
            **context,
            "is_protected": False,
            "held": [_name(each) for each in held],
            "page_total": pages.count(),
            "languages": [family.language_name(page.locale.language_code) for page in going if page.pk != self.page.pk],
            "days": KEPT.days,
            "explore_url": reverse("wagtailadmin_explore", args=[self.page.get_parent().pk]),
        }

    def _held(self, pages: Any) -> list[Any]:
        try:
            snapshot.collect(pages)
        except snapshot.HeldError as held:
            return held.objects
        return []


def _name(record: Any) -> str:
    kind = str(record._meta.verbose_name)
    return f"{kind}: {record}"


def _ways_out(page: Page, user: Any) -> list[Any]:
    if not page.permissions_for_user(user).can_unpublish():
        return []
    return [messages.button(reverse("wagtailadmin_pages:unpublish", args=[page.pk]), _("Take off the site"))]


def restore_button(item: BinItem) -> Any:
    """The way back, beside the message that something was deleted."""
    return messages.button(reverse("bin:restore", args=[item.pk]), _("Restore"))


def success_message(item: BinItem) -> str:
    """What was deleted, and for how long it is kept."""
    words = {"title": item.title, "count": item.page_count, "days": KEPT.days}
    if item.page_count == 1:
        return _("“%(title)s” is in the bin, for %(days)d days.") % words
    return ngettext(
        "“%(title)s” is in the bin, for %(days)d days: %(count)d page in all.",
        "“%(title)s” is in the bin, for %(days)d days: %(count)d pages in all.",
        item.page_count,
    ) % words  # fmt: skip


class BulkBin(DeleteBulkAction):
    """Several pages go into the bin, or none."""

    template_name = "core/lifecycle/bulk_delete.html"

    def __init__(self, request: HttpRequest, model: Any) -> None:
        super().__init__(request, model)
        self.refusals: dict[int, str] = {}

    def check_perm(self, page: Page) -> bool:
        """Whether the page may be deleted by the user, with all that goes along and nothing that depends on it."""
        try:
            rules.check(page.specific, self.request.user)
            snapshot.collect(family.subtrees(family.together(page)))
        except rules.DeletionRefusedError as refusal:
            self.refusals[page.pk] = str(refusal)
        except snapshot.HeldError as held:
            words = {"title": page.get_admin_display_title(), "records": "; ".join(map(_name, held.objects))}
            self.refusals[page.pk] = _("“%(title)s” cannot be deleted, because these depend on it: %(records)s") % words
        return page.pk not in self.refusals

    @classmethod
    def execute_action(cls, objects: list[Page], user: AbstractUser | None = None, **kwargs: Any) -> tuple[int, int]:
        """Put each into the bin; what went along with one of them already is not asked for again."""
        count = 0
        for page in objects:
            found = Page.objects.filter(pk=page.pk).first()
            if found is not None:
                count += recycle_bin.put(found.specific, user=user).page_count
        return count, 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        sentence = ngettext("%d page is in the bin.", "%d pages are in the bin.", num_parent_objects)
        return sentence % num_parent_objects
