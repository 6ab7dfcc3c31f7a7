"""The columns of the table of visits."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_countries import countries

from cms_site.core.imports import cells
from cms_site.core.imports.cells import CellError, Parser
from cms_site.core.imports.declarations import ImportColumn
from delegations.choices import Direction, VisitKind

# How officers write it in their own tables, beside the words of the site.
DIRECTION_WORDS = {
    "вхідна": "incoming",
    "в'їзд": "incoming",
    "приїзд": "incoming",
    "прийом": "incoming",
    "przyjazd": "incoming",
    "вихідна": "outgoing",
    "виїзд": "outgoing",
    "відрядження": "outgoing",
    "wyjazd": "outgoing",
    "внутрішня": "domestic",
    "внутрішній": "domestic",
    "по україні": "domestic",
    "krajowa": "domestic",
}

KIND_WORDS = {
    "офіційний": "official_visit",
    "офіційний візит": "official_visit",
    "робочий": "working_visit",
    "робочий візит": "working_visit",
    "ділова місія": "business_mission",
    "бізнес-місія": "business_mission",
    "навчальна поїздка": "study_visit",
    "навчальний візит": "study_visit",
    "стажування": "study_visit",
    "експертна місія": "expert_mission",
    "конференція": "conference",
    "форум": "conference",
    "семінар": "conference",
    "святкування": "celebration",
    "день міста": "celebration",
    "молодіжний обмін": "youth_exchange",
    "презентація": "presentation",
    "зустріч": "meeting",
    "переговори": "meeting",
}

SEVERAL = gettext_lazy("Several are written apart by semicolons.")
DATE_HELP = gettext_lazy("A date such as 25.02.2016, a month such as “September 2016”, a season or a year.")
PERSON_HELP = gettext_lazy("Name, comma, post.")


def columns(*, partner: Parser, partners: Callable[[], Iterable[str]], organisations: Parser) -> Sequence[ImportColumn]:
    """All columns in the order of the template; the parsers look up what the site knows."""
    return (*_when_and_where(), *_who(partner, partners, organisations), *_what())


def people(value: Any) -> list[str]:
    """Several people, each as "name, post"."""
    found = cells.lines(value)
    if any(len(part) > 255 for person in found for part in person.split(",", 1)):
        raise CellError(_("A name or post is longer than %d characters.") % 255)
    return found


def one_person(value: Any) -> str:
    """One person as "name, post"."""
    found = people(value)
    if len(found) != 1:
        raise CellError(_("Write one person here."))
    return found[0]


def _when_and_where() -> Sequence[ImportColumn]:
    return (
        ImportColumn(
            "direction",
            gettext_lazy("Direction"),
            cells.one_of(Direction.choices, DIRECTION_WORDS),
            headings=("Напрям", "Напрямок", "Direction", "Kierunek"),
            required=True,
            allowed=lambda: Direction.labels,
            example=str(Direction.OUTGOING.label),
            help=gettext_lazy("Incoming are guests of the city, outgoing are visits abroad, domestic within Ukraine."),
        ),
        ImportColumn(
            "start",
            gettext_lazy("First day"),
            cells.period,
            headings=("Дата", "Дати", "Дата початку", "Перший день", "Початок", "З", "Date", "Dates", "Start date",
                      "Start", "From", "Data", "Daty", "Data rozpoczęcia", "Pierwszy dzień", "Początek", "Od"),
            required=True,
            example="25.02.2016",
            help=DATE_HELP,
        ),
        ImportColumn(
            "end",
            gettext_lazy("Last day"),
            cells.partial_date,
            headings=("Дата завершення", "Дата закінчення", "Останній день", "Кінець", "По", "До", "End date", "End",
                      "To", "Data zakończenia", "Ostatni dzień", "Koniec", "Do"),
            example="28.02.2016",
            help=gettext_lazy("Empty for a single day."),
        ),
        ImportColumn(
            "countries",
            gettext_lazy("Countries"),
            cells.country_codes,
            headings=("Країна", "Країни", "Country", "Countries", "Kraj", "Kraje", "Państwo"),
            allowed=lambda: [country.name for country in countries],
            several=True,
            example="Словаччина",
            help=SEVERAL,
        ),
        ImportColumn(
            "place",
            gettext_lazy("Place"),
            cells.line(255),
            headings=("Місце", "Місто", "Куди", "Place", "City", "Miejsce", "Miasto"),
            example="Банська Бистриця",
            help=gettext_lazy("Internal until the visit is over."),
        ),
    )  # fmt: skip


def _who(partner: Parser, partners: Callable[[], Iterable[str]], organisations: Parser) -> Sequence[ImportColumn]:
    return (
        ImportColumn(
            "partner",
            gettext_lazy("Partner"),
            partner,
            headings=("Партнер", "Місто-партнер", "Partner", "Partner city", "Miasto partnerskie"),
            allowed=partners,
            example="Банська Бистриця",
            help=gettext_lazy("A partner of the site, by its name in any language."),
        ),
        ImportColumn(
            "organisations",
            gettext_lazy("Organisations"),
            organisations,
            headings=("Організація", "Організації", "Organisation", "Organisations", "Organization", "Organizacja",
                      "Organizacje"),
            help=gettext_lazy("Organisations of the site, by their names in any language. Apart by semicolons."),
        ),
        ImportColumn(
            "head",
            gettext_lazy("Head of the delegation"),
            one_person,
            headings=("Керівник", "Керівник делегації", "Голова делегації", "Head", "Head of delegation",
                      "Przewodniczący delegacji"),
            example="Олександр Лисенко, міський голова",
            help=PERSON_HELP,
        ),
        ImportColumn(
            "members",
            gettext_lazy("Members of the delegation"),
            people,
            headings=("Учасники", "Члени делегації", "Склад делегації", "Members", "Participants", "Członkowie",
                      "Uczestnicy"),
            help=gettext_lazy("Each as name, comma, post; apart by semicolons."),
        ),
        ImportColumn(
            "head_count",
            gettext_lazy("Number of people"),
            cells.whole_number,
            headings=("Кількість осіб", "Кількість учасників", "Осіб", "Head count", "People", "Liczba osób"),
            help=gettext_lazy("All who travelled, the head included. Empty if it is not recorded."),
        ),
    )  # fmt: skip


def _what() -> Sequence[ImportColumn]:
    yes_and_no = (gettext_lazy("Yes"), gettext_lazy("No"))
    return (
        ImportColumn(
            "kind",
            gettext_lazy("Kind"),
            cells.one_of(VisitKind.choices, KIND_WORDS),
            headings=("Вид", "Вид візиту", "Тип", "Kind", "Type", "Rodzaj"),
            allowed=lambda: VisitKind.labels,
            example=str(VisitKind.OFFICIAL_VISIT.label),
        ),
        ImportColumn(
            "official",
            gettext_lazy("Official delegation"),
            cells.yes_or_no,
            headings=("Офіційна", "Офіційний", "Офіційна делегація", "Official", "Oficjalna"),
            allowed=lambda: yes_and_no,
            example=_("Yes"),
            help=gettext_lazy("Whether it counts in the yearly number of official delegations."),
        ),
        ImportColumn(
            "title",
            gettext_lazy("Title"),
            cells.line(255),
            headings=("Назва", "Заголовок", "Title", "Tytuł"),
            example="Міський голова обговорив співпрацю в Банській Бистриці",
            help=gettext_lazy(
                "Left empty, it is made of kind, place (countries while the visit is not over) and dates."
            ),
        ),
        ImportColumn(
            "purpose",
            gettext_lazy("Purpose"),
            cells.text,
            headings=("Мета", "Мета візиту", "Purpose", "Cel"),
            example="переговори з керівництвом міста про співпрацю",
        ),
        ImportColumn(
            "outcome", gettext_lazy("Outcome"), cells.text, headings=("Результат", "Підсумки", "Outcome", "Wynik")
        ),
        ImportColumn(
            "cancelled",
            gettext_lazy("Cancelled"),
            cells.yes_or_no,
            headings=("Скасовано", "Скасована", "Cancelled", "Odwołana"),
            allowed=lambda: yes_and_no,
        ),
        ImportColumn(
            "cancellation_reason",
            gettext_lazy("Reason for cancelling"),
            cells.text,
            headings=("Причина скасування", "Reason for cancelling", "Powód odwołania"),
            help=gettext_lazy("Needed when the visit was cancelled. Internal."),
        ),
        ImportColumn(
            "notes",
            gettext_lazy("Notes"),
            cells.text,
            headings=("Примітки", "Нотатки", "Notes", "Uwagi"),
            help=gettext_lazy("Internal: never shown to the public."),
        ),
    )
