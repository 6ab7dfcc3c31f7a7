"""The logins of the demo, one for each role."""

from dataclasses import dataclass

from django.contrib.auth.models import Group

from cms_site.demo.facts import load
from cms_site.setup.profile import PROFILE
from cms_site.users.models import User

PREFIX = "demo-"
# Published on purpose. It opens nothing by itself: the database holds no password of these accounts, and the backend
# that knows this one is part of the demo settings alone.
PASSWORD = "ratusha-demo-2016"  # noqa: S105


@dataclass(frozen=True)
class Account:
    """One login, with the role that it has."""

    key: str
    role: str
    first: str
    last: str

    @property
    def username(self) -> str:
        return username(self.key)


def username(key: str) -> str:
    """The login of the account named `key`."""
    return f"{PREFIX}{key.replace('_', '-')}"


def accounts() -> list[Account]:
    """All accounts of the demo, in the order of the roles."""
    return [Account(key, **fields) for key, fields in load("accounts").items()]


def ensure() -> None:
    """Create the accounts that are missing, in their groups and without a password of their own."""
    known = set(User.objects.values_list("username", flat=True))
    for account in accounts():
        if account.username in known:
            continue
        user = User(
            username=account.username,
            email=f"{account.username}@example.org",
            first_name=account.first,
            last_name=account.last,
        )
        user.set_unusable_password()
        user.full_clean()
        user.save()
        user.groups.add(Group.objects.get(name=PROFILE.role(account.role).name))
