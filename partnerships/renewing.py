"""Renewing an agreement: the draft of the one that continues it."""

from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from partnerships.models import Agreement, AgreementParty


def may_renew(agreement: Agreement, user: Any) -> bool:
    """Whether the user may edit the agreement and add another one beside it; translations are not renewed.

    It asks the agreement alone, which has the rights of its section too: a list asks it of every row.
    """
    may = agreement.permissions_for_user(user)
    return bool(agreement.is_source and (user.is_superuser or {"add", "change"} <= may.permissions))


def renewals_of(agreement: Agreement) -> list[Agreement]:
    """The agreements that renew it already, drafts included."""
    return list(Agreement.objects.filter(renews=agreement).order_by("pk"))


@transaction.atomic
def renew(agreement: Agreement, title: str, user: Any) -> Any:
    """A new draft that renews the agreement, with its kind, partner and parties as last saved.

    Dates, numbers, legal steps, scan and text belong to the document that is renewed and stay behind.
    """
    latest = agreement.get_latest_revision_as_object()
    draft: Any = Agreement(
        title=title,
        live=False,
        owner=user,
        locale=agreement.locale,
        kind=latest.kind,
        partner=latest.partner,
        renews=agreement,
    )
    draft.parties = [
        AgreementParty(organisation_id=row.organisation_id, locale=agreement.locale, sort_order=number)
        for number, row in enumerate(latest.parties.all())
    ]
    agreement.get_parent().add_child(instance=draft)
    revision = draft.save_revision(user=user, clean=False)
    data = {"page": {"id": agreement.pk, "title": agreement.title}}
    log(instance=draft, action="wagtail.copy", user=user, data=data, revision=revision)
    return draft
