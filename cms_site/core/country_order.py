"""The order of lists of countries; django-countries compares Latin letters alone, so that Ukrainian names had none."""

import django_countries

from cms_site.core.alphabet import alphabetical


def register() -> None:
    """Sort the countries that do not stand first in the alphabet of the reader, in all forms."""
    django_countries.sort_key = _by_name


def _by_name(item: tuple[str, str]) -> str:
    return alphabetical(item[1])
