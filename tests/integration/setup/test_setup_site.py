"""The command that sets a site up, with the profile of the project."""

import re
from io import StringIO
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from wagtail.models import Page, Site

from cms_site.core.catalog.models import Entry
from cms_site.setup.pages import section_page
from cms_site.setup.profile import PROFILE
from tests.integration.setup.tables import everything

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site"), pytest.mark.xdist_group("site")]


def setup_site(*options: str) -> str:
    out = StringIO()
    call_command("setup_site", *options, stdout=out)
    return out.getvalue()


def test_every_section_opens_in_every_language(client: Any) -> None:
    assert Entry.objects.count() == len(PROFILE.sections) * len(PROFILE.languages)
    for entry in Entry.objects.all():
        response = client.get(entry.url)
        assert response.status_code == 200, entry.url
        assert entry.title in response.content.decode()


def test_no_cyrillic_title_stands_under_another_language() -> None:
    for title in Page.objects.filter(locale__language_code__in=["en", "pl"]).values_list("title", flat=True):
        assert not re.search("[а-яіїєґ]", title, re.IGNORECASE)


def test_the_menu_of_a_language_is_that_of_the_profile() -> None:
    menu = Entry.objects.in_language("pl").filter(page__show_in_menus=True).order_by("page__path")
    assert [entry.title for entry in menu] == [
        "Aktualności",
        "Wizyty delegacji",
        "Partnerzy miasta",
        "Pomoc humanitarna",
        "Biuletyn Rady Miejskiej",
        "Książki",
        "O mieście",
        "Kontakt",
    ]


def test_another_run_says_that_nothing_is_missing_and_changes_nothing() -> None:
    before = everything()

    assert setup_site("--address", "http://localhost") == "The site matches the profile.\n"
    assert everything() == before


def test_a_title_that_an_editor_changed_is_kept() -> None:
    page = section_page(PROFILE.section("delegations"), "uk").specific
    page.title = "Закордонні зв’язки"
    page.save_revision().publish()

    setup_site()

    assert section_page(PROFILE.section("delegations"), "uk").title == "Закордонні зв’язки"


def test_the_address_is_that_of_the_settings_or_the_one_given() -> None:
    setup_site()
    assert Site.objects.get().root_url == settings.WAGTAILADMIN_BASE_URL

    setup_site("--address", "https://rada.example.org")
    assert Site.objects.get().root_url == "https://rada.example.org"


def test_a_wrong_address_is_refused() -> None:
    with pytest.raises(CommandError, match="'rada' is not an address such as"):
        setup_site("--address", "rada")
