"""The weight of changes: proposed with a draft, kept for ever with its publication."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


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
    note = models.CharField(_("public note"), max_length=500, blank=True)
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
        """Corrections of pages that the public may see in `language`, the newest first, with the page's entry."""
        found = self.filter(weight=Weight.CORRECTION, page__catalog_entry__locale__language_code=language)
        return found.exclude(note="").select_related("page__catalog_entry").order_by("-published_at", "-pk")

    def with_pictures(self) -> "PublishedChangeQuerySet":
        """As a listing asks for; the list of corrections shows none."""
        return self.defer("page__catalog_entry__words", "page__catalog_entry__title_words")


class PublishedChange(models.Model):
    """One publication of a page: when, which revision, what it changed for readers. Rows are only added."""

    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="published_changes", verbose_name=_("page")
    )
    revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("revision")
    )
    weight = models.CharField(_("kind of change"), max_length=20, choices=Weight.choices, default=Weight.CONTENT)
    note = models.CharField(_("public note"), max_length=500, blank=True)
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
