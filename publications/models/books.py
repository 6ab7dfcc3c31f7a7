"""Books that the city published or supported."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from stdnum import isbn as isbn_numbers
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.documents import get_document_model_string

from cms_site.core.admin.menu import AdminMenu
from cms_site.core.dates import PartialDate, Precision
from cms_site.core.facets import YearFacet
from cms_site.core.models import BaseIndexPage, BasePage, FactRow
from cms_site.core.page_types import Fact
from cms_site.core.validators import validate_isbn
from publications.forms import DraftCopyForm
from publications.menu import PUBLISHING
from publications.models.numbered import NumberedMixin
from publications.models.years import FIRST_YEAR, LAST_YEAR, first_of, year_constraint


class BookKind(models.TextChoices):
    """What sort of book it is."""

    MONOGRAPH = "monograph", _("Monograph")
    FICTION = "fiction", _("Fiction")
    POETRY = "poetry", _("Poetry")
    ANTHOLOGY = "anthology", _("Anthology")
    PHOTO_ALBUM = "photo_album", _("Photo album")
    LOCAL_HISTORY = "local_history", _("Local history")
    OTHER = "other", _("Other book")


class BookLanguage(models.TextChoices):
    """The language a book is written in (ISO 639, "mul" for several)."""

    UKRAINIAN = "uk", _("Ukrainian")
    ENGLISH = "en", _("English")
    POLISH = "pl", _("Polish")
    GERMAN = "de", _("German")
    FRENCH = "fr", _("French")
    BULGARIAN = "bg", _("Bulgarian")
    SLOVAK = "sk", _("Slovak")
    CRIMEAN_TATAR = "crh", _("Crimean Tatar")
    RUSSIAN = "ru", _("Russian")
    SEVERAL = "mul", _("Several languages")


class BookIndexPage(BaseIndexPage):
    """The section that lists the books."""

    listed_type = "publications.BookPage"
    subpage_types = ["publications.BookPage"]
    copy_form_class = DraftCopyForm

    class Meta:
        verbose_name = _("book section")
        verbose_name_plural = _("book sections")


class BookPage(NumberedMixin, BasePage):
    """A book: who wrote it, how it was printed and paid for, and where it can be read."""

    isbn = models.CharField(
        _("ISBN"),
        max_length=17,
        blank=True,
        validators=[validate_isbn],
        help_text=_("10 or 13 digits, with or without hyphens. Kept as 13 digits."),
    )
    publisher = models.CharField(_("publisher"), max_length=255, blank=True)
    year = models.PositiveSmallIntegerField(
        _("year of publication"),
        null=True,
        blank=True,
        validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)],
    )
    kind = models.CharField(_("kind of book"), max_length=20, choices=BookKind.choices, blank=True)
    pages = models.PositiveIntegerField(_("number of pages"), null=True, blank=True, validators=[MinValueValidator(1)])
    print_run = models.PositiveIntegerField(
        _("print run"), null=True, blank=True, validators=[MinValueValidator(1)], help_text=_("Number of copies.")
    )
    language = models.CharField(_("language of the book"), max_length=3, choices=BookLanguage.choices, blank=True)
    series = models.CharField(_("series"), max_length=255, blank=True)
    funding_programme = models.CharField(
        _("funding programme"), max_length=100, blank=True, help_text=_("The short name of the programme.")
    )
    public_cost = models.DecimalField(
        _("cost to the city budget, UAH"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    council_opinion = models.TextField(
        _("opinion of the publishing council"), blank=True, help_text=_("What the council said about the manuscript.")
    )
    council_decision_number = models.CharField(_("number of the council's decision"), max_length=50, blank=True)
    council_decision_date = models.DateField(_("date of the council's decision"), null=True, blank=True)
    excerpt = models.TextField(_("excerpt"), blank=True, help_text=_("A passage that readers may see before the book."))
    excerpt_document = models.ForeignKey(
        get_document_model_string(),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("excerpt as a file"),
    )

    number_fields = ("isbn",)
    facts = (
        Fact("author_names", label=_("Authors"), column=True, searched=True, reads=("authors",)),
        Fact("authors", shown=False),
        Fact("year", facet=YearFacet(), column=True),
        Fact("kind", facet=True, column=True),
        Fact("publisher", neutral=False, searched=True),
        Fact("isbn", column=True, searched=True),
        Fact("pages"),
        Fact("print_run", column=True),
        Fact("language", filtered=True),
        Fact("series", neutral=False, searched=True),
        Fact("funding_programme", neutral=False, facet=True),
        Fact("public_cost"),
        Fact("council_opinion", neutral=False, shown=False),
        Fact("council_decision_number"),
        Fact("council_decision_date"),
        Fact("excerpt", neutral=False, shown=False),
        Fact("excerpt_document", shown=False),
        Fact("library_copies", shown=False),
    )
    admin_menu = AdminMenu(PUBLISHING, _("Books"), "openquote", 10, begin=_("Add a book"))
    facts_panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("language"), FieldPanel("year")]),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("isbn"), FieldPanel("publisher")]),
                FieldRowPanel([FieldPanel("pages"), FieldPanel("print_run")]),
                FieldPanel("series"),
            ],
            heading=_("Edition"),
        ),
        MultiFieldPanel([FieldPanel("funding_programme"), FieldPanel("public_cost")], heading=_("Funding")),
        MultiFieldPanel(
            [
                FieldPanel("council_opinion"),
                FieldRowPanel([FieldPanel("council_decision_number"), FieldPanel("council_decision_date")]),
            ],
            heading=_("Publishing council"),
        ),
        InlinePanel("library_copies", heading=_("Copies in libraries"), label=_("Library")),
    ]
    people_panels = [InlinePanel("authors", heading=_("Authors"), label=_("Author"))]
    documents_panels = [FieldPanel("excerpt"), FieldPanel("excerpt_document")]
    parent_page_types = ["publications.BookIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("book")
        verbose_name_plural = _("books")
        constraints = [
            models.UniqueConstraint(
                fields=["isbn", "numbered_in"],
                condition=~Q(isbn=""),
                name="book_isbn_once",
                violation_error_message=_("There is a book with this ISBN already."),
            ),
            models.CheckConstraint(
                condition=Q(isbn="") | Q(Exact(Length("isbn"), 13), isbn__startswith="97"),
                name="book_isbn_of_13_digits",
                violation_error_message=_("An ISBN is kept as its 13 digits."),
            ),
            year_constraint("book_year"),
            models.CheckConstraint(
                condition=Q(pages=None) | Q(pages__gte=1),
                name="book_has_pages",
                violation_error_message=_("A book has at least one page."),
            ),
            models.CheckConstraint(
                condition=Q(print_run=None) | Q(print_run__gte=1),
                name="book_is_printed",
                violation_error_message=_("A print run has at least one copy."),
            ),
            models.CheckConstraint(
                condition=Q(public_cost=None) | Q(public_cost__gte=0),
                name="book_cost_not_negative",
                violation_error_message=_("A cost is not negative."),
            ),
        ]

    def author_names(self) -> list[str]:
        """The names of the authors in their order."""
        return [str(author) for author in self.authors.all()]

    def get_isbn_display(self) -> str:
        """The ISBN with hyphens, as on the cover."""
        return str(isbn_numbers.format(self.isbn)) if self.isbn else ""

    def libraries(self) -> models.QuerySet:
        """Where the book can be read, with the libraries' names: the same queries for any number of them."""
        return self.library_copies.select_related("library").prefetch_related("library__names__locale")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The page's context with the libraries that have the book."""
        context = super().get_context(request, *args, **kwargs)
        context["libraries"] = self.libraries()
        return context

    def catalog_date(self) -> PartialDate | None:
        """The year of publication; None while it is not recorded."""
        return PartialDate(first_of(self.year), None, Precision.YEAR) if self.year else None

    def number_taken(self, rival: "BookPage") -> str:
        return str(_("“%(title)s” has this ISBN already.") % {"title": rival.title})

    def clean(self) -> None:
        """Bring a right ISBN to its 13 digits, so that both spellings of one book are the same."""
        if isbn_numbers.is_valid(self.isbn):
            self.isbn = isbn_numbers.to_isbn13(isbn_numbers.compact(self.isbn))
        super().clean()


