"""The content rule of the demo: translators learn of a correction."""

from django.contrib.auth.models import Group

from cms_site.core.models import ContentRule, Weight
from cms_site.setup.profile import PROFILE

SUBJECT = "Виправлено: {title}"
TEXT = "{note}\n\n{address}\n\nПерегляньте, будь ласка, переклади цієї сторінки."


def ensure() -> None:
    """Make the rule, unless there is any rule already."""
    if ContentRule.objects.exists():
        return
    names = [PROFILE.role(key).name for key in ("translator_en", "translator_pl")]
    groups = [str(pk) for pk in Group.objects.filter(name__in=names).order_by("pk").values_list("pk", flat=True)]
    mail = {
        "people": [],
        "groups": groups,
        "addresses": "",
        "language": "uk",
        "texts": [{"language": "uk", "subject": SUBJECT, "text": TEXT}],
    }
    rule = ContentRule(
        name="Перекладачам про виправлення",
        event="published",
        conditions=[
            ("language", {"languages": ["uk"]}),
            ("weight", {"weights": [Weight.CORRECTION.value]}),
        ],
        actions=[("mail", mail)],
    )
    rule.full_clean()
    rule.save()
