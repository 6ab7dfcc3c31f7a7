"""Moving says before what follows, and why it cannot be done."""

from typing import Any

from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions.move import MoveBulkAction
from wagtail.admin.views.pages.move import MoveConfirmView
from wagtail.models import Page

from cms_site.core.lifecycle import family, moving


class FamilyMoveView(MoveConfirmView):
    """Wagtail's own view; the translations move too, in one transaction."""

    def dispatch(
        self, request: HttpRequest, page_to_move_id: int, destination_id: int, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        """Refuse what cannot be done before it is asked for."""
        page = get_object_or_404(Page, pk=page_to_move_id)
        try:
            moving.check(page, get_object_or_404(Page, pk=destination_id))
            with transaction.atomic(), moving.moved_by(request.user):
                response: HttpResponseBase = super().dispatch(request, page_to_move_id, destination_id, *args, **kwargs)
                return response
        except moving.MoveRefusedError as refusal:
            messages.error(request, str(refusal))
            return redirect("wagtailadmin_pages:move", page_to_move_id)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Wagtail's context with the number of translations that follow."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "translations_to_move_count": family.translations([self.page_to_move]).count()}


class BulkMove(MoveBulkAction):
    """Wagtail's own action; the translations move too, and one refusal stops all."""

    def form_valid(self, form: Form) -> HttpResponseBase:
        """Move, or say why not."""
        try:
            with moving.moved_by(self.request.user):
                response: HttpResponseBase = super().form_valid(form)
                return response
        except moving.MoveRefusedError as refusal:
            messages.error(self.request, str(refusal))
            return redirect(self.next_url)
