from datetime import date, timedelta
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.mofile import write_mo
from django.conf import settings as django_settings
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from cms_site.core.dates import PartialDate, Precision, validate

NBSP = "\N{NO-BREAK SPACE}"
DAYS = st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 12, 31))
PARTIAL_DATES = st.builds(PartialDate, DAYS, st.none() | DAYS, st.sampled_from(Precision))
SEASON_WORDS = {
    "uk": {"spring": "весна", "summer": "літо", "autumn": "осінь", "winter": "зима"},
    "pl": {"spring": "wiosna", "summer": "lato", "autumn": "jesień", "winter": "zima"},
}


def month(year: int, number: int, end: date | None = None) -> PartialDate:
    return PartialDate(date(year, number, 1), end, Precision.MONTH)


def season(start: date, end: date | None = None) -> PartialDate:
    return PartialDate(start, end, Precision.SEASON)


@pytest.fixture
def season_words(settings, tmp_path: Path) -> None:
    """Give the seasons a Ukrainian and a Polish word, whatever the state of the project's own catalogue."""
    for language, words in SEASON_WORDS.items():
        catalogue = Catalog(locale=language)
        for message, word in words.items():
            catalogue.add(message, word, context="season")
        target = tmp_path / language / "LC_MESSAGES" / "django.mo"
        target.parent.mkdir(parents=True)
        with target.open("wb") as file:
            write_mo(file, catalogue)
    settings.LOCALE_PATHS = [tmp_path]


@pytest.mark.parametrize(
    ("given_date", "precision", "expected"),
    [
        (date(2016, 9, 17), "day", date(2016, 9, 17)),
        (date(2016, 9, 17), "month", date(2016, 9, 1)),
        (date(2016, 9, 17), "year", date(2016, 1, 1)),
        (date(2016, 3, 1), "season", date(2016, 3, 1)),
        (date(2016, 5, 31), "season", date(2016, 3, 1)),
        (date(2016, 6, 1), "season", date(2016, 6, 1)),
        (date(2016, 11, 30), "season", date(2016, 9, 1)),
        (date(2016, 12, 31), "season", date(2016, 12, 1)),
        (date(2017, 1, 1), "season", date(2016, 12, 1)),
        (date(2017, 2, 28), "season", date(2016, 12, 1)),
    ],
)
def test_a_date_is_normalised_to_the_first_day_of_its_period(given_date, precision, expected):
    assert PartialDate(given_date, None, precision).normalised() == PartialDate(expected, None, precision)


def test_an_end_in_the_same_period_as_the_start_is_no_end():
    assert PartialDate(date(2016, 9, 5), date(2016, 9, 5)).normalised().end is None
    assert month(2016, 9, date(2016, 9, 30)).normalised().end is None
    assert season(date(2016, 12, 1), date(2017, 2, 1)).normalised().end is None


def test_an_end_in_a_later_period_is_normalised_too():
    assert month(2016, 9, date(2016, 10, 30)).normalised().end == date(2016, 10, 1)


@given(PARTIAL_DATES)
def test_normalising_twice_changes_nothing_more_and_keeps_the_meaning(partial):
    once = partial.normalised()
    assert once.normalised() == once
    assert (once.first_day(), once.last_day()) == (partial.first_day(), partial.last_day())
    assert once.text("en") == partial.text("en")


@pytest.mark.parametrize(
    ("partial", "expected"),
    [
        (PartialDate(date(2016, 2, 25)), date(2016, 2, 25)),
        (PartialDate(date(2016, 2, 25), date(2016, 2, 28)), date(2016, 2, 28)),
        (month(2016, 2), date(2016, 2, 29)),
        (month(2016, 11, date(2016, 12, 1)), date(2016, 12, 31)),
        (season(date(2016, 3, 1)), date(2016, 5, 31)),
        (season(date(2016, 9, 1)), date(2016, 11, 30)),
        (season(date(2015, 12, 1)), date(2016, 2, 29)),
        (PartialDate(date(2016, 1, 1), None, "year"), date(2016, 12, 31)),
    ],
)
def test_the_last_day_is_the_last_possible_one(partial, expected):
    assert partial.last_day() == expected


