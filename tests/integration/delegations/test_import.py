"""From a file of last year's visits to drafts: upload, preview, decisions, one transaction, report."""

import io
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import GroupPagePermission, Page, PageLogEntry
from wagtail.users.models import UserProfile

from cms_site.core.imports import progress, running
from cms_site.core.imports.reading import MAX_BYTES
from cms_site.core.models import ImportRun
from delegations.models import DelegationIndexPage, DelegationPage, Member
from partnerships.models import Organisation
from tests.factories.core import translate
from tests.factories.delegations import make_visit
from tests.factories.partnerships import make_partnership, make_partnership_index
from tests.factories.spreadsheets import make_workbook

pytestmark = pytest.mark.django_db

FILES = Path(__file__).parents[2] / "fixtures" / "imports"
HEADINGS = ["Direction", "Start date", "Place", "Kind"]
VISIT = ["Outgoing", "25.02.2016", "Люблін", "Conference"]


@pytest.fixture
def partner(home: Page) -> Any:
    return make_partnership(make_partnership_index(home), title="Люблін")


@pytest.fixture
def officer(index: DelegationIndexPage, django_user_model: Any) -> Any:
    return make_officer(index, "officer")


@pytest.fixture
def browser(client: Client, officer: Any, partner: Any) -> Client:
    return signed_in(client, officer)


def make_officer(index: DelegationIndexPage, name: str) -> Any:
    """A person who may write drafts in the section of visits, and no more."""
    group, _created = Group.objects.get_or_create(name="officers")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in ("add_page", "change_page"):
        permission = Permission.objects.get(codename=codename, content_type__app_label="wagtailcore")
        GroupPagePermission.objects.get_or_create(group=group, page=index, permission=permission)
    user = get_user_model().objects.create_user(name, password="x")
    user.groups.add(group)
    return user


def signed_in(client: Client, user: Any) -> Client:
    client.force_login(user)
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "en"})
    return client


def upload(browser: Client, content: bytes, name: str = "visits.xlsx", **data: Any) -> Any:
    file = SimpleUploadedFile(name, content)
    return browser.post(reverse("core_import_upload", args=["visits"]), {"file": file, **data})


def uploaded(browser: Client, *rows: list[Any]) -> ImportRun:
    response = upload(browser, make_workbook(HEADINGS, *rows))
    assert response.status_code == 302, response.context["error"]
    return ImportRun.objects.latest("pk")


def post(browser: Client, action: str, run: ImportRun, **data: Any) -> Any:
    return browser.post(reverse(f"core_import_{action}", args=[run.pk]), data)


@pytest.fixture
def confirm(django_capture_on_commit_callbacks: Any) -> Callable[..., ImportRun]:
    """Confirm an import, and let the task begin that waits for the end of the transaction."""

    def confirm(browser: Client, run: ImportRun, **data: Any) -> ImportRun:
        with django_capture_on_commit_callbacks(execute=True):
            post(browser, "confirm", run, **data)
        run.refresh_from_db()
        return run

    return confirm


def test_a_table_of_libreoffice_becomes_drafts(browser: Client, partner: Any, confirm: Any, officer: Any) -> None:
    response = upload(browser, (FILES / "visits.xlsx").read_bytes())
    run = ImportRun.objects.get()
    assert response.url == reverse("core_import", args=[run.pk])
    assert not DelegationPage.objects.exists()

    run = confirm(browser, run)

    assert (run.state, run.problem) == ("done", "")
    visits = {visit.start_date: visit for visit in DelegationPage.objects.all()}
    assert [str(day) for day in sorted(visits)] == ["2016-02-25", "2016-03-14", "2016-09-01", "2016-09-30"]
    lublin = visits[date(2016, 9, 30)]
    assert (lublin.direction, lublin.kind, lublin.official, lublin.place) == ("outgoing", "conference", True, "Люблін")
    assert (lublin.partner, [c.code for c in lublin.countries]) == (partner, ["PL"])
    assert [(member.name, member.post, member.is_head) for member in lublin.members.all()] == [
        ("Олександр Лисенко", "міський голова", True)
    ]
    september = visits[date(2016, 9, 1)]
    assert (september.date_precision, september.head_count) == ("month", 1200)
    assert [c.code for c in september.countries] == ["PL", "SK"]
    assert september.title == "Зустріч: Польща, Словаччина, вересень 2016"


