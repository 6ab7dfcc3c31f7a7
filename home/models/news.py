"""The newsroom: news, press releases, announcements and videos."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.forms import Select
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PageChooserPanel

from cms_site.core.admin.menu import AdminMenu
from cms_site.core.models import BaseIndexPage, BasePage, DatedMixin, FactRow, Photograph, dated_facts
from cms_site.core.models.attachments import GALLERY_FACT, gallery_panel, photographs_of
from cms_site.core.page_types import Fact
from home.facets import RelatedFacet
from home.linked import linked
from home.menu import PRESS
from home.models.topics import Topic


class NewsKind(models.TextChoices):
    """What sort of item it is."""

    NEWS = "news", _("News")
    PRESS_RELEASE = "press_release", _("Press release")
    ANNOUNCEMENT = "announcement", _("Announcement")
    VIDEO = "video", _("Video")


class NewsIndexPage(BaseIndexPage):
    """The section of news."""

    listed_type = "home.NewsPage"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.NewsPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("section of news")
        verbose_name_plural = _("sections of news")


class NewsTag(TaggedItemBase):
    """A tag on a news item."""

    content_object = ParentalKey("home.NewsPage", on_delete=models.CASCADE, related_name="tagged_items")

    class Meta:
        verbose_name = _("tag of a news item")
        verbose_name_plural = _("tags of news items")


class NewsPage(DatedMixin, BasePage):
    """A news item; only title, date and topic are needed to publish it."""

    start_date = models.DateField(_("date or first day"), null=True, default=timezone.localdate)
    topic = models.ForeignKey(Topic, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("topic"))
    kind = models.CharField(_("kind"), max_length=20, choices=NewsKind.choices, default=NewsKind.NEWS)
    tags = ClusterTaggableManager(through=NewsTag, blank=True, verbose_name=_("tags"))
    video_url = models.URLField(_("address of the video"), blank=True, help_text=_("The page links to it."))
    video_title = models.CharField(_("title of the video"), max_length=255, blank=True)
    video_transcript = models.TextField(
        _("what is said in the video"), blank=True, help_text=_("For readers who cannot hear it.")
    )
    press_contact = models.CharField(
        _("press contact"), max_length=255, blank=True, help_text=_("Whom journalists may ask; shown on the page.")
    )
    press_phone = models.CharField(_("telephone of the press contact"), max_length=50, blank=True)
    press_email = models.EmailField(_("email of the press contact"), blank=True)
    embargo_until = models.DateTimeField(
        _("embargo until"),
        null=True,
        blank=True,
        help_text=_("Publishing earlier schedules the page for this moment."),
    )

    facts = (
        *dated_facts(),
        Fact("topic", facet=True, column=True, searched=True),
        Fact("kind", facet=True, column=True),
        Fact("tags", neutral=False, shown=False, facet=True, searched=True),
        GALLERY_FACT,
        Fact("video_url", shown=False),
        Fact("video_title", neutral=False, shown=False, searched=True),
        Fact("video_transcript", neutral=False, shown=False, searched=True),
        Fact("related_pages", shown=False, facet=RelatedFacet()),
        Fact("press_contact", neutral=False, shown=False),
        Fact("press_phone", shown=False),
        Fact("press_email", shown=False),
        Fact("embargo_until", internal=True),
    )
    admin_menu = AdminMenu(PRESS, _("News"), "openquote", 10, begin=_("Write news"))
    # All that an item written in two minutes needs stands on the first tab.
    story_panels = [
        DatedMixin.date_panel,
        FieldRowPanel([FieldPanel("topic", widget=Select), FieldPanel("kind")]),
        *BasePage.story_panels,
        FieldPanel("tags"),
    ]
    people_panels = [
        MultiFieldPanel(
            [
                FieldPanel("press_contact"),
                FieldRowPanel([FieldPanel("press_phone"), FieldPanel("press_email")]),
            ],
            heading=_("Press contact"),
        ),
    ]
    documents_panels = [
        gallery_panel(),
        MultiFieldPanel(
            [FieldPanel("video_url"), FieldPanel("video_title"), FieldPanel("video_transcript")], heading=_("Video")
        ),
        InlinePanel("related_pages", heading=_("Related pages"), label=_("Page")),
    ]
    internal_panels = [FieldPanel("embargo_until")]
    parent_page_types = ["home.NewsIndexPage"]
    subpage_types: list[str] = []

    class Meta(DatedMixin.Meta):
        abstract = False
        verbose_name = _("news item")
        verbose_name_plural = _("news")

    def withheld_until(self) -> datetime | None:
        return self.embargo_until

    @property
    def under_embargo(self) -> bool:
        """Whether the page must not be public yet."""
        return self.embargo_until is not None and self.embargo_until > timezone.now()

    @property
    def video(self) -> dict[str, str]:
        """The video as the block of a story has it; named after the page if it has no title."""
        return {"url": self.video_url, "title": self.video_title or self.title, "transcript": self.video_transcript}

    def clean(self) -> None:
        """Keep the embargo: a new page waits for it on Wagtail's schedule, and none may be public before it ends.

        Wagtail stores a page that is created and published at once before it looks at the schedule, so a new page is
        stored as a draft here.
        """
        super().clean()
        if not self.under_embargo:
            return
        if self._state.adding:
            self.live = False
        if self.live:
            raise ValidationError({"embargo_until": _("A page cannot be public before its embargo ends.")})
        scheduled = self.go_live_at  # type: ignore[has-type]
        if scheduled is None or scheduled < self.embargo_until:
            self.go_live_at = self.embargo_until

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The page's context with gallery and related pages: the same queries whatever their number."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        related = list(self.related_pages.all())
        models.prefetch_related_objects(related, "related")
        context["gallery"] = photographs_of(self)
        context["related"] = linked(row.related for row in related)
        return context


class GalleryImage(Photograph):
    """One picture of a news item's gallery."""

    page = ParentalKey(NewsPage, on_delete=models.CASCADE, related_name="gallery")

    class Meta(Photograph.Meta):
        abstract = False


class RelatedPage(FactRow):
    """A page of any kind that belongs to a news item."""

    page = ParentalKey(NewsPage, on_delete=models.CASCADE, related_name="related_pages")
    related = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+", verbose_name=_("page"))

    panels = [PageChooserPanel("related")]

    class Meta(FactRow.Meta):
        verbose_name = _("related page")
        verbose_name_plural = _("related pages")

    def __str__(self) -> str:
        return str(self.related)
