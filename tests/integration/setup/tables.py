"""What the database holds, for comparing it before and after."""

from django.apps import apps
from django.core import serializers


def everything() -> dict[str, str]:
    """All rows of all tables."""
    return {
        model._meta.label: serializers.serialize("json", model._base_manager.order_by("pk"))
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }
