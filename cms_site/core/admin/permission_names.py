"""Names of permissions as the form of a group shows them: Wagtail translates them there, but marks none of these."""

from django.utils.translation import gettext_noop

# Of alerts, without the name of the record, and of wagtail-localize.
NAMES = (
    gettext_noop("Can lock"),
    gettext_noop("Can publish"),
    gettext_noop("Can unlock"),
    gettext_noop("Can submit translations"),
)
