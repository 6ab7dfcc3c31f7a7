from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from cms_site.core.validators import validate_isbn, validate_latitude, validate_longitude


@pytest.mark.parametrize(
    "value",
    [
        "978-0-306-40615-7",
        "9780306406157",
        "978 0 306 40615 7",
        "0-306-40615-2",
        "0306406152",
        "0-8044-2957-X",
        "080442957x",
    ],
)
def test_a_right_isbn_passes_however_it_is_written(value):
    validate_isbn(value)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("978-0-306-40615-8", "isbn_check_digit"),
        ("0-306-40615-3", "isbn_check_digit"),
        ("0-306-40615-X", "isbn_check_digit"),
        ("4006381333931", "isbn_prefix"),
        ("978-0-306-40615", "isbn_shape"),
        ("306406152", "isbn_shape"),
        ("97803064061X7", "isbn_shape"),
        ("ISBN 978-0-306-40615-7", "isbn_shape"),
        ("not an isbn", "isbn_shape"),
        ("٩٧٨٠٣٠٦٤٠٦١٥٧", "isbn_shape"),
        ("", "isbn_shape"),
    ],
)
def test_a_wrong_isbn_is_refused_with_its_reason(value, code):
    with pytest.raises(ValidationError) as refusal:
        validate_isbn(value)
    assert refusal.value.code == code
    assert refusal.value.messages[0].endswith(".")


@pytest.mark.parametrize("value", [Decimal("50.9077"), 0, -90, 90])
def test_a_latitude_on_the_globe_passes(value):
    validate_latitude(value)


@pytest.mark.parametrize("value", [Decimal("90.000001"), -90.1, float("nan"), float("inf"), Decimal("NaN")])
def test_a_latitude_off_the_globe_is_refused(value):
    with pytest.raises(ValidationError):
        validate_latitude(value)


@pytest.mark.parametrize("value", [Decimal("34.7981"), 0, -180, 180])
def test_a_longitude_on_the_globe_passes(value):
    validate_longitude(value)


@pytest.mark.parametrize("value", [Decimal("180.000001"), -180.1, float("nan"), float("-inf")])
def test_a_longitude_off_the_globe_is_refused(value):
    with pytest.raises(ValidationError):
        validate_longitude(value)
