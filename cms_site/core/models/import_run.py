"""One imported file, from its upload to its report."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms_site.core.imports import declarations, progress
from cms_site.core.imports.reading import Row, Table

KEPT_FOR = timedelta(days=30)
# An import that gives no sign for so long has died with its process.
SILENT_FOR = timedelta(seconds=60)


class Choice(models.TextChoices):
    """What to do with a row that the site has already."""

    SKIP = "skip", _("Skip")
    UPDATE = "update", _("Update")
    ADD = "add", _("Add as new")


class ImportState(models.TextChoices):
    """How far an import has come. Whether a confirmed one runs, its progress says."""

    UPLOADED = "uploaded", _("Uploaded, not imported")
    CONFIRMED = "confirmed", _("Importing")
    DONE = "done", _("Done")


class ImportRunQuerySet(models.QuerySet):
    """Imports with or without their rows, which may be thousands."""

    def visible_to(self, user: Any) -> "ImportRunQuerySet":
        """Those that `user` may see: the own ones; an administrator's are all."""
        return self if user.has_perm("core.view_importrun") else self.filter(user=user)

    def outdated(self, now: datetime) -> "ImportRunQuerySet":
        """Those whose rows nobody needs any more."""
        return self.filter(created__lt=now - KEPT_FOR)

    def without_rows(self) -> "ImportRunQuerySet":
        """What a list or the progress needs."""
        return self.defer("table", "report", "choices")


class ImportRun(models.Model):
    """An uploaded table with what was decided about it. Its rows are kept for `KEPT_FOR`, then it is deleted.

    The state becomes DONE in the transaction that stores the rows: either everything is there, or nothing.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("user")
    )
    kind = models.CharField(_("kind of table"), max_length=60)
    file_name = models.CharField(_("file"), max_length=255)
    state = models.CharField(_("state"), max_length=10, choices=ImportState.choices, default=ImportState.UPLOADED.value)
    table = models.JSONField(_("table"), help_text=_("Headings and rows as they stand in the file."))
    choices = models.JSONField(_("choices"), default=dict, help_text=_("What to do with duplicates, by row."))
    attempt = models.PositiveSmallIntegerField(_("attempt"), default=0)
    confirmed = models.DateTimeField(_("confirmed"), null=True)
    problem = models.TextField(_("why the last attempt failed"), blank=True)
    report = models.JSONField(_("report"), default=list)
    created = models.DateTimeField(_("uploaded"), auto_now_add=True)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-created", "-pk"]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return self.file_name

    @property
    def importer(self) -> type[declarations.ImportType] | None:
        """The declaration of the table; None when no app knows it any more."""
        return declarations.get(self.kind)

    def keep_table(self, table: Table) -> None:
        """Keep the rows of a file that was read."""
        self.table = {
            "headings": table.headings,
            "rows": [[row.number, row.values] for row in table.rows],
            "heading_row": table.heading_row,
        }

    def read_table(self) -> Table:
        """The table as `keep_table` got it."""
        rows = [Row(number, values) for number, values in self.table["rows"]]
        # Tables kept before the headings were searched for have them in the first row.
        return Table(self.table["headings"], rows, self.table.get("heading_row", 1))

    def choice(self, row: int) -> str:
        """What to do with the row of that number if it is a duplicate: its own choice, else the one for all."""
        chosen: str = self.choices.get("rows", {}).get(str(row)) or self.choices.get("every", Choice.SKIP.value)
        return chosen

    def choose(self, every: str | None, rows: dict[int, str]) -> None:
        """Keep choices; one for all (`every`) replaces those of single rows. What is not a choice is left out."""
        if every in Choice.values:
            self.choices = {"every": every, "rows": {}}
            return
        kept = {str(row): choice for row, choice in rows.items() if choice in Choice.values}
        self.choices = {**self.choices, "rows": {**self.choices.get("rows", {}), **kept}}

    @property
    def progress(self) -> progress.Progress | None:
        """How far the current attempt has come; None when it gave no sign yet or long ago."""
        return progress.read(self.pk, self.attempt)

    @property
    def stalled(self) -> bool:
        """Whether it was confirmed, but nothing has been heard of it for `SILENT_FOR`."""
        if self.state != ImportState.CONFIRMED or self.confirmed is None:
            return False
        sign = self.progress
        return timezone.now() - (sign.at if sign else self.confirmed) > SILENT_FOR