def test_nothing_is_published_and_everything_is_in_the_history(browser: Client, confirm: Any, officer: Any) -> None:
    upload(browser, (FILES / "visits.xlsx").read_bytes())
    confirm(browser, ImportRun.objects.get())

    for visit in DelegationPage.objects.all():
        assert (visit.live, visit.locale.language_code, visit.owner, visit.register) == (False, "uk", officer, "")
        entries = PageLogEntry.objects.filter(page=visit.pk)
        assert [(entry.action, entry.user) for entry in entries] == [("wagtail.create", officer)]
        assert visit.latest_revision.user == officer


def test_three_wrong_cells_are_named_by_their_addresses_and_block(browser: Client, confirm: Any) -> None:
    response = upload(browser, (FILES / "three_wrong_cells.xlsx").read_bytes())
    page = browser.get(response.url)

    run = ImportRun.objects.get()
    assert [str(error) for error in page.context["checked"].errors] == [
        "D2: There is no country named “Словатчина”. Is it “Slovakia”?",
        "B3: There is no such day: “31.02.2016”.",
        "J6: “багато” is not a number.",
    ]
    assert confirm(browser, run).state == "uploaded"
    assert not DelegationPage.objects.exists()

    upload(browser, (FILES / "visits.xlsx").read_bytes(), replaces=run.pk)
    assert [run.file_name for run in ImportRun.objects.all()] == ["visits.xlsx"]


@pytest.mark.parametrize("name", ["journal.xlsx", "journal_utf8_comma.csv"])
def test_a_title_above_the_headings_is_skipped_and_said(browser: Client, name: str) -> None:
    page = browser.get(upload(browser, (FILES / name).read_bytes(), name).url)

    assert "The headings stand in row 4; 3 rows above them were skipped." in " ".join(page.content.decode().split())
    checked = page.context["checked"]
    assert [row.number for row in checked.rows] == [5, 6]
    assert [str(error) for error in checked.errors] == ["E6: There is no country named “Словатчина”. Is it “Slovakia”?"]
    assert str(checked.warnings[0]) == "A4: No column is named “№ з/п”; it is left out."


def test_nothing_is_said_of_skipped_rows_where_none_are(browser: Client) -> None:
    page = browser.get(upload(browser, (FILES / "visits.xlsx").read_bytes()).url)
    assert "The headings stand in row" not in page.content.decode()


def test_a_table_kept_before_headings_were_searched_for_is_read_as_it_was(browser: Client) -> None:
    run = uploaded(browser, VISIT)
    del run.table["heading_row"]
    run.save()
    page = browser.get(reverse("core_import", args=[run.pk]))
    assert [row.number for row in page.context["checked"].rows] == [2]
    assert page.context["checked"].skipped == 0


@pytest.mark.parametrize("name", ["visits_cp1251_semicolon.csv", "visits_utf8_comma.csv", "visits_utf16_tab.csv"])
def test_a_csv_of_libreoffice_says_the_same_as_its_xlsx(browser: Client, confirm: Any, name: str) -> None:
    upload(browser, (FILES / name).read_bytes(), name)
    confirm(browser, ImportRun.objects.get())
    assert DelegationPage.objects.count() == 4


