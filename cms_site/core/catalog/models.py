"""The two tables of the catalogue."""

import secrets
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model_string

from cms_site.core.catalog.previewing import previewed
from cms_site.core.dates import PartialDate, Precision

# By the date a page is about; pages without one come last, by their last change. PostgreSQL sorts NULL as the greatest.
NEWEST_FIRST = (
    models.F("sort_date").desc(nulls_last=True),
    models.F("changed").desc(nulls_last=True),
    "-page_id",
)


def new_version() -> int:
    """A number that no earlier state of an entry had, but by an accident of one in two thousand million."""
    return secrets.randbelow(2**31)


class EntryQuerySet(models.QuerySet):
    """Public pages, asked for in the words of a listing."""

    def in_language(self, language: str | None, translation_keys: Iterable | None = None) -> "EntryQuerySet":
        """Entries in `language`, all of them or those of the given translation keys."""
        entries = self.filter(locale__language_code=language)
        return entries if translation_keys is None else entries.filter(translation_key__in=list(translation_keys))

    def for_reader(self, language: str | None, translation_keys: Iterable) -> "dict[UUID, Entry]":
        """Entries by translation key, each in `language` or, where it is not translated, in the source language."""
        languages = [settings.LANGUAGE_CODE, language]
        entries: Any = self.filter(translation_key__in=list(translation_keys), locale__language_code__in=languages)
        entries = entries.annotate(is_source=models.Q(locale__language_code=settings.LANGUAGE_CODE)).defer("words")
        # the source comes first, so that the reader's language takes its place
        found = {entry.translation_key: entry for entry in entries.order_by("-is_source")}
        return found if self.query.annotations else _with_previews(found, language, translation_keys)

    def of_type(self, *labels: str) -> "EntryQuerySet":
        """Entries of the page types named `app.model`."""
        return self.filter(page_type__in=[label.lower() for label in labels])

    def in_section(self, page: models.Model) -> "EntryQuerySet":
        """Entries whose nearest index page is `page`."""
        return self.filter(section=page.pk)

    def valid(self) -> "EntryQuerySet":
        """Without the withdrawn pages, which stay readable but are not offered to anybody as news."""
        return self.filter(withdrawn=None)

    def newest_first(self) -> "EntryQuerySet":
        """By the date a page is about; pages without one come last, by their last change."""
        return self.order_by(*NEWEST_FIRST)

    def with_pictures(self) -> "EntryQuerySet":
        """With picture and renditions, two queries in all, and without the words, which only search reads."""
        return self.select_related("image").prefetch_related("image__renditions").defer("words", "title_words")


def _with_previews(found: "dict[UUID, Entry]", language: str | None, keys: Iterable) -> "dict[UUID, Entry]":
    """`found` with what the reader previews: in their language, or in the source language if nothing is in theirs."""
    for key in keys:
        by_language = previewed(key)
        for code in (settings.LANGUAGE_CODE, language):
            known = found.get(key)
            in_readers_language = known is not None and not getattr(known, "is_source", True)
            if code in by_language and (code == language or not in_readers_language):
                found[key] = by_language[code]
    return found


class Entry(models.Model):
    """A page that the public may see now, flat: what listings, feeds and figures read."""

    page = models.OneToOneField(
        "wagtailcore.Page", on_delete=models.CASCADE, primary_key=True, related_name="catalog_entry"
    )
    locale = models.ForeignKey("wagtailcore.Locale", on_delete=models.CASCADE, related_name="+", db_index=False)
    translation_key = models.UUIDField(_("translation key"))
    page_type = models.CharField(_("page type"), max_length=100)
    section = models.IntegerField(_("section"), null=True)
    title = models.CharField(_("title"), max_length=255)
    lead = models.TextField(_("lead"), blank=True)
    url = models.CharField(_("address"), max_length=1000)
    image = models.ForeignKey(
        get_image_model_string(), null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("picture")
    )
    image_alt = models.CharField(_("description of the picture"), max_length=255, blank=True)
    sort_date = models.DateField(_("date"), null=True)
    end_date = models.DateField(_("end"), null=True)
    precision = models.CharField(_("precision"), max_length=10, choices=Precision.choices, blank=True)
    year = models.SmallIntegerField(_("year"), null=True)
    withdrawn = models.DateField(_("withdrawn"), null=True)
    published = models.DateTimeField(_("first published"), null=True)
    changed = models.DateTimeField(_("changed"), null=True)
    title_words = models.TextField(_("words of the title for search"), blank=True)
    words = models.TextField(_("words for search"), blank=True)
    # Another one whenever the row or its facet values change: the sum over a list says whether the list changed.
    version = models.IntegerField(_("version"), default=new_version)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("catalogue entry")
        verbose_name_plural = _("catalogue entries")
        indexes = [
            # a section's listing, newest first, with or without a year
            models.Index("section", models.F("sort_date").desc(), models.F("page").desc(), name="entry_section_date"),
            models.Index("section", "year", models.F("sort_date").desc(), name="entry_section_year"),
            # all pages of a type in a language: home page, feeds, figures
            models.Index("locale", "page_type", models.F("sort_date").desc(), name="entry_type_date"),
            # the checksums of a section's list and of all pages of a type in a language
            models.Index("section", "page_type", "version", name="entry_section_version"),
            models.Index("locale", "page_type", "version", name="entry_type_version"),
            # the language switcher and relations between pages
            models.Index("translation_key", "locale", name="entry_translation"),
            models.Index("url", name="entry_url"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def date(self) -> PartialDate | None:
        """The date that the page is about, with its precision; None when it has none."""
        if not self.sort_date:
            return None
        return PartialDate(self.sort_date, self.end_date, Precision(self.precision or Precision.DAY))

    @property
    def withdrawn_on(self) -> PartialDate | None:
        """Since when the page is no longer valid, for readers."""
        return PartialDate(self.withdrawn) if self.withdrawn else None


class EntryFacet(models.Model):
    """One facet value of a catalogue entry."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="facets", db_index=False)
    name = models.CharField(_("facet"), max_length=50)
    value = models.CharField(_("value"), max_length=100)

    class Meta:
        verbose_name = _("facet value")
        verbose_name_plural = _("facet values")
        constraints = [
            # also serves the removal and the comparison of an entry's values
            models.UniqueConstraint(fields=["entry", "name", "value"], name="entry_facet_once"),
        ]
        indexes = [
            # narrowing a listing by a value, and counting the values of a facet
            models.Index("name", "value", "entry", name="facet_value_entry"),
        ]

    def __str__(self) -> str:
        return f"{self.name}={self.value}"
