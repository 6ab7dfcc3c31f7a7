"""Records that have a name in every language: organisations, topics."""

from collections.abc import Collection, Iterable
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.models import Locale

from cms_site.core.spelling import name_key


class NamedRecordQuerySet(models.QuerySet):
    """Records together with what they are called."""

    def with_names(self) -> "NamedRecordQuerySet":
        """With the names in all languages: two more queries, whatever the number of records."""
        return self.prefetch_related("names__locale")

    def spelled_like(self, typed: str) -> "NamedRecordQuerySet":
        """Records of which a name in any language has every word of `typed`, at least in part, however spelled."""
        found = self
        for word in name_key(typed).split():
            found = found.filter(self._named(name_key__contains=word))
        return found

    def spelled(self, names: Iterable[str]) -> "NamedRecordQuerySet":
        """Records of which a name in any language is one of `names`, but for the spelling."""
        keys = {name_key(name) for name in names} - {""}
        return self.filter(self._named(name_key__in=keys)) if keys else self.none()

    def _named(self, **spelled: Any) -> Q:
        own = Q(**spelled)
        for relation in self.model.spellings:  # type: ignore[attr-defined]
            rows: Any = self.model._meta.get_field(relation).related_model
            own |= Q(pk__in=rows.objects.filter(**spelled).values("record"))
        return own


class NamedRecordManager(models.Manager.from_queryset(NamedRecordQuerySet)):  # type: ignore[misc]
    """Fetches the names along, also when a record is reached from a page, because every reader is shown one of them."""

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().with_names()


class NamedRecord(ClusterableModel):
    """A record with a Ukrainian name and, in child rows called `names`, its names in other languages."""

    name = models.CharField(_("name"), max_length=255, help_text=_("In Ukrainian."))
    # SQLite knows capitals of the Latin alphabet only, so what is compared is stored.
    name_key = models.CharField(max_length=255, editable=False)

    # The child rows that have further names.
    spellings: ClassVar[tuple[str, ...]] = ("names",)

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
        """Refuse a name that another record has, however it is spelled."""
        super().clean()
        if self.same_named().exists():
            raise ValidationError({"name": _("There is a record with this name already.")})

    def same_named(self) -> Any:
        """The other records that this one could be mistaken for."""
        same = type(self)._default_manager.filter(name_key=self.name_key).exclude(pk=self.pk)
        return same if self.name_key else same.none()

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name_key = name_key(self.name)
        super().save(*args, **kwargs)


class FurtherName(models.Model):
    """A further name of a record, found as the first one is; a subclass adds `record`, a ParentalKey."""

    name = models.CharField(_("name"), max_length=255)
    name_key = models.CharField(max_length=255, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name_key = name_key(self.name)
        super().save(*args, **kwargs)


class LocalName(FurtherName):
    """The name of a record in one language; a subclass adds `record`, a ParentalKey with related_name="names"."""

    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+", verbose_name=_("language"))

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["record", "locale"],
                name="%(app_label)s_%(class)s_once_a_language",
                violation_error_message=_("This language has a name already."),
            ),
        ]

    def clean(self) -> None:
        """Refuse a second Ukrainian name: nobody would ever be shown it."""
        super().clean()
        if self.locale_id and self.locale.language_code == settings.LANGUAGE_CODE:
            raise ValidationError(
                {"locale": _("The Ukrainian name stands in the first field. Choose another language.")}
            )
