"""A word of its own in every field of a visit, looked for at every public address in every language."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from cms_site.core.catalog.models import Entry, EntryFacet
from delegations.models import (
    CalendarAddress,
    DelegationIndexPage,
    DelegationPage,
    Host,
    Member,
    ProgrammeItem,
    SignedAgreement,
    VisitDocument,
    VisitPhotograph,
)
from tests.factories.core import LANGUAGES, translate
from tests.factories.delegations import make_visit
from tests.factories.home import make_document, make_image
from tests.factories.partnerships import (
    make_agreement,
    make_agreement_index,
    make_partnership,
    make_partnership_index,
)

pytestmark = [pytest.mark.django_db, pytest.mark.wagtail_indexes]

BEFORE = datetime(2030, 4, 1, tzinfo=UTC)
HELD_UNTIL = datetime(2030, 5, 1, tzinfo=UTC)
RELEASED_AT = datetime(2030, 5, 20, tzinfo=UTC)
AFTER = datetime(2030, 6, 1, tzinfo=UTC)

TEXTS = ("title", "lead", "purpose", "outcome", "place")
ROWS = ("members", "hosts", "programme", "gallery", "documents")
PEOPLE = {"memberone", "memberpost", "hostone", "hostpost"}
FILES = {"alt", "caption", "credit", "doctitle"}
PUBLIC = {"title", "lead", "body", "purpose", "outcome", *PEOPLE, *FILES}
SEARCHED = PUBLIC - FILES
AT_RELEASE = {"place", "item", "itemplace"}
NEVER = {"notes", "reason", "membertwo", "memberposttwo"}
API = (
    "/api/v2/pages/?limit=100&fields=*",
    "/api/v2/pages/?type=delegations.DelegationPage&fields=*",
    "/api/v2/pages/?type=delegations.DelegationPage&countries=PL&fields=*",
    "/api/v2/pages/?search=zq",
    "/api/v2/images/?fields=*",
    "/api/v2/documents/?fields=*",
)
CANARY = re.compile("zq([a-z]+)zq([a-z]+)", re.IGNORECASE)


def word(field: str, language: str = "uk") -> str:
    return f"zq{field}zq{language}"


def canaries(text: str) -> set[str]:
    """The fields whose words are in `text`, of which calendars break the long lines."""
    return {field for field, _language in CANARY.findall(text.replace("\r\n ", "").lower())}


def publish_in(language: str, visit: DelegationPage) -> None:
    fields: dict[str, Any] = {field: word(field, language) for field in TEXTS}
    body = [("paragraph", f"<p>{word('body', language)}</p>")]
    page = translate(visit, language, publish=False, slug=f"visit-{language}", body=body, **fields)
    page = page.get_latest_revision_as_object()
    for name in ROWS:
        rows = list(getattr(page, name).all())
        for row in rows:
            for column in row.text_columns:
                setattr(row, column, getattr(row, column).replace("zquk", f"zq{language}"))
        setattr(page, name, rows)
    page.save_revision().publish()


@pytest.fixture
def visit(index: DelegationIndexPage, home: Page) -> Iterator[DelegationPage]:
    """A public visit to come that is held back, in three languages, with all that other pages know of it."""
    with time_machine.travel(BEFORE, tick=False):
        partner = make_partnership(make_partnership_index(home), title="Люблін", country="PL")
        agreement = make_agreement(make_agreement_index(home), title="Меморандум")
        start = date(2030, 5, 5)
        visit = make_visit(
            index,
            slug="visit-uk",
            body=[("paragraph", f"<p>{word('body')}</p>")],
            start_date=start,
            countries=["PL"],
            partner=partner,
            notes=word("notes"),
            cancelled=True,
            cancellation_reason=word("reason"),
            held_until=HELD_UNTIL,
            released_at=RELEASED_AT,
            members=[
                Member(name=word("memberone"), post=word("memberpost"), is_head=True),
                Member(name=word("membertwo"), post=word("memberposttwo"), public=False),
            ],
            hosts=[Host(name=word("hostone"), post=word("hostpost"))],
            programme=[ProgrammeItem(date=start, time=time(9), item=word("item"), place=word("itemplace"))],
            signed_agreements=[SignedAgreement(agreement=agreement)],
            gallery=[
                VisitPhotograph(
                    image=make_image(word("file")), alt=word("alt"), caption=word("caption"), credit=word("credit")
                )
            ],
            documents=[
                VisitDocument(document=make_document(word("doctitle")), title=word("doctitle")),
                VisitDocument(document=make_document(word("secret"), private=True), title=word("secret")),
            ],
            **{field: word(field) for field in TEXTS},
        )
        visit.save_revision().publish()
        for language in LANGUAGES[1:]:
            for page in (home, index, partner, agreement):
                translate(page, language, slug=f"{page.slug}-{language}")
            publish_in(language, visit)
        following = make_visit(index, title="Наступний візит", start_date=start, follow_up_of=visit)
        following.save_revision().publish()
        yield DelegationPage.objects.get(pk=visit.pk)


def routes(index: DelegationIndexPage) -> Iterator[str]:
    """All that the section answers below its own address, with a year and a country where it asks for one."""
    for pattern in type(index).get_subpage_urls():
        if pattern.name == "open_data_file":
            yield from ("open-data/visits.csv", "open-data/visits.json", "open-data/visits.json?countries=PL")
            continue
        route = str(pattern.pattern).removeprefix("^").removesuffix("$")
        yield re.sub(r"<[^>]*>|\(\?P[^)]*\)", lambda match: "2030" if "year" in match[0] else "PL", route)


def addresses(visit: DelegationPage) -> list[str]:
    """Every public address that may tell of the visit, in every language."""
    found = ["/sitemap.xml", "/robots.txt", "/healthz", *API]
    for page in [visit, *visit.get_translations()]:
        section = page.get_parent().specific
        root = section.get_parent()
        base = root.url
        others = Page.objects.live().descendant_of(root, inclusive=True).exclude(pk=page.pk)
        found += [page.get_url_parts()[2], *(other.url for other in others)]
        found += [f"/api/v2/pages/{number}/?fields=*" for number in (page.pk, section.pk)]
        found += [section.url + route for route in routes(section)]
        for query in ["?year=2030", "?direction=incoming&official=True&status=cancelled", "?countries=PL"]:
            found += [f"{section.url}{query}", f"{base}calendar/visits.ics{query}"]
        found += [f"{base}calendar/visits/{visit.translation_key}.ics", f"{base}calendar/visits.ics", f"{base}alerts/"]
        found += [f"{base}search/?q=zq", f"{base}search/?q=zq&type=delegations.delegationpage"]
    return found


def staff_addresses(visit: DelegationPage) -> list[str]:
    names = ["edit", "view_draft", "preview_on_edit", "history"]
    pages = [reverse(f"wagtailadmin_pages:{name}", args=[visit.pk]) for name in names]
    return [*pages, reverse("visit_calendar:index"), reverse("visit_calendar:address")]


def warm(visit: DelegationPage) -> None:
    """Let an administrator look at everything first, so that whatever is kept of an answer would be found."""
    user = get_user_model().objects.create_superuser("chief", password="x")
    address = CalendarAddress.objects.create(user=user)
    staff = Client()
    staff.force_login(user)
    staff_calendar = reverse("staff_calendar", args=[address.token])
    for url in [*staff_addresses(visit), staff_calendar, *addresses(visit)]:
        staff.get(url)
    assert canaries(staff.get(staff_calendar).content.decode()) >= NEVER | AT_RELEASE


def text_of(response: Any) -> str:
    """All that is in an answer, also in the parts of a spreadsheet."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            content = b"\n".join(parts.read(name) for name in parts.namelist())
    return content.decode(errors="replace")


