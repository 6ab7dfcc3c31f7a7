"""What a term names."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What a term names."""

    PERSON = "person", _("Person")
    POST = "post", _("Post")
    ORGANISATION = "organisation", _("Organisation")
    STREET = "street", _("Street or place")
    CITY = "city", _("City")
    AWARD = "award", _("Award")
