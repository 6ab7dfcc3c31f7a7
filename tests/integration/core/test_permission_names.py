"""The names of permissions in the form of a group."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from tests.factories.core import speaking

pytestmark = pytest.mark.django_db

# A box with its name beside it; those of the columns "add", "change" and "delete" have theirs for screen readers alone.
BOX = re.compile(r'<label[^>]*>\s*<input[^>]*name="permissions"[^>]*>\s*([^<]+?)\s*</label>')


def test_the_form_of_a_group_names_special_permissions_in_ukrainian(client: Client) -> None:
    client.force_login(speaking(get_user_model().objects.create_superuser("root"), "uk"))

    names = BOX.findall(client.get(reverse("wagtailusers_groups:add")).content.decode())

    assert "Публікувати терміново, одноосібно, з поясненням причини" in names
    assert [name for name in names if name.startswith("Can ")] == []
