import re
from html.parser import HTMLParser

import pytest
import yaml
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command, get_commands
from django.test import Client
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.models import Locale, Page, Revision

from cms_site.core import figures
from cms_site.core.catalog.models import Entry
from cms_site.core.models import ReportedFigure
from cms_site.core.terms import checking
from cms_site.core.terms.models import Equivalent
from cms_site.demo.facts import DATA
from cms_site.demo.management.commands.load_demo import Command
from cms_site.demo.pages import key_of
from cms_site.setup.pages import section_page
from cms_site.setup.profile import PROFILE
from delegations.figures import country_codes
from delegations.models import DelegationPage
from home.models import Alert, NewsPage, Topic
from partnerships.models import Agreement, ConvoyPage, Organisation, PartnershipPage
from publications.models.acts import Act
from publications.models.annual_reports import AnnualReportPage
from publications.models.books import BookPage
from publications.models.bulletin import BulletinIssuePage
from tests.integration.demo.conftest import load_demo

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo"), pytest.mark.xdist_group("demo")]

FACTS = yaml.safe_load((DATA / "sumy-2016.yaml").read_text(encoding="utf-8"))
MORNING = yaml.safe_load((DATA / "texts" / "morning.yaml").read_text(encoding="utf-8"))
TYPES = {
    DelegationPage: (len(FACTS["visits"]), 5),
    PartnershipPage: (len(FACTS["partners"]), 2),
    Agreement: (len(FACTS["agreements"]), 0),
    ConvoyPage: (len(FACTS["convoys"]), 0),
    BookPage: (len(FACTS["books"]), 0),
    BulletinIssuePage: (FACTS["bulletin"]["issues"], 0),
    NewsPage: (len(FACTS["news"]), 3),
    Act: (3, 0),
    AnnualReportPage: (1, 0),
}
LANGUAGES = ("uk", "en", "pl")


