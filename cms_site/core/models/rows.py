"""Inline rows of a page whose facts are the same in every language."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import classproperty
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import SynchronizedField


class FactRow(TranslatableMixin, Orderable):
    """A row that exists once in every language of its page; only the columns in `text_columns` are translated.

    Those in `internal_columns` never leave the editing interface, also where the rows themselves are public.
    """

    text_columns: ClassVar[tuple[str, ...]] = ()
    internal_columns: ClassVar[tuple[str, ...]] = ()

    class Meta(Orderable.Meta):
        abstract = True
        unique_together = [("translation_key", "locale")]

    @property
    def in_public(self) -> bool:
        """Whether readers may be shown the row; what they never see needs no translation."""
        return True

    @classmethod
    def parent_name(cls) -> str:
        """The name of the key to the page or row that this row belongs to."""
        return next(field.name for field in cls._meta.fields if field.__class__.__name__ == "ParentalKey")

    @classmethod
    def required_columns(cls) -> list[models.Field]:
        """The columns that no row may leave empty."""
        given = {cls.parent_name(), "id", "translation_key", "locale", "sort_order"}
        return [
            field
            for field in cls._meta.concrete_fields
            if not (field.blank or field.null or field.has_default() or field.name in given)
        ]

    @classmethod
    def neutral_columns(cls) -> list[str]:
        """The columns that carry no language, by attribute name."""
        skipped = {cls.parent_name(), "id", "translation_key", "locale", *cls.text_columns}
        return [field.attname for field in cls._meta.concrete_fields if field.name not in skipped]

    @classmethod
    def public_columns(cls) -> list[str]:
        """The columns that say something to the public, by field name."""
        skipped = {cls.parent_name(), "id", "translation_key", "locale", "sort_order", *cls.internal_columns}
        return [field.name for field in cls._meta.concrete_fields if field.name not in skipped]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; a row without a place goes last, and a row of a row takes its language from there.

        Forms give places, code may not, and rows without one come in any order from PostgreSQL. Wagtail sets the
        language on the rows of a page alone.
        """
        parent = getattr(self, self.parent_name())
        if isinstance(parent, FactRow):
            self.locale = parent.locale  # type: ignore[has-type]
        if self.sort_order is None:  # type: ignore[has-type]
            others = type(self)._default_manager.filter(**{self.parent_name(): parent}).exclude(pk=self.pk)
            last = others.aggregate(last=models.Max("sort_order"))["last"]
            self.sort_order = 0 if last is None else last + 1
        super().save(*args, **kwargs)

    @classproperty
    def override_translatable_fields(cls) -> list[SynchronizedField]:
        """What wagtail-localize must not offer for translation."""
        if cls._meta.abstract:
            return []
        skipped = {"id", "translation_key", "locale", "sort_order", *cls.text_columns}
        return [
            SynchronizedField(field.name, overridable=False)
            for field in cls._meta.concrete_fields
            if field.name not in skipped and field.__class__.__name__ != "ParentalKey"
        ]


def require_filled(model: type[models.Model], content: dict[str, Any]) -> None:
    """Raise ValidationError if a row in the content of a revision of `model` lacks what every row has to have.

    A draft saves itself with rows that are half written, and only the form of its page asks for the rest: who approves
    it, or publishes many at once, sees no form.
    """
    if lacking := list(_unfilled(model, content)):
        raise ValidationError(lacking)


def _unfilled(model: type[models.Model], content: dict[str, Any]) -> Iterator[str]:
    for relation in get_all_child_relations(model):
        row_model: Any = relation.related_model
        if issubclass(row_model, FactRow):
            for number, row in enumerate(content.get(relation.get_accessor_name(), []), start=1):
                for field in row_model.required_columns():
                    if row.get(field.name) in (None, ""):
                        yield _("“%(rows)s”, row %(number)d: “%(field)s” is empty.") % {
                            "rows": capfirst(row_model._meta.verbose_name_plural),
                            "number": number,
                            "field": field.verbose_name,
                        }
                yield from _unfilled(row_model, row)
