"""Signing in to the demo."""

from typing import Any

from django.conf import settings
from django.contrib.auth.backends import BaseBackend
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from cms_site.demo.accounts import PASSWORD, accounts
from cms_site.users.models import User


class DemoBackend(BaseBackend):
    """Lets the accounts of the demo in with its published password, as long as the settings say that this is a demo.

    The accounts have no password in the database. So a copy of the demo's database lets nobody in elsewhere, and an
    account that was given a password of its own does not answer to the published one.
    """

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> User | None:
        """The account named by `username` if `password` is the demo's; None otherwise."""
        if not constant_time_compare(credentials.get("password") or "", PASSWORD):
            return None
        user = self._accounts().filter(username=credentials.get("username")).first()
        return user if user is not None and not user.has_usable_password() else None

    def get_user(self, user_id: Any) -> User | None:
        """The signed-in account; None as soon as the settings are not those of the demo."""
        return self._accounts().filter(pk=user_id).first()

    def _accounts(self) -> QuerySet[User]:
        users = User.objects.filter(is_active=True)
        return (
            users.filter(username__in=[account.username for account in accounts()]) if settings.DEMO else users.none()
        )
