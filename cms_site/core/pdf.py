"""Accessible PDF files, typeset by Typst from a template in `templates/pdf/` and from data.

What people wrote reaches a template as data alone, never as markup: Typst reads it from JSON, so that no character of
it means anything. Files follow PDF/UA-1 (ISO 14289-1): tagged, with title and language.
"""

import json
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

import typst
from django.conf import settings
from django.core.cache import cache as results
from django.http import HttpResponse
from django.utils.http import content_disposition_header

STANDARD: Literal["ua-1"] = "ua-1"
TEMPLATES = Path(settings.BASE_DIR) / "templates" / "pdf"
# How long a file is kept that nobody asks for again.
KEPT_FOR = 24 * 60 * 60


def typeset(template: str, data: Mapping[str, Any], *, title: str, language: str, public: bool = True) -> bytes:
    """The PDF that `templates/pdf/<template>.typ` makes of `data`, which JSON can say.

    `title` and `language` are those of the document. Raises typst.TypstError where the template is wrong. A public
    file is kept for a day under a key made of all that stands in it, so that the same data give the same file.
    """
    source = _source(template)
    content = json.dumps({**data, "title": title, "language": language}, ensure_ascii=False, sort_keys=True)
    key = f"pdf:{sha256(source + content.encode()).hexdigest()}"
    found = results.get(key) if public else None
    if found is None:
        # Only the fonts that come with Typst, so that a file looks the same wherever it is made.
        found = typst.compile(
            source, format="pdf", sys_inputs={"data": content}, pdf_standards=STANDARD, ignore_system_fonts=True
        )
        if public:
            results.set(key, found, KEPT_FOR)
    return bytes(found)


def as_response(content: bytes, filename: str) -> HttpResponse:
    """A download that the browser shows; `filename` without its ending."""
    response = HttpResponse(content, content_type="application/pdf")
    disposition = content_disposition_header(as_attachment=False, filename=f"{filename}.pdf")
    response.headers["Content-Disposition"] = str(disposition)
    return response


@cache
def _source(template: str) -> bytes:
    """The template behind what all of them share."""
    return b"\n".join((TEMPLATES / f"{name}.typ").read_bytes() for name in ("base", template))
