"""What an expert was asked about a text, and what they answered."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms_site.core.models.signed_link import SignedLink
from cms_site.core.workflow.models import OfText


class Verdict(models.TextChoices):
    """What an expert thinks of a text."""

    AGREE = "agree", _("I agree")
    REMARKS = "remarks", _("I agree with remarks")
    DISAGREE = "disagree", _("I do not agree")


class SignOff(OfText):
    """One question to one expert about one text, kept as it was then: autosave may write over the revision itself.

    An opinion is no approval: nothing of the rule of four eyes asks for it.
    """

    link = models.OneToOneField(SignedLink, on_delete=models.CASCADE, related_name="sign_off")
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    content = models.JSONField(_("content"))
    title = models.CharField(_("title"), max_length=255)
    question = models.TextField(_("question"))
    verdict = models.CharField(_("opinion"), max_length=10, choices=Verdict.choices, blank=True)
    comment = models.TextField(_("comment"), blank=True)
    signed_as = models.CharField(_("name"), max_length=255, blank=True)
    answered = models.DateTimeField(_("answered"), null=True)

    class Meta:
        verbose_name = _("opinion of an expert")
        verbose_name_plural = _("opinions of experts")
        default_permissions = ()
        # what was asked about a page: for every opening of its editor
        indexes = [models.Index(fields=["base_content_type", "object_id", "-id"], name="sign_off_of_text")]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered=None, verdict="") | Q(answered__isnull=False) & ~Q(verdict=""),
                name="sign_off_answered_with_a_verdict",
            )
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.link.name}"

    @property
    def page(self) -> Any:
        """The page with the text that was asked about; None if it was deleted."""
        model: Any = self.content_type.model_class()
        page = model._base_manager.filter(pk=self.object_id).first() if model else None
        return page and page.with_content_json(self.content)

    @property
    def is_open(self) -> bool:
        """Whether the expert can still answer or correct the answer."""
        return self.link.is_usable(timezone.now())
