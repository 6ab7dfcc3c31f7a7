"""What helps to write a passage: its terms, the same words elsewhere, what stood there before."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation

from cms_site.core.terms import checking
from cms_site.core.terms.base import current
from cms_site.core.terms.checking import Side
from cms_site.core.terms.sentences import described
from cms_site.core.translation.figures import missing_figures
from cms_site.core.translation.models import ReplacedText
from cms_site.core.translation.workbench.marks import plain, typed

EARLIER_SHOWN = 5
MEMORIES_SHOWN = 3


@dataclass(frozen=True)
class Earlier:
    """A text that stood here, or stands for the same words elsewhere: `where` says which page or whose."""

    text: str
    where: str = ""


def add_suggestions(rows: Iterable[Any], translation: Translation, page: Any) -> None:
    """Give the rows of a page what helps to write them; a constant number of queries."""
    language = translation.target_locale.language_code
    base = current()
    memories = _memories(rows, translation)
    replaced = replaced_texts(page)
    for row in rows:
        if row.translation is not None and not row.is_address:
            row.figures = figures_said(row.segment.string.data, row.translation.data, language)
        if base.terms:
            source = plain(row.segment.string.data)
            row.hints = checking.hints_in(base, source, language)
            if row.translation is not None and row.hints:
                side = Side(row.path, row.path, source, plain(row.translation.data))
                row.findings = [described(found) for found in checking.compare(base, side, language)]
        row.memories = [] if row.translation or row.is_address else memories.get(row.segment.string_id, [])
        row.replaced = [
            Earlier(typed(text.text, rich=row.rich), _name(text.by))
            for text in replaced.get(row.path, [])
            if text.source in row.sources and (row.translation is None or text.text != row.translation.data)
        ][:EARLIER_SHOWN]


def figures_said(source: str, target: str, language: str) -> str:
    """Which figures of a stored source its stored translation lacks, as a hint; empty if none."""
    missing, instead = missing_figures(plain(source), plain(target), language)
    if not missing:
        return ""
    if not instead:
        return _("In the source and not here: %s.") % ", ".join(missing)
    return _("In the source and not here: %(missing)s. Here and not in the source: %(instead)s.") % {
        "missing": ", ".join(missing),
        "instead": ", ".join(instead),
    }


def _memories(rows: Iterable[Any], translation: Translation) -> dict[int, list[Earlier]]:
    """What the same words were translated as on public pages, those at the same sort of place first."""
    wanted = {row.segment.string_id: row.segment.context.field_path for row in rows if row.translation is None}
    texts = StringTranslation.objects.filter(
        translation_of__in=wanted, locale=translation.target_locale_id, has_error=False, context__isnull=False
    ).exclude(context__object_id=translation.source.object_id)
    public = Page.objects.live().public().filter(locale=translation.target_locale_id)
    texts = texts.filter(context__object_id__in=public.values("translation_key"))
    found: dict[int, list[Earlier]] = defaultdict(list)
    rated = sorted(
        texts.exclude(translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE).select_related("context"),
        key=lambda text: (text.context.field_path != wanted[text.translation_of_id], -text.updated_at.timestamp()),
    )
    titles = (
        dict(
            public.filter(translation_key__in={text.context.object_id for text in rated}).values_list(
                "translation_key", "title"
            )
        )
        if rated
        else {}
    )
    for text in rated:
        shown = found[text.translation_of_id]
        words_of = typed(text.data, rich=False)
        if len(shown) < MEMORIES_SHOWN and words_of not in [earlier.text for earlier in shown]:
            shown.append(Earlier(words_of, titles.get(text.context.object_id, "")))
    return found


def replaced_texts(page: Any) -> dict[str, list[ReplacedText]]:
    """What stood at the places of a translation before, the newest first."""
    found: dict[str, list[ReplacedText]] = defaultdict(list)
    for text in ReplacedText.objects.filter(page_id=page.pk).order_by("-at", "-pk").select_related("by"):
        found[text.place].append(text)
    return found


def _name(user: Any) -> str:
    return (user.get_full_name() or user.get_username()) if user else ""
