"""The officers' list of visits: columns, filters, what is done with several visits at once, export."""

import csv
from collections.abc import Callable
from datetime import date, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import GroupApprovalTask, PageLogEntry, Workflow, WorkflowPage, WorkflowTask

from cms_site.core.admin.listings import listed_types
from delegations.models import DelegationIndexPage, DelegationPage, Host, Member, ProgrammeItem, SignedAgreement
from tests.factories.core import make_editor, speaking, translate
from tests.factories.delegations import make_visit
from tests.factories.partnerships import make_agreement, make_partnership

pytestmark = pytest.mark.django_db

LIST = reverse("delegations_delegationpage:index")


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(speaking(get_user_model().objects.create_superuser("admin", password="x"), "en"))
    return client


@pytest.fixture
def workflow(index: DelegationIndexPage) -> Workflow:
    workflow = Workflow.objects.create(name="Foreign relations")
    task = GroupApprovalTask.objects.create(name="Head")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=index)
    return workflow


def titles(client: Client, query: str) -> list[str]:
    return sorted(page.title for page in client.get(f"{LIST}?{query}").context["object_list"])


def act(client: Client, action: str, *visits: DelegationPage, query: str = "") -> Any:
    address = reverse("wagtail_bulk_action", args=["delegations", "delegationpage", action])
    ids = "&".join(f"id={visit.pk}" for visit in visits)
    return client.post(f"{address}?{ids}{query}&next={LIST}")


def said(response: Any) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def drafts(*visits: DelegationPage) -> list[bool]:
    return [DelegationPage.objects.get(pk=visit.pk).get_latest_revision_as_object().official for visit in visits]


def test_the_columns_answer_what_an_officer_is_asked(admin: Client, index: DelegationIndexPage) -> None:
    owner = get_user_model().objects.create_user("olena", first_name="Олена", last_name="Коваль")
    partner = make_partnership(index.get_parent(), title="Враца")
    make_visit(index, title="Гості", countries=["BG"], partner=partner, head_count=4, owner=owner)

    page = admin.get(LIST)

    table = page.context["table"]
    (visit,) = page.context["object_list"]
    with translation.override("en"):
        facts = [column for column in table.columns.values() if hasattr(column, "facts")]
        row = {str(column.label): column.get_value(visit) for column in facts}
    assert row == {
        "Dates, register number": "5\u00a0May 2016<br>1/2016",
        "Direction, kind": "Incoming<br>Official visit",
        "Countries, partner": "Bulgaria<br>Враца",
        "Official delegation": "Yes",
        "Status": "Held",
        "Number of people": "4",
        "Logged by": "Олена Коваль",
    }


def test_each_filter_finds_its_visits(admin: Client, index: DelegationIndexPage) -> None:
    owner = get_user_model().objects.create_user("olena")
    partner = make_partnership(index.get_parent(), title="Враца")
    make_visit(index, title="А", countries=["BG", "PL"], partner=partner, head_count=4, owner=owner)
    make_visit(index, title="Б", direction="outgoing", kind="conference", official=False, start_date=date(2015, 3, 1))

    for query in [
        "year=2016", "direction=incoming", "countries=BG", f"partner={partner.pk}", "kind=official_visit",
        "official=true", "head_count=recorded", f"owner={owner.pk}", "countries=PL&year=2016",
    ]:  # fmt: skip
        assert titles(admin, query) == ["А"], query
    assert titles(admin, "head_count=missing") == ["Б"]
    assert titles(admin, "official=false") == ["Б"]


