"""What news are about."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel

from cms_site.core.models import LocalName, NamedRecord


class Topic(NamedRecord):
    """A topic that the press service files its news under."""

    panels = [
        FieldPanel("name"),
        InlinePanel("names", heading=_("Names in other languages"), label=_("Name")),
    ]

    class Meta(NamedRecord.Meta):
        abstract = False
        verbose_name = _("topic")
        verbose_name_plural = _("topics")


class TopicName(LocalName):
    """The name of a topic in one more language."""

    record = ParentalKey(Topic, on_delete=models.CASCADE, related_name="names")

    panels = [FieldRowPanel([FieldPanel("locale"), FieldPanel("name")])]

    class Meta(LocalName.Meta):
        abstract = False
        verbose_name = _("name in another language")
        verbose_name_plural = _("names in other languages")