class BookAuthor(FactRow):
    """One author of a book, named in the language of the page."""

    page = ParentalKey(BookPage, on_delete=models.CASCADE, related_name="authors")
    name = models.CharField(_("name"), max_length=255, blank=True)

    text_columns = ("name",)
    panels = [FieldPanel("name")]

    class Meta(FactRow.Meta):
        verbose_name = _("author")
        verbose_name_plural = _("authors")

    def __str__(self) -> str:
        return self.name


class LibraryCopy(FactRow):
    """How many copies of a book a library has."""

    page = ParentalKey(BookPage, on_delete=models.CASCADE, related_name="library_copies")
    library = models.ForeignKey(
        "partnerships.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("library from the list of organisations"),
    )
    library_name = models.CharField(
        _("name of the library"), max_length=255, blank=True, help_text=_("If it is not in the list of organisations.")
    )
    copies = models.PositiveIntegerField(_("copies"), null=True, blank=True)

    text_columns = ("library_name",)
    panels = [FieldPanel("library"), FieldPanel("library_name"), FieldPanel("copies")]

    class Meta(FactRow.Meta):
        verbose_name = _("copies in a library")
        verbose_name_plural = _("copies in libraries")
        constraints = [
            models.CheckConstraint(
                condition=Q(library=None) | Q(library_name=""),
                name="library_named_once",
                violation_error_message=_("Choose the library or write its name, not both."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.library) if self.library_id else self.library_name

    def clean(self) -> None:
        """Refuse a library that is named twice."""
        super().clean()
        if self.library_id and self.library_name:
            raise ValidationError({"library_name": _("Choose the library or write its name, not both.")})
