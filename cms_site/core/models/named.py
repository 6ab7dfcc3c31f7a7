"""Records that have a name in every language: organisations, topics."""

from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.models import Locale


class NamedRecordQuerySet(models.QuerySet):
    """Records together with what they are called."""

    def with_names(self) -> "NamedRecordQuerySet":
        """With the names in all languages: two more queries, whatever the number of records."""
        return self.prefetch_related("names__locale")


class NamedRecordManager(models.Manager.from_queryset(NamedRecordQuerySet)):  # type: ignore[misc]
    """Fetches the names along, also when a record is reached from a page, because every reader is shown one of them."""

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().with_names()


def name_key(name: str) -> str:
    """`name` as it is compared with others: without regard to capitals and spaces, in any alphabet."""
    return " ".join(name.split()).casefold()


class NamedRecord(ClusterableModel):
    """A record with a Ukrainian name and, in child rows called `names`, its names in other languages."""

    name = models.CharField(_("name"), max_length=255, help_text=_("In Ukrainian."))
    # SQLite knows capitals of the Latin alphabet only, so what is compared is stored.
    name_key = models.CharField(max_length=255, editable=False)

    objects = NamedRecordManager()

    class Meta:
        abstract = True
        base_manager_name = "objects"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["name_key"],
                name="%(app_label)s_%(class)s_name_once",
                violation_error_message=_("There is a record with this name already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name_in(get_language() or settings.LANGUAGE_CODE)

    def name_in(self, language: str) -> str:
        """The name in `language`; the Ukrainian one where there is none."""
        if language == settings.LANGUAGE_CODE:
            return self.name
        names = self.names.all()
        return next((row.name for row in names if row.locale.language_code == language and row.name), self.name)

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        self.name_key = name_key(self.name)
        super().clean_fields(exclude=exclude)

    def clean(self) -> None:
        """Refuse a name that another record has, however it is capitalised."""
        super().clean()
        same = type(self)._default_manager.filter(name_key=self.name_key).exclude(pk=self.pk)
        if self.name_key and same.exists():
            raise ValidationError({"name": _("There is a record with this name already.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name_key = name_key(self.name)
        super().save(*args, **kwargs)


class LocalName(models.Model):
    """The name of a record in one language; a subclass adds `record`, a ParentalKey with related_name="names"."""

    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+", verbose_name=_("language"))
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
