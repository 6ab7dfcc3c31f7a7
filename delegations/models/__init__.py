"""Visits of delegations, their register and the section that lists them."""

from delegations.models.calendar_address import CalendarAddress
from delegations.models.index import DelegationIndexPage
from delegations.models.register import RegisterEntry
from delegations.models.rows import (
    Host,
    Member,
    OutcomePage,
    ProgrammeItem,
    SignedAgreement,
    VisitDocument,
    VisitOrganisation,
    VisitPhotograph,
)
from delegations.models.visits import DelegationPage

__all__ = [
    "CalendarAddress",
    "DelegationIndexPage",
    "DelegationPage",
    "Host",
    "Member",
    "OutcomePage",
    "ProgrammeItem",
    "RegisterEntry",
    "SignedAgreement",
    "VisitDocument",
    "VisitOrganisation",
    "VisitPhotograph",
]