def told(visit: DelegationPage) -> dict[str, set[str]]:
    """The fields that an outsider finds words of, by address; the address itself does not count."""
    found = {}
    for url in addresses(visit):
        response = Client().get(url)
        assert response.status_code in (200, 404), url
        found[url] = canaries(text_of(response))
    return {url: fields for url, fields in found.items() if fields}


def searched(visit: DelegationPage) -> set[str]:
    """The fields by whose words readers find the visit; the words for search are in the catalogue alone."""
    entries = Entry.objects.filter(translation_key=visit.translation_key)
    return canaries(" ".join(entries.values_list("words", flat=True)))


def test_a_visit_that_is_held_back_is_nowhere_and_then_only_what_may_be_seen(visit: DelegationPage) -> None:
    with time_machine.travel(BEFORE, tick=False):
        warm(visit)

        assert told(visit) == {}
        assert not Entry.objects.filter(translation_key=visit.translation_key).exists()
        assert not EntryFacet.objects.filter(entry__translation_key=visit.translation_key).exists()
        pages = [visit, *visit.get_translations()]
        assert len(pages) == len(LANGUAGES)
        for page in pages:
            assert Client().get(page.get_url_parts()[2]).status_code == 404
    with time_machine.travel(HELD_UNTIL, tick=False):
        call_command("release_visits")

        seen = told(visit)
        assert set().union(*seen.values()) == PUBLIC
        assert searched(visit) == SEARCHED
        assert all(page.url in seen for page in pages)
        assert seen[f"{visit.get_parent().url}open-data/visits.csv"] == PUBLIC - {"body"}
    with time_machine.travel(AFTER, tick=False):
        call_command("release_visits")

        seen = told(visit)
        assert set().union(*seen.values()) == PUBLIC | AT_RELEASE
        assert seen[f"/api/v2/pages/{visit.pk}/?fields=*"] == PUBLIC | AT_RELEASE
        assert searched(visit) == SEARCHED | AT_RELEASE
        call_command("rebuild_catalog", "--check")


