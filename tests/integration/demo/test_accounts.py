import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from cms_site.demo.accounts import PASSWORD, accounts
from cms_site.setup.profile import PROFILE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo"), pytest.mark.xdist_group("demo")]

BACKENDS = ["cms_site.demo.backends.DemoBackend", "django.contrib.auth.backends.ModelBackend"]


@pytest.fixture
def demo_settings(settings):
    settings.DEMO = True
    settings.AUTHENTICATION_BACKENDS = BACKENDS


def opens_the_editor(client: Client) -> bool:
    return client.get(reverse("wagtailadmin_home")).status_code == 200


def test_there_is_one_account_for_each_role(demo):
    assert {account.role for account in accounts()} == {role.key for role in PROFILE.roles}
    for account in accounts():
        user = get_user_model().objects.get(username=account.username)
        assert [group.name for group in user.groups.all()] == [PROFILE.role(account.role).name]
        assert not user.is_superuser
        assert account.username in demo


@pytest.mark.usefixtures("demo_settings")
@pytest.mark.parametrize("account", accounts(), ids=lambda account: account.key)
def test_every_account_signs_in_under_the_demo_settings(client, account):
    assert client.login(username=account.username, password=PASSWORD)
    assert opens_the_editor(client)


def test_no_account_signs_in_under_other_settings(client):
    assert not client.login(username="demo-admin", password=PASSWORD)


def test_the_backend_alone_lets_nobody_in_without_the_demo_settings(client, settings):
    settings.AUTHENTICATION_BACKENDS = BACKENDS

    assert not client.login(username="demo-admin", password=PASSWORD)


def test_the_database_holds_no_password_that_could_be_guessed():
    users = get_user_model().objects.filter(username__startswith="demo-")

    assert users.count() == len(accounts())
    assert not any(user.has_usable_password() for user in users)


def test_a_session_of_the_demo_ends_with_the_demo_settings(client, settings):
    settings.DEMO, settings.AUTHENTICATION_BACKENDS = True, BACKENDS
    client.login(username="demo-admin", password=PASSWORD)
    assert opens_the_editor(client)

    settings.DEMO = False

    assert not opens_the_editor(client)


@pytest.mark.usefixtures("demo_settings")
@pytest.mark.parametrize(("username", "password"), [("demo-admin", "wrong"), ("demo-admin", ""), ("mayor", PASSWORD)])
def test_nothing_but_an_account_of_the_demo_and_its_password_signs_in(client, username, password):
    get_user_model().objects.create_superuser("mayor", password="a password of his own")

    assert not client.login(username=username, password=password)


@pytest.mark.usefixtures("demo_settings")
def test_an_account_that_was_given_a_password_does_not_answer_to_the_published_one(client):
    user = get_user_model().objects.get(username="demo-author")
    user.set_password("a password of her own")
    user.save()

    assert not client.login(username="demo-author", password=PASSWORD)
    assert client.login(username="demo-author", password="a password of her own")
