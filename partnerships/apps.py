from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class PartnershipsConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "partnerships"
    verbose_name = _("Partnerships")

    def ready(self) -> None:
        from cms_site.core import mails, notices
        from cms_site.core.imports import declarations
        from partnerships import reminders, triggers
        from partnerships.figures import agreements, convoys, partners
        from partnerships.spreadsheets.cargo import CargoImport
        from partnerships.spreadsheets.hand_overs import HandOverImport

        pre_migrate.connect(triggers.drop_before_migration, sender=self)
        post_migrate.connect(triggers.create_after_migration, sender=self)
        agreements.register()
        convoys.register()
        partners.register()
        notices.register(reminders.due_at)
        for kind in reminders.KINDS:
            mails.register_check(kind, reminders.may_be_told)
        declarations.register(CargoImport)
        declarations.register(HandOverImport)
