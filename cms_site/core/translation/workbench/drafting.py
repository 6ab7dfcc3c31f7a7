"""A first draft by a machine, where the site has a service for it."""

import logging
from typing import Any

from django.utils.translation import gettext as _
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.views.edit_translation import apply_machine_translation

from cms_site.core.translation.workbench.rows import SLUG

logger = logging.getLogger(__name__)


class NoAnswerError(Exception):
    """The service did not answer; the message is for the translator."""


def service_for(translation: Translation) -> Any:
    """The service that translates between the two languages, or None."""
    found = get_machine_translator()
    usable = found is not None and found.can_translate(translation.source.locale, translation.target_locale)
    return found if usable else None


def draft(translation: Translation, service: Any, user: Any) -> bool:
    """Let the service fill what nobody translated; returns whether there was anything. Raises NoAnswerError."""
    try:
        found = bool(apply_machine_translation(translation.pk, user, service))
    except Exception as error:
        # Each service fails in its own way; none of them may take the editor along.
        logger.exception("The machine translation service failed")
        raise NoAnswerError(_("The translation service does not answer. Nothing was changed.")) from error
    # The address follows the title, once somebody has read it.
    StringTranslation.objects.filter(
        context__object_id=translation.source.object_id,
        context__path=SLUG,
        locale=translation.target_locale_id,
        translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE,
    ).delete()
    return found
