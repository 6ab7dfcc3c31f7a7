"""Where pages and records are edited and compared in the editing interface."""

from typing import Any

from django.contrib.admin.utils import quote
from django.contrib.contenttypes.models import ContentType
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page

# More digits are no number to a database.
LONGEST_NUMBER = 18


def edit_address(instance: Any, user: Any = None) -> str:
    """Where `instance` is edited; empty if `user` may not."""
    return AdminURLFinder(user).get_edit_url(instance) or ""


def instance_at(content_type: int, pk: str) -> Any:
    """The page or record that an address names by the number of its type and its own; raises Http404."""
    model: Any = get_object_or_404(ContentType, pk=content_type).model_class()
    if model is None or not hasattr(model, "save_revision") or not pk.isdecimal() or len(pk) > LONGEST_NUMBER:
        raise Http404
    return get_object_or_404(model, pk=pk)


def compare_address(instance: Any, earlier: Any, later: Any) -> str:
    """Where two revisions of `instance` stand side by side; "earliest", "live" and "latest" are revisions too."""
    if isinstance(instance, Page):
        return reverse("wagtailadmin_pages:revisions_compare", args=[instance.pk, earlier, later])
    return reverse(
        instance.snippet_viewset.get_url_name("revisions_compare"), args=[quote(instance.pk), earlier, later]
    )
