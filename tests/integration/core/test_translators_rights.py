"""A translator and a reviewer of English change English pages as far as they may, and nothing in any other language.

Every view of Wagtail's pages and of wagtail-localize is tried, with a page of the source, one in Polish and one in
English; a view that is in no row fails the last tests. To add one write a row: the name, what stands in its address,
what is posted, and who of the two changes something by it in English. The pages of a language are `Pages`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.template.response import SimpleTemplateResponse
from django.test import Client
from django.urls import get_resolver, reverse
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.models import (
    Locale,
    Page,
    PageLogEntry,
    PageViewRestriction,
    Revision,
    TaskState,
    WorkflowState,
)
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield
from wagtail_localize.models import SegmentOverride, StringTranslation, Translation, TranslationSource
from wagtail_localize.operations import translate_object

from cms_site.core.models import BinItem, Claim, SignOff, TermException, TranslationJob
from cms_site.core.translation.jobs import following
from cms_site.core.workflow.digests import digest_of_revision
from cms_site.core.workflow.publishing import SystemAction, system_action
from cms_site.setup.apply import apply_profile
from cms_site.setup.pages import section_page
from cms_site.setup.profile import PROFILE
from tests.factories import core, home
from tests.factories.translation import require
from tests.factories.workflow import under_four_eyes
from tests.testapp.models import TreePage

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("translators_rights")]

NOBODY: frozenset[str] = frozenset()
TRANSLATOR, REVIEWER = frozenset({"translator"}), frozenset({"reviewer"})
BOTH = TRANSLATOR | REVIEWER
BODY = [("paragraph", '<p>Дуб росте біля <a href="https://example.org/mist">мосту</a>.</p>')]
LINK = 'msgctxt "title"\nmsgid "Ялина"\nmsgstr "Spruce"\n'


@dataclass
class Pages:
    """The pages of one language: public with a newer draft, never public, and waiting for approval.

    `handed` is one that is translated in wagtail-localize's editor, for the source that which it is made from.
    """

    public: TreePage
    draft: TreePage
    waiting: TreePage
    handed: TreePage
    parent: Page
    translation: Translation

    @property
    def step(self) -> TaskState:
        return self.waiting.current_workflow_task_state

    @property
    def revision(self) -> Revision:
        return self.public.revisions.order_by("pk").first()

    @property
    def string(self) -> int:
        return self.translation.source.stringsegment_set.get(context__path="title").pk


Args = Callable[[Pages], tuple[Any, ...]]


@dataclass(frozen=True)
class Row:
    """A try: the view, what stands in its address, what is posted, who changes or publishes an English page by it."""

    view: str
    args: Args = lambda pages: ()
    data: Callable[[Pages], dict[str, Any]] = lambda pages: {}
    changes: frozenset[str] = NOBODY
    method: str = "post"
    publishes: frozenset[str] = NOBODY
    query: Callable[[Pages], str] = lambda pages: ""
    about: str = ""

    def __str__(self) -> str:
        return f"{self.view} {self.about}".strip()


def public(pages: Pages) -> tuple[int]:
    return (pages.public.pk,)


def draft(pages: Pages) -> tuple[int]:
    return (pages.draft.pk,)


def waiting(pages: Pages) -> tuple[int]:
    return (pages.waiting.pk,)


def handed(pages: Pages) -> tuple[int]:
    return (pages.handed.pk,)


def translation(pages: Pages) -> tuple[int]:
    return (pages.translation.pk,)


def new_type(pages: Pages) -> tuple[str, str, int]:
    return ("testapp", "treepage", pages.parent.pk)


def type_names(pages: Pages) -> tuple[str, str]:
    return ("testapp", "treepage")


def old_revision(pages: Pages) -> tuple[int, int]:
    return (pages.public.pk, pages.revision.pk)


def form(*actions: str, **fields: Any) -> Callable[[Pages], dict[str, Any]]:
    """The form of the editor with an action."""

    def data(pages: Pages) -> dict[str, Any]:
        body = streamfield([("paragraph", rich_text("<p>It grows.</p>"))])
        values = {
            "title": "Other words", "slug": "other-words", "lead": "", "legend": "", "image_alt": "",
            "keeper_phone": "", "species": "oak", "start_date": "01.05.2016", "date_precision": "day", "body": body,
            "nests": inline_formset([]), "comments": inline_formset([]), **fields,
        }  # fmt: skip
        return nested_form_data({**values, **dict.fromkeys(actions, "1")})

    return data


def step_action(name: str) -> Args:
    return lambda pages: (pages.waiting.pk, name, pages.step.pk)


def comment(pages: Pages) -> dict[str, Any]:
    return {"comment": "Mind the article"}


def say(pages: Pages) -> dict[str, Any]:
    return {"value": "Spruce"}


def po_file(pages: Pages) -> dict[str, Any]:
    head = f'msgid ""\nmsgstr ""\n"X-WagtailLocalize-TranslationID: {pages.translation.uuid}\\n"\n\n'
    return {"file": SimpleUploadedFile("a.po", (head + LINK).encode())}


def into(*languages: str) -> Callable[[Pages], dict[str, Any]]:
    return lambda pages: {
        "locales": list(Locale.objects.filter(language_code__in=languages).values_list("pk", flat=True))
    }


def read_waiting(pages: Pages) -> dict[str, Any]:
    return {"read": digest_of_revision(pages.waiting.get_latest_revision()), "reason": "Аварія водогону, води немає."}


def bulk(action: str, about: str, changes: frozenset[str] = NOBODY, model: str = "page", **data: Any) -> Row:
    """A bulk action on one page of the lists of all pages, or on one of the list of its type."""
    app = "wagtailcore" if model == "page" else "testapp"
    return Row(
        "wagtail_bulk_action",
        lambda pages: (app, model, action),
        lambda pages: {"chooser": pages.parent.pk, **data},
        changes,
        query=lambda pages: f"?id={getattr(pages, about).pk}",
        about=f"{action} {model} {about}",
    )


PAGES = "wagtailadmin_pages:"
LOCALIZE = "wagtail_localize:"

ROWS = (
    Row(PAGES + "add", new_type, form()),
    Row(PAGES + "add", new_type, form("action-publish"), about="and publish"),
    Row(PAGES + "preview_on_add", new_type, form()),
    Row(PAGES + "type_use", type_names),
    Row(PAGES + "type_use_results", type_names),
    Row(PAGES + "choose_parent", type_names, lambda pages: {"parent_page": pages.parent.pk}),
    Row(PAGES + "usage", public),
    Row(PAGES + "edit", public, form(), BOTH),
    Row(PAGES + "edit", draft, form("action-submit"), BOTH, about="and submit"),
    Row(PAGES + "edit", public, form("action-publish"), BOTH, about="and publish"),
    Row(PAGES + "edit", draft, form("action-publish"), BOTH, about="and publish a new one"),
    Row(PAGES + "edit", draft, form("action-publish", go_live_at="2036-01-01 10:00"), BOTH, about="and schedule"),
    Row(PAGES + "edit", waiting, form("action-cancel-workflow"), REVIEWER, about="and cancel"),
    Row(PAGES + "edit", waiting, form("action-restart-workflow"), REVIEWER, about="and restart"),
    Row(PAGES + "edit", handed, lambda pages: {"action": "publish"}, about="strings and publish"),
    Row(PAGES + "edit", handed, lambda pages: {"localize-convert-to-alias": "1"}, about="convert to alias"),
    Row(PAGES + "edit", public, form("localize-restart-translation"), BOTH, about="and restart no translation"),
    Row(PAGES + "preview_on_edit", public, form()),
    Row(PAGES + "view_draft", draft),
    Row(PAGES + "add_subpage", lambda pages: (pages.parent.pk,)),
    Row(PAGES + "delete", public, about="public"),
    Row(PAGES + "delete", draft, changes=BOTH, about="draft"),
    Row(PAGES + "unpublish", public, lambda pages: {"kind": "error", "reason": "Двічі те саме", "note_uk": "Так"}),
    Row(PAGES + "convert_alias", public),
    Row(PAGES + "search"),
    Row(PAGES + "search_results"),
    Row(PAGES + "move", draft, lambda pages: {"new_parent_page": pages.parent.pk}),
    Row(PAGES + "move_confirm", lambda pages: (pages.draft.pk, pages.parent.get_parent().pk)),
    Row(PAGES + "set_page_position", draft, query=lambda pages: "?position=0"),
    Row(
        PAGES + "copy",
        draft,
        lambda pages: {"new_title": "Copy", "new_slug": "copy", "new_parent_page": pages.parent.pk},
    ),
    Row(PAGES + "workflow_action", step_action("approve"), changes=REVIEWER, publishes=REVIEWER, about="approve"),
    Row(
        PAGES + "workflow_action", step_action("reject"), lambda pages: {"comment": "Mind it"}, REVIEWER, about="return"
    ),
    Row(PAGES + "collect_workflow_action_data", step_action("reject"), comment),
    Row(PAGES + "confirm_workflow_cancellation", waiting),
    Row(PAGES + "workflow_preview", lambda pages: (pages.waiting.pk, pages.step.task_id)),
    Row(PAGES + "set_privacy", public, lambda pages: {"restriction_type": "login"}),
    Row(PAGES + "lock", public),
    Row(PAGES + "lock", waiting, changes=REVIEWER, about="at the step"),
    Row(PAGES + "unlock", public),
    Row(PAGES + "revisions_index", public),
    Row(PAGES + "revisions_view", old_revision),
    Row(PAGES + "revisions_revert", old_revision, form(), BOTH),
    Row(PAGES + "revisions_revert", old_revision, form("action-publish"), BOTH, about="and publish"),
    Row(PAGES + "revisions_unschedule", lambda pages: (pages.public.pk, pages.public.latest_revision_id)),
    Row(PAGES + "revisions_compare", lambda pages: (pages.public.pk, "live", "latest")),
    Row(PAGES + "workflow_history", public),
    Row(PAGES + "workflow_history_detail", lambda pages: (pages.waiting.pk, pages.step.workflow_state_id)),
    Row(PAGES + "history", public),
    Row(PAGES + "history_results", public),
    # wagtail-localize
    Row(LOCALIZE + "javascript_catalog"),
    Row(LOCALIZE + "submit_page_translation", public, into("en", "pl")),
    Row(LOCALIZE + "submit_snippet_translation", lambda pages: ("home", "alert", alert().pk), into("en", "pl")),
    Row(LOCALIZE + "update_translations", lambda pages: (pages.translation.source_id,)),
    Row(LOCALIZE + "edit_string_translation", lambda pages: (pages.translation.pk, pages.string), say, BOTH, "put"),
    Row(
        LOCALIZE + "edit_string_translation",
        lambda pages: (pages.translation.pk, pages.string),
        say,
        BOTH,
        "delete",
        about="away",
    ),
    Row(LOCALIZE + "edit_override", lambda pages: (pages.translation.pk, link_of(pages)), say, BOTH, "put"),
    Row(LOCALIZE + "download_pofile", translation),
    Row(LOCALIZE + "upload_pofile", translation, po_file, BOTH),
    Row(LOCALIZE + "machine_translate", translation),  # no service is set up
    Row(LOCALIZE + "preview_translation", translation),
    Row(LOCALIZE + "stop_translation", translation, changes=BOTH),
    Row(LOCALIZE + "convert_to_alias", handed),
    Row(LOCALIZE + "convert_to_alias", public, about="public"),
    Row(LOCALIZE + "translations_report"),
    Row(LOCALIZE + "translations_report_results"),
    Row(LOCALIZE + "snippets_api_listing", lambda pages: ("home", "alert")),
    Row(LOCALIZE + "snippets_api_detail", lambda pages: ("home", "alert", alert().pk)),
    # several at once
    bulk("publish", "public"),
    bulk("publish", "draft"),
    bulk("publish", "public", model="treepage"),
    bulk("unpublish", "public", kind="error", reason="Двічі те саме", note_uk="Так"),
    bulk("unpublish", "public", model="treepage", kind="error", reason="Двічі те саме", note_uk="Так"),
    bulk("delete", "public"),
    bulk("delete", "draft", BOTH),
    bulk("delete", "draft", BOTH, "treepage"),
    bulk("move", "draft"),
    bulk("request_approval", "draft", BOTH, "treepage"),
    bulk("export_xlsx", "draft", model="treepage"),
    bulk("export_csv", "draft", model="treepage"),
    # our own, of which tests/integration/test_permission_matrix.py has all
    Row("translation_board:submit", draft, changes=BOTH),
    Row("translation_board:claim", data=lambda pages: {"job": job_of(pages).pk}, changes=BOTH),
    Row("translation_board:decline", lambda pages: (job_of(pages).pk,), lambda pages: {"reason": "Only local"}, BOTH),
    Row("core_approve", lambda pages: (pages.step.pk,), read_waiting, REVIEWER, publishes=REVIEWER),
    Row("desk_claim", lambda pages: (pages.step.pk,), changes=REVIEWER),
    Row(
        "core_publish_urgently",
        lambda pages: (ContentType.objects.get_for_model(TreePage).pk, pages.waiting.pk),
        read_waiting,
    ),
    Row("core_story_file", public),
)


def alert() -> Any:
    return home.make_alert()


def link_of(pages: Pages) -> int:
    return pages.translation.source.overridablesegment_set.first().pk


def job_of(pages: Pages) -> TranslationJob:
    """The job of that language; of the source the Polish one, which is nobody's here."""
    language = "pl" if pages.public.is_source else pages.public.locale.language_code
    return TranslationJob.objects.get(source__title="Ясен", locale__language_code=language)


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, Any]]:
    """A site with the profile, its two people of English, and four trees in each language."""
    with django_db_blocker.unblock(), transaction.atomic():
        apply_profile(PROFILE, address="http://testserver", say=lambda line: None)
        under_four_eyes(TreePage)
        require(TreePage, "en", "pl")
        with system_action(SystemAction.DEMO):
            found = {**people(), **trees()}
        found["before"] = [look() for look in (everything, public_texts, of_other_languages)]
        yield found
        transaction.set_rollback(True)


