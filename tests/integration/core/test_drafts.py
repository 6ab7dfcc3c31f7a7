"""Many pages added at once are what they would be if each were saved by itself."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from wagtail.models import Page, PageLogEntry, ReferenceIndex

from cms_site.core.catalog.models import Entry
from cms_site.core.drafts import add_drafts
from delegations.models import DelegationPage, Member
from tests.factories.core import make_site
from tests.factories.delegations import make_delegation_index
from tests.factories.partnerships import make_partnership, make_partnership_index

pytestmark = [pytest.mark.django_db, pytest.mark.wagtail_indexes]

NOT_COMPARED = {
    "id", "page_ptr", "path", "slug", "url_path", "translation_key", "latest_revision", "latest_revision_created_at",
}  # fmt: skip


def draft(parent: Page, partner: Page, slug: str) -> DelegationPage:
    visit = DelegationPage(
        title="Гості", slug=slug, direction="incoming", partner=partner, countries=["PL"], locale=parent.locale
    )
    visit.members = [
        Member(name="Ян Носко", is_head=True, sort_order=0),
        Member(name="Інша особа", public=False, sort_order=1),
    ]
    return visit


def test_a_page_added_with_others_is_the_same_as_one_saved_by_itself() -> None:
    home = make_site()
    index, user = make_delegation_index(home), get_user_model().objects.create_superuser("officer", password="x")
    partner = make_partnership(make_partnership_index(home), title="Люблін")
    alone = draft(index, partner, "alone")
    alone.live, alone.has_unpublished_changes, alone.owner = False, True, user
    index.add_child(instance=alone)
    alone.save_revision(user=user, clean=False)

    add_drafts(index, [draft(index, partner, f"many-{number}") for number in range(3)], user)

    assert Page.find_problems() == ([], [], [], [], [])
    index.refresh_from_db()
    assert [page.slug for page in index.get_children()] == ["alone", "many-0", "many-1", "many-2"]
    first = DelegationPage.objects.get(slug="alone")
    for page in DelegationPage.objects.exclude(pk=first.pk):
        assert facts(page) == facts(first)
        assert facts(page.get_latest_revision_as_object()) == facts(first.get_latest_revision_as_object())
        assert references(page) == references(first) != set()
        assert PageLogEntry.objects.get(page=page.pk).user == user
    assert {page.pk for page in DelegationPage.objects.all().search("Гості")} == set(
        DelegationPage.objects.values_list("pk", flat=True)
    )
    assert not Entry.objects.filter(page__in=DelegationPage.objects.all()).exists()


def test_a_page_added_with_others_can_be_published() -> None:
    home = make_site()
    index, user = make_delegation_index(home), get_user_model().objects.create_superuser("officer", password="x")
    partner = make_partnership(make_partnership_index(home), title="Люблін")
    visit = draft(index, partner, "visit")
    add_drafts(index, [visit], user)

    page = DelegationPage.objects.get(pk=visit.pk)
    page.kind, page.start_date = "meeting", "2016-05-05"
    page.save_revision(user=user).publish()

    assert Entry.objects.filter(page=page.pk).exists()
    assert [member.name for member in DelegationPage.objects.get(pk=page.pk).members.all()] == [
        "Ян Носко",
        "Інша особа",
    ]


def facts(page: DelegationPage) -> dict[str, Any]:
    """What is stored of a page and its rows, without what every page has for itself."""
    stored = {field.name: getattr(page, field.attname) for field in page._meta.concrete_fields}
    members = [(row.name, row.is_head, row.public, row.sort_order, row.locale_id) for row in page.members.all()]
    return {**{name: value for name, value in stored.items() if name not in NOT_COMPARED}, "members": members}


def references(page: DelegationPage) -> set[tuple[str, str]]:
    """What the page refers to."""
    found = ReferenceIndex.objects.filter(object_id=str(page.pk))
    return set(found.values_list("to_object_id", "model_path"))
