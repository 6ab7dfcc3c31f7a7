"""What the public page of a visit tells."""

from datetime import date, time, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from cms_site.core.catalog.models import Entry
from delegations.models import (
    DelegationIndexPage,
    DelegationPage,
    Host,
    Member,
    OutcomePage,
    ProgrammeItem,
    SignedAgreement,
    VisitDocument,
    VisitOrganisation,
    VisitPhotograph,
)
from tests.factories.core import translate
from tests.factories.delegations import make_visit
from tests.factories.home import make_document, make_image
from tests.factories.partnerships import (
    make_agreement,
    make_agreement_index,
    make_organisation,
    make_partnership,
    make_partnership_index,
)

pytestmark = pytest.mark.django_db


def read(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


def test_place_and_programme_appear_and_are_found_once_they_are_released(
    client: Client, index: DelegationIndexPage
) -> None:
    visit = make_visit(
        index,
        place="Палац дітей",
        released_at=timezone.now() + timedelta(hours=1),
        programme=[ProgrammeItem(item="Відкриття вулиці", time=time(9, 30))],
    )
    before = read(client, visit.url)
    assert "Палац дітей" not in before
    assert "Відкриття вулиці" not in before

    DelegationPage.objects.update(released_at=timezone.now() - timedelta(minutes=1))
    call_command("release_visits")
    after = read(client, visit.url)

    assert "Палац дітей" in after
    assert "Відкриття вулиці" in after
    assert "09:30" in after
    assert "палац" in Entry.objects.get(page=visit).words
    call_command("rebuild_catalog", "--check")


def test_the_page_tells_facts_people_and_what_came_of_it(
    client: Client, index: DelegationIndexPage, home: Page
) -> None:
    partner = make_partnership(make_partnership_index(home), title="Люблін")
    agreement = make_agreement(make_agreement_index(home), title="Меморандум")
    consulate = make_organisation("Генеральне консульство Польщі")
    visit = make_visit(
        index,
        countries=["PL"],
        partner=partner,
        end_date=date(2016, 5, 7),
        purpose="Відкрити дві вулиці",
        outcome="Форум інвестицій",
        members=[Member(name="Януш Яблонський", post="Генеральний консул", is_head=True, organisation=consulate)],
        hosts=[Host(name="Олександр Лисенко", post="міський голова")],
        organisations=[VisitOrganisation(organisation=consulate)],
        signed_agreements=[SignedAgreement(agreement=agreement)],
    )

    text = read(client, visit.url)

    for words in [
        "5–7\u00a0травня 2016",
        "Польща",
        "Януш Яблонський",
        "Генеральний консул",
        "Генеральне консульство Польщі",
        "Олександр Лисенко",
        "Відкрити дві вулиці",
        "Форум інвестицій",
        f'href="{partner.url}"',
        f'href="{agreement.url}"',
        "1/2016",
    ]:
        assert words in text
    assert "facts__missing" in text  # the number of people and the place


def test_the_agreement_page_leads_back_to_the_visit(client: Client, index: DelegationIndexPage, home: Page) -> None:
    agreement = make_agreement(make_agreement_index(home))
    visit = make_visit(index, signed_agreements=[SignedAgreement(agreement=agreement)])

    assert f'href="{visit.url}"' in read(client, agreement.url)


def test_an_agreement_that_is_not_public_is_not_named(client: Client, index: DelegationIndexPage, home: Page) -> None:
    draft = make_agreement(make_agreement_index(home), title="Чернетка угоди", live=False)
    visit = make_visit(index, signed_agreements=[SignedAgreement(agreement=draft)])

    assert "Чернетка угоди" not in read(client, visit.url)


def test_the_english_page_has_english_text_and_the_same_facts(client: Client, index: DelegationIndexPage) -> None:
    visit = make_visit(
        index,
        place="Банська Бистриця",
        countries=["SK"],
        members=[Member(name="Ян Носко", post="приматор", is_head=True)],
    )
    english = translate(visit, "en", title="Guests from Slovakia", place="Banská Bystrica")
    head = english.members.get()
    head.name, head.post = "Ján Nosko", "mayor"
    english.members = [head]
    english.save_revision().publish()
    source = DelegationPage.objects.get(pk=visit.pk)
    source.head_count, source.countries = 12, ["SK", "PL"]
    source.members = [*source.members.all(), Member(name="Перекладачка")]

    source.save_revision().publish()
    text = read(client, english.url)

    after = DelegationPage.objects.get(pk=english.pk)
    assert (after.head_count, [country.code for country in after.countries]) == (12, ["PL", "SK"])
    assert [(row.name, row.is_head) for row in after.members.all()] == [("Ján Nosko", True), ("", False)]
    for words in ["Poland, Slovakia", "Ján Nosko", "mayor", "Banská Bystrica"]:
        assert words in text
    assert "Перекладачка" not in text


def test_a_page_with_ten_of_everything_costs_as_many_queries_as_one(
    client: Client, index: DelegationIndexPage, home: Page
) -> None:
    agreements = make_agreement_index(home)
    records = [make_organisation(f"Організація {number}", names={"en": f"No. {number}"}) for number in range(10)]
    signed = [make_agreement(agreements, title=f"Угода {number}", slug=f"a{number}") for number in range(10)]
    counts = []
    for size in (1, 10):
        visit = make_visit(
            index,
            members=[Member(name=f"Особа {n}", organisation=records[n]) for n in range(size)],
            hosts=[Host(name=f"Господар {n}") for n in range(size)],
            programme=[ProgrammeItem(item=f"Пункт {n}") for n in range(size)],
            organisations=[VisitOrganisation(organisation=records[n]) for n in range(size)],
            signed_agreements=[SignedAgreement(agreement=signed[n]) for n in range(size)],
        )
        read(client, visit.url)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            read(client, visit.url)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_a_visit_leads_to_what_came_before_and_after_it_and_to_what_tells_of_it(
    client: Client, index: DelegationIndexPage
) -> None:
    first = make_visit(index, title="Перша поїздка")
    second = make_visit(index, title="Друга поїздка", follow_up_of=first)
    hidden = make_visit(index, title="Ще не оголошена", follow_up_of=second, live=False)
    story = make_visit(index, title="Розповідь")
    second.outcome_pages = [OutcomePage(related=story)]
    second.save()
    third = make_visit(index, title="Третя поїздка", follow_up_of=second)

    context = client.get(second.url).context

    def titles(name: str) -> list[str]:
        return [entry.title for entry in context[name]]

    assert titles("earlier_entries") == [first.title]
    assert titles("later_entries") == [third.title]
    assert titles("outcome_entries") == [story.title]
    assert hidden.title not in read(client, second.url)


def test_documents_and_photographs_stand_in_sections_of_their_own(client: Client, index: DelegationIndexPage) -> None:
    bare = make_visit(index, title="Без знімків")
    visit = make_visit(
        index,
        documents=[
            VisitDocument(document=make_document("scan-0012"), title="Протокол зустрічі"),
            VisitDocument(document=make_document("Програма")),
            VisitDocument(document=make_document("Службова записка", private=True)),
        ],
        gallery=[VisitPhotograph(image=make_image("IMG_0001"), alt="Двоє тиснуть руки", caption="Підписання")],
    )

    text, empty = read(client, visit.url), read(client, bare.url)

    for words in ("Протокол зустрічі", "Програма", "TXT", 'alt="Двоє тиснуть руки"', "Підписання"):
        assert words in text
    for words in ("scan-0012", "Службова записка", "IMG_0001"):
        assert words not in text
    assert "Світлини" in text
    assert "Світлини" not in empty


def test_a_document_that_has_no_english_title_says_that_its_title_is_ukrainian(
    client: Client, index: DelegationIndexPage
) -> None:
    visit = make_visit(
        index,
        documents=[VisitDocument(document=make_document("Протокол"))],
        gallery=[VisitPhotograph(image=make_image(), alt="Площа", caption="Площа")],
    )
    english = translate(visit, "en", title="Guests")
    photograph = english.gallery.get()
    photograph.alt, photograph.caption = "The square", "The square in spring"
    english.gallery = [photograph]
    english.save_revision().publish()

    text = read(client, english.url)

    assert '<li lang="uk">' in text
    assert 'alt="The square"' in text
    assert "Площа" not in text


def test_a_programme_says_nothing_of_what_nobody_recorded(client: Client, index: DelegationIndexPage) -> None:
    visit = make_visit(index, programme=[ProgrammeItem(item="Зустріч"), ProgrammeItem(item="Вечеря")])

    text = read(client, visit.url)

    assert "Вечеря" in text
    assert text.count("не записано") + text.count("Не записано") == 1