def people() -> dict[str, Any]:
    groups = {"translator": "Перекладачі англійською", "reviewer": "Редактори перекладів англійською"}
    found = {name: get_user_model().objects.create_user(name) for name in groups}
    for name, group in groups.items():
        found[name].groups.add(Group.objects.get(name=group))
        found[f"client of {name}"] = Client()
        found[f"client of {name}"].force_login(found[name])
    return found


def trees() -> dict[str, Pages]:
    author = get_user_model().objects.create_user("author")
    [first] = [section for section in PROFILE.sections if section.parent is None]
    park = core.make_park(section_page(first, "uk").specific)
    sources = {
        name: core.make_tree(park, title=title, slug=name, body=BODY, live=False)
        for name, title in {"oak": "Дуб", "lime": "Липа", "fir": "Ялиця", "spruce": "Ялина", "ash": "Ясен"}.items()
    }
    for name in ("oak", "spruce", "ash"):
        sources[name].save_revision().publish()
    for language in ("en", "pl"):
        core.translate(park, language)
    locales = [Locale.objects.get(language_code=language) for language in ("en", "pl")]
    translate_object(sources["spruce"], locales)
    following.open_jobs(sources["ash"].pk)
    found = {}
    for language in ("uk", "en", "pl"):
        own = {name: _in(sources[name], language, publish=name == "oak") for name in ("oak", "lime", "fir")}
        own["spruce"] = TreePage.objects.get(
            translation_key=sources["spruce"].translation_key, locale__language_code=language
        )
        for name in ("oak", "lime", "fir"):
            text = own[name].get_latest_revision_as_object()
            text.keeper_phone = "123"
            text.save_revision(user=author)
        own["lime"].get_workflow().start(TreePage.objects.get(pk=own["lime"].pk), author)
        fresh = {name: TreePage.objects.get(pk=page.pk) for name, page in own.items()}
        of_language = Translation.objects.filter(source__object_id=own["spruce"].translation_key)
        translation = of_language.get(target_locale__language_code="pl" if language == "uk" else language)
        parent = fresh["oak"].get_parent()
        found[language] = Pages(fresh["oak"], fresh["fir"], fresh["lime"], fresh["spruce"], parent, translation)
        for path in ("title", "slug"):
            segment = translation.source.stringsegment_set.get(context__path=path)
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                locale=translation.target_locale,
                context=segment.context,
                defaults={"data": f"spruce {path}", "last_translated_by": author},
            )
    return found