def test_warnings_do_not_block(browser: Client, confirm: Any) -> None:
    content = make_workbook(
        ["Напрям", "Дата", "Кількість осіб", "Учасники", "Колір"], ["Виїзд", "2016", 1, "А; Б", "синій"]
    )
    page = browser.get(upload(browser, content).url)

    assert page.context["checked"].errors == []
    assert [str(warning) for warning in page.context["checked"].warnings] == [
        "E1: No column is named “Колір”; it is left out.",
        "A2: The kind is missing; the visit cannot be published without it.",
        "A2: Neither country nor place, partner or organisation is given.",
        "C2: Fewer people than are named: 2.",
    ]
    run = confirm(browser, ImportRun.objects.get())
    assert (run.state, run.problem) == ("done", "")
    assert [member.name for member in DelegationPage.objects.get().members.all()] == ["А", "Б"]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({"Last day": "24.02.2016"}, "E2: The end is before the start."),
        ({"Last day": "вересень 2016"}, "E2: Write both dates equally exactly: both to the day, or both to the month."),
        ({"Cancelled": "yes"}, "E2: Say why the visit was cancelled."),
        ({"Partner": "Атлантида"}, "E2: There is no partner named “Атлантида”."),
        ({"Organisation": "ОАПП"}, "E2: There is no organisation named “ОАПП”."),
        ({"Head": "А; Б"}, "E2: Write one person here."),
        ({"Title": "я" * 300}, "E2: The text is longer than 255 characters."),
        ({"Members": "я" * 300}, "E2: A name or post is longer than 255 characters."),
    ],
)
def test_rules_across_cells_are_checked(browser: Client, row: dict[str, Any], sentence: str) -> None:
    page = browser.get(upload(browser, make_workbook([*HEADINGS, *row], [*VISIT, *row.values()])).url)
    assert [str(error) for error in page.context["checked"].errors] == [sentence]


def test_both_days_may_stand_in_one_cell(browser: Client, confirm: Any) -> None:
    upload(browser, make_workbook(["Напрям", "Дата", "Країни"], ["вхідна", "25–28.02.2016", "Польща і Литва"]))

    confirm(browser, ImportRun.objects.get())

    visit = DelegationPage.objects.get()
    assert (visit.start_date, visit.end_date) == (date(2016, 2, 25), date(2016, 2, 28))
    assert {country.code for country in visit.countries} == {"PL", "LT"}


def test_partner_and_organisation_are_known_by_their_names_in_any_language(
    browser: Client, partner: Any, confirm: Any
) -> None:
    translate(partner.get_parent(), "en", title="Partners")
    translate(partner, "en", title="Lublin")
    consulate = Organisation.objects.create(name="Генеральне консульство «Польща»")

    content = make_workbook(
        [*HEADINGS, "Partner", "Organisations"], [*VISIT, "LUBLIN", 'генеральне консульство "Польща"']
    )
    upload(browser, content)
    confirm(browser, ImportRun.objects.get())

    visit = DelegationPage.objects.get()
    assert visit.partner == partner
    assert [row.organisation for row in visit.organisations.all()] == [consulate]


def test_a_duplicate_is_recognised_with_a_link_and_left_alone_by_default(
    browser: Client, index: DelegationIndexPage, confirm: Any
) -> None:
    known = make_visit(index, direction="outgoing", start_date=date(2016, 2, 25), place="люблін")
    run = uploaded(browser, VISIT, ["Incoming", *VISIT[1:]])
    page = browser.get(reverse("core_import", args=[run.pk]))

    assert reverse("wagtailadmin_pages:edit", args=[known.pk]) in page.content.decode()
    assert [row.number for row in page.context["checked"].duplicates] == [2]
    run = confirm(browser, run)
    assert [entry["result"] for entry in run.report] == ["skipped", "created"]
    assert DelegationPage.objects.count() == 2


def test_a_duplicate_is_updated_in_its_draft_on_request(
    browser: Client, index: DelegationIndexPage, confirm: Any, officer: Any
) -> None:
    known = make_visit(index, direction="outgoing", start_date=date(2016, 2, 25), place="Люблін", purpose="Конгрес")
    run = confirm(browser, uploaded(browser, VISIT), **{"row-2": "update"})

    known.refresh_from_db()
    draft = known.get_latest_revision_as_object()
    assert [entry["result"] for entry in run.report] == ["updated"]
    assert (known.live, known.kind, draft.kind, draft.purpose) == (True, "official_visit", "conference", "Конгрес")
    assert PageLogEntry.objects.get(page=known.pk, action="wagtail.edit").user == officer


