"""The statistics of a year, its spreadsheet, and the lists of a year and of a country."""

from collections.abc import Iterable
from datetime import date
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override
from openpyxl import load_workbook
from wagtail.models import Page

from cms_site.core import figures
from cms_site.core.models import ReportedFigure
from cms_site.core.statistics import YearStatistics
from delegations.models import DelegationIndexPage, DelegationPage, VisitOrganisation
from partnerships.models.organisations import OrganisationKind
from tests.factories.core import make_editor, make_park, translate
from tests.factories.delegations import make_visit
from tests.factories.partnerships import make_organisation

pytestmark = pytest.mark.django_db

VISITS = "delegations.DelegationPage"
STATISTICS = ("core_statistics", "core_statistics_xlsx")
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def visits(index: DelegationIndexPage) -> DelegationIndexPage:
    """Two years with visits that count and some that do not, as a department logs them."""
    embassy = make_organisation("Посольство Бельгії", kind=OrganisationKind.EMBASSY)
    consulate = make_organisation("Консульство Польщі", kind=OrganisationKind.CONSULATE)
    company = make_organisation("Компанія", kind=OrganisationKind.COMPANY)
    logged: list[tuple[dict[str, Any], list[Any]]] = [
        ({"start_date": date(2015, 3, 1), "countries": ["PL"], "head_count": 2}, []),
        ({"start_date": date(2016, 3, 1), "countries": ["PL", "DE"], "head_count": 4}, [consulate, company]),
        ({"start_date": date(2016, 4, 1), "countries": ["PL"]}, [company]),
        ({"start_date": date(2016, 5, 1), "head_count": 0}, []),
        (
            {"start_date": date(2016, 6, 1), "countries": ["FR"], "cancelled": True, "cancellation_reason": "Хвороба"},
            [],
        ),
        ({"start_date": date(2016, 7, 1), "countries": ["CZ"], "live": False}, []),
        (
            {
                "direction": "outgoing",
                "start_date": date(2016, 9, 30),
                "end_date": date(2016, 10, 2),
                "countries": ["SK"],
                "head_count": 3,
            },
            [company],
        ),
        ({"direction": "outgoing", "start_date": date(2016, 11, 5), "countries": ["PL"]}, []),
        ({"direction": "outgoing", "start_date": date(2016, 11, 1), "date_precision": "month"}, []),
        ({"kind": "meeting", "official": False, "start_date": date(2016, 1, 1), "date_precision": "year"}, [embassy]),
        ({"kind": "meeting", "start_date": date(2016, 2, 2)}, [embassy, company]),
        ({"kind": "meeting", "start_date": date(2016, 2, 3)}, [company]),
    ]
    for fields, organisations in logged:
        make_visit(index, **fields, organisations=[VisitOrganisation(organisation=found) for found in organisations])
    return index


def statistics(client: Client, index: Page, year: int = 2016) -> Any:
    return client.get(f"{index.url}statistics/{year}/")


def numbers(client: Client, index: Page, year: int = 2016) -> dict[str, Any]:
    return {row.figure.name: row.value for row in statistics(client, index, year).context["statistics"].figures}


def given_by(name: str, listed: Iterable[DelegationPage]) -> int:
    """The number that the visits of a list give for a figure, counted here by hand."""
    visits = list(listed)
    organisations = [row.organisation for visit in visits for row in visit.organisations.all()]
    if name.endswith("_people"):
        return sum(visit.head_count for visit in visits)
    if name.endswith("_countries"):
        return len({country.code for visit in visits for country in visit.countries})
    if name.endswith("_organisations"):
        return len(set(organisations))
    if name == "diplomatic_missions_met":
        return len({found for found in organisations if found.kind in ("embassy", "consulate")})
    if name == "days_abroad":
        return sum(((visit.end_date or visit.start_date) - visit.start_date).days + 1 for visit in visits)
    return len(visits)


def test_the_figures_of_a_year(client: Client, visits: DelegationIndexPage) -> None:
    assert numbers(client, visits) == {
        "incoming_delegations": 5,
        "incoming_people": 4,
        "incoming_without_head_count": 3,
        "incoming_countries": 2,
        "incoming_organisations": 3,
        "outgoing_delegations": 3,
        "outgoing_people": 3,
        "outgoing_without_head_count": 2,
        "outgoing_countries": 2,
        "outgoing_organisations": 1,
        "days_abroad": 4,
        "diplomatic_missions_met": 1,
    }


