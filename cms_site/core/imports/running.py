"""Importing a confirmed table: one transaction, in the background."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.db import OperationalError, connection, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from cms_site.core.imports import progress
from cms_site.core.imports.checking import CheckedRow, check_table
from cms_site.core.imports.declarations import ImportType, RowRefusedError, Stored
from cms_site.core.imports.reading import UnreadableFileError
from cms_site.core.models.import_run import Choice, ImportRun, ImportState

logger = logging.getLogger(__name__)

BATCH = 100
SIGN_EVERY = 20


def start(run: ImportRun, language: str) -> bool:
    """Let `run` be imported when the caller's transaction ends; its report will speak `language`.

    False when it was confirmed already and has not died. On PostgreSQL the lock of a living import tells, whatever the
    cache says; on SQLite the first that writes wins, and the second finds the work done.
    """
    if run.state != ImportState.UPLOADED and not run.stalled:
        return False
    try:
        with transaction.atomic():
            locked = ImportRun.objects.select_for_update(nowait=connection.features.has_select_for_update_nowait)
            current = locked.without_rows().get(pk=run.pk)
            if current.state != ImportState.UPLOADED and not current.stalled:
                return False
            current.state, current.problem = ImportState.CONFIRMED.value, ""
            current.attempt, current.confirmed = current.attempt + 1, timezone.now()
            current.save(update_fields=["state", "problem", "attempt", "confirmed"])
            transaction.on_commit(lambda: import_rows.enqueue(current.pk, current.attempt, language))
    except OperationalError:
        return False
    return True


@task(backend="background")
def import_rows(run_id: int, attempt: int, language: str) -> None:
    """Import a confirmed run, all of it or nothing; a failed one waits for another decision and says why."""
    with translation.override(language):
        try:
            _import(run_id, attempt)
        except (RowRefusedError, UnreadableFileError) as error:
            _give_back(run_id, attempt, str(error))
        except Exception:
            logger.exception("Import %s failed", run_id)
            _give_back(run_id, attempt, _("The import failed for a reason that nobody foresaw; it is in the log."))


def _give_back(run_id: int, attempt: int, problem: str) -> None:
    confirmed = ImportRun.objects.filter(pk=run_id, attempt=attempt, state=ImportState.CONFIRMED)
    confirmed.update(state=ImportState.UPLOADED.value, problem=problem)


@transaction.atomic
def _import(run_id: int, attempt: int) -> None:
    runs = ImportRun.objects.select_for_update(of=("self",)).select_related("user")
    run = runs.filter(pk=run_id, attempt=attempt, state=ImportState.CONFIRMED).first()
    if run is None:
        return
    progress.write(run_id, attempt, 0, len(run.table["rows"]))
    if run.importer is None or not run.importer.may_import(run.user):
        raise RowRefusedError(_("You may not import this table."))
    kind = run.importer()
    checked = check_table(kind, run.read_table())
    if checked.errors:
        raise RowRefusedError(str(checked.errors[0]))
    results = _store(run, kind, checked.rows)
    run.report = [_reported(row, *results[row.number]) for row in checked.rows]
    run.state = ImportState.DONE.value
    run.save(update_fields=["report", "state"])


def _reported(row: CheckedRow, result: str, stored: Stored) -> dict[str, Any]:
    remarks = [str(remark) for remark in row.remarks]
    return {"row": row.number, "result": result, "title": stored.title, "url": stored.url, "remarks": remarks}


def _store(run: ImportRun, kind: ImportType, rows: list[CheckedRow]) -> dict[int, tuple[str, Stored]]:
    """What became of every row, by its number; the new ones are stored some at a time."""
    results: dict[int, tuple[str, Stored]] = {}
    new: list[tuple[CheckedRow, Any]] = []
    for row in rows:
        choice = run.choice(row.number) if row.duplicate else Choice.ADD.value
        if row.duplicate and choice == Choice.SKIP:
            results[row.number] = ("skipped", row.duplicate)
        elif row.duplicate and choice == Choice.UPDATE:
            with _naming(row):
                results[row.number] = ("updated", kind.update(row.duplicate.pk, row.values, run.user))
        else:
            with _naming(row):
                new.append((row, kind.prepare(row.values, run.user)))
        if len(new) >= BATCH or row is rows[-1]:
            stored = kind.create([prepared for _row, prepared in new], run.user)
            results.update(
                {row.number: ("created", found) for (row, _prepared), found in zip(new, stored, strict=True)}
            )
            new = []
        if (len(results) + len(new)) % SIGN_EVERY == 0:
            progress.write(run.pk, run.attempt, len(results), len(rows))
    return results


@contextmanager
def _naming(row: CheckedRow) -> Iterator[None]:
    """Let a refusal name the row."""
    try:
        yield
    except RowRefusedError as error:
        raise RowRefusedError(_("Row %(row)d: %(why)s") % {"row": row.number, "why": error}) from error
    except ValidationError as error:
        why = " ".join(error.messages)
        raise RowRefusedError(_("Row %(row)d: %(why)s") % {"row": row.number, "why": why}) from error
