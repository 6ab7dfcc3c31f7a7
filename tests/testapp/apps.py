from django.apps import AppConfig


class TestAppConfig(AppConfig):
    """A page type that no other code knows: what works for it works by its declaration alone."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "tests.testapp"
    label = "testapp"
