"""How lists mark what is withdrawn."""

from django.db.models import Exists, OuterRef, QuerySet

from cms_site.core.lifecycle.models import Kind, Removal


def with_withdrawn_mark(pages: QuerySet) -> QuerySet:
    """`pages` with `withdrawn` on each: whether it stays readable but is no longer valid. No query of its own."""
    return pages.annotate(withdrawn=Exists(Removal.objects.filter(page=OuterRef("pk"), kind=Kind.WITHDRAWN)))
