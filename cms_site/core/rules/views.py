"""What administrators see of a rule beside its form: what it did, what it would have done, its mails, its secret."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from cms_site.core.admin.paging import page_of
from cms_site.core.mails import Outsider
from cms_site.core.rules import dry_run, runs
from cms_site.core.rules.mailing import words_for
from cms_site.core.rules.models import ContentRule, RuleRun

CHANGE = "core.change_contentrule"
PER_PAGE = 50
may_change = permission_required(CHANGE, raise_exception=True)


class RuleView(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    """A page about one rule."""

    permission_required = CHANGE
    raise_exception = True
    header_icon = "list-ul"

    @cached_property
    def rule(self) -> ContentRule:
        """The rule."""
        return get_object_or_404(ContentRule, pk=self.kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return str(self.rule)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        names = ContentRule.snippet_viewset.get_url_name  # type: ignore[attr-defined]
        return [
            *self.breadcrumbs_items,
            {"url": reverse(names("list")), "label": capfirst(ContentRule._meta.verbose_name_plural)},
            {"url": reverse(names("edit"), args=[self.rule.pk]), "label": str(self.rule)},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "rule": self.rule}


class RunsView(RuleView):
    """What a rule did, the newest first."""

    template_name = "core/rules/runs.html"
    page_title = gettext_lazy("What it did")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = self.rule.runs.select_related("delivery", "actor").order_by("-at", "-pk")
        sheet = page_of(found, self.request, PER_PAGE)
        for run in sheet.object_list:
            run.rule = self.rule
        return {**super().get_context_data(**kwargs), "sheet": sheet, "rows": runs.shown(sheet.object_list)}


class DryRunView(RuleView):
    """What a rule would have done in the last days."""

    template_name = "core/rules/dry_run.html"
    page_title = gettext_lazy("What it would have done")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = dry_run.would_have_fired(self.rule, timezone.now())
        sheet = page_of(found, self.request, PER_PAGE)
        rows = dry_run.foresee(self.rule, list(sheet.object_list))
        context = {"sheet": sheet, "rows": rows, "days": dry_run.PERIOD.days}
        return {**super().get_context_data(**kwargs), **context}


class PreviewView(RuleView):
    """The mails of a rule as they would be read."""

    template_name = "core/rules/preview.html"
    page_title = gettext_lazy("Preview of its mails")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        happening = dry_run.example(self.rule, timezone.now())
        mails = list(self._mails(happening)) if happening else []
        return {**super().get_context_data(**kwargs), "happening": happening, "mails": mails}

    def _mails(self, happening: Any) -> Any:
        languages = dict(settings.LANGUAGES)
        for row in self.rule.action_rows:
            for text in row["value"]["texts"] if row["type"] == "mail" else []:
                code = text["value"]["language"]
                home = code == settings.LANGUAGE_CODE
                to = self.request.user if home else Outsider(_("Name of the recipient"), "", code)
                yield {"code": code, "language": languages.get(code), "words": words_for(row["value"], to, happening)}


class SecretView(RuleView):
    """The secret that signs the webhooks of a rule: made anew on request, and shown then, once."""

    template_name = "core/rules/secret.html"
    page_title = gettext_lazy("Webhook secret")
    secret = ""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make a new secret and show it."""
        self.secret = self.rule.change_secret()
        log(instance=self.rule, action="core.rule.secret", user=request.user)
        response = self.get(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "secret": self.secret}


@require_POST
@may_change
def try_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Do now what is left of a run, and say what came of it."""
    run = get_object_or_404(RuleRun.objects.select_related("rule", "delivery"), pk=pk)
    errors = runs.try_again(run, timezone.now())
    said = {"title": run.title, "error": " ".join(dict.fromkeys(errors))}
    if errors:
        messages.error(request, _("Something of it is still not done for “%(title)s”. %(error)s") % said)
    else:
        messages.success(request, _("Everything is done for “%(title)s”.") % said)
    return redirect("core_rule_runs", run.rule_id)
