"""Figures and totals of the ledgers, each the same as its list; what is not recorded adds nothing."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Locale

from cms_site.core import figures
from cms_site.core.catalog import projection
from cms_site.core.models import ReportedFigure
from partnerships.models import Container, ConvoyIndexPage, ConvoyPage, Organisation
from partnerships.services import ledger
from partnerships.totals import Totals, by_year
from tests.factories.core import translate
from tests.factories.partnerships import make_cargo_line, make_convoy, make_organisation

pytestmark = pytest.mark.django_db

NAMES = ["convoys", "containers", "convoy_weight_t", "convoys_without_weight", "cargo_kinds", "handed_over_share",
         "aid_recipients"]  # fmt: skip


@pytest.fixture
def hospital(convoys: ConvoyIndexPage) -> Organisation:
    return make_organisation("Лікарня", names={"en": "Hospital"})


@pytest.fixture
def fund(convoys: ConvoyIndexPage) -> Organisation:
    return make_organisation("Хельвеція")


@pytest.fixture
def year_2016(convoys: ConvoyIndexPage, hospital: Organisation, fund: Organisation) -> list[ConvoyPage]:
    """One convoy of 12 t and two containers, half of its beds handed over, and one of which little is known."""
    beds = make_cargo_line(
        description="Ліжка", quantity=40, unit="piece", weight_kg=2000, hand_overs=[(hospital, 15), (hospital, 5)]
    )
    blankets = make_cargo_line("other", quantity=100, unit="box", weight_kg=500)
    first = make_convoy(convoys, title="Перший", donors=[fund], container_count=9, cargo_lines=[beds, blankets])
    first.containers = [Container(weight_kg=7000), Container(weight_kg=5000)]
    first.save()
    second = make_convoy(
        convoys,
        title="Другий",
        start_date=date(2016, 9, 22),
        donors=[fund],
        container_count=5,
        cargo_lines=[make_cargo_line("medical", hand_overs=[(fund, None)])],
    )
    make_convoy(convoys, title="Торішній", start_date=date(2015, 3, 1), container_count=None, weight_t=Decimal("20.5"))
    translate(first, "en", title="First")
    return [first, second]


def values(year: int) -> dict[str, Any]:
    return {row.figure.name: row.value for row in figures.for_year(NAMES, year)}


def test_the_figures_of_a_year_add_the_ledgers_up(year_2016: list[ConvoyPage]) -> None:
    assert values(2016) == {
        "convoys": 2,
        "containers": 7,
        "convoy_weight_t": 12,
        "convoys_without_weight": 1,
        "cargo_kinds": 2,
        "handed_over_share": 40,
        "aid_recipients": 2,
    }
    assert values(2015)["convoy_weight_t"] == Decimal("20.5")
    assert (values(2015)["containers"], values(2015)["handed_over_share"], values(2015)["cargo_kinds"]) == (
        None,
        None,
        0,
    )
    assert set(values(2014).values()) == {None}
    assert projection.differences() == []


def test_every_figure_opens_exactly_its_list(client: Client, convoys: ConvoyIndexPage, year_2016: Any) -> None:
    listed = {
        row.figure.name: {entry.title for entry in client.get(f"{convoys.url}{row.query}").context["listing"].page}
        for row in figures.for_year(NAMES, 2016)
    }

    both = {"Перший", "Другий"}
    assert listed == {
        "convoys": both,
        "containers": both,
        "convoy_weight_t": {"Перший"},
        "convoys_without_weight": {"Другий"},
        "cargo_kinds": both,
        "handed_over_share": {"Перший"},
        "aid_recipients": both,
    }


def test_the_parts_of_a_figure_name_kinds_and_recipients(year_2016: list[ConvoyPage]) -> None:
    found = {row.figure.name: row.parts for row in figures.for_year(NAMES, 2016)}

    assert list(found["cargo_kinds"].values()) == [1, 2]
    assert found["aid_recipients"] == {"Лікарня": 1, "Хельвеція": 1}


def test_an_undone_hand_over_leaves_the_figures(year_2016: list[ConvoyPage]) -> None:
    for entry in year_2016[0].hand_overs.all():
        ledger.undo(entry, "Помилка", None)

    assert (values(2016)["handed_over_share"], values(2016)["aid_recipients"]) == (0, 1)


def test_the_statistics_of_the_section_show_them(client: Client, convoys: ConvoyIndexPage, year_2016: Any) -> None:
    response = client.get(f"{convoys.url}statistics/2016/")

    assert response.status_code == 200
    assert [chart.rows for chart in response.context["statistics"].charts] == [{"2015": [1, None], "2016": [2, 7]}]


def test_totals_by_kind_recipient_donor_and_year(convoys: ConvoyIndexPage, year_2016: list[ConvoyPage]) -> None:
    every = convoys.counted().order_by().values("pk")
    found = Totals(convoys.counted().filter(year=2016).order_by().values("pk"))

    def row(total: Any) -> tuple[Any, ...]:
        return total.convoys, total.rows, total.received_kg, total.handed_over_kg

    assert [row(total) for total in found.kinds] == [(2, 2, 2000, 1000), (1, 1, 500, 0)]
    assert [(str(total.label), *row(total)[:3]) for total in found.recipients] == [
        ("Лікарня", 1, 2, 1000),
        ("Хельвеція", 1, 1, None),
    ]
    assert [(str(total.label), *row(total)[:3]) for total in found.donors] == [("Хельвеція", 2, 1, 12000)]
    assert [(total.year, total.convoys, total.containers, total.tonnes) for total in by_year(every)] == [
        (2016, 2, 7, 12),
        (2015, 1, None, Decimal("20.5")),
    ]


def test_weights_are_divided_with_their_fractions(convoys: ConvoyIndexPage, hospital: Organisation) -> None:
    line = make_cargo_line(quantity=4, unit="box", weight_kg=10, hand_overs=[(hospital, 3)])
    make_convoy(convoys, cargo_lines=[line])

    found = Totals(convoys.counted().order_by().values("pk"))

    assert [total.handed_over_kg for total in found.kinds] == [Decimal("7.5")]
    assert [total.received_kg for total in found.recipients] == [Decimal("7.5")]
    assert values(2016)["handed_over_share"] == 75


def test_the_page_of_totals_is_read_in_every_language(
    client: Client, convoys: ConvoyIndexPage, year_2016: list[ConvoyPage]
) -> None:
    target = convoys.get_translation(Locale.objects.get(language_code="en"))

    whole = client.get(f"{convoys.url}totals/").content.decode()
    year = client.get(f"{target.url}totals/2016/").content.decode()

    assert "20,5" in whole
    assert "Hospital" in year
    assert '<span lang="uk">Хельвеція</span>' in year
    assert client.get(f"{convoys.url}totals/1999/").status_code == 404


def test_totals_of_an_empty_section_say_so(client: Client, convoys: ConvoyIndexPage) -> None:
    assert "empty__text" in client.get(f"{convoys.url}totals/").content.decode()
    assert client.get(f"{convoys.url}statistics/").status_code == 200


def questions(client: Client, year: int) -> list[str]:
    page = client.get(f"/admin/statistics/partnerships.convoypage/?year={year}")
    return page.context["statistics"].questions


def test_editors_are_asked_about_a_year_whose_containers_would_be_too_heavy(
    admin_client: Client, convoys: ConvoyIndexPage
) -> None:
    make_convoy(convoys, container_count=5, weight_t=200)
    make_convoy(convoys, title="Без ваги", container_count=40)

    page = admin_client.get("/admin/statistics/partnerships.convoypage/?year=2016").content.decode()

    (question,) = questions(admin_client, 2016)
    assert "200" in question
    assert "40" in question
    assert question in page
    assert "Мало який" not in admin_client.get("/convoys/statistics/2016/").content.decode()


@pytest.mark.parametrize(("printed", "asked"), [(200, False), (400, True)])
def test_editors_are_asked_about_what_was_printed(
    admin_client: Client, convoys: ConvoyIndexPage, printed: int, asked: bool
) -> None:
    for n in range(2):
        make_convoy(convoys, title=f"Конвой {n}", container_count=5)
    ReportedFigure.objects.create(figure="convoy_weight_t", year=2016, value=printed)

    assert [all(part in question for part in ("10", "400", "40")) for question in questions(admin_client, 2016)] == [
        True
    ] * asked


def test_thirty_tonnes_are_no_question(admin_client: Client, convoys: ConvoyIndexPage) -> None:
    make_convoy(convoys, container_count=5, weight_t=150)

    assert questions(admin_client, 2016) == []
