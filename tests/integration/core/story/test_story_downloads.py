"""An auditor reads the story of a section and a period, and takes it away as a table that is safe to open."""

import csv
from datetime import timedelta
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.log_actions import log
from wagtail.models import Page

from cms_site.core.story.models import StoryEntry
from tests.factories.home import make_standard
from tests.factories.workflow import make_group, make_member
from tests.integration.core.story.acts import Acts

pytestmark = pytest.mark.django_db
PERIOD, DOWNLOAD = reverse("core_story_of_period"), reverse("core_story_of_period_file")


@pytest.fixture
def acts() -> Acts:
    return Acts()


@pytest.fixture
def auditor(acts: Acts, client: Client) -> Client:
    """Somebody who may edit nothing and read the story of everything."""
    client.force_login(make_member(make_group("auditors", None, permissions=("view_story",)), "auditor", "uk"))
    return client


def table(response: Any) -> list[dict[str, str]]:
    text = b"".join(response.streaming_content).decode().removeprefix("\ufeff")
    return list(csv.DictReader(StringIO(text)))


def titles(client: Client, query: str = "") -> set[str]:
    return {line.title for line in client.get(f"{PERIOD}{query}").context["sheet"]}


@pytest.mark.parametrize("day", ["01.01.0001", "31.12.9999"])
def test_a_period_beyond_all_calendars_is_refused_at_its_field(auditor: Client, day: str) -> None:
    form = auditor.get(f"{PERIOD}?first={day}&last={day}").context["form"]

    assert form.errors.keys() == {"first", "last"}
    assert auditor.post(f"{DOWNLOAD}?first={day}&last={day}", {"format": "csv"}).status_code == 404


def test_the_auditor_reads_a_period_of_a_section_with_what_has_left_it(acts: Acts, auditor: Client) -> None:
    acts.page = acts.published("Лишилася")
    elsewhere = make_standard(Page.objects.get(pk=acts.home.pk))
    section = acts.index.pk
    assert {"Лишилася", elsewhere.title} <= titles(auditor)
    assert titles(auditor, f"?section={section}") == {"Новини", "Лишилася"}
    assert titles(auditor, f"?section={section}&kind=publication") == {"Лишилася"}

    acts.page = acts.published("Видалена")
    acts.delete()
    acts.page = acts.published("Переїхала")
    acts.move()
    assert titles(auditor, f"?section={section}") == {"Новини", "Лишилася", "Видалена", "Переїхала"}
    assert "Видалена" not in titles(auditor, f"?section={elsewhere.pk}")

    today = timezone.localdate()
    assert not titles(auditor, f"?last={today - timedelta(days=1):%d.%m.%Y}&first={today - timedelta(days=9):%d.%m.%Y}")
    wrong = auditor.get(f"{PERIOD}?first={today:%d.%m.%Y}&last={today - timedelta(days=1):%d.%m.%Y}")
    assert wrong.context["form"].errors["last"] == ["Останній день раніший за перший."]
    assert not wrong.context["sheet"].object_list
    assert "Завантажити як XLSX" not in wrong.content.decode()


def test_what_is_taken_away_is_what_is_shown_runs_no_formula_and_is_logged(acts: Acts, auditor: Client) -> None:
    acts.create()
    acts.send_back("=HYPERLINK(1)")
    address = f"{reverse('core_story_file', args=[acts.page.pk])}?kind=approval"

    assert auditor.get(address).status_code == 405
    returned, submitted = table(auditor.post(address, {"format": "csv"}))
    assert (returned["Дія"], returned["Хто"]) == ("Повернуто на доопрацювання: Read by chiefs", "Chief")
    assert returned["Коментар"] == "'=HYPERLINK(1)"
    assert (submitted["Мова"], submitted["Адреса"]) == ("українська", "/sumy/news/class/")

    response = auditor.post(address, {"format": "xlsx"})
    sheet = load_workbook(BytesIO(b"".join(response.streaming_content))).active
    heading, first, *_rest = sheet.iter_rows(values_only=True)
    row = dict(zip(heading, first, strict=True))
    assert (row["Коментар"], row["Сторінка"]) == ("'=HYPERLINK(1)", "Відкрито клас")
    assert row["Коли"].date() == timezone.localdate()
    assert auditor.post(address, {"format": "exe"}).status_code == 404

    told = auditor.get(reverse("core_story", args=[acts.page.pk])).context["sheet"]
    assert [(line.who, line.sentence) for line in told][:2] == [
        ("Auditor", "Історію завантажено у форматі XLSX"),
        ("Auditor", "Історію завантажено у форматі CSV"),
    ]


def test_the_table_of_a_period_has_every_page_and_says_so_in_the_log_of_the_section(
    acts: Acts, auditor: Client
) -> None:
    acts.page = acts.published()
    acts.translate()
    today = timezone.localdate()
    period = f"?first={today.isoformat()}&last={today.isoformat()}&section={acts.index.pk}&language=en"

    rows = table(auditor.post(f"{DOWNLOAD}{period}", {"format": "csv"}))
    assert "Vidkryto klas" in {row["Сторінка"] for row in rows}
    assert {row["Мова"] for row in rows} == {"англійська"}
    (entry,) = StoryEntry.objects.filter(action="core.story.export")
    assert (entry.page_id, entry.user.username) == (acts.index.pk, "auditor")
    assert entry.data["first"] == today.isoformat()

    everywhere = auditor.post(DOWNLOAD, {"format": "csv"})
    assert {"українська", "англійська"} <= {row["Мова"] for row in table(everywhere)}
    assert StoryEntry.objects.filter(action="core.story.export").first().page_id == Page.get_first_root_node().pk
    assert auditor.post(f"{DOWNLOAD}?first=x", {"format": "csv"}).status_code == 404


def test_a_period_of_many_acts_takes_the_queries_of_one_with_few(acts: Acts, auditor: Client) -> None:
    def queries() -> int:
        auditor.get(PERIOD)
        with CaptureQueriesContext(connection) as captured:
            auditor.get(PERIOD)
        return len(captured)

    acts.published()
    few = queries()
    for number in range(30):
        page = acts.published(f"Новина {number}")
        log(instance=page, action="wagtail.comments.create", user=acts.author)
    acts.author.delete()

    assert queries() == few
