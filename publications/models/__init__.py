"""Books, the bulletin with its acts, and annual reports; Django finds every model of the app from here."""

from publications.models.acts import Act, ActKind, ActStatus, IssuingBody
from publications.models.annual_reports import AnnualReportIndexPage, AnnualReportPage, FrozenFigure
from publications.models.books import BookAuthor, BookIndexPage, BookKind, BookLanguage, BookPage, LibraryCopy
from publications.models.bulletin import BulletinIndexPage, BulletinIssuePage

__all__ = [
    "Act",
    "ActKind",
    "ActStatus",
    "AnnualReportIndexPage",
    "AnnualReportPage",
    "BookAuthor",
    "BookIndexPage",
    "BookKind",
    "BookLanguage",
    "BookPage",
    "BulletinIndexPage",
    "BulletinIssuePage",
    "FrozenFigure",
    "IssuingBody",
    "LibraryCopy",
]
