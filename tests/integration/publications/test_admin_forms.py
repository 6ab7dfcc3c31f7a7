"""What editors meet in the forms of publications: sentences at fields, nothing typed lost, seals that hold."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission, ModelLogEntry, Page, PageLogEntry
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from publications.models import Act, AnnualReportPage, BookPage, BulletinIndexPage, BulletinIssuePage
from tests.factories.core import make_site
from tests.factories.publications import (
    make_act,
    make_book,
    make_book_index,
    make_bulletin,
    make_issue,
    make_report,
    make_report_index,
    publish,
)

pytestmark = [pytest.mark.django_db, pytest.mark.wagtail_indexes]


@pytest.fixture
def home() -> Page:
    return make_site()


@pytest.fixture
def bulletin(home: Page) -> BulletinIndexPage:
    return make_bulletin(home)


@pytest.fixture
def admin(client: Client) -> Client:
    user = get_user_model().objects.create_superuser(username="admin", email="admin@example.org", password="secret")
    client.force_login(user)
    return client


def story(**fields: Any) -> dict[str, Any]:
    """The form of any page, with nothing but `fields` filled in."""
    return {
        "lead": "",
        "body": streamfield([]),
        "slug": "storinka",  # the script of the form fills it in
        "comments": inline_formset([]),
        **fields,
    }


def book_form(**fields: Any) -> dict[str, Any]:
    rows = {"authors": inline_formset([{"name": "А. Волошин"}]), "library_copies": inline_formset([])}
    return nested_form_data(story(**{**rows, **fields}))


def issue_form(**fields: Any) -> dict[str, Any]:
    return nested_form_data(story(**{"date_precision": "day", **fields}))


def act_form(**fields: Any) -> dict[str, Any]:
    return nested_form_data(story(**{"date_precision": "day", "status": "in_force", **fields}))


def add(client: Client, model: type[Page], parent: Page, data: dict[str, Any], *, publish: bool = False) -> Any:
    url = reverse("wagtailadmin_pages:add", args=[model._meta.app_label, model._meta.model_name, parent.pk])
    return client.post(url, {**data, **({"action-publish": "1"} if publish else {})})


def form_of(response: Any) -> Any:
    assert response.status_code == 200, "the form was accepted"
    return response.context["form"]


def test_a_wrong_isbn_is_refused_at_the_field_and_nothing_typed_is_lost(admin: Client, home: Page) -> None:
    typed = {"title": "Часомобіль", "isbn": "978-0-306-40615-8", "publisher": "Мрія", "print_run": "500"}

    response = add(admin, BookPage, make_book_index(home), book_form(**typed))

    form = form_of(response)
    assert list(form.errors) == ["isbn"]
    assert form.errors["isbn"][0] in response.content.decode()
    for name, value in typed.items():
        assert form[name].value() == value
        assert value in response.content.decode()
    assert form.formsets["authors"].forms[0]["name"].value() == "А. Волошин"
    assert not BookPage.objects.exists()


def test_an_isbn_of_another_book_is_refused_at_the_field(admin: Client, home: Page) -> None:
    books = make_book_index(home)
    make_book(books, title="Перша", isbn="9780306406157")

    form = form_of(add(admin, BookPage, books, book_form(title="Друга", isbn="0-306-40615-2")))

    assert list(form.errors) == ["isbn"]
    assert "Перша" in form.errors["isbn"][0]
    assert form["isbn"].value() == "0-306-40615-2"


def test_a_library_named_twice_is_refused_at_its_row(admin: Client, home: Page) -> None:
    from partnerships.models import Organisation

    library = Organisation(name="Бібліотека")
    library.full_clean()
    library.save()
    rows = inline_formset([{"library": library.pk, "library_name": "Інша", "copies": "2"}])

    form = form_of(add(admin, BookPage, make_book_index(home), book_form(title="Книга", library_copies=rows)))

    row = form.formsets["library_copies"].forms[0]
    assert list(row.errors) == ["library_name"]
    assert row["copies"].value() == "2"


@pytest.mark.parametrize("publishing", [False, True])
def test_a_second_issue_with_the_same_number_is_refused_and_nothing_typed_is_lost(
    admin: Client, bulletin: BulletinIndexPage, publishing: bool
) -> None:
    make_issue(bulletin, number=3, title="Третій випуск")
    typed = {"title": "Ще один", "number": "3", "year": "2016", "lead": "Що в ньому є."}

    response = add(admin, BulletinIssuePage, bulletin, issue_form(**typed), publish=publishing)

    form = form_of(response)
    assert list(form.errors) == ["number"]
    assert "Третій випуск" in form.errors["number"][0]
    for name, value in typed.items():
        assert form[name].value() == value
    assert BulletinIssuePage.objects.count() == 1


def test_half_empty_drafts_are_saved_and_cannot_be_published(admin: Client, home: Page) -> None:
    bulletin = make_bulletin(home)
    issue = make_issue(bulletin)
    reports = make_report_index(home)
    cases = [
        (BulletinIssuePage, bulletin, issue_form(title="Чернетка"), {"number", "year"}),
        (Act, issue, act_form(title="Чернетка"), {"issuing_body", "kind", "number", "start_date", "document"}),
        (AnnualReportPage, reports, nested_form_data(story(title="Чернетка")), {"year"}),
    ]
    for model, parent, data, needed in cases:
        assert add(admin, model, parent, data).status_code == 302, model
        other = {**data, "slug": "insha"}
        assert set(form_of(add(admin, model, parent, other, publish=True)).errors) == needed


def test_an_act_is_published_with_a_text_or_a_file(admin: Client, bulletin: BulletinIndexPage) -> None:
    issue = make_issue(bulletin)
    typed = {"title": "Наказ", "issuing_body": "mayor", "kind": "order", "number": "7-Р", "start_date": "2016-05-04"}

    form = form_of(add(admin, Act, issue, act_form(**typed), publish=True))
    assert list(form.errors) == ["document"]
    assert form["number"].value() == "7-Р"
    text = streamfield([("heading", "Текст")])

    assert add(admin, Act, issue, act_form(**typed, body=text), publish=True).status_code == 302
    assert Act.objects.get().live


def test_an_act_with_a_number_given_this_year_is_refused_at_the_field(
    admin: Client, bulletin: BulletinIndexPage
) -> None:
    issue = make_issue(bulletin)
    make_act(issue, number="7-Р", title="Перше")
    typed = {"title": "Друге", "issuing_body": "mayor", "kind": "order", "number": "7-Р", "start_date": "2016-07-01"}

    form = form_of(add(admin, Act, issue, act_form(**typed)))

    assert list(form.errors) == ["number"]
    assert "Перше" in form.errors["number"][0]


def test_a_second_report_of_a_year_is_refused_at_the_field(admin: Client, home: Page) -> None:
    reports = make_report_index(home)
    make_report(reports)

    form = form_of(add(admin, AnnualReportPage, reports, nested_form_data(story(title="Другий", year="2016"))))

    assert list(form.errors) == ["year"]


def test_the_number_of_a_sealed_issue_is_refused_at_the_field(admin: Client, bulletin: BulletinIndexPage) -> None:
    issue = publish(make_issue(bulletin, number=3))
    url = reverse("wagtailadmin_pages:edit", args=[issue.pk])

    form = form_of(admin.post(url, issue_form(title=issue.title, slug=issue.slug, number="4", year="2016")))

    assert list(form.errors) == ["number"]
    assert form["number"].value() == "4"


def test_under_a_seal_nobody_adds_deletes_or_moves_an_act(admin: Client, bulletin: BulletinIndexPage) -> None:
    issue = make_issue(bulletin)
    act = make_act(issue)
    issue = publish(issue)
    assert add(admin, Act, issue, act_form(title="Зайве")).status_code == 302
    for page in (act, issue):
        admin.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
        admin.post(reverse("wagtailadmin_pages:move", args=[page.pk]), {"new_parent_page": bulletin.pk})

    assert Act.objects.count() == 1
    assert BulletinIssuePage.objects.filter(pk=issue.pk).exists()
    assert Act.objects.get().get_parent().pk == issue.pk


def test_an_issue_is_unsealed_with_a_reason_and_sealed_again_by_publishing(
    admin: Client, bulletin: BulletinIndexPage
) -> None:
    issue = publish(make_issue(bulletin, number=3))
    url = reverse("unseal_issue", args=[issue.pk])
    assert url in admin.get(reverse("wagtailadmin_pages:edit", args=[issue.pk])).content.decode()

    assert admin.get(url).status_code == 200
    assert admin.post(url, {"reason": ""}).status_code == 200
    assert BulletinIssuePage.objects.get().is_sealed()
    admin.post(url, {"reason": "Помилка в номері."})

    issue = BulletinIssuePage.objects.get()
    assert not issue.is_sealed()
    entry = PageLogEntry.objects.get(action="publications.unseal")
    assert (entry.page_id, entry.data["reason"]) == (issue.pk, "Помилка в номері.")
    issue.number = 4
    assert publish(issue).is_sealed()
    assert admin.get(url).status_code == 200
    assert admin.get(reverse("wagtailadmin_pages:history", args=[issue.pk])).status_code == 200


def test_unsealing_takes_the_permission_and_rights_on_the_issue(client: Client, bulletin: BulletinIndexPage) -> None:
    issue = publish(make_issue(bulletin))
    url = reverse("unseal_issue", args=[issue.pk])
    user = get_user_model().objects.create_user(username="clerk", email="clerk@example.org", password="secret")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    assert client.post(url, {"reason": "Так треба."}).status_code != 200
    user.user_permissions.add(Permission.objects.get(codename="unseal_issue"))
    assert client.post(url, {"reason": "Так треба."}).status_code == 403

    assert BulletinIssuePage.objects.get().is_sealed()
    assert not ModelLogEntry.objects.exists()
    assert not GroupPagePermission.objects.filter(group__user=user).exists()


def test_numbered_pages_are_copied_as_drafts_alone(admin: Client, bulletin: BulletinIndexPage) -> None:
    issue = publish(make_issue(bulletin, number=3))
    url = reverse("wagtailadmin_pages:copy", args=[issue.pk])
    assert "publish_copies" not in admin.get(url).context["form"].fields
    typed = {"new_title": "Копія", "new_slug": "", "new_parent_page": bulletin.pk, "publish_copies": "on"}

    assert admin.post(url, typed).status_code == 302

    copy = BulletinIssuePage.objects.get(slug="kopiia")
    assert not copy.live
    form = form_of(
        admin.post(
            reverse("wagtailadmin_pages:edit", args=[copy.pk]),
            issue_form(title="Копія", slug="kopiia", number="3", year="2016"),
        )
    )
    assert list(form.errors) == ["number"]


def test_every_list_of_the_menu_group_opens_and_filters(admin: Client, home: Page) -> None:
    make_book(make_book_index(home), title="Часомобіль", year=2016, kind="fiction", isbn="9780306406157")
    issue = make_issue(make_bulletin(home), number=3, start_date=date(2016, 5, 6))
    make_act(issue, title="Про озеленення")
    make_report(make_report_index(home))
    searches = {
        "bookpage": ("Часомобіль", "kind=fiction", "kind=poetry"),
        "bulletinissuepage": ("Вісник № 3", "year=2016", "year=2015"),
        "act": ("Про озеленення", "issuing_body=mayor", "issuing_body=council"),
        "annualreportpage": ("Звіт за 2016 рік", "year=2016", "year=2015"),
    }
    for name, (title, matching, other) in searches.items():
        url = reverse(f"publications_{name}:index")
        assert title in admin.get(url).content.decode()
        assert title in admin.get(f"{url}?{matching}").content.decode()
        assert title not in admin.get(f"{url}?{other}").content.decode()
