"""The kinds of agreements."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AgreementKind(models.TextChoices):
    """What sort of document it is."""

    MEMORANDUM = "memorandum", _("Memorandum")
    PARTNERSHIP_AGREEMENT = "partnership_agreement", _("Partnership agreement")
    TRIPARTITE_AID = "tripartite_aid", _("Tripartite aid agreement")
    NETWORK_MEMORANDUM = "network_memorandum", _("Memorandum with a network of cities")
    OTHER = "other", _("Other")
