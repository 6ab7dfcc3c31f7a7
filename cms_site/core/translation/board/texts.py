"""Where the text of a job is edited."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import Translation

from cms_site.core.translation.jobs.models import State, TranslationJob


def with_addresses(jobs: Iterable[TranslationJob]) -> list[TranslationJob]:
    """The jobs, each with `own_address` and `text_address`, where its translation is edited: empty while there is
    none, on the workbench where it is outdated. One query for all.
    """
    found = list(jobs)
    pages = Page.objects.filter(translation_key__in=[job.source.translation_key for job in found], alias_of=None)
    handed = Translation.objects.filter(
        enabled=True, source__object_id=OuterRef("translation_key"), target_locale=OuterRef("locale")
    )
    rows = pages.annotate(handed=Exists(handed)).values_list("translation_key", "locale", "pk", "handed")
    texts = {(key, locale): (pk, is_handed) for key, locale, pk, is_handed in rows}
    for job in found:
        pk, on_workbench = texts.get((job.source.translation_key, job.locale_id), (None, False))
        is_new_there = job.state == State.OUTDATED and not on_workbench
        name = "translation_workbench:open" if is_new_there else "wagtailadmin_pages:edit"
        job.text_address = reverse(name, args=[pk]) if pk else ""  # type: ignore[attr-defined]
        job.own_address = reverse("translation_board:job", args=[job.pk])  # type: ignore[attr-defined]
    return found
