"""The list of translation jobs, with filters, a choice of several to claim, and downloads of all that it shows."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic.models import IndexView

from cms_site.core.admin.exports import table_response
from cms_site.core.admin.searching import AnyCaseSearchMixin
from cms_site.core.spreadsheets import Row
from cms_site.core.translation.board.filters import JobFilterSet, type_names
from cms_site.core.translation.board.grid import SHOWN
from cms_site.core.translation.board.texts import with_addresses
from cms_site.core.translation.jobs.assignment import name_of
from cms_site.core.translation.jobs.models import TranslationJob
from cms_site.core.translation.jobs.rights import Workplaces
from cms_site.core.transliteration import slug


class NamedColumn(Column):
    """A cell that says on a telephone, where a job is a card, what it is of."""

    cell_template_name = "core/translation/cell.html"


class JobColumn(Column):
    """A cell with a template of its own, which is given the job as `instance`."""

    def __init__(self, name: str, template: str, **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        self.cell_template_name = f"core/translation/{template}.html"

    def get_value(self, instance: Any) -> Any:
        return instance


class JobListView(AnyCaseSearchMixin, IndexView):
    """The jobs that the user may see. A job leads to its text, or to itself while there is none."""

    model = TranslationJob
    any_permission_required = None  # rights are those on pages, see dispatch
    page_title = gettext_lazy("Translation jobs")
    header_icon = "wagtail-localize-language"
    index_url_name = "translation_board:jobs"
    index_results_url_name = "translation_board:job_results"
    template_name = "core/translation/jobs.html"
    results_template_name = "core/translation/job_results.html"
    filterset_class = JobFilterSet
    search_fields = ["source__title"]
    default_ordering = "due"
    paginate_by = 50
    show_export_buttons = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.rights = Workplaces(request.user)
        if not self.rights.places():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The list, or a download of all that it shows."""
        if not self.is_export:
            return super().get(request, *args, **kwargs)
        filename = f"{slug(_('Translation jobs'))}-{timezone.localdate().isoformat()}"
        titles = {section.pk: section.title for section in self.rights.sections}
        table = rows(self.get_queryset(), translation.get_language() or "", titles)
        return table_response(table, title=str(self.page_title), file_format=request.GET["export"], filename=filename)

    @cached_property
    def columns(self) -> list[Column]:
        return [
            JobColumn("choice", "choice_cell", label="", width="2rem", classname="board__choice"),
            TitleColumn(
                "source",
                label=_("Page"),
                sort_key="source__title",
                get_url=lambda job: job.text_address or job.own_address,
            ),
            NamedColumn("language", label=_("Language"), sort_key="locale"),
            JobColumn("state", "state_cell", label=_("State"), sort_key="state"),
            NamedColumn("words", label=_("Words left"), sort_key="words"),
            JobColumn("due", "due_cell", label=_("Due"), sort_key="due"),
            JobColumn("assignee", "assignee_cell", label=_("Translator"), sort_key="assignee"),
        ]

    def get_filterset_kwargs(self) -> dict[str, Any]:
        return {**super().get_filterset_kwargs(), "rights": self.rights}

    def get_base_queryset(self) -> QuerySet[TranslationJob]:
        """What the user may see, without what is not needed any more."""
        jobs = self.rights.jobs().filter(state__in=SHOWN)
        return jobs.select_related("source", "section", "locale", "assignee")

    def get_valid_orderings(self) -> list[str]:
        """Those of the columns, and since when a job waits, as the board asks for it."""
        return [*super().get_valid_orderings(), "opened_at", "-opened_at"]

    def order_queryset(self, queryset: QuerySet) -> QuerySet:
        """By the chosen column; jobs that have nothing there come last, as databases differ about where they belong."""
        name = self.ordering.removeprefix("-")
        if name not in ("due", "assignee", "opened_at"):
            return queryset.order_by(self.ordering, "pk")
        column = F(name)
        descending = self.ordering != name
        return queryset.order_by(column.desc(nulls_last=True) if descending else column.asc(nulls_last=True), "pk")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, board_crumb(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        with_addresses(context["object_list"])
        free = any(job.is_open and not job.assignee_id for job in context["object_list"])
        return {**context, "here": f"{self.index_url}?{self.request.GET.urlencode()}", "something_is_free": free}


def board_crumb() -> dict[str, Any]:
    """The way back to the board."""
    return {"url": reverse("translation_board:index"), "label": _("Translations")}


def header(title: str, *above: dict[str, Any]) -> dict[str, Any]:
    """What the head of a page of the board needs: its title, and the way to it."""
    way = [*JobListView.breadcrumbs_items, *above, {"url": "", "label": title}]
    return {
        "header_title": title,
        "header_icon": "wagtail-localize-language",
        "breadcrumbs_items": way,
        # that of the titles
        "source_language": settings.LANGUAGE_CODE,
    }


def rows(jobs: QuerySet[TranslationJob], language: str, sections: Mapping[int, str]) -> Iterator[Row]:
    """The jobs as a table with its heading, in words of a language; `sections` are the titles of sections in it."""
    with translation.override(language):
        names = type_names()
        yield [
            _("Page"),
            _("Page type"),
            _("Section"),
            _("Language"),
            _("State"),
            _("Reason"),
            _("Words left"),
            _("Due"),
            _("Overdue"),
            _("Translator"),
            _("Opened"),
            _("Closed"),
        ]
    for job in jobs.iterator(chunk_size=500):
        with translation.override(language):
            row = [
                job.source.title,
                names.get(job.page_type, job.page_type),
                sections.get(job.section_id, job.section.title),
                job.language,
                str(job.get_state_display()),
                job.refusal,
                job.words,
                job.due,
                _("Yes") if job.is_overdue else _("No"),
                name_of(job.assignee),
                job.opened_at,
                job.closed_at,
            ]
        yield row
