"""Whether a translation still says what its source says, passage by passage.

A translated passage remembers the paragraphs of the source that it was made from. A paragraph of the source is outdated
in a translation if
1. its text in the public source differs from the text that the translation was made from (a new paragraph has no such
   text, and one that was taken away has no public text), and
2. one of the publications that changed it since then weighed content or correction.

So a paragraph whose typing error was mended is not outdated, and one whose content changed stays so whatever typing
errors are mended later, until the translation follows or the source gets its old text back. Drafts, addresses,
pictures and facts without a language are no passages and mark nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cms_site.core.changes.models import HEAVY
from cms_site.core.translation.models import PassageChange
from cms_site.core.translation.paragraphs import passage_place, words


@dataclass(frozen=True)
class Origin:
    """What a translated passage was made from: paragraphs by place, at a publication of the source (0: before any)."""

    paragraphs: Mapping[str, str]
    change: int


@dataclass(frozen=True)
class Outdated:
    """A paragraph that a translation has to follow.

    `before` is what the translation was made from, None for a new paragraph; `after` is what the source says now, None
    for one that was taken away. `changes` are the weighty publications that it missed, by number.
    """

    place: str
    before: str | None
    after: str | None
    changes: tuple[int, ...]

    @property
    def passage(self) -> str:
        """The place of the passage that the paragraph belongs to."""
        return passage_place(self.place)

    @property
    def words(self) -> int:
        """The words of the source that are to be translated again."""
        return words(self.after or "")


def outdated(
    public: Mapping[str, str], origins: Mapping[str, Origin], weighty: Mapping[str, Iterable[int]]
) -> list[Outdated]:
    """The outdated paragraphs of a translation, in the order of the source, those taken away last.

    `public` has the texts of the source by the place of the paragraph, `origins` what the passages of the translation
    were made from by the place of the passage, `weighty` the numbers of the publications of weight content or
    correction that changed a paragraph. Numbers grow with time.
    """
    made_from = {place: text for origin in origins.values() for place, text in origin.paragraphs.items()}
    found = []
    for place in [*public, *(place for place in made_from if place not in public)]:
        after = public.get(place)
        before = made_from.get(place)
        if before == after:
            continue
        origin = origins.get(passage_place(place))
        since = tuple(sorted(number for number in weighty.get(place, ()) if number > (origin.change if origin else 0)))
        if since:
            found.append(Outdated(place, before, after, since))
    return found


def weighty_changes(source_id: int) -> dict[str, list[int]]:
    """The publications of weight content or correction that changed each paragraph of a source."""
    rows: Any = PassageChange.objects.filter(page_id=source_id, change__weight__in=HEAVY)
    found: dict[str, list[int]] = {}
    for place, change in rows.values_list("place", "change_id").order_by("change_id"):
        found.setdefault(place, []).append(change)
    return found
