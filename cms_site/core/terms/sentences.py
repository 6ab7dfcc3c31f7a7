"""What a translator is told about terms."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from cms_site.core.terms.checking import Finding

MOST_NAMED = 8


def sentence(found: Sequence[Finding]) -> str:
    """Which terms are not followed, as an editor is told."""
    named = list(dict.fromkeys(described(finding) for finding in found))
    if len(named) > MOST_NAMED:
        named = [*named[:MOST_NAMED], "…"]
    return _(
        "Names are not spelled as approved: %s. Correct them, or give a reason under “Terms of this page” to let a "
        "passage stand."
    ) % "; ".join(named)


def described(finding: Finding) -> str:
    """One term that is not followed."""
    said = {"name": finding.name, "wanted": finding.wanted, "found": finding.found}
    if finding.found:
        return _("“%(name)s” is “%(wanted)s”, not “%(found)s”") % said
    return _("“%(name)s” is “%(wanted)s”, which is missing") % said
