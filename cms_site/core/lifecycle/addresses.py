"""Former addresses lead to where the page is now, from the moment of the change."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from cms_site.core.catalog.models import Entry


def remember(page: Page, former_url_path: str) -> None:
    """Redirect the former addresses of `page` and of the public pages below it, in the caller's transaction.

    Wagtail does so for a changed slug only after the transaction, where a killed process leaves dead addresses.
    """
    # this module is read before the models of Wagtail are, which that one needs
    from wagtail.contrib.redirects.signal_handlers import autocreate_redirects_on_page_move

    autocreate_redirects_on_page_move(page, url_path_after=page.url_path, url_path_before=former_url_path)
    forget_own(page)


@contextmanager
def never_known(pk: int) -> Iterator[None]:
    """Move a page inside: nobody knew the addresses that it and those below it have before, so none leads on."""
    page = Page.objects.get(pk=pk)
    entries = Entry.objects.filter(page__path__startswith=page.path).values_list("url", flat=True)
    paths = [Redirect.normalise_path(url) for url in entries]
    known = list(Redirect.objects.filter(old_path__in=paths))
    yield
    Redirect.objects.filter(old_path__in=paths).delete()
    Redirect.objects.bulk_create(known)


def forget_own(page: Page) -> None:
    """Delete the redirects from addresses at which `page` and those below it are again: they would lead in circles."""
    entries = Entry.objects.filter(page__path__startswith=page.path).values_list("url", flat=True)
    own = [Redirect.normalise_path(url) for url in entries]
    Redirect.objects.filter(old_path__in=own, automatically_created=True).delete()


def lead_on(pages: Iterable[tuple[Page, str]]) -> None:
    """Redirect from each of the addresses to its page, unless the page is there or another public one is."""
    for page, address in pages:
        if not address or Entry.objects.filter(url=address).exists():
            continue
        site = page.get_site()
        path = Redirect.normalise_path(address)
        Redirect.objects.filter(old_path=path, site=site, automatically_created=True).delete()
        if site is not None and not Redirect.objects.filter(old_path=path, site=site).exists():
            Redirect.add_redirect(path, page, site=site, automatically_created=True)
