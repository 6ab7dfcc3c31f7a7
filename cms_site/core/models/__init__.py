"""The base page, its mixins and the records of the core; Django finds every model of the app from here."""

from cms_site.core.bundles.models import Bundle, BundleItem
from cms_site.core.catalog.models import Entry, EntryFacet
from cms_site.core.changes.models import ProposedChange, PublishedChange, Weight
from cms_site.core.desk.models import Claim, TimeLimit
from cms_site.core.lifecycle.models import BinItem, BinnedRows, Removal
from cms_site.core.models.attachments import AttachedDocument, Photograph
from cms_site.core.models.base import BasePage
from cms_site.core.models.dated import DatedMixin, dated_facts
from cms_site.core.models.delivery import Delivery
from cms_site.core.models.import_run import ImportRun
from cms_site.core.models.index import BaseIndexPage
from cms_site.core.models.mail_choice import MailChoice
from cms_site.core.models.named import FurtherName, LocalName, NamedRecord
from cms_site.core.models.notice import Notice
from cms_site.core.models.reported_figure import ReportedFigure
from cms_site.core.models.rows import FactRow
from cms_site.core.models.saved_filter import SavedFilter
from cms_site.core.models.signed_link import SignedLink
from cms_site.core.rules.models import ContentRule, RuleRun
from cms_site.core.sign_off.models import SignOff
from cms_site.core.story.models import StoryEntry
from cms_site.core.terms.models import Equivalent, FormerEquivalent, Term, TermException, TermSettings
from cms_site.core.translation.jobs.models import (
    RequiredTranslation,
    TranslationCount,
    TranslationJob,
    TranslationJobEvent,
)
from cms_site.core.translation.models import (
    PassageChange,
    PassageTranslation,
    ReplacedText,
    SourcePassages,
    TranslationState,
)
from cms_site.core.workflow.models import Approval, Contribution, FourEyesType, UrgentPublication
from cms_site.core.workflow.tasks import FourEyesTask, FourEyesTaskState

__all__ = [
    "Approval",
    "AttachedDocument",
    "BaseIndexPage",
    "BasePage",
    "BinItem",
    "BinnedRows",
    "Bundle",
    "BundleItem",
    "Claim",
    "ContentRule",
    "Contribution",
    "DatedMixin",
    "Delivery",
    "Entry",
    "EntryFacet",
    "Equivalent",
    "FactRow",
    "FormerEquivalent",
    "FourEyesTask",
    "FourEyesTaskState",
    "FourEyesType",
    "FurtherName",
    "ImportRun",
    "LocalName",
    "MailChoice",
    "NamedRecord",
    "Notice",
    "PassageChange",
    "PassageTranslation",
    "Photograph",
    "ProposedChange",
    "PublishedChange",
    "Removal",
    "ReplacedText",
    "ReportedFigure",
    "RequiredTranslation",
    "RuleRun",
    "SavedFilter",
    "SignOff",
    "SignedLink",
    "SourcePassages",
    "StoryEntry",
    "Term",
    "TermException",
    "TermSettings",
    "TimeLimit",
    "TranslationCount",
    "TranslationJob",
    "TranslationJobEvent",
    "TranslationState",
    "UrgentPublication",
    "Weight",
    "dated_facts",
]
