"""What can be done with several pages of a list at once."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import classproperty
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.models import Page

from cms_site.core.admin.exports import export_response
from cms_site.core.admin.listings import ids_of_listing, listed_types
from cms_site.core.lifecycle.views.delete import BulkBin
from cms_site.core.lifecycle.views.unpublish import BulkRemoval
from cms_site.core.translation import localize
from cms_site.core.translation.completeness import sentence
from cms_site.core.translation.refusals import RefusedError, problems_of
from cms_site.core.workflow import submitting


class ListedPages(PageBulkAction):
    """A bulk action on the pages of a list; "all" are those that its filters leave, where Wagtail takes every page."""

    @classproperty
    def models(cls) -> list[Any]:
        """The page types that have the action."""
        return listed_types()

    def get_all_objects_in_listing_query(self, parent_id: Any) -> list[int]:
        """The pages that the user saw in the list, on all its leaves."""
        return ids_of_listing(self.model, self.request)


class ListedPublish(ListedPages, PublishBulkAction):
    """Wagtail's own action on exactly the listed pages."""


class ListedUnpublish(ListedPages, BulkRemoval):
    """Takes exactly the listed pages off the site."""


class ListedDelete(ListedPages, BulkBin):
    """Puts exactly the listed pages into the bin."""


class ConfirmedAction(ListedPages):
    """An action that shows what it will be done to and to what not, and asks once."""

    form_class = Form
    template_name = "core/admin/bulk_action.html"
    explanation: Any = ""
    refusal: Any = _("Left out, because you may not edit these pages:")

    def check_perm(self, page: Page) -> bool:
        """Whether the user may edit the page now."""
        may = page.permissions_for_user(self.request.user)
        return bool(may.can_edit() and not may.page_locked())


class RequestApproval(ConfirmedAction):
    """Submits pages to the workflow of their section."""

    display_name = _("Request approval")
    action_type = "request_approval"
    aria_label = _("Request approval of the selected pages")
    action_priority = 10
    explanation = _(
        "They are submitted to the workflow of their section. Those that lack something required stay drafts."
    )
    refusal = _("Left out, because there is nothing to approve, they are submitted already or you may not edit them:")

    def __init__(self, request: HttpRequest, model: Any) -> None:
        super().__init__(request, model)
        self.incomplete: list[str] = []

    def check_perm(self, page: Page) -> bool:
        """Whether there is something to approve that the user may submit."""
        waiting = page.has_unpublished_changes or not page.live
        may = page.permissions_for_user(self.request.user)
        return waiting and super().check_perm(page) and bool(may.can_submit_for_moderation())

    def get_execution_context(self) -> dict[str, Any]:
        """The user, and a list for what could not be submitted."""
        return {**super().get_execution_context(), "incomplete": self.incomplete}

    @classmethod
    def execute_action(
        cls, objects: list[Page], user: Any = None, incomplete: list[str] | None = None, **kwargs: Any
    ) -> tuple[int, int]:
        """Submit each page that could be published as it is; returns how many."""
        submitted = 0
        for page in objects:
            if not (problem := _submitted(page.specific, user)):
                submitted += 1
            elif incomplete is not None:
                said = {"title": page.get_admin_display_title(), "reason": problem}
                incomplete.append(gettext("“%(title)s”: %(reason)s") % said)
        return submitted, 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str | None:
        """How many were submitted; what could not be is said as a warning."""
        if self.incomplete:
            messages.warning(self.request, gettext("Not submitted: %s") % " ".join(self.incomplete))
        if not num_parent_objects:
            return None
        sentence = ngettext(
            "%d page was submitted for approval.", "%d pages were submitted for approval.", num_parent_objects
        )
        return sentence % num_parent_objects


@transaction.atomic
def _submitted(page: Any, user: Any) -> str:
    """Submit a page as its editor would; returns why it could not be, and nothing if it was."""
    if not page.is_source:
        try:
            found = localize.submit(page, user)
        except RefusedError as refusal:
            return " ".join(refusal.messages)
        return sentence(found) if found else ""
    draft = page.get_latest_revision_as_object()
    try:
        draft.full_clean()
    except ValidationError as error:
        return " ".join(problems_of(draft, error))
    if not page.latest_revision_id:
        draft.save_revision(user=user)
    submitting.submit(draft, user)
    return ""


class ExportSelected(ListedPages):
    """Downloads the selected pages; nothing is changed, so nothing is asked."""

    display_name = _("Download XLSX")
    action_type = "export_xlsx"
    aria_label = _("Download the selected pages as a spreadsheet")
    action_priority = 40
    file_format = "xlsx"

    def check_perm(self, page: Page) -> bool:
        """Whether the user sees the page in the list."""
        return True

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The file."""
        chosen = request.GET.getlist("id")
        listed = ids_of_listing(self.model, request)
        wanted = set(listed) if "all" in chosen else {int(pk) for pk in chosen if pk.isdecimal()}
        ids = [pk for pk in listed if pk in wanted]
        return export_response(
            self.model, ids, request.user, file_format=self.file_format, filename=self.model._meta.model_name
        )

    post = get


class ExportSelectedCSV(ExportSelected):
    """The same as CSV."""

    display_name = _("Download CSV")
    action_type = "export_csv"
    aria_label = _("Download the selected pages as CSV")
    action_priority = 41
    file_format = "csv"


ACTIONS = (RequestApproval, ExportSelected, ExportSelectedCSV, ListedPublish, ListedUnpublish, ListedDelete)
