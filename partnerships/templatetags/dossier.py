"""What a dossier says about an entry of its timeline."""

from django import template
from django.apps import apps

from cms_site.core.catalog.models import Entry

register = template.Library()


@register.filter
def kind(entry: Entry) -> str:
    """What sort of page it is, in the reader's language with a capital letter."""
    name = str(apps.get_model(entry.page_type)._meta.verbose_name)
    return name[:1].upper() + name[1:]
