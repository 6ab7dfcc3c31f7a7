"""Organisations, partnerships, agreements and convoys; Django finds every model of the app from here."""

from partnerships.models.agreements import Agreement, AgreementIndexPage, AgreementParty
from partnerships.models.cargo import CargoLine, HandOver
from partnerships.models.convoys import Container, ConvoyDonor, ConvoyIndexPage, ConvoyPage
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
    "Organisation",
    "OrganisationName",
    "OrganisationOtherName",
    "PartnershipIndexPage",
    "PartnershipPage",
    "StageChange",
]