def test_a_table_may_name_another_head_of_a_visit_that_is_there(
    browser: Client, index: DelegationIndexPage, confirm: Any
) -> None:
    members = [Member(name="Петро", is_head=True), Member(name="Іван")]
    known = make_visit(index, direction="outgoing", start_date=date(2016, 2, 25), place="Люблін", members=members)
    upload(browser, make_workbook([*HEADINGS, "Head"], [*VISIT, "Іван, мер"]))

    run = confirm(browser, ImportRun.objects.get(), every="update")

    assert (run.state, run.problem) == ("done", "")
    draft = DelegationPage.objects.get(pk=known.pk).get_latest_revision_as_object()
    assert [(member.name, member.is_head) for member in draft.members.all()] == [("Петро", False), ("Іван", True)]


def test_the_proposed_title_of_a_visit_that_is_not_over_does_not_tell_the_place(browser: Client, confirm: Any) -> None:
    today = timezone.localdate()
    days = [today, today - timedelta(days=1)]
    rows = [["Виїзд", f"{day:%d.%m.%Y}", "Польща", "Люблін"] for day in days]
    upload(browser, make_workbook(["Напрям", "Дата", "Країни", "Місце"], *rows))
    confirm(browser, ImportRun.objects.get())

    coming, past = DelegationPage.objects.order_by("-start_date")
    assert (coming.place, past.place) == ("Люблін", "Люблін")
    assert (coming.title, past.title) == (f"Візит: Польща, {coming.date}", f"Візит: Люблін, {past.date}")
    assert "liublin" not in coming.slug


def test_a_name_of_two_organisations_is_not_taken_for_one_of_them(browser: Client) -> None:
    for _number in range(2):
        organisation = Organisation(name="Червоний Хрест")
        organisation.is_another = True
        organisation.save()

    page = browser.get(upload(browser, make_workbook([*HEADINGS, "Organisations"], [*VISIT, "Червоний Хрест"])).url)

    assert [str(error) for error in page.context["checked"].errors] == [
        "E2: Several organisations are called “Червоний Хрест”: write a name that only one of them has."
    ]


def test_an_export_is_recognised_row_by_row(browser: Client, index: DelegationIndexPage) -> None:
    members = [Member(name="Іван", post="мер"), Member(name="Петро")]
    make_visit(index, title="Гості", countries=["BG", "PL"], end_date=date(2016, 5, 7), members=members)
    address = reverse("delegations_delegationpage:index")
    table = b"".join(browser.get(f"{address}?export=xlsx").streaming_content)

    preview = browser.get(upload(browser, table).url)

    (row,) = preview.context["checked"].rows
    assert (row.wrong, row.duplicate is not None) == (False, True)
    assert row.values["members"] == ["Іван", "Петро"]
    assert set(row.values["countries"]) == {"BG", "PL"}


def test_all_duplicates_can_be_added_as_new_at_once(browser: Client, index: DelegationIndexPage, confirm: Any) -> None:
    make_visit(index, direction="outgoing", start_date=date(2016, 2, 25), place="Люблін")
    confirm(browser, uploaded(browser, VISIT), every="add")
    assert DelegationPage.objects.count() == 2


def test_a_choice_of_one_page_of_the_preview_is_kept_on_the_next(browser: Client, index: DelegationIndexPage) -> None:
    make_visit(index, direction="outgoing", start_date=date(2016, 2, 25), place="Люблін")
    run = uploaded(browser, VISIT)
    response = post(browser, "choices", run, **{"row-2": "update", "p": "7", "show": "all"})

    run.refresh_from_db()
    assert (run.choice(2), response.url) == ("update", reverse("core_import", args=[run.pk]) + "?show=all&p=7#rows")


