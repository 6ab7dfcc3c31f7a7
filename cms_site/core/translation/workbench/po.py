"""Passages as a PO file, for the programs that translators use, and back."""

import tempfile
from pathlib import Path

import polib
from django.utils.translation import gettext as _
from wagtail_localize.models import Translation

from cms_site.core.translation.workbench.exchange import BadFileError, Unit
from cms_site.core.translation.workbench.tag_row import TagRow

CONTENT_TYPE = "text/x-gettext-translation"
IDENTITY = "X-WagtailLocalize-TranslationID"


def written(translation: Translation, tags: TagRow | None) -> bytes:
    """The file, with what is translated already."""
    file = translation.export_po()
    if tags is not None and tags.source:
        file.append(polib.POEntry(msgctxt=tags.key, msgid=tags.stored_source, msgstr=tags.stored_text))
    return str(file).encode()


def read(content: bytes, translation: Translation) -> list[Unit]:
    """The passages of a file; those marked as fuzzy count as not translated. Raises BadFileError."""
    found = _parsed(content)
    if found.metadata.get(IDENTITY) != str(translation.uuid):
        raise BadFileError(_("This file was made for another page or language."))
    return [
        Unit(entry.msgctxt or "", entry.msgid, "" if entry.fuzzy else entry.msgstr)
        for entry in found
        if not entry.obsolete
    ]


def _parsed(content: bytes) -> polib.POFile:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadFileError(_("This is no PO file in UTF-8.")) from error
    # polib takes a name or the content, and would open a file that the content names.
    with tempfile.NamedTemporaryFile("w", suffix=".po", encoding="utf-8", delete=False) as file:
        file.write(text)
    try:
        found = polib.pofile(file.name, encoding="utf-8")
    except (OSError, ValueError, IndexError, UnicodeDecodeError) as error:
        raise BadFileError(_("The file is damaged: it cannot be read as PO.")) from error
    finally:
        Path(file.name).unlink()
    # polib reads NUL, and PostgreSQL stores none
    if "\x00" in text:
        raise BadFileError(_("The file is damaged: it cannot be read as PO."))
    if not len(found):
        raise BadFileError(_("The file is damaged: it has no passages."))
    return found
