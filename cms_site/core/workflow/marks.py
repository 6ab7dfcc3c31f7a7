"""How lists mark what went out on the word of one person."""

from django.db.models import CharField, Exists, OuterRef, QuerySet
from django.db.models.functions import Cast
from wagtail.admin.ui.tables import LiveStatusTagColumn
from wagtail.admin.ui.tables.pages import PageStatusColumn

from cms_site.core.workflow.models import UrgentPublication


def with_urgent_mark(found: QuerySet) -> QuerySet:
    """`found` with `urgent` on each row: whether it waits for confirmation. No query of its own."""
    waiting = UrgentPublication.objects.filter(
        base_content_type=found.model().get_base_content_type(),
        object_id=Cast(OuterRef("pk"), CharField()),
        outcome=UrgentPublication.Outcome.OPEN,
    )
    return found.annotate(urgent=Exists(waiting))


class MarkedPageStatusColumn(PageStatusColumn):
    """Public or draft, and whether somebody has to confirm it."""

    cell_template_name = "core/workflow/page_status_cell.html"


class MarkedStatusColumn(LiveStatusTagColumn):
    """The same of a record."""

    cell_template_name = "core/workflow/record_status_cell.html"