@pytest.mark.parametrize("language", ["uk", "en"])
@pytest.mark.parametrize("year", [2015, 2016])
def test_every_number_opens_exactly_the_list_that_it_was_counted_from(
    client: Client, visits: DelegationIndexPage, year: int, language: str
) -> None:
    some_visit = DelegationPage.objects.filter(start_date__year=2016, live=True).first()
    pages = {"uk": visits, "en": translate(visits, "en", title="Delegations")}
    translate(some_visit, "en", title="The only visit in English")

    response = statistics(client, pages[language], year)

    text = response.content.decode()
    rows = response.context["statistics"].figures
    counted = [row for row in rows if row.value is not None]
    assert len(counted) > 6
    for row in counted:
        foreign = ' hreflang="uk"' if language == "en" else ""
        link = f'href="{visits.url}{row.query.replace("&", "&amp;")}"{foreign}>{row.value}<'
        assert link in text, row.figure.name
        listed = client.get(visits.url + row.query).context["listing"].entries
        found = DelegationPage.objects.filter(pk__in=listed.values("pk"))
        assert given_by(row.figure.name, found) == row.value, row.figure.name


def test_the_numbers_of_the_english_section_open_the_lists_that_they_were_counted_from(
    client: Client, visits: DelegationIndexPage
) -> None:
    english = translate(visits, "en", title="Delegations")

    response = client.get(english.url, {"year": 2016})

    text = response.content.decode()
    for row in response.context["figures"]:
        assert f'href="{visits.url}{row.query.replace("&", "&amp;")}" hreflang="uk"' in text
    assert "not everything is translated" in text
    assert f'href="{english.url}?year=2016' not in text


def test_figures_lead_nowhere_while_their_lists_are_not_public(client: Client, visits: DelegationIndexPage) -> None:
    english = translate(visits, "en", title="Delegations")
    visits.live = False
    visits.save()

    text = statistics(client, english).content.decode()

    assert '<span class="figures__value">' in text
    assert '<a class="figures__value"' not in text


def test_last_year_stands_beside_with_the_change(client: Client, visits: DelegationIndexPage) -> None:
    with override("en"):
        rows = {row.figure.name: row for row in YearStatistics(VISITS, 2016).figures}

        assert (rows["incoming_delegations"].previous, rows["incoming_delegations"].change_in_words) == (
            1,
            "+4 (+400%)",
        )
        assert rows["outgoing_delegations"].change_in_words == "+3"  # none the year before: no percentage
        assert (rows["days_abroad"].previous, rows["days_abroad"].change_in_words) == (None, "")
        assert rows["incoming_people"].change_in_words == "+2 (+100%)"
    text = statistics(client, visits).content.decode()
    assert '<th scope="col">2015</th>' in text


def test_a_year_before_the_first_record_is_no_base(client: Client, visits: DelegationIndexPage) -> None:
    text = statistics(client, visits, 2015).content.decode()

    assert '<th scope="col">2014</th>' not in text
    assert numbers(client, visits, 2015)["outgoing_delegations"] == 0
    assert YearStatistics(VISITS, 2014).recorded is False


def test_what_was_printed_stands_beside_with_the_difference_in_words(
    client: Client, visits: DelegationIndexPage
) -> None:
    ReportedFigure.objects.create(figure="incoming_delegations", year=2016, value=23)
    english = translate(visits, "en", title="Delegations")

    text = statistics(client, english).content.decode()

    assert "18 fewer than printed" in text
    assert "As reported" in text
    assert "As reported" not in statistics(client, english, 2015).content.decode()


def test_a_year_without_visits_says_so_once(client: Client, visits: DelegationIndexPage) -> None:
    response = statistics(client, visits, 1999)

    assert response.status_code == 200
    assert response.content.decode().count("1999") >= 1
    assert "<table" not in response.content.decode()


def test_without_a_year_the_newest_with_a_visit_is_shown(client: Client, index: DelegationIndexPage) -> None:
    assert client.get(f"{index.url}statistics/").status_code == 200
    make_visit(index, start_date=date(2015, 3, 1))

    assert client.get(f"{index.url}statistics/").context["year"] == 2015


