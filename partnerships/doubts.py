"""What somebody should look at twice in a convoy. Nothing of it stops anybody."""

from partnerships import personal_data
from partnerships.models import ConvoyPage


def doubts_about(convoy: ConvoyPage) -> list[str]:
    """Questions about a container that is too heavy and about cargo lines that seem to name a person."""
    named = personal_data.findings_in(*(line.description for line in convoy.cargo_lines.all()))
    return [*filter(None, [str(convoy.doubtful_weight)]), *named]
