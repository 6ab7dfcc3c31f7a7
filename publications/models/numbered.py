"""Numbers that are given once: an issue's, an act's, a report's year, a book's ISBN."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from wagtail.models import Locale, PageManager

from publications.forms import DraftCopyForm
from publications.querysets import NumberedQuerySet


class NumberedManager(PageManager.from_queryset(NumberedQuerySet)):  # type: ignore[misc]
    """Asks for pages and for their rivals."""


class NumberedMixin(models.Model):
    """A page whose `number_fields` no other page of its language has.

    Translations share the number, so it is unique together with the language, which Wagtail keeps in another table:
    `numbered_in` repeats it here once the page was published. An alias shows another page and takes no number; a copy
    takes none before it is published, so that it can be made and then be given its own.
    """

    numbered_in = models.ForeignKey(Locale, null=True, editable=False, on_delete=models.PROTECT, related_name="+")

    number_fields: ClassVar[tuple[str, ...]] = ()

    copy_form_class = DraftCopyForm

    objects = NumberedManager()

    class Meta:
        abstract = True

    def number_taken(self, rival: Any) -> str:
        """The sentence that tells which page has the number already."""
        return _("“%(title)s” has this number already.") % {"title": rival.title}

    def clean(self) -> None:
        """Refuse a number that another page has, at the field and with the name of that page."""
        super().clean()
        rival = type(self).objects.rivals(self).first()
        if rival is not None:
            raise ValidationError({self.number_fields[0]: self.number_taken(rival)})

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> Any:
        """Save, hold the number for this page as soon as the public has seen it, and seal what publication seals."""
        if update_fields is not None:
            return super().save(*args, update_fields=update_fields, **kwargs)
        page: Any = self
        if page.locale_id is None:
            page.locale = page.get_default_locale()
        original = page.alias_of_id is None
        published = page.live or page.first_published_at is not None
        self.numbered_in_id = page.locale_id if original and published else None
        if original and page.live:
            self.seal()
        return super().save(*args, **kwargs)

    def seal(self) -> None:
        """Settle what stays as it is once the page is public; called before each save of a public page."""
