"""Organisations, partnerships, agreements and convoys."""

from datetime import date
from typing import Any

from wagtail.models import Locale, Page

from partnerships.models import (
    Agreement,
    AgreementIndexPage,
    AgreementParty,
    CargoLine,
    ConvoyDonor,
    ConvoyIndexPage,
    ConvoyPage,
    HandOver,
    Organisation,
    OrganisationName,
    PartnershipIndexPage,
    PartnershipPage,
)
from partnerships.services import ledger


def make_organisation(name: str = "Сумська міська рада", *, names: dict[str, str] | None = None, **fields: Any) -> Any:
    """An organisation; `names` are its names by language code."""
    organisation = Organisation(name=name, **fields)
    organisation.names = [
        OrganisationName(locale=Locale.objects.get(language_code=language), name=text)
        for language, text in (names or {}).items()
    ]
    organisation.full_clean()
    organisation.save()
    return organisation


def make_partnership_index(home: Page, **fields: Any) -> PartnershipIndexPage:
    """A section of partners."""
    defaults = {"title": "Партнерства", "slug": "partnerships", "locale": home.locale}
    return home.add_child(instance=PartnershipIndexPage(**{**defaults, **fields}))


def make_partnership(parent: Page, **fields: Any) -> PartnershipPage:
    """A public sister city."""
    defaults = {
        "title": "Люблін",
        "kind": "sister_city",
        "stage": "active",
        "country": "PL",
        "locale": parent.locale,
    }
    return parent.add_child(instance=PartnershipPage(**{**defaults, **fields}))


def make_agreement_index(home: Page, **fields: Any) -> AgreementIndexPage:
    """A section of agreements."""
    defaults = {"title": "Угоди", "slug": "agreements", "locale": home.locale}
    return home.add_child(instance=AgreementIndexPage(**{**defaults, **fields}))


def make_agreement(parent: Page, *, parties: list[Organisation] | None = None, **fields: Any) -> Agreement:
    """A public aid agreement, valid in 2016."""
    defaults = {
        "title": "Угода про гуманітарну допомогу на 2016 рік",
        "kind": "tripartite_aid",
        "start_date": date(2016, 2, 17),
        "valid_from": date(2016, 1, 1),
        "valid_to": date(2016, 12, 31),
        "locale": parent.locale,
    }
    agreement = Agreement(**{**defaults, **fields})
    agreement.parties = [
        AgreementParty(organisation=party, sort_order=number) for number, party in enumerate(parties or [])
    ]
    return parent.add_child(instance=agreement)


def make_convoy_index(home: Page, **fields: Any) -> ConvoyIndexPage:
    """A section of convoys."""
    defaults = {"title": "Гуманітарні конвої", "slug": "convoys", "locale": home.locale}
    return home.add_child(instance=ConvoyIndexPage(**{**defaults, **fields}))


def make_cargo_line(
    kind: str = "medical", *, hand_overs: list[tuple[Organisation, Any]] | None = None, **fields: Any
) -> CargoLine:
    """A cargo line that is not stored yet; `make_convoy` enters `hand_overs`, pairs of recipient and quantity."""
    line = CargoLine(kind=kind, **fields)
    line.to_hand_over = hand_overs or []
    return line


def make_convoy(
    parent: Page,
    *,
    donors: list[Organisation] | None = None,
    cargo_lines: list[CargoLine] | None = None,
    **fields: Any,
) -> ConvoyPage:
    """A public convoy of five containers."""
    defaults = {
        "title": "Прибув гуманітарний конвой",
        "start_date": date(2016, 4, 21),
        "container_count": 5,
        "locale": parent.locale,
    }
    convoy = ConvoyPage(**{**defaults, **fields})
    convoy.donors = [ConvoyDonor(organisation=donor, sort_order=number) for number, donor in enumerate(donors or [])]
    for number, line in enumerate(cargo_lines or []):
        line.sort_order = number
    convoy.cargo_lines = cargo_lines or []
    parent.add_child(instance=convoy)
    ledger.hand_over(
        [
            HandOver(cargo_line=line, recipient=recipient, quantity=quantity)
            for line, planned in zip(convoy.cargo_lines.all(), cargo_lines or [], strict=True)
            for recipient, quantity in planned.to_hand_over
        ],
        None,
    )
    return convoy
