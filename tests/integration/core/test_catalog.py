"""The catalogue holds exactly what the public may see."""

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from cms_site.core.catalog import projection
from cms_site.core.catalog.models import Entry
from cms_site.core.lifecycle.moving import MoveRefusedError
from tests.factories.core import make_park, make_site, make_tree, translate
from tests.testapp.models import ParkPage, PlainPage, TreePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> Page:
    return make_site()


@pytest.fixture
def park(home: Page) -> ParkPage:
    return make_park(home)


def titles() -> set[str]:
    return set(Entry.objects.of_type("testapp.TreePage").values_list("title", flat=True))


def test_a_published_page_is_in_the_catalogue_with_its_facets(park: ParkPage) -> None:
    tree = make_tree(park, title="Старий дуб", origin=["PL", "UA"], end_date=None, date_precision="month")

    entry = Entry.objects.get(page=tree)

    assert (entry.title, entry.url, entry.section, entry.year) == ("Старий дуб", "/park/staryi-dub/", park.pk, 2016)
    assert str(entry.date) == "травень 2016"
    assert set(entry.facets.values_list("name", "value")) == {("species", "oak"), ("origin", "PL"), ("origin", "UA")}


def test_internal_facts_never_reach_the_catalogue(park: ParkPage) -> None:
    tree = make_tree(park, keeper_phone="0542 700 560", legend="Під ним спочивав козак")

    entry = Entry.objects.get(page=tree)

    assert "700" not in entry.words
    assert not entry.facets.filter(name="keeper_phone").exists()
    assert "козак" in entry.words


def test_a_draft_changes_nothing_until_it_is_published(park: ParkPage) -> None:
    tree = make_tree(park, title="Було")
    tree.title = "Буде"
    revision = tree.save_revision()

    assert titles() == {"Було"}
    revision.publish()
    assert titles() == {"Буде"}


def test_an_unpublished_page_leaves_the_catalogue_also_when_saved_as_plain_page(park: ParkPage) -> None:
    tree = make_tree(park)

    Page.objects.get(pk=tree.pk).unpublish()

    assert titles() == set()


def test_an_expired_page_leaves_the_catalogue(park: ParkPage) -> None:
    tree = make_tree(park)
    Page.objects.filter(pk=tree.pk).update(expire_at=timezone.now() - timedelta(minutes=1))

    call_command("publish_scheduled")

    assert titles() == set()


def test_restricting_an_ancestor_hides_all_below_it_and_lifting_shows_it_again(home: Page, park: ParkPage) -> None:
    make_tree(park)
    restriction = PageViewRestriction.objects.create(page=home, restriction_type=PageViewRestriction.LOGIN)
    assert not Entry.objects.exists()

    restriction.delete()

    assert titles() == {"Дуб"}


def test_deleting_a_restricted_section_leaves_no_entry_and_no_error(home: Page, park: ParkPage) -> None:
    make_tree(park)
    PageViewRestriction.objects.create(page=park, restriction_type=PageViewRestriction.LOGIN)

    Page.objects.get(pk=park.pk).delete()

    assert list(Entry.objects.values_list("page_id", flat=True)) == [home.pk]


def test_renaming_a_section_changes_the_addresses_below_it_in_the_same_transaction(park: ParkPage) -> None:
    make_tree(park)
    park.slug = "city-park"
    park.save()

    assert Entry.objects.of_type("testapp.TreePage").get().url == "/city-park/dub/"


def test_a_moved_page_has_the_address_and_the_section_of_its_new_place(home: Page, park: ParkPage) -> None:
    other = make_park(home, title="Сквер", slug="square")
    tree = make_tree(park)

    tree.move(other, pos="last-child")

    entry = Entry.objects.get(page=tree)
    assert (entry.url, entry.section) == ("/square/dub/", other.pk)


def test_an_alias_is_not_listed_a_second_time(home: Page, park: ParkPage) -> None:
    tree = make_tree(park)
    tree.create_alias(parent=make_park(home, title="Сквер", slug="square"))

    assert Entry.objects.of_type("testapp.TreePage").count() == 1


def test_the_check_names_every_difference_and_the_rebuild_mends_it(
    park: ParkPage, capsys: pytest.CaptureFixture[str]
) -> None:
    right, wrong = make_tree(park, title="Липа"), make_tree(park, title="Дуб")
    gone = make_tree(park, title="Клен")
    Entry.objects.filter(page=right).delete()
    Entry.objects.filter(page=wrong).update(title="Не дуб")
    Entry.objects.get(page=wrong).facets.all().delete()
    Page.objects.filter(pk=gone.pk).update(live=False)

    with pytest.raises(CommandError, match="Differences: 4"):
        call_command("rebuild_catalog", "--check")
    said = capsys.readouterr().out
    assert f"{right.pk} Липа: is public but not in the catalogue" in said
    assert "title is 'Не дуб', should be 'Дуб'" in said
    assert "facet species=oak is missing" in said
    assert f"{gone.pk} Клен: is in the catalogue but not public" in said

    call_command("rebuild_catalog")
    call_command("rebuild_catalog", "--check")