def test_each_language_says_the_words_of_that_language_alone(visit: DelegationPage) -> None:
    with time_machine.travel(AFTER, tick=False):
        call_command("release_visits")
        for page in [visit, *visit.get_translations()]:
            text = Client().get(page.url).content.decode()

            assert {language for _field, language in CANARY.findall(text)} == {page.locale.language_code}


def test_an_outsider_gets_neither_preview_nor_draft_nor_history(visit: DelegationPage) -> None:
    visit.title = word("title") + "draft"
    visit.save_revision()

    for url in staff_addresses(visit):
        response = Client().get(url)
        assert response.status_code == 302, url
        assert canaries(response.content.decode() + response.headers["Location"]) == set()


def test_staff_do_not_see_the_page_of_a_held_visit_but_its_preview(visit: DelegationPage) -> None:
    staff = Client()
    staff.force_login(get_user_model().objects.create_superuser("chief", password="x"))

    with time_machine.travel(BEFORE, tick=False):
        assert staff.get(visit.get_url_parts()[2]).status_code == 404
        preview = staff.get(reverse("wagtailadmin_pages:view_draft", args=[visit.pk]))

    assert preview.status_code == 200
    assert canaries(preview.content.decode()) == PUBLIC


@pytest.fixture
def english_sections(home: Page, index: DelegationIndexPage) -> None:
    translate(home, "en", slug="home-en")
    translate(index, "en", slug="delegations")


@pytest.mark.usefixtures("english_sections")
def test_a_public_visit_can_be_held_back_again_in_all_languages(index: DelegationIndexPage, client: Client) -> None:
    with time_machine.travel(BEFORE, tick=False):
        visit = make_visit(index, start_date=date(2030, 5, 5))
        visit.save_revision().publish()
        english = translate(visit, "en", title="Guests", slug="guests")
        assert client.get(english.url).status_code == 200

        visit = DelegationPage.objects.get(pk=visit.pk)
        visit.held_until = HELD_UNTIL
        visit.save_revision().publish()

        assert client.get(visit.url or "").status_code == 404
        assert client.get(english.url).status_code == 404
        assert not Entry.objects.of_type("delegations.DelegationPage").exists()


@pytest.mark.usefixtures("english_sections")
def test_a_translation_with_an_older_time_does_not_show_the_visit(index: DelegationIndexPage, client: Client) -> None:
    with time_machine.travel(BEFORE, tick=False):
        visit = make_visit(index, start_date=date(2030, 5, 5), held_until=HELD_UNTIL, released_at=RELEASED_AT)
        english = translate(visit, "en", publish=False, slug="guests")
        draft: Any = DelegationPage.objects.get(pk=english.pk)
        draft.held_until = draft.released_at = None

        draft.save_revision().publish()

        english = DelegationPage.objects.get(pk=english.pk)
        assert (english.held_until, english.released_at) == (HELD_UNTIL, RELEASED_AT)
        assert client.get(english.url).status_code == 404


def test_releasing_twice_changes_nothing_more(visit: DelegationPage) -> None:
    with time_machine.travel(AFTER, tick=False):
        call_command("release_visits")
        before = list(Entry.objects.order_by("pk").values())
        call_command("release_visits")

        assert list(Entry.objects.order_by("pk").values()) == before


def test_a_copy_keeps_the_hold_but_not_the_release_of_place_and_programme(index: DelegationIndexPage) -> None:
    visit = make_visit(index, released_at=BEFORE, held_until=HELD_UNTIL)
    visit.save_revision().publish()

    copy = DelegationPage.objects.get(pk=visit.pk).copy(update_attrs={"title": "Ще раз", "slug": "again"})

    for page in (DelegationPage.objects.get(pk=copy.pk), copy.get_latest_revision_as_object()):
        assert (page.released_at, page.held_until) == (None, HELD_UNTIL)
