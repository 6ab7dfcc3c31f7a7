"""Where the ledger of a convoy is, and the short address of it for donors."""

import io

import segno
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import override

from partnerships.models import ConvoyPage, Ledger


def ledger_url(convoy: ConvoyPage) -> str:
    """The address of the ledger of a convoy in the editing interface."""
    return reverse("convoy_ledger", args=[convoy.pk])


def donor_address(ledger: Ledger, request: HttpRequest) -> str:
    """The short address for donors, whole, on the site that `request` came to: that without a language, for print."""
    with override(settings.LANGUAGE_CODE):
        return request.build_absolute_uri(reverse("convoy_code", args=[ledger.code]))


def qr_svg(address: str) -> bytes:
    """A QR code of `address` as SVG, black on white at any size, which is still read when a quarter of it is dirty."""
    output = io.BytesIO()
    segno.make(address, error="q", micro=False).save(output, kind="svg", border=4, light="#fff", omitsize=True)
    return output.getvalue()
