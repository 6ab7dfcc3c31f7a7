"""What has to be translated until when, who is on it, and how much there is of it."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """How a translation stands; it follows from the pages, only a refusal is somebody's word."""

    MISSING = "missing", _("missing")
    IN_WORK = "in_work", _("in work")
    IN_REVIEW = "in_review", _("in review")
    OUTDATED = "outdated", _("outdated")
    CURRENT = "current", _("current")
    REFUSED = "refused", _("declined")
    CLOSED = "closed", _("not needed")


OPEN = (State.MISSING, State.IN_WORK, State.IN_REVIEW, State.OUTDATED)


def name_of_language(code: str) -> str:
    """The name of a language in that of the reader, as it begins a line; Wagtail has it in the language itself."""
    return capfirst(str(get_language_info(code)["name_translated"]))


class RequiredTranslation(models.Model):
    """A language that pages of a type are needed in. Written from the set-up profile alone."""

    content_type = models.ForeignKey(
        ContentType, on_delete=models.CASCADE, related_name="+", db_index=False, verbose_name=_("page type")
    )
    locale = models.ForeignKey(
        "wagtailcore.Locale", on_delete=models.CASCADE, related_name="+", verbose_name=_("language")
    )
    hours = models.PositiveSmallIntegerField(_("working hours"))
    correction_hours = models.PositiveSmallIntegerField(_("working hours for a correction"))
    summary = models.BooleanField(_("title and lead alone"), default=False)

    class Meta:
        verbose_name = _("required translation")
        verbose_name_plural = _("required translations")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["content_type", "locale"], name="translation_required_once")]

    def __str__(self) -> str:
        return f"{self.content_type}: {self.locale}"


class TranslationJob(models.Model):
    """One source page in one language, for as long as the page exists; written by `following` and `assignment`.

    `section` is the page below the home page under which the source stands. `words` are those that are left to be
    translated, counted in the source.
    """

    source = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.CASCADE,
        related_name="translation_jobs",
        db_index=False,
        verbose_name=_("source"),
    )
    locale = models.ForeignKey(
        "wagtailcore.Locale", on_delete=models.CASCADE, related_name="+", verbose_name=_("language")
    )
    section = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="+", db_index=False, verbose_name=_("section")
    )
    page_type = models.CharField(_("page type"), max_length=100)
    source_revision = models.ForeignKey(
        "wagtailcore.Revision",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("revision of the source"),
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.CLOSED)
    refusal = models.TextField(_("why it was declined"), blank=True)
    words = models.PositiveIntegerField(_("words left"), default=0)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="translation_jobs",
        verbose_name=_("translator"),
    )
    due = models.DateTimeField(_("due"), null=True)
    opened_at = models.DateTimeField(_("opened"), default=timezone.now)
    closed_at = models.DateTimeField(_("closed"), null=True)

    class Meta:
        verbose_name = _("translation job")
        verbose_name_plural = _("translation jobs")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["source", "locale"], name="translation_job_once"),
            models.CheckConstraint(condition=~Q(state="refused") | ~Q(refusal=""), name="translation_refused_why"),
        ]
        indexes = [
            # the list behind a number of the board
            models.Index("section", "locale", "state", "due", name="translation_job_cell"),
            # the oldest and the overdue of the board
            models.Index(
                "section",
                "locale",
                "opened_at",
                "due",
                name="translation_job_waiting",
                condition=Q(state__in=[str(state) for state in OPEN]),
            ),
            # the lists by language and by translator, the most urgent first
            models.Index("locale", "due", "id", name="translation_job_due"),
            models.Index("assignee", "due", "id", name="translation_job_assignee"),
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.locale}"

    @property
    def language(self) -> str:
        """The language that is translated into, in that of the reader."""
        return name_of_language(self.locale.language_code)

    @property
    def is_open(self) -> bool:
        """Whether somebody has something to do."""
        return self.state in OPEN

    @property
    def is_overdue(self) -> bool:
        """Whether it should have been done by now."""
        return self.is_open and self.due is not None and self.due < timezone.now()


class TranslationJobEvent(models.Model):
    """What happened to a job: the history of who was on it. Rows are only added."""

    class Kind(models.TextChoices):
        """The acts of people and of the site."""

        OPENED = "opened", _("opened")
        CLOSED = "closed", _("closed")
        CLAIMED = "claimed", _("claimed")
        GIVEN_BACK = "given_back", _("given back")
        HANDED_OVER = "handed_over", _("handed over")
        DECLINED = "declined", _("declined")
        RESUMED = "resumed", _("taken up again")

    job = models.ForeignKey(TranslationJob, on_delete=models.CASCADE, related_name="events", verbose_name=_("job"))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    state = models.CharField(_("state"), max_length=10, choices=State.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("by")
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("translator")
    )
    comment = models.TextField(_("comment"), blank=True)
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("event of a translation job")
        verbose_name_plural = _("events of translation jobs")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.get_kind_display()}"


class TranslationCount(models.Model):
    """How many jobs of a section and language are in a state, and their words; kept by whatever writes a job."""

    section = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="+", db_index=False, verbose_name=_("section")
    )
    locale = models.ForeignKey(
        "wagtailcore.Locale", on_delete=models.CASCADE, related_name="+", verbose_name=_("language")
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices)
    jobs = models.IntegerField(_("jobs"), default=0)
    words = models.IntegerField(_("words left"), default=0)

    class Meta:
        verbose_name = _("count of translation jobs")
        verbose_name_plural = _("counts of translation jobs")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["section", "locale", "state"], name="translation_count_once")]

    def __str__(self) -> str:
        return f"{self.section_id} {self.locale_id} {self.state}: {self.jobs}"


def note(job: TranslationJob, kind: Any, *, by: Any = None, comment: str = "", at: datetime | None = None) -> None:
    """Add to the history of a job what was just done to it."""
    TranslationJobEvent.objects.create(
        job=job,
        kind=kind,
        state=job.state,
        by=by,
        assignee_id=job.assignee_id,
        comment=comment,
        at=at or timezone.now(),
    )
