"""Records that no form lets anybody choose."""

from typing import Any

from wagtail.snippets.views.chooser import SnippetChooserViewSet


class NoChooser(SnippetChooserViewSet):
    """Takes the place of Wagtail's chooser, which lists records to whoever may enter the editing interface."""

    register_widget = False

    def get_urlpatterns(self) -> list[Any]:
        return []
