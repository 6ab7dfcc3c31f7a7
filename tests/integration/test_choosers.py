"""Choosers ask for no right on what they list, so what nobody chooses has none."""

import pytest
from django.test import Client

from tests.factories.core import make_editor, make_site, make_term
from tests.factories.rules import make_rule

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["core/contentrule", "core/term", "home/alert"])
@pytest.mark.parametrize("view", ["", "results/", "chosen/1/", "chosen-multiple/?id=1"])
def test_records_that_no_form_lets_anybody_choose_are_listed_in_no_chooser(
    path: str, view: str, client: Client
) -> None:
    make_rule(name="Таємне правило")
    make_term("Таємна назва")
    client.force_login(make_editor(make_site(), "change"))

    assert client.get(f"/admin/snippets/choose/{path}/{view}").status_code == 404
