"""Long tables of the editing interface in pages; `core/admin/paging.html` leads from one to the next."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.formats import number_format
from wagtail.admin.paginator import WagtailPaginator


def page_of(found: Any, request: HttpRequest, size: int) -> Any:
    """The page of `found` that is asked for by `?p=2`; the first one instead of one that there is not."""
    page: Any = Paginator(found, size).get_page(request.GET.get("p"))
    page.numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return page


def count_label(paginator: WagtailPaginator) -> str:
    """How many there are, in a form that needs no case of the name: "pages: 16"."""
    return f"{paginator.verbose_name_plural}: {number_format(paginator.count, force_grouping=True)}"


def install() -> None:
    """Put the label in the place of Wagtail's, which has one form of a name for all numbers from two on."""
    paginator: Any = WagtailPaginator
    paginator.items_count_label = property(count_label)
