"""A link opens one thing for one purpose to whoever has it, until it expires or is revoked."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from cms_site.core import signed_links
from cms_site.core.mails import Outsider
from cms_site.core.models import SignedLink
from tests.factories.core import make_park, make_site, make_tree

pytestmark = pytest.mark.django_db

READER = Outsider("Оксана", "oksana@example.org", "uk")


@pytest.fixture
def tree() -> Any:
    return make_tree(make_park(make_site()))


def test_a_link_opens_its_purpose_until_it_expires_or_is_revoked_and_the_token_is_not_kept(tree: Any) -> None:
    now = timezone.now()
    link, token = signed_links.make("reading", tree, READER, expires=now + timedelta(days=7), by=None)
    other, other_token = signed_links.make("reading", tree, READER, expires=now + timedelta(days=7), by=None)

    assert len(token) == 43
    assert token != other_token
    assert token not in str(SignedLink.objects.filter(pk=link.pk).values().get())
    assert signed_links.find("reading", token, now) == link
    assert list(signed_links.links_to("reading", tree)) == [other, link]
    for purpose, wrong, moment in [
        ("sign_off", token, now),
        ("reading", token[:-1], now),
        ("reading", link.digest, now),
        ("reading", "", now),
        ("reading", token, now + timedelta(days=7)),
    ]:
        assert signed_links.find(purpose, wrong, moment) is None

    link.revoke(now)
    assert signed_links.find("reading", token, now) is None
    assert signed_links.find("reading", other_token, now) == other
