"""Organisations, partnerships, agreements and convoys; Django finds every model of the app from here."""

from partnerships.models.agreements import Agreement, AgreementIndexPage, AgreementParty
from partnerships.models.cargo import CargoLine
from partnerships.models.convoy_index import ConvoyIndexPage
from partnerships.models.convoy_rows import Container, ConvoyDonor
from partnerships.models.convoys import ConvoyPage
from partnerships.models.ledger import HandOver, Ledger
from partnerships.models.organisations import Organisation, OrganisationName, OrganisationOtherName
from partnerships.models.partnerships import (
    Contact,
    CooperationArea,
    PartnershipIndexPage,
    PartnershipPage,
    StageChange,
)

__all__ = [
    "Agreement",
    "AgreementIndexPage",
    "AgreementParty",
    "CargoLine",
    "Contact",
    "Container",
    "ConvoyDonor",
    "ConvoyIndexPage",
    "ConvoyPage",
    "CooperationArea",
    "HandOver",
    "Ledger",
    "Organisation",
    "OrganisationName",
    "OrganisationOtherName",
    "PartnershipIndexPage",
    "PartnershipPage",
    "StageChange",
]