def test_the_same_row_twice_in_a_file_is_doubtful(browser: Client) -> None:
    run = uploaded(browser, VISIT, VISIT)
    page = browser.get(reverse("core_import", args=[run.pk]))
    assert "A3: The same as row 2 of this table." in [str(warning) for warning in page.context["checked"].warnings]


def test_one_row_that_cannot_be_stored_stops_all(browser: Client, index: DelegationIndexPage, confirm: Any) -> None:
    known = make_visit(index, direction="outgoing", start_date=date(2016, 2, 25), place="Люблін")
    run = uploaded(browser, ["Incoming", *VISIT[1:]], VISIT)
    known.locked, known.locked_by = True, get_user_model().objects.create_user("other", password="x")
    known.save()

    run = confirm(browser, run, every="update")

    assert (run.state, run.problem) == ("uploaded", "Row 3: You may not change “Гості з Любліна” now.")
    assert DelegationPage.objects.get() == known
    assert run.problem in browser.get(reverse("core_import", args=[run.pk])).content.decode()


def test_an_accident_leaves_nothing_behind(browser: Client, confirm: Any, caplog: pytest.LogCaptureFixture) -> None:
    run = uploaded(browser, VISIT, ["Incoming", *VISIT[1:]])
    ImportRun.objects.update(table={**run.table, "rows": [*run.table["rows"], ["not a row"]]})

    running.start(run, "en")
    run.refresh_from_db()

    running.import_rows.func(run.pk, run.attempt, "en")
    run.refresh_from_db()
    assert (run.state, run.problem) == (
        "uploaded",
        "The import failed for a reason that nobody foresaw; it is in the log.",
    )
    assert not DelegationPage.objects.exists()
    assert "failed" in caplog.text


def test_a_dead_import_is_recognised_and_run_again(
    browser: Client, confirm: Any, django_capture_on_commit_callbacks: Any, officer: Any
) -> None:
    run = uploaded(browser, VISIT)
    with django_capture_on_commit_callbacks():  # the process dies before the task begins
        post(browser, "confirm", run)
    run.refresh_from_db()
    address = reverse("core_import_progress", args=[run.pk])
    assert (run.state, browser.get(address).json()["stalled"]) == ("confirmed", False)
    assert running.start(run, "en") is False

    ImportRun.objects.update(confirmed=timezone.now() - timedelta(minutes=5))
    assert browser.get(address).json()["stalled"] is True
    page = browser.get(reverse("core_import", args=[run.pk])).content.decode()
    assert "Run again" in page
    run = confirm(browser, ImportRun.objects.get())

    assert (run.state, run.attempt, DelegationPage.objects.count()) == ("done", 2, 1)
    running.import_rows.func(run.pk, 1, "en")  # the first attempt was not dead but slow
    running.import_rows.func(run.pk, 2, "en")
    assert DelegationPage.objects.count() == 1


def test_progress_is_shown_while_it_runs_and_survives_a_reload(
    browser: Client, django_capture_on_commit_callbacks: Any
) -> None:
    run = uploaded(browser, VISIT)
    with django_capture_on_commit_callbacks():
        post(browser, "confirm", run)
    progress.write(run.pk, 1, 1250, 5000)

    for _reload in range(2):
        page = browser.get(reverse("core_import", args=[run.pk])).content.decode()
        assert 'value="1250" max="5000"' in page
    answer = browser.get(reverse("core_import_progress", args=[run.pk])).json()
    assert (answer["done"], answer["total"], answer["finished"]) == (1250, 5000, False)


def test_confirming_twice_imports_once(browser: Client, confirm: Any) -> None:
    run = confirm(browser, uploaded(browser, VISIT))
    confirm(browser, run)
    assert DelegationPage.objects.count() == 1


