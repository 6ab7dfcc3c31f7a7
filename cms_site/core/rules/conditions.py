"""The conditions that every site has. Several choices in one are alternatives; several conditions must all hold."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.models import Group
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from wagtail import blocks
from wagtail.models import Page

from cms_site.core.changes.models import Weight
from cms_site.core.page_types import label_of, page_types
from cms_site.core.rules.happening import Happening
from cms_site.core.rules.names import Names
from cms_site.core.rules.registry import Condition, Settings

Test = Callable[[Happening], bool]


def type_choices() -> list[tuple[str, str]]:
    """The page types of the site, by name."""
    found = [(label_of(model), str(model._meta.verbose_name)) for model in page_types()]
    return sorted(found, key=lambda choice: choice[1])


def group_choices() -> list[tuple[str, str]]:
    """The groups of the site."""
    return [(str(pk), name) for pk, name in Group.objects.order_by("name").values_list("pk", "name")]


def several(choices: Any, **more: Any) -> blocks.MultipleChoiceBlock:
    """Boxes of which at least one is ticked."""
    return blocks.MultipleChoiceBlock(choices=choices, widget=forms.CheckboxSelectMultiple, **more)


def alternatives(texts: Iterable[str]) -> str:
    """One of these, in quotation marks."""
    return _(" or ").join(_("“%s”") % text for text in texts)


def _is_of_type(given: Settings) -> Test:
    return lambda happening: happening.page_type in given["types"]


def _is_in_section(given: Settings) -> Test:
    section = Page.objects.filter(pk=given["section"]).first()
    if section is None:
        return lambda happening: False
    paths = tuple(section.get_translations(inclusive=True).values_list("path", flat=True))
    return lambda happening: happening.page.path.startswith(paths)


def _is_in_language(given: Settings) -> Test:
    return lambda happening: happening.language in given["languages"]


def _was_done_by(given: Settings) -> Test:
    groups = {int(key) for key in given["groups"]}
    return lambda happening: not groups.isdisjoint(happening.groups)


def _weighs(given: Settings) -> Test:
    return lambda happening: happening.weight in given["weights"]


def _type_phrase(given: Settings, names: Names) -> str:
    labels = dict(type_choices())
    return _("of the type %s") % alternatives(labels.get(name, name) for name in given["types"])


def _section_phrase(given: Settings, names: Names) -> str:
    return _("in the section “%s”") % names.section(given["section"])


def language_names(codes: Iterable[str]) -> list[str]:
    """What languages call themselves."""
    labels = dict(settings.LANGUAGES)
    return [str(labels.get(code, code)) for code in codes]


def _language_phrase(given: Settings, names: Names) -> str:
    return _("in the language %s") % alternatives(language_names(given["languages"]))


def _group_phrase(given: Settings, names: Names) -> str:
    return _("by a member of %s") % alternatives(names.groups(given["groups"]))


def _weight_phrase(given: Settings, names: Names) -> str:
    said = {
        Weight.TYPO: pgettext("the change is", "a typing error"),
        Weight.CONTENT: pgettext("the change is", "one of content"),
        Weight.CORRECTION: pgettext("the change is", "a correction"),
    }
    return _("and the change is %s") % _(" or ").join(said[Weight(weight)] for weight in given["weights"])


CONDITIONS = (
    Condition(
        "page_type",
        blocks.StructBlock(
            [("types", several(type_choices, label=gettext_lazy("Page types")))],
            label=gettext_lazy("Page type"),
            icon="doc-full",
        ),
        _is_of_type,
        _type_phrase,
    ),
    Condition(
        "section",
        blocks.StructBlock(
            [
                (
                    "section",
                    blocks.PageChooserBlock(
                        label=gettext_lazy("Section"),
                        help_text=gettext_lazy("The page itself and all below it, in all its languages."),
                    ),
                )
            ],
            label=gettext_lazy("Section"),
            icon="folder-open-inverse",
        ),
        _is_in_section,
        _section_phrase,
    ),
    Condition(
        "language",
        blocks.StructBlock(
            [("languages", several(settings.LANGUAGES, label=gettext_lazy("Languages")))],
            label=gettext_lazy("Language"),
            icon="globe",
        ),
        _is_in_language,
        _language_phrase,
    ),
    Condition(
        "group",
        blocks.StructBlock(
            [("groups", several(group_choices, label=gettext_lazy("Groups")))],
            label=gettext_lazy("Group of whoever did it"),
            icon="group",
        ),
        _was_done_by,
        _group_phrase,
        of_page=False,
    ),
    Condition(
        "weight",
        blocks.StructBlock(
            [
                (
                    "weights",
                    several(
                        Weight.choices,
                        label=gettext_lazy("Kind of change"),
                        help_text=gettext_lazy("Only a publication has one; the first of a page counts as content."),
                    ),
                )
            ],
            label=gettext_lazy("Kind of change"),
            icon="edit",
        ),
        _weighs,
        _weight_phrase,
        of_page=False,
    ),
)