@given(DAYS, st.sampled_from(Precision))
def test_the_day_after_a_period_begins_another_period_of_the_same_kind(day, precision):
    partial = PartialDate(day, None, precision)
    assert partial.first_day() <= day <= partial.last_day()
    following = partial.last_day() + timedelta(days=1)
    assert PartialDate(following, None, precision).first_day() == following


@pytest.mark.parametrize("day", [date.min, date.max])
@pytest.mark.parametrize("precision", Precision)
def test_the_ends_of_the_calendar_make_no_traceback(day, precision):
    partial = PartialDate(day, day, precision).normalised()
    assert partial.last_day() >= partial.first_day()
    assert partial.text("uk")
    assert partial.isoformat()


def test_days_are_counted_with_both_ends_and_only_when_known():
    assert PartialDate(date(2016, 2, 25)).days == 1
    assert PartialDate(date(2016, 2, 25), date(2016, 2, 28)).days == 4
    assert month(2016, 9).days is None


def test_the_year_is_the_one_in_which_the_period_starts():
    assert PartialDate(date(2016, 12, 30), date(2017, 1, 2)).year == 2016
    assert season(date(2017, 1, 15)).year == 2016


@pytest.mark.parametrize(
    ("language", "end", "expected"),
    [
        ("uk", None, f"25{NBSP}лютого 2016"),
        ("en", None, f"25{NBSP}February 2016"),
        ("pl", None, f"25{NBSP}lutego 2016"),
        ("uk", date(2016, 2, 25), f"25{NBSP}лютого 2016"),
        ("uk", date(2016, 2, 28), f"25–28{NBSP}лютого 2016"),
        ("en", date(2016, 2, 28), f"25–28{NBSP}February 2016"),
        ("de", date(2016, 2, 28), f"25.–28.{NBSP}Februar 2016"),
        ("uk", date(2016, 6, 2), f"25{NBSP}лютого{NBSP}– 2{NBSP}червня 2016"),
        ("pl", date(2016, 6, 2), f"25{NBSP}lutego{NBSP}– 2{NBSP}czerwca 2016"),
        ("es", date(2016, 6, 2), f"25{NBSP}de febrero{NBSP}– 2{NBSP}de junio de 2016"),
        ("uk", date(2017, 1, 2), f"25{NBSP}лютого 2016{NBSP}– 2{NBSP}січня 2017"),
        ("en-us", date(2016, 2, 28), f"February 25, 2016{NBSP}– February 28, 2016"),
        ("lt", date(2016, 2, 28), f"2016 m. vasario 25 d.{NBSP}– 2016 m. vasario 28 d."),
    ],
)
def test_days_read_as_the_language_writes_them(language, end, expected):
    assert PartialDate(date(2016, 2, 25), end).text(language) == expected


@pytest.mark.parametrize(
    ("language", "end", "expected"),
    [
        ("uk", None, "вересень 2016"),
        ("en", None, "September 2016"),
        ("pl", None, "wrzesień 2016"),
        ("es", None, "septiembre de 2016"),
        ("lt", None, "2016 m. rugsėjis"),
        ("uk", date(2016, 10, 1), "вересень–жовтень 2016"),
        ("pl", date(2016, 10, 1), "wrzesień–październik 2016"),
        ("uk", date(2017, 1, 1), f"вересень 2016{NBSP}– січень 2017"),
        ("lt", date(2016, 10, 1), f"2016 m. rugsėjis{NBSP}– 2016 m. spalis"),
    ],
)
def test_months_read_in_the_nominative(language, end, expected):
    assert month(2016, 9, end).text(language) == expected


@pytest.mark.parametrize("number", range(1, 13))
def test_a_month_is_never_shown_as_its_first_day_in_ukrainian(number):
    text = month(2016, number).text("uk")
    name, year = text.split(" ")
    assert year == "2016"
    assert name.isalpha()
    assert f"{NBSP}{name} " not in PartialDate(date(2016, number, 1)).text("uk")


@pytest.mark.usefixtures("season_words")
@pytest.mark.parametrize(
    ("language", "partial", "expected"),
    [
        ("uk", season(date(2016, 4, 15)), "весна 2016"),
        ("uk", season(date(2017, 1, 15)), "зима 2016–2017"),
        ("en", season(date(2016, 12, 1)), "winter 2016–2017"),
        ("pl", season(date(2016, 12, 1)), "zima 2016–2017"),
        ("uk", season(date(2016, 3, 1), date(2016, 6, 1)), "весна–літо 2016"),
        ("uk", season(date(2016, 9, 1), date(2016, 12, 1)), f"осінь 2016{NBSP}– зима 2016–2017"),
        ("pl", season(date(2015, 12, 1), date(2016, 9, 1)), f"zima 2015–2016{NBSP}– jesień 2016"),
    ],
)
def test_seasons_read_with_their_year_and_winter_with_both(language, partial, expected):
    assert partial.text(language) == expected


