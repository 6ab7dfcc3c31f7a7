"""What is remembered of sources and their translations, outside the revisions."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms_site.core.changes.models import PublishedChange


class SourcePassages(models.Model):
    """The passages of a source page as last published; before that, as they were first handed to translators.

    `paragraphs` is a list of [place, text, kind] in the order of the page. A paragraph keeps its place as long as it
    lives, however many are put before it: `body.<block>#<number>`.
    """

    page = models.OneToOneField(
        "wagtailcore.Page", on_delete=models.CASCADE, primary_key=True, related_name="+", verbose_name=_("page")
    )
    paragraphs = models.JSONField(_("paragraphs"), default=list)
    next_number = models.PositiveIntegerField(_("next number of a paragraph"), default=1)

    class Meta:
        verbose_name = _("passages of a source")
        verbose_name_plural = _("passages of sources")

    def __str__(self) -> str:
        return str(self.page_id)


class PassageChange(models.Model):
    """A paragraph of a source that a publication changed, added (`before` is null) or took away (`after` is null)."""

    change = models.ForeignKey(
        PublishedChange, on_delete=models.CASCADE, related_name="passages", verbose_name=_("published change")
    )
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+", verbose_name=_("page"))
    place = models.CharField(_("place"), max_length=255)
    before = models.TextField(_("before"), null=True)  # noqa: DJ001 - nothing and an empty text are different
    after = models.TextField(_("after"), null=True)  # noqa: DJ001

    class Meta:
        verbose_name = _("changed passage")
        verbose_name_plural = _("changed passages")
        constraints = [models.UniqueConstraint(fields=["change", "place"], name="passage_changes_once")]

    def __str__(self) -> str:
        return self.place


class PassageTranslation(models.Model):
    """Words of a translation at a place, and the paragraphs of the source that they were made from.

    Rows are kept for ever: a text that is restored is again the translation of what it was made from. A row that
    `stands` was confirmed by a person as right although it looks untranslated, empty or in foreign letters.
    """

    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="passage_translations", verbose_name=_("page")
    )
    place = models.CharField(_("place"), max_length=255)
    text = models.TextField(_("translation"), blank=True)
    text_hash = models.CharField(max_length=64, editable=False)
    source = models.JSONField(_("paragraphs of the source"), default=dict)
    source_change = models.ForeignKey(
        PublishedChange,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("publication of the source"),
    )
    revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("revision")
    )
    stands = models.BooleanField(_("stands as it is"), default=False)
    at = models.DateTimeField(_("moment"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("by")
    )

    class Meta:
        verbose_name = _("translated passage")
        verbose_name_plural = _("translated passages")
        constraints = [models.UniqueConstraint(fields=["page", "place", "text_hash"], name="passage_translated_once")]

    def __str__(self) -> str:
        return self.text


class ReplacedText(models.Model):
    """What a translator, a file or a machine had written at a place of a translation before other words took its place.

    `text` is as it was stored: words with inline marks, as wagtail-localize keeps them.
    """

    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="replaced_texts", verbose_name=_("page")
    )
    place = models.CharField(_("place"), max_length=255)
    source = models.TextField(_("text of the source"))
    text = models.TextField(_("translation"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("replaced at"), default=timezone.now)

    class Meta:
        verbose_name = _("replaced text of a translation")
        verbose_name_plural = _("replaced texts of translations")
        indexes = [
            # the workbench: what stood at the places of a page before, the newest first
            models.Index(fields=["page", "place", "-at"], name="replaced_text_of_page"),
        ]

    def __str__(self) -> str:
        return self.text


class TranslationState(models.Model):
    """How a public translation stands to its public source; written when either is published."""

    page = models.OneToOneField(
        "wagtailcore.Page",
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="translation_state",
        verbose_name=_("translation"),
    )
    source = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="translation_states", verbose_name=_("source")
    )
    outdated = models.PositiveIntegerField(_("outdated passages"), default=0)
    words = models.PositiveIntegerField(_("words to translate"), default=0)
    since = models.DateTimeField(_("outdated since"), null=True)
    correction = models.ForeignKey(
        PublishedChange,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("correction that is not followed yet"),
    )

    class Meta:
        verbose_name = _("state of a translation")
        verbose_name_plural = _("states of translations")
        indexes = [
            # the board: outdated translations, the oldest first
            models.Index("since", "page", name="translation_outdated", condition=models.Q(outdated__gt=0)),
        ]

    def __str__(self) -> str:
        return str(self.page_id)
