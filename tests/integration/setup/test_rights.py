"""What each group may do where, asked of Wagtail's own permission rules and written here by hand."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, Page, Task
from wagtail.permissions import policy_registry
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from cms_site.setup.pages import section_page
from cms_site.setup.profile import PROFILE

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("rights")]

# a add pages below, e edit, p publish, l lock, d delete with the pages below
UKRAINIAN = """
                author  duty  chief  officer  head  en  pl  clerk  legal  admin   rev_en  rev_pl
home            -       -     ep     -        -     -   -   -      -      aepld   -       -
news            ae      ae    aepl   -        -     -   -   -      -      aepld   -       -
delegations     -       -     -      ae       aepl  -   -   -      -      aepld   -       -
partnerships    -       -     -      ae       aepl  -   -   -      -      aepld   -       -
agreements      -       -     -      ae       aepl  -   -   -      -      aepld   -       -
convoys         -       -     -      ae       aepl  -   -   -      -      aepld   -       -
bulletin        -       -     aepl   -        -     -   -   ae     e      aepld   -       -
books           -       -     aepl   -        -     -   -   ae     -      aepld   -       -
annual_reports  -       -     aepl   -        ae    -   -   -      -      aepld   -       -
about           -       -     aepl   -        -     -   -   -      -      aepld   -       -
documents       -       -     aepl   -        -     -   -   -      -      aepld   -       -
contacts        -       -     aepl   -        -     -   -   -      -      aepld   -       -
accessibility   -       -     aepl   -        -     -   -   -      -      aepld   -       -
"""
ENGLISH = """
                author  duty  chief  officer  head  en  pl  clerk  legal  admin   rev_en  rev_pl
home            -       -     ep     -        -     e   -   -      -      aepld   e       -
news            -       -     aepl   -        -     e   -   -      -      aepld   e       -
delegations     -       -     -      -        aepl  e   -   -      -      aepld   e       -
partnerships    -       -     -      -        aepl  e   -   -      -      aepld   e       -
agreements      -       -     -      -        aepl  e   -   -      -      aepld   e       -
convoys         -       -     -      -        aepl  e   -   -      -      aepld   e       -
bulletin        -       -     aepl   -        -     e   -   -      -      aepld   e       -
books           -       -     aepl   -        -     e   -   -      -      aepld   e       -
annual_reports  -       -     aepl   -        -     e   -   -      -      aepld   e       -
about           -       -     aepl   -        -     e   -   -      -      aepld   e       -
documents       -       -     aepl   -        -     e   -   -      -      aepld   e       -
contacts        -       -     aepl   -        -     e   -   -      -      aepld   e       -
accessibility   -       -     aepl   -        -     e   -   -      -      aepld   e       -
"""
POLISH = """
                author  duty  chief  officer  head  en  pl  clerk  legal  admin   rev_en  rev_pl
home            -       -     ep     -        -     -   e   -      -      aepld   -       e
news            -       -     aepl   -        -     -   e   -      -      aepld   -       e
delegations     -       -     -      -        aepl  -   e   -      -      aepld   -       e
partnerships    -       -     -      -        aepl  -   e   -      -      aepld   -       e
agreements      -       -     -      -        aepl  -   e   -      -      aepld   -       e
convoys         -       -     -      -        aepl  -   e   -      -      aepld   -       e
bulletin        -       -     aepl   -        -     -   e   -      -      aepld   -       e
books           -       -     aepl   -        -     -   e   -      -      aepld   -       e
annual_reports  -       -     aepl   -        -     -   e   -      -      aepld   -       e
about           -       -     aepl   -        -     -   e   -      -      aepld   -       e
documents       -       -     aepl   -        -     -   e   -      -      aepld   -       e
contacts        -       -     aepl   -        -     -   e   -      -      aepld   -       e
accessibility   -       -     aepl   -        -     -   e   -      -      aepld   -       e
"""
# a add, e edit any, c choose; images, then documents
FILES = """
                    author  duty   chief    officer  head     en   pl   clerk  legal  admin   rev_en  rev_pl
