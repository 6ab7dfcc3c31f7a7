"""Letting a passage stand without the approved form of a term, for a reason."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from cms_site.core.terms.checking import Finding
from cms_site.core.terms.models import REASON_LENGTH, TermException


class ReasonForm(forms.Form):
    """Why passages stand as they are."""

    reason = forms.CharField(
        label=_("Reason"),
        min_length=REASON_LENGTH,
        max_length=500,
        help_text=_("Whoever approves the translation reads it. It holds until the passage is changed."),
    )


@transaction.atomic
def excuse(page: Any, found: Iterable[Finding], reason: str, user: Any) -> None:
    """Record why the passages of `page` stand, one exception for each finding, and one entry in its history."""
    rows = list(found)
    TermException.objects.bulk_create(
        [
            TermException(
                page_id=page.pk,
                place=finding.side.place,
                digest=finding.side.digest,
                term_id=finding.term,
                reason=reason,
                by=user,
            )
            for finding in rows
        ],
        ignore_conflicts=True,
    )
    names = list(dict.fromkeys(finding.name for finding in rows))
    log(page, "ratusha.term.excuse", user=user, data={"reason": reason, "terms": names})
