"""What goes into a cell of a spreadsheet file."""

import re
from typing import Any

from django.utils.functional import Promise

# The full-width signs are read as formula starts by spreadsheets set to an East Asian language.
_FORMULA = re.compile(r"""[\t\r\n\0]|[\s"\0]*[=+\-@＝＋－＠]""")


def safe_cell(value: Any) -> Any:
    """Return `value` fit for a CSV or XLSX cell: an apostrophe goes before text that would run as a formula.

    That is text whose first character is = + - @, a tab, a line end or NUL, also after spaces or double quotes
    (OWASP "CSV Injection"; ASVS 5.0, 1.2.10). Lazy translations become text; numbers, dates and None are untouched, so
    that they stay numbers and dates. Applying it twice changes nothing more.
    """
    if not isinstance(value, str | Promise):
        return value
    text = str(value)
    return f"'{text}" if _FORMULA.match(text) else text
