"""Content rules."""

import json
from typing import Any
from uuid import uuid4

from cms_site.core.models import ContentRule


def rows(*given: tuple[str, dict[str, Any]]) -> str:
    """Conditions or actions as a rule keeps them."""
    return json.dumps([{"type": kind, "value": value, "id": str(uuid4())} for kind, value in given])


def mail(**fields: Any) -> tuple[str, dict[str, Any]]:
    """The action that writes a mail; `subject` and `text` are its Ukrainian words, `texts` those by language."""
    words = {"uk": (fields.pop("subject", "{title}"), fields.pop("text", "{address}")), **fields.pop("texts", {})}
    texts = [
        {"type": "item", "id": str(uuid4()), "value": {"language": code, "subject": subject, "text": text}}
        for code, (subject, text) in words.items()
    ]
    return "mail", {"people": [], "groups": [], "addresses": "", "language": "uk", "texts": texts, **fields}


def make_rule(event: str = "published", *actions: tuple[str, dict[str, Any]], **fields: Any) -> ContentRule:
    """A rule that is switched on; `conditions` are (kind, settings)."""
    defaults = {
        "name": f"Правило {ContentRule.objects.count() + 1}",
        "event": event,
        "conditions": rows(*fields.pop("conditions", ())),
        "actions": rows(*actions),
    }
    return ContentRule.objects.create(**{**defaults, **fields})
