"""From the home page of the editing interface to an empty form in one click."""

import re
from html import unescape

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from cms_site.setup.pages import section_page
from cms_site.setup.profile import PROFILE
from tests.factories.core import make_editor, speaking, translate
from tests.factories.home import make_home, make_news_index

pytestmark = pytest.mark.django_db

RECORDS = ["Log a visit", "Add a partnership", "Add an agreement", "Add a convoy"]
PRINTED = ["Add a book", "Add a bulletin issue", "Write an annual report"]


def offers(client: Client) -> dict[str, str]:
    """The buttons on the home page, by what they say."""
    html = client.get(reverse("wagtailadmin_home")).content.decode()
    found = re.search(r'<ul class="desk__offers">.*?</ul>', html, re.DOTALL)
    links = re.findall(r'<a [^>]*href="([^"]*)">([^<]*)</a>', found.group()) if found else []
    return {unescape(label.strip()): unescape(address) for address, label in links}


def test_each_role_is_offered_what_it_may_write_and_each_button_opens_the_form(client: Client) -> None:
    call_command("setup_site", verbosity=0)
    for role, expected in {
        "author": ["Write news", "Announce a warning"],
        "duty_editor": ["Write news", "Announce a warning"],
        "chief_editor": ["Write news", "Announce a warning", *PRINTED],
        "foreign_relations_officer": RECORDS,
        "head_of_foreign_relations": [*RECORDS, "Write an annual report"],
        "bulletin_clerk": ["Add a book", "Add a bulletin issue"],
        "legal_reader": [],
        "translator_en": [],
        "reviewer_pl": [],
    }.items():
        user = get_user_model().objects.create_user(role, f"{role}@example.org", "x")
        user.groups.add(Group.objects.get(name=PROFILE.role(role).name))
        client.force_login(speaking(user, "en"))
        found = offers(client)
        assert list(found) == expected, role
        assert {address: client.get(address).status_code for address in found.values()} == dict.fromkeys(
            found.values(), 200
        )
    news = section_page(PROFILE.section("news"), "uk")
    client.force_login(speaking(get_user_model().objects.create_superuser("admin"), "en"))
    assert offers(client)["Write news"] == reverse("wagtailadmin_pages:add", args=["home", "newspage", news.pk])


def test_nothing_is_begun_in_a_section_of_a_translation(client: Client) -> None:
    english = translate(make_news_index(make_home()), "en", title="News", slug="news")
    client.force_login(make_editor(english, "add"))

    assert offers(client) == {}
