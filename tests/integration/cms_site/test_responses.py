"""What every answer of the site carries, and the addresses that belong to no app."""

import pytest
from django.contrib.auth import get_user_model
from django.db import OperationalError, connection

pytestmark = pytest.mark.django_db


def policy(response) -> dict[str, str]:
    directives = response.headers["Content-Security-Policy"].split("; ")
    return dict(directive.split(" ", 1) for directive in directives)


def test_the_public_site_runs_nothing_inline_and_loads_nothing_from_other_hosts(client):
    sources = policy(client.get("/no-such-page/"))
    assert sources["default-src"] == "'none'"
    assert sources["script-src"] == sources["style-src"] == "'self'"
    assert not [value for value in sources.values() if "unsafe" in value or "http" in value]


def test_the_editors_interface_has_a_policy_of_its_own_that_allows_no_other_host(client):
    sources = policy(client.get("/admin/login/"))
    assert sources["script-src"] == "'self' 'unsafe-inline'"
    assert not [value for value in sources.values() if "http" in value or "*" in value]


def test_every_answer_carries_the_headers_that_protect_readers(client):
    headers = client.get("/no-such-page/").headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def test_the_admin_loads_no_picture_from_another_host(client):
    user = get_user_model().objects.create_superuser("clerk", "clerk@example.org", "a long enough password")
    client.force_login(user)
    body = client.get("/admin/").content.decode()
    assert "gravatar" not in body
    assert "releases.wagtail" not in body


def test_the_language_follows_the_address_and_never_the_browser(client):
    response = client.get("/admin/login/", headers={"accept-language": "pl"})
    assert '<html lang="uk"' in response.content.decode()
    assert client.get("/no-such-page/", headers={"accept-language": "pl"}).status_code == 404


def test_the_django_admin_is_not_there(client):
    assert client.get("/django-admin/").status_code == 404


def test_health_is_good_while_the_database_answers(client):
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response.headers["Cache-Control"]


def test_health_is_bad_when_the_database_does_not_answer(client):
    def broken(*args):
        raise OperationalError

    with connection.execute_wrapper(broken):
        response = client.get("/healthz")
    assert response.status_code == 503
