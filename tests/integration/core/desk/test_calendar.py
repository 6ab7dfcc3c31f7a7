"""What is to happen to texts, on the home page and by day."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import TaskState

from cms_site.core.workflow.four_eyes import is_barred
from cms_site.core.workflow.publishing import SystemAction, system_action
from home.models import Alert, NewsPage
from tests.factories.core import translate
from tests.factories.home import make_alert
from tests.factories.workflow import make_group, make_member
from tests.integration.core.desk.conftest import PressDesk, home, panels
from tests.integration.core.test_four_eyes import task_state, the_clock_at

pytestmark = pytest.mark.django_db
KYIV = ZoneInfo("Europe/Kyiv")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=KYIV)


def with_times(desk: PressDesk, title: str, **fields: Any) -> NewsPage:
    page = desk.draft(desk.author, title)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save()
    page.save_revision(user=desk.author)
    return page


def month_of(client: Client, user: Any, month: str) -> dict[int, list[tuple[str, str]]]:
    """The days of the month that are not empty: kind and title of what happens."""
    client.force_login(user)
    response = client.get(reverse("desk_calendar"), {"month": month})
    assert response.status_code == 200
    days = [day for week in response.context["month"].weeks for day in week if day.entries]
    return {day.date.day: [(str(event.kind), event.text.title) for event in day.entries] for day in days}


def test_the_month_has_on_each_day_what_happens_to_texts_of_all_types(desk: PressDesk, client: Client) -> None:
    with the_clock_at(at("2016-05-10 09:00")):
        with_times(desk, "Заплановане", go_live_at=at("2016-05-31 23:30"))
        approved = with_times(desk, "Схвалене", go_live_at=at("2016-05-20 00:15"))
        approved.get_latest_revision().publish(user=desk.chief)
        waits = desk.waiting("Чекає")
        TaskState.objects.filter(pk=task_state(waits).pk).update(started_at=at("2016-05-13 16:00"))
        desk.published("Без дат")
    ends = desk.published("Минає")
    NewsPage.objects.filter(pk=ends.pk).update(expire_at=at("2016-05-20 12:00"), review_date=date(2016, 5, 1))
    desk.chief.groups.add(make_group("alerts", None, permissions=("change_alert",)))
    Alert.objects.filter(pk=make_alert(title="Немає води").pk).update(expire_at=at("2016-05-20 13:00"))

    assert month_of(client, desk.chief, "2016-05") == {
        1: [("review", "Минає")],
        16: [("due", "Чекає")],
        20: [("goes_live", "Схвалене"), ("expires", "Минає"), ("expires", "Немає води")],
        31: [("planned", "Заплановане")],
    }
    assert month_of(client, desk.chief, "2016-06") == {}
    said = client.get(reverse("desk_calendar"), {"month": "2016-06"}).content.decode()
    assert "Nothing is planned for this month." in said
    assert "?month=2016-05" in said
    assert "?month=2016-07" in said
    assert client.get(reverse("desk_calendar"), {"month": "-1"}).status_code == 200


def test_it_shows_what_one_may_change_or_publish_and_nothing_else(desk: PressDesk, client: Client) -> None:
    waits = desk.waiting("Чекає")
    TaskState.objects.filter(pk=task_state(waits).pk).update(started_at=at("2016-05-13 16:00"))
    strangers = make_group("strangers", desk.home.get_children().exclude(pk=desk.index.pk).first(), permissions=())
    stranger = make_member(strangers, "stranger")
    client.force_login(stranger)
    assert client.get(reverse("desk_calendar")).status_code == 302
    about_alerts = make_member(make_group("alerts", None, permissions=("change_alert",)), "warden")

    assert month_of(client, about_alerts, "2016-05") == {}
    assert month_of(client, desk.author, "2016-05") == {16: [("due", "Чекає")]}
    assert client.post(reverse("desk_calendar")).status_code == 405


def test_the_home_page_tells_what_comes_next(desk: PressDesk, client: Client) -> None:
    soon = timezone.now() + timedelta(days=2)
    with_times(desk, "Потім", go_live_at=soon + timedelta(days=1))
    with_times(desk, "Далеко", go_live_at=soon + timedelta(days=60))
    ends = desk.published("Минає")
    NewsPage.objects.filter(pk=ends.pk).update(expire_at=soon)

    assert panels(client, desk.chief)["scheduled"] == ["Минає", "Потім"]
    assert reverse("desk_calendar") in home(client, desk.chief)


def test_a_review_date_holds_as_soon_as_it_is_saved_in_every_language_and_is_no_other_text(
    desk: PressDesk, client: Client
) -> None:
    page = desk.published()
    with system_action(SystemAction.DEMO):
        english = translate(page, "en", title="A class")
    draft = page.get_latest_revision_as_object()
    draft.review_date = timezone.localdate() - timedelta(days=1)
    draft.save_revision(user=desk.author)

    assert {desk.fresh(page).review_date, desk.fresh(english).review_date} == {draft.review_date}
    assert not is_barred(page, desk.author)
    assert panels(client, desk.chief)["reviews"] == [page.title]
    assert panels(client, desk.author)["reviews"] == [page.title]
    assert desk.fresh(page).revisions.order_by("pk").first().as_object().review_date == draft.review_date

    later = desk.fresh(page).get_latest_revision_as_object()
    later.review_date = timezone.localdate() + timedelta(days=1)
    later.save_revision(user=desk.author)
    assert panels(client, desk.chief)["reviews"] == []


def test_the_calendar_is_among_the_reports_of_those_for_whom_it_can_hold_something(
    desk: PressDesk, client: Client
) -> None:
    link = f'"{reverse("desk_calendar")}"'
    assert link in reports(client, desk.author)
    assert link not in reports(client, make_member(make_group("readers", None), "reader"))


def reports(client: Client, user: Any) -> str:
    """The menu of the editing interface, as its script gets it."""
    client.force_login(user)
    page = client.get(reverse("wagtailadmin_account")).content.decode()
    return page.partition('id="wagtail-sidebar-props"')[2].partition("</script>")[0]
