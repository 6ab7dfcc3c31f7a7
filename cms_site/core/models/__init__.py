"""The base page, its mixins and the records of the core; Django finds every model of the app from here."""

from cms_site.core.catalog.models import Entry, EntryFacet
from cms_site.core.models.base import BasePage
from cms_site.core.models.dated import DatedMixin, dated_facts
from cms_site.core.models.import_run import ImportRun
from cms_site.core.models.index import BaseIndexPage
from cms_site.core.models.named import FurtherName, LocalName, NamedRecord
from cms_site.core.models.notice import Notice
from cms_site.core.models.reported_figure import ReportedFigure
from cms_site.core.models.rows import FactRow
from cms_site.core.models.saved_filter import SavedFilter

__all__ = [
    "BaseIndexPage",
    "BasePage",
    "DatedMixin",
    "Entry",
    "EntryFacet",
    "FactRow",
    "FurtherName",
    "ImportRun",
    "LocalName",
    "NamedRecord",
    "Notice",
    "ReportedFigure",
    "SavedFilter",
    "dated_facts",
]
