"""A rule, and each time that it was followed."""

import secrets
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from cms_site.core.rules.happening import Happening
from cms_site.core.rules.names import Names
from cms_site.core.rules.registry import (
    ACTIONS,
    CONDITIONS,
    EVENTS,
    ChoiceField,
    Event,
    action_choice,
    condition_choice,
)


def event_choices() -> list[tuple[str, str]]:
    """The events by name."""
    return [(event.name, str(event.label)) for event in EVENTS.values()]


class RuleForm(WagtailAdminModelForm):
    """The form of a rule."""

    event = forms.ChoiceField(label=_("Event"), choices=event_choices, help_text=_("What the rule waits for."))


class ContentRule(models.Model):
    """When this happens to a page, and these conditions hold, do that."""

    name = models.CharField(
        _("name"), max_length=100, unique=True, help_text=_("What the rule is called in lists, for colleagues.")
    )
    event = models.CharField(_("event"), max_length=50)
    days = models.PositiveSmallIntegerField(
        _("days before"),
        null=True,
        blank=True,
        help_text=_("Only for a date that comes: how many days before. 0 is the day itself."),
    )
    conditions = ChoiceField(
        condition_choice,
        blank=True,
        verbose_name=_("conditions"),
        help_text=_("All of them must hold. Without any, the rule is for every page."),
    )
    actions = ChoiceField(
        action_choice,
        verbose_name=_("actions"),
        help_text=_("Done in this order after the page is saved. What one of them changes starts no other rule."),
    )
    enabled = models.BooleanField(
        _("switched on"), default=True, help_text=_("A rule that is switched off does nothing and forgets nothing.")
    )
    # Dates that were past by then are not made up for.
    enabled_at = models.DateTimeField(_("switched on since"), null=True, editable=False)
    secret = models.CharField(_("secret"), max_length=64, blank=True, editable=False)

    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("event"), FieldPanel("days")]),
        FieldPanel("conditions"),
        FieldPanel("actions"),
        MultiFieldPanel([FieldPanel("enabled")], heading=_("State")),
    ]
    base_form_class = RuleForm

    class Meta:
        verbose_name = _("content rule")
        verbose_name_plural = _("content rules")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse days that are missing for a date, and leave them out for what happens at once."""
        super().clean()
        event = EVENTS.get(self.event)
        if event is not None and event.dates is None:
            self.days = None
        elif self.days is None:
            raise ValidationError({"days": _("Say how many days before; 0 is the day itself.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and remember since when the rule is switched on."""
        self.secret = self.secret or secrets.token_urlsafe(32)
        self.enabled_at = (self.enabled_at or timezone.now()) if self.enabled else None
        super().save(*args, **kwargs)

    def change_secret(self) -> str:
        """A new secret, with which everything is signed from now on."""
        self.secret = secrets.token_urlsafe(32)
        self.save(update_fields=["secret"])
        return self.secret

    @property
    def condition_rows(self) -> list[dict[str, Any]]:
        """What was filled in for each condition, of kinds that exist."""
        return [row for row in self.conditions.get_prep_value() if row["type"] in CONDITIONS]

    @property
    def action_rows(self) -> list[dict[str, Any]]:
        """The same for each action, in order; `id` is its own for ever."""
        return [row for row in self.actions.get_prep_value() if row["type"] in ACTIONS]

    def holds(self, happenings: list[Happening], *, of_page: bool = False) -> list[Happening]:
        """Those for which all conditions hold, or all that are about the page alone."""
        asked = [(CONDITIONS[row["type"]], row["value"]) for row in self.condition_rows]
        tests = [condition.test(given) for condition, given in asked if condition.of_page or not of_page]
        return [happening for happening in happenings if all(test(happening) for test in tests)]

    @cached_property
    def names(self) -> Names:
        """The names in the sentence; a list of rules gives all of them the same."""
        return Names([self])

    @property
    def known_event(self) -> Event | None:
        """The event; None when no app knows it any more."""
        return EVENTS.get(self.event)

    def sentence(self) -> str:
        """What the rule says, in one sentence."""
        order = list(CONDITIONS)
        conditions = sorted(self.condition_rows, key=lambda row: order.index(row["type"]))
        event = self.known_event
        words = [event.said(self.days or 0) if event else self.event]
        words += [CONDITIONS[row["type"]].phrase(row["value"], self.names) for row in conditions]
        actions = [ACTIONS[row["type"]].phrase(row["value"], self.names) for row in self.action_rows]
        return f"{' '.join(words)} → {'; '.join(actions)}"


class RuleRun(models.Model):
    """A rule that was followed for a page, with what became of each of its actions."""

    rule = models.ForeignKey(ContentRule, on_delete=models.CASCADE, related_name="runs", verbose_name=_("rule"))
    page = models.ForeignKey(
        "wagtailcore.Page", null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("page")
    )
    # What makes it the same event: nothing is done twice for it.
    point = models.CharField(_("point"), max_length=100)
    event = models.CharField(_("event"), max_length=50)
    at = models.DateTimeField(_("at"), default=timezone.now)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("who did it")
    )
    weight = models.CharField(_("kind of change"), max_length=20, blank=True)
    note = models.CharField(_("public note"), max_length=500, blank=True)
    day = models.DateField(_("date"), null=True)
    title = models.CharField(_("title"), max_length=255, blank=True)
    address = models.CharField(_("address"), max_length=1000, blank=True)
    # By the number of the action: {"said", "deliveries", "error"}.
    steps = models.JSONField(_("what was done"), default=dict)
    delivery = models.OneToOneField(
        "core.Delivery", null=True, on_delete=models.SET_NULL, related_name="rule_run", verbose_name=_("delivery")
    )
    error = models.TextField(_("error"), blank=True)

    class Meta:
        verbose_name = _("run of a content rule")
        verbose_name_plural = _("runs of content rules")
        default_permissions = ()
        constraints = [
            # also serves the look-up of what was done for a date
            models.UniqueConstraint(fields=["rule", "page", "point"], name="rule_run_once"),
        ]
        indexes = [
            # the list of runs, and what is old enough to be forgotten
            models.Index(fields=["-at"], name="rule_run_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.rule}: {self.title}"

    @property
    def happening(self) -> Happening:
        """What it was followed for."""
        return Happening(
            self.event,
            self.page,
            self.at,
            actor=self.actor,
            weight=self.weight,
            note=self.note,
            day=self.day,
            title=self.title,
            address=self.address,
        )

    @property
    def deliveries(self) -> list[int]:
        """The numbers of what its actions wrote into the outbox."""
        return [pk for step in self.steps.values() for pk in step["deliveries"]]
