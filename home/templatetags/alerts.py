"""The banner of warnings on every page."""

from django import template
from django.utils import timezone
from django.utils.translation import get_language

from home.models import Alert
from home.querysets import AlertQuerySet

register = template.Library()


@register.simple_tag
def active_alerts() -> AlertQuerySet:
    """The alerts that hold now, in the reader's language, the newest first; one query."""
    return Alert.objects.in_language(get_language()).active(timezone.now())
