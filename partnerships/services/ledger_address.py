"""Where the ledger of a convoy is."""

from django.urls import reverse

from partnerships.models import ConvoyPage


def ledger_url(convoy: ConvoyPage) -> str:
    """The address of the ledger of a convoy in the editing interface."""
    return reverse("convoy_ledger", args=[convoy.pk])
