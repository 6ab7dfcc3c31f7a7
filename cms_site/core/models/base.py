"""The page that every public page type of the site is built on."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.http import HttpRequest
from django.utils import translation
from django.utils.functional import classproperty
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, Panel, PublishingPanel, TabbedInterface
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Page, Revision
from wagtail.search import index
from wagtail_localize.fields import BaseTranslatableField, SynchronizedField

from cms_site.core.admin.copy_form import PageCopyForm
from cms_site.core.admin.menu import AdminMenu
from cms_site.core.admin.page_form import BasePageForm
from cms_site.core.blocks import StoryBlock
from cms_site.core.catalog import projection
from cms_site.core.changes import recording
from cms_site.core.changes.form import ChangePanel
from cms_site.core.changes.proposing import Proposal, propose
from cms_site.core.dates import PartialDate
from cms_site.core.lifecycle import addresses, moving
from cms_site.core.lifecycle import bin as recycle_bin
from cms_site.core.lifecycle.rules import PageRights
from cms_site.core.models.fact_search import FactSearchField
from cms_site.core.models.own_language import OwnLanguageMixin
from cms_site.core.models.proposed_slug import ProposedSlugMixin
from cms_site.core.models.reviewed import ReviewedMixin
from cms_site.core.models.rows import require_filled
from cms_site.core.open_data import OpenData
from cms_site.core.page_types import Fact, neutral_names, shown_facts
from cms_site.core.search import searchable_words
from cms_site.core.terms.panels import TermsPanel
from cms_site.core.translation import completeness, scheduling
from cms_site.core.translation.attribution import memorise_revision
from cms_site.core.translation.jobs import following
from cms_site.core.translation.refusals import RefusedError
from cms_site.core.translation.tags import own_fields, tag_names
from cms_site.core.workflow.texts import FourEyesText

# What Wagtail writes on the live row when only a draft, a lock or a workflow changed: nothing the public can see.
BOOKKEEPING = {
    "draft_title",
    "go_live_at",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
    "locked",
    "locked_at",
    "locked_by",
    "owner",
    "wagtail_admin_comments",
}


class BasePage(ReviewedMixin, ProposedSlugMixin, OwnLanguageMixin, FourEyesText, Page):
    """Title, lead, body and picture, and the declaration of everything else a page type is made of.

    A page type names its facts in `facts`, groups its panels in `facts_panels`, `people_panels`, `documents_panels` and
    `internal_panels`, and says in `admin_menu` where editors find its list. One that is published as data names that in
    `open_data`. Nothing else has to know it.
    """

    lead = models.TextField(
        _("lead"), blank=True, max_length=600, help_text=_("One or two sentences that say what matters.")
    )
    body = StreamField(StoryBlock(), blank=True, verbose_name=_("text"))
    image = models.ForeignKey(
        get_image_model_string(),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("picture"),
    )
    image_alt = models.CharField(
        _("description of the picture"),
        blank=True,
        max_length=255,
        help_text=_("What the picture shows, for readers who cannot see it. Leave empty if it is only decoration."),
    )

    facts: ClassVar[tuple[Fact, ...]] = ()
    dated: ClassVar[bool] = False
    admin_menu: ClassVar[AdminMenu | None] = None
    open_data: ClassVar[OpenData | None] = None

    facts_panels: ClassVar[list[Panel | str]] = []
    story_panels: ClassVar[list[Panel | str]] = [
        FieldPanel("lead"),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("image"), FieldPanel("image_alt")], heading=_("Picture")),
    ]
    people_panels: ClassVar[list[Panel | str]] = []
    documents_panels: ClassVar[list[Panel | str]] = []
    internal_panels: ClassVar[list[Panel | str]] = []

    base_form_class = BasePageForm
    copy_form_class = PageCopyForm

    # What the editor of the next revision thinks its change is, and which publication of the source they saw.
    proposed_change: Proposal | None = None
    source_seen: int | None = None

    class Meta:
        abstract = True

    @classproperty
    def edit_handler(cls) -> TabbedInterface:
        """The editing form: facts, story, people, documents, internal; groups without fields are left out."""
        groups = [
            (cls.facts_panels, _("Facts")),
            (cls.story_panels, _("Story")),
            (cls.people_panels, _("People")),
            (cls.documents_panels, _("Documents")),
            (cls.internal_panels, _("Internal")),
        ]
        tabs = [ObjectList(list(panels), heading=heading) for panels, heading in groups if panels]
        tabs[0] = ObjectList([TermsPanel(), FieldPanel("title"), *tabs[0].children], heading=tabs[0].heading)
        tabs.append(ObjectList(list(cls.promote_panels), heading=_("Address and search engines")))
        tabs.append(ObjectList([ChangePanel(), PublishingPanel(), FieldPanel("review_date")], heading=_("Publishing")))
        return TabbedInterface(tabs, base_form_class=cls.base_form_class)

    @classproperty
    def override_translatable_fields(cls) -> list[BaseTranslatableField]:
        """What wagtail-localize must not offer for translation: the facts without a language, the picture, tags."""
        # Rows are not named here: wagtail-localize has to look into them for the columns that are text.
        neutral = [name for name in neutral_names(cls) if not cls._meta.get_field(name).one_to_many]
        copied = [SynchronizedField(name, overridable=False) for name in [*neutral, "image", "review_date"]]
        return [*copied, *own_fields(cls)]

    @classmethod
    def get_search_fields(cls) -> list:
        """The fields that editors' search reads: Wagtail's own, the story and every fact declared as searched."""
        searched = [FactSearchField(fact) for fact in cls.facts if fact.searched]
        return [*cls.search_fields, index.SearchField("lead"), index.SearchField("body"), *searched]

    @classmethod
    def for_list(cls, pages: models.QuerySet) -> models.QuerySet:
        """`pages` of this type with what each row of the editors' list would else ask the database for."""
        return pages

    @classmethod
    def withheld(cls, moment: datetime) -> Q:
        """The live pages of this type that the public may not see yet at `moment`; none unless a page type says so.

        A page type that says so also answers 404 at their addresses, and refreshes the catalogue when time has passed.
        """
        return Q(pk__in=[])

    def withheld_until(self) -> datetime | None:
        """Until when readers may not see this page, as it is in memory, although it is published; None if there is no
        such time."""
        return None

    @transaction.atomic
    def save_revision(
        self, user: Any = None, *args: Any, previous_revision: Revision | None = None, **kwargs: Any
    ) -> Revision:
        """Save a draft with what its change is thought to be, and what the words of a translation were made from."""
        revision = super().save_revision(user, *args, previous_revision=previous_revision, **kwargs)
        if self.proposed_change is not None:
            propose(revision, self.proposed_change, user)
        memorise_revision(self, revision, user)
        following.follow_translation(self)
        return revision

    @transaction.atomic
    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> Any:
        """Publish or schedule a revision; a schedule whose text cannot be public when its moment comes ends instead.

        Raises RefusedError for a text that is not right, which editors are told in words whichever button they pressed.
        """
        scheduled = kwargs.get("log_action") == scheduling.SCHEDULED
        if not scheduling.may_go_public(self, revision, scheduled=scheduled):
            return None
        try:
            with transaction.atomic():
                if self.is_source:
                    require_filled(type(self), revision.content)
                return super().publish(revision, *args, **kwargs)
        except ValidationError as error:
            if not scheduled:
                raise RefusedError.of(self, error) from error
            scheduling.end(self, revision, error)
            return None

    def catalog_date(self) -> PartialDate | None:
        """The date that listings sort this page by; None for pages without one."""
        return None

    def catalog_title(self) -> str:
        """The title in listings, feeds, search and breadcrumbs."""
        return self.title

    def section_id(self) -> int | None:
        """The id of the index page that lists this page: its nearest ancestor of that kind."""
        from cms_site.core.models.index import BaseIndexPage

        for ancestor in self.get_ancestors().order_by("-depth").only("content_type"):
            model = ancestor.specific_class
            if model is not None and issubclass(model, BaseIndexPage):
                return int(ancestor.pk)
        return None

    def search_words(self) -> str:
        """What readers' search finds this page by, in the form that queries are brought to as well."""
        texts: list[str] = [self.title, self.lead, *self.body.stream_block.get_searchable_content(self.body)]
        # names of countries and choices belong into the language of the page, whoever publishes it
        with translation.override(self.locale.language_code):
            texts.extend(fact.text(self) for fact in self.facts if fact.searched and fact.public)
        return searchable_words(" ".join(texts))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Wagtail's context and the facts for the fact list."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["facts"] = shown_facts(self)
        return context

    @transaction.atomic
    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> Any:
        """Save, and in the same transaction write down a publication and what is public of this page now.

        Every way of making a page public ends here. Raises IncompleteTranslationError, and writes nothing, where that
        would show readers a page that is not complete in its language.
        """
        if update_fields is not None:
            kwargs["update_fields"] = update_fields
            if BOOKKEEPING.issuperset(update_fields):
                return super().save(*args, **kwargs)
        before = recording.Before.of(self.pk)
        if self.locale_id is None:
            self.locale = self.get_default_locale()
        completeness.refuse_foreign_alias(self)
        if self.live:
            completeness.require(self)
        published = recording.is_published_by(self, before)
        proposal = recording.prepare(self, before) if published else Proposal()
        result = super().save(*args, **kwargs)
        if published:
            recording.record(self, proposal)
        if before.url_path is not None and before.url_path != self.url_path:
            projection.refresh_subtree(self)
            addresses.remember(self, before.url_path, was_live=before.live)
        else:
            projection.refresh_page(self)
        return result

    @transaction.atomic
    def unpublish(self, *args: Any, **kwargs: Any) -> Any:
        """Unpublish, and in the same transaction the translations of a source page."""
        return super().unpublish(*args, **kwargs)

    def copy_for_translation(self, *args: Any, exclude_fields: Iterable[str] | None = None, **kwargs: Any) -> Page:
        """A draft in another language with the words of this page, without its tags."""
        left_out = [*(exclude_fields or ()), *tag_names(type(self))]
        return super().copy_for_translation(*args, exclude_fields=left_out, **kwargs)

    copy_for_translation.alters_data = True  # type: ignore[attr-defined]

    def move(self, target: Page, pos: str | None = None, user: Any = None) -> None:
        """Move the page and, in the same transaction, its translations; raises MoveRefusedError where these cannot."""
        moving.move(self, target, pos=pos, user=user)

    move.alters_data = True  # type: ignore[attr-defined]

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Put the page with all below it and its translations into the bin; returns the number of pages.

        Raises DeletionRefusedError if the keyword `user` names somebody who may not, or if something is locked.
        """
        item = recycle_bin.put(self, user=kwargs.get("user"))
        return item.page_count, {"wagtailcore.Page": item.page_count}

    delete.alters_data = True  # type: ignore[attr-defined]

    def permissions_for_user(self, user: Any) -> PageRights:
        """What `user` may do with the page."""
        return PageRights(user, self)
