"""An alert holds from its start to its end, and ends by itself in every language."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import Locale

from home.models import Alert
from tests.factories.home import make_alert

pytestmark = pytest.mark.django_db

KYIV = ZoneInfo("Europe/Kyiv")
NOON = datetime(2016, 5, 15, 12, 0, tzinfo=KYIV)


def active() -> list[str]:
    return [alert.title for alert in Alert.objects.in_language("uk").active(timezone.now())]


def test_an_alert_begins_at_its_start_and_ends_by_itself() -> None:
    make_alert(start=NOON, expected_end=NOON + timedelta(hours=3))

    with time_machine.travel(NOON - timedelta(seconds=1), tick=False):
        assert active() == []
    with time_machine.travel(NOON, tick=False):
        assert active() == ["Немає води"]
    with time_machine.travel(NOON + timedelta(hours=3), tick=False):
        assert active() == []


def test_the_actual_end_counts_whether_it_is_earlier_or_later_than_expected() -> None:
    make_alert(title="Рано", start=NOON, expected_end=NOON + timedelta(hours=3), actual_end=NOON + timedelta(hours=1))
    make_alert(title="Пізно", start=NOON, expected_end=NOON + timedelta(hours=3), actual_end=NOON + timedelta(hours=5))

    with time_machine.travel(NOON + timedelta(minutes=30), tick=False):
        assert set(active()) == {"Рано", "Пізно"}
    with time_machine.travel(NOON + timedelta(hours=4), tick=False):
        assert active() == ["Пізно"]


def test_a_draft_is_not_active() -> None:
    make_alert(live=False)

    assert active() == []


def test_the_newest_stands_first() -> None:
    now = timezone.now()
    make_alert(title="Старе", start=now - timedelta(hours=5))
    make_alert(title="Нове", start=now - timedelta(minutes=5))

    assert active() == ["Нове", "Старе"]


@pytest.mark.parametrize(
    ("times", "field"),
    [
        ({"expected_end": NOON}, "expected_end"),
        ({"expected_end": NOON - timedelta(hours=1)}, "expected_end"),
        ({"expected_end": None}, "expected_end"),
        ({"expected_end": NOON + timedelta(hours=1), "actual_end": NOON - timedelta(hours=1)}, "actual_end"),
    ],
)
def test_an_end_that_is_missing_or_before_the_start_is_refused_at_its_field(times: dict, field: str) -> None:
    alert = Alert(
        title="Немає води", service="water", start=NOON, locale=Locale.objects.get(language_code="uk"), **times
    )

    with pytest.raises(ValidationError) as refused:
        alert.full_clean()

    assert field in refused.value.message_dict


@pytest.mark.parametrize("times", [{"expected_end": NOON}, {"actual_end": NOON - timedelta(hours=1)}])
def test_the_database_refuses_an_end_before_the_start(times: dict) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_alert(start=NOON, **{"expected_end": NOON + timedelta(hours=1), **times})


def test_an_alert_that_ends_early_ends_in_every_language() -> None:
    source = make_alert()
    source.save_revision().publish()
    translation = source.copy_for_translation(Locale.objects.get(language_code="en"))
    translation.title = "No water"
    translation.save()
    translation.save_revision().publish()
    assert Alert.objects.in_language("en").active(timezone.now()).count() == 1

    source.refresh_from_db()
    source.actual_end = timezone.now().replace(microsecond=0)
    source.save_revision().publish()

    translation.refresh_from_db()
    assert translation.title == "No water"
    assert translation.actual_end == source.actual_end
    assert translation.get_latest_revision_as_object().actual_end == source.actual_end
    assert not Alert.objects.active(timezone.now()).exists()


def test_a_draft_translation_takes_the_times_and_stays_a_draft() -> None:
    source = make_alert()
    translation = source.copy_for_translation(Locale.objects.get(language_code="en"))
    translation.live = False
    translation.save()
    translation.title = "No water"
    translation.save_revision()

    source.service = "heat"
    source.save_revision().publish()

    translation.refresh_from_db()
    draft = translation.get_latest_revision_as_object()
    assert (translation.live, translation.service) == (False, "heat")
    assert (draft.title, draft.service) == ("No water", "heat")


def test_an_alert_that_is_taken_back_is_taken_back_in_every_language() -> None:
    source = make_alert()
    translation = source.copy_for_translation(Locale.objects.get(language_code="en"))
    translation.title, translation.live = "No water", True
    translation.save()

    source.unpublish()

    assert not Alert.objects.filter(live=True).exists()


def test_a_warning_in_another_language_has_no_ukrainian_words_when_it_is_public() -> None:
    draft = make_alert("en", title="Немає води", live=False)
    assert draft.pk

    with pytest.raises(ValidationError, match="Не перекладено"):
        draft.save_revision().publish()

    draft.title, draft.streets = "No water", "Soborna Street"
    draft.save_revision().publish()
    assert Alert.objects.get(pk=draft.pk).live