def test_a_cancelled_import_is_forgotten_and_a_finished_one_is_not(browser: Client, confirm: Any) -> None:
    post(browser, "cancel", uploaded(browser, VISIT))
    assert not ImportRun.objects.exists()
    run = confirm(browser, uploaded(browser, VISIT))
    post(browser, "cancel", run)
    assert (ImportRun.objects.get(), DelegationPage.objects.count()) == (run, 1)


def test_the_report_names_every_row_as_a_page_and_as_a_table(browser: Client, confirm: Any) -> None:
    run = confirm(browser, uploaded(browser, ["Outgoing", "2016", "Люблін", "Conference"]))
    page = browser.get(reverse("core_import", args=[run.pk])).content.decode() if run.report else ""
    sheet = load_workbook(io.BytesIO(browser.get(reverse("core_import_report", args=[run.pk])).content)).active

    visit = DelegationPage.objects.get()
    edit = reverse("wagtailadmin_pages:edit", args=[visit.pk])
    assert edit in page
    assert [cell.value for cell in sheet[2]][:4] == [2, "Added as draft", visit.title, f"http://127.0.0.1:8000{edit}"]


def test_what_is_older_than_thirty_days_is_removed_by_the_next_upload_and_by_no_get(browser: Client) -> None:
    old = uploaded(browser, VISIT)
    ImportRun.objects.filter(pk=old.pk).update(created=timezone.now() - timedelta(days=31))
    browser.get(reverse("core_import_upload", args=["visits"]))
    assert ImportRun.objects.filter(pk=old.pk).exists()
    new = uploaded(browser, VISIT)
    assert list(ImportRun.objects.all()) == [new]


def test_the_template_offers_allowed_values_and_is_read_back(browser: Client, partner: Any) -> None:
    content = browser.get(reverse("core_import_template", args=["visits"])).content
    workbook = load_workbook(io.BytesIO(content))

    table, values, example, explanation = workbook.worksheets
    assert [cell.value for cell in table[1]][:3] == ["Direction*", "First day*", "Last day"]
    assert table.freeze_panes == "A2"
    lists = {str(v.sqref): v.formula1 for v in table.data_validations.dataValidation}
    assert lists["A2:A20001"] == "'Allowed values'!$A$2:$A$4"
    assert [cell.value for cell in values["A"]][:4] == ["Direction", "Incoming", "Outgoing", "Domestic"]
    assert "Люблін" in [cell.value for column in values.columns for cell in column]
    assert explanation["A1"].value == "Column"

    # the example, put into the first sheet, is right
    make_partnership(partner.get_parent(), title="Банська Бистриця")
    for number, cell in enumerate(example[2], start=1):
        table.cell(2, number, cell.value)
    buffer = io.BytesIO()
    workbook.save(buffer)
    page = browser.get(upload(browser, buffer.getvalue()).url)
    assert (page.context["checked"].errors, page.context["checked"].warnings) == ([], [])


def test_the_number_of_queries_does_not_depend_on_the_number_of_rows(
    browser: Client, index: DelegationIndexPage, django_assert_max_num_queries: Any
) -> None:
    def queries(count: int) -> int:
        rows = [["Outgoing", date(2016, 1, 1) + timedelta(days=day), "Люблін", "Conference"] for day in range(count)]
        run = uploaded(browser, *rows)
        with django_assert_max_num_queries(100) as captured:
            browser.get(reverse("core_import", args=[run.pk]))
        return len(captured)

    queries(1)
    assert queries(2) == queries(40)


