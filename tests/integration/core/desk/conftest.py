from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse

from cms_site.core.models import TimeLimit
from home.models import NewsPage
from tests.integration.core.test_four_eyes import Desk, task_state


class PressDesk(Desk):
    """The desk with a limit of three working hours for news."""

    def __init__(self) -> None:
        super().__init__()
        TimeLimit.objects.create(content_type=ContentType.objects.get_for_model(NewsPage), hours=3)

    def waiting(self, title: str = "Відкрито клас", by: Any = None) -> NewsPage:
        page = self.draft(by or self.author, title)
        self.submit(page, by or self.author)
        return self.fresh(page)

    def returned(self, title: str = "Відкрито клас", reason: str = "Немає дати.") -> NewsPage:
        page = self.waiting(title)
        state = task_state(page)
        state.task.specific.on_action(state, self.chief, "reject", comment=reason)
        return self.fresh(page)


@pytest.fixture
def desk(db: None) -> PressDesk:
    return PressDesk()


def panels(client: Client, user: Any) -> dict[str, list[str]]:
    """The titles in each panel of the desk on the home page of `user`, which is rendered."""
    client.force_login(user)
    response = client.get(reverse("wagtailadmin_home"))
    assert response.status_code == 200
    found = [panel for panel in response.context["panels"] if panel.name.startswith("desk_")]
    return {panel.name.removeprefix("desk_"): [row.text.title for row in panel.rows] for panel in found}


def home(client: Client, user: Any) -> str:
    client.force_login(user)
    return client.get(reverse("wagtailadmin_home")).content.decode()
