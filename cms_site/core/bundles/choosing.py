"""Putting pages into a bundle and taking them out, in the editing interface."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.forms.search import SearchForm
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms_site.core.bundles import rights
from cms_site.core.bundles.forms import ChoiceOfBundleForm
from cms_site.core.bundles.membership import NotAddedError, add, remove
from cms_site.core.bundles.models import Bundle, BundleItem

FOUND = 20


def bundle_for(request: HttpRequest, pk: int) -> Bundle:
    """The bundle, if the user works with bundles."""
    if not rights.may_use(request.user):
        raise PermissionDenied
    bundle: Bundle = get_object_or_404(Bundle.objects.select_related("created_by", "approved_by"), pk=pk)
    return bundle


class ChooseView(WagtailAdminTemplateMixin, TemplateView):
    """Pages found while one types; several at once are put into the bundle."""

    page_title = gettext_lazy("Add pages")
    header_icon = "folder-open-inverse"
    results_only = False

    @cached_property
    def bundle(self) -> Bundle:
        """The bundle, which must be open."""
        bundle = bundle_for(self.request, self.kwargs["pk"])
        if not bundle.is_open:
            raise PermissionDenied
        return bundle

    def get_template_names(self) -> list[str]:
        return [f"core/bundles/{'choose_results' if self.results_only else 'choose'}.html"]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, *crumbs(self.bundle), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Wagtail's context with the pages that were found."""
        form = SearchForm(self.request.GET, placeholder=_("Search by title"))
        query = form.cleaned_data["q"] if form.is_valid() else ""
        return {
            **super().get_context_data(**kwargs),
            "bundle": self.bundle,
            "search_form": form,
            "query": query,
            "index_results_url": reverse("core_bundle_choose_results", args=[self.bundle.pk]),
            "pages": found(self.request.user, query),
            "most": FOUND,
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Put in what was ticked; say of each page that could not be put in why not."""
        bundle, count = self.bundle, 0
        for page in Page.objects.filter(pk__in=_numbers(request.POST.getlist("page"))).specific():
            try:
                add(bundle, page, request.user)
                count += 1
            except NotAddedError as error:
                messages.error(request, str(error))
        if count:
            said = ngettext("%(count)d page is in the bundle now.", "%(count)d pages are in the bundle now.", count)
            messages.success(request, said % {"count": count})
        return redirect("core_bundle", bundle.pk)


def _numbers(values: list[str]) -> list[int]:
    return [int(value) for value in values if value.isascii() and value.isdecimal() and len(value) < 10]


def crumbs(bundle: Bundle) -> list[dict[str, Any]]:
    """The way from the list to the bundle."""
    return [
        {"url": reverse("bundles:index"), "label": _("Release together")},
        {"url": reverse("core_bundle", args=[bundle.pk]), "label": bundle.name},
    ]


def found(user: Any, query: str) -> Any:
    """Pages that `user` may put into a bundle: by words of the title, else the drafts that were changed last."""
    policy: Any = policy_registry.get_by_type(Page)
    pages = policy.instances_user_has_permission_for(user, "change").filter(depth__gt=1, alias_of=None)
    pages = pages.exclude(bundle_items__open=True)
    shown = Page.objects.filter(pk__in=pages.values("pk")).select_related("locale", "content_type")
    # asked for by the state of each page
    shown = shown.annotate_approved_schedule().prefetch_workflow_states()
    if query:
        return shown.autocomplete(query)[:FOUND]
    return shown.filter(has_unpublished_changes=True).order_by("-latest_revision_created_at")[:FOUND]


@require_http_methods(["GET", "POST"])
def add_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the page into a bundle that there is, or into a new one."""
    page = get_object_or_404(Page, pk=pk).specific
    if not rights.may_add(request.user, page):
        raise PermissionDenied
    form = ChoiceOfBundleForm(request.POST or None, may_make=request.user.has_perm(rights.MAKE))
    if request.method == "POST" and form.is_valid():
        try:
            bundle = _add_chosen(form, page, request.user)
        except NotAddedError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("“%(page)s” is in the bundle “%(name)s”.") % {"page": page, "name": bundle})
            return redirect("core_bundle", bundle.pk)
    return TemplateResponse(request, "core/bundles/add.html", {"page": page, "form": form})


@transaction.atomic
def _add_chosen(form: ChoiceOfBundleForm, page: Any, user: Any) -> Bundle:
    bundle = form.cleaned_data["bundle"]
    if bundle is None:
        bundle = Bundle.objects.create(name=form.cleaned_data["name"].strip(), created_by=user)
        log(instance=bundle, action="wagtail.create", user=user)
    add(bundle, page, user)
    found: Bundle = bundle
    return found


@require_POST
def remove_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a page out of its bundle."""
    item = get_object_or_404(BundleItem.objects.select_related("bundle", "page"), pk=pk)
    remove(item, request.user)
    said = {"page": item.title, "name": item.bundle.name}
    messages.success(request, _("“%(page)s” is no longer in the bundle “%(name)s”.") % said)
    return redirect("core_bundle", item.bundle_id)
