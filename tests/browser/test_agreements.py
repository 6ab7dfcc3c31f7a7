"""The walk of an agreement that is renewed, in a browser."""

from datetime import date

import pytest

from partnerships.models import Agreement
from tests.factories.core import make_site
from tests.factories.partnerships import make_agreement, make_agreement_index, make_organisation

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def test_an_agreement_is_renewed_refused_mended_and_read(live_server, signed_in):
    index = make_agreement_index(make_site())
    parent = make_agreement(index, parties=[make_organisation()])

    signed_in.goto(f"{live_server.url}/admin/pages/{parent.pk}/edit/", wait_until="networkidle")
    signed_in.get_by_label("Дії", exact=True).first.click()
    signed_in.get_by_role("link", name="Поновити цю угоду").first.click()
    signed_in.get_by_label("Назва нової угоди").fill("Угода на 2017 рік")
    signed_in.get_by_role("button", name="Поновити цю угоду").click()
    signed_in.wait_for_url("**/edit/")

    fields = {"start_date": "14.12.2016", "valid_from": "31.12.2015", "valid_to": "31.12.2017"}
    for name, value in fields.items():
        signed_in.locator(f"#id_{name}").fill(value)
        signed_in.locator(f"#id_{name}").press("Tab")
    signed_in.get_by_role("button", name="Зберегти чернетку").first.click()
    signed_in.get_by_text("поновлення не може початися раніше за неї").first.wait_for()
    assert {name: signed_in.locator(f"#id_{name}").input_value() for name in fields} == fields

    signed_in.locator("#id_valid_from").fill("01.01.2017")
    signed_in.locator("#id_valid_from").press("Tab")
    signed_in.locator("footer [data-w-dropdown-target=toggle]").first.click()
    signed_in.locator("button[name=action-publish]").first.click()
    signed_in.wait_for_url(f"**/admin/pages/{index.pk}/**")

    renewal = Agreement.objects.exclude(pk=parent.pk).get()
    assert (renewal.live, renewal.valid_from, renewal.renews_id) == (True, date(2017, 1, 1), parent.pk)
    signed_in.goto(f"{live_server.url}/agreements/{parent.slug}/")
    signed_in.get_by_role("link", name="Угода на 2017 рік").click()
    assert signed_in.locator("[aria-current=page]", has_text="Угода на 2017 рік").is_visible()
