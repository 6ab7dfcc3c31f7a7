"""Visits in the calendars of readers and of staff."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time
from threading import Barrier
from typing import Any

import pytest
import time_machine
import vobject
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.signing import Signer
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar
from wagtail.models import GroupPagePermission, Page

from delegations.models import CalendarAddress, DelegationIndexPage, DelegationPage, Host, Member, ProgrammeItem
from tests.factories.core import make_locales, make_site, speaking, translate
from tests.factories.delegations import make_delegation_index, make_visit

pytestmark = pytest.mark.django_db

TODAY = datetime(2016, 9, 15, 12, tzinfo=UTC)
VISITS = "/calendar/visits.ics"


def at(*when: int) -> Any:
    return time_machine.travel(datetime(*when, tzinfo=UTC), tick=False)


def read(client: Client, url: str) -> Calendar:
    response = client.get(url)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "text/calendar; charset=utf-8"), url
    return Calendar.from_ical(response.content)


def events(client: Client, url: str) -> list[Any]:
    return read(client, url).walk("VEVENT")


def address_of(visit: Page, language: str = "") -> str:
    return f"{language}/calendar/visits/{visit.translation_key}.ics"


def officer(index: DelegationIndexPage, name: str = "officer", *rights: str) -> Any:
    """Somebody who may do `rights` in the section of visits, by default write in it."""
    user = get_user_model().objects.create_user(name, password="x")
    group = Group.objects.create(name=name)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for right in rights or ("add", "change"):
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=f"{right}_page")
        GroupPagePermission.objects.create(group=group, page=index, permission=permission)
    user.groups.add(group)
    return user


def personal_address(user: Any) -> str:
    return reverse("staff_calendar", args=[CalendarAddress.objects.create(user=user).token])


# Readers


def test_a_visit_is_an_event_of_whole_days_whose_end_is_the_day_after(
    client: Client, index: DelegationIndexPage
) -> None:
    visit = make_visit(index, end_date=date(2016, 5, 7), lead="Дві нові вулиці, разом; \\ навіки")

    [event] = events(client, address_of(visit))

    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2016, 5, 5), date(2016, 5, 8))
    assert event["dtstart"].params["VALUE"] == event["dtend"].params["VALUE"] == "DATE"
    assert (str(event["summary"]), event["summary"].params["LANGUAGE"]) == ("Гості з Любліна", "uk")
    assert str(event["description"]) == "Дві нові вулиці, разом; \\ навіки"
    assert str(event["url"]) == f"http://testserver{visit.url}"
    assert event["status"] == "CONFIRMED"
    with override("uk"):
        assert event["categories"].cats == [visit.get_direction_display(), visit.get_kind_display()]


def test_a_single_day_ends_on_the_next(client: Client, index: DelegationIndexPage) -> None:
    [event] = events(client, address_of(make_visit(index)))

    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2016, 5, 5), date(2016, 5, 6))


def test_the_last_day_that_there_is_does_not_break_the_calendar(client: Client, index: DelegationIndexPage) -> None:
    make_visit(index, start_date=date.max)

    assert "DTEND" not in events(client, "/calendar/visits.ics")[0]


@pytest.mark.parametrize("precision", ["month", "season", "year"])
def test_a_visit_of_which_the_day_is_not_known_is_in_no_calendar(
    client: Client, index: DelegationIndexPage, precision: str
) -> None:
    visit = make_visit(index, start_date=date(2016, 9, 1), date_precision=precision)
    make_visit(index)

    assert len(events(client, VISITS)) == 1
    assert client.get(address_of(visit)).status_code == 404
    assert address_of(visit) not in client.get(visit.url).content.decode()


@pytest.fixture
def english_sections(home: Page, index: DelegationIndexPage) -> None:
    translate(home, "en", slug="home-en")
    translate(index, "en", title="Delegations", slug="delegations")


@pytest.mark.usefixtures("english_sections")
def test_the_identity_outlives_edits_slugs_and_languages_and_the_sequence_grows(
    client: Client, index: DelegationIndexPage
) -> None:
    with at(2016, 4, 1, 9):
        visit = make_visit(index)
        visit.save_revision().publish()
        [first] = events(client, address_of(visit))
        [again] = events(client, address_of(visit))
    with at(2016, 4, 1, 10):
        visit = DelegationPage.objects.get(pk=visit.pk)
        visit.title, visit.slug, visit.start_date = "Гості з Польщі", "hosti-z-polshchi", date(2016, 5, 6)
        visit.save_revision().publish()
        [second] = events(client, address_of(visit))
        translate(visit, "en", title="Guests from Poland", slug="guests")
        [english] = events(client, address_of(visit, "/en"))

    assert first == again
    assert first["uid"] == second["uid"] == english["uid"] == str(visit.translation_key)
    assert first["sequence"] < second["sequence"] < 2**31
    assert second["last-modified"].dt == second["dtstamp"].dt == datetime(2016, 4, 1, 10, tzinfo=UTC)
    assert second["dtstart"].dt == date(2016, 5, 6)
    assert (str(english["summary"]), english["summary"].params["LANGUAGE"]) == ("Guests from Poland", "en")
    assert english["url"].endswith("/en/delegations/guests/")
    assert "Incoming" in english["categories"].cats


def test_a_draft_changes_nothing(client: Client, index: DelegationIndexPage) -> None:
    visit = make_visit(index)
    before = client.get(VISITS).content
    visit.title = "Інші гості"
    visit.save_revision()

    assert client.get(VISITS).content == before


def test_a_cancelled_visit_is_sent_as_cancelled(client: Client, index: DelegationIndexPage) -> None:
    with at(2016, 4, 1, 9):
        visit = make_visit(index)
        visit.save_revision().publish()
        [planned] = events(client, VISITS)
    with at(2016, 4, 2, 9):
        visit = DelegationPage.objects.get(pk=visit.pk)
        visit.cancelled, visit.cancellation_reason = True, "Таємна причина"
        visit.save_revision().publish()
        response = client.get(VISITS)
        [cancelled] = events(client, VISITS)

    assert (planned["status"], cancelled["status"]) == ("CONFIRMED", "CANCELLED")
    assert planned["uid"] == cancelled["uid"]
    assert planned["sequence"] < cancelled["sequence"]
    assert "Таємна" not in response.content.decode()


def test_the_calendar_of_a_list_has_exactly_what_the_list_has(client: Client, index: DelegationIndexPage) -> None:
    make_visit(index, title="З Любліна", countries=["PL"])
    make_visit(index, title="З Враци", countries=["BG"], start_date=date(2015, 5, 5))
    make_visit(index, title="До Любліна", countries=["PL"], direction="outgoing")
    make_visit(index, title="Чернетка", live=False)

    for query in ["", "?countries=PL", "?year=2015", "?countries=PL&direction=outgoing", "?countries=PL&countries=BG"]:
        listed = {entry.title for entry in client.get(index.url + query).context["listing"].entries}
        assert {str(event["summary"]) for event in events(client, VISITS + query)} == listed
    assert f'href="{VISITS}?year=2015"' in client.get(index.url + "?year=2015").content.decode()


@pytest.mark.usefixtures("english_sections")
def test_english_has_its_own_list_and_a_language_without_a_section_has_none(
    client: Client, index: DelegationIndexPage
) -> None:
    visit = make_visit(index)
    make_visit(index, title="Без перекладу")
    translate(visit, "en", title="Guests")

    calendar = read(client, "/en" + VISITS)

    assert [str(event["summary"]) for event in calendar.walk("VEVENT")] == ["Guests"]
    assert str(calendar["x-wr-calname"]) == "Delegations"
    assert client.get("/pl" + VISITS).status_code == 404


def test_place_and_programme_come_after_the_release_in_utc(client: Client, index: DelegationIndexPage) -> None:
    with at(2016, 4, 1):
        visit = make_visit(
            index,
            place="Палац дітей",
            programme=[
                ProgrammeItem(date=date(2016, 5, 5), time=time(9, 30), item="Зустріч", place="Ратуша"),
                ProgrammeItem(date=date(2016, 5, 5), item="Виставка"),
                ProgrammeItem(time=time(14), item="Обід"),
            ],
        )
        visit.save_revision().publish()
    with at(2016, 5, 5, 12):
        before = events(client, address_of(visit))
    with at(2016, 5, 6):
        after = {str(event["summary"]): event for event in events(client, address_of(visit))}
        [listed] = events(client, VISITS)

    assert len(before) == 1
    assert "location" not in before[0]
    assert str(after["Гості з Любліна"]["location"]) == str(listed["location"]) == "Палац дітей"
    assert after["Зустріч"].to_ical().decode().count("DTSTART:20160505T063000Z") == 1
    assert str(after["Зустріч"]["location"]) == "Ратуша"
    assert after["Виставка"]["dtstart"].dt == date(2016, 5, 5)
    assert after["Обід"]["dtstart"].dt == datetime(2016, 5, 5, 11, tzinfo=UTC)  # a visit of one day has no other day
    assert after["Гості з Любліна"]["sequence"] > before[0]["sequence"]
    assert len({event["uid"] for event in after.values()}) == 4


def test_other_libraries_read_the_same(client: Client, index: DelegationIndexPage) -> None:
    """vobject reads calendars in the Radicale server, ical in Home Assistant."""
    visit = make_visit(
        index,
        title="Довга назва, з комою; і крапкою — " * 5,
        end_date=date(2016, 5, 7),
        place="Зал «А»",
        cancelled=True,
        cancellation_reason="Туман",
        programme=[ProgrammeItem(date=date(2016, 5, 5), time=time(9, 30), item="Зустріч")],
    )
    content = client.get(address_of(visit)).content
    assert max(len(line) for line in content.split(b"\r\n")) <= 75

    first, second = vobject.readOne(content.decode()).vevent_list
    one, two = IcsCalendarStream.calendar_from_ics(content.decode()).events

    assert first.uid.value == one.uid == str(visit.translation_key)
    assert first.summary.value == one.summary
    assert one.summary.endswith(visit.title)
    assert (first.dtstart.value, first.dtend.value) == (one.dtstart, one.dtend) == (date(2016, 5, 5), date(2016, 5, 8))
    assert (first.status.value, one.status) == ("CANCELLED", "CANCELLED")
    assert first.location.value == one.location == "Зал «А»"
    assert int(first.sequence.value) == one.sequence
    assert second.dtstart.value == two.dtstart == datetime(2016, 5, 5, 6, 30, tzinfo=UTC)


def test_an_empty_list_is_a_calendar_too(client: Client, index: DelegationIndexPage) -> None:
    content = client.get(VISITS + "?year=1999").content.decode()

    assert list(vobject.readOne(content).components()) == []
    assert IcsCalendarStream.calendar_from_ics(content).events == []


@pytest.mark.parametrize("query", ["?year=x", "?year=%00", "?countries=%FF", "?direction=sideways&page=-1"])
def test_a_strange_address_is_no_error(client: Client, index: DelegationIndexPage, query: str) -> None:
    make_visit(index)

    read(client, VISITS + query)


def test_control_characters_do_not_break_a_line(client: Client, index: DelegationIndexPage) -> None:
    visit = make_visit(index, lead="Перший рядок\r\nEND:VEVENT\x0b\x1f")

    [event] = events(client, address_of(visit))

    assert str(event["description"]) == "Перший рядок\nEND:VEVENT"


def test_a_calendar_is_only_read(client: Client, index: DelegationIndexPage) -> None:
    visit = make_visit(index)
    staff = personal_address(officer(index))

    for url in [VISITS, address_of(visit), staff]:
        assert client.post(url).status_code == 405
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        assert [query for query in queries.captured_queries if not query["sql"].startswith("SELECT")] == []


def test_ten_visits_cost_as_many_queries_as_one(client: Client, index: DelegationIndexPage) -> None:
    staff = personal_address(get_user_model().objects.create_superuser("chief", password="x"))
    counts = []
    for number in (1, 10):
        for _visit in range(number):
            visit = make_visit(
                index,
                start_date=date(2016, 9, 1),
                members=[Member(name="Особа")],
                hosts=[Host(name="Господар")],
                programme=[ProgrammeItem(item="Пункт")],
            )
            visit.save_revision()
        for url in (VISITS, staff):
            with time_machine.travel(TODAY), CaptureQueriesContext(connection) as queries:
                assert b"BEGIN:VEVENT" in client.get(url).content
            counts.append(len(queries))

    assert counts[:2] == counts[2:]


# Staff


@pytest.fixture
def planned(index: DelegationIndexPage) -> Iterator[DelegationPage]:
    with time_machine.travel(TODAY):
        visit = make_visit(
            index,
            title="Секретний візит",
            live=False,
            start_date=date(2016, 10, 1),
            place="Готель",
            notes="Охорона",
            members=[Member(name="Посол", post="надзвичайний", public=False)],
            programme=[ProgrammeItem(date=date(2016, 10, 1), time=time(9), item="Нарада")],
        )
        visit.save_revision()
        yield visit


def test_staff_see_drafts_and_internal_details_under_their_own_address(
    client: Client, index: DelegationIndexPage, planned: DelegationPage
) -> None:
    response = client.get(personal_address(officer(index)))

    visit, meeting = Calendar.from_ical(response.content).walk("VEVENT")
    assert (str(visit["summary"]), visit["status"], str(visit["location"])) == (
        "Секретний візит",
        "TENTATIVE",
        "Готель",
    )
    assert "Охорона" in visit["description"]
    assert "Посол, надзвичайний" in visit["description"]
    assert visit["url"].endswith(reverse("wagtailadmin_pages:edit", args=[planned.pk]))
    assert meeting["dtstart"].dt == datetime(2016, 10, 1, 6, tzinfo=UTC)
    assert set(response.headers["Cache-Control"].split(", ")) == {"private", "no-store"}
    assert "noindex" in response.headers["X-Robots-Tag"]


def test_staff_see_the_latest_draft_of_a_public_visit_too(client: Client, index: DelegationIndexPage) -> None:
    with time_machine.travel(TODAY):
        visit = make_visit(index, start_date=date(2016, 9, 20))
        visit.save_revision().publish()
        visit = DelegationPage.objects.get(pk=visit.pk)
        visit.start_date, visit.place = date(2016, 9, 21), "Вокзал"
        visit.save_revision()
        url = personal_address(officer(index))

        [event] = events(client, url)

    assert (event["dtstart"].dt, str(event["location"]), event["status"]) == (date(2016, 9, 21), "Вокзал", "CONFIRMED")
    assert event["uid"] == str(visit.translation_key)


def test_rights_are_asked_for_at_every_request(
    client: Client, index: DelegationIndexPage, home: Page, planned: DelegationPage
) -> None:
    user = officer(index)
    url = personal_address(user)
    assert len(events(client, url)) == 2

    GroupPagePermission.objects.all().delete()
    assert client.get(url).status_code == 403
    user.groups.clear()
    assert client.get(url).status_code == 403
    get_user_model().objects.filter(pk=user.pk).update(is_superuser=True)
    assert len(events(client, url)) == 2
    get_user_model().objects.filter(pk=user.pk).update(is_active=False)
    assert client.get(url).status_code == 403


def test_whoever_may_only_add_sees_their_own(
    client: Client, index: DelegationIndexPage, planned: DelegationPage
) -> None:
    user = officer(index, "newcomer", "add")
    url = personal_address(user)
    assert events(client, url) == []

    DelegationPage.objects.filter(pk=planned.pk).update(owner=user)

    assert len(events(client, url)) == 2


def said(response: Any) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_an_address_is_shown_made_replaced_and_revoked(index: DelegationIndexPage, planned: DelegationPage) -> None:
    staff, outsider, user = Client(), Client(), speaking(officer(index), "en")
    staff.force_login(user)
    page = reverse("visit_calendar:address")
    assert staff.get(page).context["url"] == ""
    assert not CalendarAddress.objects.exists()

    assert said(staff.post(page, {"create": ""}, follow=True)) == ["This is your address."]
    first = staff.get(page).context["url"]
    assert first in staff.get(page).content.decode()
    assert outsider.get(first).status_code == 200
    assert said(staff.post(page, {"renew": ""}, follow=True)) == [
        "This is your new address. The earlier one no longer works."
    ]
    second = staff.get(page).context["url"]
    assert (outsider.get(first).status_code, outsider.get(second).status_code) == (410, 200)
    staff.post(page, {"revoke": ""})
    assert (outsider.get(second).status_code, staff.get(page).context["url"]) == (410, "")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_an_address_that_is_asked_for_twice_at_once_is_made() -> None:
    locale = make_locales()["uk"]
    if Page.get_first_root_node() is None:  # a test before left the tables empty
        Page.add_root(instance=Page(title="Root", slug="root", locale=locale))
    user = officer(make_delegation_index(make_site()))
    together = Barrier(4)

    def ask(_: int) -> int:
        browser = Client()
        browser.force_login(user)
        together.wait()
        try:
            return int(browser.post(reverse("visit_calendar:address"), {"create": ""}).status_code)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(ask, range(4))) == [302] * 4

    assert CalendarAddress.objects.filter(user=user).count() == 1


def test_one_does_not_touch_the_address_of_another(index: DelegationIndexPage) -> None:
    theirs = personal_address(officer(index, "other"))
    staff = Client()
    staff.force_login(officer(index))

    staff.post(reverse("visit_calendar:address"), {"revoke": ""})
    shown = staff.get(reverse("visit_calendar:address")).content.decode()

    assert staff.get(theirs).status_code == 200
    assert theirs not in shown


def test_a_key_without_the_signature_of_the_site_is_no_address(client: Client, index: DelegationIndexPage) -> None:
    address = CalendarAddress.objects.create(user=officer(index))

    forged = Signer(key="another", salt="delegations.calendar", sep=".").sign(address.key)
    for token in [address.key, forged, address.token + "x", "x", Signer(sep=".").sign(address.key)]:
        assert client.get(reverse("staff_calendar", args=[token])).status_code == 404


def test_the_address_page_needs_a_form_of_the_site(index: DelegationIndexPage) -> None:
    staff = Client(enforce_csrf_checks=True)
    staff.force_login(officer(index))

    assert staff.post(reverse("visit_calendar:address"), {"create": ""}).status_code == 403
    assert not CalendarAddress.objects.exists()


def test_the_calendar_speaks_the_language_of_its_owner(
    client: Client, index: DelegationIndexPage, planned: DelegationPage
) -> None:
    user = officer(index)
    user.wagtail_userprofile = type(user).wagtail_userprofile.related.related_model(user=user, preferred_language="en")
    user.wagtail_userprofile.save()
    url = personal_address(user)

    assert "Notes: Охорона" in events(client, url)[0]["description"]


# The month


@pytest.fixture
def staff(client: Client, index: DelegationIndexPage) -> Client:
    user = officer(index)
    client.force_login(user)
    return client


def month(staff: Client, query: str = "") -> Any:
    response = staff.get(reverse("visit_calendar:index") + query)
    assert response.status_code == 200
    return response


def test_the_month_shows_each_visit_on_each_of_its_days_with_a_link(
    staff: Client, index: DelegationIndexPage, planned: DelegationPage
) -> None:
    long = make_visit(index, title="Гості на тиждень", start_date=date(2016, 9, 29), end_date=date(2016, 10, 2))
    make_visit(index, title="Осінній візит", start_date=date(2016, 9, 1), date_precision="season")
    make_visit(index, title="Минулий візит", start_date=date(2016, 8, 31))

    september, october = month(staff), month(staff, "?month=2016-10")

    days = {
        day.date.day: [visit.title for visit in day.entries]
        for week in october.context["month"].weeks
        for day in week
        if day.entries
    }
    assert days == {1: ["Гості на тиждень", "Секретний візит"], 2: ["Гості на тиждень"]}
    text = september.content.decode()
    assert text.count(f'href="{reverse("wagtailadmin_pages:edit", args=[long.pk])}"') == 2
    assert "Осінній візит" in text
    assert "Минулий візит" not in text
    assert "?month=2016-08" in text
    assert "?month=2016-10" in text
    assert text.count('aria-current="date"') == 1


def test_the_month_says_that_it_is_empty(staff: Client, index: DelegationIndexPage) -> None:
    make_visit(index)

    response = month(staff, "?month=1999-12")

    assert response.context["month"].is_empty
    assert "?month=2000-01" in response.content.decode()


@pytest.mark.parametrize("query", ["?month=", "?month=2016-13", "?month=0001-01", "?month=9999-12", "?month=%00"])
def test_a_strange_month_is_the_current_one(staff: Client, query: str) -> None:
    with time_machine.travel(TODAY):
        assert month(staff, query).context["month"].first == date(2016, 9, 1)


def test_the_calendar_is_in_the_menu_of_those_who_work_with_visits_alone(
    index: DelegationIndexPage, home: Page
) -> None:
    for user, shown in [(officer(index), True), (officer(home.add_child(instance=Page(title="x")), "author"), False)]:
        staff = Client()
        staff.force_login(user)
        link = reverse("visit_calendar:index")
        assert (link in staff.get(reverse("wagtailadmin_home")).content.decode()) == shown
        assert (staff.get(link).status_code == 200) == shown
        assert (staff.get(reverse("visit_calendar:address")).status_code == 200) == shown
    assert Client().get(link).status_code == 302


def test_the_month_costs_the_same_with_ten_visits(staff: Client, index: DelegationIndexPage) -> None:
    month(staff)
    counts = []
    for number in (1, 10):
        for _visit in range(number):
            make_visit(index, start_date=date(2016, 9, 1)).save_revision()
        with CaptureQueriesContext(connection) as queries:
            month(staff, "?month=2016-09")
        counts.append(len(queries))

    assert counts[0] == counts[1]
