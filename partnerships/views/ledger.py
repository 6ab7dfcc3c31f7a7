"""The ledger of a convoy in the editing interface."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from partnerships.doubts import doubts_about
from partnerships.ledger_forms import CloseForm, HandOverForm, ReasonForm
from partnerships.models import ConvoyPage, HandOver, Ledger
from partnerships.models.balances import Balance
from partnerships.models.cargo import counted
from partnerships.services import ledger
from partnerships.services.ledger_address import donor_address, ledger_url
from partnerships.spreadsheets.hand_overs import HandOverImport


class ConvoyView(WagtailAdminTemplateMixin, TemplateView):
    """A view of one convoy, for those who may edit its page; that of a translation is that of its source."""

    header_icon = "table"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not ledger.may_record(self.convoy, request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def convoy(self) -> ConvoyPage:
        """The convoy in the source language, as it is public now; drafts have no say in the ledger."""
        convoy: ConvoyPage = get_object_or_404(ConvoyPage, pk=self.kwargs["pk"])
        if convoy.is_source and not convoy.alias_of_id:
            return convoy
        sources = [page for page in convoy.get_translations(inclusive=True) if page.is_source and not page.alias_of_id]
        return get_object_or_404(ConvoyPage, pk=sources[0].pk if sources else None)

    @cached_property
    def balance(self) -> Balance:
        """What is left of every line."""
        return Balance.of(self.convoy)

    def get_page_subtitle(self) -> str:
        return str(self.convoy.title)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        convoys = {"url": reverse("partnerships_convoypage:index"), "label": _("Convoys")}
        page = {"url": reverse("wagtailadmin_pages:edit", args=[self.convoy.pk]), "label": self.convoy.title}
        return [*self.breadcrumbs_items, convoys, page, {"url": "", "label": self.page_title}]

    def done(self, text: str) -> HttpResponse:
        """Lead to the ledger with a word about what was done."""
        messages.success(self.request, text)
        return redirect(ledger_url(self.convoy))


class LedgerView(ConvoyView):
    """All lines with what is left, all entries, and the form to hand over."""

    template_name = "partnerships/admin/ledger.html"
    page_title = gettext_lazy("Ledger")

    def get_form(self) -> HandOverForm:
        """The form, filled with what was typed or with the line that the address names."""
        data = self.request.POST if self.request.method == "POST" else None
        asked = self.request.GET.get("line", "")
        initial = {"cargo_line": int(asked)} if asked.isdecimal() else {}
        return HandOverForm(data, balance=self.balance, initial=initial, for_user=self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Wagtail's context with the ledger."""
        found = Ledger.objects.filter(convoy=self.convoy).first()
        entries = HandOver.objects.filter(convoy=self.convoy).order_by("-pk")
        lines = {line.line.pk: line.line for line in self.balance.lines}
        form = kwargs.get("form") or self.get_form()
        return {
            **super().get_context_data(**kwargs),
            "convoy": self.convoy,
            "ledger": found,
            "balance": self.balance,
            "entries": [
                (lines.get(entry.cargo_line_id), entry)
                for entry in entries.select_related("recipient", "document", "recorded_by", "undone_by")
            ],
            "form": form,
            "media": form.media,
            "may_import": HandOverImport.may_import(self.request.user),
            "may_close": ledger.may_close(self.convoy, self.request.user),
            "doubts": doubts_about(self.convoy),
            "donor_address": donor_address(found, self.request) if found else "",
            "is_public": self.convoy.live and self.convoy.has_arrived,
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Enter a hand-over, or show the form again with what is wrong."""
        form = self.get_form()
        if form.is_valid():
            try:
                (entry,) = ledger.hand_over([form.save(commit=False)], request.user)
            except ValidationError as error:
                form.refuse(error)
            else:
                return self.done(_handed_over(entry))
        return self.render_to_response(self.get_context_data(form=form), status=422)


def _handed_over(entry: HandOver) -> str:
    amount = "" if entry.quantity is None else counted(entry.quantity, entry.cargo_line.unit)
    text = _("Handed over: %(line)s, %(amount)s, to %(recipient)s.")
    without = _("Handed over: %(line)s, to %(recipient)s.")
    data = {"line": entry.cargo_line, "amount": amount, "recipient": entry.recipient}
    return (text if amount else without) % data


class QuestionView(ConvoyView):
    """A question before something is done in the ledger."""

    template_name = "partnerships/admin/ledger_question.html"
    form_class: type[Form] = ReasonForm
    explanation: Any = ""
    button: Any = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Wagtail's context with the question."""
        form = kwargs.get("form") or self.form_class()
        context = {
            "form": form,
            "explanation": self.explanation,
            "button": self.button,
            "back": ledger_url(self.convoy),
        }
        return {**super().get_context_data(**kwargs), **context}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do it, or ask again with what is wrong."""
        form: Any = self.form_class(request.POST)
        if form.is_valid():
            try:
                return self.done(self.act(form))
            except ValidationError as error:
                form.refuse(error)
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def act(self, form: Any) -> str:
        """Do what was asked; returns a word about it. Raises ValidationError."""
        raise NotImplementedError


class UndoView(QuestionView):
    """Undoing one entry."""

    page_title = gettext_lazy("Undo a hand-over")
    button = gettext_lazy("Undo the hand-over")
    header_icon = "undo"

    @cached_property
    def entry(self) -> HandOver:
        """The entry, if it counts still."""
        entries = HandOver.objects.standing().filter(convoy=self.convoy).select_related("cargo_line", "recipient")
        return get_object_or_404(entries, pk=self.kwargs["entry"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Wagtail's context with the question and the entry."""
        return {**super().get_context_data(**kwargs), "entry": self.entry}

    def act(self, form: Any) -> str:
        ledger.undo(self.entry, form.cleaned_data["reason"], self.request.user)
        return _("The hand-over is undone. It stays in the ledger, with your reason, and counts no more.")


class ClosingView(QuestionView):
    """A question for those who may close the ledger."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not ledger.may_close(self.convoy, request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class CloseView(ClosingView):
    """Closing the ledger."""

    page_title = gettext_lazy("Close the ledger")
    button = gettext_lazy("Close the ledger")
    header_icon = "lock"
    form_class = CloseForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Wagtail's context with what is left."""
        text = "" if self.balance.settled else ledger.explanation_needed(self.balance)
        return {**super().get_context_data(**kwargs), "explanation": text or _("Nothing is left.")}

    def act(self, form: Any) -> str:
        ledger.close(self.convoy, form.cleaned_data["explanation"], self.request.user)
        return _("The ledger is closed. Everybody can read it; nothing more is entered.")


class ReopenView(ClosingView):
    """Opening a closed ledger again."""

    page_title = gettext_lazy("Reopen the ledger")
    button = gettext_lazy("Reopen")
    header_icon = "lock-open"

    def act(self, form: Any) -> str:
        ledger.reopen(self.convoy, form.cleaned_data["reason"], self.request.user)
        return _("The ledger is open again.")
