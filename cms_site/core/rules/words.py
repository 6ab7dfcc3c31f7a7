"""What rules can say on every site, put in place once, when the app starts."""

from cms_site.core import mails, outbox
from cms_site.core.rules import conditions, events, mailing, page_actions, performing, registry, webhooks

ACTIONS = (mailing.MAIL, webhooks.ACTION, page_actions.TAG, page_actions.TRANSLATION, page_actions.REVIEW)


def install() -> None:
    """Register events, conditions and actions, and the ways out of the site that they need."""
    registry.register(*events.EVENTS, *conditions.CONDITIONS, *ACTIONS)
    outbox.register(performing.CHANNEL)
    outbox.register(webhooks.CHANNEL)
    mails.register_check(mailing.KIND, mailing.may_be_told)
    mails.register_check(mailing.OF_DRAFT, mailing.may_be_told_of_draft)
