"""The queries of every public page and every list of editors, in tables: the same with one record as with fifty."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, TaskState

from cms_site.core import outbox
from cms_site.core.admin.listings import listed_types
from cms_site.core.desk.conflicts import set_aside
from cms_site.core.models import Bundle, BundleItem, Claim, MailChoice, PublishedChange, SignOff, TimeLimit
from cms_site.core.page_types import label_of, page_types
from cms_site.core.translation.jobs import following
from cms_site.core.translation.workbench.taking_over import take_over
from cms_site.core.transliteration import romanise
from delegations.models import (
    Host,
    Member,
    ProgrammeItem,
    SignedAgreement,
    VisitDocument,
    VisitOrganisation,
    VisitPhotograph,
)
from home.models import GalleryImage, NewsPage, RelatedPage
from partnerships.models import Container, CooperationArea, Ledger, StageChange
from publications.models import BookAuthor, LibraryCopy
from tests.factories import core, delegations, home, partnerships, publications
from tests.factories.rules import mail, make_rule
from tests.factories.translation import require
from tests.factories.workflow import asked_about, make_group, make_member, under_four_eyes
from tests.integration.core.test_four_eyes import Desk, the_clock_at

pytestmark = pytest.mark.django_db

# Address → queries with warm caches. Every public page type has a row; sections also with two facets chosen.
QUERIES = {
    "/": 17,
    "/search/?q=рік": 8,
    "/alerts/": 5,
    "/page/": 15,
    "/news/": 20,
    "/news/?year=2016&kind=news": 20,
    "/news/item/": 26,
    "/partners/": 15,
    "/partners/?kind=sister_city&country=PL": 15,
    "/partners/record/": 24,
    "/agreements/": 20,
    "/agreements/?validity=expired&country=PL": 21,
    "/agreements/open-data/": 16,
    "/agreements/record/": 25,
    "/convoys/": 19,
    "/convoys/record/": 26,
    "/convoys/statistics/2016/": 27,
    "/convoys/totals/": 15,
    "/convoys/totals/2016/": 23,
    "/k/codes/": 15,
    "/delegations/": 23,
    "/delegations/?year=2016&direction=incoming": 17,
    "/calendar/visits.ics?year=2016": 6,
    "/delegations/record/": 35,
    "/delegations/open-data/": 16,
    "/books/": 16,
    "/books/record/": 18,
    "/bulletin/": 16,
    "/bulletin/acts/": 20,
    "/bulletin/issue/": 17,
    "/bulletin/issue/record/": 21,
    "/reports/": 16,
    "/reports/record/": 17,
    **{
        f"/api/v2/pages/?type={page_type}&fields=*&limit=100": queries
        for page_type, queries in {
            "partnerships.PartnershipPage": 10,
            "partnerships.Agreement": 13,
            "partnerships.ConvoyPage": 14,
            "delegations.DelegationPage": 24,
            "publications.Act": 9,
            "publications.BulletinIssuePage": 7,
            "publications.BookPage": 9,
            "publications.AnnualReportPage": 8,
            "home.NewsPage": 16,
            "home.StandardPage": 7,
        }.items()
    },
}

# The list of each page type in the editing interface → queries for an editor who may add and change, but not publish.
ADMIN_QUERIES = {
    "home_newspage": 42,
    "partnerships_partnershippage": 41,
    "partnerships_agreement": 41,
    "partnerships_convoypage": 40,
    "delegations_delegationpage": 40,
    "publications_bookpage": 37,
    "publications_bulletinissuepage": 36,
    "publications_act": 37,
    "publications_annualreportpage": 36,
}

# The workbench of a translation → queries for an administrator.
WORKBENCH_QUERIES = 80

# The board of translations and the list of jobs → queries for an administrator.
BOARD_QUERIES = {"translation_board:index": 20, "translation_board:jobs": 19}


# A page of the editing interface → queries for a chief editor, whatever waits, was returned, drafted or planned.
NOON = datetime(2016, 5, 10, 9, tzinfo=UTC)
DESK_QUERIES = {
    "/admin/": 50,
    "/admin/desk/calendar/": 31,
    "/admin/desk/lists/mine/": 43,
}

# What changed of a text, and the choice between two versions → queries, however often the text was saved.
DIFFERENCE_QUERIES = {"changes": 43, "conflict": 59}

# The screens of content rules → queries for an administrator, however many rules, runs and events there are.
RULE_QUERIES = {
    "/admin/snippets/core/contentrule/": 19,
    "/admin/rules/{pk}/runs/": 20,
    "/admin/rules/{pk}/dry-run/": 25,
}


# What is sent and answered → queries, however many mails, texts at a step and opinions there are.
MAIL_QUERIES = {"outbox": 16, "opinions": 20, "editor": 83, "opinion": 21, "digest": 25}


def grow_press(city: Page, count: int) -> None:
    """Standard pages, news and alerts."""
    about = home.make_standard(city, title="Про місто", slug="page")
    news = home.make_news_index(city, slug="news")
    topic = home.make_topic()
    image = home.make_image()
    pages = [
        home.make_news(news, title=f"Новина {n}", slug=f"news-{n}", topic=topic, image=image) for n in range(count)
    ]
    item = home.make_news(news, title="Новина року", slug="item", topic=topic, image=image)
    item.tags.add(*(f"тег {n}" for n in range(count)))
    item.related_pages = [RelatedPage(related=page) for page in pages]
    item.gallery = [GalleryImage(image=image, caption=f"Площа {n}") for n in range(count)]
    item.save()
    PublishedChange.objects.bulk_create(
        PublishedChange(page=item, weight="correction", note=f"Виправлено {n}") for n in range(count)
    )
    for n in range(count):
        home.make_standard(about, title=f"Сторінка {n}")
        home.make_alert(title=f"Без води {n}")


def grow_foreign_relations(city: Page, count: int) -> None:
    """Partners, agreements, convoys and visits that all belong to one another."""
    partners = partnerships.make_partnership_index(city, slug="partners")
    agreements = partnerships.make_agreement_index(city, slug="agreements")
    convoys = partnerships.make_convoy_index(city, slug="convoys")
    visits = delegations.make_delegation_index(city, slug="delegations")
    funds = [partnerships.make_organisation(f"Фонд {n}") for n in range(count)]
    partner = partnerships.make_partnership(partners, slug="record", stage="talks")
    partner.areas = [CooperationArea(text=f"Сфера {n}") for n in range(count)]
    partner.stage_changes = [StageChange(stage="talks", start_date=date(2016, 1, 1)) for _ in range(count)]
    partner.save()
    signed = [
        partnerships.make_agreement(agreements, title=f"Угода {n}", partner=partner, parties=funds)
        for n in range(count)
    ]
    agreement = partnerships.make_agreement(agreements, slug="record", partner=partner, renews=signed[0], parties=funds)
    for n in range(count):
        partnerships.make_partnership(partners, title=f"Місто {n}")
        partnerships.make_convoy(convoys, title=f"Конвой {n}", agreement=agreement, donors=funds)
        delegations.make_visit(visits, title=f"Візит {n}", partner=partner, countries=["PL", "DE"])
    lines = [
        partnerships.make_cargo_line(quantity=100, unit="box", hand_overs=[(fund, 1), (fund, 2)]) for fund in funds
    ]
    convoy = partnerships.make_convoy(convoys, slug="record", agreement=agreement, donors=funds, cargo_lines=lines)
    convoy.containers = [Container(number=str(n)) for n in range(count)]
    convoy.save()
    Ledger.objects.filter(convoy=convoy).update(code="codes")
    visit = delegations.make_visit(visits, slug="record", partner=partner, countries=["PL", "SK"])
    visit.members = [Member(name=f"Учасник {n}", organisation=funds[n]) for n in range(count)]
    visit.hosts = [Host(name=f"Господар {n}") for n in range(count)]
    visit.programme = [ProgrammeItem(item=f"Зустріч {n}") for n in range(count)]
    visit.organisations = [VisitOrganisation(organisation=fund) for fund in funds]
    visit.signed_agreements = [SignedAgreement(agreement=page) for page in signed]
    visit.gallery = [VisitPhotograph(image=home.make_image(), caption=f"Знімок {n}") for n in range(min(count, 5))]
    visit.documents = [VisitDocument(document=home.make_document(f"Протокол {n}")) for n in range(min(count, 5))]
    visit.save()


def grow_publications(city: Page, count: int) -> None:
    """Books, issues with acts, and annual reports."""
    books = publications.make_book_index(city, slug="books")
    for n in range(count):
        publications.make_book(books, title=f"Книга {n}")
    book = publications.make_book(books, title="Книга року", slug="record")
    book.authors = [BookAuthor(name=f"Автор {n}") for n in range(count)]
    book.library_copies = [LibraryCopy(library_name=f"Бібліотека {n}", copies=1) for n in range(count)]
    book.save()
    bulletin = publications.make_bulletin(city, slug="bulletin")
    issue = publications.make_issue(bulletin, slug="issue", number=1, live=False)
    record = publications.make_act(issue, slug="record", number="1")
    for n in range(count):
        publications.make_act(issue, title=f"Розпорядження {n}", number=str(n + 2), status="amended", amended_by=record)
        publications.make_issue(bulletin, title=f"Випуск {n}", number=n + 2)
    publications.publish(issue)
    reports = publications.make_report_index(city, slug="reports")
    publications.make_report(reports, slug="record", year=2016)
    for n in range(count):
        publications.make_report(reports, title=f"Звіт {n}", year=1950 + n)


@pytest.fixture(params=[1, 50])
def city(request: pytest.FixtureRequest) -> Page:
    core.make_locales()
    city = home.make_home()
    for grow in (grow_press, grow_foreign_relations, grow_publications):
        city.refresh_from_db()
        grow(city, request.param)
    city.refresh_from_db()
    sections = [page for page in city.get_children() if page.slug in {"news", "delegations"}]
    city.body = [("newest", {"section": section, "number": 6}) for section in sections]
    city.save()
    return city


def queries_of_public_pages(client: Client, captures: Callable) -> dict[str, int]:
    found, opened = {}, set()
    for address in QUERIES:
        response = client.get(address)
        assert response.status_code == 200, address
        if "page" in (response.context or {}):
            opened.add(label_of(type(response.context["page"])))
        with captures(100) as captured:
            client.get(address)
        found[address] = len(captured)
    assert opened == {label_of(model) for model in page_types() if model._meta.app_label != "testapp"}
    return found


def queries_of_lists(client: Client, captures: Callable) -> dict[str, int]:
    found = {}
    for model in listed_types():
        if model._meta.app_label != "testapp":
            name = f"{model._meta.app_label}_{model._meta.model_name}"
            address = reverse(f"{name}:index")
            assert "Translate this page" in client.get(address).content.decode(), name
            with captures(200) as captured:
                client.get(address)
            found[name] = len(captured)
    return found


def queries_of_board(client: Client, city: Page, captures: Callable) -> dict[str, int]:
    core.translate(city.specific, "en", publish=False)
    require(NewsPage, "en")
    assert following.open_missing() > 0
    found = {}
    for name in BOARD_QUERIES:
        client.get(reverse(name))
        with captures(25) as captured:
            client.get(reverse(name))
        found[name] = len(captured)
    return found


def test_every_page_and_every_list_of_editors_takes_the_queries_of_the_tables(
    client: Client, city: Page, django_assert_max_num_queries: Callable
) -> None:
    assert queries_of_public_pages(client, django_assert_max_num_queries) == QUERIES

    # of a public page it is harder to say whether somebody who does not publish may delete it
    editor = core.make_editor(city, "add", "change")
    editor.groups.get().permissions.add(Permission.objects.get(codename="submit_translation"))
    client.force_login(editor)
    found = queries_of_lists(client, django_assert_max_num_queries)
    assert found.keys() == ADMIN_QUERIES.keys()
    # a list of few rows may ask a question that one of many has answered already
    assert {
        name: count for name, count in found.items() if not ADMIN_QUERIES[name] - 1 <= count <= ADMIN_QUERIES[name]
    } == {}

    # English pages would cost the lists a question
    client.force_login(core.speaking(get_user_model().objects.create_superuser("admin"), "en"))
    assert queries_of_board(client, city, django_assert_max_num_queries) == BOARD_QUERIES


@pytest.mark.parametrize("count", [1, 50])
def test_the_workbench_takes_the_same_queries_with_one_paragraph_and_with_many(
    client: Client, count: int, django_assert_num_queries: Callable
) -> None:
    words = "".join(f"<p>Абзац номер {n}.</p>" for n in range(count))
    news = home.make_news_index(home.make_home())
    page = core.translate(home.make_news(news, body=[{"type": "paragraph", "value": words}]), "en", publish=False)
    take_over(page)
    core.make_term("Абзац", en="Paragraph")
    client.force_login(core.speaking(get_user_model().objects.create_superuser("admin"), "en"))
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    client.get(address)

    with django_assert_num_queries(WORKBENCH_QUERIES):
        html = client.get(address).content.decode()

    assert html.count("data-passage=") == count + 3  # title, tags and address


def make_full_bundle(news: Page, count: int) -> Bundle:
    """A bundle of so many drafts and their translations, which wait for somebody's approval."""
    author = core.make_editor(news, "add", "change", name=f"author {count}")
    bundle = Bundle.objects.create(name="Разом", created_by=author)
    for n in range(count):
        page = home.make_news(news, title=f"Новина {n}", live=False)
        page.save_revision(user=author)
        pages = [page, core.translate(page, "en", publish=False)] if n % 10 == 0 else [page]
        for each in pages:
            BundleItem.objects.create(bundle=bundle, page=each, title=each.title, position=n)
    return bundle


