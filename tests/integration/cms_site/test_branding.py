"""The editing interface bears the name of the site, not that of the package it is made with."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.home import make_home, make_news, make_news_index

pytestmark = pytest.mark.django_db


def test_window_titles_and_the_login_page_name_the_site(client: Client, admin_client: Client, settings: Any) -> None:
    settings.WAGTAIL_SITE_NAME = "Ратуша Сум"

    login = client.get(reverse("wagtailadmin_login")).content.decode()
    home = admin_client.get(reverse("wagtailadmin_home")).content.decode()
    missing = admin_client.get("/admin/nothing/").content.decode()

    for html in (login, home, missing):
        title = html[html.index("<title>") : html.index("</title>")]
        assert "Ратуша Сум" in title
        assert "Wagtail" not in title
        assert 'aria-label="Wagtail"' not in html
    assert "Sign in to Wagtail" not in login
    assert "Password" not in login
    assert "Вхід до системи «Ратуша Сум»</h1>" in login
    assert 'alt="Ратуша Сум"' in home


def test_a_moment_inside_a_sentence_has_no_capital(admin_client: Client) -> None:
    page = make_news(make_news_index(make_home()))
    page.save_revision().publish()

    html = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

    assert "щойно" in html
    assert "Щойно" not in html
