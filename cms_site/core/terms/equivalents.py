"""Forms in other languages: proposed, entered by one person, approved by another."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Locale

from cms_site.core.translation.jobs.rights import languages_of
from cms_site.core.transliteration import romanise

# The language that the resolution's table serves.
PROPOSED = "en"
APPROVE = "core.approve_term"


def entered(row: Any, before: dict[str, Any], user: Any) -> tuple[int, str] | None:
    """Remember on an equivalent that `user` entered it now; it waits for approval, unless only its note is another.

    Returns the language and the words that were approved `before`, the initial values of its form; None if none were.
    """
    if row.pk and (before.get("name"), before.get("locale")) == (row.name, row.locale_id):
        return None
    was_approved = bool(row.pk and row.approved_at)
    row.entered_by, row.proposed = user, False
    row.approved_by = row.approved_at = None
    return (before["locale"], before["name"]) if was_approved else None


def complete(term: Any, former: Iterable[tuple[int, str]] = ()) -> None:
    """Keep the `former` forms of a saved term, and propose the English form if nobody has entered one."""
    from cms_site.core.terms.models import Equivalent, FormerEquivalent

    for locale_id, name in former:
        FormerEquivalent.objects.get_or_create(record=term, locale_id=locale_id, name=name)
    locale = Locale.objects.filter(language_code=PROPOSED).first()
    if locale is None:
        return
    row = Equivalent.objects.filter(record=term, locale=locale).first()
    row = row or Equivalent(record=term, locale=locale, proposed=True)
    if row.proposed and not row.approved_at:
        row.name = romanise(term.name)[:255]
        row.save()


def may_approve(row: Any, user: Any) -> bool:
    """Whether `user` may approve an equivalent: one in a language whose pages they edit, and not one that they entered
    themselves, superusers included.
    """
    if row.approved_at or row.entered_by_id == user.pk or not user.has_perm(APPROVE):
        return False
    return bool(user.is_superuser or row.locale.language_code in languages_of(user))


def as_read(row: Any) -> str:
    """What a form knows an equivalent by: something else once its words or its language are others."""
    return f"{row.pk} {row.locale_id} {row.name}"


@transaction.atomic
def approve(term: Any, rows: Iterable[Any], user: Any) -> list[Any]:
    """Approve those of `rows` that `user` may approve and nobody has changed since they were read, and return them."""
    done = [row for row in rows if may_approve(row, user) and _is_set(row, user)]
    for row in done:
        log(term, "ratusha.term.approve", user=user, data={"name": row.name, "language": row.locale.language_code})
    if done:
        type(term).objects.get(pk=term.pk).save()  # whoever has the terms in memory reads them again
    return done


def _is_set(row: Any, user: Any) -> bool:
    same = type(row).objects.filter(
        pk=row.pk, locale=row.locale_id, name=row.name, entered_by=row.entered_by_id, approved_at=None
    )
    return bool(same.update(approved_by=user, approved_at=timezone.now()))
