"""The page that every public page type of the site is built on."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.http import HttpRequest
from django.utils import translation
from django.utils.functional import classproperty
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, Panel, PublishingPanel, TabbedInterface
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Locale, Page, Revision
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

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
from cms_site.core.open_data import OpenData
from cms_site.core.page_types import Fact, neutral_names, shown_facts
from cms_site.core.search import searchable_words
from cms_site.core.translation import completeness, scheduling
from cms_site.core.translation.attribution import memorise_revision
from cms_site.core.transliteration import slug as slug_of
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


class FactSearchField(index.SearchField):
    """The words of a fact for editors' search; inline rows and computed facts have words too, though no column."""

    def __init__(self, fact: Fact) -> None:
        super().__init__(fact.name)
        self.fact = fact

    def get_value(self, page: Page) -> str:
        """What the fact says."""
        return self.fact.text(page)


class BasePage(FourEyesText, Page):
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
        tabs[0] = ObjectList([FieldPanel("title"), *tabs[0].children], heading=tabs[0].heading)
        tabs.append(ObjectList(list(cls.promote_panels), heading=_("Address and search engines")))
        tabs.append(ObjectList([ChangePanel(), PublishingPanel()], heading=_("Publishing")))
        return TabbedInterface(tabs, base_form_class=cls.base_form_class)

    @classproperty
    def override_translatable_fields(cls) -> list[SynchronizedField]:
        """What wagtail-localize must not offer for translation: the facts without a language, the picture."""
        # Rows are not named here: wagtail-localize has to look into them for the columns that are text.
        neutral = [name for name in neutral_names(cls) if not cls._meta.get_field(name).one_to_many]
        return [SynchronizedField(name, overridable=False) for name in [*neutral, "image"]]

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

    @property
    def is_source(self) -> bool:
        """Whether this page is in the language that the others are translated from."""
        return bool(self.locale.language_code == settings.LANGUAGE_CODE)

    @transaction.atomic
    def create_alias(self, *, update_locale: Locale | None = None, **kwargs: Any) -> Page:
        """An alias in the same language; in another one a draft of its own, never a public page in the wrong language.

        wagtail-localize makes aliases of the sections above a page that is handed to the translators.
        """
        with completeness.not_judged():
            page: Page = super().create_alias(update_locale=update_locale, **kwargs)
        if update_locale is not None and update_locale.pk != self.locale_id:
            page.alias_of = None
            page.live = False
            page.has_unpublished_changes = True
            page.save(clean=False)
        return page

    def update_aliases(self, **kwargs: Any) -> None:
        """Bring aliases up to date. One in another language, from before they were refused, is shown to nobody."""
        with completeness.not_judged():
            super().update_aliases(**kwargs)

    @transaction.atomic
    def save_revision(
        self, user: Any = None, *args: Any, previous_revision: Revision | None = None, **kwargs: Any
    ) -> Revision:
        """Save a draft with what its change is thought to be, and what the words of a translation were made from."""
        revision = super().save_revision(user, *args, previous_revision=previous_revision, **kwargs)
        if self.proposed_change is not None:
            propose(revision, self.proposed_change, user)
        memorise_revision(self, revision, user)
        return revision

    @transaction.atomic
    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> Any:
        """Publish or schedule a revision; a schedule that came to its moment with an incomplete text ends instead."""
        if scheduling.may_go_public(self, revision, scheduled=kwargs.get("log_action") == scheduling.SCHEDULED):
            return super().publish(revision, *args, **kwargs)
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

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        self._propose_slug()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self) -> None:
        self._propose_slug()
        super().minimal_clean()

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
            addresses.remember(self, before.url_path)
        else:
            projection.refresh_page(self)
        return result

    @transaction.atomic
    def unpublish(self, *args: Any, **kwargs: Any) -> Any:
        """Unpublish, and in the same transaction the translations of a source page."""
        return super().unpublish(*args, **kwargs)

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

    def _propose_slug(self) -> None:
        parent_is_known = bool(self.path or getattr(self, "_cached_parent_obj", None))
        if not self.slug and parent_is_known and (proposal := slug_of(self.title)):  # type: ignore[has-type]
            self.slug = self._get_autogenerated_slug(proposal)
