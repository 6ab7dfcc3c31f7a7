"""Unpublishing asks why, of one page and of several."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions.unpublish import UnpublishBulkAction
from wagtail.admin.views.pages.unpublish import UnpublishView
from wagtail.models import Page

from cms_site.core.lifecycle import family, removal
from cms_site.core.lifecycle.forms import RemovalForm
from cms_site.core.lifecycle.models import Kind


class RemovalView(UnpublishView):
    """Wagtail's own view of the page, with the question why and all languages at once."""

    page_title = gettext_lazy("Take off the site")
    template_name = "core/lifecycle/unpublish.html"

    def get_objects_to_unpublish(self) -> list[Page]:
        """The page and the translations that leave with it."""
        return removal.affected([self.object])

    def form(self) -> RemovalForm:
        """The questions, answered as far as the user has."""
        below = [page for page in family.subtrees([self.object]).live() if page.pk != self.object.pk]
        data = self.request.POST if self.request.method == "POST" else None
        return RemovalForm(data, pages=[self.object], ask_descendants=len(below))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Take the page off the site, or show what is missing."""
        form = self.form()
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        response = self.run_hook("before_unpublish_page", request, self.object)
        if response is not None:
            return response
        try:
            gone = removal.take_down(
                [self.object], form.grounds(), user=request.user, include_descendants=form.include_descendants
            )
        except PermissionDenied as refusal:
            messages.error(request, str(refusal))
            return redirect(self.get_unpublish_url())
        response = self.run_hook("after_unpublish_page", request, self.object)
        if response is not None:
            return response
        messages.success(request, success_message(form.grounds(), gone), buttons=self.get_success_buttons())
        return redirect(self.get_next_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Wagtail's context with the form and the languages concerned."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        languages = [family.language_name(page.locale.language_code) for page in self.others()]
        context.setdefault("form", None)
        return {
            **context,
            "form": context["form"] or self.form(),
            "languages": languages,
            "is_source": self.is_source(),
        }

    def others(self) -> list[Page]:
        """The translations that leave with the page."""
        return [page for page in self.objects_to_unpublish if page.pk != self.object.pk]

    def is_source(self) -> bool:
        return family.is_source(self.object)


def success_message(grounds: removal.Grounds, gone: list[Page]) -> str:
    """What was done, in a sentence."""
    title = gone[-1].get_admin_display_title() if gone else ""
    if len(gone) > 1:
        withdrawn = ngettext("%d page was withdrawn.", "%d pages were withdrawn.", len(gone))
        removed = ngettext("%d page was taken off the site.", "%d pages were taken off the site.", len(gone))
        return (withdrawn if grounds.kind == Kind.WITHDRAWN else removed) % len(gone)
    if grounds.kind == Kind.WITHDRAWN:
        return _("“%(title)s” is withdrawn and says so to its readers.") % {"title": title}
    return _("“%(title)s” was taken off the site.") % {"title": title}


class BulkRemoval(UnpublishBulkAction):
    """Several pages leave the site for one reason."""

    display_name = gettext_lazy("Take off the site")
    aria_label = gettext_lazy("Take the selected pages off the site")
    template_name = "core/lifecycle/bulk_unpublish.html"
    explanation = gettext_lazy("These pages leave the site together with their translations, all of them or none:")
    refusal = gettext_lazy("Left out, because they are not public, are locked or you may not unpublish them:")
    form_class = RemovalForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """The pages that the questions are about."""
        pages, _others = self.get_actionable_objects()
        below = family.subtrees(pages).live().exclude(pk__in=[page.pk for page in pages])
        return {**super().get_form_kwargs(), "pages": pages, "ask_descendants": below.count()}

    def get_execution_context(self) -> dict[str, Any]:
        """The user and the answers."""
        form: Any = self.cleaned_form
        return {
            "user": self.request.user,
            "grounds": form.grounds(),
            "include_descendants": form.include_descendants,
        }

    @classmethod
    def execute_action(
        cls,
        objects: list[Page],
        user: Any = None,
        grounds: Any = None,
        include_descendants: bool = False,
        **kwargs: Any,
    ) -> tuple[int, int]:
        """Take all of them off the site, or none; returns how many went, translations and pages below included."""
        going = [page for page in objects if page.live]
        return len(removal.take_down(going, grounds, user=user, include_descendants=include_descendants)), 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        form: Any = self.cleaned_form
        withdrawn = ngettext("%d page was withdrawn.", "%d pages were withdrawn.", num_parent_objects)
        removed = ngettext("%d page was taken off the site.", "%d pages were taken off the site.", num_parent_objects)
        return (withdrawn if form.grounds().kind == Kind.WITHDRAWN else removed) % num_parent_objects
