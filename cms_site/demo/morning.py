"""What waits for the translator into English on the first morning: missing, outdated and returned translations."""

from typing import Any

from wagtail.models import Locale
from wagtail_localize.models import Translation
from wagtail_localize.operations import translate_object

from cms_site.core.changes.models import PublishedChange, Weight
from cms_site.core.changes.proposing import Proposal
from cms_site.core.models import TranslationJob
from cms_site.core.translation import localize, strings, syncing
from cms_site.core.translation.jobs import assignment, following
from cms_site.core.translation.workbench.marks import stored
from cms_site.core.translation.workbench.rows import SLUG
from cms_site.core.translation.workbench.taking_over import take_over
from cms_site.core.translation.workbench.writing import write
from cms_site.demo.accounts import username
from cms_site.demo.facts import SOURCE, texts
from cms_site.demo.pages import Pages
from cms_site.demo.pictures import description
from cms_site.demo.press import news_of
from cms_site.demo.records import Records
from cms_site.users.models import User
from home.models import NewsPage

LANGUAGE = "en"


def ensure(pages: Pages, records: Records) -> None:
    """Make what is missing of it; what people made of it since stays as it is."""
    morning = texts("morning")
    for record in morning["news"]:
        draft = news_of(record, {SOURCE: {name: record[name] for name in ("lead", "body")}}, pages, records)
        if not pages.none_yet(draft.name):
            continue
        pages.ensure(draft)
        source = pages.get(draft.model, draft.name)
        following.open_jobs(source.pk)
        if "comment" in record:
            _return(source, [*record[LANGUAGE], description(record["topic"], LANGUAGE)], record["comment"])
    _correct(pages, **morning["correction"])


def _return(source: Any, words: list[str], comment: str) -> None:
    """Let the translator claim, translate and submit a page, and the reviewer send it back."""
    translator, reviewer = (User.objects.get(username=username(key)) for key in ("translator_en", "reviewer_en"))
    locale = Locale.objects.get(language_code=LANGUAGE)
    assignment.claim(TranslationJob.objects.get(source=source.pk, locale=locale).pk, translator)
    translate_object(source, [locale])
    translation = Translation.objects.get(source__object_id=source.translation_key, target_locale=locale)
    page = strings.target_of(translation)
    segments = translation.source.stringsegment_set.exclude(context__path=SLUG).order_by("order")
    for segment, text in zip(segments.select_related("string", "context"), words, strict=True):
        write(translation, page, segment, stored(text, rich=False), translator)
    localize.submit(page, translator)
    page = strings.target_of(translation)
    state = page.current_workflow_task_state
    state.task.specific.on_action(state, reviewer, "reject", comment=comment)


def _correct(pages: Pages, of: str, before: str, after: str, note: str) -> None:
    """Correct public news in a few words, once, with its translation on the workbench."""
    source = pages.get(NewsPage, f"news:{of}")
    page = pages.get(NewsPage, f"news:{of}", LANGUAGE)
    published = PublishedChange.objects.filter(page_id__in=[source.pk, page.pk])
    if published.count() != 2 or source.has_unpublished_changes or page.has_unpublished_changes:
        return
    translation = take_over(page)
    # blocks keep their ids: their passages stay the same ones
    blocks = source._meta.get_field("body").get_prep_value(source.body)
    source.body = [{**block, "value": block["value"].replace(before, after)} for block in blocks]
    source.proposed_change = Proposal(Weight.CORRECTION, note)
    user = User.objects.get(username=username("author"))
    source.save_revision(user=user).publish(user=user, skip_permission_checks=True)
    syncing.sync(translation.source)
    following.open_jobs(source.pk)
