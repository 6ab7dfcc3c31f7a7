"""Renewing an agreement, and the chain that its page shows."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client
from wagtail.models import Page

from partnerships.models import Agreement, AgreementIndexPage, PartnershipIndexPage
from tests.factories.core import make_editor, translate
from tests.factories.partnerships import make_agreement, make_organisation, make_partnership

pytestmark = pytest.mark.django_db


def make_year(index: AgreementIndexPage, year: int, **fields: Any) -> Agreement:
    period = {"valid_from": date(year, 1, 1), "valid_to": date(year, 12, 31), "start_date": date(year - 1, 12, 14)}
    return make_agreement(index, title=f"Угода на {year} рік", **{**period, **fields})


def address(agreement: Page) -> str:
    return f"/admin/agreements/{agreement.pk}/renew/"


def chain(client: Client, page: Page) -> list[tuple[str, str, bool]]:
    links = client.get(page.url).context["chain"]
    return [(link.entry.title, link.validity, link.current) for link in links]


def test_a_renewal_is_a_draft_with_parties_kind_and_partner_but_no_dates_or_numbers(
    admin_client: Client, agreements: AgreementIndexPage, partners: PartnershipIndexPage
) -> None:
    parties = [make_organisation(), make_organisation("Хельвеція")]
    parent = make_agreement(
        agreements,
        kind="memorandum",
        partner=make_partnership(partners),
        parties=parties,
        lead="Про що угода",
        registration_number="12",
        registration_date=date(2016, 3, 1),
        approved_on=date(2016, 2, 1),
    )

    asked = admin_client.get(address(parent))
    assert f'value="{parent.title}"' in asked.content.decode()
    assert Agreement.objects.count() == 1
    response = admin_client.post(address(parent), {"title": "Угода на 2017 рік"})

    draft = Agreement.objects.exclude(pk=parent.pk).get()
    assert response.url == f"/admin/pages/{draft.pk}/edit/"
    assert admin_client.get(response.url).status_code == 200
    assert (draft.title, draft.renews_id, draft.kind, draft.partner_id) == (
        "Угода на 2017 рік",
        parent.pk,
        "memorandum",
        parent.partner_id,
    )
    assert [row.organisation for row in draft.parties.all()] == parties
    assert not draft.live
    left = ("start_date", "valid_from", "valid_to", "approved_on", "registration_date", "registration_number", "lead")
    assert not any(getattr(draft, name) for name in left)
    assert draft.get_latest_revision_as_object().renews_id == parent.pk


def test_a_renewal_needs_a_title_and_those_that_exist_are_shown(
    admin_client: Client, agreements: AgreementIndexPage
) -> None:
    parent = make_agreement(agreements)
    make_year(agreements, 2017, renews=parent, live=False)

    response = admin_client.post(address(parent), {"title": " "})

    assert list(response.context["form"].errors) == ["title"]
    assert "Угода на 2017 рік" in response.content.decode()
    assert Agreement.objects.count() == 2


@pytest.mark.parametrize(
    ("rights", "allowed"), [(("add", "change"), True), (("change",), False), (("publish",), False)]
)
def test_only_who_may_edit_and_add_renews_an_agreement(
    client: Client, agreements: AgreementIndexPage, rights: tuple[str, ...], *, allowed: bool
) -> None:
    parent = make_agreement(agreements)
    client.force_login(make_editor(agreements, *rights))

    response = client.post(address(parent), {"title": "Угода"})
    listing = client.get("/admin/partnerships_agreement/")

    assert (response.status_code == 302 and response.url.endswith("/edit/")) == allowed
    assert (Agreement.objects.count() == 2) == allowed
    assert (address(parent) in listing.content.decode()) == allowed


def test_a_translation_is_not_renewed(admin_client: Client, agreements: AgreementIndexPage) -> None:
    english = translate(make_agreement(agreements), "en", title="Agreement")

    assert admin_client.post(address(english), {"title": "x"}).status_code in {302, 403}
    assert Agreement.objects.count() == 2


@time_machine.travel("2017-06-01 12:00", tick=False)
def test_every_page_of_a_chain_shows_it_whole_newest_first_with_the_validity_of_each(
    client: Client, agreements: AgreementIndexPage
) -> None:
    first = make_year(agreements, 2016)
    second = make_year(agreements, 2017, renews=first)
    third = make_year(agreements, 2018, renews=second, start_date=date(2017, 5, 1))
    make_year(agreements, 2019, renews=third, live=False)
    make_year(agreements, 2017, slug="other")

    for page in [first, second, third]:
        assert chain(client, page) == [
            ("Угода на 2018 рік", "Ще не діє", page == third),
            ("Угода на 2017 рік", "Діє", page == second),
            ("Угода на 2016 рік", "Строк дії закінчився", page == first),
        ]
    said = client.get(third.url).content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert said.index("1 січня 2018") < said.index("1 січня 2017") < said.index("1 січня 2016")


def test_an_agreement_alone_is_no_chain(client: Client, agreements: AgreementIndexPage) -> None:
    assert chain(client, make_agreement(agreements)) == []


def test_a_chain_is_in_the_readers_language_as_far_as_it_is_translated(
    client: Client, agreements: AgreementIndexPage
) -> None:
    first = make_year(agreements, 2016)
    second = make_year(agreements, 2017, renews=first)
    english = translate(second, "en", title="Agreement for 2017")

    titles = [title for title, _validity, _current in chain(client, english)]

    assert titles == ["Agreement for 2017", "Угода на 2016 рік"]
    assert 'lang="uk" hreflang="uk">Угода на 2016 рік' in client.get(english.url).content.decode()


def test_chains_grow_together_and_come_apart(client: Client, agreements: AgreementIndexPage) -> None:
    first, second, third = [make_year(agreements, year) for year in (2016, 2017, 2018)]
    third.renews = second
    third.save()
    second.renews = first
    second.save()

    assert [title for title, *_ in chain(client, third)] == [page.title for page in (third, second, first)]

    second.renews = None
    second.save()
    assert [title for title, *_ in chain(client, third)] == [third.title, second.title]
    assert chain(client, first) == []
    assert set(Agreement.objects.values_list("chain", flat=True)) == {first.translation_key, second.translation_key}