def test_the_charts_are_pictures_with_words_and_the_same_numbers_in_a_table(
    client: Client, visits: DelegationIndexPage
) -> None:
    text = statistics(client, visits).content.decode()

    assert "style=" not in text
    pictures = [ElementTree.fromstring(part) for part in svg_parts(text)]
    assert len(pictures) == 2
    for picture in pictures:
        names = {picture.find(f"{SVG}title").get("id"), picture.find(f"{SVG}desc").get("id")}
        assert picture.get("role") == "img"
        assert set(picture.get("aria-labelledby").split()) == names
        drawn = [found.text for found in picture.iter(f"{SVG}text") if found.get("class") == "chart__value"]
        table = text.split(picture.find(f"{SVG}title").text + "</caption>")[1].split("</table>")[0]
        assert drawn == ["".join(cell.split("</td>")[0].split()) for cell in table.split("<td>")[1:]]


def svg_parts(text: str) -> list[str]:
    parts = ["<svg" + part.split("</svg>")[0] + "</svg>" for part in text.split("<svg")[1:]]
    namespace = '<svg xmlns="http://www.w3.org/2000/svg"'
    return [part.replace("<svg", namespace, 1) for part in parts if "chart__picture" in part]


def test_the_spreadsheet_has_every_figure_with_its_rule(client: Client, visits: DelegationIndexPage) -> None:
    ReportedFigure.objects.create(figure="incoming_delegations", year=2016, value=23)
    english = translate(visits, "en", title="Delegations")

    response = client.get(f"{english.url}statistics/2016/xlsx/")

    assert response["Content-Disposition"].endswith('-2016.xlsx"')
    first, *rows = load_workbook(BytesIO(response.content)).active.iter_rows(values_only=True)
    assert first[:6] == ("Figure", "Unit", "2016", "2015", "Change", "As reported")
    assert len(rows) == 12
    assert rows[0][:7] == ("Incoming official delegations", "delegations", 5, 1, 4, 23, "18 fewer than printed")
    assert all(row[8] for row in rows)
    assert first[9] == "List (in Ukrainian)"
    listed = rows[0][9].removeprefix("http://testserver")
    assert client.get(listed).context["listing"].total == rows[0][2]


def test_a_reader_of_another_language_is_told_that_the_lists_are_in_ukrainian(
    client: Client, visits: DelegationIndexPage
) -> None:
    english = translate(visits, "en", title="Delegations")

    ukrainian = statistics(client, visits).content.decode()
    text = client.get(f"{english.url}statistics/2016/").content.decode()
    links = text.split('<a class="figures__value"')[1:]
    assert links
    for link in links:
        assert 'hreflang="uk"' in link.split(">")[0]
        assert "list in Ukrainian" in link.split("</a>")[0]
    assert "figures__language" not in ukrainian
    sheet = load_workbook(BytesIO(client.get(f"{visits.url}statistics/2016/xlsx/").content)).active
    assert sheet.cell(1, 10).value == "Список"


def test_no_name_in_the_spreadsheet_runs_as_a_formula(client: Client, index: DelegationIndexPage) -> None:
    record = make_organisation("=HYPERLINK(1)")
    make_visit(index, organisations=[VisitOrganisation(organisation=record)])

    response = client.get(f"{index.url}statistics/2016/xlsx/")

    cells = [cell for row in load_workbook(BytesIO(response.content)).active.iter_rows() for cell in row]
    assert [cell.value for cell in cells if "HYPERLINK" in str(cell.value)] == ["'=HYPERLINK(1)"]
    assert "f" not in {cell.data_type for cell in cells}


def test_a_year_has_an_address_of_its_own(client: Client, visits: DelegationIndexPage) -> None:
    response = client.get(f"{visits.url}2016/")

    text = response.content.decode()
    assert {entry.year for entry in response.context["listing"].entries} == {2016}
    assert "year" not in [facet.name for facet in response.context["listing"].facets]
    assert f'<link rel="canonical" href="http://testserver{visits.url}2016/">' in text
    assert "noindex" not in text
    assert f'href="{visits.url}feed/rss/?year=2016"' in text
    assert response.context["year"] == 2016
    narrowed = client.get(f"{visits.url}2016/?direction=outgoing")
    assert narrowed.context["listing"].total == 3
    assert f"{visits.url}feed/rss/?year=2016&amp;direction=outgoing" in narrowed.content.decode()


def test_a_country_has_an_address_of_its_own(client: Client, visits: DelegationIndexPage) -> None:
    response = client.get(f"{visits.url}country/PL/")

    text = response.content.decode()
    assert response.context["listing"].total == 4
    assert "Делегації: Польща" in text
    assert f'<link rel="canonical" href="http://testserver{visits.url}country/PL/">' in text
    assert [facet.name for facet in response.context["listing"].facets] == ["year", "direction", "kind"]


