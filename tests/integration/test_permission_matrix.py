"""Who gets through at which address of our own: each role and each view, with an object in and one out of reach.

How to add a view: write one line into `ROWS`: name of the address, object, who gets through with GET, who with POST, as
in `R("log_visit:copy", "visit", get=OFFICERS, post=OFFICERS)`. The object is a key of `objects()`, where another one is
one line too. A page type gets a line in `LISTS`, a snippet one in `SNIPPETS`, a bulk action one in `BULK`. A view that
is in no table fails the last tests of this file.

"Through" means an answer that is no refusal: not the way to the login, not back to the start with a message, no 403,
404 or 405. Templates are not rendered: rights are not theirs to check. What a request did is undone.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.template.response import SimpleTemplateResponse
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.models import PageLogEntry, TaskState
from wagtail.snippets.models import get_snippet_models

from cms_site.core import outbox
from cms_site.core.admin.listings import listed_types
from cms_site.core.desk.conflicts import set_aside
from cms_site.core.lifecycle import bin as recycle_bin
from cms_site.core.models import (
    BinItem,
    Bundle,
    Claim,
    ImportRun,
    RuleRun,
    SavedFilter,
    SignedLink,
    TranslationJob,
    UrgentPublication,
)
from cms_site.core.models.import_run import ImportState
from cms_site.core.terms.equivalents import as_read
from cms_site.core.translation.jobs import following
from cms_site.core.translation.workbench.taking_over import take_over
from cms_site.core.workflow import urgent
from cms_site.core.workflow.digests import digest_of_revision
from cms_site.core.workflow.publishing import SystemAction, system_action
from cms_site.setup.apply import apply_profile
from cms_site.setup.pages import section_page
from cms_site.setup.profile import PROFILE
from delegations.models import CalendarAddress, VisitDocument
from home.models import NewsPage
from partnerships.models import HandOver, Ledger
from tests.factories import core, delegations, home, partnerships, publications
from tests.factories.bundles import make_bundle, shown_to_reader
from tests.factories.core import translate
from tests.factories.rules import make_rule
from tests.factories.workflow import asked_about

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("permission_matrix")]

OURS = {"cms_site", "home", "publications", "delegations", "partnerships"}
GROUPS = {
    "author": "Автори",
    "duty": "Чергові редактори",
    "chief": "Головні редактори",
    "officer": "Спеціалісти з міжнародних зв’язків",
    "head": "Керівники міжнародних зв’язків",
    "en": "Перекладачі англійською",
    "pl": "Перекладачі польською",
    "clerk": "Укладачі Вісника",
    "legal": "Юристи",
    "admin": "Адміністратори",
    "rev_en": "Редактори перекладів англійською",
    "rev_pl": "Редактори перекладів польською",
}
OUTSIDE = {"anonymous", "nobody"}  # not logged in, and logged in without any group
STAFF = set(GROUPS)
EVERYBODY = OUTSIDE | STAFF
NOBODY: set[str] = set()
OFFICERS = {"officer", "head", "admin"}
HEADS = {"head", "admin"}
OF_ENGLISH, OF_POLISH = {"en", "rev_en"}, {"pl", "rev_pl"}
TRANSLATORS = OF_ENGLISH | OF_POLISH
TRANSLATING = {"chief", "head", "admin"} | TRANSLATORS
ENGLISH = {"chief", "admin"} | OF_ENGLISH  # who works on the English news
ENGLISH_VISITS = {"head", "admin"} | OF_ENGLISH
TERMS = {"chief", "officer", "head", "admin"} | TRANSLATORS
APPROVING_TERMS = {"chief", "head", "admin", "rev_en", "rev_pl"}
PRESS = {"author", "duty", "chief", "admin"}
BUNDLING = STAFF - {"legal"}
MAKING = BUNDLING - TRANSLATORS
DELETING = {"chief", "head", "admin"}


@dataclass(frozen=True)
class R:
    """A row: the address, the object it is about, who gets through with GET and POST, and what is posted.

    Where an answer does not tell, because all are led to the same page, `effect` is read before and after POST: it is
    another one for those who got through. What is posted is then asked for with GET, too.
    """

    view: str
    about: str = ""
    get: frozenset[str] | set[str] = frozenset()
    post: frozenset[str] | set[str] = frozenset()
    data: Callable[[dict[str, Any]], dict[str, Any]] = lambda world: {}
    effect: Callable[[dict[str, Any]], Any] | None = None

    def __str__(self) -> str:
        return f"{self.view} {self.about}".strip()


def table_file(world: dict[str, Any]) -> dict[str, Any]:
    return {"file": SimpleUploadedFile("visits.csv", "Напрям;Дата\nвхідна;05.05.2016\n".encode())}


def bin_items(world: dict[str, Any]) -> int:
    return BinItem.objects.count()


def bundles(world: dict[str, Any]) -> int:
    return Bundle.objects.count()


def claims(world: dict[str, Any]) -> list[Any]:
    return list(Claim.objects.values_list("task_state", "user", "until"))


def to_the_deputy(world: dict[str, Any]) -> dict[str, Any]:
    return {"person": world["user deputy"].pk}


def text_of(page: str, **fields: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """What confirms that the newest text of a page was read."""
    return lambda world: {"read": digest_of_revision(world[page].get_latest_revision()), **fields}


ROWS = (
    # for everybody
    R("healthz", get=EVERYBODY),
    R("search", get=EVERYBODY),
    R("alerts", get=EVERYBODY),
    R("visits_calendar", get=EVERYBODY),
    R("visit_calendar_file", "key of visit", get=EVERYBODY),
    R("visit_calendar_file", "key of draft", get=NOBODY),
    R("robots", get=EVERYBODY),
    R("sitemap_index", get=EVERYBODY),
    R("sitemap", "Ukrainian", get=EVERYBODY),
    R("corrections", get=EVERYBODY),
    R("corrections_rss", get=EVERYBODY, post=EVERYBODY),
    R("corrections_atom", get=EVERYBODY, post=EVERYBODY),
    R("open_data_file", "file of visits", get=EVERYBODY, post=EVERYBODY),  # as Wagtail serves any page
    R("api:pages:listing", get=EVERYBODY),
    R("api:pages:detail", "visit", get=EVERYBODY),
    R("api:pages:detail", "draft", get=NOBODY),
    R("api:pages:find", "?html_path=/", get=EVERYBODY),
    R("api:images:listing", get=EVERYBODY),
    R("api:images:detail", "picture of news", get=EVERYBODY),
    R("api:images:detail", "picture of nothing", get=NOBODY),
    R("api:images:find", get=NOBODY),
    R("api:documents:listing", get=EVERYBODY),
    R("api:documents:detail", "document of visit", get=EVERYBODY),
    R("api:documents:detail", "private document", get=NOBODY),
    R("api:documents:find", get=NOBODY),
    # the address is the key, whoever has it; it opens what its owner may see
    R("staff_calendar", "calendar of officer", get=EVERYBODY),
    R("staff_calendar", "calendar of author", get=NOBODY),
    # figures
    R("core_statistics", "visits", get=OFFICERS, post=NOBODY),
    R("core_statistics_xlsx", "visits", get=OFFICERS, post=NOBODY),
    R("core_statistics", "news", get=NOBODY, post=NOBODY),
    # visits
    R("log_visit:index", get=OFFICERS, post=NOBODY),
    R("log_visit:copy", "visit", get=OFFICERS, post=OFFICERS),
    R("log_visit:copy", "visit in English", get=NOBODY, post=NOBODY),
    R("log_visit:copy", "news", get=NOBODY, post=NOBODY),
    R("visit_calendar:index", get=OFFICERS | TRANSLATORS, post=NOBODY),
    R("visit_calendar:address", get=OFFICERS | TRANSLATORS, post=OFFICERS | TRANSLATORS),
    # partners, agreements and convoys
    R("partner_brief", "key of partner", get=EVERYBODY),
    R("partner_brief", "key of draft", get=NOBODY),
    R("partner_internal_brief", "partner", get=OFFICERS),
    R("partner_internal_brief", "news", get=NOBODY),
    R("merge_organisation", "organisation", get=HEADS, post=HEADS),
    R("wagtailsnippetchoosers_partnerships_organisation:choose", get=STAFF),
    R("wagtailsnippetchoosers_partnerships_organisation:choose_results", get=STAFF),
    R("renew_agreement", "agreement", get=OFFICERS, post=OFFICERS, data=lambda world: {"title": "Нова угода"}),
    R("renew_agreement", "news", get=NOBODY, post=NOBODY),
    R("convoy_ledger", "convoy", get=OFFICERS, post=OFFICERS),
    R("convoy_ledger", "news", get=NOBODY, post=NOBODY),
    R("convoy_cargo_file", "convoy", get=OFFICERS),
    R("convoy_qr_code", "convoy", get=OFFICERS),
    R("convoy_hand_overs_file", "convoy", get=OFFICERS),
    R("convoy_undo", "hand-over", get=OFFICERS, post=OFFICERS, data=lambda world: {"reason": "Помилка"}),
    R("convoy_undo", "hand-over of another convoy", get=NOBODY, post=NOBODY),
    R("convoy_close", "convoy", get=HEADS, post=HEADS, data=lambda world: {"explanation": "Усе передано"}),
    R("convoy_reopen", "convoy", get=HEADS, post=HEADS, data=lambda world: {"reason": "Помилка"}),
    R("convoy_code", "code of convoy", get=EVERYBODY),
    # imports
    R("core_import_upload", "visits to import", get=OFFICERS, post=OFFICERS, data=table_file),
    R("core_import_template", "visits to import", get=OFFICERS),
    R("core_import", "run of officer", get={"officer", "admin"}),
    R("core_import_progress", "run of officer", get={"officer", "admin"}),
    R("core_import_report", "finished run of officer", get={"officer", "admin"}),
    R("core_import_report", "run of officer", get=NOBODY),
    R("core_import_choices", "run of officer", post={"officer"}),
    R("core_import_confirm", "run of officer", post={"officer"}),
    R("core_import_cancel", "run of officer", post={"officer"}),
    # approval
    R(
        "core_approve",
        "waiting step",
        get={"head"},
        post={"head"},
        data=text_of("submitted visit"),
        effect=lambda world: TaskState.objects.get(pk=world["waiting step"].pk).status,
    ),
    R(
        "core_publish_urgently",
        "urgent news",
        get={"duty"},
        post={"duty"},
        data=text_of("news draft", reason="Аварія водогону, води немає."),
        effect=lambda world: NewsPage.objects.get(pk=world["news draft"].pk).live,
    ),
    R(
        "core_confirm",
        "urgent publication",
        get={"chief", "admin"},
        post={"chief", "admin"},
        data=text_of("published urgently"),
        effect=lambda world: UrgentPublication.objects.get(pk=world["urgent publication"].pk).outcome,
    ),
    # translations
    R("translation_board:index", get=TRANSLATING, post=NOBODY),
    R("translation_board:jobs", get=TRANSLATING, post=NOBODY),
    R("translation_board:job_results", get=TRANSLATING, post=NOBODY),
    R("translation_board:job", "English job", get=ENGLISH, post=NOBODY),
    R("translation_board:claim", post=ENGLISH, data=lambda world: {"job": world["English job"].pk}),
    R(
        "translation_board:submit",
        "visit in English",
        get=ENGLISH_VISITS,
        post=ENGLISH_VISITS,
    ),
    R("translation_board:submit", "news", get=NOBODY, post=NOBODY),
    R("translation_board:begin", "English job", post=ENGLISH),
    R("translation_board:give_back", "English job", post=ENGLISH),
    R("translation_board:hand_over", "English job", post=ENGLISH),
    R("translation_board:decline", "English job", post=ENGLISH),
    R("translation_board:resume", "English job", post=ENGLISH),
    # the workbench of translators
    R("translation_workbench:open", "visit in English", get=ENGLISH_VISITS, post=ENGLISH_VISITS),
    R("translation_workbench:open", "visit", get=NOBODY, post=NOBODY),
    R("translation_workbench:save", "visit on the workbench", get=NOBODY, post=ENGLISH_VISITS),
    R("translation_workbench:save", "visit", post=NOBODY),
    R("translation_workbench:save_passage", "passage", post=ENGLISH_VISITS, data=lambda world: {"text": "X"}),
    R("translation_workbench:save_tags", "news on the workbench", post=ENGLISH),
    R("translation_workbench:confirm", "passage", post=ENGLISH_VISITS),
    R("translation_workbench:mark_read", "passage", post=ENGLISH_VISITS),
    R("translation_workbench:fetch", "visit on the workbench", post=ENGLISH_VISITS),
    R("translation_workbench:draft", "visit on the workbench", post=NOBODY),
    R("translation_workbench:take_file", "visit on the workbench", post=ENGLISH_VISITS),
    R("translation_workbench:export", "file of passages", get=ENGLISH_VISITS),
    R("translation_workbench:preview", "visit on the workbench", get=ENGLISH_VISITS),
    R("translation_workbench:preview_source", "visit on the workbench", get=ENGLISH_VISITS),
    R("translation_workbench:send_back", "visit on the workbench", post=NOBODY),
    R("translation_workbench:take_back", "visit on the workbench", post=NOBODY),
    # the desk
    R("desk_calendar", get=STAFF, post=NOBODY),
    R("desk_list", "reviews", get=STAFF, post=NOBODY),
    R("desk_changes", "submitted text", get=OFFICERS, post=NOBODY),
    R("desk_changes", "urgent news", get=PRESS, post=NOBODY),
    R(
        "desk_conflict",
        "words set aside",
        get={"officer"},
        post={"officer"},
        data=text_of("visit saved twice"),
        effect=lambda world: world["visit saved twice"].revisions.count(),
    ),
    R("desk_claim", "waiting step", get=NOBODY, post={"head"}, effect=claims),
    R("desk_give_back", "claimed step", get=NOBODY, post={"head"}, effect=claims),
    R("desk_hand_over", "waiting step", get={"head"}, post={"head"}, data=to_the_deputy, effect=claims),
    # the bin
    R("bin:index", get=STAFF),
    R("bin:restore", "bin item of author", get={"author", "admin"}, post={"author", "admin"}, effect=bin_items),
    R("bin:purge", "bin item of author", get={"admin"}, post={"admin"}, effect=bin_items),
    R("bin:empty", get={"admin"}, post={"admin"}, effect=bin_items),
    # opinions of experts: asked by whoever may edit, answered by whoever has the link
    R("core_opinions", "news draft", get=PRESS, post=PRESS),
    R("core_opinions", "submitted visit", get=OFFICERS, post=OFFICERS),
    R("core_revoke_opinion", "opinion", get=NOBODY, post=PRESS),
    R("sign_off", "link to the opinion", get=EVERYBODY, post=EVERYBODY),
    R("sign_off", "link to nothing", get=NOBODY, post=NOBODY),
    # the outbox
    R("outbox:index", get={"admin"}, post=NOBODY),
    R("outbox:try_again", "waiting mail", get=NOBODY, post={"admin"}),
    # content rules
    R("core_rule_runs", "rule", get={"admin"}, post=NOBODY),
    R("core_rule_dry_run", "rule", get={"admin"}, post=NOBODY),
    R("core_rule_preview", "rule", get={"admin"}, post=NOBODY),
    R("core_rule_secret", "rule", get={"admin"}, post={"admin"}),
    R("core_rule_try_again", "run of rule", get=NOBODY, post={"admin"}),
    # the term base
    R("core_approve_term", "term", get=APPROVING_TERMS, post=APPROVING_TERMS),
    R(
        "core_approve_term",
        "term of nobody yet",
        get=APPROVING_TERMS,
        post={"chief", "head", "admin", "rev_en"},
        data=lambda world: {"equivalent": as_read(world["term of nobody yet"].names.get())},
        effect=lambda world: world["term of nobody yet"].names.get().approved_at,
    ),
    R("core_correct_term", "term", get=TERMS, post=TERMS),
    R("core_terms_file", get=TERMS),
    R("core_page_terms", "visit in English", get=ENGLISH_VISITS, post=ENGLISH_VISITS),
    R("core_page_terms", "visit", get=NOBODY, post=NOBODY),
    # stories: of what one edits, and of everything for those who audit
    R("core_story", "news", get={"author", "duty", "chief", "legal", "admin"}),
    R("core_story", "visit", get={*OFFICERS, "legal"}),
    R("core_story", "visit in English", get={"head", "legal", "admin"} | OF_ENGLISH),
    R("core_story_file", "visit", post={"legal", "admin"}),
    R("core_story_of_period", get={"legal", "admin"}),
    R("core_story_of_period_file", post={"legal", "admin"}),
    # bundles
    R("bundles:index", get=BUNDLING),
    R("bundles:index_results", get=BUNDLING),
    R("bundles:add", get=MAKING, post=MAKING),
    R("bundles:edit", "bundle of author", get=BUNDLING, post=BUNDLING),
    R("bundles:edit", "released bundle", get=NOBODY, post=NOBODY),
    R("bundles:delete", "bundle of author", get=DELETING, post=DELETING, effect=bundles),
    R("core_bundle", "bundle of author", get=BUNDLING, post=NOBODY),
    R("core_bundle", "released bundle", get=BUNDLING, post=NOBODY),
    R("core_bundle_choose", "bundle of author", get=BUNDLING, post=BUNDLING),
    R("core_bundle_choose", "released bundle", get=NOBODY, post=NOBODY),
    R("core_bundle_choose_results", "bundle of author", get=BUNDLING),
    R("core_bundle_add", "news", get=PRESS, post=PRESS, data=lambda world: {"name": "Ще один"}),
    R("core_bundle_add", "visit", get=OFFICERS, post=OFFICERS, data=lambda world: {"name": "Ще один"}),
    R("core_bundle_remove", "item of author", get=NOBODY, post=PRESS),
    R("core_bundle_approve_item", "item of author", get={"chief", "admin"}, post={"chief", "admin"}),
    R("core_bundle_approve", "bundle of author", get={"chief", "admin"}, post={"chief", "admin"}),
    R("core_bundle_release", "bundle of author", get={"chief", "admin"}, post={"chief", "admin"}),
    R("core_bundle_release", "bundle of news and visit", get={"admin"}, post={"admin"}),
    R("core_bundle_show", "bundle of author", get=PRESS, post=PRESS),
    R("core_bundle_show", "bundle of news and visit", get={"admin"}, post={"admin"}),
    R("core_bundle_hide", "link to the bundle", get=NOBODY, post=PRESS),
    R("bundle_preview", "token of the bundle", get=EVERYBODY),
    R("bundle_preview", "link to nothing", get=NOBODY),
    R("bundle_preview_page", "token and page of the bundle", get=EVERYBODY),
    # books and bulletin
    R("unseal_issue", "sealed issue", get={"admin"}, post={"admin"}, data=lambda world: {"reason": "Помилка"}),
    R("unseal_issue", "open issue", get=NOBODY, post=NOBODY),
)

PUBLISHING = {"chief", "clerk", "legal", "admin"}
# The list of a page type → a page of it, and who sees that page there.
LISTS = {
    "home_newspage": ("news", PRESS),
    "partnerships_partnershippage": ("partner", OFFICERS),
    "partnerships_agreement": ("agreement", OFFICERS),
    "partnerships_convoypage": ("convoy", OFFICERS),
    "delegations_delegationpage": ("visit", OFFICERS),
    "publications_bookpage": ("book", {"chief", "clerk", "admin"}),
    "publications_bulletinissuepage": ("open issue", PUBLISHING),
    "publications_act": ("act", PUBLISHING),
    "publications_annualreportpage": ("report", {"chief", "head", "admin"}),
}
# The addresses below that of a list; saved filters are told apart by who saved them.
OF_A_LIST = {"index", "index_results", "filters", "save_filter", "rename_filter", "delete_filter"}

# A snippet → an object, who may add, change and delete; whoever may add or change sees the list.
SNIPPETS = {
    "home.Alert": ("alert", PRESS, PRESS, {"chief", "admin"}),
    "core.ContentRule": ("rule", {"admin"}, {"admin"}, {"admin"}),
    "core.Term": ("term", TERMS, TERMS, {"chief", "head", "admin"}),
    "home.Topic": ("topic", {"chief", "admin"}, {"chief", "admin"}, {"chief", "admin"}),
    "partnerships.Organisation": ("organisation", OFFICERS, OFFICERS, {"head", "admin"}),
}

# A bulk action on a type → a page, and for whom the action does something to it.
BULK = {
    ("set_official", "delegations.DelegationPage"): ("draft", OFFICERS),
    ("set_unofficial", "delegations.DelegationPage"): ("visit", OFFICERS),
    ("request_approval", "delegations.DelegationPage"): ("draft", OFFICERS),
    ("request_approval", "home.NewsPage"): ("news draft", PRESS),
    ("export_xlsx", "delegations.DelegationPage"): ("visit", OFFICERS),
    ("export_csv", "delegations.DelegationPage"): ("visit", OFFICERS),
    ("publish", "delegations.DelegationPage"): ("submitted visit", {"head", "admin"}),
    ("unpublish", "delegations.DelegationPage"): ("visit", {"head", "admin"}),
    ("delete", "delegations.DelegationPage"): ("visit", {"admin"}),
    ("delete", "home.NewsPage"): ("news", {"admin"}),
    ("delete", "wagtailcore.Page"): ("news", {"admin"}),
    ("unpublish", "wagtailcore.Page"): ("news", {"chief", "admin"}),
    ("move", "wagtailcore.Page"): ("standard page", {"chief", "admin"}),
}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, Any]]:
    """A site with the profile, one user in each group and an object of everything, made once."""
    with django_db_blocker.unblock(), transaction.atomic():
        apply_profile(PROFILE, address="http://testserver", say=lambda line: None)
        with system_action(SystemAction.DEMO):
            found = {**users(), **objects()}
        yield found
        transaction.set_rollback(True)


def users() -> dict[str, Any]:
    found = {name: get_user_model().objects.create_user(name) for name in [*GROUPS, "nobody"]}
    for name, group in GROUPS.items():
        found[name].groups.add(Group.objects.get(name=group))
    found["deputy"] = get_user_model().objects.create_user("deputy")
    found["deputy"].groups.add(Group.objects.get(name=GROUPS["head"]))
    return {f"user {name}": user for name, user in found.items()}


def objects() -> dict[str, Any]:
    """What the rows are about, by key; pages and records stand for their id, a tuple for all parts of an address."""
    sections = {section.key: section_page(section, "uk").specific for section in PROFILE.sections}
    document, picture = home.make_document(), home.make_image()
    visit = delegations.make_visit(sections["delegations"], documents=[VisitDocument(document=document)])
    draft = delegations.make_visit(sections["delegations"], title="Чернетка", official=False, live=False)
    issue = publications.make_issue(sections["bulletin"], number=1, live=False)
    act = publications.make_act(issue)
    sealed = publications.make_issue(sections["bulletin"], number=2, live=False)
    publications.make_act(sealed, number="2")
    publications.publish(sealed)
    fund = partnerships.make_organisation("Фонд")
    convoys = [
        partnerships.make_convoy(
            sections["convoys"],
            title=f"Конвой {number}",
            cargo_lines=[partnerships.make_cargo_line(quantity=10, unit="box", hand_overs=[(fund, 1)])],
        )
        for number in (1, 2)
    ]
    convoy, hand_over = convoys[0], HandOver.objects.get(convoy=convoys[0])
    partner = partnerships.make_partnership(sections["partnerships"])
    by_name = {user.username: user for user in get_user_model().objects.all()}
    submitted = delegations.make_visit(sections["delegations"], title="На схваленні", live=False)
    submitted.save_revision(user=by_name["officer"])
    workflow = submitted.get_workflow().start(submitted, by_name["officer"])
    claimed = delegations.make_visit(sections["delegations"], title="На читанні", live=False)
    claimed.save_revision(user=by_name["officer"])
    claimed_step = claimed.get_workflow().start(claimed, by_name["officer"]).current_task_state
    Claim.objects.create(task_state=claimed_step, user=by_name["head"])
    saved_twice = delegations.make_visit(sections["delegations"], title="Дві версії", live=False)
    base = saved_twice.save_revision(user=by_name["head"])
    saved_twice.title = "Друга версія"
    words = set_aside(saved_twice, by_name["officer"], base=str(base.pk))
    drafts = [home.make_news(sections["news"], title=f"Чернетка {n}", live=False) for n in (1, 2)]
    for news_draft in drafts:
        news_draft.save_revision(user=by_name["author"])
    reason = "Аварія водогону, води немає."
    read = digest_of_revision(drafts[1].get_latest_revision())
    item = urgent.publish_urgently(drafts[1], by_name["duty"], reason, read)
    news = home.make_news(sections["news"], image=picture)
    following.open_jobs(news.pk)
    binned = home.make_news(sections["news"], title="Зайве", live=False)
    rule = make_rule("published", ("tag", {"tag": "місто"}))
    kept = make_bundle(home.make_news(sections["news"], title="У пакеті", live=False), by=by_name["author"])
    kept.items.get().page.specific.save_revision(user=by_name["author"])
    secret = shown_to_reader(kept, by=by_name["author"])
    both = [home.make_news(sections["news"], live=False), delegations.make_visit(sections["delegations"], live=False)]
    mixed = make_bundle(*both, by=by_name["admin"])
    opinion, token = asked_about(drafts[0], by_name["author"])
    run = {"kind": "visits", "file_name": "a.csv", "table": {"headings": ["Напрям"], "rows": []}}
    workbench = translate(delegations.make_visit(sections["delegations"]), "en")
    tagged = translate(home.make_news(sections["news"], title="Ярмарок"), "en")
    take_over(tagged)
    passage = take_over(workbench).source.stringsegment_set.get(context__path="title").pk
    return {
        "Ukrainian": "uk",
        "reviews": "reviews",
        "visits": "delegations.delegationpage",
        "visits to import": "visits",
        "visit": visit,
        "draft": draft,
        "visit in English": translate(visit, "en", title="Guests from Lublin"),
        "visit on the workbench": workbench,
        "news on the workbench": tagged,
        "passage": (workbench.pk, passage),
        "file of passages": (workbench.pk, "po"),
        "key of visit": visit.translation_key,
        "key of draft": draft.translation_key,
        "calendar of officer": CalendarAddress.objects.create(user=by_name["officer"]).token,
        "calendar of author": CalendarAddress.objects.create(user=by_name["author"]).token,
        "run of officer": ImportRun.objects.create(user=by_name["officer"], **run),
        "finished run of officer": ImportRun.objects.create(user=by_name["officer"], state=ImportState.DONE, **run),
        "news": news,
        "English job": TranslationJob.objects.get(source=news.pk, locale__language_code="en"),
        "picture of news": picture,
        "picture of nothing": home.make_image("Вулиця"),
        "document of visit": document,
        "private document": home.make_document(private=True),
        "file of visits": (f"{sections['delegations'].url.strip('/')}/open-data/visits.csv",),
        "news draft": drafts[0],
        "bin item of author": recycle_bin.put(binned, user=by_name["author"]),
        "submitted text": (ContentType.objects.get_for_model(type(submitted)).pk, submitted.pk),
        "urgent news": (ContentType.objects.get_for_model(NewsPage).pk, drafts[0].pk),
        "published urgently": drafts[1],
        "urgent publication": item,
        "submitted visit": submitted,
        "waiting step": workflow.current_task_state,
        "rule": rule,
        "run of rule": RuleRun.objects.create(rule=rule, page=drafts[0], point="log 1", event="published"),
        "claimed step": claimed_step,
        "visit saved twice": saved_twice,
        "words set aside": (saved_twice.pk, words.pk),
        "opinion": opinion,
        "link to the opinion": token,
        "link to nothing": "nothing",
        "waiting mail": outbox.write("mail", {}, title="Лист", recipient=by_name["author"]),
        "bundle of author": kept,
        "item of author": kept.items.get(),
        "link to the bundle": SignedLink.objects.get(purpose="bundle_preview"),
        "token of the bundle": secret,
        "token and page of the bundle": (secret, kept.items.get().page_id),
        "bundle of news and visit": mixed,
        "released bundle": Bundle.objects.create(name="Минулий", state="released", released_at=timezone.now()),
        "partner": partner,
        "key of partner": partner.translation_key,
        "agreement": partnerships.make_agreement(sections["agreements"]),
        "convoy": convoy,
        "hand-over": (convoy.pk, hand_over.pk),
        "hand-over of another convoy": (convoys[1].pk, hand_over.pk),
        "code of convoy": Ledger.objects.get(convoy=convoy).code,
        "book": publications.make_book(sections["books"]),
        "open issue": issue,
        "sealed issue": sealed,
        "act": act,
        "report": publications.make_report(sections["annual_reports"]),
        "standard page": home.make_standard(sections["about"], title="Герб"),
        "another place": sections["documents"],
        "alert": home.make_alert(),
        "topic": home.make_topic("Спорт"),
        "term": core.make_term("Люблін", kind="city", en="Lublin"),
        "term of nobody yet": core.make_term("Ряшів", kind="city", approved=False, en="Rzeszów"),
        "organisation": fund,
    }


@pytest.fixture
def clients(world: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> dict[str, Client]:
    """A browser for each role, before which templates are not rendered."""
    monkeypatch.setattr(SimpleTemplateResponse, "rendered_content", "")
    found = {"anonymous": Client()}
    for name in [*GROUPS, "nobody"]:
        found[name] = Client()
        found[name].force_login(world[f"user {name}"])
    return found


def send(client: Client, method: str, address: str, data: dict[str, Any], judge: Callable[[Any], bool]) -> bool:
    """Whether the request got through; what it did is undone."""
    with transaction.atomic():
        response = client.get(address, data) if method == "get" else client.post(address, data)
        through = judge(response)
        if response.streaming:
            list(response.streaming_content)  # which closes the file behind it
        transaction.set_rollback(True)
    return through


def answered(response: Any) -> bool:
    """Whether the answer is no refusal."""
    if response.status_code in (301, 302):
        return response["Location"].split("?")[0] not in (reverse("wagtailadmin_login"), reverse("wagtailadmin_home"))
    return bool(response.status_code < 400 or response.status_code == 422)


def address_of(view: str, world: dict[str, Any], about: str = "") -> str:
    if about.startswith("?"):
        return reverse(view) + about
    args = world[about] if about else ()
    return reverse(view, args=args if isinstance(args, tuple) else (getattr(args, "pk", args),))


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_each_role_gets_through_where_the_table_says(row: R, clients: dict[str, Client], world: dict[str, Any]) -> None:
    address = address_of(row.view, world, row.about)
    before = row.effect(world) if row.effect else None

    def shown(response: Any) -> bool:
        return bool(response.status_code == 200)

    def changed(response: Any) -> bool:
        return row.effect is not None and row.effect(world) != before

    judges = (shown, changed) if row.effect else (answered, answered)
    for method, allowed, judge in zip(("get", "post"), (row.get, row.post), judges, strict=True):
        through = {
            name
            for name, client in clients.items()
            if send(client, method, address, row.data(world) if method == "post" or row.effect else {}, judge)
        }
        assert through == allowed, method


@pytest.mark.parametrize("name", LISTS)
def test_each_role_sees_and_exports_in_lists_what_it_works_with(
    name: str, clients: dict[str, Client], world: dict[str, Any]
) -> None:
    about, allowed = LISTS[name]
    page = world[about]

    def listed(response: Any) -> bool:
        return answered(response) and page.pk in [row.pk for row in response.context_data["object_list"]]

    def exported(response: Any) -> bool:
        return answered(response) and page.title in b"".join(response.streaming_content).decode()

    cases: list[tuple[str, dict[str, str], Any]] = [("index", {}, listed), ("index_results", {}, listed)]
    for view, data, judge in [*cases, ("index", {"export": "csv"}, exported)]:
        address = reverse(f"{name}:{view}")
        through = {role for role, client in clients.items() if send(client, "get", address, data, judge)}
        assert through == allowed, (view, data)


@pytest.mark.parametrize("name", LISTS)
def test_saved_filters_are_for_staff_and_each_for_the_one_who_saved_it(
    name: str, clients: dict[str, Client], world: dict[str, Any]
) -> None:
    saved = SavedFilter.objects.create(user=world["user author"], view=name, name="Мій", query="q=а")

    def through(method: str, view: str, *args: Any, **data: str) -> set[str]:
        address = reverse(f"{name}:{view}", args=args)
        return {role for role, client in clients.items() if send(client, method, address, data, answered)}

    assert through("get", "filters") == STAFF
    assert through("post", "save_filter", name="Новий", query="q=а") == STAFF
    assert through("post", "rename_filter", saved.pk, name="Інший") == {"author"}
    assert through("post", "delete_filter", saved.pk) == {"author"}
    for view, args in (("save_filter", ()), ("rename_filter", (saved.pk,)), ("delete_filter", (saved.pk,))):
        assert through("get", view, *args) == NOBODY
    assert through("post", "filters") == NOBODY


@pytest.mark.parametrize("name", SNIPPETS)
def test_each_role_does_with_records_what_the_table_says(
    name: str, clients: dict[str, Client], world: dict[str, Any]
) -> None:
    about, adds, changes, deletes = SNIPPETS[name]
    namespace = f"wagtailsnippets_{name.lower().replace('.', '_')}"
    pk = world[about].pk
    rows = {
        ("list", ()): adds | changes | deletes,
        ("add", ()): adds,
        ("edit", (pk,)): changes,
        ("delete", (pk,)): deletes,
        ("history", (pk,)): adds | changes | deletes,
        ("usage", (pk,)): adds | changes | deletes,
    }
    for (view, args), allowed in rows.items():
        address = reverse(f"{namespace}:{view}", args=args)
        assert {role for role, client in clients.items() if send(client, "get", address, {}, answered)} == allowed, view
        if view in ("add", "edit", "delete"):
            through = {role for role, client in clients.items() if send(client, "post", address, {}, answered)}
            assert through == allowed, f"post {view}"


@pytest.mark.parametrize(("action", "model"), BULK)
def test_a_bulk_action_does_something_only_for_those_who_may(
    action: str, model: str, clients: dict[str, Client], world: dict[str, Any]
) -> None:
    about, allowed = BULK[action, model]
    page = world[about]
    address = reverse("wagtail_bulk_action", args=[*model.lower().split("."), action])
    address += f"?id={page.pk}"
    before = PageLogEntry.objects.count()

    def offered(response: Any) -> bool:
        return answered(response) and page.pk in [row["item"].pk for row in response.context_data["items"]]

    def done(response: Any) -> bool:
        return answered(response) and PageLogEntry.objects.count() > before

    def exported(response: Any) -> bool:
        content = b"".join(response.streaming_content) if answered(response) and response.streaming else b""
        if action == "export_csv" or not content:
            return page.title in content.decode()
        return page.title in [row[0] for row in load_workbook(BytesIO(content)).active.iter_rows(values_only=True)]

    judges = (exported, exported) if action.startswith("export") else (offered, done)
    answers = {
        "move": {"chooser": world["another place"].pk},
        "unpublish": {"kind": "error", "reason": "Двічі те саме", "note_uk": "Є в іншій новині"},
    }
    for method, data, judge in zip(("get", "post"), ({}, answers.get(action, {})), judges, strict=True):
        through = {role for role, client in clients.items() if send(client, method, address, data, judge)}
        assert through == allowed, method


def test_every_page_of_the_editing_interface_says_in_its_window_what_it_is(world: dict[str, Any]) -> None:
    titles = {}
    for row in ROWS:
        for role in sorted(set(row.get) & STAFF)[:1]:
            client = Client()
            client.force_login(world[f"user {role}"])
            response = client.get(address_of(row.view, world, row.about), row.data(world) if row.effect else {})
            answer = b"".join(response.streaming_content) if response.streaming else response.content
            if found := re.search(rb"<title>(.*?) - ", answer, re.DOTALL):
                titles[str(row)] = found[1].decode().strip()

    assert len(titles) > 40
    assert [row for row, title in titles.items() if not title] == []


@cache
def own_views() -> set[str]:
    """The names of all addresses of which the view is defined in one of our apps."""
    return {name for name, view in _walk(get_resolver().url_patterns) if view.__module__.split(".")[0] in OURS}


def _walk(patterns: Any, namespace: str = "") -> Iterator[tuple[str, Any]]:
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            view: Any = pattern.callback
            view = getattr(view, "view_class", view)
            yield f"{namespace}{pattern.name}", view
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, inner)


def test_every_own_view_is_in_a_table() -> None:
    lists = {f"{name}:{view}" for name in [*LISTS, "testapp_treepage"] for view in OF_A_LIST}

    snippets = {view for view in own_views() if view.startswith("wagtailsnippets_")}  # their rights are in SNIPPETS
    assert own_views() - lists - snippets - {row.view for row in ROWS} == set()
    assert {model._meta.label_lower.replace(".", "_") for model in listed_types()} == {*LISTS, "testapp_treepage"}


def test_every_own_snippet_and_bulk_action_is_in_a_table() -> None:
    snippets = {model._meta.label for model in get_snippet_models() if model.__module__.split(".")[0] in OURS}
    bulk_action_registry.get_bulk_action_class("wagtailcore", "page", "delete")
    actions = {
        name
        for models in bulk_action_registry.actions.values()
        for of_model in models.values()
        for name, action in of_model.items()
        if action.__module__.split(".")[0] in OURS
    }

    assert snippets == set(SNIPPETS)
    assert actions == {name for name, _model in BULK}
