"""Terms as a table that can be imported; its forms wait for approval as typed ones do."""

from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from cms_site.core.imports import cells
from cms_site.core.imports.declarations import ImportColumn, ImportType, Stored
from cms_site.core.spelling import name_key
from cms_site.core.spreadsheets import Row
from cms_site.core.terms import equivalents
from cms_site.core.terms.kinds import Kind
from cms_site.core.terms.models import Equivalent, Term

FIELDS = ("kind", "name", "source", "note")
MAY = ("core.add_term", "core.change_term")


@dataclass(frozen=True)
class NewTerm:
    """A term that is not stored yet, and its forms by language."""

    term: Term
    forms: Mapping[str, str]


class TermImport(ImportType):
    """Terms, one a row, with a column for each further language of the site."""

    name = "terms"
    label = _("Terms")
    makes_drafts = False

    @property
    def columns(self) -> Sequence[ImportColumn]:
        """The columns, in the order of the template."""
        return (
            ImportColumn(
                "kind",
                _("Kind"),
                cells.one_of(Kind.choices),
                headings=("Вид", "Kind", "Rodzaj"),
                required=True,
                allowed=lambda: Kind.labels,
                example=str(Kind.STREET.label),
            ),
            ImportColumn(
                "name",
                _("Name"),
                cells.line(255),
                headings=("Назва", "Термін", "Name", "Term", "Nazwa"),
                required=True,
                example="вулиця Соборна",
            ),
            *(ImportColumn(code, label, cells.line(255), headings=(code,)) for code, label in languages()),
            ImportColumn("source", _("source"), cells.line(500), headings=("Джерело", "Source", "Źródło")),
            ImportColumn("note", _("note"), cells.text, headings=("Примітка", "Note", "Uwaga")),
        )

    @classmethod
    def may_import(cls, user: Any) -> bool:
        """Whether `user` may enter and change terms."""
        return bool(user.has_perms(MAY))

    def key(self, values: Mapping[str, Any]) -> Hashable | None:
        """The name, however it is spelled."""
        return name_key(values["name"]) if "name" in values else None

    def existing(self, keys: Collection[Hashable]) -> dict[Hashable, Stored]:
        """The terms with one of the names, in any of their forms."""
        found = Term.objects.filter(name_key__in=[str(key) for key in keys])
        return {term.name_key: stored(term) for term in found}

    def prepare(self, values: Mapping[str, Any], user: Any) -> NewTerm:
        """A term made of a row."""
        term = Term(**{name: values[name] for name in FIELDS if name in values})
        term.full_clean()
        return NewTerm(term, forms_of(values))

    def create(self, prepared: Sequence[NewTerm], user: Any) -> list[Stored]:
        """Store terms with their forms."""
        for new in prepared:
            new.term.save()
            _enter(new.term, new.forms, user)
        return [stored(new.term) for new in prepared]

    def update(self, pk: Any, values: Mapping[str, Any], user: Any) -> Stored:
        """Store a row in the term that has its name; forms that differ wait for approval again."""
        term = Term.objects.get(pk=pk)
        for name in FIELDS:
            if name in values and name != "name":
                setattr(term, name, values[name])
        term.full_clean()
        term.save()
        _enter(term, forms_of(values), user)
        return stored(term)


def languages() -> list[tuple[str, Any]]:
    """The languages of the site that terms are translated into, with their names."""
    return [(code, label) for code, label in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


def forms_of(values: Mapping[str, Any]) -> dict[str, str]:
    """The forms of a row by language."""
    return {code: values[code] for code, _label in languages() if values.get(code)}


def stored(term: Term) -> Stored:
    """Where a term is edited."""
    return Stored(term.pk, term.name, reverse("wagtailsnippets_core_term:edit", args=[term.pk]))


def _enter(term: Term, forms: Mapping[str, str], user: Any) -> None:
    rows = {row.locale.language_code: row for row in Equivalent.objects.filter(record=term).select_related("locale")}
    locales: Mapping[str, models.Model] = {locale.language_code: locale for locale in Locale.objects.all()}
    former = []
    for code, name in forms.items():
        if code not in locales:
            continue
        row = rows.get(code) or Equivalent(record=term, locale=locales[code])
        before = {"name": row.name, "locale": row.locale_id} if row.pk else {}
        row.name = name
        former.append(equivalents.entered(row, before, user))
        row.save()
    equivalents.complete(term, [row for row in former if row is not None])


def exported() -> Iterator[Row]:
    """All terms as a table that can be imported again, in the language of the reader: two queries."""
    yield [str(column.label) for column in TermImport().columns]
    for term in Term.objects.order_by("kind", "name"):
        forms = {row.locale.language_code: row.name for row in term.names.all()}
        further = [forms.get(code, "") for code, _label in languages()]
        yield [term.get_kind_display(), term.name, *further, term.source, term.note]
