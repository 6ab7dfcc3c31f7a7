"""The bulletin in which the city's acts are published, and its issues."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import path
from wagtail.documents import get_document_model_string
from wagtail.models import Page

from cms_site.core.admin.menu import AdminMenu
from cms_site.core.catalog.models import Entry, EntryQuerySet
from cms_site.core.dates import PartialDate, Precision
from cms_site.core.feeds import SectionFeed
from cms_site.core.listings import Listing
from cms_site.core.models import BaseIndexPage, BasePage, DatedMixin, dated_facts
from cms_site.core.page_types import Fact, facets_of
from publications.forms import DraftCopyForm
from publications.menu import PUBLISHING
from publications.models.acts import Act
from publications.models.numbered import NumberedMixin
from publications.models.years import FIRST_YEAR, LAST_YEAR, first_of, year_constraint
from publications.permission_testers import SealedPageTester

SEALED_FIELDS = ("number", "year", "start_date", "end_date", "date_precision")


class BulletinIndexPage(BaseIndexPage):
    """The section of the bulletin: its issues, and under `acts/` the acts of all of them."""

    listed_type = "publications.BulletinIssuePage"
    subpage_types = ["publications.BulletinIssuePage"]
    copy_form_class = DraftCopyForm

    class Meta:
        verbose_name = _("bulletin")
        verbose_name_plural = _("bulletins")

    def entries(self) -> EntryQuerySet:
        """The issues, the newest first; of those of which only the year is known, the highest number."""
        return super().entries().order_by(F("sort_date").desc(), F("page__bulletinissuepage__number").desc())

    def acts(self, request: HttpRequest) -> Listing:
        """The acts of all issues as the reader's address narrows them."""
        entries = Entry.objects.in_section(self).of_type("publications.Act").newest_first()
        return Listing(entries, facets_of(Act), request.GET, per_page=self.per_page)

    @path("acts/", name="acts")
    def act_list(self, request: HttpRequest) -> HttpResponse:
        """The acts by year, body, kind and status."""
        return self.render(
            request, template="publications/act_list.html", context_overrides={"listing": self.acts(request)}
        )

    @path("acts/feed/rss/", name="acts_rss")
    def acts_rss(self, request: HttpRequest) -> HttpResponse:
        """The newest acts as RSS 2.0, narrowed by the same facets."""
        return SectionFeed(self, self.acts(request).entries).rss(request)

    @path("acts/feed/atom/", name="acts_atom")
    def acts_atom(self, request: HttpRequest) -> HttpResponse:
        """The newest acts as Atom (RFC 4287), narrowed by the same facets."""
        return SectionFeed(self, self.acts(request).entries).atom(request)


class BulletinIssuePage(NumberedMixin, DatedMixin, BasePage):
    """One issue, with its acts as pages below it; sealed when it is first published.

    The law counts days from the publication of an act, so what a published issue says about itself and which acts are
    in it stay as they are, until somebody who may unseal it does so.
    """

    number = models.PositiveSmallIntegerField(_("number"), null=True, validators=[MinValueValidator(1)])
    year = models.PositiveSmallIntegerField(
        _("year"), null=True, validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
    )
    start_date = models.DateField(
        _("date of the issue"), null=True, blank=True, help_text=_("Leave empty if only the year is recorded.")
    )
    document = models.ForeignKey(
        get_document_model_string(),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("issue as PDF"),
    )
    sealed_at = models.DateTimeField(_("sealed"), null=True, editable=False)

    number_fields = ("number", "year")
    exclude_fields_in_copy = ["sealed_at"]
    facts = (
        Fact("number", column=True, searched=True),
        Fact("year", column=True, filtered=True, shown=False),
        *dated_facts(_("Date of the issue")),
        Fact("document", shown=False),
    )
    admin_menu = AdminMenu(PUBLISHING, _("Bulletin issues"), "doc-full", 20, begin=_("Add a bulletin issue"))
    facts_panels = [
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("number"), FieldPanel("year")])],
            heading=_("Number"),
            help_text=_("Number, year and date cannot be changed once the issue was published."),
        ),
        DatedMixin.date_panel,
    ]
    documents_panels = [FieldPanel("document")]
    parent_page_types = ["publications.BulletinIndexPage"]
    subpage_types = ["publications.Act"]

    class Meta(DatedMixin.Meta):
        abstract = False
        verbose_name = _("bulletin issue")
        verbose_name_plural = _("bulletin issues")
        permissions = [("unseal_issue", gettext_noop("Can unseal a published bulletin issue"))]
        constraints = [
            *DatedMixin.Meta.constraints,
            models.UniqueConstraint(
                fields=["number", "year", "numbered_in"],
                name="issue_number_once_a_year",
                violation_error_message=_("There is an issue with this number and year already."),
            ),
            models.CheckConstraint(
                condition=Q(number=None) | Q(number__gte=1),
                name="issue_number_from_one",
                violation_error_message=_("Issues are counted from 1."),
            ),
            year_constraint("issue_year"),
        ]

    def catalog_date(self) -> PartialDate | None:
        """The date of the issue; its year while nothing more is recorded."""
        if self.date is not None or not self.year:
            return self.date
        return PartialDate(first_of(self.year), None, Precision.YEAR)

    def number_taken(self, rival: "BulletinIssuePage") -> str:
        names = {"number": rival.number, "year": rival.year, "title": rival.title}
        return str(_("Issue %(number)s of %(year)s exists already: “%(title)s”.") % names)

    def is_sealed(self) -> bool:
        """Whether the public has seen this issue and nobody has unsealed it since."""
        return self.sealed_at is not None

    def contents(self) -> list[Entry]:
        """The public acts of the issue in their order, in the reader's language as far as they are translated."""
        acts = Entry.objects.of_type("publications.Act")
        ours = list(acts.filter(page__path__startswith=self.path).order_by("page__path"))
        if self.is_source:
            return ours
        source = Page.objects.filter(
            translation_key=self.translation_key, locale__language_code=settings.LANGUAGE_CODE
        ).first()
        if source is None:
            return ours
        translated = {entry.translation_key: entry for entry in ours}
        theirs = acts.filter(page__path__startswith=source.path).order_by("page__path")
        return [translated.get(entry.translation_key, entry) for entry in theirs]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The page's context with its table of contents."""
        context = super().get_context(request, *args, **kwargs)
        context["contents"] = self.contents()
        return context

    def permissions_for_user(self, user: Any) -> SealedPageTester:
        return SealedPageTester(user, self)

    def clean(self) -> None:
        """Refuse a date outside the year of the issue, and another number or date for a sealed one."""
        super().clean()
        if self.date is not None and self.year and self.date.year != self.year:
            raise ValidationError({"start_date": _("The date is not in the year of the issue.")})
        if changed := self._changed_under_seal():
            raise ValidationError(dict.fromkeys(changed, _("This issue is published and sealed: this cannot change.")))

    def seal(self) -> None:
        """Seal the source page; translations follow it and need no seal of their own."""
        if self.is_source and self.sealed_at is None:
            self.sealed_at = timezone.now()

    def with_content_json(self, content: dict[str, Any]) -> Any:
        """A revision of this page; the seal is the page's, not the revision's."""
        revision = super().with_content_json(content)
        revision.sealed_at = self.sealed_at
        return revision

    def _changed_under_seal(self) -> list[str]:
        sealed = type(self).objects.filter(pk=self.pk).exclude(sealed_at=None).values(*SEALED_FIELDS).first()
        return [name for name, value in (sealed or {}).items() if getattr(self, name) != value]
