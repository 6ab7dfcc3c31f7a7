"""What the annual figures say about publications."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cms_site.core import figures
from cms_site.core.figures import Figure, public_sources


def _count(label: str, year: int) -> int | None:
    """Public pages of that type and year, each counted once; None where none is recorded."""
    return public_sources(label, language=settings.LANGUAGE_CODE).filter(year=year).count() or None


def bulletin_issues(year: int) -> int | None:
    """The number of bulletin issues of `year`; None if none is recorded."""
    return _count("publications.BulletinIssuePage", year)


def books(year: int) -> int | None:
    """The number of books published in `year`; None if none is recorded for it."""
    return _count("publications.BookPage", year)


def register() -> None:
    """Add the figures of this app to the registry."""
    figures.register(
        [
            Figure(
                name="bulletin_issues",
                label=_("Bulletin issues"),
                rule=_("Published issues of the bulletin with this year."),
                count=bulletin_issues,
                query=lambda year: f"?year={year}",
            ),
            Figure(
                name="books",
                label=_("Books"),
                rule=_("Books whose recorded year of publication is this one."),
                count=books,
                query=lambda year: f"?year={year}",
            ),
        ]
    )
