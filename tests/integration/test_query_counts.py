"""The queries of every public page and every list of editors, in tables: the same with one record as with fifty."""

from collections.abc import Callable
from datetime import date

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from cms_site.core.admin.listings import listed_types
from cms_site.core.models import PublishedChange
from cms_site.core.page_types import label_of, page_types
from delegations.models import (
    Host,
    Member,
    ProgrammeItem,
    SignedAgreement,
    VisitDocument,
    VisitOrganisation,
    VisitPhotograph,
)
from home.models import GalleryImage, RelatedPage
from partnerships.models import Container, CooperationArea, Ledger, StageChange
from publications.models import BookAuthor, LibraryCopy
from tests.factories import core, delegations, home, partnerships, publications

pytestmark = pytest.mark.django_db

# Address → queries with warm caches. Every public page type has a row; sections also with two facets chosen.
QUERIES = {
    "/": 17,
    "/search/?q=рік": 8,
    "/alerts/": 5,
    "/page/": 15,
    "/news/": 24,
    "/news/?year=2016&kind=news": 24,
    "/news/item/": 26,
    "/partners/": 20,
    "/partners/?kind=sister_city&country=PL": 20,
    "/partners/record/": 24,
    "/agreements/": 25,
    "/agreements/?validity=expired&country=PL": 25,
    "/agreements/open-data/": 16,
    "/agreements/record/": 25,
    "/convoys/": 24,
    "/convoys/record/": 26,
    "/convoys/statistics/2016/": 32,
    "/convoys/totals/": 15,
    "/convoys/totals/2016/": 23,
    "/k/codes/": 15,
    "/delegations/": 33,
    "/delegations/?year=2016&direction=incoming": 32,
    "/calendar/visits.ics?year=2016": 6,
    "/delegations/record/": 35,
    "/delegations/open-data/": 16,
    "/books/": 19,
    "/books/record/": 18,
    "/bulletin/": 17,
    "/bulletin/acts/": 20,
    "/bulletin/issue/": 17,
    "/bulletin/issue/record/": 21,
    "/reports/": 17,
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
    "home_newspage": 39,
    "partnerships_partnershippage": 38,
    "partnerships_agreement": 38,
    "partnerships_convoypage": 37,
    "delegations_delegationpage": 37,
    "publications_bookpage": 34,
    "publications_bulletinissuepage": 33,
    "publications_act": 34,
    "publications_annualreportpage": 33,
}


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
