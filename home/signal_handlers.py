"""What keeps the languages of an alert together when Wagtail publishes it or takes it back."""

from typing import Any

from wagtail.signals import published, unpublished

from home import services
from home.models import Alert


def bring_facts(instance: Alert, **kwargs: Any) -> None:
    services.bring_facts_to_translations(instance)


def take_back(instance: Alert, **kwargs: Any) -> None:
    services.take_back_translations(instance)


def connect() -> None:
    """Connect the handlers; called once when the app is ready."""
    published.connect(bring_facts, sender=Alert)
    unpublished.connect(take_back, sender=Alert)
