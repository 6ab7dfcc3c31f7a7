"""The yearly figures: the numbers of 2016, each with exactly its list, beside what was printed."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms_site.core import figures
from cms_site.core.models import ReportedFigure
from delegations.models import DelegationIndexPage
from tests.factories.core import translate
from tests.factories.delegations import make_visit

pytestmark = pytest.mark.django_db

# The official visits of the department's report for 2016, then some that do not count.
INCOMING = [
    (date(2016, 3, 1), [], None),
    (date(2016, 3, 14), ["DE"], 3),
    (date(2016, 5, 5), ["PL"], None),
    (date(2016, 6, 13), ["IL"], None),
    (date(2016, 7, 26), ["GB"], 2),
    (date(2016, 7, 27), [], None),
    (date(2016, 9, 3), ["PL"], 3),
    (date(2016, 9, 25), ["SK"], None),
]
OUTGOING = [
    (date(2016, 2, 25), ["SK"], "day"),
    (date(2016, 5, 31), ["BG"], "day"),
    (date(2016, 6, 9), ["NO"], "day"),
    (date(2016, 6, 20), ["PL"], "day"),
    (date(2016, 9, 30), ["PL"], "day"),
    (date(2016, 11, 1), ["DE"], "day"),
    (date(2016, 11, 1), ["ES"], "month"),
]
NOT_COUNTED: list[dict[str, Any]] = [
    {"direction": "domestic", "official": False, "countries": ["UA"], "start_date": date(2016, 4, 21)},
    {"direction": "outgoing", "official": False, "countries": ["LT"], "start_date": date(2016, 6, 1)},
    {"official": False, "countries": ["BE"], "start_date": date(2016, 1, 1), "date_precision": "year"},
    {"countries": ["FR"], "start_date": date(2016, 8, 1), "cancelled": True, "cancellation_reason": "Хвороба"},
    {"countries": ["CZ"], "start_date": date(2016, 8, 2), "live": False},
    {"countries": ["IT"], "start_date": date(2015, 8, 1)},
    {"countries": ["AT"], "start_date": date(2090, 8, 1)},
]


@pytest.fixture
def year_2016(index: DelegationIndexPage) -> DelegationIndexPage:
    for start, countries, head_count in INCOMING:
        make_visit(index, start_date=start, countries=countries, head_count=head_count)
    for start, countries, precision in OUTGOING:
        make_visit(index, direction="outgoing", start_date=start, countries=countries, date_precision=precision)
    for fields in NOT_COUNTED:
        make_visit(index, **fields)
    return index


def values(year: int = 2016) -> dict[str, Any]:
    return {row.figure.name: row.value for row in figures.for_year(DelegationIndexPage.yearly_figures, year)}


def test_the_year_2016_has_its_numbers(year_2016: DelegationIndexPage) -> None:
    assert values() == {
        "incoming_delegations": 8,
        "incoming_people": 8,
        "incoming_without_head_count": 5,
        "incoming_countries": 5,
        "outgoing_delegations": 7,
        "outgoing_countries": 6,
    }


def test_translations_do_not_count_a_second_time(year_2016: DelegationIndexPage) -> None:
    before = values()
    for visit in year_2016.get_children().live().specific():
        translate(visit, "en", title=f"Visit {visit.pk}")

    assert values() == before


def test_each_number_leads_to_exactly_its_list(client: Client, year_2016: DelegationIndexPage) -> None:
    page = client.get(year_2016.url, {"year": 2016})
    lists = {
        row.figure.name: client.get(year_2016.url + row.query).context["listing"] for row in page.context["figures"]
    }

    assert {name: lists[name].total for name in ["incoming_delegations", "outgoing_delegations"]} == {
        "incoming_delegations": 8,
        "outgoing_delegations": 7,
    }
    assert lists["incoming_without_head_count"].total == 5
    assert lists["incoming_people"].total == 3
    assert lists["outgoing_countries"].total == 7
    for row in page.context["figures"]:
        assert f'href="{year_2016.url}{row.query.replace("&", "&amp;")}"' in page.content.decode()


def test_the_printed_figure_stands_beside_and_the_difference_is_said(
    client: Client, year_2016: DelegationIndexPage
) -> None:
    ReportedFigure.objects.create(figure="incoming_delegations", year=2016, value=23)
    ReportedFigure.objects.create(figure="outgoing_delegations", year=2016, value=8)
    ReportedFigure.objects.create(figure="outgoing_countries", year=2016, value=5)
    ReportedFigure.objects.create(figure="incoming_people", year=2016, value=8)

    with override("en"):
        rows = {row.figure.name: row for row in figures.for_year(DelegationIndexPage.yearly_figures, 2016)}

        assert rows["incoming_delegations"].difference_in_words == "15 fewer than printed"
        assert rows["outgoing_countries"].difference_in_words == "1 more than printed"
        assert rows["incoming_people"].difference_in_words == "the same as printed"
        assert rows["incoming_countries"].difference_in_words == ""
    text = client.get(year_2016.url, {"year": 2016}).content.decode()
    assert "23" in text


def test_the_countries_are_named_in_the_language_of_the_reader(client: Client, year_2016: DelegationIndexPage) -> None:
    ukrainian = client.get(year_2016.url, {"year": 2016}).content.decode()
    english = translate(year_2016, "en", title="Delegations", slug="delegations")

    text = client.get(english.url, {"year": 2016}).content.decode()

    assert "Болгарія, Іспанія, Німеччина, Норвегія, Польща, Словаччина" in ukrainian
    assert "Bulgaria, Germany, Norway, Poland, Slovakia, Spain" in text


@pytest.mark.parametrize(
    "query", ["year=²", "year=x", "year=99999999999999999999", "year=0", "year=%00", "status=x&official=x"]
)
def test_a_strange_address_is_no_error(client: Client, year_2016: DelegationIndexPage, query: str) -> None:
    assert client.get(f"{year_2016.url}?{query}").status_code == 200


def test_without_a_year_the_newest_with_a_public_visit_is_shown(client: Client, index: DelegationIndexPage) -> None:
    assert client.get(index.url).context["figures"] == []
    make_visit(index, start_date=date(2015, 3, 1))
    make_visit(index, start_date=date(2017, 3, 1), live=False)

    assert client.get(index.url).context["year"] == 2015


@pytest.mark.parametrize("query", ["direction=incoming", "year=2016&countries=PL", "page=2"])
def test_the_figures_of_the_whole_year_are_not_before_a_selection(
    client: Client, year_2016: DelegationIndexPage, query: str
) -> None:
    for number in range(21):
        make_visit(year_2016, start_date=date(2016, 1, 1 + number))

    assert client.get(f"{year_2016.url}?year=2016").context["figures"]
    assert not client.get(f"{year_2016.url}?{query}").context["figures"]


@pytest.mark.parametrize("path", ["1999/", "country/FR/"])
def test_an_empty_year_or_country_says_nothing_of_the_whole_section(
    client: Client, index: DelegationIndexPage, path: str
) -> None:
    make_visit(index, countries=["PL"])
    english = translate(index, "en")

    for section in (index, english):
        with override(section.locale.language_code):
            page = client.get(section.url + path).content.decode()
            assert str(_("There is nothing on this list.")) in page
            assert str(_("Nothing has been published in this section yet.")) not in page
            assert str(_("Nothing in this section has been translated yet.")) not in page


def test_ten_visits_cost_as_many_queries_as_one(client: Client, index: DelegationIndexPage) -> None:
    counts = []
    for _round in (1, 10):
        for _visit in range(_round):
            make_visit(index, countries=["PL"], head_count=2)
        client.get(index.url)
        with CaptureQueriesContext(connection) as queries:
            client.get(index.url)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_the_list_offers_direction_kind_country_and_partner_and_shows_others_only_when_asked(
    client: Client, year_2016: DelegationIndexPage
) -> None:
    offered = client.get(year_2016.url).context["listing"].facets
    asked = client.get(year_2016.url, {"official": "True"}).context["listing"].facets

    assert [facet.name for facet in offered] == ["year", "direction", "kind", "countries"]
    assert [facet.name for facet in asked] == ["year", "direction", "kind", "countries", "official"]
