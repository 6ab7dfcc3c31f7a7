"""Whether an agreement is in force on a day."""

from datetime import date

import pytest

from partnerships.models import Agreement
from partnerships.models.agreements import Validity

# A page asks for its content type as soon as it is made.
pytestmark = pytest.mark.django_db

JANUARY, DECEMBER = date(2016, 1, 1), date(2016, 12, 31)


@pytest.mark.parametrize(
    ("fields", "day", "validity"),
    [
        ({"valid_from": JANUARY, "valid_to": DECEMBER}, date(2015, 12, 31), Validity.NOT_YET),
        ({"valid_from": JANUARY, "valid_to": DECEMBER}, JANUARY, Validity.IN_FORCE),
        ({"valid_from": JANUARY, "valid_to": DECEMBER}, DECEMBER, Validity.IN_FORCE),
        ({"valid_from": JANUARY, "valid_to": DECEMBER}, date(2017, 1, 1), Validity.EXPIRED),
        ({"start_date": date(2016, 3, 1), "valid_to": DECEMBER}, date(2016, 2, 29), Validity.NOT_YET),
        ({"start_date": date(2016, 3, 1), "valid_to": DECEMBER}, date(2016, 3, 1), Validity.IN_FORCE),
        ({"start_date": date(2016, 3, 1)}, date(2016, 3, 2), Validity.UNKNOWN),
        ({"valid_to": DECEMBER}, date(2016, 3, 2), Validity.UNKNOWN),
        ({}, date(2016, 3, 2), Validity.UNKNOWN),
    ],
)
def test_validity_says_no_more_than_is_recorded(fields: dict[str, date], day: date, validity: Validity) -> None:
    assert Agreement(**fields).validity_on(day) == validity