@pytest.mark.wagtail_indexes
def test_what_is_searched_for_can_be_narrowed_and_put_in_order(
    admin: Client, index: DelegationIndexPage, django_capture_on_commit_callbacks: Callable
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        early = make_visit(index, title="Гості з Враци", countries=["BG"], start_date=date(2015, 3, 1), head_count=9)
        late = make_visit(index, title="Гості з Любліна", countries=["PL"], start_date=date(2016, 5, 5), head_count=2)
        make_visit(index, title="Конференція", countries=["PL"])

    for query in ["year=2016", "countries=PL", "direction=incoming&year=2016", "status=held&year=2016"]:
        assert titles(admin, f"q=гості&{query}") == ["Гості з Любліна"], query
    orders = {"start_date": [early, late], "-start_date": [late, early], "head_count": [late, early]}
    for column, visits in orders.items():
        assert list(admin.get(f"{LIST}?q=гості&ordering={column}").context["object_list"]) == visits, column
    assert [row["Title"] for row in exported(admin, "&q=гості&countries=PL&ordering=start_date")] == [late.title]


@pytest.mark.wagtail_indexes
@pytest.mark.parametrize("words", ['"Гості', '"Гості з Враци"', "«Гості»"])
def test_quotation_marks_in_what_is_searched_for_do_no_harm(
    admin: Client, index: DelegationIndexPage, django_capture_on_commit_callbacks: Callable, words: str
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        make_visit(index, title="Гості з Враци")

    response = admin.get(LIST, {"q": words})

    assert admin.get(LIST, {"q": '"'}).status_code == 200
    assert [visit.title for visit in response.context["object_list"]] == ["Гості з Враци"]


def test_every_list_of_pages_can_be_searched_in_the_order_of_every_column(
    admin: Client, index: DelegationIndexPage
) -> None:
    for model in listed_types():
        address = reverse(f"{model._meta.label_lower.replace('.', '_')}:index")
        view = admin.get(address).context["view"]
        for column in view.get_valid_orderings():
            assert admin.get(f"{address}?q=рік&ordering={column}").status_code == 200, f"{address}, {column}"


def test_the_status_follows_the_dates_and_the_filter_agrees(admin: Client, index: DelegationIndexPage) -> None:
    today = timezone.localdate()
    week = timedelta(days=7)
    make_visit(index, title="planned", start_date=today + week)
    make_visit(index, title="under_way", start_date=today - week, end_date=today)
    make_visit(index, title="under_way", start_date=today.replace(month=1, day=1), date_precision="year")
    make_visit(index, title="held", start_date=today - week)
    make_visit(index, title="cancelled", start_date=today + week, cancelled=True, cancellation_reason="Хвороба")
    make_visit(index, title="planned", start_date=None, live=False)

    for status in ("planned", "under_way", "held", "cancelled"):
        found = titles(admin, f"status={status}")
        assert found
        assert set(found) == {status}
    assert all(visit.status == visit.title for visit in DelegationPage.objects.all())
    assert titles(admin, "status=held&status=cancelled") == ["cancelled", "held"]


def test_twenty_visits_cost_as_many_queries_as_two(admin: Client, index: DelegationIndexPage) -> None:
    counts = []
    for number in (2, 20):
        for _visit in range(number):
            partner = make_partnership(index.get_parent())
            owner = get_user_model().objects.create_user(f"officer-{partner.pk}")
            make_visit(index, partner=partner, owner=owner, countries=["PL"])
        admin.get(LIST)
        with CaptureQueriesContext(connection) as queries:
            admin.get(LIST)
        # wagtail-localize asks twice for every row whether to offer its button
        counts.append(sum(not is_of_localize(query["sql"]) for query in queries))

    assert counts[0] == counts[1]


def is_of_localize(sql: str) -> bool:
    return "wagtail_localize_translatableobject" in sql or 'FROM "wagtailcore_locale" WHERE NOT' in sql


def test_several_visits_become_official_as_drafts(admin: Client, index: DelegationIndexPage) -> None:
    public, draft = make_visit(index, official=False), make_visit(index, official=False, live=False)
    already = make_visit(index, official=True)

    response = act(admin, "set_official", public, draft, already)

    assert drafts(public, draft, already) == [True, True, True]
    assert "2 visits were changed" in said(response)
    public.refresh_from_db()
    assert (public.official, public.has_unpublished_changes) == (False, True)
    assert PageLogEntry.objects.filter(action="wagtail.edit", user__username="admin").count() == 2
    act(admin, "set_unofficial", public)
    assert drafts(public) == [False]


def test_only_the_visits_that_the_user_may_edit_are_changed(client: Client, index: DelegationIndexPage) -> None:
    officer = make_editor(index, "add")
    own, other = make_visit(index, official=False, owner=officer), make_visit(index, title="Чужий", official=False)
    client.force_login(officer)
    address = reverse("wagtail_bulk_action", args=["delegations", "delegationpage", "set_official"])

    asked = client.get(f"{address}?id={own.pk}&id={other.pk}")
    act(client, "set_official", own, other)

    assert [page["item"].pk for page in asked.context["items"]] == [own.pk]
    assert [page["item"].title for page in asked.context["items_with_no_access"]] == ["Чужий"]
    assert drafts(own, other) == [True, False]


def test_a_locked_visit_and_a_translation_stay_as_they_are(admin: Client, index: DelegationIndexPage) -> None:
    locked = make_visit(index, official=False, locked=True, locked_by=get_user_model().objects.create_user("other"))
    visit = make_visit(index, official=False)
    english = translate(visit, "en", title="Guests")

    act(admin, "set_official", locked, english)

    assert drafts(locked, english) == [False, False]


def test_asking_changes_nothing(admin: Client, index: DelegationIndexPage, workflow: Workflow) -> None:
    visit = make_visit(index, official=False, live=False)
    revisions = visit.revisions.count()
    for action in ("set_official", "set_unofficial", "request_approval", "publish", "unpublish", "delete"):
        address = reverse("wagtail_bulk_action", args=["delegations", "delegationpage", action])
        assert admin.get(f"{address}?id={visit.pk}").status_code == 200

    visit.refresh_from_db()
    assert (visit.live, visit.official, visit.workflow_in_progress) == (False, False, False)
    assert visit.revisions.count() == revisions


def test_drafts_are_submitted_to_the_workflow(client: Client, index: DelegationIndexPage, workflow: Workflow) -> None:
    client.force_login(make_editor(index, "change"))
    ready = make_visit(index, title="Готовий", live=False)
    incomplete = make_visit(index, title="Неповний", start_date=None, live=False)
    public = make_visit(index, title="Публічний")

    response = act(client, "request_approval", ready, incomplete, public)

    assert [DelegationPage.objects.get(pk=v.pk).workflow_in_progress for v in (ready, incomplete, public)] == [
        True, False, False,
    ]  # fmt: skip
    assert "1 page was submitted" in said(response)
    assert "Неповний" in said(response)
    assert ready.workflow_states.get().requested_by.username == "editor"
    act(client, "request_approval", ready)
    assert ready.workflow_states.count() == 1


def test_a_returned_visit_is_submitted_again_in_the_workflow_that_it_is_in(
    client: Client, index: DelegationIndexPage, workflow: Workflow, admin_user: Any
) -> None:
    client.force_login(make_editor(index, "change"))
    visit = make_visit(index, live=False)
    act(client, "request_approval", visit)
    state = visit.workflow_states.get()
    state.current_task_state.specific.reject(user=admin_user, comment="Немає дати.")

    response = act(client, "request_approval", visit)

    assert "1 page was submitted" in said(response)
    assert visit.workflow_states.get().status == "in_progress"


def test_visits_of_another_section_are_not_submitted(
    client: Client, index: DelegationIndexPage, workflow: Workflow
) -> None:
    client.force_login(make_editor(index, "add"))
    visit = make_visit(index, live=False)

    act(client, "request_approval", visit)

    assert not visit.workflow_states.exists()


def test_all_means_the_visits_that_the_filters_leave(admin: Client, index: DelegationIndexPage) -> None:
    incoming = make_visit(index, official=False)
    outgoing = make_visit(index, official=False, direction="outgoing")

    act(admin, "set_official", query="&id=all&direction=incoming")

    assert drafts(incoming, outgoing) == [True, False]


def test_a_stranger_can_do_nothing(client: Client, index: DelegationIndexPage) -> None:
    visit = make_visit(index, official=False)
    for user in (None, get_user_model().objects.create_user("reader", password="x")):
        if user:
            client.force_login(user)
        for action in ("set_official", "delete", "unpublish"):
            act(client, action, visit)

    visit.refresh_from_db()
    assert (visit.official, visit.live) == (False, True)


def exported(client: Client, query: str = "") -> list[dict[str, str]]:
    text = b"".join(client.get(f"{LIST}?export=csv{query}").streaming_content).decode().removeprefix("\ufeff")
    return list(csv.DictReader(StringIO(text)))


def test_an_export_says_everything_of_a_visit(admin: Client, index: DelegationIndexPage) -> None:
    partner = make_partnership(index.get_parent(), title="Враца")
    make_visit(
        index,
        title="Гості",
        countries=["BG"],
        partner=partner,
        place="Ратуша",
        head_count=4,
        notes="=HYPERLINK()",
        end_date=date(2016, 5, 7),
        released_at=timezone.make_aware(datetime(2016, 5, 8, 12)),
        members=[Member(name="Іван", is_head=True), Member(name="Петро", public=False)],
        hosts=[Host(name="Олена")],
        programme=[ProgrammeItem(item="Прийом")],
        signed_agreements=[SignedAgreement(agreement=make_agreement(index.get_parent(), title="Меморандум"))],
    )

    (row,) = exported(admin)

    expected = {
        "Title": "Гості",
        "Dates": "2016-05-05",
        "Last day": "2016-05-07",
        "Direction": "Incoming",
        "Kind": "Official visit",
        "Countries": "Bulgaria",
        "Place": "Ратуша",
        "Partner": "Враца",
        "Official delegation": "Yes",
        "Status": "Held",
        "Number of people": "4",
        "Register number": "1/2016",
        "Notes": "'=HYPERLINK()",
        "Release time": "2016-05-08 12:00",
        "Members of the delegation": "Іван; Петро",
        "Hosts": "Олена",
        "Programme": "Прийом",
        "Agreements signed": "Меморандум",
    }
    assert {name: row.get(name) for name in expected} == expected


def test_more_visits_cost_as_many_queries_to_export(admin: Client, index: DelegationIndexPage) -> None:
    counts = []
    for number in (2, 20):
        for _visit in range(number):
            agreement = make_agreement(index.get_parent())
            make_visit(
                index,
                partner=make_partnership(index.get_parent()),
                members=[Member(name="Іван")],
                programme=[ProgrammeItem(item="Прийом")],
                signed_agreements=[SignedAgreement(agreement=agreement)],
            )
        exported(admin)
        with CaptureQueriesContext(connection) as queries:
            exported(admin)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_who_may_not_edit_exports_nothing_internal(client: Client, index: DelegationIndexPage) -> None:
    make_visit(
        index,
        place="canary",
        notes="canary",
        released_at=timezone.now() + timedelta(days=1),
        members=[Member(name="canary", public=False)],
        programme=[ProgrammeItem(item="canary")],
    )
    client.force_login(make_editor(index, "lock"))

    (row,) = exported(client)

    assert "canary" not in " ".join(row.values())
