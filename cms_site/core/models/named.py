"""Records that have a name in every language: organisations, topics."""

from typing import Any

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel


class NamedRecordManager(models.Manager):
    """Fetches the names with the records: two more queries whatever the number of records."""

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().prefetch_related("names__locale")


class NamedRecord(ClusterableModel):
    """A record with a Ukrainian name and, in the child rows `names`, its name in other languages."""

    name = models.CharField(_("name"), max_length=255, help_text=_("In Ukrainian."))

    objects = NamedRecordManager()

    class Meta:
        abstract = True
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="%(app_label)s_%(class)s_name_once",
                violation_error_message=_("There is a record with this name already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name_in(get_language())

    def name_in(self, language: str | None) -> str:
        """The name in `language`; the Ukrainian one while there is none."""
        names = {row.locale.language_code: row.name for row in self._names()}
        return names.get(language, self.name)

    def _names(self) -> Any:
        return self.names.all() if self.pk else []  # type: ignore[attr-defined]


class LocalName(models.Model):
    """The name of a record in one language; a subclass adds `record`, a ParentalKey with related_name="names"."""

    locale = models.ForeignKey(
        "wagtailcore.Locale", on_delete=models.CASCADE, related_name="+", verbose_name=_("language")
    )
    name = models.CharField(_("name"), max_length=255)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["record", "locale"],
                name="%(app_label)s_%(class)s_once_a_language",
                violation_error_message=_("This language has a name already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
