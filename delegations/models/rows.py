"""The inline rows of a visit."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from cms_site.core.models import AttachedDocument, FactRow, Photograph
from partnerships.models.organisations import OrganisationRow


class Member(FactRow):
    """A person who travelled; the public sees only those marked as public."""

    page = ParentalKey("delegations.DelegationPage", on_delete=models.CASCADE, related_name="members")
    name = models.CharField(_("full name"), max_length=255)
    post = models.CharField(_("post"), max_length=255, blank=True)
    organisation = models.ForeignKey(
        "partnerships.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("organisation"),
    )
    is_head = models.BooleanField(_("head of the delegation"), default=False)
    public = models.BooleanField(
        _("public"), default=True, help_text=_("Untick for people whom the public page must not name.")
    )

    text_columns: ClassVar[tuple[str, ...]] = ("name", "post")
    internal_columns: ClassVar[tuple[str, ...]] = ("public",)
    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("post")]),
        FieldPanel("organisation"),
        FieldRowPanel([FieldPanel("is_head"), FieldPanel("public")]),
    ]

    class Meta(FactRow.Meta):
        verbose_name = _("member of the delegation")
        verbose_name_plural = _("members of the delegation")
        constraints = [
            models.UniqueConstraint(
                fields=["page"],
                condition=Q(is_head=True),
                name="delegation_one_head",
                violation_error_message=_("A delegation has one head."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def in_public(self) -> bool:
        """Whether the public page may name the person."""
        return self.public


def free_headship(visit: Any) -> None:
    """Rows are stored one by one: the old head must go before the new one comes."""
    heads = [member.pk for member in visit.members.all() if member.is_head and member.pk]
    Member.objects.filter(page=visit.pk, is_head=True).exclude(pk__in=heads).update(is_head=False)


class Host(FactRow):
    """A person who received the delegation."""

    page = ParentalKey("delegations.DelegationPage", on_delete=models.CASCADE, related_name="hosts")
    name = models.CharField(_("full name"), max_length=255)
    post = models.CharField(_("post"), max_length=255, blank=True)

    text_columns: ClassVar[tuple[str, ...]] = ("name", "post")
    panels = [FieldRowPanel([FieldPanel("name"), FieldPanel("post")])]

    class Meta(FactRow.Meta):
        verbose_name = _("host")
        verbose_name_plural = _("hosts")

    def __str__(self) -> str:
        return self.name


class ProgrammeItem(FactRow):
    """One point of the programme; internal until the release time of the visit."""

    page = ParentalKey("delegations.DelegationPage", on_delete=models.CASCADE, related_name="programme")
    date = models.DateField(_("date"), null=True, blank=True)
    time = models.TimeField(_("time"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=255, blank=True)
    item = models.CharField(_("what happens"), max_length=255)

    text_columns: ClassVar[tuple[str, ...]] = ("place", "item")
    panels = [
        FieldRowPanel([FieldPanel("date"), FieldPanel("time")]),
        FieldPanel("item"),
        FieldPanel("place"),
    ]

    class Meta(FactRow.Meta):
        verbose_name = _("point of the programme")
        verbose_name_plural = _("programme")

    def __str__(self) -> str:
        return self.item


class VisitOrganisation(OrganisationRow):
    """An organisation that took part in a visit."""

    page = ParentalKey("delegations.DelegationPage", on_delete=models.CASCADE, related_name="organisations")

    class Meta(OrganisationRow.Meta):
        verbose_name = _("organisation that took part")
        verbose_name_plural = _("organisations that took part")


class SignedAgreement(FactRow):
    """An agreement that was signed during a visit."""

    page = ParentalKey("delegations.DelegationPage", on_delete=models.CASCADE, related_name="signed_agreements")
    agreement = models.ForeignKey(
        "partnerships.Agreement", on_delete=models.CASCADE, related_name="+", verbose_name=_("agreement")
    )

    panels = [FieldPanel("agreement")]

    class Meta(FactRow.Meta):
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements signed")

    def __str__(self) -> str:
        return str(self.agreement)


class OutcomePage(FactRow):
    """A page that tells what came of a visit: a news item, a partner, a convoy."""

    page = ParentalKey("delegations.DelegationPage", on_delete=models.CASCADE, related_name="outcome_pages")
    related = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+", verbose_name=_("page"))

    panels = [FieldPanel("related")]

    class Meta(FactRow.Meta):
        verbose_name = _("page about the outcome")
        verbose_name_plural = _("pages about the outcome")

    def __str__(self) -> str:
        return str(self.related)


class VisitPhotograph(Photograph):
    """One picture of a visit."""

    page = ParentalKey("delegations.DelegationPage", on_delete=models.CASCADE, related_name="gallery")

    class Meta(Photograph.Meta):
        abstract = False
        verbose_name = _("photograph of a visit")
        verbose_name_plural = _("photographs of visits")


class VisitDocument(AttachedDocument):
    """One document of a visit: a programme, a protocol, a presentation."""

    page = ParentalKey("delegations.DelegationPage", on_delete=models.CASCADE, related_name="documents")

    class Meta(AttachedDocument.Meta):
        abstract = False
        verbose_name = _("document of a visit")
        verbose_name_plural = _("documents of visits")
