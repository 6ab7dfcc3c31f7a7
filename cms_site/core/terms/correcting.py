"""Putting the approved form of a term in the place of its former ones, as drafts that somebody else approves."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import Any

from django.db import transaction
from django.db.models import Q
from modelcluster.models import get_all_child_relations
from wagtail.fields import RichTextField, StreamField
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail_localize.fields import get_translatable_fields

from cms_site.core.terms.models import Term
from cms_site.core.translation.models import PassageTranslation
from cms_site.core.translation.passages import NO_PASSAGES, passages_of
from cms_site.core.workflow import publishing

# Pages that are corrected in one transaction, while somebody waits.
MOST_AT_ONCE = 50
_TAG = re.compile(r"(<[^>]+>)")
_WORDS = re.compile(r"\w+|\s+|[^\w\s]")
_ADDRESS = re.compile(r"^(?:[a-z]+:|/)\S+$", re.IGNORECASE)
Replace = Callable[[str], str]


@dataclass(frozen=True)
class Change:
    """A passage of a draft before and after; `pieces` are its words with "ins", "del" or nothing to mark them by."""

    place: str
    before: str
    after: str

    @property
    def pieces(self) -> Iterator[tuple[str, str]]:
        """The words of both in one line."""
        old, new = _WORDS.findall(self.before), _WORDS.findall(self.after)
        for tag, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if tag == "equal":
                yield "", "".join(old[start:end])
                continue
            if end > start:
                yield "del", "".join(old[start:end])
            if new_end > new_start:
                yield "ins", "".join(new[new_start:new_end])


@dataclass
class Correction:
    """The newest draft of a translation, and what it is to become."""

    draft: Any
    replace: Replace

    @cached_property
    def corrected(self) -> Any:
        """The draft in memory with the approved form in it."""
        return _corrected(self.draft, self.replace)

    @cached_property
    def changes(self) -> Sequence[Change]:
        """The passages that differ."""
        after = {passage.place: passage.text for passage in passages_of(self.corrected)}
        before = {passage.place: passage.text for passage in passages_of(self.draft)}
        return [Change(place, text, after.get(place, "")) for place, text in before.items() if after.get(place) != text]


def replacements(term: Term) -> dict[str, tuple[list[str], str]]:
    """For each language with an approved form the former forms, the longest first, and that form."""
    approved = {row.locale.language_code: row.name for row in term.names.all() if row.approved_at}
    found: dict[str, tuple[list[str], str]] = {}
    for row in term.former_names.select_related("locale"):
        language = row.locale.language_code
        if approved.get(language, row.name) != row.name:
            found.setdefault(language, ([], approved[language]))[0].append(row.name)
    return {language: (sorted(forms, key=len, reverse=True), name) for language, (forms, name) in found.items()}


def corrections(term: Term, user: Any) -> tuple[list[Correction], bool]:
    """What `user` may correct of the translations with a former form of `term`, and whether there is more than fits.

    A page that somebody else has locked, or that waits for approval, is left out.
    """
    found: list[Correction] = []
    for language, (former, name) in replacements(term).items():
        replace = _replacer(former, name)
        for page in _candidates(language, former):
            rights = page.permissions_for_user(user)
            if not rights.can_edit() or rights.page_locked() or page.workflow_in_progress:
                continue
            correction = Correction(page.get_latest_revision_as_object(), replace)
            if not correction.changes:
                continue
            if len(found) == MOST_AT_ONCE:
                return found, True
            found.append(correction)
    return found, False


@transaction.atomic
def correct(term: Term, chosen: Sequence[Correction], user: Any) -> int:
    """Save the chosen corrections as drafts that `user` wrote, and return how many there are.

    Whatever else the newest draft of a page has stays in it; nothing becomes public. A page that somebody has saved
    since its draft was read is left alone.
    """
    # in one order, so that no two people wait for each other
    unchanged = [each for each in sorted(chosen, key=lambda each: each.draft.pk) if _is_newest(each.draft)]
    for correction in unchanged:
        page = correction.corrected
        revision = page.save_revision(user=user, log_action=True)
        log(page, "ratusha.term.correct", user=user, revision=revision, data={"term": term.name})
    return len(unchanged)


def _is_newest(draft: Any) -> bool:
    """Whether `draft` is still the newest one of its page, which nobody else saves until the transaction ends."""
    publishing.lock(draft)
    return bool(Page.objects.filter(pk=draft.pk, latest_revision=draft.latest_revision_id).exists())


def _candidates(language: str, former: Sequence[str]) -> Any:
    """The translations that once had one of the former forms in a passage."""
    has = Q()
    for form in former:
        has |= Q(text__contains=form)
    known = PassageTranslation.objects.filter(has, page__locale__language_code=language)
    return Page.objects.filter(pk__in=known.values("page")).order_by("pk").specific()


def _replacer(former: Sequence[str], name: str) -> Replace:
    """Puts `name` where a former form stands as a whole word; an approved form that contains one stays."""
    forms = "|".join(re.escape(form) for form in former)
    pattern = re.compile(rf"(?<!\w)(?:(?P<right>{re.escape(name)})|{forms})(?!\w)")
    return lambda text: pattern.sub(lambda match: match[0] if match["right"] else name, text)


def _corrected(page: Any, replace: Replace) -> Any:
    content = page.serializable_data()
    for declared in get_translatable_fields(type(page)):
        field = declared.get_field(type(page))
        if declared.field_name not in NO_PASSAGES and isinstance(content.get(field.name), str):
            content[field.name] = _in_field(field, content[field.name], replace)
    _in_rows(type(page), content, replace)
    return page.with_content_json(content)


def _in_field(field: Any, value: str, replace: Replace) -> str:
    if isinstance(field, StreamField):
        return json.dumps([_in_block(block, replace) for block in json.loads(value or "[]")], ensure_ascii=False)
    return _in_html(value, replace) if isinstance(field, RichTextField) else replace(value)


def _in_block(value: Any, replace: Replace) -> Any:
    """The raw data of a block with every text in it replaced; ids, types and addresses are no texts."""
    if isinstance(value, dict):
        return {key: item if key in ("id", "type") else _in_block(item, replace) for key, item in value.items()}
    if isinstance(value, list):
        return [_in_block(item, replace) for item in value]
    if isinstance(value, str) and not _ADDRESS.match(value):
        return _in_html(value, replace)
    return value


def _in_html(value: str, replace: Replace) -> str:
    return "".join(piece if piece.startswith("<") else replace(piece) for piece in _TAG.split(value))


def _in_rows(model: Any, content: dict[str, Any], replace: Replace) -> None:
    for relation in get_all_child_relations(model):
        columns = getattr(relation.related_model, "text_columns", ())
        for row in content.get(relation.get_accessor_name(), []):
            for column in columns:
                if isinstance(row.get(column), str):
                    row[column] = replace(row[column])
            _in_rows(relation.related_model, row, replace)
