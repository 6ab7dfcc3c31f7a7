"""Whether an agreement is in force on a day, asked of one in Python and of many in SQL."""

from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest

from cms_site.core.dates import Precision
from cms_site.core.drafts import add_drafts
from partnerships.models import Agreement
from partnerships.validity import Validity
from tests.factories.core import make_site
from tests.factories.partnerships import make_agreement_index

# A page asks for its content type as soon as it is made.
pytestmark = pytest.mark.django_db

JANUARY, MARCH, DECEMBER = date(2016, 1, 1), date(2016, 3, 1), date(2016, 12, 31)
YEAR = {"valid_from": JANUARY, "valid_to": DECEMBER}


@pytest.mark.parametrize(
    ("fields", "day", "validity"),
    [
        ({**YEAR, "start_date": JANUARY}, date(2015, 12, 31), Validity.NOT_YET),
        ({**YEAR, "start_date": JANUARY}, JANUARY, Validity.IN_FORCE),
        ({**YEAR, "start_date": JANUARY}, DECEMBER, Validity.IN_FORCE),
        ({**YEAR, "start_date": JANUARY}, date(2017, 1, 1), Validity.EXPIRED),
        ({**YEAR, "start_date": MARCH}, date(2016, 2, 29), Validity.NOT_YET),
        ({**YEAR, "start_date": MARCH}, MARCH, Validity.IN_FORCE),
        ({"start_date": MARCH, "valid_to": DECEMBER}, date(2016, 2, 29), Validity.NOT_YET),
        ({"start_date": MARCH, "valid_to": DECEMBER}, MARCH, Validity.IN_FORCE),
        ({"start_date": MARCH, "date_precision": "month", "valid_to": DECEMBER}, date(2016, 3, 30), Validity.UNKNOWN),
        ({"start_date": MARCH, "date_precision": "month", "valid_to": DECEMBER}, date(2016, 3, 31), Validity.IN_FORCE),
        ({"start_date": MARCH}, date(2016, 3, 2), Validity.UNKNOWN),
        ({"start_date": MARCH, "without_end": True}, date(2066, 3, 2), Validity.IN_FORCE),
        (YEAR, date(2016, 3, 2), Validity.UNKNOWN),
        (YEAR, date(2017, 3, 2), Validity.UNKNOWN),
        ({}, date(2016, 3, 2), Validity.UNKNOWN),
    ],
)
def test_validity_says_no_more_than_is_recorded(fields: dict[str, Any], day: date, validity: Validity) -> None:
    assert Agreement(**fields).validity_on(day) == validity


def test_what_one_agreement_says_and_what_the_database_finds_are_the_same() -> None:
    signings = [None, date(2016, 2, 17), date(2015, 12, 1)]
    begins, ends = [None, date(2016, 2, 10)], [None, date(2016, 9, 1)]
    cases = product(signings, Precision.values, begins, ends, [False, True])
    index = make_agreement_index(make_site())
    agreements = [
        Agreement(
            title="Угода",
            slug=f"agreement-{number}",
            locale=index.locale,
            start_date=signed,
            date_precision=precision,
            valid_from=begin,
            valid_to=end,
            without_end=without_end and not end,
        )
        for number, (signed, precision, begin, end, without_end) in enumerate(cases)
    ]
    add_drafts(index, agreements, None)
    days = [date(2015, 11, 30) + timedelta(days=37 * step) for step in range(15)]
    # the turns of periods, where mistakes are made
    days += [date(2015, 12, 31), JANUARY, date(2016, 2, 28), date(2016, 2, 29), MARCH, DECEMBER, date(2017, 1, 1)]

    for day in days:
        said = {agreement.pk: agreement.validity_on(day) for agreement in agreements}
        assert dict(Agreement.objects.with_validity(day).values_list("pk", "validity_then")) == said
        in_force = set(Agreement.objects.in_force_on(day).values_list("pk", flat=True))
        assert in_force == {pk for pk, validity in said.items() if validity == Validity.IN_FORCE}
