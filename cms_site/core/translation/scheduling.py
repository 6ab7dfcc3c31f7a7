"""Publication at a chosen moment, of a page that must be complete in its language and right in its place."""

import logging
from typing import Any

from django.core.exceptions import ValidationError
from wagtail.log_actions import log
from wagtail.models import Revision

from cms_site.core.translation.completeness import IncompleteTranslationError, require, require_terms

# What Wagtail logs when a schedule has come to its moment.
SCHEDULED = "wagtail.publish.scheduled"
logger = logging.getLogger(__name__)


def may_go_public(page: Any, revision: Revision, *, scheduled: bool) -> bool:
    """Whether `revision` may be published or put on the schedule.

    Raises IncompleteTranslationError for one that may not. If its moment has come nobody is there to be told: its
    schedule is ended, with an entry in the history of the page, so that what else is on the schedule is published.
    """
    if page.is_source:
        return True
    try:
        text = revision.as_object()
        require(text)
        require_terms(text)
    except IncompleteTranslationError as error:
        if not scheduled:
            raise
        end(page, revision, error)
        return False
    return True


def end(page: Any, revision: Revision, error: ValidationError) -> None:
    """End the schedule of a text that could not become public when its moment came, and say why in its history."""
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
    log(instance=page, action="wagtail.schedule.cancel", revision=revision, data={"reason": error.messages})
    logger.warning("Page %s was not published as scheduled: %s", page.pk, " ".join(error.messages))
