"""The facts of the demo and the texts written from them, as they stand in `data/`."""

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent / "data"
SOURCE = "uk"
LANGUAGES = (SOURCE, "en", "pl")


@lru_cache
def load(name: str) -> dict[str, Any]:
    """The file `data/<name>.yaml`; KeyError and the like mean that the data and the loader disagree."""
    content: dict[str, Any] = yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))
    return content


def facts(kind: str) -> Any:
    """What the report says about one kind of thing, such as "visits"."""
    return load("sumy-2016")[kind]


def texts(kind: str) -> dict[Any, Any]:
    """The texts of one kind of thing by its key."""
    return load(f"texts/{kind}")


def words(record: dict[str, Any], written: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The words of a page by language: what was written for it, under the title that the facts give.

    Only languages that something was written in are there, so that no page is half in another language.
    """
    found = {}
    for language in LANGUAGES:
        if language in written:
            given = {"title": record[f"title_{language}"]} if f"title_{language}" in record else {}
            found[language] = {**given, **written[language]}
    return found


def dated(record: dict[str, Any], start: str = "start") -> dict[str, Any]:
    """The date fields of a page from `record[start]`, its end and its precision."""
    end: date | None = record.get("end")
    first: date = record[start]
    return {
        "start_date": first,
        "end_date": None if end == first else end,
        "date_precision": record["precision"],
    }