def test_a_bundle_takes_the_same_queries_with_few_pages_and_with_many(
    client: Client, django_assert_max_num_queries: Callable
) -> None:
    core.make_locales()
    news = home.make_news_index(home.make_home())
    under_four_eyes(NewsPage)
    editor = core.make_editor(Page.get_first_root_node(), "add", "change", "publish")
    editor.groups.get().permissions.add(Permission.objects.get(codename="change_bundle"))
    client.force_login(editor)
    found: list[dict[str, int]] = []
    for count in (1, 50):
        bundle = make_full_bundle(news, count)
        found.append({})
        for name in ("core_bundle", "core_bundle_choose", "core_bundle_release"):
            address = reverse(name, args=[bundle.pk])
            assert client.get(address).status_code == 200, name
            with django_assert_max_num_queries(60) as captured:
                client.get(address)
            found[-1][name] = len(captured)
    assert found[0] == found[1]


@pytest.fixture(params=[1, 50])
def desk(request: pytest.FixtureRequest) -> Desk:
    """A chief editor for whom news waits, came back and is drafted, `param` of each."""
    desk = Desk()
    for n in range(request.param):
        waiting = desk.draft(desk.author, f"Чекає {n}")
        Claim.objects.create(task_state=desk.submit(waiting, desk.author), user=desk.chief)
        desk.draft(desk.chief, f"Чернетка {n}")
        returned = desk.submit(desk.draft(desk.chief, f"Повернуто {n}"), desk.chief)
        returned.task.specific.on_action(returned, desk.deputy, "reject", comment="Немає дати.")
    TaskState.objects.update(started_at=NOON)
    TimeLimit.objects.create(hours=1)
    drafts = NewsPage.objects.filter(draft_title__startswith="Чернетка")
    drafts.update(go_live_at=NOON + timedelta(minutes=5))
    returned_pages = NewsPage.objects.filter(draft_title__startswith="Повернуто")
    returned_pages.update(live=True, expire_at=NOON + timedelta(minutes=5), review_date=NOON.date())
    return desk


