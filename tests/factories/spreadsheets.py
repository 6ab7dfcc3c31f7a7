"""Tables as a spreadsheet program sends them."""

import io
from typing import Any

from openpyxl import Workbook


def make_workbook(*rows: list[Any]) -> bytes:
    """An XLSX file with these rows, as a program other than LibreOffice writes it."""
    workbook = Workbook()
    for row in rows:
        workbook.active.append(row)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()
