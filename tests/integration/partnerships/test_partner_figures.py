"""How many partners there are: every number opens exactly its list."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from cms_site.core import figures
from cms_site.core.dates import PartialDate
from partnerships.figures.partners import FIGURES
from partnerships.models import PartnershipIndexPage, StageChange
from partnerships.partner_facets import Past
from partnerships.stages import Step
from tests.factories.core import translate
from tests.factories.partnerships import make_partnership

THIS_YEAR = timezone.localdate().year


@pytest.fixture
def everybody(partners: PartnershipIndexPage) -> PartnershipIndexPage:
    lublin = make_partnership(partners, start_date=date(2015, 1, 1), date_precision="year")
    translate(lublin, "en", title="Lublin")
    bystrica = make_partnership(partners, title="Банська Бистриця", kind="cooperation", country="SK", stage="agreement")
    bystrica.stage_changes = [
        StageChange(stage="talks", start_date=date(2016, 2, 25)),
        StageChange(stage="memorandum", start_date=date(2016, 9, 1), date_precision="month"),
        StageChange(stage="agreement", start_date=date(2017, 5, 1)),
    ]
    bystrica.save()
    make_partnership(partners, title="Мережа", kind="network", country="")
    make_partnership(partners, title="Чернетка", live=False)
    return partners


def values(year: int) -> dict[str, Any]:
    found = figures.for_year([figure.name for figure in FIGURES], year)
    return {row.figure.name: row.value for row in found if row.value}


@pytest.mark.django_db
@pytest.mark.usefixtures("everybody")
def test_partners_are_counted_by_kind_and_stage_at_the_end_of_the_year_or_today() -> None:
    assert values(2014) == {"partners": 1, "partners_network": 1, "partners_at_active": 1}
    assert values(2016) == {
        "partners": 3,
        "partners_sister_city": 1,
        "partners_cooperation": 1,
        "partners_network": 1,
        "partners_at_active": 2,
        "partners_at_memorandum": 1,
    }
    assert values(THIS_YEAR)["partners_at_agreement"] == 1


@pytest.mark.django_db
@pytest.mark.usefixtures("everybody")
@pytest.mark.parametrize("year", [2014, 2016, THIS_YEAR])
def test_every_number_opens_exactly_its_list(client: Client, year: int) -> None:
    for row in figures.for_year([figure.name for figure in FIGURES], year):
        assert len(client.get(f"/partnerships/{row.query}").context["map"].partners) == row.value, row.figure.name


@pytest.mark.django_db
@pytest.mark.usefixtures("everybody")
def test_the_section_has_statistics_and_says_which_day_they_are_about(client: Client) -> None:
    page = client.get("/partnerships/statistics/2016/").content.decode()

    assert "Міста-побратими" in page
    assert "on=2016-12-31" in page


@pytest.mark.django_db
@pytest.mark.parametrize("since", [None, date(2004, 1, 1)])
def test_statistics_open_with_the_partners_of_today_whenever_they_became_partners(
    client: Client, admin_client: Client, partners: PartnershipIndexPage, since: date | None
) -> None:
    make_partnership(partners, start_date=since, date_precision="year")

    public = client.get("/partnerships/statistics/").context
    internal = admin_client.get("/admin/statistics/partnerships.partnershippage/").context

    assert (public["year"], internal["year"]) == (THIS_YEAR, THIS_YEAR)
    assert public["statistics"]["partners"].value == 1


@pytest.mark.django_db
def test_statistics_without_partners_say_that_there_are_none(client: Client, partners: PartnershipIndexPage) -> None:
    assert client.get("/partnerships/statistics/").context["statistics"] is None


@pytest.mark.django_db
@pytest.mark.usefixtures("everybody")
@pytest.mark.parametrize("query", ["?on=never", "?stage_on=married,2016-01-01", "?stage_on=active"])
def test_a_day_that_is_none_finds_nothing(client: Client, query: str) -> None:
    assert client.get(f"/partnerships/{query}").context["map"].partners == []


@pytest.mark.django_db
def test_the_chosen_day_is_shown_with_its_number(client: Client, everybody: PartnershipIndexPage) -> None:
    (facet,) = [f for f in client.get("/partnerships/?on=2016-12-31").context["listing"].facets if f.name == "on"]

    assert [(option.label, option.count) for option in facet.options] == [("31\N{NO-BREAK SPACE}грудня 2016", 3)]


def on(year: int, precision: str = "day") -> PartialDate:
    return PartialDate(date(year, 1, 1), precision=precision)


@pytest.mark.parametrize(
    ("since", "steps", "stage"),
    [
        (None, [], "active"),
        (on(2015), [], "active"),
        (on(2017), [], None),
        (None, [("talks", on(2015)), ("active", on(2017))], "talks"),
        (None, [("talks", on(2017))], None),
        (None, [("memorandum", on(2015)), ("active", None)], "active"),
        (None, [("contact", None), ("talks", on(2017))], None),
        (on(2014), [("contact", None), ("talks", on(2017))], "contact"),
    ],
)
def test_the_stage_on_a_day(since: PartialDate | None, steps: list[Step], stage: str | None) -> None:
    assert Past("active", since, steps).stage_on(date(2016, 6, 1)) == stage
