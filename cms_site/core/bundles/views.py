"""A bundle in the editing interface: how its pages stand, its approval and its release."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import HeaderButton

from cms_site.core.admin.headings import heading
from cms_site.core.bundles import previews, rights, texts
from cms_site.core.bundles import release as releasing
from cms_site.core.bundles.choosing import bundle_for, crumbs
from cms_site.core.bundles.forms import ReadForm
from cms_site.core.bundles.models import Bundle, BundleItem
from cms_site.core.bundles.readiness import Row, fingerprint, rows_of
from cms_site.core.bundles.release import NotReadyError, NotReleasedError, OtherTextsError
from cms_site.core.workflow.addresses import compare_address


class BundleView(WagtailAdminTemplateMixin, TemplateView):
    """The pages of a bundle and what each waits for; what can be done next."""

    template_name = "core/bundles/bundle.html"
    header_icon = "folder-open-inverse"

    @cached_property
    def bundle(self) -> Bundle:
        """The bundle."""
        return bundle_for(self.request, self.kwargs["pk"])

    def get_page_title(self) -> str:
        return self.bundle.name

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, *crumbs(self.bundle)]

    @property
    def header_buttons(self) -> list[HeaderButton]:
        """The form and the pages of an open bundle; the history of any."""
        addresses = [(_("History"), "bundles:history", "history")]
        if self.bundle.is_open:
            addresses[:0] = [
                (_("Add pages"), "core_bundle_choose", "plus"),
                (_("Name and time"), "bundles:edit", "edit"),
            ]
        return [
            HeaderButton(label, reverse(name, args=[self.bundle.pk]), icon_name=icon, priority=number)
            for number, (label, name, icon) in enumerate(addresses)
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Wagtail's context with a row for each page."""
        user, bundle = self.request.user, self.bundle
        rows = rows_of(bundle, user) if bundle.is_open else []
        return {
            **super().get_context_data(**kwargs),
            "bundle": bundle,
            "rows": [_shown(row, bundle, user) for row in rows],
            "released": bundle.items.select_related("page") if not bundle.is_open else [],
            "may_release": _may_release(rows, user),
            "all_ready": _can_go(rows),
            "links": previews.links_of(bundle),
            "may_show": bundle.is_open and _may_edit_all(rows, user),
        }


def _shown(row: Row, bundle: Bundle, user: Any) -> dict[str, Any]:
    page = row.page
    rights_on = page.permissions_for_user(user) if page is not None else None
    return {
        "row": row,
        "edit_url": reverse("wagtailadmin_pages:edit", args=[page.pk]) if rights_on and rights_on.can_edit() else "",
        "may_remove": rights.may_remove(user, page, made_it=bundle.created_by_id == user.pk),
    }


def _may_edit_all(rows: list[Row], user: Any) -> bool:
    pages = [row.page for row in rows if row.page is not None]
    return bool(pages) and all(page.permissions_for_user(user).can_edit() for page in pages)


def _may_release(rows: list[Row], user: Any) -> bool:
    return bool(rows) and not rights.not_theirs(user, (row.page for row in rows if row.page is not None))


def _can_go(rows: list[Row]) -> bool:
    """Whether nothing is missing but approvals that the user may give by releasing."""
    return bool(rows) and all(not row.obstacles and (not row.waiting or row.mine) for row in rows)


@require_http_methods(["GET", "POST"])
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve the release at the time that is set, or by hand later."""

    def act(bundle: Bundle, read: str) -> str:
        releasing.approve(bundle, request.user, read)
        return _("“%s” is approved for release.")

    return _confirm(request, pk, "approve", act)


@require_http_methods(["GET", "POST"])
def release(request: HttpRequest, pk: int) -> HttpResponse:
    """Make all pages of the bundle public now."""

    def act(bundle: Bundle, read: str) -> str:
        releasing.release(bundle, request.user, read)
        return _("“%s” is released: all its pages are public.")

    return _confirm(request, pk, "release", act)


def _confirm(request: HttpRequest, pk: int, name: str, act: Callable[[Bundle, str], str]) -> HttpResponse:
    """Show what will happen, and do it to exactly that."""
    bundle = bundle_for(request, pk)
    rows = rows_of(bundle, request.user)
    if not bundle.is_open:
        messages.info(request, _("“%s” is released already.") % bundle)
        return redirect("core_bundle", bundle.pk)
    if not _may_release(rows, request.user):
        raise PermissionDenied
    form = ReadForm(request.POST or None, initial={"read": fingerprint(rows)})
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, act(bundle, form.cleaned_data["read"]) % bundle)
        except OtherTextsError:
            messages.error(request, _("The list or a text has changed since you read it. Nothing was done."))
        except (NotReadyError, NotReleasedError) as error:
            messages.error(request, _("Nothing is public. %s") % error)
        return redirect("core_bundle", bundle.pk)
    context = {"bundle": bundle, "rows": rows, "form": form, "act": name, "can_go": _can_go(rows)}
    return TemplateResponse(request, "core/bundles/confirm.html", context)


@require_http_methods(["GET", "POST"])
def approve_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve the text of one page, which becomes public with its bundle."""
    item = get_object_or_404(BundleItem.objects.select_related("bundle", "page"), pk=pk)
    bundle = bundle_for(request, item.bundle_id)
    row = texts.row_of(item, request.user)
    if not row.mine or not bundle.is_open:
        raise PermissionDenied
    form = ReadForm(request.POST or None, initial={"read": row.digest})
    if request.method == "POST" and form.is_valid():
        try:
            texts.approve_text(item, request.user, form.cleaned_data["read"])
            messages.success(request, _("“%s” is approved.") % row.title)
        except OtherTextsError:
            messages.error(request, _("The text has changed since you read it. Nothing was approved."))
        return redirect("core_bundle", bundle.pk)
    live = bool(row.page.live_revision_id)
    context = {
        **heading(_("Approve the text"), row.title, "success"),
        "form": form,
        "bundle": bundle,
        "edit_url": reverse("wagtailadmin_pages:edit", args=[row.page.pk]),
        "compare_url": compare_address(row.page, "live" if live else "earliest", "latest"),
        "has_live": live,
    }
    return TemplateResponse(request, "core/bundles/approve_item.html", context)
