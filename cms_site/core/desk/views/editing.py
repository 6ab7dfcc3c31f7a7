"""Wagtail's editor of pages, in which nobody's words are saved over by somebody who has not seen them.

Wagtail refuses that to autosave alone: what somebody saves by the button becomes the newest version, whatever was saved
meanwhile. Nor does it ask there for the reason of a return.
"""

import json
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.revisions import RevisionsRevertView
from wagtail.models import Revision

from cms_site.core.desk.conflicts import set_aside
from cms_site.core.translation.refusals import RefusedError
from cms_site.core.workflow import publishing
from cms_site.core.workflow.digests import digest_of, digest_of_revision
from cms_site.core.workflow.four_eyes import RETURN_NEEDS_A_REASON


class BothKept:
    """A save that began from an older version is set aside, and its author chooses."""

    request: Any
    page: Any
    form: Any
    latest_revision: Revision | None

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Save, one after the other; a save from an older version leads to the choice.

        Where it is refused to publish or submit what was saved, the draft stays.
        """
        view: Any = super()
        refusal: Exception | None = None
        with transaction.atomic():
            publishing.lock(self.page)
            # another request may have saved between the reading of the page and the lock
            latest = Revision.objects.for_instance(self.page).order_by("-created_at", "-pk").first()
            self.latest_revision = latest or self.latest_revision
            if self._collides():
                return self._set_aside()
            try:
                response: HttpResponseBase = view.post(request, *args, **kwargs)
            except (PermissionDenied, RefusedError) as error:
                refusal = error
        if refusal is not None:
            raise refusal
        return response

    def _collides(self) -> bool:
        view: Any = self
        if view.expects_json_response or self.page.alias_of_id or view.locked_for_user or not view.is_out_of_date:
            return False
        base = self._base()
        if base is not None and digest_of_revision(base) == digest_of_revision(self.latest_revision):
            return False
        return not self._is_own_autosave()

    def _is_own_autosave(self) -> bool:
        """Whether the newest version is what this form saved by itself: it was sent, and the answer never came."""
        data = self.request.POST
        try:
            loaded = parse_datetime(data.get("loaded_revision_created_at", ""))
        except ValueError:
            loaded = None
        if loaded is None or "autosave_unanswered" not in data:
            return False
        return not self.page.revisions.filter(created_at__gt=loaded).exclude(user=self.request.user).exists()

    def _base(self) -> Revision | None:
        """The version that the form began from; None if it was purged or written over since."""
        number, _, saved = self._base_name().partition(" ")
        found = self.page.revisions.filter(pk=number).first() if number.isdecimal() else None
        return found if found is not None and saved in ("", found.created_at.isoformat()) else None

    def _base_name(self) -> str:
        """Number of the version and the moment at which it was saved, because it may have been written over."""
        data = self.request.POST
        return f"{data.get('loaded_revision_id', '')} {data.get('loaded_revision_created_at', '')}"

    def _set_aside(self) -> HttpResponseBase:
        view: Any = self
        self.form = view.form_class(
            self.request.POST,
            self.request.FILES,
            instance=self.page,
            subscription=view.subscription,
            parent_page=view.parent,
            for_user=self.request.user,
        )
        self.form.defer_required_fields()
        if not self.form.is_valid():
            self.form.restore_required_fields()
            self._stay_out_of_date()
            return view.form_invalid(self.form)
        mine = self.form.save(commit=False)
        base = self._base()
        if base is not None and digest_of(mine) == digest_of_revision(base):
            messages.warning(
                self.request, _("Somebody saved this page meanwhile. You had changed nothing; read it again.")
            )
            return redirect(view.get_edit_url())
        revision = set_aside(mine, self.request.user, self._base_name())
        return redirect("desk_conflict", self.page.pk, revision.pk)

    def _stay_out_of_date(self) -> None:
        """A form that is shown again because of its errors still says what it began from."""
        number = self._base_name().partition(" ")[0]
        if number.isdecimal():
            self.page.latest_revision_id = int(number)
        self._shown_as_loaded = self.request.POST.get("loaded_revision_created_at", "")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Wagtail's context."""
        view: Any = super()
        context: dict[str, Any] = view.get_context_data(**kwargs)
        if hasattr(self, "_shown_as_loaded"):
            context["loaded_revision_created_at"] = self._shown_as_loaded
        return context

    def perform_workflow_action(self) -> HttpResponseBase:
        """Wagtail's; a return without a word stays in the form, with all that was typed."""
        view: Any = self
        said = json.loads(self.request.POST.get("workflow-action-extra-data", "{}"))
        if view.workflow_action == "reject" and not str(said.get("comment", "")).strip():
            self.form.add_error(None, RETURN_NEEDS_A_REASON)
            return view.form_invalid(self.form)
        return super().perform_workflow_action()  # type: ignore[misc]

    def add_save_confirmation_message(self) -> None:
        """Wagtail's, but for a return, of which it says that the page was updated."""
        view: Any = super()
        if getattr(self, "workflow_action", "") == "reject":
            said = _("“%(title)s” was returned for changes; its author is told.")
            messages.success(self.request, said % {"title": self.page.get_admin_display_title()})
        else:
            view.add_save_confirmation_message()


class PageEditView(BothKept, EditView):
    """The editor of a page."""


class PageRevertView(BothKept, RevisionsRevertView):
    """The editor of a page with an earlier version in it."""
