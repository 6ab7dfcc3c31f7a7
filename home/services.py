"""What an alert's translations take from it: its times, and that it was taken back."""

from django.conf import settings

from cms_site.core.translation.completeness import not_judged
from cms_site.core.workflow.publishing import SystemAction, system_action
from home.models import Alert


def bring_facts_to_translations(source: Alert) -> None:
    """Give the translations of a published Ukrainian alert its service and times, in live text and draft alike.

    An alert that ended early has to disappear in every language. Nothing is published that was not public before.
    """
    if not _is_source(source):
        return
    facts = {name: getattr(source, name) for name in Alert.NEUTRAL}
    for target in source.get_translations():
        Alert.objects.filter(pk=target.pk).update(**facts)
        draft = target.get_latest_revision_as_object() if target.latest_revision_id else None
        if draft is None or all(getattr(draft, name) == value for name, value in facts.items()):
            continue
        for name, value in facts.items():
            setattr(draft, name, value)
        revision = draft.save_revision(clean=False)
        if target.live and not target.has_unpublished_changes:
            # A number that changed must reach readers whatever the words of the translation are.
            with not_judged(), system_action(SystemAction.NEUTRAL_FACTS):
                revision.publish(skip_permission_checks=True)


def take_back_translations(source: Alert) -> None:
    """Unpublish the translations of a Ukrainian alert that was unpublished."""
    if _is_source(source):
        for target in source.get_translations().filter(live=True):
            target.unpublish()


def _is_source(alert: Alert) -> bool:
    return bool(alert.locale.language_code == settings.LANGUAGE_CODE)
