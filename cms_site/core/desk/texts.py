"""A page or record as the desk names it: title, kind, language, and where to read and edit it."""

from dataclasses import dataclass
from typing import Any

from django.contrib.admin.utils import quote
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from wagtail.models import Locale, Page


@dataclass(frozen=True)
class Text:
    """What a row of the desk says about its page or record. `language` is a code, empty where it has none."""

    title: str
    kind: str
    language: str
    url: str
    changes_url: str


class Texts:
    """Names pages and records; the languages are read once."""

    def __init__(self) -> None:
        self._languages = dict(Locale.objects.values_list("pk", "language_code"))

    def name(self, instance: Any) -> Text:
        """The page or record in its newest draft. Costs no query."""
        is_page = isinstance(instance, Page)
        return Text(
            title=instance.get_admin_display_title() if is_page else str(instance),
            kind=str((instance.specific_class or Page if is_page else type(instance))._meta.verbose_name),
            language=self._languages.get(getattr(instance, "locale_id", None), ""),
            url=editor_of(instance),
            changes_url=reverse("desk_changes", args=[_type_of(instance), instance.pk]),
        )


def _type_of(instance: Any) -> int:
    if isinstance(instance, Page):
        return int(instance.content_type_id)
    return ContentType.objects.get_for_model(instance).pk


def editor_of(instance: Any) -> str:
    """Where `instance` is edited; whether somebody may is for the editor to say."""
    if isinstance(instance, Page):
        return reverse("wagtailadmin_pages:edit", args=[instance.pk])
    return reverse(instance.snippet_viewset.get_url_name("edit"), args=[quote(instance.pk)])
