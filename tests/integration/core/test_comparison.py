"""What an approver is shown of two texts whose blocks come from different editors."""

from typing import Any

import pytest
from django.test import RequestFactory
from django.utils.html import strip_tags

from cms_site.core.workflow.comparison import changes
from tests.factories.core import make_park, make_site, make_tree
from tests.testapp.models import Nest, TreePage

pytestmark = pytest.mark.django_db

Block = tuple[str, str, str]


@pytest.fixture
def tree() -> TreePage:
    return make_tree(make_park(make_site()))


def paragraph(number: int, text: str) -> Block:
    return "paragraph", _identity(number), f"<p>{text}</p>"


def heading(number: int, text: str) -> Block:
    return "heading", _identity(number), text


def _identity(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012}"


def parts(tree: TreePage, admin_user: Any, before: list[Block], after: list[Block]) -> list[tuple[str, str]]:
    """How each block that differs is shown, as `shown` says it."""
    earlier, later = (
        TreePage(
            title=tree.title,
            locale=tree.locale,
            body=[{"type": kind, "id": known, "value": value} for kind, known, value in blocks],
        )
        for blocks in (before, after)
    )
    return shown(earlier, later, admin_user, "body")


def shown(earlier: TreePage, later: TreePage, user: Any, name: str) -> list[tuple[str, str]]:
    """What differs of one field: the words that went are in [-…-], those that came in {+…+}."""
    request = RequestFactory().get("/")
    request.user = user
    found = [part for change in changes(earlier, later, request) if change.name == name for part in change.parts]
    return [(part.state, " ".join(_words(html) for _label, html in part.lines)) for part in found]


def _words(html: str) -> str:
    marks = {"<del>": "[-", "</del>": "-]", "<ins>": "{+", "</ins>": "+}"}
    for tag, mark in marks.items():
        html = html.replace(tag, mark)
    return strip_tags(html).strip()


def test_the_same_text_from_another_editor_is_no_change(tree: TreePage, admin_user: Any) -> None:
    texts = ["Дуб росте біля мосту.", "Його посадили 1816 року."]
    earlier, later = (
        TreePage(
            title=tree.title,
            locale=tree.locale,
            body=[{"type": "paragraph", "id": _identity(first + n), "value": text} for n, text in enumerate(texts)],
        )
        for first in (1, 11)
    )
    request = RequestFactory().get("/")
    request.user = admin_user

    assert changes(earlier, later, request) == []


def test_blocks_that_all_come_under_other_ids_are_compared_with_those_in_their_places(
    tree: TreePage, admin_user: Any
) -> None:
    before = [heading(1, "Oaks"), paragraph(2, "It is old."), paragraph(3, "It is tall.")]
    after = [heading(11, "Oaks"), paragraph(12, "It is young."), paragraph(13, "It is tall.")]

    assert parts(tree, admin_user, before, after) == [("changed", "It is [-old.-]{+young.+}")]


def test_the_same_words_under_other_ids_are_no_change(tree: TreePage, admin_user: Any) -> None:
    before = [heading(1, "Oaks"), paragraph(2, "It is old.")]
    after = [heading(11, "Oaks"), paragraph(12, "It is old.")]

    assert parts(tree, admin_user, before, after) == []


def test_one_known_id_lets_the_ids_say_which_block_came_and_which_went(tree: TreePage, admin_user: Any) -> None:
    before = [paragraph(1, "It is old."), paragraph(2, "It is tall.")]
    after = [paragraph(11, "It is young."), paragraph(2, "It is tall.")]

    assert sorted(parts(tree, admin_user, before, after)) == [
        ("added", "{+It is young.+}"),
        ("removed", "[-It is old.-]"),
    ]


@pytest.mark.parametrize(
    "after",
    [
        [paragraph(11, "It is old.")],
        [paragraph(11, "It is old."), heading(12, "Oaks")],
    ],
)
def test_blocks_of_other_kinds_or_another_number_under_other_ids_are_not_taken_for_one_another(
    tree: TreePage, admin_user: Any, after: list[Block]
) -> None:
    before = [heading(1, "Oaks"), paragraph(2, "It is old.")]

    states = [state for state, _words in parts(tree, admin_user, before, after)]

    assert sorted(states) == ["added"] * len(after) + ["removed"] * 2


def test_a_paragraph_that_the_editor_has_numbered_is_no_change(tree: TreePage, admin_user: Any) -> None:
    before = [paragraph(1, "It is old."), paragraph(2, "It is tall.")]
    numbered = ("paragraph", before[0][1], '<p data-block-key="cix3f">It is old.</p>')

    assert parts(tree, admin_user, before, [numbered, paragraph(2, "It is high.")]) == [
        ("changed", "It is [-tall.-]{+high.+}")
    ]


def test_a_text_that_was_only_numbered_is_not_named(tree: TreePage, admin_user: Any) -> None:
    request = RequestFactory().get("/")
    request.user = admin_user
    numbered = '<p data-block-key="cix3f">It is old.</p>'
    earlier, later = (
        TreePage(title=tree.title, locale=tree.locale, body=[{"type": "paragraph", "id": _identity(1), "value": text}])
        for text in ("<p>It is old.</p>", numbered)
    )

    assert changes(earlier, later, request) == []


def test_a_changed_row_says_whose_number_it_is(tree: TreePage, admin_user: Any) -> None:
    tree.nests = [Nest(bird="Jay", eggs=2), Nest(bird="Owl", eggs=4)]
    tree.save()
    later = TreePage.objects.get(pk=tree.pk)
    owl = later.nests.get(bird="Owl")
    owl.eggs = 5
    later.nests.add(owl)

    assert shown(TreePage.objects.get(pk=tree.pk), later, admin_user, "nests") == [("changed", "Owl [-4-] {+5+}")]
