"""Making a site match a profile: a small one, of the test-only page types."""

from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Collection, GroupPagePermission, Locale, Page, Site, Workflow, WorkflowPage

from cms_site.core.catalog import projection
from cms_site.core.catalog.models import Entry
from cms_site.setup.apply import apply_profile
from cms_site.setup.declarations import (
    EVERY_LANGUAGE,
    FileRight,
    Folder,
    PageRight,
    Profile,
    RecordRight,
    Role,
    Route,
    Section,
    Step,
)
from tests.integration.setup.tables import everything
from tests.testapp.models import ParkPage

pytestmark = pytest.mark.django_db

KEEPER = Role(
    "keeper",
    "Садівники",
    "gardener",
    "Look after trees.",
    pages=(PageRight(("add", "change"), ("park",)),),
    files=(FileRight(("add", "choose"), "photos"),),
    records=(RecordRight(("add",), ("core.ReportedFigure",)),),
)
MAYOR = Role("mayor", "Мери", "mayor", "Decide.", pages=(PageRight(("publish",), ("park",), (EVERY_LANGUAGE,)),))
SMALL = Profile(
    languages=("uk", "en"),
    sections=(
        Section("home", "testapp.PlainPage", {"uk": "Місто", "en": "City"}, parent=None),
        Section("park", "testapp.ParkPage", {"uk": "Міський парк", "en": "City park"}, in_menu=True),
    ),
    folders=(Folder("photos", "Світлини", "Photographs"),),
    roles=(KEEPER, MAYOR),
    routes=(Route("Парк", "Park", (Step("Мер затверджує", "mayor"),), ("park",)),),
    powers={},
)


def run(profile: Profile = SMALL, *, address: str = "http://127.0.0.1:8000", plan: bool = False) -> list[str]:
    lines: list[str] = []
    apply_profile(profile, address=address, say=lines.append, plan=plan)
    return lines


def page(title: str) -> Any:
    return Page.objects.get(title=title).specific


def test_an_empty_site_gets_its_sections_public_in_every_language() -> None:
    run()

    assert {entry.url: entry.title for entry in Entry.objects.all()} == {
        "/": "Місто",
        "/miskyi-park/": "Міський парк",
        "/en/": "City",
        "/en/city-park/": "City park",
    }
    assert projection.differences() == []


def test_translations_are_pages_of_their_own_and_no_aliases() -> None:
    run()

    source, translation = page("Міський парк"), page("City park")

    assert source.get_translation(Locale.objects.get(language_code="en")) == translation
    assert translation.alias_of is None
    assert translation.get_parent().title == "City"
    assert source.show_in_menus
    assert translation.show_in_menus


def test_the_second_run_changes_nothing() -> None:
    run()
    before = everything()

    assert run() == []
    assert everything() == before


def test_a_plan_names_every_change_and_makes_none() -> None:
    before = everything()

    planned = run(plan=True)

    assert everything() == before
    assert Site.objects.get().root_url == "http://localhost"
    assert planned == run()
    assert "Add the page “Міський парк” (uk)." in planned


def test_the_title_address_and_place_that_an_editor_gave_are_kept() -> None:
    run()
    park = page("Міський парк")
    park.title, park.slug, park.show_in_menus = "Парк імені Кожедуба", "park-kozheduba", False
    park.save_revision().publish()

    assert run() == []
    park.refresh_from_db()
    assert (park.title, park.slug, park.show_in_menus) == ("Парк імені Кожедуба", "park-kozheduba", False)


def test_a_section_that_an_editor_took_down_stays_down_and_gets_no_public_translation() -> None:
    run(replace(SMALL, languages=("uk",)))
    page("Міський парк").unpublish()

    run()

    assert not page("Міський парк").live
    assert not page("City park").live


def test_a_translation_added_later_carries_none_of_the_source_text_and_waits_for_a_translator() -> None:
    run(replace(SMALL, languages=("uk",)))
    park = page("Міський парк")
    park.lead, park.body = "Найстаріший парк міста", [("paragraph", "<p>Тут ростуть дуби.</p>")]
    park.save_revision().publish()

    run()

    translation = page("City park")
    assert not translation.live
    assert (translation.lead, len(translation.body)) == ("", 0)


def test_a_deleted_section_is_made_again() -> None:
    run()
    page("City park").delete()

    assert "Add the page “City park” (en)." in run()