class RandomEditor:
    """Does to a tree of pages whatever editors do, in any order."""

    def __init__(self, home: Page, seed: int) -> None:
        self.home = home
        self.random = random.Random(seed)
        self.count = 0

    def act(self) -> None:
        acts: list[Callable[[], object]] = [
            self.create, self.create, self.create, self.edit, self.draft, self.unpublish, self.publish,
            self.move, self.rename, self.restrict, self.lift, self.copy, self.alias, self.translate, self.delete,
        ]  # fmt: skip
        self.random.choice(acts)()

    def pages(self, *models: type[Page]) -> list[Page]:
        found = Page.objects.filter(depth__gt=2, alias_of=None).exclude(pk=self.home.pk).specific()
        return [page for page in found if not models or isinstance(page, models)]

    def any_page(self, *models: type[Page]) -> Page | None:
        pages = self.pages(*models)
        return self.random.choice(pages) if pages else None

    def parent(self) -> Page:
        return self.random.choice([Page.objects.get(pk=self.home.pk).specific, *self.pages(PlainPage, ParkPage)])

    def create(self) -> None:
        self.count += 1
        parent = self.parent()
        title = f"Сторінка {self.count}" if parent.is_source else f"Page {self.count}"
        fields = {"title": title, "live": self.random.random() < 0.7, "locale": parent.locale}
        if isinstance(parent, ParkPage):
            day = date(2016, 1, 1) + timedelta(days=self.random.randrange(700))
            make_tree(parent, start_date=day, origin=self.random.sample(["UA", "PL", "DE"], 2), **fields)
        else:
            parent.add_child(instance=self.random.choice([PlainPage, ParkPage])(**fields))

    def edit(self) -> None:
        if page := self.any_page():
            page.title += "!"
            page.save_revision().publish()

    def draft(self) -> None:
        if page := self.any_page():
            page.title += "?"
            page.save_revision()

    def publish(self) -> None:
        if (page := self.any_page()) and page.latest_revision:
            page.latest_revision.publish()

    def unpublish(self) -> None:
        if page := self.any_page():
            Page.objects.get(pk=page.pk).unpublish()

    def move(self) -> None:
        page, target = self.any_page(), self.parent()
        if page and not target.path.startswith(page.path) and page.can_move_to(target):
            position = self.random.choice(["first-child", "last-child"])
            with suppress(MoveRefusedError):
                Page.objects.get(pk=page.pk).move(target, pos=position)

    def rename(self) -> None:
        if page := self.any_page():
            self.count += 1
            page.slug = f"slug-{self.count}"
            page.save()

    def restrict(self) -> None:
        if page := self.any_page():
            PageViewRestriction.objects.get_or_create(page=page.page_ptr, restriction_type=PageViewRestriction.LOGIN)

    def lift(self) -> None:
        if restriction := PageViewRestriction.objects.order_by("?").first():
            restriction.delete()

    def copy(self) -> None:
        page, target = self.any_page(TreePage), self.any_page(ParkPage)
        if page and target and page.locale_id == target.locale_id:
            self.count += 1
            page.copy(to=target, keep_live=self.random.random() < 0.5, update_attrs={"slug": f"copy-{self.count}"})

    def alias(self) -> None:
        page, target = self.any_page(TreePage), self.any_page(ParkPage)
        if page and target:
            self.count += 1
            page.create_alias(parent=target, update_slug=f"alias-{self.count}")

    def translate(self) -> None:
        page = self.any_page(TreePage)
        if page and page.is_source and not page.get_translations().exists():
            translate(page, "en", publish=self.random.random() < 0.5)

    def delete(self) -> None:
        if self.random.random() < 0.3 and (page := self.any_page()):
            Page.objects.get(pk=page.pk).delete()


@pytest.mark.parametrize("seed", [1, 2])
def test_after_500_random_tree_operations_nothing_differs(
    home: Page, seed: int, django_capture_on_commit_callbacks: Callable
) -> None:
    editor = RandomEditor(home, seed)

    for _ in range(250):
        with django_capture_on_commit_callbacks(execute=True):
            editor.act()

    assert Entry.objects.count() > 5
    assert projection.differences() == []
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_listing_leaves_the_words_for_search_in_the_database(home: Page) -> None:
    make_tree(make_park(home))

    entry = Entry.objects.of_type("testapp.TreePage").with_pictures().get()

    assert entry.get_deferred_fields() == {"words", "title_words"}