class TestWhoMay:
    """Nobody imports without the right to add visits, and nobody decides for another."""

    def addresses(self, run: ImportRun) -> list[str]:
        return [
            reverse("core_import_upload", args=["visits"]),
            reverse("core_import_template", args=["visits"]),
            *(reverse(f"core_import{part}", args=[run.pk]) for part in ("", "_progress", "_report")),
        ]

    def test_strangers_are_asked_to_sign_in(self, browser: Client) -> None:
        run = uploaded(browser, VISIT)
        for address in self.addresses(run):
            assert Client().get(address).url.startswith("/admin/login/"), address

    def test_editors_of_other_sections_are_refused(self, browser: Client, home: Page) -> None:
        run = uploaded(browser, VISIT)
        other = signed_in(Client(), make_officer(home.add_child(instance=DelegationIndexPage(title="Б")), "other"))
        GroupPagePermission.objects.all().delete()
        for address in self.addresses(run):
            assert other.get(address).status_code in {302, 404}, address
        assert upload(other, make_workbook(HEADINGS, VISIT)).status_code == 302
        assert ImportRun.objects.count() == 1

    def test_a_colleague_sees_nothing_of_it(self, browser: Client, index: DelegationIndexPage) -> None:
        run = uploaded(browser, VISIT)
        colleague = signed_in(Client(), make_officer(index, "colleague"))
        for address in self.addresses(run)[2:]:
            assert colleague.get(address).status_code == 404
        for action in ("choices", "confirm", "cancel"):
            assert post(colleague, action, run).status_code == 404
        assert run.file_name not in colleague.get(self.addresses(run)[0]).content.decode()

    def test_who_may_see_every_import_does_not_decide(self, browser: Client, index: DelegationIndexPage) -> None:
        run = uploaded(browser, VISIT)
        chief = make_officer(index, "chief")
        chief.user_permissions.add(Permission.objects.get(codename="view_importrun"))
        chief = signed_in(Client(), chief)
        assert chief.get(reverse("core_import", args=[run.pk])).status_code == 200
        assert (post(chief, "confirm", run).status_code, post(chief, "cancel", run).status_code) == (302, 302)
        run.refresh_from_db()
        assert run.state == "uploaded"

    def test_who_loses_the_right_before_the_task_begins_imports_nothing(
        self, browser: Client, django_capture_on_commit_callbacks: Any
    ) -> None:
        run = uploaded(browser, VISIT)
        with django_capture_on_commit_callbacks() as callbacks:
            post(browser, "confirm", run)
        GroupPagePermission.objects.all().delete()
        for callback in callbacks:
            callback()
        run.refresh_from_db()
        assert (run.state, run.problem) == ("uploaded", "You may not import this table.")
        assert not DelegationPage.objects.exists()

    def test_a_post_needs_its_token(self, officer: Any, partner: Any) -> None:
        careful = signed_in(Client(enforce_csrf_checks=True), officer)
        assert upload(careful, make_workbook(HEADINGS, VISIT)).status_code == 403
        assert not ImportRun.objects.exists()

    def test_get_changes_nothing(self, browser: Client) -> None:
        run = uploaded(browser, VISIT)
        for action in ("choices", "confirm", "cancel"):
            assert browser.get(reverse(f"core_import_{action}", args=[run.pk])).status_code == 405
        assert ImportRun.objects.get().state == "uploaded"


class Unread(io.RawIOBase):
    """A request body that must not be asked for."""

    def read(self, size: int = -1) -> bytes:
        raise AssertionError("the body was read")


def test_a_file_of_200_megabytes_is_refused_before_it_is_read(browser: Client) -> None:
    address = reverse("core_import_upload", args=["visits"])
    response = browser.generic("POST", address, b"", CONTENT_LENGTH=str(200 * 1024**2), **{"wsgi.input": Unread()})
    assert (response.status_code, response.context["error"]) == (
        413,
        f"The file is larger than {MAX_BYTES // 1024**2} MB. Split it into several files.",
    )


@pytest.mark.parametrize(
    "content",
    [b"%PDF-1.7 nothing of a table", (FILES / "visits_with_password.xlsx").read_bytes()],
    ids=["no table", "password"],
)
def test_a_refused_file_gets_one_sentence_and_leaves_nothing(browser: Client, content: bytes) -> None:
    response = upload(browser, content)
    assert response.status_code == 422
    assert response.content.decode().count(response.context["error"]) == 1
    assert not ImportRun.objects.exists()
    assert not DelegationPage.objects.exists()


@pytest.fixture(autouse=True)
def _no_progress_of_other_tests() -> None:
    cache.clear()
