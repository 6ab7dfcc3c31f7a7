from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    """Base page, mixins and registries that the page types of the other apps are made of."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "cms_site.core"
    label = "core"
    verbose_name = _("Core")

    def ready(self) -> None:
        from cms_site.core import country_order, mails, notices, outbox, signal_handlers
        from cms_site.core.admin import date_input, quoted_search, slug_input
        from cms_site.core.bundles import notifying, previews
        from cms_site.core.desk import mailing
        from cms_site.core.imports import declarations
        from cms_site.core.rules import words
        from cms_site.core.sign_off import asking
        from cms_site.core.story import sealing, triggers
        from cms_site.core.terms.spreadsheets import TermImport
        from cms_site.core.workflow import engine, notifications, reminders

        pre_migrate.connect(triggers.drop_before_migration, sender=self)
        post_migrate.connect(triggers.create_after_migration, sender=self)
        engine.install()
        notifications.connect()
        sealing.install()
        outbox.register(mails.CHANNEL)
        notices.register(reminders.due_at)
        notices.register(mailing.overdue_at)
        mails.register_check(reminders.KIND, reminders.may_be_told)
        words.install()
        mails.register_check(notifying.KIND, notifying.may_be_told)
        mails.register_check(previews.PURPOSE, previews.may_be_sent)
        mailing.install()
        asking.register_checks()
        declarations.register(TermImport)
        signal_handlers.connect()
        country_order.register()
        date_input.register()
        quoted_search.register()
        slug_input.register()
