"""The log of pages, asked for as a story."""

from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from wagtail.models import Page, PageLogEntry, Revision

from cms_site.core.changes.models import PublishedChange
from cms_site.core.story.circumstances import KEY
from cms_site.core.story.kinds import ENDS_PUBLICATION, of_kinds


def saved_again() -> Q:
    """The condition for what was saved by itself and then again, while somebody wrote on."""
    later = StoryEntry.objects.filter(
        uuid=OuterRef("uuid"), action="wagtail.edit", page_id=OuterRef("page_id"), pk__gt=OuterRef("pk")
    )
    return Q(Exists(later), action="wagtail.edit", uuid__isnull=False)


class StoryQuerySet(models.QuerySet):
    """Entries of the log of pages."""

    def of_page(self, page: Page) -> "StoryQuerySet":
        """What was done to `page` in all its languages."""
        languages = Page.objects.filter(translation_key=page.translation_key)
        return self.filter(page_id__in=languages.values("pk"))

    def of_sections(self, sections: list[Page]) -> "StoryQuerySet":
        """What was done to pages that are in one of `sections`, or were then."""
        there = Q(pk__in=[])
        for section in sections:
            below = Page.objects.filter(path__startswith=section.path)
            there |= Q(page_id__in=below.values("pk")) | Q(**{f"data__{KEY}__address__startswith": section.url_path})
        return self.filter(there)

    def narrowed(self, people: list[int | None], kinds: list[str], languages: list[str]) -> "StoryQuerySet":
        """What these people did, of these kinds and in these languages; an empty list narrows nothing.

        None among the people stands for the system.
        """
        found = self
        if people:
            by_system = Q(user_id=None) if None in people else Q(pk__in=[])
            found = found.filter(Q(user_id__in=[person for person in people if person is not None]) | by_system)
        if kinds:
            found = found.filter(of_kinds(kinds))
        if languages:
            pages = Page.objects.filter(locale__language_code__in=languages).values("pk")
            found = found.filter(Q(**{f"data__{KEY}__language__in": languages}) | Q(page_id__in=pages))
        return found

    def told(self) -> "StoryQuerySet":
        """The newest first, each with the revision before it and the end of what it made public.

        What was saved by itself while somebody wrote is told once.
        """
        later = StoryEntry.objects.filter(
            page_id=OuterRef("page_id"), timestamp__gt=OuterRef("timestamp"), action__in=ENDS_PUBLICATION
        ).exclude(action="core.remove", data__kind="withdrawn")
        earlier = PublishedChange.objects.filter(
            page_id=OuterRef("page_id"), published_at__lt=OuterRef("timestamp"), revision_id__lt=OuterRef("revision_id")
        )
        return (
            self.exclude(saved_again())
            .select_related("user")
            .annotate(
                revision_is_kept=Exists(Revision.objects.filter(pk=OuterRef("revision_id"))),
                revision_before=Revision.objects.previous_revision_id_subquery(),
                publication_before=Subquery(earlier.order_by("-pk").values("revision_id")[:1]),
                public_until=Subquery(later.order_by("timestamp").values("timestamp")[:1]),
            )
            .order_by("-timestamp", "-pk")
        )


class StoryEntry(PageLogEntry):
    """An act in the story of a page, as Wagtail's log has it."""

    objects: Any = StoryQuerySet.as_manager()

    class Meta:
        proxy = True
        default_permissions = ()
        permissions = [("view_story", gettext_noop("Can read the story of every page and take it away as a table"))]
        verbose_name = _("entry of a story")
        verbose_name_plural = _("entries of stories")
