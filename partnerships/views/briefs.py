"""Dossiers as PDF: what everybody may read, and what the department keeps to itself."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import translation
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from cms_site.core import pdf
from cms_site.core.catalog.models import Entry
from cms_site.core.transliteration import slug
from partnerships import brief
from partnerships.models import PartnershipPage


@require_safe
def public_brief(request: HttpRequest, translation_key: UUID) -> HttpResponse:
    """The dossier of a public partner on one page, in the reader's language; 404 where there is none."""
    entries = Entry.objects.in_language(translation.get_language(), [translation_key])
    entry = get_object_or_404(entries.of_type("partnerships.PartnershipPage"))
    partner = PartnershipPage.objects.get(pk=entry.pk)
    return pdf.as_response(brief.public_brief(partner), partner.slug)


@require_safe
@cache_control(private=True, no_store=True)
def internal_brief(request: HttpRequest, pk: int) -> HttpResponse:
    """The dossier with contacts and notes, as last saved, for those who may edit the page; 403 for all others."""
    page = get_object_or_404(PartnershipPage, pk=pk)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    partner = page.get_latest_revision_as_object()
    with translation.override(page.locale.language_code):
        return pdf.as_response(brief.internal_brief(partner), f"{slug(page.title)}-internal")
