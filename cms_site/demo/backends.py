"""Signing in to the demo."""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from cms_site.demo.accounts import PASSWORD, accounts


class DemoBackend(BaseBackend):
    """Lets the accounts of the demo in with its published password, as long as the settings say that this is a demo.

    The accounts have no password in the database. So a copy of the demo's database lets nobody in elsewhere, and an
    account that was given a password of its own does not answer to the published one.
    """

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **kwargs: Any
    ) -> AbstractBaseUser | None:
        """The account of that name if the password is the demo's; None otherwise."""
        if username is None or not constant_time_compare(password or "", PASSWORD):
            return None
        user = self._accounts().filter(username=username).first()
        return user if user is not None and not user.has_usable_password() else None

    def get_user(self, user_id: Any) -> AbstractBaseUser | None:
        """The signed-in account; None as soon as the settings are not those of the demo."""
        return self._accounts().filter(pk=user_id).first()

    def _accounts(self) -> QuerySet:
        users = get_user_model().objects.filter(is_active=True)
        return users.filter(username__in=[account.username for account in accounts()]) if settings.DEMO else users.none()
