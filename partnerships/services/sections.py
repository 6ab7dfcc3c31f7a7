"""Where the sections of the app are."""

from django.conf import settings

from partnerships.models import ConvoyIndexPage


def section_of_convoys() -> ConvoyIndexPage | None:
    """The Ukrainian section of convoys; None on a site without one."""
    sections = ConvoyIndexPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE).order_by("path")
    section: ConvoyIndexPage | None = sections.first()
    return section
