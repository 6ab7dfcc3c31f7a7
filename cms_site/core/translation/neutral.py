"""Facts without a language: edited on the source page, equal on its translations."""

from typing import Any

from django.db import models, transaction
from modelcluster.models import get_all_child_relations
from wagtail.models import Page

from cms_site.core.changes.models import Weight
from cms_site.core.changes.proposing import Proposal
from cms_site.core.page_types import neutral_names
from cms_site.core.translation.completeness import not_judged
from cms_site.core.workflow.publishing import SystemAction, system_action


@transaction.atomic
def copy_to_translations(source: Any) -> None:
    """Bring the neutral facts of a published source page to all its translations, live text and draft alike.

    A translation that already agrees is not touched. Nothing is published that was not public before.
    """
    if not source.is_source:
        return
    for target in type(source).objects.filter(translation_key=source.translation_key, alias_of=None):
        if target.pk != source.pk:
            with not_judged():
                _bring(source, target)


def _bring(source: Any, target: Any) -> None:
    draft = target.get_latest_revision_as_object() if target.latest_revision_id else None
    changed = copy_facts(source, target)
    if draft is None:
        if changed:
            target.save(clean=False)
        return
    if target.live and not target.has_unpublished_changes:
        if changed:
            target.proposed_change = Proposal(Weight.TYPO)
            with system_action(SystemAction.NEUTRAL_FACTS):
                target.save_revision(clean=False).publish(skip_permission_checks=True)
        return
    if changed:
        target.save(clean=False)
    if copy_facts(source, draft):
        draft.save_revision(clean=False)


def copy_facts(source: Any, target: Any) -> bool:
    """Set the neutral facts of `target` to those of `source` without saving; returns whether anything differed."""
    names = [*neutral_names(type(source)), "image"]
    return any([_copy(source, target, name) for name in names])


def _copy(source: Any, target: Any, name: str) -> bool:
    field = source._meta.get_field(name)
    if field.one_to_many:
        return copy_rows(source, target, name)
    if field.many_to_many:
        wanted = list(getattr(source, name).all())
        if set(wanted) == set(getattr(target, name).all()):
            return False
        getattr(target, name).set(wanted)
        return True
    related = getattr(source, name) if field.is_relation else None
    value = in_language_of(related, target).pk if isinstance(related, Page) else _stored(source, field)
    if _stored(target, field) == value:
        return False
    setattr(target, field.attname, value)
    return True


def _stored(page: models.Model, field: models.Field) -> Any:
    """The value as the database keeps it, which is what can be compared."""
    return field.get_prep_value(getattr(page, field.attname))


def in_language_of(related: Any, page: Page) -> Any:
    """The translation of `related` in the language of `page`, or `related` itself while there is none."""
    return (
        type(related).objects.filter(translation_key=related.translation_key, locale=page.locale_id).first() or related
    )


def copy_rows(source: Any, target: Any, name: str) -> bool:
    """Make the inline rows of `target` those of `source`, keeping what translators wrote.

    A row that is new gets empty text: nothing in the source's language shows up on a translation.
    """
    theirs = {row.translation_key: row for row in getattr(target, name).all()}
    rows, changed = [], False
    for ours in getattr(source, name).all():
        row = theirs.pop(ours.translation_key, None)
        if row is None:
            row = type(ours)(translation_key=ours.translation_key, locale=target.locale)
            changed = True
        changed |= _copy_columns(ours, row)
        for relation in get_all_child_relations(type(ours)):
            changed |= copy_rows(ours, row, relation.get_accessor_name())
        rows.append(row)
    if changed or theirs:
        setattr(target, name, rows)
        return True
    return False


def _copy_columns(ours: models.Model, row: models.Model) -> bool:
    columns = [name for name in type(ours).neutral_columns() if getattr(row, name) != getattr(ours, name)]  # type: ignore[attr-defined]
    for name in columns:
        setattr(row, name, getattr(ours, name))
    return bool(columns)