Пресслужба          ac/ac   ac/ac  aec/aec  c/-      c/-      c/-  c/-  -/-    -/-    aec/aec   c/-     c/-
Міжнародні_зв’язки  -/-     -/-    c/c      ac/ac    aec/aec  c/-  c/-  -/-    -/-    aec/aec   c/-     c/-
Вісник_і_книги      -/-     -/-    aec/aec  -/-      -/-      c/-  c/-  ac/ac  c/c    aec/aec   c/-     c/-
"""
# a add, e edit, d delete, p publish
RECORDS = """
                           author  duty  chief  officer  head  en  pl  clerk  legal  admin   rev_en  rev_pl
home.alert                 ae      ae    aedp   -        -     -   -   -      -      aedp    -       -
home.topic                 -       -     aed    -        -     -   -   -      -      aed     -       -
partnerships.organisation  -       -     -      ae       aed   -   -   -      -      aed     -       -
core.reportedfigure        -       -     -      -        aed   -   -   -      -      aed     -       -
users.user                 -       -     -      -        -     -   -   -      -      aed     -       -
auth.group                 -       -     -      -        -     -   -   -      -      aed     -       -
wagtailcore.workflow       -       -     -      -        -     -   -   -      -      aed     -       -
wagtailcore.task           -       -     -      -        -     -   -   -      -      aed     -       -
wagtailcore.locale         -       -     -      -        -     -   -   -      -      aed     -       -
wagtailcore.site           -       -     -      -        -     -   -   -      -      aed     -       -
wagtailredirects.redirect  -       -     -      -        -     -   -   -      -      aed     -       -
"""
GROUPS = {
    "author": "Автори",
    "duty": "Чергові редактори",
    "chief": "Головні редактори",
    "officer": "Спеціалісти з міжнародних зв’язків",
    "head": "Керівники міжнародних зв’язків",
    "en": "Перекладачі англійською",
    "pl": "Перекладачі польською",
    "clerk": "Укладачі Вісника",
    "legal": "Юристи",
    "admin": "Адміністратори",
    "rev_en": "Редактори перекладів англійською",
    "rev_pl": "Редактори перекладів польською",
}


@pytest.fixture
def staff(site: None) -> dict[str, Any]:
    """One user in each group, by the heading of the column."""
    users = {}
    for column, name in GROUPS.items():
        users[column] = get_user_model().objects.create_user(column)
        users[column].groups.add(Group.objects.get(name=name))
    return users


def parsed(table: str) -> dict[tuple[str, str], str]:
    head, *rows = (line.split() for line in table.strip().splitlines())
    return {(row[0], column): cell for row in rows for column, cell in zip(head, row[1:], strict=True)}


def page_rights(user: Any, page: Page) -> str:
    tester = page.permissions_for_user(user)
    may = {
        "a": tester.can_add_subpage(),
        "e": tester.can_edit(),
        "p": tester.can_publish(),
        "l": tester.can_lock() and tester.can_unlock(),
        "d": "bulk_delete" in tester.permissions,
    }
    return "".join(letter for letter, yes in may.items() if yes) or "-"


@pytest.mark.parametrize(("language", "table"), [("uk", UKRAINIAN), ("en", ENGLISH), ("pl", POLISH)])
def test_rights_on_sections(staff: dict[str, Any], language: str, table: str) -> None:
    wanted = parsed(table)

    assert {key for key, _column in wanted} == {section.key for section in PROFILE.sections}
    assert wanted == {
        (section.key, column): page_rights(user, section_page(section, language))
        for section in PROFILE.sections
        for column, user in staff.items()
    }


def file_rights(user: Any, model: Any, collection: Collection) -> str:
    policy = policy_registry.get_by_type(model)
    stored = model(title="", collection=collection)
    may = {
        "a": collection in policy.collections_user_has_permission_for(user, "add"),
        "e": policy.user_has_permission_for_instance(user, "change", stored),
        "c": collection in policy.collections_user_has_permission_for(user, "choose"),
    }
    return "".join(letter for letter, yes in may.items() if yes) or "-"


def test_rights_on_files(staff: dict[str, Any]) -> None:
    def both(user: Any, collection: Collection) -> str:
        return "/".join(file_rights(user, model, collection) for model in (get_image_model(), get_document_model()))

    assert parsed(FILES) == {
        (collection.name.replace(" ", "_"), column): both(user, collection)
        for collection in Collection.objects.filter(depth=2)
        for column, user in staff.items()
    }


def test_rights_on_records(staff: dict[str, Any]) -> None:
    verbs = {"a": "add", "e": "change", "d": "delete", "p": "publish"}

    def rights(user: Any, label: str) -> str:
        app, model = label.split(".")
        return "".join(letter for letter, verb in verbs.items() if user.has_perm(f"{app}.{verb}_{model}")) or "-"

    wanted = parsed(RECORDS)
    assert wanted == {(label, column): rights(staff[column], label) for label, column in wanted}


def test_who_has_rights_that_are_tied_to_no_section(staff: dict[str, Any]) -> None:
    def holders(permission: str) -> set[str]:
        return {column for column, user in staff.items() if user.has_perm(permission)}

    assert holders("wagtailadmin.access_admin") == GROUPS.keys()
    assert holders("home.change_homepage") == {"chief", "admin"}
    assert holders("wagtail_localize.submit_translation") == {"chief", "head", "admin"}
    assert holders("publications.unseal_issue") == {"admin"}
    assert holders("core.publish_urgently") == {"duty"}


def test_nobody_in_a_group_is_a_superuser_and_no_group_has_rights_besides(staff: dict[str, Any]) -> None:
    everywhere = Group.objects.filter(page_permissions__page__depth=1).distinct()

    assert [group.name for group in everywhere] == ["Адміністратори"]
    assert Group.objects.count() == len(GROUPS)
    assert not any(user.is_superuser for user in staff.values())


def test_who_approves_what(staff: dict[str, Any]) -> None:
    def approvers(key: str, language: str) -> list[list[str]]:
        workflow = section_page(PROFILE.section(key), language).get_workflow()
        tasks: list[Task] = list(workflow.tasks) if workflow else []
        return [[group.name for group in task.specific.groups.all()] for task in tasks]

    chief, head, legal, english, polish = (
        [GROUPS[column]] for column in ("chief", "head", "legal", "rev_en", "rev_pl")
    )
    for key in ("news", "books", "annual_reports", "about", "documents", "contacts", "accessibility", "home"):
        assert approvers(key, "uk") == [chief], key
    for key in ("delegations", "partnerships", "agreements", "convoys"):
        assert approvers(key, "uk") == [head], key
    assert approvers("bulletin", "uk") == [legal, chief]
    for section in PROFILE.sections:
        assert (approvers(section.key, "en"), approvers(section.key, "pl")) == ([english], [polish])


def test_the_chief_editor_publishes_the_home_page_but_no_visit(client: Any, staff: dict[str, Any]) -> None:
    client.force_login(staff["chief"])

    def editor(key: str) -> Any:
        return client.get(reverse("wagtailadmin_pages:edit", args=[section_page(PROFILE.section(key), "uk").pk]))

    home = section_page(PROFILE.section("home"), "uk").specific
    home.lead = "Місто на Пслі."
    home.save_revision(user=staff["admin"])
    assert b'name="action-publish"' in editor("home").content
    assert editor("delegations").status_code == 302


def test_the_home_pages_editors_cannot_take_it_down_hide_it_or_add_to_it(staff: dict[str, Any]) -> None:
    tester = section_page(PROFILE.section("home"), "uk").permissions_for_user(staff["chief"])

    for forbidden in (
        tester.can_unpublish(),
        tester.can_set_view_restrictions(),
        tester.can_add_subpage(),
        tester.can_reorder_children(),
        tester.can_delete(),
        tester.can_move(),
    ):
        assert not forbidden


def test_a_translator_saves_a_draft_but_cannot_publish_it(client: Any, staff: dict[str, Any]) -> None:
    client.force_login(staff["en"])
    page = section_page(PROFILE.section("about"), "en").specific
    fields = {"title": "About Sumy", "slug": page.slug, "lead": "", "image_alt": "", "body": streamfield([])}
    form = nested_form_data({**fields, "comments": inline_formset([]), "action-publish": "action-publish"})

    client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form)

    page.refresh_from_db()
    assert page.title == "About the city"
    assert page.get_latest_revision_as_object().title == "About Sumy"


def test_a_translator_cannot_open_the_source(client: Any, staff: dict[str, Any]) -> None:
    client.force_login(staff["en"])
    source = section_page(PROFILE.section("about"), "uk")

    assert client.get(reverse("wagtailadmin_pages:edit", args=[source.pk])).status_code == 302
