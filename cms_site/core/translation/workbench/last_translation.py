"""The translation of what the source said before, for a passage whose source has other words now."""

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from wagtail_localize.models import StringTranslation

from cms_site.core.translation.workbench.marks import plain

# A text of the source that has less in common with another one is not the same passage with other words.
ALIKE = 0.4


def last_translation(
    source: str, candidates: Iterable[StringTranslation], made_from: Sequence[str | None], *, alone: bool
) -> StringTranslation | None:
    """Of the translations of what stood at a place before, the one that `source` took the place of.

    Where it stands `alone` there can be no other; in a text of many paragraphs it is the one that has most in common.
    """
    wanted = " ".join(text for text in made_from if text)
    best, best_ratio = None, -1.0 if alone else ALIKE
    for candidate in sorted(candidates, key=lambda text: text.updated_at, reverse=True):
        before = plain(candidate.translation_of.data)
        if wanted and before == wanted:
            return candidate
        ratio = SequenceMatcher(None, before, plain(source), autojunk=False).ratio()
        if ratio > best_ratio:
            best, best_ratio = candidate, ratio
    return best
