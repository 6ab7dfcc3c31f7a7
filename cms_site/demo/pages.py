"""Pages of the demo: each is made once, by a key of its own, in every language that its texts exist in."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from wagtail.models import Locale, Page

from cms_site.core.models import BasePage, FactRow
from cms_site.core.translation import neutral
from cms_site.demo.facts import LANGUAGES, SOURCE
from cms_site.demo.pictures import Pictures, description
from cms_site.demo.story import body
from cms_site.setup.pages import section_page
from cms_site.setup.profile import PROFILE
from cms_site.users.models import User

# What the loader made is recognised by this for ever, whatever editors made of it.
_NAMESPACE = uuid.UUID("0d2a7a6e-6a0f-4a57-9c1b-5b3c20160225")


def key_of(name: str) -> uuid.UUID:
    """The translation key of the demo's page of that name, such as "visit:E04"."""
    return uuid.uuid5(_NAMESPACE, name)


class MissingSectionError(Exception):
    """The site has no such section: the profile was not applied."""


@dataclass
class Draft:
    """A page to be: the facts once, the words by language.

    Facts and rows are asked for only when the page has to be made. In `rows` every inline row is a dictionary of its
    columns; a column with words holds them by language.
    """

    name: str
    model: type[BasePage]
    parent: Callable[[str], Page]
    words: dict[str, dict[str, Any]]
    facts: Callable[[], dict[str, Any]] = dict
    rows: Callable[[], dict[str, list[dict[str, Any]]]] = dict
    picture: str = ""
    owner: str = ""


class Pages:
    """Makes the pages that are missing; what exists stays as it is."""

    def __init__(self, pictures: Pictures) -> None:
        self.pictures = pictures
        self.added = 0
        self._locales = {locale.language_code: locale for locale in Locale.objects.all()}
        self._known = set(Page.objects.values_list("translation_key", "locale__language_code"))
        self._users = {user.get_username(): user for user in User.objects.all()}

    def section(self, key: str, language: str) -> Page:
        """The section of the profile in a language."""
        page = section_page(PROFILE.section(key), language)
        if page is None:
            raise MissingSectionError(key)
        return page.specific

    def below(self, key: str) -> Callable[[str], Page]:
        """What gives the section in each language, as the parent of a draft."""
        return lambda language: self.section(key, language)

    def get(self, model: type[BasePage], name: str, language: str = SOURCE) -> Any:
        """The demo's page of that name."""
        return model.objects.get(translation_key=key_of(name), locale=self._locales[language])

    def none_yet(self, name: str) -> bool:
        """Whether the demo's page of that name was never made."""
        return (key_of(name), SOURCE) not in self._known

    def ensure(self, draft: Draft) -> None:
        """Make and publish the page in the languages that it is missing in."""
        for language in LANGUAGES:
            missing = (key_of(draft.name), language) not in self._known
            if missing and language in draft.words and language in self._locales:
                try:
                    self._publish(draft, language)
                except Exception as error:
                    error.add_note(f"The page is {draft.name} ({language}).")
                    raise

    def _publish(self, draft: Draft, language: str) -> None:
        user = self._users.get(draft.owner)
        page: Any = draft.model(
            translation_key=key_of(draft.name), locale=self._locales[language], owner=user, live=False
        )
        if language == SOURCE:
            self._set_facts(page, draft)
        else:
            source = self.get(draft.model, draft.name)
            if not source.live:
                return
            neutral.copy_facts(source, page)
            self._translate_rows(page, draft, language)
        self._set_words(page, draft, language)
        draft.parent(language).add_child(instance=page)
        page.save_revision(user=user).publish(user=user, skip_permission_checks=True)
        self._known.add((key_of(draft.name), language))
        self.added += 1

    def _set_facts(self, page: Any, draft: Draft) -> None:
        for name, value in draft.facts().items():
            setattr(page, name, value)
        if draft.picture:
            page.image = self.pictures.get(draft.picture)
        for relation, rows in draft.rows().items():
            model = page._meta.get_field(relation).related_model
            setattr(page, relation, [self._row(model, page, order, columns) for order, columns in enumerate(rows)])

    def _row(self, model: type[FactRow], page: Any, order: int, columns: dict[str, Any]) -> FactRow:
        values = {name: value[SOURCE] if name in model.text_columns else value for name, value in columns.items()}
        row = model(locale=page.locale, sort_order=order, **values)
        row.clean_fields(exclude={model.parent_name()})
        row.clean()
        return row

    def _translate_rows(self, page: Any, draft: Draft, language: str) -> None:
        for relation, rows in draft.rows().items():
            # Editors may have changed the rows of the source since; then the words of the others fit nothing.
            for row, columns in zip(getattr(page, relation).all(), rows, strict=False):
                for name in row.text_columns:
                    setattr(row, name, columns.get(name, {}).get(language, ""))

    def _set_words(self, page: Any, draft: Draft, language: str) -> None:
        for name, text in draft.words[language].items():
            setattr(page, name, body(text) if name == "body" else text)
        if draft.picture:
            page.image_alt = description(draft.picture, language)
