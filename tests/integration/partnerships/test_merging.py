"""Two organisations become one: everything that named the one names the other, in drafts and old versions too."""

from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from wagtail.log_actions import registry
from wagtail.models import Page, ReferenceIndex

from cms_site.core import merging
from cms_site.core.catalog import projection
from cms_site.core.catalog.models import EntryFacet
from delegations.models import DelegationPage, Member, VisitOrganisation
from partnerships.models import (
    AgreementIndexPage,
    ConvoyIndexPage,
    ConvoyPage,
    HandOver,
    Organisation,
    PartnershipIndexPage,
)
from publications.models import LibraryCopy
from tests.factories import publications
from tests.factories.core import make_editor, translate
from tests.factories.delegations import make_delegation_index, make_visit
from tests.factories.partnerships import (
    make_agreement,
    make_cargo_line,
    make_convoy,
    make_organisation,
    make_partnership,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(home: Page) -> Organisation:
    return make_organisation("Карітас Польща", kind="charity", names={"en": "Caritas Poland"})


@pytest.fixture
def given_up(home: Page) -> Organisation:
    return make_organisation(
        "Карітас у Польщі", kind="charity", country="PL", names={"en": "Caritas in Poland", "pl": "Caritas Polska"}
    )


@pytest.fixture
def world(
    home: Page,
    kept: Organisation,
    given_up: Organisation,
    partners: PartnershipIndexPage,
    agreements: AgreementIndexPage,
    convoys: ConvoyIndexPage,
) -> dict[str, Any]:
    """A page of every type that names organisations; all of them name the one that is to be given up."""
    line = make_cargo_line(quantity=10, unit="box", hand_overs=[(given_up, 3), (kept, 2)])
    visit = make_visit(make_delegation_index(home))
    visit.members = [Member(name="Ян", organisation=given_up)]
    visit.organisations = [VisitOrganisation(organisation=kept), VisitOrganisation(organisation=given_up)]
    visit.save()
    book = publications.make_book(publications.make_book_index(home))
    book.library_copies = [LibraryCopy(library=given_up, copies=1)]
    book.save()
    return {
        "network": make_partnership(partners, title="Мережа", kind="network", country="", organisation=given_up),
        "agreement": make_agreement(agreements, parties=[given_up]),
        "convoy": make_convoy(convoys, donors=[given_up, kept], cargo_lines=[line]),
        "visit": visit,
        "book": book,
    }


def address(kept: Organisation, other: Organisation | None = None) -> str:
    query = f"?other={other.pk}" if other else ""
    return reverse("merge_organisation", args=[kept.pk]) + query


@pytest.mark.usefixtures("world")
def test_everything_that_named_the_one_names_the_other(kept: Organisation, given_up: Organisation) -> None:
    before = {use.label: use.number for use in merging.uses(given_up)}
    assert len(before) >= 7

    merging.merge(kept, given_up)

    assert not Organisation.objects.filter(pk=given_up.pk).exists()
    for relation in merging.relations(Organisation):
        assert not relation.model._base_manager.filter(**{f"{relation.field.name}_id": given_up.pk}).exists()
    assert projection.differences() == []


def test_every_column_that_names_organisations_is_known() -> None:
    known = {(relation.model, relation.field.name) for relation in merging.relations(Organisation)}

    named = {
        (model, field.name)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_fields
        if field.related_model is Organisation and field.name != "record"
    }
    assert known == named


def test_who_was_named_twice_is_named_once_and_quantities_stay(
    kept: Organisation, given_up: Organisation, world: dict[str, Any]
) -> None:
    merging.merge(kept, given_up)

    visit = DelegationPage.objects.get(pk=world["visit"].pk)
    convoy = ConvoyPage.objects.get(pk=world["convoy"].pk)
    assert [row.organisation for row in visit.organisations.all()] == [kept]
    assert [row.organisation for row in convoy.donors.all()] == [kept]
    assert sorted(HandOver.objects.values_list("quantity", "recipient")) == [(2, kept.pk), (3, kept.pk)]


def test_drafts_old_versions_and_translations_do_not_bring_it_back(
    kept: Organisation, given_up: Organisation, world: dict[str, Any]
) -> None:
    translate(world["agreement"], "en", title="Agreement")
    revisions = {name: page.save_revision() for name, page in world.items()}

    merging.merge(kept, given_up)

    for name, revision in revisions.items():
        revision.refresh_from_db()
        revision.publish()
        assert type(world[name]).objects.get(pk=world[name].pk).live
    old = revisions["visit"].as_object()
    assert [row.organisation for row in old.organisations.all()] == [kept]
    assert merging.uses(kept)
    assert projection.differences() == []


def test_the_catalogue_of_every_language_names_the_one_that_is_kept(
    kept: Organisation, given_up: Organisation, convoys: ConvoyIndexPage
) -> None:
    line = make_cargo_line(quantity=10, unit="box", hand_overs=[(given_up, 3)])
    translate(make_convoy(convoys, cargo_lines=[line]), "en", title="Convoy")
    assert EntryFacet.objects.filter(name="recipients", value=str(given_up.pk)).count() == 2

    merging.merge(kept, given_up)

    assert EntryFacet.objects.filter(name="recipients", value=str(kept.pk)).count() == 2
    assert projection.differences() == []


def test_a_number_that_only_begins_like_its_key_is_left_alone(
    kept: Organisation, given_up: Organisation, agreements: AgreementIndexPage
) -> None:
    other = Organisation(pk=int(f"{given_up.pk}7"), name="Хельвеція")
    other.save()
    revision = make_agreement(agreements, parties=[other]).save_revision()

    merging.merge(kept, given_up)

    revision.refresh_from_db()
    assert [row.organisation for row in revision.as_object().parties.all()] == [other]


def test_names_and_facts_that_are_missing_are_taken_over(kept: Organisation, given_up: Organisation) -> None:
    merging.merge(kept, given_up)

    kept = Organisation.objects.get(pk=kept.pk)
    assert (kept.name, kept.name_in("en"), kept.name_in("pl")) == ("Карітас Польща", "Caritas Poland", "Caritas Polska")
    assert {row.name for row in kept.other_names.all()} == {"Карітас у Польщі", "Caritas in Poland"}
    assert kept.country == "PL"
    assert Organisation.objects.spelled_like("caritas in").get() == kept


@pytest.mark.usefixtures("world")
def test_the_preview_says_what_moves_and_changes_nothing(
    admin_client: Client, kept: Organisation, given_up: Organisation
) -> None:
    page = admin_client.get(address(kept, given_up)).content.decode()

    for words in ["Сторони угод", "Угода про гуманітарну допомогу", "Карітас у Польщі"]:
        assert words in page
    assert Organisation.objects.filter(pk=given_up.pk).exists()


@pytest.mark.usefixtures("world")
def test_merging_is_confirmed_and_leaves_who_when_and_what_in_the_history(
    admin_client: Client, kept: Organisation, given_up: Organisation
) -> None:
    response = admin_client.post(address(kept, given_up))

    assert response.status_code == 302
    entry = registry.get_logs_for_instance(kept).get(action="core.merge")
    assert entry.user.username == "admin"
    assert entry.data["name"] == "Карітас у Польщі"
    assert sum(entry.data["moved"].values()) >= 7
    history = admin_client.get(f"/admin/snippets/partnerships/organisation/history/{kept.pk}/").content.decode()
    assert "Карітас у Польщі" in history


def test_unequal_kinds_are_merged_on_confirmation_alone(admin_client: Client, kept: Organisation) -> None:
    embassy = make_organisation("Посольство", kind="embassy")

    page = admin_client.post(address(kept, embassy))
    assert page.context["confirmation"].errors
    assert Organisation.objects.filter(pk=embassy.pk).exists()

    admin_client.post(address(kept, embassy), {"unequal": "on"})
    assert not Organisation.objects.filter(pk=embassy.pk).exists()


def test_an_organisation_is_not_merged_with_itself_nor_with_none(admin_client: Client, kept: Organisation) -> None:
    for other in [str(kept.pk), "999999", "x", ""]:
        page = admin_client.post(f"{address(kept)}?other={other}")
        assert page.context["form"].errors["other"], other
    with pytest.raises(merging.MergeError):
        merging.merge(kept, kept)
    assert Organisation.objects.get() == kept


@pytest.mark.usefixtures("world")
def test_a_merge_that_fails_changes_nothing(
    kept: Organisation, given_up: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {use.label: use.number for use in merging.uses(given_up)}
    monkeypatch.setattr(Organisation, "take_over", lambda self, other: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        merging.merge(kept, given_up)

    assert {use.label: use.number for use in merging.uses(given_up)} == before


def test_who_may_not_delete_organisations_may_not_merge_them(
    client: Client, home: Page, kept: Organisation, given_up: Organisation
) -> None:
    editor = make_editor(home, "change")
    change, delete = (
        Permission.objects.get(codename=f"{action}_organisation", content_type__app_label="partnerships")
        for action in ("change", "delete")
    )
    editor.groups.get().permissions.add(change)
    client.force_login(editor)

    assert client.post(address(kept, given_up))["Location"] == reverse("wagtailadmin_home")
    listing = client.get("/admin/snippets/partnerships/organisation/").content.decode()
    assert address(kept) not in listing
    assert Organisation.objects.count() == 2

    editor.groups.get().permissions.add(delete)

    listing = client.get("/admin/snippets/partnerships/organisation/").content.decode()
    assert address(kept) in listing
    assert client.post(address(kept, given_up))["Location"].endswith(f"/edit/{kept.pk}/")


@pytest.mark.usefixtures("world")
def test_the_index_of_references_follows(kept: Organisation, given_up: Organisation) -> None:
    merging.merge(kept, given_up)

    assert ReferenceIndex.get_references_to(kept).count() >= 6
