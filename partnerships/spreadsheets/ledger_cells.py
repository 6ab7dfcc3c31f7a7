"""What a cell of the tables of a ledger may say: a convoy, a line of its cargo, an organisation, a quantity, a day."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.documents import get_document_model

from cms_site.core.alphabet import alphabetical
from cms_site.core.dates import Precision
from cms_site.core.imports import cells
from cms_site.core.imports.cells import LANGUAGES, CellError
from cms_site.core.imports.declarations import ImportColumn
from partnerships.models import CargoLine, ConvoyPage, Ledger
from partnerships.spreadsheets.organisation_cells import OrganisationNames

LARGEST = Decimal("999999999.999")
_NUMBER = re.compile(r"(\d{1,4})\s*(?:[.)]\s*(.*))?")


def quantity(value: Any) -> Decimal:
    """A number of more than zero with at most three places after the comma."""
    number = cells.decimal_number(value)
    if number > LARGEST:
        raise CellError(_("“%s” is too large.") % value)
    # A spreadsheet stores 0.3 as a binary fraction.
    exact = number.quantize(Decimal("0.001"))
    if abs(exact - number) > Decimal("0.000001"):
        raise CellError(_("“%s” has more than three places after the comma.") % value)
    if exact <= 0:
        raise CellError(_("A quantity is more than nothing; leave it empty if it is not recorded."))
    return exact


def past_day(value: Any) -> date:
    """A date that is known to the day and not in the future."""
    found = cells.partial_date(value)
    if found.precision != Precision.DAY:
        raise CellError(_("Write the day, such as 25.02.2016."))
    if found.start > timezone.localdate():
        raise CellError(_("The date lies in the future."))
    return found.start


def labels(line: CargoLine) -> set[str]:
    """Everything that a line may be called, as it is compared: kind and description in any language, or the latter."""
    found = {cells.name_key(line.description)} if line.description else set()
    for language in LANGUAGES:
        with translation.override(language):
            found.add(cells.name_key(str(line)))
    return found


def numbered(number: int, line: CargoLine) -> str:
    """A line as exports write it and imports understand it without doubt: "2. Food: flour"."""
    return f"{number}. {line}"


def line_called(text: str, lines: list[CargoLine]) -> CargoLine:
    """The line that `text` means: its number, its name or both. Raises CellError."""
    match = _NUMBER.fullmatch(text)
    name = cells.name_key((match.group(2) or "") if match else text)
    if match is None:
        found = [line for line in lines if name in labels(line)]
    else:
        place = int(match.group(1))
        found = [line for line in lines[:place][-1:] if place <= len(lines) and (not name or name in labels(line))]
    if not found:
        raise CellError(_("The convoy has no cargo line “%s”.") % text)
    if len(found) > 1:
        raise CellError(_("Several cargo lines are called “%s”: write the number of the line before it.") % text)
    return found[0]


class LedgerLookups:
    """What the site knows, looked up once for a whole table."""

    def convoy(self, value: Any) -> int:
        """The id of the convoy in the source language, by its short code or its title in any language."""
        text = cells.text(value)
        if (pk := self._codes.get(text.lower())) is not None:
            return pk
        found = self._titles.get(cells.name_key(text), set())
        if not found:
            raise CellError(_("There is no convoy with the code or title “%s”.") % text)
        if len(found) > 1:
            raise CellError(_("Several convoys are called “%s”: write the code instead.") % text)
        return next(iter(found))

    def convoy_names(self) -> Iterable[str]:
        """The titles of all convoys."""
        return sorted((page.title for page in self._sources.values()), key=alphabetical)

    def organisation(self, value: Any) -> int:
        """The id of the organisation that is called so in any language."""
        return self._organisations.find(cells.text(value))

    def document(self, value: Any) -> int:
        """The id of the newest document with that title."""
        text = cells.text(value)
        if (pk := self._documents.get(cells.name_key(text))) is None:
            raise CellError(_("There is no document named “%s”.") % text)
        return pk

    def page(self, pk: int) -> ConvoyPage:
        """The convoy with that id."""
        return self._sources[pk]

    @cached_property
    def _sources(self) -> dict[int, ConvoyPage]:
        pages = ConvoyPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE, alias_of=None)
        return {page.pk: page for page in pages.defer_streamfields()}

    @cached_property
    def _codes(self) -> dict[str, int]:
        return dict(Ledger.objects.values_list("code", "convoy"))

    @cached_property
    def _titles(self) -> dict[str, set[int]]:
        by_key = {page.translation_key: page.pk for page in self._sources.values()}
        titles = ConvoyPage.objects.filter(translation_key__in=by_key).values_list("title", "translation_key")
        found: dict[str, set[int]] = {}
        for title, key in titles:
            found.setdefault(cells.name_key(title), set()).add(by_key[key])
        return found

    @cached_property
    def _organisations(self) -> OrganisationNames:
        return OrganisationNames()

    @cached_property
    def _documents(self) -> dict[str, int]:
        rows = get_document_model().objects.order_by("pk").values_list("title", "pk")
        return {cells.name_key(title): pk for title, pk in rows}


def convoy_column(known: LedgerLookups) -> ImportColumn:
    """The column that says which convoy a row belongs to."""
    return ImportColumn(
        "convoy",
        gettext_lazy("Convoy"),
        known.convoy,
        headings=("Конвой", "Код конвою", "Convoy", "Code", "Konwój", "Kod konwoju"),
        required=True,
        allowed=known.convoy_names,
        example="k7mq4",
        help=gettext_lazy("The short code of the convoy or its title."),
    )
