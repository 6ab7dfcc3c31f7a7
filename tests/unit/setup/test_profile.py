"""The profile is consistent in itself and with the page types it names."""

import re

import pytest
from django.apps import apps
from wagtail.models import Page

from cms_site.setup.declarations import EVERY_LANGUAGE, EVERYTHING, Role, Section
from cms_site.setup.profile import PROFILE

KEYS = {section.key for section in PROFILE.sections}


@pytest.mark.parametrize("section", PROFILE.sections, ids=lambda section: section.key)
def test_a_section_has_a_title_of_its_own_in_every_language(section: Section) -> None:
    assert tuple(section.titles) == PROFILE.languages
    assert re.search("[а-яіїєґ]", section.titles["uk"])
    assert not any(re.search("[а-яіїєґ]", section.titles[language], re.IGNORECASE) for language in ("en", "pl"))
    assert issubclass(apps.get_model(section.page_type), Page)


def test_a_section_stands_below_one_named_before_it() -> None:
    named: set[str | None] = {None}
    for section in PROFILE.sections:
        assert section.parent in named
        named.add(section.key)
    assert [section.key for section in PROFILE.sections if section.parent is None] == ["home"]


def test_page_types_allow_the_sections_where_they_are() -> None:
    for section in PROFILE.sections:
        parent = apps.get_model(PROFILE.section(section.parent).page_type) if section.parent else Page
        assert parent in apps.get_model(section.page_type).allowed_parent_page_models(), section.key


@pytest.mark.parametrize("role", PROFILE.roles, ids=lambda role: role.key)
def test_a_role_names_what_exists(role: Role) -> None:
    folders = {folder.key for folder in PROFILE.folders}

    assert {key for right in role.pages for key in right.sections} <= KEYS | {EVERYTHING}
    assert {code for right in role.pages for code in right.languages} <= {*PROFILE.languages, EVERY_LANGUAGE}
    assert {right.folder for right in role.files} <= folders | {EVERYTHING}
    assert set(role.powers) <= PROFILE.powers.keys()
    for right in role.records:
        assert all(apps.get_model(label) for label in right.records)


def test_a_workflow_names_roles_and_sections_of_the_profile_and_no_section_has_two() -> None:
    sections = [(route.language, key) for route in PROFILE.routes for key in route.sections]

    assert {key for _language, key in sections} <= KEYS
    assert len(sections) == len(set(sections))
    for route in PROFILE.routes:
        assert all(PROFILE.role(step.role) for step in route.steps)


def test_names_by_which_things_are_recognised_differ() -> None:
    for names in (
        [section.key for section in PROFILE.sections],
        [role.name for role in PROFILE.roles],
        [role.key for role in PROFILE.roles],
        [folder.name for folder in PROFILE.folders],
        [route.name for route in PROFILE.routes],
    ):
        assert len(names) == len(set(names))
