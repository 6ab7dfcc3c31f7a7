"""How the history of pages and bundles tells what was done with a bundle."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter

from cms_site.core.log_actions import ReasonedFormatter

# Said of a page with the name of the bundle, of a bundle with the title of the page.
OF_PAGES: dict[str, tuple[Promise, Promise, Promise]] = {
    "add": (
        gettext_lazy("Add to a bundle"),
        gettext_lazy("Put into the bundle “%(bundle)s”"),
        gettext_lazy("“%(page)s” was put in"),
    ),
    "remove": (
        gettext_lazy("Take out of a bundle"),
        gettext_lazy("Taken out of the bundle “%(bundle)s”"),
        gettext_lazy("“%(page)s” was taken out"),
    ),
    "approve_text": (
        gettext_lazy("Approve for a bundle"),
        gettext_lazy("Approved for release with the bundle “%(bundle)s”"),
        gettext_lazy("“%(page)s” was approved"),
    ),
}

OF_READERS: dict[str, tuple[Promise, Promise]] = {
    "show": (gettext_lazy("Send a preview"), gettext_lazy("A link to the preview was sent to %(name)s")),
    "open": (gettext_lazy("Open a preview"), gettext_lazy("%(name)s opened the preview by the link")),
    "hide": (gettext_lazy("Revoke a link"), gettext_lazy("The link of %(name)s opens nothing any more.")),
}


def _formatter(name: Promise, of_page: Promise, of_bundle: Promise) -> type[LogFormatter]:
    class Formatter(LogFormatter):
        label = name

        def format_message(self, log_entry: Any) -> str:
            said = of_page if "bundle" in log_entry.data else of_bundle
            return str(said) % log_entry.data

    return Formatter


def _reader_formatter(name: Promise, words: Promise) -> type[LogFormatter]:
    class Formatter(LogFormatter):
        label = name

        def format_message(self, log_entry: Any) -> str:
            return str(words) % {"name": log_entry.data["reader"]}

    return Formatter


def register_actions(actions: Any) -> None:
    """Register the entries with Wagtail."""
    for act, words in OF_PAGES.items():
        actions.register_action(f"core.bundle.{act}")(_formatter(*words))
    for act, (name, words_of_reader) in OF_READERS.items():
        actions.register_action(f"core.bundle.{act}")(_reader_formatter(name, words_of_reader))
    actions.register_action(
        "core.bundle.approve", gettext_lazy("Approve a bundle"), gettext_lazy("Approved for release")
    )
    actions.register_action("core.bundle.release", gettext_lazy("Release a bundle"), gettext_lazy("Released"))

    @actions.register_action("core.bundle.fail")
    class Failure(ReasonedFormatter):
        label = gettext_lazy("Fail to release a bundle")
        message = gettext_lazy("Not released")
