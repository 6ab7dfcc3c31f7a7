"""Acts of the city: orders and decisions, each with an address of its own below the issue that published it."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Length, Substr
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.documents import get_document_model_string
from wagtail.models import Page

from cms_site.core.admin.menu import AdminMenu
from cms_site.core.catalog.models import Entry
from cms_site.core.models import BasePage, DatedMixin, dated_facts
from cms_site.core.page_types import Fact
from publications.forms import ActForm
from publications.menu import PUBLISHING
from publications.models.numbered import NumberedMixin
from publications.permission_testers import SealedPageTester


class IssuingBody(models.TextChoices):
    """Who issued an act."""

    MAYOR = "mayor", _("Mayor")
    EXECUTIVE_COMMITTEE = "executive_committee", _("Executive committee")
    COUNCIL = "council", _("City council")


class ActKind(models.TextChoices):
    """What an act is called."""

    ORDER = "order", pgettext_lazy("act", "Order")
    DECISION = "decision", pgettext_lazy("act", "Decision")


class ActStatus(models.TextChoices):
    """Whether an act is in force."""

    IN_FORCE = "in_force", _("In force")
    AMENDED = "amended", _("Amended")
    REPEALED = "repealed", _("Repealed")


class Act(NumberedMixin, DatedMixin, BasePage):
    """An order or a decision. It is published with its text, with a file, or with both."""

    issuing_body = models.CharField(_("issued by"), max_length=20, choices=IssuingBody.choices, default="")
    kind = models.CharField(_("kind of act"), max_length=20, choices=ActKind.choices, default="")
    number = models.CharField(_("number"), max_length=50, default="")
    # The year of the date, because numbers start anew with the year.
    year = models.PositiveSmallIntegerField(_("year"), null=True, editable=False)
    document = models.ForeignKey(
        get_document_model_string(),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("act as a file"),
    )
    status = models.CharField(_("status"), max_length=10, choices=ActStatus.choices, default=ActStatus.IN_FORCE)
    amended_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="amends", verbose_name=_("amended by")
    )
    repealed_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="repeals", verbose_name=_("repealed by")
    )
    is_sample = models.BooleanField(
        _("sample"), default=False, help_text=_("Not a real act: shown as a sample wherever readers meet it.")
    )

    saved_as_draft: bool | None = None
    base_form_class = ActForm
    number_fields = ("number", "issuing_body", "year")
    facts = (
        Fact("issuing_body", facet=True, column=True),
        Fact("kind", facet=True, column=True),
        Fact("number", column=True, searched=True),
        *dated_facts(_("Date of the act")),
        Fact("status", facet=True, column=True),
        Fact("document", shown=False),
        Fact("amended_by", shown=False),
        Fact("repealed_by", shown=False),
        Fact("is_sample", shown=False, filtered=True),
    )
    admin_menu = AdminMenu(PUBLISHING, _("Acts"), "clipboard-list", 30)
    facts_panels = [
        FieldRowPanel([FieldPanel("issuing_body"), FieldPanel("kind"), FieldPanel("number")]),
        DatedMixin.date_panel,
        MultiFieldPanel(
            [
                FieldPanel("status"),
                FieldPanel("amended_by"),
                FieldPanel("repealed_by"),
            ],
            heading=_("Validity"),
        ),
        FieldPanel("is_sample"),
    ]
    documents_panels = [FieldPanel("document")]
    parent_page_types = ["publications.BulletinIssuePage"]
    subpage_types: list[str] = []

    class Meta(DatedMixin.Meta):
        abstract = False
        verbose_name = _("act")
        verbose_name_plural = _("acts")
        constraints = [
            *DatedMixin.Meta.constraints,
            models.UniqueConstraint(
                fields=["number", "issuing_body", "year", "numbered_in"],
                name="act_number_once_a_year",
                violation_error_message=_("This body issued an act with this number in this year already."),
            ),
            models.CheckConstraint(
                condition=Q(repealed_by=None) | Q(status=ActStatus.REPEALED),
                name="act_repealed_by_another",
                violation_error_message=_("An act that another one repealed has the status “repealed”."),
            ),
            models.CheckConstraint(
                condition=Q(amended_by=None) | ~Q(status=ActStatus.IN_FORCE),
                name="act_amended_by_another",
                violation_error_message=_("An act that another one amended has the status “amended” or “repealed”."),
            ),
            models.CheckConstraint(
                condition=(Q(amended_by=None) | ~Q(amended_by=F("page_ptr")))
                & (Q(repealed_by=None) | ~Q(repealed_by=F("page_ptr"))),
                name="act_changed_by_another",
                violation_error_message=_("An act cannot amend or repeal itself."),
            ),
        ]

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """Whether acts can be added to `parent`: not to a sealed issue."""
        specific = hasattr(parent, "is_sealed")
        return super().can_create_at(parent) and not (parent.is_sealed() if specific else _is_sealed(parent.path))

    def can_move_to(self, parent: Page) -> bool:
        """Whether the act can move to `parent`: neither out of a sealed issue nor into one."""
        return super().can_move_to(parent) and not self.is_sealed() and not _is_sealed(parent.path)

    @classmethod
    def for_list(cls, pages: models.QuerySet) -> models.QuerySet:
        """`pages` that know whether their issue is sealed."""
        issue = Substr(OuterRef("path"), 1, Length(OuterRef("path")) - cls.steplen)
        return pages.annotate(issue_is_sealed=Exists(_sealed(issue)))

    def is_sealed(self) -> bool:
        """Whether the issue that published the act is sealed."""
        if hasattr(self, "issue_is_sealed"):
            return bool(self.issue_is_sealed)
        return bool(self.path) and _is_sealed(self.path[: -self.steplen])

    def permissions_for_user(self, user: Any) -> SealedPageTester:
        return SealedPageTester(user, self)

    def catalog_title(self) -> str:
        """The title in listings, feeds and search, where a sample says so too."""
        if not self.is_sample:
            return super().catalog_title()
        with override(self.locale.language_code):
            return str(_("Sample: %(title)s") % {"title": self.title})[:255]

    def number_taken(self, rival: "Act") -> str:
        return str(
            _("This body issued an act with the number %(number)s in %(year)s already: “%(title)s”.")
            % {"number": rival.number, "year": rival.year, "title": rival.title}
        )

    def clean(self) -> None:
        """Refuse what cannot be true of an act, and to publish one without text and file."""
        self.year = self.date.year if self.date else None
        super().clean()
        errors: dict[str, Any] = {}
        if self.status == ActStatus.IN_FORCE and self.amended_by_id:
            errors["status"] = _("An act that another one amended has the status “amended” or “repealed”.")
        if self.status != ActStatus.REPEALED and self.repealed_by_id:
            errors["status"] = _("An act that another one repealed has the status “repealed”.")
        for name in ("amended_by", "repealed_by"):
            if self.pk and getattr(self, f"{name}_id") == self.pk:
                errors[name] = _("An act cannot amend or repeal itself.")
        if not self._is_draft() and not self.body and not self.document_id:
            errors["document"] = _("An act is published with its text or with a file: please add one of them.")
        if self._state.adding and self.is_sealed():
            errors["title"] = _("The issue is published and sealed: no act can be added to it.")
        if errors:
            raise ValidationError(errors)

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> Any:
        """Save, with the year that the number belongs to."""
        self.year = self.date.year if self.date else None
        return super().save(*args, update_fields=update_fields, **kwargs)

    def related_acts(self) -> list[tuple[Any, list[Entry]]]:
        """Under their headings the public acts that changed this one and that it changed; those it changed in the
        language of the page, the others also in the source language while they are not translated."""
        entries = Entry.objects.in_language(self.locale.language_code).newest_first()
        groups = [
            (_("Amended by"), self._entry_of(self.amended_by)),
            (_("Repealed by"), self._entry_of(self.repealed_by)),
            (_("Amends"), list(entries.filter(page__act__amended_by=self))),
            (_("Repeals"), list(entries.filter(page__act__repealed_by=self))),
        ]
        return [(heading, acts) for heading, acts in groups if acts]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The page's context with its issue and the acts that changed it or that it changed."""
        context = super().get_context(request, *args, **kwargs)
        context["issue"] = Entry.objects.filter(page__path=self.path[: -self.steplen]).first()
        context["related_acts"] = self.related_acts()
        return context

    def _is_draft(self) -> bool:
        return not self.live if self.saved_as_draft is None else self.saved_as_draft

    def _entry_of(self, act: "Act | None") -> list[Entry]:
        if act is None:
            return []
        entries = Entry.objects.filter(translation_key=act.translation_key)
        languages = [self.locale.language_code, settings.LANGUAGE_CODE]
        found = entries.filter(locale__language_code__in=languages).select_related("locale")
        return sorted(found, key=lambda entry: languages.index(entry.locale.language_code))[:1]


def _sealed(path: Any) -> models.QuerySet:
    return apps.get_model("publications", "BulletinIssuePage").objects.filter(path=path).exclude(sealed_at=None)


def _is_sealed(path: str) -> bool:
    return _sealed(path).exists()
