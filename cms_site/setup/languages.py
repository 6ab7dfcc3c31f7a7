"""The languages that pages of the site can be in."""

from collections.abc import Callable

from django.conf import settings
from wagtail.models import Locale

from cms_site.setup.declarations import Profile


def ensure_languages(profile: Profile, say: Callable[[str], None]) -> list[str]:
    """Create the locales of the profile that the settings allow; returns their codes, in the profile's order."""
    allowed = dict(settings.WAGTAIL_CONTENT_LANGUAGES)
    languages = [code for code in profile.languages if code in allowed]
    for code in languages:
        _locale, created = Locale.objects.get_or_create(language_code=code)
        if created:
            say(f"Add the language {code} ({allowed[code]}).")
    return languages
