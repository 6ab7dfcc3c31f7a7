"""The QR code of a convoy in a real browser, read by another library than that which made it."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page

from partnerships.models import Ledger
from tests.browser.test_accessibility import violations
from tests.factories.core import make_site
from tests.factories.partnerships import make_convoy, make_convoy_index

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.mark.parametrize("arrived", [date(2016, 4, 21), None])
@pytest.mark.parametrize("width", [1280, 390])
def test_a_telephone_reads_the_address_for_donors_from_the_ledger(
    signed_in: Page, live_server: Any, arrived: date | None, width: int
) -> None:
    convoy = make_convoy(make_convoy_index(make_site()), start_date=arrived)
    address = f"{live_server.url}/k/{Ledger.objects.get(convoy=convoy).code}/"
    signed_in.set_viewport_size({"width": width, "height": 900})

    signed_in.goto(f"/admin/convoys/{convoy.pk}/ledger/")

    assert signed_in.get_by_text(address, exact=True).is_visible()
    assert signed_in.get_by_role("link", name=address).count() == (1 if arrived else 0)
    picture = Image.open(BytesIO(signed_in.locator(".ledger__qr").screenshot()))
    assert [found.text for found in zxingcpp.read_barcodes(picture)] == [address]
    assert signed_in.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(signed_in) == []
