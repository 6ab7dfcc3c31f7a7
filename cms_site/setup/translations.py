"""Which page types are translated into which languages, and within how many working hours."""

from collections.abc import Callable

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Locale

from cms_site.core.models import RequiredTranslation
from cms_site.setup.declarations import Profile

Say = Callable[[str], None]


def ensure_required_translations(profile: Profile, languages: list[str], say: Say) -> None:
    """Ask for the translations that the profile names, and for no others."""
    kept = []
    for required in profile.required:
        content_type = ContentType.objects.get_for_model(apps.get_model(required.page_type))
        for code in (code for code in required.hours if code in languages):
            values = {
                "hours": required.hours[code],
                "correction_hours": required.correction,
                "summary": required.summary,
            }
            row = RequiredTranslation.objects.filter(
                content_type=content_type, locale__language_code=code, **values
            ).first()
            if row is None:
                row, _created = RequiredTranslation.objects.update_or_create(
                    content_type=content_type, locale=Locale.objects.get(language_code=code), defaults=values
                )
                say(f"Ask for {required.page_type} in {code} within {required.hours[code]} working hours.")
            kept.append(row.pk)
    for row in RequiredTranslation.objects.exclude(pk__in=kept).select_related("content_type", "locale"):
        row.delete()
        say(f"Ask for {row.content_type.app_labeled_name} in {row.locale.language_code} no more.")
