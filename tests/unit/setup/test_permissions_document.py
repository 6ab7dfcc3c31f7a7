"""The document on permissions says what the profile says."""

from dataclasses import replace

from django.conf import settings

from cms_site.setup.declarations import PageRight
from cms_site.setup.permissions_document import permissions_document
from cms_site.setup.profile import PROFILE


def test_the_document_in_the_project_is_that_of_the_profile() -> None:
    document = (settings.BASE_DIR / "docs" / "permissions.md").read_text()

    assert document == permissions_document(PROFILE), "Run `make docs`."


def test_a_right_is_said_in_the_words_of_editors() -> None:
    author = replace(PROFILE.role("author"), pages=(PageRight(("add", "publish"), ("news", "books"), ("uk", "pl")),))

    document = permissions_document(replace(PROFILE, roles=(author, *PROFILE.roles[1:])))

    assert "| Новини (News); Книги (Books) | Ukrainian, Polish | create, publish and unpublish |" in document


def test_every_group_has_a_chapter_with_what_it_does() -> None:
    document = permissions_document(PROFILE)

    for role in PROFILE.roles:
        assert f"## {role.name} ({role.english})\n\n{role.task}\n" in document
