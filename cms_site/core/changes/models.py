"""The weight of changes: proposed with a draft, kept for ever with its publication."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

NOTE_LENGTH = 500


class Weight(models.TextChoices):
    """How much a change matters to who has read or translated the page before."""

    TYPO = "typo", _("Typing error")
    CONTENT = "content", _("Content")
    CORRECTION = "correction", _("Correction")


# The weights that make a translation outdated.
HEAVY = (Weight.CONTENT, Weight.CORRECTION)


class ProposedChange(models.Model):
    """What somebody thinks the change in a revision is; whoever publishes the revision may still change it."""

    revision = models.OneToOneField(
        "wagtailcore.Revision", on_delete=models.CASCADE, related_name="proposed_change", verbose_name=_("revision")
    )
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+", verbose_name=_("page"))
    weight = models.CharField(_("kind of change"), max_length=20, choices=Weight.choices, default=Weight.CONTENT)
    note = models.CharField(_("public note"), max_length=NOTE_LENGTH, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("by")
    )

    class Meta:
        verbose_name = _("proposed kind of change")
        verbose_name_plural = _("proposed kinds of change")

    def __str__(self) -> str:
        return self.get_weight_display()


class PublishedChangeQuerySet(models.QuerySet):
    """Publications, asked for in the words of a reader."""

    def corrections(self, language: str | None) -> "PublishedChangeQuerySet":
        """What readers of `language` are told, the newest first: corrections of pages that they may see, and those of
        a source that its translation does not follow yet. `told_on` is the id of the page that says so.
        """
        from cms_site.core.catalog.models import Entry
        from cms_site.core.translation.models import TranslationState

        seen = models.Q(page__catalog_entry__locale__language_code=language)
        notices = TranslationState.objects.filter(seen, correction=models.OuterRef("pk"))
        told_on = models.Case(
            models.When(seen, then=models.F("page_id")),
            default=models.Subquery(notices.values("page")[:1]),
            output_field=models.IntegerField(),
        )
        found = self.filter(weight=Weight.CORRECTION).exclude(note="").annotate(told_on=told_on).exclude(told_on=None)
        section = models.Subquery(Entry.objects.filter(pk=models.OuterRef("told_on")).values("section")[:1])
        return found.annotate(section=section).order_by("-published_at", "-pk")

    def with_pictures(self) -> "PublishedChangeQuerySet":
        """As a listing asks for; the list of corrections shows none."""
        return self


class PublishedChange(models.Model):
    """One publication of a page: when, which revision, what it changed for readers. Rows are only added."""

    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="published_changes", verbose_name=_("page")
    )
    revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("revision")
    )
    weight = models.CharField(_("kind of change"), max_length=20, choices=Weight.choices, default=Weight.CONTENT)
    note = models.CharField(_("public note"), max_length=NOTE_LENGTH, blank=True)
    published_at = models.DateTimeField(_("published"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("by")
    )

    objects = PublishedChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("published change")
        verbose_name_plural = _("published changes")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(weight=Weight.CORRECTION) | ~models.Q(note=""), name="correction_has_a_note"
            ),
        ]
        indexes = [
            # the page of corrections and its feed
            models.Index("weight", models.F("published_at").desc(), name="change_weight_time"),
        ]

    def __str__(self) -> str:
        return self.note or str(self.get_weight_display())

    @property
    def is_public(self) -> bool:
        """Whether readers are told of it."""
        return self.weight == Weight.CORRECTION

    @classmethod
    def public_of(cls, page: Any) -> "models.QuerySet[PublishedChange]":
        """The corrections of a page, the newest first."""
        return cls.objects.filter(page_id=page.pk, weight=Weight.CORRECTION).order_by("-published_at", "-pk")


def with_entries(changes: Iterable[Any]) -> list[Any]:
    """What `corrections` found, each with the catalogue's `entry` of the page that tells of it; one query for all."""
    from cms_site.core.catalog.models import Entry

    found = list(changes)
    entries = Entry.objects.defer("words", "title_words").in_bulk([change.told_on for change in found])
    for change in found:
        change.entry = entries[change.told_on]
        # the note of a correction that a translation does not follow is in the language of its source
        change.is_notice = change.told_on != change.page_id
    return found
