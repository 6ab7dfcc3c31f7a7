"""Finding the permission rows that the words of the profile stand for."""

from typing import Any

from django.apps import apps
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, Page

KINDS: dict[str, Any] = {"images": get_image_model, "documents": get_document_model, "folders": lambda: Collection}


def for_pages(verb: str) -> Permission:
    """The permission to do `verb` with pages; LookupError if there is no such thing."""
    return _permission(Page, verb)


def for_files(verb: str, kind: str) -> Permission:
    """The permission to do `verb` with images, documents or the folders they are in."""
    return _permission(KINDS[kind](), verb)


def for_records(verb: str, label: str) -> Permission:
    """The permission to do `verb` with records of the model `app.Model`."""
    return _permission(apps.get_model(label), verb)


def for_power(power: str) -> Permission:
    """The permission `app.codename`."""
    app_label, codename = power.split(".")
    return _one(Permission.objects.filter(content_type__app_label=app_label, codename=codename), power)


def _permission(model: type[Model], verb: str) -> Permission:
    codename = f"{verb}_{model._meta.model_name}"
    return _one(
        Permission.objects.filter(content_type=ContentType.objects.get_for_model(model), codename=codename),
        f"{model._meta.app_label}.{codename}",
    )


def _one(found: Any, name: str) -> Permission:
    permission: Permission | None = found.first()
    if permission is None:
        raise LookupError(f"The profile names the permission {name}, which does not exist. Run migrate first.")
    return permission
