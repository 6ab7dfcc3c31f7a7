"""Checks of single values that many page types share."""

import re
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from stdnum import isbn
from stdnum.exceptions import InvalidChecksum, InvalidComponent
from stdnum.exceptions import ValidationError as InvalidNumber
from stdnum.util import clean

_ISBN_SHAPE = re.compile(r"[0-9]{9}[0-9Xx]|[0-9]{13}")


def validate_isbn(value: str) -> None:
    """Accept an ISBN of 10 or 13 digits, with or without hyphens and spaces (ISO 2108).

    Raises ValidationError with what is wrong: the number of digits, the prefix or the check digit.
    """
    digits = clean(value, " -")
    if not _ISBN_SHAPE.fullmatch(digits):
        raise ValidationError(
            _("An ISBN has 10 or 13 digits, with hyphens or spaces between them; only the last of 10 may be an X."),
            code="isbn_shape",
        )
    try:
        isbn.validate(digits)
    except InvalidComponent:
        raise ValidationError(_("An ISBN of 13 digits starts with 978 or 979."), code="isbn_prefix") from None
    except InvalidChecksum:
        raise ValidationError(
            _("The last digit of this ISBN does not fit the others: please compare it with the book."),
            code="isbn_check_digit",
        ) from None
    except InvalidNumber:
        raise ValidationError(_("This is not a valid ISBN."), code="isbn") from None


def validate_latitude(value: Decimal | float) -> None:
    """Accept degrees north (negative: south) from -90 to 90; raise ValidationError otherwise."""
    if not -90 <= float(value) <= 90:
        raise ValidationError(_("A latitude lies between -90 and 90 degrees."), code="latitude")


def validate_longitude(value: Decimal | float) -> None:
    """Accept degrees east (negative: west) from -180 to 180; raise ValidationError otherwise."""
    if not -180 <= float(value) <= 180:
        raise ValidationError(_("A longitude lies between -180 and 180 degrees."), code="longitude")
