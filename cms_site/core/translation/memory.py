"""What translated passages were made from: written when a translation is saved, never taken back."""

from collections import defaultdict
from hashlib import sha256
from typing import Any

from django.db import transaction
from wagtail.models import Page, Revision

from cms_site.core.translation.models import PassageTranslation
from cms_site.core.translation.paragraphs import passage_place
from cms_site.core.translation.passages import all_places, matched
from cms_site.core.translation.scripts import in_foreign_letters
from cms_site.core.translation.sources import newest_change, paragraphs_at, paragraphs_of_source, remember_source
from cms_site.core.translation.staleness import Origin


def digest(text: str) -> str:
    """What texts of passages are compared by."""
    return sha256(text.encode()).hexdigest()


def places_of_source(source: Page) -> list[tuple[str, str]]:
    """The places of the passages of a source with what stands there, in the order of the page."""
    return list(dict.fromkeys((paragraph.passage, paragraph.kind) for paragraph in paragraphs_of_source(source)))


def target_texts(source: Page, target: Any) -> dict[str, str]:
    """The texts of a translation by the place in its source that each belongs to."""
    found = matched(places_of_source(source), all_places(target))
    return {place: passage.text for place, passage in found.items()}


@transaction.atomic
def memorise(
    source: Page, target: Any, *, revision: Revision | None = None, by: Any = None, seen: int | None = None
) -> None:
    """Remember for each new text of a translation which text of the source it was made from.

    `seen` is the publication of the source that the translator had before them; the newest unless said. Texts that are
    known keep what they were made from, and what is not translated yet is not remembered.
    """
    remember_source(source)
    texts = target_texts(source, target)
    known = _rows(target, texts)
    language = target.locale.language_code
    if revision is not None:
        _forget_overwritten(target, revision, texts)
    new = [
        place
        for place, text in texts.items()
        if text and (place, digest(text)) not in known and not in_foreign_letters(text, language)
    ]
    if new:
        change = newest_change(source.pk, until=seen)
        by_passage = _by_passage(paragraphs_at(source, change))
        PassageTranslation.objects.bulk_create(
            PassageTranslation(
                page_id=target.pk,
                place=place,
                text=texts[place],
                text_hash=digest(texts[place]),
                source=by_passage.get(place, {}),
                source_change_id=change or None,
                revision=revision,
                by=by,
            )
            for place in new
        )


def still_valid(
    source: Page, target: Any, place: str, *, by: Any = None, stands: bool = False, paragraph: str = ""
) -> None:
    """Let the present text of a translation at a place of the source stand as the translation of what is public now.

    With `stands` also where it is empty or in the letters of the source: a name, a quotation, a passage left out. With
    `paragraph` the text stands for that paragraph of the place alone.
    """
    text = target_texts(source, target).get(place, "")
    change = newest_change(source.pk)
    now = _by_passage(paragraphs_at(source, change)).get(place, {})
    known = _rows(target, {place: text}).get((place, digest(text))) if paragraph else None
    if known is not None:
        made_from = {key: before for key, before in {**known.source, paragraph: now.get(paragraph)}.items() if before}
        if made_from != now:
            known.source, known.by = made_from, by
            known.save(update_fields=["source", "by"])
            return
    PassageTranslation.objects.update_or_create(
        page_id=target.pk,
        place=place,
        text_hash=digest(text),
        defaults={
            "text": text,
            "source": now,
            "source_change_id": change or None,
            "by": by,
            **({"stands": True} if stands else {}),
        },
    )


def origins_of(source: Page, target: Any) -> dict[str, Origin]:
    """What the passages of a translation, as it is in memory, were made from, by place in the source."""
    texts = target_texts(source, target)
    rows = _rows(target, {**{place: "" for place, _kind in places_of_source(source)}, **texts})
    return {
        place: Origin(row.source, row.source_change_id or 0)
        for (place, _hash), row in rows.items()
        if digest(texts.get(place, "")) == row.text_hash
    }


def standing(target: Any) -> set[tuple[str, str]]:
    """Pairs of place and hash of text that a person let stand as they are."""
    rows = PassageTranslation.objects.filter(page_id=target.pk, stands=True)
    return set(rows.values_list("place", "text_hash"))


def ever_translated(target: Any) -> set[str]:
    """The places in the source that the translation has ever had words for."""
    return set(PassageTranslation.objects.filter(page_id=target.pk).values_list("place", flat=True))


def _rows(target: Any, texts: dict[str, str]) -> dict[tuple[str, str], PassageTranslation]:
    hashes = {digest(text) for text in texts.values()}
    rows = PassageTranslation.objects.filter(page_id=target.pk, text_hash__in=hashes)
    return {(row.place, row.text_hash): row for row in rows}


def _forget_overwritten(target: Any, revision: Revision, texts: dict[str, str]) -> None:
    """An autosaved revision is written again and again: its half-typed words are no translation of anything."""
    rows = PassageTranslation.objects.filter(page_id=target.pk, revision=revision, stands=False)
    gone = [row.pk for row in rows if digest(texts.get(row.place, "")) != row.text_hash]
    if gone:
        PassageTranslation.objects.filter(pk__in=gone).delete()


def _by_passage(texts: dict[str, str]) -> dict[str, dict[str, str]]:
    grouped: dict[str, dict[str, str]] = defaultdict(dict)
    for place, text in texts.items():
        grouped[passage_place(place)][place] = text
    return grouped
