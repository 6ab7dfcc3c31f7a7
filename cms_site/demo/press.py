"""News, the sample warning and the texts of the sections of the demo."""

from typing import Any

from django.utils.timezone import make_aware
from wagtail.models import Locale, Page

from cms_site.demo.accounts import username
from cms_site.demo.facts import LANGUAGES, dated, facts, texts, words
from cms_site.demo.pages import Draft, Pages, key_of
from cms_site.demo.pictures import description
from cms_site.demo.records import Records
from cms_site.demo.story import body
from home.models import Alert, HomePage, NewsPage
from partnerships.models import Agreement

AUTHOR = username("author")
NEWEST = ("news", "delegations")
QUICK_LINKS = ("partnerships", "convoys", "bulletin", "books", "annual_reports")
FIGURES = ("incoming_delegations", "outgoing_delegations", "outgoing_countries", "bulletin_issues")


def ensure(pages: Pages, records: Records) -> None:
    """Make the news and the warning that are missing."""
    for record in facts("news"):
        pages.ensure(news_of(record, texts("news")[record["key"]], pages, records))
    for key, alert in texts("alerts").items():
        _ensure_alert(f"alert:{key}", alert)


def ensure_sections(pages: Pages) -> None:
    """Give words to the sections that are still as the profile made them."""
    for key, written in texts("sections").items():
        # Asked of all languages first: a picture follows from the source page to the others, as one more revision.
        untouched = [language for language in LANGUAGES if _is_untouched(pages.section(key, language))]
        for language in untouched:
            _fill(pages.section(key, language), written, language, pages)


def news_of(record: dict[str, Any], written: dict[str, Any], pages: Pages, records: Records) -> Draft:
    """News from a record and the words that were written for it by language."""
    return Draft(
        f"news:{record['key']}",
        NewsPage,
        pages.below("news"),
        words(record, written),
        lambda: {"topic": records.topic(record["topic"]), **dated(record, "date")},
        lambda: {"related_pages": [{"related": _related(link, pages)} for link in record.get("related", [])]},
        picture=record["topic"],
        owner=AUTHOR,
    )


def _related(link: str, pages: Pages) -> Page:
    _kind, key = link.split()
    return Page.objects.get(pk=pages.get(Agreement, f"agreement:{key}").pk)


def _ensure_alert(name: str, alert: dict[str, Any]) -> None:
    for locale in Locale.objects.filter(language_code__in=[code for code in LANGUAGES if code in alert]):
        if Alert.objects.filter(translation_key=key_of(name), locale=locale).exists():
            continue
        record = Alert(
            translation_key=key_of(name),
            locale=locale,
            service=alert["service"],
            planned=alert["planned"],
            start=make_aware(alert["start"]),
            expected_end=make_aware(alert["expected_end"]),
            actual_end=make_aware(alert["actual_end"]),
            **alert[locale.language_code],
        )
        record.full_clean()
        record.save()
        record.save_revision().publish()


def _is_untouched(page: Any) -> bool:
    return not page.lead and not page.body and page.revisions.count() <= 1


def _fill(page: Any, written: dict[str, Any], language: str, pages: Pages) -> None:
    words_of_page = written[language]
    page.lead = words_of_page["lead"]
    if isinstance(page, HomePage):
        page.body = _home_body(words_of_page, language, pages)
    else:
        page.body = body(words_of_page.get("body", []), lambda section: pages.section(section, language))
    if "picture" in written:
        page.image = pages.pictures.get(written["picture"])
        page.image_alt = description(written["picture"], language)
    page.save_revision().publish()


def _home_body(headings: dict[str, str], language: str, pages: Pages) -> list[tuple[str, dict[str, Any]]]:
    """The newest of the main sections, the figures of the year and links to the rest."""
    sections = {key: pages.section(key, language) for key in {*NEWEST, *QUICK_LINKS}}
    links = [{"title": "", "page": sections[key], "url": ""} for key in QUICK_LINKS]
    figures = {
        "heading": headings["figures"],
        "year": facts("source")["year"],
        "figures": list(FIGURES),
        "section": sections["delegations"],
    }
    newest = [("newest", {"heading": "", "section": sections[key], "number": 3}) for key in NEWEST]
    return [*newest, ("figures", figures), ("quick_links", {"heading": headings["links"], "links": links})]