def test_the_section_leads_to_its_years_and_countries(client: Client, visits: DelegationIndexPage) -> None:
    text = client.get(visits.url).content.decode()

    for address in ["2015/", "2016/", "country/PL/", "country/SK/", "statistics/2016/"]:
        assert f'href="{visits.url}{address}"' in text, address


@pytest.mark.parametrize("address", ["1999/", "country/FJ/"])
def test_a_year_or_country_without_visits_is_an_empty_list_that_leads_on(
    client: Client, visits: DelegationIndexPage, address: str
) -> None:
    response = client.get(visits.url + address)

    assert response.status_code == 200
    assert response.context["listing"].total == 0
    assert response.context["figures"] == []
    assert 'class="empty"' in response.content.decode()
    assert "noindex" in response.content.decode()


@pytest.mark.parametrize("address", ["country/XX/", "country/pl/", "0999/", "20160/", "statistics/x/", "statistics/0/"])
def test_an_address_that_means_nothing_is_not_found(client: Client, visits: DelegationIndexPage, address: str) -> None:
    assert client.get(visits.url + address).status_code == 404


def test_ten_visits_cost_as_many_queries_as_one(client: Client, index: DelegationIndexPage) -> None:
    counts = []
    record = make_organisation("Посольство", kind=OrganisationKind.EMBASSY)
    for size in (1, 10):
        for _visit in range(size):
            for fields in ({}, {"direction": "outgoing"}, {"kind": "meeting"}):
                rows = [VisitOrganisation(organisation=record)]
                make_visit(index, **fields, countries=["PL"], head_count=2, organisations=rows)
        for address in ("statistics/2016/", "2016/", "country/PL/"):
            client.get(index.url + address)
        with CaptureQueriesContext(connection) as queries:
            for address in ("statistics/2016/", "2016/", "country/PL/"):
                client.get(index.url + address)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_editors_see_internal_figures_too_and_their_lists(admin_client: Client, visits: DelegationIndexPage) -> None:
    response = admin_client.get(reverse("core_statistics", args=[VISITS.lower()]), {"year": 2016})

    rows = {row.figure.name: row for row in response.context["statistics"].figures}
    assert (rows["unpublished_visits"].value, rows["cancelled_visits"].value) == (1, 1)
    text = response.content.decode()
    for name in ("unpublished_visits", "cancelled_visits"):
        address = reverse("delegations_delegationpage:index") + rows[name].query
        assert f'href="{address.replace("&", "&amp;")}"' in text
        listed = admin_client.get(address).context["paginator"]
        assert listed.count == rows[name].value
    assert f'href="{visits.url}{rows["incoming_delegations"].query.replace("&", "&amp;")}"' in text


def test_internal_figures_stay_inside(client: Client, admin_client: Client, visits: DelegationIndexPage) -> None:
    internal = admin_client.get(reverse("core_statistics_xlsx", args=[VISITS.lower()]), {"year": 2016})
    public = client.get(f"{visits.url}statistics/2016/xlsx/")

    sizes = [load_workbook(BytesIO(response.content)).active.max_row for response in (internal, public)]
    assert sizes == [15, 13]
    assert "unpublished_visits" not in statistics(client, visits).content.decode()
    assert "unpublished_visits" not in figures.registered()


def test_those_without_rights_on_visits_see_no_internal_figures(client: Client, visits: DelegationIndexPage) -> None:
    user = get_user_model().objects.create_user("reader", password="x")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)

    for name in STATISTICS:
        response = client.get(reverse(name, args=[VISITS.lower()]))
        assert response.status_code == 302
        assert response["Location"] == reverse("wagtailadmin_home")


def test_an_empty_log_has_statistics_that_say_so(admin_client: Client, index: DelegationIndexPage) -> None:
    for name in STATISTICS:
        assert admin_client.get(reverse(name, args=[VISITS.lower()])).context["statistics"] is None


def test_the_menu_leads_those_who_work_with_visits_to_the_figures(client: Client, index: DelegationIndexPage) -> None:
    other = make_park(index.get_parent())
    link = reverse("core_statistics", args=[VISITS.lower()])

    shown = {}
    for name, section in (("officer", index), ("other", other)):
        client.force_login(make_editor(section, "add", name=name))
        shown[name] = link in client.get(reverse("wagtailadmin_home")).content.decode()

    assert shown == {"officer": True, "other": False}
