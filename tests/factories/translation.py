"""What is to be translated, as the profile would have it."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Locale

from cms_site.core.models import RequiredTranslation
from cms_site.core.translation.jobs import following
from tests.factories.core import make_park, make_site, translate
from tests.testapp.models import TreePage


def require(model: Any, *languages: str, hours: int = 9, **fields: Any) -> None:
    """Let pages of a type be needed in these languages."""
    for code in languages:
        RequiredTranslation.objects.create(
            content_type=ContentType.objects.get_for_model(model),
            locale=Locale.objects.get(language_code=code),
            **{"hours": hours, "correction_hours": 2, **fields},
        )


def make_translated_park() -> Any:
    """A section in three languages whose trees are needed in English and Polish."""
    park = make_park(make_site())
    require(TreePage, "en", "pl")
    for language in ("en", "pl"):
        translate(park, language)
    return type(park).objects.get(pk=park.pk)


def assert_jobs_are_right() -> None:
    """Every job says what the pages say, and every number what the jobs do."""
    assert following.differences() == []
