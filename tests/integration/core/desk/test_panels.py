"""What an editor finds on the home page: what waits, what came back, what is under way."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import TaskState

from cms_site.core.desk.panels import ROWS
from cms_site.core.desk.views.claims import HOME
from home.models import Alert, NewsPage
from tests.factories.home import make_alert, make_news_index
from tests.factories.workflow import make_group, make_member, make_route, under_four_eyes
from tests.integration.core.desk.conftest import PressDesk, home, panels
from tests.integration.core.test_four_eyes import task_state, the_clock_at

pytestmark = pytest.mark.django_db
KYIV = ZoneInfo("Europe/Kyiv")


def came_in(page: NewsPage, when: str) -> None:
    moment = datetime.fromisoformat(when).replace(tzinfo=KYIV)
    TaskState.objects.filter(pk=task_state(page).pk).update(started_at=moment)


def test_a_chief_editor_sees_what_may_be_approved_now_the_most_urgent_first(desk: PressDesk, client: Client) -> None:
    later, sooner, own = desk.waiting("Пізніше"), desk.waiting("Раніше"), desk.waiting("Своє", by=desk.chief)
    came_in(later, "2016-05-16 10:00")
    came_in(sooner, "2016-05-13 16:00")  # a Friday: due on Monday at 10
    came_in(own, "2016-05-16 08:00")

    with the_clock_at(datetime(2016, 5, 16, 11, 0, tzinfo=KYIV)):
        assert panels(client, desk.chief)["waiting"] == ["Раніше", "Пізніше"]
        said = home(client, desk.chief)
        assert panels(client, desk.deputy)["waiting"] == ["Раніше", "Своє", "Пізніше"]

    table = said[said.index("desk-waiting") : said.index("desk-returned")]
    assert table.count("Overdue") == 1
    assert 'datetime="2016-05-16T10:00:00+03:00"' in table
    assert 'datetime="2016-05-16T13:00:00+03:00"' in table
    assert "Author" in table
    assert reverse("wagtailadmin_pages:edit", args=[sooner.pk]) in table
    assert "workflow-action" not in said  # Wagtail's own panel approves whatever there is by then


def test_the_panels_are_for_those_for_whom_they_can_hold_something(desk: PressDesk, client: Client) -> None:
    writing = {"returned", "mine", "scheduled", "reviews"}
    assert panels(client, desk.author).keys() == writing
    assert panels(client, desk.chief).keys() == {"waiting", *writing}
    reader = make_member(make_group("readers", None), "reader")
    assert panels(client, reader) == {}

    said = home(client, desk.chief)
    assert "Nothing waits for your approval." in said
    assert "Nothing was returned to you." in said
    assert "You have no drafts, and nothing of yours waits for approval." in said
    assert "Nothing appears or expires in the next 30 days." in said
    assert "No public page waits for its review." in said


def test_an_author_finds_drafts_texts_that_wait_and_what_others_own_but_the_author_wrote(
    desk: PressDesk, client: Client
) -> None:
    desk.draft(desk.author, "Чернетка")
    waits = desk.waiting("Чекає")
    changed = desk.edit(desk.draft(desk.chief, "Чуже"), desk.author, "Моє в чужому")
    desk.draft(desk.chief, "Зовсім чуже")
    desk.published("Публічне")

    assert panels(client, desk.author)["mine"] == [changed.draft_title, "Чекає", "Чернетка"]
    assert task_state(waits).task.name in home(client, desk.author)


def test_a_longer_list_leads_to_all_of_it(desk: PressDesk, client: Client) -> None:
    for number in range(ROWS + 2):
        desk.draft(desk.author, f"Чернетка {number}")
    address = reverse("desk_list", args=["mine"])
    said = home(client, desk.author)
    assert "And 2 more." in said
    assert f'href="{address}"' in said

    said = client.get(address).content.decode()

    assert [title for title in (f"Чернетка {number}" for number in range(ROWS + 2)) if f">{title}<" not in said] == []
    assert "And 2 more." not in said
    assert client.get(reverse("desk_list", args=["waiting"])).status_code == 404  # not a panel of an author
    assert client.get(reverse("desk_list", args=["nothing"])).status_code == 404


def test_records_stand_beside_pages(desk: PressDesk, client: Client) -> None:
    under_four_eyes(Alert)
    chiefs = make_group("chiefs of alerts", None, permissions=("change_alert", "publish_alert"))
    make_route(chiefs, model=Alert)
    desk.chief.groups.add(chiefs)
    writers = make_group("writers of alerts", None, permissions=("add_alert", "change_alert"))
    desk.author.groups.add(writers)
    alert = make_alert(live=False)
    alert.save_revision(user=desk.author)
    assert panels(client, desk.author)["mine"] == ["Немає води"]

    alert.get_workflow().start(alert, desk.author)
    assert panels(client, desk.chief)["waiting"] == ["Немає води"]
    assert panels(client, desk.author)["mine"] == ["Немає води"]
    state = alert.current_workflow_task_state
    client.force_login(desk.chief)
    client.post(reverse("desk_claim", args=[state.pk]))
    state.task.specific.on_action(state, desk.chief, "reject", comment="Де саме?")
    found = panels(client, desk.author)
    assert (found["returned"], found["mine"]) == (["Немає води"], [])


def test_what_came_back_is_shown_with_its_reason_until_it_is_sent_again(desk: PressDesk, client: Client) -> None:
    page = desk.returned(reason="Немає дати.")

    found = panels(client, desk.author)
    assert (found["returned"], found["mine"]) == ([page.title], [])
    said = home(client, desk.author)
    assert "Немає дати." in said
    assert "Chief" in said
    assert panels(client, desk.deputy)["returned"] == []

    page = desk.edit(page, desk.author, "Відкрито клас 15 травня")
    assert panels(client, desk.author)["returned"] == ["Відкрито клас 15 травня"]
    page.current_workflow_state.resume(desk.author)
    found = panels(client, desk.author)
    assert (found["returned"], found["mine"]) == ([], ["Відкрито клас 15 травня"])
    assert panels(client, desk.chief)["waiting"] == ["Відкрито клас 15 травня"]


def test_what_came_back_is_not_shown_to_an_owner_who_may_not_change_it(desk: PressDesk, client: Client) -> None:
    """The owner of a page owns its translations too, and is no translator."""
    page = desk.returned()
    elsewhere = make_news_index(page.get_parent().get_parent(), title="Інші новини", slug="inshi")
    other = make_member(make_group("others", elsewhere, "add"), "other")
    NewsPage.objects.filter(pk=page.pk).update(owner=other)

    assert panels(client, other)["returned"] == []
    assert panels(client, desk.author)["returned"] == [page.title]


def test_a_return_says_why(desk: PressDesk, client: Client) -> None:
    page = desk.waiting()
    state = task_state(page)
    client.force_login(desk.chief)
    for view in ("workflow_action", "collect_workflow_action_data"):
        address = reverse(f"wagtailadmin_pages:{view}", args=[page.pk, "reject", state.pk])
        answer = client.post(address, {"comment": "  "}, headers={"X-Requested-With": "XMLHttpRequest"})
        assert "Say what has to change" in answer.json()["html"], view
    assert task_state(page).status == "in_progress"

    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "reject", state.pk])
    client.post(address, {"comment": "Немає дати."}, headers={"X-Requested-With": "XMLHttpRequest"})
    client.force_login(desk.author)
    said = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "Returned by Chief" in said
    assert "“Немає дати.”" in said


def test_one_says_to_be_on_a_text_gives_it_back_and_hands_it_over(desk: PressDesk, client: Client) -> None:
    page = desk.waiting()
    state = task_state(page)
    claim, back, over = (reverse(f"desk_{name}", args=[state.pk]) for name in ("claim", "give_back", "hand_over"))
    client.force_login(desk.chief)
    found = {panel.name: panel for panel in client.post(claim, follow=True).context["panels"]}
    assert found["desk_waiting"].rows[0].claim.user == desk.chief
    client.post(claim)
    assert "You" in home(client, desk.chief)
    assert "Chief" in home(client, desk.deputy)

    client.force_login(desk.deputy)
    client.post(back)  # not theirs to give
    assert [item.user for item in open_claims(state)] == [desk.chief]
    client.post(claim)
    assert [item.user for item in open_claims(state)] == [desk.deputy]

    form = client.get(over).context["form"]
    assert list(form.fields["person"].queryset) == [desk.chief]
    for wrong in (desk.author, desk.root, desk.deputy):
        assert client.post(over, {"person": wrong.pk}).context["form"].errors["person"]
    assert client.post(over, {"person": desk.chief.pk})["Location"] == reverse(HOME)
    assert [(item.user, item.given_by) for item in open_claims(state)] == [(desk.chief, desk.deputy)]
    assert state.claims.count() == 3  # the history

    client.force_login(desk.chief)
    client.post(back)
    assert not open_claims(state)
    assert [item.user for item in state.claims.order_by("pk")] == [desk.chief, desk.deputy, desk.chief]
    assert "Nobody yet" in home(client, desk.chief)


def open_claims(state: Any) -> list[Any]:
    return list(state.claims.filter(until=None))


def test_a_claim_keeps_nobody_from_approving_and_ends_with_the_step(desk: PressDesk, client: Client) -> None:
    page = desk.waiting()
    state = task_state(page)
    client.force_login(desk.chief)
    client.post(reverse("desk_claim", args=[state.pk]))

    state.approve(user=desk.deputy)

    assert desk.fresh(page).live
    answer = client.post(reverse("desk_claim", args=[state.pk]), follow=True)
    assert "does not wait for approval any more" in answer.content.decode()
    assert panels(client, desk.chief)["waiting"] == []


@pytest.mark.parametrize("name", ["claim", "give_back", "hand_over"])
def test_whoever_may_not_approve_a_text_cannot_be_on_it(desk: PressDesk, client: Client, name: str) -> None:
    page = desk.waiting(by=desk.chief)
    address = reverse(f"desk_{name}", args=[task_state(page).pk])
    for user in (desk.chief, desk.author):
        client.force_login(user)
        client.post(address, {"person": desk.deputy.pk})
        assert not task_state(page).claims.exists()