def test_years_read_as_numbers():
    assert PartialDate(date(2016, 1, 1), None, "year").text("uk") == "2016"
    assert PartialDate(date(2016, 1, 1), date(2017, 1, 1), "year").text("uk") == "2016–2017"


def test_a_date_prints_in_the_active_language():
    with translation.override("pl"):
        assert str(month(2016, 9)) == "wrzesień 2016"
    with translation.override("uk"):
        assert str(month(2016, 9)) == "вересень 2016"


def test_one_language_never_leaks_into_the_next():
    assert month(2016, 9).text("zh-hans") == "2016年9月"
    assert month(2016, 9).text("de") == "September 2016"
    assert month(2016, 9).text("bg") == "септември 2016"


def test_an_unknown_language_reads_as_english():
    assert month(2016, 9).text("xx-unknown") == "September 2016"


@given(PARTIAL_DATES, st.sampled_from([code for code, _ in django_settings.LANGUAGES]))
def test_every_configured_language_shows_every_date_with_its_year(partial, language):
    assert str(partial.year) in partial.text(language)


@pytest.mark.parametrize(
    ("partial", "expected"),
    [
        (PartialDate(date(2016, 2, 25)), "2016-02-25"),
        (PartialDate(date(2016, 2, 25), date(2016, 2, 28)), "2016-02-25/2016-02-28"),
        (month(2016, 9), "2016-09"),
        (month(2016, 9, date(2016, 10, 1)), "2016-09/2016-10"),
        (season(date(2016, 4, 1)), "2016-21"),
        (season(date(2016, 7, 1)), "2016-22"),
        (season(date(2016, 9, 1)), "2016-23"),
        (season(date(2017, 2, 1)), "2016-24"),
        (season(date(2016, 3, 1), date(2016, 6, 1)), "2016-03/2016-08"),
        (PartialDate(date(2016, 5, 5), None, "year"), "2016"),
        (PartialDate(date(2016, 1, 1), date(2017, 1, 1), "year"), "2016/2017"),
    ],
)
def test_machines_read_dates_as_edtf(partial, expected):
    assert partial.isoformat() == expected


IN_ORDER = [
    season(date(2015, 12, 1)),
    PartialDate(date(2016, 1, 1), None, "year"),
    month(2016, 1),
    PartialDate(date(2016, 1, 1)),
    PartialDate(date(2016, 1, 1), date(2016, 1, 3)),
    PartialDate(date(2016, 1, 2)),
]


@given(st.permutations(IN_ORDER))
def test_dates_sort_by_first_day_then_the_vaguer_first_then_the_earlier_end(shuffled):
    assert sorted(shuffled, key=lambda partial: partial.sort_key) == IN_ORDER


def test_precisions_sort_alphabetically_from_the_finest_so_that_sql_sorts_them_alike():
    assert sorted(Precision.values) == Precision.values


def test_an_end_before_the_start_is_refused_at_the_end():
    with translation.override("en"):
        assert validate(date(2016, 2, 2), date(2016, 2, 1), "day") == {"end": "The end is before the start."}
        assert validate(date(2016, 2, 1), date(2016, 1, 31), "month") == {"end": "The end is before the start."}


def test_an_end_without_a_start_is_refused_at_the_end():
    with translation.override("en"):
        assert validate(None, date(2016, 2, 1), "day") == {"end": "There is an end but no start."}


@pytest.mark.parametrize(
    ("start", "end", "precision"),
    [
        (None, None, None),
        (date(2016, 2, 1), None, ""),
        (date(2016, 2, 1), date(2016, 2, 1), None),
        (date(2016, 2, 20), date(2016, 2, 1), "month"),
        (date(2016, 2, 1), date(2015, 12, 1), "season"),
    ],
)
def test_half_empty_drafts_and_ends_in_the_same_period_pass(start, end, precision):
    assert validate(start, end, precision) == {}
