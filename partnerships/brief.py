"""The dossier of a partner on one page, for a mayor who has a minute."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cms_site.core import pdf
from cms_site.core.catalog.models import Entry
from cms_site.core.dates import PartialDate
from cms_site.core.page_types import as_text, shown_facts
from partnerships.dossier import Dossier
from partnerships.models import PartnershipPage

TEMPLATE = "partner_brief"
# How much of each list stands on the page; the rest is counted.
MOST_AGREEMENTS, MOST_EVENTS, MOST_STAGES, MOST_CONTACTS = 5, 7, 6, 6
LONGEST_TEXT, LONGEST_AREAS, LONGEST_NOTES = 700, 300, 900


def public_brief(partner: PartnershipPage) -> bytes:
    """The PDF with what the public page says, in the active language."""
    return _typeset(partner, _data(partner), public=True)


def internal_brief(partner: PartnershipPage) -> bytes:
    """The same with contacts and notes; only for those who may edit the page. It is not kept anywhere."""
    contacts = list(partner.contacts.all())
    notes = _shortened(partner.notes, LONGEST_NOTES)
    internal = {
        "heading": _("Internal: not for publication"),
        "contacts": [_row(_contact(contact)) for contact in contacts[:MOST_CONTACTS]],
        "notes": [line for line in notes.splitlines() if line.strip()]
        or ([] if contacts else [_("Nothing is recorded.")]),
    }
    return _typeset(partner, {**_data(partner), "internal": internal}, public=False)


def _typeset(partner: PartnershipPage, data: dict[str, Any], *, public: bool) -> bytes:
    return pdf.typeset(TEMPLATE, data, title=partner.title, language=get_language() or "", public=public)


def _data(partner: PartnershipPage) -> dict[str, Any]:
    today = timezone.localdate()
    dossier = Dossier(partner.translation_key, today)
    home = Entry.objects.in_language(get_language()).of_type("home.HomePage").first()
    return {
        "publisher": home.title if home else "",
        "lead": partner.lead,
        "text": _shortened("\n".join(partner.body.stream_block.get_searchable_content(partner.body)), LONGEST_TEXT),
        "words": {"facts": _("Facts"), "areas": _("Areas of cooperation")},
        "facts": _facts(partner),
        "areas": _shortened(" · ".join(area.text for area in partner.areas.all() if area.text), LONGEST_AREAS),
        "groups": [group for group in _groups(partner, dossier) if group["rows"]],
        "footer": _("As of %(date)s") % {"date": PartialDate(today)},
    }


def _facts(partner: PartnershipPage) -> list[dict[str, str]]:
    recorded = [{"label": fact.heading, "value": fact.text} for fact in shown_facts(partner) if fact.recorded]
    website = [{"label": _("Website"), "value": partner.website}] if partner.website else []
    return recorded + website


def _groups(partner: PartnershipPage, dossier: Dossier) -> list[dict[str, Any]]:
    history = [_row(str(change), change.date) for change in partner.history]
    events = dossier.entries()
    newest = list(events[:MOST_EVENTS])
    return [
        _group(_("How the partnership came about"), history[-MOST_STAGES:], 0),
        _entries(_("Agreements in force"), dossier.in_force),
        _entries(_("Agreements of which the validity is not recorded or has not begun"), dossier.other_agreements),
        _entries(_("Past agreements"), dossier.past),
        _group(_("Newest events"), [_row(e.title, e.date) for e in newest], events.count() - len(newest)),
    ]


def _entries(heading: str, entries: Sequence[Entry]) -> dict[str, Any]:
    rows = [_row(entry.title, entry.date) for entry in entries[:MOST_AGREEMENTS]]
    return _group(heading, rows, len(entries) - len(rows))


def _group(heading: str, rows: list[dict[str, str]], left: int) -> dict[str, Any]:
    more = ngettext("and %(left)d more on the site", "and %(left)d more on the site", left) % {"left": left}
    return {"heading": heading, "rows": rows, "more": more if left else ""}


def _row(text: str, when: PartialDate | None = None) -> dict[str, str]:
    return {"text": text, "date": as_text(when)}


def _contact(contact: Any) -> str:
    return ", ".join(text for text in (contact.name, contact.post, contact.email, contact.phone, contact.note) if text)


def _shortened(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0] + " …"