def test_the_desk_takes_the_queries_of_the_table(
    client: Client, desk: Desk, django_assert_max_num_queries: Callable
) -> None:
    found = {}
    with the_clock_at(NOON):
        client.force_login(desk.chief)
        for address in DESK_QUERIES:
            assert client.get(address).status_code == 200
            with django_assert_max_num_queries(200) as captured:
                client.get(address)
            found[address] = len(captured)
    assert found == DESK_QUERIES


def test_differences_take_the_queries_of_the_table_whatever_was_saved_between(client: Client) -> None:
    desk = Desk()
    client.force_login(desk.chief)
    for count in (1, 15):
        page = desk.published(f"Новина {count}")
        base = page.get_latest_revision()
        for n in range(count):
            desk.edit(page, desk.author, f"Назва {n}")
        mine = base.as_object()
        mine.title = "Моя назва"
        words = set_aside(mine, desk.chief, str(base.pk))
        kind = ContentType.objects.get_for_model(NewsPage)
        addresses = {
            "changes": reverse("desk_changes", args=[kind.pk, page.pk]),
            "conflict": reverse("desk_conflict", args=[page.pk, words.pk]),
        }
        found = {}
        for name, address in addresses.items():
            assert "Моя назва" in client.get(address).content.decode() or name == "changes"
            with CaptureQueriesContext(connection) as captured:
                client.get(address)
            found[name] = len(captured)
        assert found == DIFFERENCE_QUERIES, count