def page_text(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode().replace("\N{NO-BREAK SPACE}", " ").replace("&nbsp;", " ")


def visit(key: str, language: str = "uk") -> DelegationPage:
    return DelegationPage.objects.get(translation_key=key_of(f"visit:{key}"), locale__language_code=language)


class TextOutsideUkrainian(HTMLParser):
    """The words of a page that are not marked as Ukrainian, descriptions of pictures among them."""

    VOID = {"br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}

    def __init__(self, html: str) -> None:
        super().__init__()
        self.languages = [""]
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        language = attributes.get("lang") or self.languages[-1]
        if language != "uk":
            self.words += [attributes.get(name) or "" for name in ("alt", "title", "aria-label", "content")]
        if tag not in self.VOID:
            self.languages.append("uk" if tag in ("script", "style") else language)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            self.languages.pop()

    def handle_data(self, data: str) -> None:
        if self.languages[-1] != "uk":
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(word.strip() for word in self.words if word and word.strip())


@pytest.mark.parametrize("model", TYPES, ids=lambda model: model.__name__)
def test_there_are_as_many_pages_of_a_type_as_the_facts_name(model):
    in_english, in_polish = TYPES[model]
    # some news wait for a translator
    in_ukrainian = in_english + (len(MORNING["news"]) if model is NewsPage else 0)
    counts = [model.objects.live().filter(locale__language_code=language).count() for language in LANGUAGES]

    assert counts == [in_ukrainian, in_english, in_polish]


def test_every_organisation_and_topic_has_a_name_in_every_language():
    assert Organisation.objects.count() == len(FACTS["organisations"])
    assert Topic.objects.count() == len({item["topic"] for item in FACTS["news"]})
    for record in [*Organisation.objects.all(), *Topic.objects.all()]:
        assert record.names.count() == 2, record


def test_a_translation_is_a_page_of_its_own_and_never_an_alias():
    assert not Page.objects.exclude(alias_of=None).exists()


def test_the_figures_of_2016_are_counted_from_the_visits_and_the_printed_ones_stand_beside_them():
    names = ["incoming_delegations", "outgoing_delegations", "outgoing_countries", "bulletin_issues"]
    found = [(year.value, year.reported.value if year.reported else None) for year in figures.for_year(names, 2016)]

    assert found == [(8, 23), (7, 8), (6, 5), (15, 15)]
    assert "SK" in country_codes(2016, "outgoing")


def test_all_that_the_report_printed_is_recorded():
    recorded = dict(ReportedFigure.objects.filter(year=2016).values_list("figure", "value"))

    assert recorded["incoming_people"] == 76
    assert recorded["incoming_countries"] == 11
    assert recorded["convoy_weight_t"] == 200
    assert (recorded["news_per_day_from"], recorded["news_per_day_to"]) == (10, 12)
    assert len(recorded) == len(FACTS["reported_2016"]) + 1


def test_the_report_of_2016_shows_both_numbers(client):
    report = AnnualReportPage.objects.get(locale__language_code="en")

    text = page_text(client, report.url)

    assert report.frozen_at is not None
    assert re.search(r"\b8\b", text)
    assert re.search(r"\b23\b", text)


@pytest.mark.parametrize(
    ("language", "right", "wrong"),
    [("uk", "листопад 2016", "1 листопада 2016"), ("en", "November 2016", "1 November 2016")],
)
def test_a_visit_known_to_the_month_is_never_dated_to_the_day(client, language, right, wrong):
    text = page_text(client, visit("E36", language).url)

    assert right in text
    assert wrong not in text


def test_a_meeting_known_to_the_year_is_dated_to_the_year(client):
    assert str(visit("U1a").date) == "2016"
    assert "1 січня" not in page_text(client, visit("U1a").url)


def test_what_the_report_does_not_say_is_said_to_be_not_recorded(client):
    assert visit("E36").head_count is None
    assert "not recorded" in page_text(client, visit("E36", "en").url).lower()


def test_what_was_signed_during_a_visit_leads_from_the_visit_to_the_agreement(client):
    agreement = Agreement.objects.get(translation_key=key_of("agreement:banska-bystrica"), locale__language_code="en")

    assert f'href="{agreement.url}"' in page_text(client, visit("E31", "en").url)


def test_visits_get_their_register_numbers_in_the_order_of_their_dates():
    outgoing = DelegationPage.objects.filter(locale__language_code="uk", direction="outgoing").order_by("start_date")

    assert list(outgoing.values_list("register_number", flat=True))[:3] == [1, 2, 3]


def test_every_act_is_marked_as_a_sample_wherever_it_is_listed():
    listed = Entry.objects.of_type("publications.Act").in_bulk()

    for act in Act.objects.all():
        assert act.is_sample
        assert listed[act.pk].title != act.title
        assert listed[act.pk].title.endswith(act.title)


def test_the_warning_is_a_sample_and_long_over():
    assert Alert.objects.count() == 3
    assert not Alert.objects.active(timezone.now()).exists()
    assert all(alert.title.startswith(("Зразок", "Sample", "Przykład")) for alert in Alert.objects.all())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_opens_and_holds_no_ukrainian_that_is_not_marked(client, language):
    entries = Entry.objects.in_language(language)

    assert len(entries) > 20
    for entry in entries:
        text = TextOutsideUkrainian(page_text(client, entry.url)).text
        letters = re.findall(r"[^\W\d_]", text)
        cyrillic = re.findall(r"\S*[\u0400-\u04ff]\S*", text)
        assert sum(len(word) for word in cyrillic) <= 0.005 * len(letters), (entry.url, cyrillic[:20])


def test_every_section_says_what_it_is_for_in_every_language():
    sections = {section.translation_key for section in PROFILE.sections}
    leads = Entry.objects.filter(translation_key__in=sections).values_list("lead", flat=True)

    assert len(leads) == len(sections) * len(LANGUAGES)
    assert all(leads)


def test_every_picture_is_described_in_the_language_of_its_page():
    for entry in Entry.objects.exclude(image=None).select_related("locale"):
        start = {"uk": "Візерунок", "en": "Pattern of", "pl": "Wzór z"}[entry.locale.language_code]
        assert entry.image_alt.startswith(start), entry.url


def test_the_catalogue_is_right(capsys):
    call_command("rebuild_catalog", "--check")


def test_a_second_load_changes_nothing_and_asks_little(django_assert_max_num_queries):
    def counted():
        return [model.objects.count() for model in (Page, Revision, get_image_model(), Organisation, ReportedFigure)]

    before = counted()
    with django_assert_max_num_queries(250):
        printed = load_demo()

    assert counted() == before
    assert "Added" not in printed


def test_what_an_editor_changed_is_kept():
    page = visit("E04")
    page.title = "Новий заголовок"
    chief = get_user_model().objects.get(username="demo-admin")
    page.save_revision().publish(user=chief)
    home = section_page(PROFILE.section("home"), "en").specific
    home.lead = "Written by an editor"
    home.save_revision().publish(user=chief)

    load_demo()

    assert visit("E04").title == "Новий заголовок"
    assert visit("E04", "en").title == "Mayor discusses cooperation in Banská Bystrica"
    home.refresh_from_db()
    assert home.lead == "Written by an editor"


def test_a_page_that_was_deleted_comes_back():
    visit("E32", "pl").delete()

    assert "Added pages: 1," in load_demo()
    assert [str(member) for member in visit("E32", "pl").members.all()] == ["Ołeksandr Łysenko"]


def test_people_are_named_in_the_language_of_the_page():
    heads = [visit("E32", language).members.get() for language in LANGUAGES]

    assert [str(head) for head in heads] == ["Олександр Лисенко", "Oleksandr Lysenko", "Ołeksandr Łysenko"]
    assert all(head.is_head for head in heads)


def test_the_term_base_holds_cities_and_people_and_no_translation_spells_one_otherwise():
    english = dict(Equivalent.objects.filter(locale__language_code="en").values_list("record__name", "name"))
    assert english["Банська Бистриця"] == "Banská Bystrica"
    assert english["Олександр Лисенко"] == "Oleksandr Lysenko"
    assert not Equivalent.objects.filter(approved_at=None).exists()

    translated = Page.objects.filter(locale__language_code="en", depth__gt=2).specific()
    assert {
        page.title: [found.name for found in checking.unexcused(page)]
        for page in translated
        if checking.unexcused(page)
    } == {}


def test_only_the_demo_settings_know_the_command(settings):
    assert "load_demo" not in get_commands()
    assert "cms_site.demo" not in settings.INSTALLED_APPS
    with pytest.raises(CommandError, match=r"cms_site\.settings\.demo only"):
        call_command(Command())


def test_the_languages_of_the_site_are_those_of_the_texts():
    assert set(Locale.objects.values_list("language_code", flat=True)) == set(LANGUAGES)


def test_the_pictures_carry_no_word_that_some_reader_could_not_read():
    assert "#text" not in (DATA / "picture.typ").read_text(encoding="utf-8")
    keys = yaml.safe_load((DATA / "pictures.yaml").read_text(encoding="utf-8"))["pictures"]
    assert len({(picture["colour"], picture["motif"]) for picture in keys.values()}) == len(keys)
