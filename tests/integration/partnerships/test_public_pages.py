"""What readers see of partners, agreements and convoys."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Page

from cms_site.core.catalog import projection
from partnerships.models import (
    AgreementIndexPage,
    Contact,
    Container,
    ConvoyIndexPage,
    CooperationArea,
    PartnershipIndexPage,
    StageChange,
)
from tests.factories.core import translate
from tests.factories.partnerships import (
    make_agreement,
    make_cargo_line,
    make_convoy,
    make_organisation,
    make_partnership,
)

pytestmark = pytest.mark.django_db


def text(client: Client, page: Page | str) -> str:
    address = page if isinstance(page, str) else page.url
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode().replace("\u00a0", " ")


def found(client: Client, address: str) -> set[str]:
    return {entry.title for entry in client.get(address).context["listing"].page}


def test_partners_are_listed_and_narrowed_by_kind_country_and_stage(
    client: Client, partners: PartnershipIndexPage
) -> None:
    make_partnership(partners)
    make_partnership(partners, title="Целле", kind="cooperation", country="DE")
    make_partnership(partners, title="Верхній Назарет", kind="cooperation", stage="letter_sent", country="IL")

    assert found(client, "/partnerships/") == {"Люблін", "Целле", "Верхній Назарет"}
    assert found(client, "/partnerships/?country=PL") == {"Люблін"}
    assert found(client, "/partnerships/?kind=cooperation") == {"Целле", "Верхній Назарет"}
    assert found(client, "/partnerships/?kind=cooperation&stage=active") == {"Целле"}


def test_agreements_are_narrowed_by_kind_partner_and_party(
    client: Client, partners: PartnershipIndexPage, agreements: AgreementIndexPage
) -> None:
    lublin, council = make_partnership(partners), make_organisation()
    make_agreement(agreements, title="Допомога", parties=[council])
    make_agreement(agreements, title="Меморандум", kind="memorandum", partner=lublin)

    assert found(client, "/agreements/?kind=memorandum") == {"Меморандум"}
    assert found(client, f"/agreements/?partner={lublin.translation_key}") == {"Меморандум"}
    assert found(client, f"/agreements/?parties={council.pk}") == {"Допомога"}
    assert found(client, "/agreements/?year=2016") == {"Допомога", "Меморандум"}


def test_convoys_are_narrowed_by_donor_agreement_and_cargo(
    client: Client, agreements: AgreementIndexPage, convoys: ConvoyIndexPage
) -> None:
    fund, agreement = make_organisation("Хельвеція"), make_agreement(agreements)
    make_convoy(convoys, title="Перший", donors=[fund], cargo_lines=[make_cargo_line("medical")])
    make_convoy(convoys, title="Другий", agreement=agreement, cargo_lines=[make_cargo_line("school")])

    assert found(client, f"/convoys/?donors={fund.pk}") == {"Перший"}
    assert found(client, f"/convoys/?agreement={agreement.translation_key}") == {"Другий"}
    assert found(client, "/convoys/?cargo=medical&cargo=food") == {"Перший"}
    facets = {facet.name for facet in client.get("/convoys/").context["listing"].facets}
    assert facets == {"year", "stage", "donors", "agreement", "cargo"}


def test_a_partner_page_tells_history_areas_agreements_and_convoys(
    client: Client, partners: PartnershipIndexPage, agreements: AgreementIndexPage, convoys: ConvoyIndexPage
) -> None:
    lublin = make_partnership(partners)
    lublin.stage_changes = [
        StageChange(stage="contact", start_date=date(2015, 1, 1), date_precision="year"),
        StageChange(stage="active", start_date=date(2016, 9, 1), date_precision="month", note="Почали"),
    ]
    lublin.areas = [CooperationArea(text="Молодіжні обміни")]
    lublin.save()
    agreement = make_agreement(agreements, partner=lublin)
    make_convoy(convoys, title="Конвой із Любліна", agreement=agreement)
    make_convoy(convoys, title="Чужий конвой")

    said = text(client, lublin)

    assert said.index("2015") < said.index("вересень 2016")
    assert "Почали" in said
    assert "Молодіжні обміни" in said
    assert agreement.title in said
    assert "Конвой із Любліна" in said
    assert "Чужий конвой" not in said


def test_contacts_of_a_partner_and_due_steps_never_reach_a_reader(
    client: Client, partners: PartnershipIndexPage, agreements: AgreementIndexPage
) -> None:
    lublin = make_partnership(partners)
    lublin.contacts = [
        Contact(name="Канарка", post="Канарка", email="canary@example.org", phone="7005", note="Канарка")
    ]
    lublin.save()
    steps = {name: date(2026, 1, 1) for name in ("drafted_on", "sent_on", "approved_on", "start_date")}
    agreement = make_agreement(agreements, kind="memorandum", partner=lublin, **steps)
    assert "прострочено" in agreement.step_due

    read = [text(client, page) for page in [lublin, agreement, "/partnerships/", "/partnerships/feed/rss/"]]
    words = " ".join(entry.words for entry in client.get("/partnerships/").context["listing"].page)

    assert not any(secret in page for page in [*read, words] for secret in ["Канарка", "canary", "7005", "прострочено"])


def test_an_agreement_page_names_parties_validity_partner_renewals_and_convoys(
    client: Client, partners: PartnershipIndexPage, agreements: AgreementIndexPage, convoys: ConvoyIndexPage
) -> None:
    first = make_agreement(
        agreements,
        parties=[make_organisation(), make_organisation("Хельвеція")],
        partner=make_partnership(partners),
        kind="partnership_agreement",
        registration_number="12/2016",
        registration_date=date(2016, 3, 1),
    )
    second = make_agreement(agreements, title="Угода на 2017 рік", renews=first)
    make_convoy(convoys, agreement=first)

    said = text(client, first)

    for words in ["Сумська міська рада, Хельвеція", "1 січня 2016", "Люблін", second.title, "12/2016", "конвой"]:
        assert words in said
    assert first.title in text(client, second)


def test_validity_that_is_not_recorded_is_said_so_and_not_invented(
    client: Client, agreements: AgreementIndexPage
) -> None:
    facts = client.get(make_agreement(agreements, valid_from=None, valid_to=None).url).context["facts"]

    assert {fact.name for fact in facts if not fact.recorded} >= {"valid_from", "valid_to", "validity"}


def test_a_convoy_page_shows_the_ledger(
    client: Client, agreements: AgreementIndexPage, convoys: ConvoyIndexPage
) -> None:
    hospital, fund = make_organisation("Лікарня"), make_organisation("Хельвеція")
    page = make_convoy(
        convoys,
        agreement=make_agreement(agreements),
        donors=[fund],
        weight_t="20.500",
        cargo_lines=[
            make_cargo_line(description="Ліжка", quantity=100, unit="box", hand_overs=[(hospital, 37)]),
            make_cargo_line("school"),
        ],
    )
    page.containers = [Container(number="MSKU 1", weight_kg=20000), Container(number="MSKU 2")]
    page.save()

    response = client.get(page.url)
    said = response.content.decode()

    for words in ["Ліжка", "100", "37", "63", "Лікарня", "Хельвеція", "MSKU 1", "20,5", page.agreement.title]:
        assert words in said
    assert said.count("not-recorded") >= 4
    assert "Не записано: вага, кг." in said
    assert "1E+2" not in said
    assert response.context["balance"].left == {"box": 63}


def test_no_cell_of_what_was_handed_over_is_empty(client: Client, convoys: ConvoyIndexPage) -> None:
    line = make_cargo_line("medical", hand_overs=[(make_organisation("Лікарня"), 60)])
    page = BeautifulSoup(client.get(make_convoy(convoys, cargo_lines=[line]).url).content, "html.parser")

    cells = page.select("tbody td[data-label='Одиниця']")
    assert [cell.get_text(strip=True) for cell in cells] == ["не записано"]


def test_a_convoy_of_which_nothing_is_recorded_opens(client: Client, convoys: ConvoyIndexPage) -> None:
    assert "not-recorded" in text(client, make_convoy(convoys, container_count=None))


def test_of_cargo_without_amounts_the_kinds_are_listed_and_what_is_missing_is_said_once(
    client: Client, convoys: ConvoyIndexPage
) -> None:
    lines = [make_cargo_line(kind) for kind in ("medical", "school", "kindergarten")]

    said = text(client, make_convoy(convoys, cargo_lines=lines))

    assert said.count("Для шкіл") == 1
    assert "Не записано: одиниця, надійшло, передано, залишок, вага, кг." in said
    assert "data-label" not in said


def test_every_page_type_opens_in_english_without_ukrainian_facts(
    client: Client, partners: PartnershipIndexPage, agreements: AgreementIndexPage, convoys: ConvoyIndexPage
) -> None:
    council = make_organisation("Рада Європи", names={"en": "Council of Europe"})
    lublin = make_partnership(partners)
    agreement = make_agreement(agreements, partner=lublin, parties=[council])
    convoy = make_convoy(
        convoys,
        agreement=agreement,
        donors=[council],
        cargo_lines=[make_cargo_line(quantity=5, unit="kg", hand_overs=[(council, 2)])],
    )
    for section in [partners, agreements, convoys]:
        translate(section, "en", title=f"Section {section.slug}")
    pages = [
        translate(lublin, "en", title="Lublin"),
        translate(agreement, "en", title="Aid agreement"),
        translate(convoy, "en", title="Convoy"),
    ]

    read = [text(client, page) for page in pages]

    assert all(page.url.startswith("/en/") for page in pages)
    assert "Poland" in read[0]
    assert "Aid agreement" in read[0]
    assert "Council of Europe" in read[1]
    assert "Lublin" in read[1]
    assert read[2].count("Council of Europe") >= 2
    assert "Aid agreement" in read[2]
    assert not any("Рада" in page or "Люблін" in page for page in read)
    for address in ["/en/partnerships/", "/en/agreements/", "/en/convoys/?cargo=medical"]:
        assert len(found(client, address)) == 1
    assert projection.differences() == []


def test_a_relation_without_a_translation_leads_to_the_ukrainian_page_and_says_so(
    client: Client, partners: PartnershipIndexPage, agreements: AgreementIndexPage
) -> None:
    translated = translate(make_agreement(agreements, partner=make_partnership(partners)), "en", title="Agreement")

    said = text(client, translated)

    assert 'lang="uk" hreflang="uk">Люблін' in said


@pytest.fixture
def queries(client: Client, django_assert_max_num_queries: object) -> object:
    """The number of queries of an address whose caches are warm."""

    def count(address: str) -> int:
        client.get(address)
        with django_assert_max_num_queries(200) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    return count


def test_pages_and_sections_take_the_same_queries_with_one_record_and_with_ten(
    client: Client,
    partners: PartnershipIndexPage,
    agreements: AgreementIndexPage,
    convoys: ConvoyIndexPage,
    queries: object,
) -> None:
    def grow(*numbers: int) -> None:
        for number in numbers:
            fund = make_organisation(f"Фонд {number}", names={"en": f"Fund {number}"})
            for agreement in [first, make_agreement(agreements, title=f"Угода {number}", partner=lublin, renews=first)]:
                agreement.parties.add(agreement.parties.model(organisation=fund))
                agreement.save()
            for convoy in [main, make_convoy(convoys, title=f"Конвой {number}", agreement=first, donors=[fund])]:
                convoy.donors.add(convoy.donors.model(organisation=fund))
                lines = [make_cargo_line(quantity=9, unit="box", hand_overs=[(fund, 1), (fund, 2)])]
                convoy.cargo_lines.add(*lines)
                convoy.containers.add(Container(number=str(number)))
                convoy.save()
            make_partnership(partners, title=f"Місто {number}")
            lublin.areas.add(CooperationArea(text=f"Сфера {number}"))
            lublin.stage_changes.add(StageChange(stage="talks", start_date=date(2016, 1, 1)))
            lublin.save()

    lublin = make_partnership(partners, stage="talks")
    first = make_agreement(agreements, partner=lublin)
    main = make_convoy(convoys, agreement=first)
    grow(0)
    english = [
        translate(page, "en", title=f"Page {number}")
        for number, page in enumerate([partners, agreements, convoys, lublin, first, main])
    ]
    addresses = ["/partnerships/", "/agreements/", "/convoys/?cargo=medical", lublin.url, first.url, main.url]
    addresses += [page.url for page in english]
    with_one = [queries(address) for address in addresses]

    grow(*range(1, 10))
    for page in [lublin, first, main]:
        page.save_revision().publish()

    assert dict(zip(addresses, [queries(address) for address in addresses], strict=True)) == dict(
        zip(addresses, with_one, strict=True)
    )
    assert "Fund 9" in text(client, english[-1])
