from urllib.parse import urlsplit

import pytest

# The live server's tests empty the tables after them: the root of the page tree comes back from a copy.
pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def test_the_login_page_speaks_ukrainian_and_asks_no_other_host(live_server, page, requested):
    errors = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto(f"{live_server.url}/admin/login/", wait_until="networkidle")
    assert page.locator("html").get_attribute("lang") == "uk"
    assert page.get_by_role("button", name="Увійти").is_visible()
    assert {urlsplit(address).netloc for address in requested} == {urlsplit(live_server.url).netloc}
    assert errors == []
