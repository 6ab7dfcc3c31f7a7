"""The terms of a translation, above its form."""

from typing import Any

from wagtail.admin.panels import Panel


class TermsPanel(Panel):
    """The terms in the source with their forms, and what the translation lacks; shown where there are any."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "core/terms/panel.html"

        def is_shown(self) -> bool:
            """Whether this is a translation with terms in its source."""
            if not self.instance.pk or self.instance.is_source:
                return False
            return bool(self.overview.hints)

        @property
        def overview(self) -> Any:
            """The terms of the page as it was saved last."""
            # the panels are made before the models of terms are
            from cms_site.core.terms.overview import Overview

            if not hasattr(self, "_overview"):
                self._overview = Overview(self.instance)
            return self._overview

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Wagtail's context and the terms."""
            return {**super().get_context_data(parent_context), "overview": self.overview, "page": self.instance}