def test_an_editors_page_at_the_wanted_address_is_no_obstacle() -> None:
    run(replace(SMALL, sections=SMALL.sections[:1], roles=(), routes=()))
    page("Місто").add_child(instance=ParkPage(title="Інший парк", slug="miskyi-park"))

    run()

    assert page("Міський парк").slug == "miskyi-park-2"


def test_rights_that_an_administrator_gave_are_kept_and_missing_ones_come_back() -> None:
    run()
    keepers = Group.objects.get(name="Садівники")
    park = page("Міський парк")
    given = GroupPagePermission.objects.create(group=keepers, page=park, permission_type="bulk_delete")
    keepers.page_permissions.filter(permission__codename="add_page").delete()

    assert run() == ["Give “Садівники” add_page on “Міський парк” (uk)."]
    assert GroupPagePermission.objects.filter(pk=given.pk).exists()


def test_groups_get_page_file_and_record_rights() -> None:
    run()
    keepers = Group.objects.get(name="Садівники")

    assert set(keepers.page_permissions.values_list("page__title", "permission__codename")) == {
        ("Міський парк", "add_page"),
        ("Міський парк", "change_page"),
    }
    assert set(keepers.collection_permissions.values_list("collection__name", "permission__codename")) == {
        ("Світлини", codename) for codename in ["add_image", "choose_image", "add_document", "choose_document"]
    }
    assert set(keepers.permissions.values_list("codename", flat=True)) == {"access_admin", "add_reportedfigure"}
    mayors = Group.objects.get(name="Мери")
    assert set(mayors.page_permissions.values_list("page__title", flat=True)) == {"Міський парк", "City park"}


def test_a_workflow_is_set_on_the_source_pages_alone() -> None:
    run()

    workflow = Workflow.objects.get()
    assert [task.specific.groups.get().name for task in workflow.tasks] == ["Мери"]
    assert [link.page.title for link in workflow.workflow_pages.all()] == ["Міський парк"]


def test_a_workflow_that_an_administrator_chose_for_a_section_is_kept() -> None:
    run()
    other = Workflow.objects.create(name="Інший порядок")
    WorkflowPage.objects.update(workflow=other)

    assert run() == []
    assert WorkflowPage.objects.get().workflow == other


def test_what_wagtail_starts_with_is_removed() -> None:
    run()

    assert [page.title for page in Page.objects.filter(depth=2).order_by("title")] == ["City", "Місто"]
    assert not Group.objects.filter(name__in=["Editors", "Moderators"]).exists()
    assert not Workflow.objects.filter(name="Moderators approval").exists()


def test_what_wagtail_starts_with_is_kept_where_it_is_in_use(django_user_model: Any) -> None:
    django_user_model.objects.create_user("olena").groups.add(Group.objects.get(name="Editors"))
    welcome = Page.objects.get(slug="home")
    welcome.title = "Наша сторінка"
    welcome.save_revision().publish()

    run()

    assert Group.objects.filter(name="Editors").exists()
    assert Page.objects.filter(title="Наша сторінка").exists()
    assert Site.objects.get().root_page.title == "Наша сторінка"


@pytest.mark.parametrize(
    ("address", "root_url"),
    [
        ("http://127.0.0.1:8001", "http://127.0.0.1:8001"),
        ("http://rada.example.org", "http://rada.example.org"),
        ("https://rada.example.org", "https://rada.example.org"),
    ],
)
def test_the_site_follows_its_address(address: str, root_url: str) -> None:
    run()

    assert run(address=address) == ([] if address.endswith(":8000") else [f"Serve the site at {address}."])
    assert Site.objects.get().root_url == root_url
    assert Site.objects.get().root_page.title == "Місто"


def test_a_language_that_the_settings_do_not_have_is_left_out(settings: Any) -> None:
    settings.WAGTAIL_CONTENT_LANGUAGES = [("uk", "Українська")]

    run()

    assert not Locale.objects.filter(language_code="en").exists()
    assert not Entry.objects.filter(title="City").exists()


def test_a_wrong_profile_leaves_the_site_as_it_was() -> None:
    before = everything()
    wrong = replace(SMALL, roles=(replace(KEEPER, records=(RecordRight(("bake",), ("core.ReportedFigure",)),)),))

    with pytest.raises(LookupError, match=r"core\.bake_reportedfigure, which does not exist"):
        run(wrong)
    assert everything() == before
    assert not Collection.objects.filter(name="Світлини").exists()
