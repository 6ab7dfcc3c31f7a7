"""What there is new to translate, for the digests of those who translate; each job is told of once."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from wagtail.models import GroupPagePermission

from cms_site.core.models.mail_choice import MailChoice
from cms_site.core.translation.board.texts import with_addresses
from cms_site.core.translation.jobs.models import State, TranslationJob, TranslationJobEvent
from cms_site.core.translation.jobs.rights import WORK, Workplaces

# As it stands in `MailChoice.gathered`.
KIND = "translations"
# The hours of those who chose none, by their clock.
USUAL_HOURS = [9, 14]
MOST_NAMED = 20


@dataclass(frozen=True)
class News:
    """The most urgent of the new jobs, how many more there are, and where all of them can be seen."""

    jobs: list[TranslationJob]
    more: int
    address: str


NOTHING = News([], 0, "")


def news_for(user: Any, since: datetime, until: datetime) -> News:
    """The jobs that came up in that time where `user` works, and that nobody has claimed or begun yet."""
    opened = TranslationJobEvent.objects.filter(
        job=OuterRef("pk"), kind=TranslationJobEvent.Kind.OPENED, at__gt=since, at__lte=until
    )
    waiting = Workplaces(user).jobs().filter(Exists(opened), state__in=[State.MISSING, State.OUTDATED], assignee=None)
    jobs = list(waiting.select_related("source", "locale").order_by("due", "pk")[:MOST_NAMED])
    more = waiting.count() - MOST_NAMED if len(jobs) == MOST_NAMED else 0
    return News(with_addresses(jobs), more, f"{reverse('translation_board:jobs')}?assignee=nobody&open=true")


def usual_choice(user: Any) -> MailChoice | None:
    """The digest of somebody who translates and chose nothing yet, not stored; None for everybody else."""
    if not _people().filter(pk=user.pk).exists() or not Workplaces(user).only_translates:
        return None
    return MailChoice(user=user, gathered=[KIND], hours=USUAL_HOURS)


def choose_for_translators() -> None:
    """Let those who translate and chose nothing yet have the usual digest from now on."""
    choices = [choice for user in _people().filter(mail_choice=None) if (choice := usual_choice(user)) is not None]
    MailChoice.objects.bulk_create(choices, ignore_conflicts=True)


def _people() -> QuerySet:
    """Those with rights on pages of other languages than that of the sources."""
    rights = GroupPagePermission.objects.filter(permission__codename__in=WORK)
    groups = rights.exclude(page__locale__language_code=settings.LANGUAGE_CODE).values("group")
    people: QuerySet = get_user_model().objects.filter(is_active=True, is_superuser=False, groups__in=groups)
    return people.distinct()
