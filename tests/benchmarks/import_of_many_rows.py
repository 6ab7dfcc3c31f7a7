"""A process of its own that imports a table of 5,000 visits and prints seconds and megabytes.

Run with the database of a test: by test_import.py, so that the memory measured is that of the import alone, and by
test_killed_import.py, which kills it when it has printed "importing".
"""

import io
import json
import os
import time
from datetime import date, timedelta

import django

from tests.benchmarks.memory import peak_mb

ROWS = 5_000


def table() -> io.BytesIO:
    """A workbook in which every cell is filled and many titles are the same."""
    from openpyxl import Workbook

    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet()
    sheet.append(["Напрям", "Дата початку", "Дата завершення", "Країни", "Місце", "Вид", "Офіційна", "Назва", "Мета",
                  "Кількість осіб", "Керівник", "Учасники"])  # fmt: skip
    for number in range(ROWS):
        start = date(2000, 1, 1) + timedelta(days=number)
        sheet.append(["Виїзд", start, start + timedelta(days=2), "Польща; Словаччина", f"Місто {number % 50}",
                      "Конференція", "так", f"Делегація на конференції {number % 500}", "обмін досвідом " * 5, 3,
                      "Олександр Лисенко, міський голова",
                      "Андрій Баранов, секретар міської ради; Інша особа"])  # fmt: skip
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer


def main() -> None:
    """Upload, preview, confirm and import, as the views do it."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "cms_site.settings.test"
    django.setup()
    from django.contrib.auth import get_user_model

    from cms_site.core.imports import running
    from cms_site.core.imports.checking import check_table
    from cms_site.core.imports.reading import read_table
    from cms_site.core.models import ImportRun

    run = ImportRun(user=get_user_model().objects.get(), kind="visits", file_name="many.xlsx")
    file = table()
    file.seek(0)
    started = time.perf_counter()
    run.keep_table(read_table(file))
    assert check_table(run.importer(), run.read_table()).errors == []
    run.save()
    checked = time.perf_counter() - started
    print("importing", flush=True)
    assert running.start(run, "uk")
    run.refresh_from_db()
    print(
        json.dumps(
            {
                "state": run.state,
                "problem": run.problem,
                "rows": len(run.report),
                "check_seconds": round(checked, 1),
                "seconds": round(time.perf_counter() - started, 1),
                "megabytes": round(peak_mb()),
            }
        )
    )


if __name__ == "__main__":
    main()
