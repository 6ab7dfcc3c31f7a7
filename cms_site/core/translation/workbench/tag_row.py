"""The tags of a translation as a passage of the workbench; they are stored in its draft, of which they are a part."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from taggit.models import TagBase
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail_localize.models import Translation

from cms_site.core.terms import checking
from cms_site.core.terms.base import current
from cms_site.core.terms.checking import Hint
from cms_site.core.translation.memory import digest
from cms_site.core.translation.models import ReplacedText
from cms_site.core.translation.scripts import in_foreign_letters
from cms_site.core.translation.tags import as_line, tag_field, tags_of, typed_tags
from cms_site.core.translation.workbench.marks import stored
from cms_site.core.translation.workbench.places import Place
from cms_site.core.translation.workbench.rows import DONE, FAULTY, OPTIONAL
from cms_site.core.translation.workbench.suggestions import Earlier, replaced_texts
from cms_site.core.translation.workbench.writing import OverwriteError

FAULT = gettext_lazy("Readers of this language cannot read these tags: %s.")


class RefusedTagsError(Exception):
    """Tags that cannot be stored; the message is for the translator."""


@dataclass
class TagRow:
    """The tags of the source, those of the translation, and what helps to write them."""

    key: str
    place: Place
    source: str
    text: str
    language: str
    hints: Sequence[Hint] = ()
    replaced: list[Earlier] = field(default_factory=list)
    unsaved: str | None = None
    refused: str = ""
    is_address = False
    is_tags = True

    @property
    def seen(self) -> str:
        """What tells whether somebody wrote here since."""
        return digest(self.text) if self.text else ""

    @property
    def stored_source(self) -> str:
        """The tags of the source as words are stored in passages, and written into files."""
        return stored(self.source, rich=False)

    @property
    def stored_text(self) -> str:
        """The tags of the translation, in the same way."""
        return stored(self.text, rich=False)

    @property
    def said(self) -> str:
        """What is wrong with what is written."""
        found = [name for name in typed_tags(self.text) if in_foreign_letters(name, self.language)]
        return FAULT % as_line(found) if found else ""

    @property
    def state(self) -> str:
        """A translation need not have tags."""
        return (FAULTY if self.said else DONE) if self.text else OPTIONAL

    @property
    def is_unfinished(self) -> bool:
        """Whether it keeps the translation from being submitted."""
        return self.state == FAULTY

    @property
    def is_wanted(self) -> bool:
        """Whether words are needed here at all."""
        return self.is_unfinished

    @property
    def words(self) -> int:
        """Tags are no words to be counted."""
        return 0

    @property
    def lines(self) -> int:
        """How high the field is."""
        return max(1, len(max(self.source, self.text, key=len)) // 60 + 1)


def tag_row(translation: Translation, draft: Any, source: Page) -> TagRow | None:
    """The tags of the newest draft of a translation beside those of its source; None where its type has none."""
    found = tag_field(type(draft))
    if found is None:
        return None
    language = translation.target_locale.language_code
    original = source.specific if source.live else source.get_latest_revision_as_object()
    theirs, text = as_line(tags_of(original)), as_line(tags_of(draft))
    base = current()
    name = str(found.verbose_name)
    return TagRow(
        key=found.name,
        place=Place(name[:1].upper() + name[1:]),
        source=theirs,
        text=text,
        language=language,
        hints=checking.hints_in(base, theirs, language) if base.terms else (),
        replaced=[Earlier(each.text) for each in replaced_texts(draft).get(found.name, []) if each.text != text],
    )


@transaction.atomic
def write_tags(translation: Translation, page: Any, line: str, user: Any, *, seen: str) -> None:
    """Give the draft of a translation the tags of a line as it was typed; what they take the place of is kept.

    Raises OverwriteError if what stands there is not what was `seen`, RefusedTagsError for tags that are too long.
    """
    Translation.objects.select_for_update().get(pk=translation.pk)
    page = type(page).objects.get(pk=page.pk)
    draft, found = page.get_latest_revision_as_object(), tag_field(type(page))
    before, names = as_line(tags_of(draft)), typed_tags(line)
    most = TagBase._meta.get_field("name").max_length
    if too_long := next((name for name in names if len(name) > most), None):
        raise RefusedTagsError(
            _("A tag has at most %(most)d characters: “%(tag)s…”. Separate tags by commas.")
            % {"most": most, "tag": too_long[:40]}
        )
    if found is None or sorted(names) == tags_of(draft):
        return
    if seen != (digest(before) if before else ""):
        raise OverwriteError(None, before)
    if before:
        ReplacedText.objects.create(page_id=page.pk, place=found.name, source="", text=before)
    getattr(draft, found.name).set(names)
    revision = draft.save_revision(user=user, clean=False)
    log(instance=draft, action="core.translate", user=user, revision=revision, content_changed=True)