def test_terms_take_the_same_queries_whatever_their_number(admin_client: Client) -> None:
    section = home.make_news_index(home.make_home())
    names = [f"Гайдич{end}" for end in ("ук", "енко", "ський", "івка", "ан", "ин", "як", "ар", "ець", "ур")]
    news = home.make_news(section, title="Зустріч", lead=", ".join(names), live=False)
    news.save_revision().publish()
    page = core.translate(news, "en", publish=False, lead="They met.")
    addresses = {
        reverse("wagtailsnippets_core_term:list"): 18,
        reverse("core_page_terms", args=[page.pk]): 34,
        reverse("wagtailadmin_pages:edit", args=[page.pk]): 100,
    }
    found = []
    for few in (names[:1], names[1:]):
        for name in few:
            core.make_term(name, en=f"{romanise(name)}a")
        counts = []
        for address in addresses:
            assert admin_client.get(address).status_code == 200
            with CaptureQueriesContext(connection) as captured:
                admin_client.get(address)
            counts.append(len(captured))
        found.append(counts)
    assert found[0] == found[1]
    assert [count for count, most in zip(found[1], addresses.values(), strict=True) if count > most] == []


@pytest.mark.parametrize("count", [1, 12])
def test_the_screens_of_content_rules_take_the_queries_of_the_table(
    count: int, client: Client, django_assert_max_num_queries: Callable
) -> None:
    desk = Desk()
    client.force_login(desk.root)
    for n in range(count):
        group = make_group(f"Група {n}", None)
        make_member(group, f"person{n}")
        rule = make_rule(
            "published",
            mail(groups=[str(group.pk)], people=[str(desk.chief.pk)]),
            ("webhook", {"url": "https://example.org/"}),
            ("tag", {"tag": "місто"}),
            conditions=[("section", {"section": desk.index.pk}), ("group", {"groups": [str(desk.chiefs.pk)]})],
        )
    for n in range(count):
        desk.published(f"Новина {n}")

    found = {}
    for address in RULE_QUERIES:
        of_rule = address.format(pk=rule.pk)
        assert client.get(of_rule).status_code == 200
        with django_assert_max_num_queries(100) as captured:
            client.get(of_rule)
        found[address] = len(captured)
    assert rule.runs.count() == count
    assert found == RULE_QUERIES


