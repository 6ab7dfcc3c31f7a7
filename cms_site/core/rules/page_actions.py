"""The actions that change the page itself: a tag, the date of its review, its translations.

A tag is part of the text. It is set on the live page and in the newest draft alike, so that nobody's draft is lost, and
by the system: the administrator who keeps the rule answers for it, so that it is no text to be approved again.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from taggit.managers import TaggableManager
from wagtail import blocks
from wagtail.models import Locale
from wagtail_localize.operations import translate_object

from cms_site.core.changes.models import Weight
from cms_site.core.changes.proposing import Proposal
from cms_site.core.page_types import is_field
from cms_site.core.rules.conditions import language_names, several
from cms_site.core.rules.happening import Happening
from cms_site.core.rules.names import Names
from cms_site.core.rules.registry import Action, ActionError, Outcome, Settings
from cms_site.core.translation.scripts import in_foreign_letters
from cms_site.core.workflow.models import UrgentPublication
from cms_site.core.workflow.publishing import lock

TARGETS = [choice for choice in settings.LANGUAGES if choice[0] != settings.LANGUAGE_CODE]


def change(page: Any, apply: Callable[[Any], bool]) -> bool:
    """Let `apply` change the live text and the newest draft of `page` and say whether it did; returns whether.

    A draft that differs from what is public stays one. Raises ActionError, in the words of what refused it.
    """
    lock(page)
    if UrgentPublication.objects.about(page).filter(outcome=UrgentPublication.Outcome.OPEN).exists():
        raise ActionError(_("The page was published urgently; its text is left alone until somebody has confirmed it."))
    page = type(page)._default_manager.get(pk=page.pk)
    try:
        return _change(page, apply)
    except ValidationError as error:
        raise ActionError(" ".join(error.messages)) from error
    except PermissionDenied as error:
        raise ActionError(str(error) or _("The page refuses the change.")) from error


def _change(page: Any, apply: Callable[[Any], bool]) -> bool:
    draft = page.get_latest_revision_as_object() if page.latest_revision_id else None
    changed = apply(page)
    if changed and draft is not None and page.live and not page.has_unpublished_changes:
        page.proposed_change = Proposal(Weight.TYPO)
        page.save_revision(clean=False).publish(skip_permission_checks=True)
        return True
    if changed:
        page.save(clean=False)
    if draft is not None and apply(draft):
        draft.save_revision(clean=False)
        return True
    return changed


def _add_tag(given: Settings, run: Any) -> Outcome:
    page = run.page.specific
    name = next((field.name for field in page._meta.get_fields() if isinstance(field, TaggableManager)), None)
    if name is None:
        return Outcome(_("pages of this type have no tags"))
    if in_foreign_letters(given["tag"], page.locale.language_code):
        return Outcome(_("tag “%s” is in letters that readers of this page do not read") % given["tag"])

    def apply(text: Any) -> bool:
        tags = getattr(text, name)
        if given["tag"] in {tag.name for tag in tags.all()}:
            return False
        tags.add(given["tag"])
        return True

    done = change(page, apply)
    return Outcome((_("tag “%s” added") if done else _("tag “%s” was there already")) % given["tag"])


def _tag_phrase(given: Settings, *args: Any) -> str:
    return _("tag “%s”") % given["tag"]


def _review_day(given: Settings, happening: Happening) -> date:
    return timezone.localtime(happening.at).date() + timedelta(days=given["days"])


def _set_review(given: Settings, run: Any) -> Outcome:
    model = run.page.specific_class
    if not is_field(model, "review_date"):
        return Outcome(_("pages of this type have no review date"))
    day = _review_day(given, run.happening)
    # It stands beside the text, for a page in all its languages: no draft has one of its own.
    model._default_manager.filter(translation_key=run.page.translation_key).update(review_date=day)
    return Outcome(_("review date %s") % date_format(day))


def _review_phrase(given: Settings, names: Names) -> str:
    return ngettext("review date in %(days)d day", "review date in %(days)d days", given["days"]) % given


def _foresee_review(given: Settings, happening: Happening, names: Names) -> str:
    return _("review date %s") % date_format(_review_day(given, happening))


def _request_translation(given: Settings, run: Any) -> Outcome:
    page = run.page.specific
    if not page.is_source:
        return Outcome(_("only Ukrainian pages are translated"))
    wanted = Locale.objects.filter(language_code__in=given["languages"])
    there = set(page.get_translations().values_list("locale", flat=True))
    missing = [locale for locale in wanted if locale.pk not in there]
    if not missing:
        return Outcome(_("there are translations already"))
    translate_object(page, missing)
    names = language_names(locale.language_code for locale in missing)
    return Outcome(_("translation requested: %s") % ", ".join(names))


def _translation_phrase(given: Settings, *args: Any) -> str:
    return _("request translation: %s") % ", ".join(language_names(given["languages"]))


TAG = Action(
    "tag",
    blocks.StructBlock(
        [
            (
                "tag",
                blocks.CharBlock(
                    max_length=100,
                    label=gettext_lazy("Tag"),
                    help_text=gettext_lazy("In the language of the pages; add a condition for the language."),
                ),
            )
        ],
        label=gettext_lazy("Add a tag"),
        icon="tag",
    ),
    _add_tag,
    _tag_phrase,
    _tag_phrase,
)
TRANSLATION = Action(
    "translation",
    blocks.StructBlock(
        [
            (
                "languages",
                several(
                    TARGETS,
                    label=gettext_lazy("Languages"),
                    help_text=gettext_lazy("A draft is made for the translators where the page has none yet."),
                ),
            )
        ],
        label=gettext_lazy("Request a translation"),
        icon="wagtail-localize-language",
    ),
    _request_translation,
    _translation_phrase,
    _translation_phrase,
)
REVIEW = Action(
    "review",
    blocks.StructBlock(
        [
            (
                "days",
                blocks.IntegerBlock(
                    min_value=1,
                    max_value=3650,
                    label=gettext_lazy("In how many days"),
                    help_text=gettext_lazy("Counted from the event."),
                ),
            )
        ],
        label=gettext_lazy("Set the review date"),
        icon="date",
    ),
    _set_review,
    _review_phrase,
    _foresee_review,
)