def _in(source: TreePage, language: str, *, publish: bool) -> TreePage:
    return source if language == "uk" else core.translate(source, language, publish=publish)


def everything() -> list[Any]:
    """What there is of pages and what belongs to them, as the database has it."""
    columns: dict[Any, tuple[str, ...]] = {
        Page: (
            "pk", "path", "title", "slug", "draft_title", "live", "has_unpublished_changes", "latest_revision",
            "live_revision", "locked", "alias_of", "go_live_at",
        ),
        Revision: ("pk", "approved_go_live_at"),
        WorkflowState: ("pk", "status"),
        TaskState: ("pk", "status"),
        StringTranslation: ("pk", "data"),
        SegmentOverride: ("pk", "data_json"),
        Translation: ("pk", "enabled"),
        TranslationSource: ("pk", "last_updated_at"),
        TranslationJob: ("pk", "state", "assignee"),
        PageLogEntry: ("pk",),
        PageViewRestriction: ("pk",),
        BinItem: ("pk",),
        TermException: ("pk",),
        Claim: ("pk", "user"),
        SignOff: ("pk",),
    }  # fmt: skip
    return [list(model.objects.order_by("pk").values_list(*names)) for model, names in columns.items()]


def public_texts() -> list[Any]:
    """What readers can see of pages, now or at a moment that is set."""
    shown = Page.objects.filter(live=True).order_by("pk").values_list("pk", "title", "live_revision", "url_path")
    planned = Revision.objects.exclude(approved_go_live_at=None).order_by("pk")
    return [*shown, *planned.values_list("pk", "approved_go_live_at")]