@pytest.mark.parametrize("count", [1, 12])
def test_mails_and_opinions_take_the_queries_of_the_table(
    count: int, client: Client, django_assert_max_num_queries: Callable
) -> None:
    desk = Desk()
    page = desk.draft(desk.author)
    for n in range(count):
        desk.submit(desk.draft(desk.author, f"Чекає {n}"), desk.author)
        _item, token = asked_about(page, desk.author, name=f"Експерт {n}")
    SignOff.objects.update(verdict="agree", signed_as="Експерт", answered=timezone.now())
    MailChoice.objects.create(user=desk.chief, gathered=["submitted", "rejected"], hours=[9])
    client.force_login(desk.root)
    screens = {
        "outbox": lambda: client.get(reverse("outbox:index")),
        "opinions": lambda: client.get(reverse("core_opinions", args=[page.pk])),
        "editor": lambda: client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])),
        "opinion": lambda: Client().get(reverse("sign_off", args=[token])),
        "digest": lambda: outbox.try_again(
            outbox.write("digest", {}, title="Зведення", recipient=desk.chief), timezone.now()
        ),
    }
    found = {}
    for name, ask in screens.items():
        assert ask() is not None
        with django_assert_max_num_queries(200) as captured:
            ask()
        found[name] = len(captured)
    assert found == MAIL_QUERIES
