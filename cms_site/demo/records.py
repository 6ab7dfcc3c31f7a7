"""Records of the demo that are not pages: organisations, topics, printed figures."""

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import Any

from wagtail.models import Locale

from cms_site.core.models import NamedRecord, ReportedFigure
from cms_site.core.spelling import name_key
from cms_site.demo.facts import LANGUAGES, SOURCE, facts, texts
from home.models import Topic
from partnerships.models import Organisation


class Records:
    """Finds organisations and topics by what the demo calls them, and makes those that are missing."""

    def __init__(self) -> None:
        self._locales = {locale.language_code: locale for locale in Locale.objects.all()}
        self.organisation = lru_cache(self._organisation)
        self.topic = lru_cache(self._topic)

    def ensure_all(self) -> None:
        """Make every organisation and topic, also those that no page names."""
        for record in facts("organisations"):
            self.organisation(record["key"])
        for key in texts("topics"):
            self.topic(key)

    def organisations(self, keys: Iterable[str]) -> list[dict[str, Any]]:
        """Rows that name these organisations."""
        return [{"organisation": self.organisation(key)} for key in keys]

    def _organisation(self, key: str) -> Organisation:
        record = {item["key"]: item for item in facts("organisations")}[key]
        written = texts("organisations")[key]
        names = {"uk": record["name_uk"], "en": record["name_en"], "pl": written["pl"]}
        return self._named(Organisation, names, kind=written["kind"], country=record.get("country") or "")

    def _topic(self, key: str) -> Topic:
        return self._named(Topic, texts("topics")[key])

    def _named(self, model: type[Any], names: dict[str, str], **fields: Any) -> Any:
        found = model.objects.filter(name_key=name_key(names[SOURCE])).first()
        return found or self._make(model(name=names[SOURCE], **fields), names)

    def _make(self, record: NamedRecord, names: dict[str, str]) -> NamedRecord:
        rows: Any = record.names
        for language in LANGUAGES:
            if language != SOURCE and language in self._locales:
                rows.add(rows.model(locale=self._locales[language], name=names[language]))
        record.full_clean()
        record.save()
        return record


def reported_figures() -> dict[str, tuple[Decimal, str]]:
    """What the report printed, as value and note by the name of the figure.

    A list of countries counts them; a range is kept by its two ends.
    """
    found: dict[str, tuple[Decimal, str]] = {}
    for name, value in facts("reported_2016").items():
        if isinstance(value, dict):
            # The note stays in the file: a printed figure has one note for the readers of all languages.
            found[name] = (Decimal(value["value"]), "")
        elif isinstance(value, list) and all(isinstance(item, int) for item in value):
            found[f"{name}_from"], found[f"{name}_to"] = ((Decimal(item), "") for item in value)
        elif isinstance(value, list):
            found[name] = (Decimal(len(value)), ", ".join(value))
        else:
            found[name] = (Decimal(value), "")
    return found


def ensure_reported_figures(year: int) -> None:
    """Record the printed figures of the year that are missing."""
    known = set(ReportedFigure.objects.filter(year=year).values_list("figure", flat=True))
    for name, (value, note) in reported_figures().items():
        if name not in known:
            figure = ReportedFigure(figure=name, year=year, value=value, note=note)
            figure.full_clean()
            figure.save()