def of_other_languages() -> list[Any]:
    """The pages of the source and of Polish."""
    others = Page.objects.exclude(locale__language_code="en").order_by("pk")
    return list(others.values_list("pk", "path", "numchild", "draft_title", "live", "latest_revision", "locked"))


@dataclass(frozen=True)
class Effect:
    """Whether a request wrote anything, made another text public, or did something to a page in another language."""

    changed: bool
    published: bool
    strayed: bool


def effect_of(client: Client, row: Row, pages: Pages, method: str, before: list[Any]) -> Effect:
    """What the request did, which is undone."""
    looks = (everything, public_texts, of_other_languages)
    with transaction.atomic():
        address = reverse(row.view, args=row.args(pages)) + row.query(pages)
        data: Any = row.data(pages)
        headers = {}
        if method == "put":
            data = urlencode(data)
            headers = {"content_type": "application/x-www-form-urlencoded"}
        response = getattr(client, method)(address, data, **headers)
        if response.streaming:
            list(response.streaming_content)
        effect = Effect(*(look() != seen for look, seen in zip(looks, before, strict=True)))
        transaction.set_rollback(True)
    return effect


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_nothing_is_changed_but_what_the_table_says_of_english(
    row: Row, world: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    # rights are not the matter of templates
    monkeypatch.setattr(SimpleTemplateResponse, "rendered_content", "")
    clients = {name: world[f"client of {name}"] for name in BOTH}
    for language in ("uk", "pl", "en"):
        pages, before, own = world[language], world["before"], language == "en"
        assert not effect_of(clients["reviewer"], row, pages, "get", before).changed, language
        effects = {name: effect_of(client, row, pages, row.method, before) for name, client in clients.items()}
        assert {name for name in BOTH if effects[name].changed} == (row.changes if own else NOBODY), language
        assert {name for name in BOTH if effects[name].published} == (row.publishes if own else NOBODY), language
        assert not any(effect.strayed for effect in effects.values()), language


def _names(patterns: Any, namespace: str) -> Iterator[str]:
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            yield from _names(pattern.url_patterns, pattern.namespace or namespace)
        elif namespace in ("wagtailadmin_pages", "wagtail_localize"):
            yield f"{namespace}:{pattern.name}"


def test_every_view_of_pages_and_of_wagtail_localize_is_in_the_table() -> None:
    assert set(_names(get_resolver().url_patterns, "")) - {row.view for row in ROWS} == set()


def test_every_bulk_action_on_pages_is_in_the_table() -> None:
    bulk_action_registry.get_bulk_action_class("wagtailcore", "page", "delete")
    of_models = bulk_action_registry.actions
    named = {str(row) for row in ROWS}

    for app, model in (("wagtailcore", "page"), ("testapp", "treepage")):
        for action in of_models[app][model]:
            assert any(f" {action} {model} " in f"{name} " for name in named), action
