"""Terms, what they are called in other languages, and the decisions of people about them."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import MinLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Locale

from cms_site.core.admin.read_only import ReadOnlyPanel
from cms_site.core.models.named import FurtherName, LocalName, NamedRecord
from cms_site.core.terms import cases
from cms_site.core.terms.forms import TermForm
from cms_site.core.terms.kinds import Kind

REASON_LENGTH = 10
CASES = tuple(cases.CASES)


class Term(NamedRecord):
    """A name in Ukrainian with its cases, and its equivalents in other languages in child rows called `names`."""

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.PERSON)
    genitive = models.CharField(_("genitive"), max_length=255, blank=True)
    dative = models.CharField(_("dative"), max_length=255, blank=True)
    accusative = models.CharField(_("accusative"), max_length=255, blank=True)
    instrumental = models.CharField(_("instrumental"), max_length=255, blank=True)
    locative = models.CharField(_("locative"), max_length=255, blank=True)
    vocative = models.CharField(_("vocative"), max_length=255, blank=True)
    source = models.CharField(
        _("source"),
        max_length=500,
        blank=True,
        help_text=_("Where the form comes from: an address on the web, or a document in words."),
    )
    note = models.TextField(_("note"), blank=True)
    # What each word of the name may look like in a text, see `matching`.
    word_keys = models.JSONField(default=list, editable=False)
    # The newest of these and the number of terms tell whether the terms in memory are those of the database.
    changed_at = models.DateTimeField(auto_now=True, editable=False)

    spellings: ClassVar[tuple[str, ...]] = ("names", "former_names")

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("kind")]),
        InlinePanel(
            "names",
            heading=_("Equivalents in other languages"),
            label=_("Equivalent"),
            help_text=_(
                "Leave English out and the form by resolution 55 of the Cabinet of Ministers is proposed. A form is "
                "asked of translators once somebody who did not enter it has approved it."
            ),
        ),
        InlinePanel(
            "former_names",
            heading=_("Former and wrong forms"),
            label=_("Form"),
            help_text=_("Translators are told to replace them. An approved form that is changed comes here by itself."),
        ),
        MultiFieldPanel(
            [FieldPanel(name) for name in CASES],
            heading=_("Cases"),
            help_text=_("Leave empty and they are proposed; correct what is wrong."),
            classname="collapsed",
        ),
        FieldPanel("source"),
        FieldPanel("note"),
    ]
    base_form_class = TermForm

    class Meta(NamedRecord.Meta):
        abstract = False
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        permissions = [("approve_term", gettext_noop("Can approve equivalents of terms entered by others"))]
        # what has changed since the terms were read: asked on every check of a translation
        indexes = [models.Index("changed_at", name="term_changed")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the cases that were left empty, as they are proposed."""
        for name, proposed in cases.proposed(self.name, self.kind).items():
            if not getattr(self, name):
                setattr(self, name, proposed[:255])
        self.word_keys = cases.word_keys(self.name, [getattr(self, name) for name in CASES])
        super().save(*args, **kwargs)


class Equivalent(LocalName):
    """What a term is called in one more language; asked of translators once it is approved."""

    record = ParentalKey(Term, on_delete=models.CASCADE, related_name="names")
    note = models.CharField(_("note"), max_length=255, blank=True)
    # Made by the table of the resolution and not touched since.
    proposed = models.BooleanField(_("proposal"), default=False, editable=False)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("approved by"),
    )
    approved_at = models.DateTimeField(_("approved at"), null=True, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("locale"), FieldPanel("name")]),
        FieldPanel("note"),
        FieldRowPanel([ReadOnlyPanel("approved_by"), ReadOnlyPanel("approved_at")]),
    ]

    class Meta(LocalName.Meta):
        abstract = False
        verbose_name = _("equivalent")
        verbose_name_plural = _("equivalents")


class FormerEquivalent(FurtherName):
    """A form that was right once, or never: translations that have it are to be corrected."""

    record = ParentalKey(Term, on_delete=models.CASCADE, related_name="former_names")
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+", verbose_name=_("language"))

    panels = [FieldRowPanel([FieldPanel("locale"), FieldPanel("name")])]

    class Meta(FurtherName.Meta):
        abstract = False
        verbose_name = _("former form")
        verbose_name_plural = _("former forms")


class TermException(models.Model):
    """Somebody let a passage of a translation stand without the approved form of a term, and says why.

    It holds for these words of the source and the translation alone: `digest` is of both.
    """

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+", verbose_name=_("page"))
    place = models.CharField(_("place"), max_length=255)
    digest = models.CharField(max_length=64, editable=False)
    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="+", verbose_name=_("term"))
    reason = models.TextField(_("reason"), validators=[MinLengthValidator(REASON_LENGTH)])
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("exception from a term")
        verbose_name_plural = _("exceptions from terms")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["page", "place", "digest", "term"], name="term_exception_once"),
        ]

    def __str__(self) -> str:
        return self.reason


@register_setting(icon="openquote")
class TermSettings(BaseSiteSetting):
    """Whether translations of a site have to follow the term base."""

    enforced = models.BooleanField(
        _("translations have to follow the term base"),
        default=True,
        help_text=_("If not, translators see the terms, but nothing is held back because of them."),
    )

    class Meta:
        verbose_name = _("term base")
        verbose_name_plural = _("settings of the term base")
