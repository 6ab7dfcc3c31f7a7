"""The register of agreements: facets that keep up with the days, filters of the editors, figures and their lists."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db.models import BooleanField, ExpressionWrapper
from django.test import Client

from cms_site.core import figures
from cms_site.core.catalog import projection
from partnerships.legal_steps import LegalStep, history, next_step, overdue_on, taken_by
from partnerships.models import Agreement, AgreementIndexPage, PartnershipIndexPage
from tests.factories.core import make_editor, translate
from tests.factories.partnerships import make_agreement, make_partnership

pytestmark = pytest.mark.django_db

TODAY = "2016-06-15 12:00"
STEPS = {"drafted_on": date(2026, 1, 1), "sent_on": date(2026, 1, 10)}


@pytest.fixture
def register(agreements: AgreementIndexPage, partners: PartnershipIndexPage) -> dict[str, Agreement]:
    """Agreements of every validity on the fifteenth of June 2016."""
    lublin, celle = make_partnership(partners), make_partnership(partners, title="Целле", country="DE")
    hidden = make_partnership(partners, title="Тиша", country="BG", live=False)
    given: dict[str, dict[str, Any]] = {
        "now": {"partner": lublin, "kind": "memorandum"},
        "past": {"valid_from": date(2015, 1, 1), "valid_to": date(2016, 6, 14), "start_date": date(2014, 12, 1)},
        "next": {"valid_from": date(2016, 7, 1), "partner": celle, "kind": "other"},
        "unknown": {"valid_to": None, "partner": hidden},
        "endless": {"valid_from": None, "valid_to": None, "without_end": True, "partner": celle},
        "draft": {"live": False},
    }
    return {title: make_agreement(agreements, title=title, slug=title, **fields) for title, fields in given.items()}


def listed(client: Client, query: str, section: str = "/agreements/") -> set[str]:
    """The titles on the page; the database must say the same as the index that the page was made from."""
    listing = client.get(section + query).context["listing"]
    titles = {entry.title for entry in listing.page}
    assert titles == {entry.title for entry in listing.entries}
    return titles


def counts(client: Client, facet: str, query: str = "") -> dict[str, int]:
    facets = client.get("/agreements/" + query).context["listing"].facets
    return {option.value: option.count for choice in facets if choice.name == facet for option in choice.options}


@pytest.mark.usefixtures("register")
@time_machine.travel(TODAY, tick=False)
def test_the_list_is_narrowed_by_the_validity_of_today(client: Client) -> None:
    assert counts(client, "validity") == {"in_force": 2, "not_yet": 1, "expired": 1, "unknown": 1}
    assert listed(client, "?validity=in_force") == {"now", "endless"}
    assert listed(client, "?validity=expired&validity=not_yet") == {"past", "next"}
    assert listed(client, "?validity=nonsense") == set()


@pytest.mark.usefixtures("register")
def test_the_validity_of_the_list_changes_overnight_without_a_run_of_anything(client: Client) -> None:
    with time_machine.travel("2016-06-14 12:00", tick=False):
        assert listed(client, "?validity=in_force") == {"now", "past", "endless"}
    with time_machine.travel("2016-07-01 00:30", tick=False):
        assert listed(client, "?validity=in_force") == {"now", "next", "endless"}
    assert projection.differences() == []


@time_machine.travel(TODAY, tick=False)
def test_list_page_property_and_queryset_agree(client: Client, register: dict[str, Agreement]) -> None:
    in_force = {page.title for page in Agreement.objects.live().in_force_on(date(2016, 6, 15))}

    assert in_force == listed(client, "?validity=in_force")
    for page in register.values():
        assert (page.get_validity_display() == "Діє") == (page.title in in_force or page.title == "draft")
        if page.live:
            facts = {fact.name: fact.text for fact in client.get(page.url).context["facts"]}
            assert facts["validity"] == page.get_validity_display()


@pytest.mark.usefixtures("register")
@time_machine.travel(TODAY, tick=False)
def test_the_list_is_narrowed_by_the_country_of_a_public_partner(client: Client) -> None:
    assert counts(client, "country") == {"PL": 1, "DE": 2}
    assert listed(client, "?country=DE&validity=in_force") == {"endless"}
    assert listed(client, "?country=BG") == set()
    assert counts(client, "kind", "?country=DE") == {"tripartite_aid": 1, "other": 1}


@pytest.mark.usefixtures("register")
@time_machine.travel(TODAY, tick=False)
def test_the_list_of_another_language_has_the_same_facets(client: Client, register: dict[str, Agreement]) -> None:
    translate(register["now"].partner, "en", title="Lublin")
    english = translate(register["now"], "en", title="Memorandum")

    section = english.get_parent().url
    assert listed(client, "?validity=in_force&country=PL", section) == {"Memorandum"}
    assert (english.valid_to, english.partner.translation_key, english.chain) == (
        register["now"].valid_to,
        register["now"].partner.translation_key,
        register["now"].chain,
    )


def test_facts_follow_to_a_translation_and_its_text_stays(client: Client, register: dict[str, Agreement]) -> None:
    source = register["next"]
    english = translate(source, "en", title="Agreement", lead="In English")
    source.valid_to, source.without_end, source.start_date = None, True, date(2016, 2, 18)
    source.save_revision().publish()

    english.refresh_from_db()
    assert (english.valid_to, english.without_end, english.start_date) == (None, True, date(2016, 2, 18))
    assert (english.title, english.lead) == ("Agreement", "In English")


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("?validity=in_force", {"now", "endless", "draft"}),
        ("?validity=expired", {"past"}),
        ("?valid_to=2016", {"now", "past", "next", "draft"}),
        ("?partner_country=DE", {"next", "endless"}),
        ("?legal_step=sent_to_ministry", {"steps"}),
        ("?legal_step=drafted", set()),
        ("?step_due=overdue", set()),
    ],
)
def test_editors_narrow_their_list_by_validity_end_country_and_step(
    admin_client: Client, register: dict[str, Agreement], query: str, titles: set[str]
) -> None:
    parent, partner = register["now"].get_parent(), register["now"].partner
    fields = {"start_date": None, "valid_from": None, "valid_to": None, "live": False}
    with time_machine.travel("2026-01-20"):
        make_agreement(parent, title="steps", partner=partner, kind="memorandum", **fields, **STEPS)

    with time_machine.travel(TODAY if "valid" in query else "2026-02-09 12:00", tick=False):
        admin_client.force_login(make_editor(parent, "change"))
        response = admin_client.get(f"/admin/partnerships_agreement/{query}")

    assert {page.title for page in response.context["object_list"]} == titles


def test_the_editors_list_says_which_step_is_overdue(admin_client: Client, register: dict[str, Agreement]) -> None:
    fields = {"start_date": None, "valid_from": None, "valid_to": None, "live": False, "title": "steps"}
    page = make_agreement(
        register["now"].get_parent(), partner=register["now"].partner, kind="memorandum", **fields, **STEPS
    )

    for day, overdue in [(date(2026, 2, 9), set()), (date(2026, 2, 10), {"steps"})]:
        assert {found.title for found in Agreement.objects.overdue_on(day)} == overdue
        with time_machine.travel(f"{day} 12:00", tick=False):
            assert ("прострочено" in page.step_due) == bool(overdue)


def test_the_database_finds_the_steps_that_one_agreement_names(register: dict[str, Agreement]) -> None:
    page = register["now"]
    dates = {
        "drafted_on": date(2026, 1, 1),
        "sent_on": date(2026, 1, 10),
        "approved_on": date(2026, 2, 1),
        "start_date": date(2026, 3, 1),
        "registration_date": date(2026, 5, 1),
    }
    for taken in range(1, 6):
        for precision in ("day", "month"):
            given = {name: day if number < taken else None for number, (name, day) in enumerate(dates.items())}
            number = "7" if taken == 5 else ""
            Agreement.objects.filter(pk=page.pk).update(**given, date_precision=precision, registration_number=number)
            page.refresh_from_db()
            for day in (date(2026, 1, 5) + timedelta(days=37 * step) for step in range(14)):
                following = next_step(page, day)
                overdue = following is not None and following[1] < day
                asked = {step.value: taken_by(step, day) for step in LegalStep} | {"overdue": overdue_on(day)}
                columns = {name: ExpressionWrapper(asked[name], BooleanField()) for name in asked}
                found = Agreement.objects.filter(pk=page.pk).annotate(**columns).values(*columns).get()
                last = history(page, day)[-1].step.value if history(page, day) else None
                said = {name for name, true in found.items() if true}
                assert said == {name for name in (last, overdue and "overdue") if name}, (taken, day)


FIGURES = [
    "agreements_signed",
    "agreements_signed_memorandum",
    "agreements_signed_tripartite_aid",
    "agreements_in_force",
    "agreements_ending",
]


@time_machine.travel(TODAY, tick=False)
@pytest.mark.parametrize(("year", "values"), [(2016, [4, 1, 2, 2, 3]), (2015, [None, None, None, 1, 0])])
def test_each_figure_opens_exactly_its_list(
    client: Client, register: dict[str, Agreement], year: int, values: list[int | None]
) -> None:
    translate(register["now"], "en", title="Memorandum")

    rows = {row.figure.name: row for row in figures.for_year(FIGURES, year)}

    assert [rows[name].value for name in FIGURES] == values
    for row in rows.values():
        assert len(listed(client, row.query)) == (row.value or 0)
    page = client.get(f"/agreements/statistics/{year}/").content.decode()
    assert f'href="/agreements/{rows["agreements_in_force"].query}">{values[3]}</a>' in page


@time_machine.travel(TODAY, tick=False)
@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_list_answers_for_the_first_and_the_last_day_that_there_are(client: Client, day: date) -> None:
    assert client.get(f"/agreements/?in_force_on={day.isoformat()}").status_code == 200


def test_what_was_in_force_on_a_day_says_the_day_and_its_number(client: Client, register: dict[str, Agreement]) -> None:
    listing = client.get("/agreements/?in_force_on=2016-06-14").context["listing"]

    (facet, option), *_others = listing.active
    assert (str(facet.label), option.label, option.count) == ("Чинна на дату", "14\N{NO-BREAK SPACE}червня 2016", 3)
    assert listing.total == 3
    for wrong in ("2016-13-01", "heute", "20160614"):
        assert listed(client, f"?in_force_on={wrong}") == set()
