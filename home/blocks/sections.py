"""Choosing a section of the site."""

from django.apps import apps
from django.utils.functional import cached_property
from wagtail import blocks

from cms_site.core.models import BaseIndexPage


class SectionChooserBlock(blocks.PageChooserBlock):
    """Chooses an index page of any type, also of one that is added later."""

    @cached_property
    def target_models(self) -> list[type]:
        """All page types that list others."""
        return [model for model in apps.get_models() if issubclass(model, BaseIndexPage)]
