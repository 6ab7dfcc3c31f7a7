"""The history of a partnership: what cannot have happened in this order is refused."""

from datetime import date

import pytest
from django.utils import translation

from cms_site.core.dates import PartialDate
from partnerships import stages

TODAY = date(2016, 12, 1)


def on(year: int, month: int = 1, day: int = 1, precision: str = "day") -> PartialDate:
    return PartialDate(date(year, month, day), precision=precision)


@pytest.mark.parametrize(
    "steps",
    [
        [],
        [("active", None)],
        [("contact", on(2014)), ("letter_sent", on(2015)), ("talks", on(2015)), ("memorandum", on(2016))],
        [("memorandum", on(2016, 9, 1, "month")), ("agreement", on(2016, 9, 1))],
        [("memorandum", on(2016, precision="year")), ("agreement", on(2016, 3, 1))],
        [("dormant", on(2010)), ("contact", on(2016))],
        [("active", None), ("dormant", on(2012)), ("active", on(2016))],
    ],
)
def test_a_history_in_the_order_of_events_is_accepted(steps: list[stages.Step]) -> None:
    assert stages.problems(steps, TODAY) == {}


@pytest.mark.parametrize(
    ("steps", "place"),
    [
        ([("contact", on(2016, 5)), ("letter_sent", on(2016, 4))], (1, "start_date")),
        ([("contact", on(2016, 5)), ("letter_sent", None), ("talks", on(2016, 4))], (2, "start_date")),
        ([("memorandum", on(2016, 9, 1, "month")), ("agreement", on(2016, 8, 31))], (1, "start_date")),
        ([("letter_sent", on(2017))], (0, "start_date")),
        ([("talks", on(2015)), ("contact", on(2016))], (1, "stage")),
    ],
)
def test_what_is_out_of_order_is_refused_at_its_field(steps: list[stages.Step], place: tuple[int, str]) -> None:
    found = stages.problems(steps, TODAY)

    assert [(number, *errors) for number, errors in found.items()] == [place]


def test_the_sentence_names_what_stands_above() -> None:
    with translation.override("en"):
        found = stages.problems([("talks", on(2016, 5)), ("memorandum", on(2016, 4))], TODAY)

    assert "“Talks” (1\N{NO-BREAK SPACE}May 2016)" in found[1]["start_date"]


def test_the_present_stage_is_the_last_of_the_history() -> None:
    steps: list[stages.Step] = [("talks", None), ("memorandum", None)]

    assert not stages.disagreement("memorandum", steps)
    assert not stages.disagreement("active", [])
    assert stages.disagreement("talks", steps)
