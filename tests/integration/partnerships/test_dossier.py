"""What do we have with Lublin? The dossier of a partner, and the editors' list that leads to it."""

from datetime import date, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from home.models import RelatedPage
from partnerships.columns import counts
from partnerships.models import (
    AgreementIndexPage,
    Contact,
    ConvoyIndexPage,
    PartnershipIndexPage,
    PartnershipPage,
)
from tests.factories import home as press
from tests.factories.core import translate
from tests.factories.delegations import make_delegation_index, make_visit
from tests.factories.partnerships import make_agreement, make_convoy, make_partnership

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


@pytest.fixture
def lublin(partners: PartnershipIndexPage) -> PartnershipPage:
    return make_partnership(partners)


@pytest.fixture
def visits(home: Page) -> Any:
    return make_delegation_index(home)


def context(client: Client, page: Page, query: str = "") -> Any:
    return client.get(page.url + query).context["dossier"]


def titles(entries: Any) -> list[str]:
    return [entry.title for entry in entries]


def test_one_timeline_has_visits_agreements_convoys_and_news_newest_first(
    client: Client,
    home: Page,
    lublin: PartnershipPage,
    agreements: AgreementIndexPage,
    convoys: ConvoyIndexPage,
    visits: Page,
) -> None:
    agreement = make_agreement(agreements, title="Угода", partner=lublin, start_date=date(2016, 2, 17))
    make_agreement(agreements, title="Чужа угода")
    make_visit(visits, title="Візит", partner=lublin, start_date=date(2016, 5, 5))
    make_visit(visits, title="Чужий візит")
    make_convoy(convoys, title="Конвой", agreement=agreement, start_date=date(2016, 4, 21))
    news = press.make_news_index(home)
    for title, related, day in [("Новина", lublin, 6), ("Новина про угоду", agreement, 7), ("Чужа новина", None, 8)]:
        item = press.make_news(news, title=title, start_date=date(2016, 6, day))
        item.related_pages = [RelatedPage(related=related)] if related else []
        item.save()

    found = titles(context(client, lublin).timeline.page)

    assert found == ["Новина про угоду", "Новина", "Візит", "Конвой", "Угода"]
    said = BeautifulSoup(client.get(lublin.url).content, "html.parser").select(".timeline__kind")
    assert [kind.text for kind in said] == ["Новина", "Новина", "Візит", "Конвой", "Угода"]


def test_the_timeline_is_in_the_language_of_the_reader_alone(
    client: Client, lublin: PartnershipPage, agreements: AgreementIndexPage
) -> None:
    agreement = make_agreement(agreements, title="Угода", partner=lublin)
    make_agreement(agreements, title="Ще не перекладена", partner=lublin)
    translate(agreement, "en", title="Agreement")
    english = translate(lublin, "en", title="Lublin")

    assert titles(context(client, english).timeline.page) == ["Agreement"]
    assert "Ще не" not in client.get(english.url).content.decode()


def test_a_reader_narrows_the_timeline_by_kind_and_year_and_turns_its_pages(
    client: Client, lublin: PartnershipPage, agreements: AgreementIndexPage, visits: Page
) -> None:
    make_agreement(agreements, title="Угода", partner=lublin, start_date=date(2015, 2, 17))
    for number in range(30):
        make_visit(visits, title=f"Візит {number}", partner=lublin, start_date=date(2016, 5, 1) + timedelta(number))

    assert titles(context(client, lublin, "?type=partnerships.agreement").timeline.page) == ["Угода"]
    assert titles(context(client, lublin, "?year=2015").timeline.page) == ["Угода"]
    assert len(context(client, lublin).timeline.page) == 25
    assert titles(context(client, lublin, "?page=2").timeline.page)[-1] == "Угода"


def test_agreements_in_force_stand_apart_from_past_ones_and_from_those_of_which_it_is_not_known(
    client: Client, lublin: PartnershipPage, agreements: AgreementIndexPage
) -> None:
    day = timedelta(days=1)
    for title, begin, end in [
        ("Чинна", TODAY - 9 * day, TODAY + day),
        ("Останній день", TODAY - 9 * day, TODAY),
        ("Минула", TODAY - 9 * day, TODAY - day),
        ("Ще не чинна", TODAY + day, TODAY + 9 * day),
    ]:
        make_agreement(agreements, title=title, partner=lublin, valid_from=begin, valid_to=end)

    dossier = context(client, lublin)

    assert set(titles(dossier.in_force)) == {"Чинна", "Останній день"}
    assert titles(dossier.past) == ["Минула"]
    assert titles(dossier.other_agreements) == ["Ще не чинна"]
    headings = [heading.text for heading in BeautifulSoup(client.get(lublin.url).content, "html.parser").select("h2")]
    assert headings.index("Чинні угоди") < headings.index("Угоди, що втратили чинність")


def test_a_partner_with_nothing_says_so(client: Client, lublin: PartnershipPage) -> None:
    said = client.get(lublin.url).content.decode()

    assert "ще нічого не опубліковано" in said


def test_what_is_internal_of_a_partner_reaches_no_page(client: Client, lublin: PartnershipPage) -> None:
    lublin.contacts = [Contact(name="Канарка", email="canary@example.org")]
    lublin.notes = "Канарка"
    lublin.save()

    for address in [lublin.url, "/partnerships/", "/partnerships/feed/atom/", f"{lublin.url}?type=x&year=1"]:
        said = client.get(address).content.decode().lower()
        assert "канарка" not in said
        assert "canary" not in said


def test_the_editors_list_counts_and_leads_to_the_dossier(
    admin_client: Client, lublin: PartnershipPage, agreements: AgreementIndexPage, visits: Page
) -> None:
    make_agreement(agreements, title="Чинна", partner=lublin, valid_from=TODAY, valid_to=TODAY)
    make_agreement(agreements, title="Чернетка", partner=lublin, valid_from=TODAY, valid_to=TODAY, live=False)
    make_agreement(agreements, title="Минула", partner=lublin)
    translate(make_visit(visits, partner=lublin, start_date=date(2016, 5, 5)), "en", title="Visit")
    make_visit(visits, partner=lublin, start_date=date(2016, 9, 1), date_precision="month")
    make_visit(visits, partner=lublin, start_date=TODAY + timedelta(days=30))
    make_visit(visits, partner=lublin, live=False)
    make_visit(visits, partner=lublin, start_date=date(2017, 3, 1), cancelled=True, cancellation_reason="Хвороба")

    page = admin_client.get(reverse("partnerships_partnershippage:index"))

    row = page.context["object_list"][0].counts
    assert (row.visits, row.in_force, str(row.last_contact)) == (4, 1, "вересень 2016")
    assert f'<a href="{lublin.url}">' in page.content.decode()


def test_the_counts_take_the_same_queries_for_one_partner_and_for_twenty(
    lublin: PartnershipPage, visits: Page, django_assert_num_queries: Any
) -> None:
    keys = [lublin.translation_key]
    make_visit(visits, partner=lublin)
    for number in range(20):
        partner = make_partnership(lublin.get_parent().specific, title=f"Місто {number}")
        make_visit(visits, partner=partner, title=f"Візит {number}")
        keys.append(partner.translation_key)

    for asked in [keys[:1], keys]:
        with django_assert_num_queries(3):
            found = counts(asked)
        assert {count.visits for count in found.values()} == {1}


def test_a_partner_without_a_date_says_in_a_whole_sentence_what_is_not_recorded(
    client: Client, lublin: PartnershipPage
) -> None:
    assert "Не записано: початок партнерства." in client.get(lublin.url).content.decode()
