"""Statistics that a page type gets by registering figures, shown on one that no code of the site knows."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from time_machine import travel

from cms_site.core import figures, statistics
from cms_site.core.charts import BarChart
from cms_site.core.figures import Figure
from cms_site.core.statistics import YearStatistics
from tests.factories.core import make_editor, make_park, make_site, make_tree, translate
from tests.testapp.models import ParkPage, PlainPage, TreePage

pytestmark = pytest.mark.django_db

TREES = "testapp.TreePage"
ADMIN = partial(reverse, "core_statistics", args=["testapp.treepage"])
ADMIN_XLSX = partial(reverse, "core_statistics_xlsx", args=["testapp.treepage"])


def planted(year: int) -> int:
    return figures.public_sources(TREES, language="uk").filter(year=year).count()


def standing(year: int) -> int:
    return figures.public_sources(TREES, language="uk").filter(sort_date__lte=figures.moment(year)).count()


def drafts(year: int) -> int:
    return TreePage.objects.filter(start_date__year=year, live=False).count()


def by_year(found: YearStatistics) -> BarChart:
    return BarChart("planted", "Planted trees", "Year", ["Trees"], found.over_years("trees_planted"))


FIGURES = (
    Figure(
        "trees_planted",
        "Trees planted",
        "Trees by the date of planting.",
        planted,
        unit="trees",
        query="?year={}".format,
        page_type=TREES,
        recorded=lambda year: bool(planted(year)),
    ),
    Figure("trees_standing", "Trees in the park", "Trees planted so far.", standing, page_type=TREES, at_moment=True),
    Figure(
        "tree_drafts",
        "Trees not published",
        "Trees that are drafts.",
        drafts,
        query="?live=false&year={}".format,
        internal=True,
        page_type=TREES,
    ),
)


@pytest.fixture
def park() -> ParkPage:
    park = make_park(make_site())
    for day in (date(2014, 4, 1), date(2016, 4, 1), date(2016, 5, 1)):
        make_tree(park, start_date=day)
    make_tree(park, start_date=date(2016, 6, 1), live=False)
    return park


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(figures, "_figures", dict(figures._figures))
    monkeypatch.setattr(statistics, "_charts", dict(statistics._charts))
    figures.register(FIGURES)
    statistics.register_charts(TREES, [by_year])
    with travel(date(2018, 3, 5)):
        yield


def values(found: YearStatistics) -> dict[str, object]:
    return {row.figure.name: row.value for row in found.figures}


@pytest.mark.usefixtures("counted")
def test_a_section_has_statistics_as_soon_as_figures_count_what_it_lists(client: Client, park: ParkPage) -> None:
    response = client.get(f"{park.url}statistics/2016/")

    text = response.content.decode()
    assert values(response.context["statistics"]) == {"trees_planted": 2, "trees_standing": 3}
    assert f'<a class="figures__value" href="{park.url}?year=2016">2</a>' in text
    assert [chart.name for chart in response.context["statistics"].charts] == ["planted"]
    assert "Парк" in text
    assert f'href="{park.url}statistics/"' in client.get(park.url).content.decode()
    sheet = load_workbook(BytesIO(client.get(f"{park.url}statistics/2016/xlsx/").content)).active
    assert [row[2] for row in sheet.iter_rows(min_row=2, values_only=True)] == [2, 3]


@pytest.mark.usefixtures("counted")
def test_without_a_year_the_newest_with_a_page_is_shown(client: Client, park: ParkPage) -> None:
    english = translate(park, "en", title="Park")

    assert client.get(f"{park.url}statistics/").context["year"] == 2016
    assert values(client.get(f"{english.url}statistics/").context["statistics"])["trees_planted"] == 2


@pytest.mark.usefixtures("counted")
def test_what_is_counted_for_a_moment_is_known_for_every_year_up_to_the_running_one(
    client: Client, park: ParkPage
) -> None:
    shown = client.get(f"{park.url}statistics/2015/")
    assert shown.context["years"] == [2018, 2017, 2016, 2015, 2014]
    assert values(shown.context["statistics"]) == {"trees_planted": None, "trees_standing": 1}
    assert "31\N{NO-BREAK SPACE}грудня 2015" in shown.content.decode()
    assert "5\N{NO-BREAK SPACE}березня 2018" in client.get(f"{park.url}statistics/2018/").content.decode()
    assert values(YearStatistics(TREES, 2019))["trees_standing"] is None


@pytest.mark.parametrize("address", ["statistics/", "statistics/2016/", "statistics/2016/xlsx/"])
def test_a_section_without_figures_has_no_statistics(client: Client, park: ParkPage, address: str) -> None:
    assert client.get(park.url + address).status_code == 404
    assert "statistics/" not in client.get(park.url).content.decode()


def test_a_page_may_be_called_statistics_where_there_are_none(client: Client, park: ParkPage) -> None:
    make_tree(park, slug="statistics")

    assert client.get(f"{park.url}statistics/").context["page"].slug == "statistics"


@pytest.mark.usefixtures("counted")
def test_editors_of_the_section_see_its_internal_figures_and_their_lists(client: Client, park: ParkPage) -> None:
    client.force_login(make_editor(park, "change"))

    response = client.get(ADMIN(), {"year": 2016})

    assert values(response.context["statistics"])["tree_drafts"] == 1
    listed = f"{reverse('testapp_treepage:index')}?live=false&amp;year=2016"
    assert f'<a class="figures__value" href="{listed}">1</a>' in response.content.decode()
    rows = load_workbook(BytesIO(client.get(ADMIN_XLSX()).content)).active.iter_rows(min_row=2, values_only=True)
    assert [row[2] for row in rows] == [2, 3, 1]


@pytest.mark.usefixtures("counted")
def test_editors_of_another_section_or_language_see_no_internal_figures(client: Client, park: ParkPage) -> None:
    english = translate(park, "en", title="Park")
    garden = make_park(park.get_parent(), slug="garden", title="Сад")
    plain = garden.get_parent().add_child(instance=PlainPage(title="Про парк", slug="about"))
    people = [make_editor(english, "change", name="translator"), make_editor(plain, "change", name="other")]
    for person in people:
        client.force_login(person)
        for address in (ADMIN(), ADMIN_XLSX()):
            assert client.get(address)["Location"] == reverse("wagtailadmin_home")


@pytest.mark.usefixtures("counted")
def test_nothing_recorded_is_said_instead_of_shown(client: Client, admin_client: Client) -> None:
    park = make_park(make_site())

    assert client.get(f"{park.url}statistics/").context["statistics"] is None
    for address in (ADMIN(), ADMIN_XLSX()):
        assert admin_client.get(address).context["statistics"] is None


def test_a_type_without_figures_has_no_statistics_for_editors(admin_client: Client, park: ParkPage) -> None:
    for name in ("testapp.treepage", "testapp.parkpage", "home.newspage", "nothing"):
        assert admin_client.get(reverse("core_statistics", args=[name])).status_code == 404


@pytest.mark.usefixtures("counted")
@pytest.mark.parametrize("year", [1, 3])
def test_the_first_years_that_there_are_have_statistics_for_editors(
    admin_client: Client, park: ParkPage, year: int
) -> None:
    make_tree(park, start_date=date(year, 1, 1), live=False)

    found = admin_client.get(f"{ADMIN()}?year={year}").context["statistics"]

    assert (found.year, values(found)["tree_drafts"]) == (year, 1)
    assert admin_client.get(f"{ADMIN_XLSX()}?year={year}").status_code == 200
