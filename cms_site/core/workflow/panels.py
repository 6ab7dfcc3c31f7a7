"""What heads the home page of whoever may confirm it: texts that went out on the word of one person."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from wagtail.admin.ui.components import Component

from cms_site.core.workflow import urgent
from cms_site.core.workflow.addresses import edit_address
from cms_site.core.workflow.models import Contribution, UrgentPublication

# By then another person should have confirmed or corrected it.
OVERDUE = timedelta(hours=24)


class UrgentPanel(Component):
    """The urgent publications that this user may confirm, the oldest first. It cannot be hidden."""

    name = "urgent_publications"
    template_name = "core/workflow/urgent_panel.html"
    # Before everything that Wagtail and others put there.
    order = 0

    def __init__(self, user: Any) -> None:
        items = open_items()
        wrote = _written_by(user, items)
        self.rows = [row for item in items if (row := _row(item, user, wrote=item.pk in wrote))]

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"rows": self.rows}


def open_items() -> list[UrgentPublication]:
    """The items that nobody has confirmed, with what they are about, in one query for each kind of record."""
    items = list(
        UrgentPublication.objects.filter(outcome=urgent.Outcome.OPEN)
        .select_related("base_content_type")
        .order_by("since")
    )
    for kind in {item.base_content_type for item in items}:
        model: Any = kind.model_class()
        ids = [item.object_id for item in items if item.base_content_type == kind]
        found = model._base_manager.filter(pk__in=ids)
        found = found.specific() if hasattr(found, "specific") else found
        by_pk = {str(instance.pk): instance for instance in found}
        for item in items:
            if item.base_content_type == kind:
                item.__dict__["instance"] = by_pk.get(item.object_id)
    return items


def _written_by(user: Any, items: list[UrgentPublication]) -> set[int]:
    """The ids of the items with words of `user`, in one query."""
    own = Contribution.objects.filter(user=user.pk, settled_by=None, object_id__in=[item.object_id for item in items])
    words = list(own.values_list("base_content_type", "object_id", "revision_number"))
    return {
        item.pk
        for item in items
        for kind, object_id, number in words
        if (kind, object_id) == (item.base_content_type_id, item.object_id) and number <= item.revision_number
    }


def _row(item: UrgentPublication, user: Any, *, wrote: bool) -> dict[str, Any] | None:
    if item.instance is None or not (item.published_by_id == user.pk or urgent.may_publish_at_all(item.instance, user)):
        return None
    return {
        "item": item,
        "edit_url": edit_address(item.instance, user),
        "may_confirm": urgent.may_confirm(item, user, wrote=wrote),
        "overdue": timezone.now() - item.since > OVERDUE,
    }
