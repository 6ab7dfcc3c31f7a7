"""What the desk remembers: who is on a text that waits, and how long texts may wait."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import TaskState


class Claim(models.Model):
    """Somebody is on a text that waits at a step. It shuts nobody out; ended ones stay as the history of the step."""

    task_state = models.ForeignKey(TaskState, on_delete=models.CASCADE, related_name="claims", verbose_name=_("step"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("user")
    )
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("handed over by"),
    )
    since = models.DateTimeField(_("since"), auto_now_add=True)
    until = models.DateTimeField(_("until"), null=True)

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        default_permissions = ()
        # who is on a text now: asked for every row of the home page
        constraints = [models.UniqueConstraint(fields=["task_state"], condition=Q(until=None), name="claim_open_once")]

    def __str__(self) -> str:
        return f"{self.user}: {self.task_state_id}"


class TimeLimit(models.Model):
    """How long texts of a type may wait at a step, in working hours. Written from the set-up profile alone."""

    # None stands for all types that have no limit of their own
    content_type = models.OneToOneField(
        ContentType, null=True, on_delete=models.CASCADE, related_name="+", verbose_name=_("type")
    )
    hours = models.PositiveSmallIntegerField(_("working hours"))

    class Meta:
        verbose_name = _("time limit")
        verbose_name_plural = _("time limits")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.content_type or '*'}: {self.hours}"
