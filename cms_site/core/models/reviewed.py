"""When somebody should look at a page again."""

from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision


class ReviewedMixin(models.Model):
    """A review date, which is no part of the text: it needs no approval and no draft holds another one."""

    review_date = models.DateField(
        _("review date"),
        null=True,
        blank=True,
        help_text=_(
            "When somebody should look whether the page is still true. Internal; holds as soon as it is saved."
        ),
    )

    class Meta:
        abstract = True

    @transaction.atomic
    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        """Save a draft, and the date at once: of a source page for all its languages."""
        revision: Revision = super().save_revision(*args, **kwargs)  # type: ignore[misc]
        self._keep_review_date()
        return revision

    def _keep_review_date(self: Any) -> None:
        family = {"translation_key": self.translation_key} if self.is_source else {"pk": self.pk}
        type(self)._default_manager.filter(**family).update(review_date=self.review_date)

    def with_content_json(self, content: dict[str, Any]) -> Any:
        """The page as a revision has it, with the review date that holds now."""
        found = super().with_content_json(content)  # type: ignore[misc]
        found.review_date = self.review_date
        return found
