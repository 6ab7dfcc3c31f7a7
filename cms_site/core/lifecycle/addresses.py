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
    """Redirect from each of the addresses to its page, unless a public page is there or was there later."""
    for page, address in pages:
        if not address or Entry.objects.filter(url=address).exists():
            continue
        path = Redirect.normalise_path(address)
        # a redirect that is there was made when another page left this address, which it had after this one
        if not Redirect.objects.filter(old_path=path).exists():
            Redirect.add_redirect(path, page, site=page.get_site(), automatically_created=True)


def is_taken(redirect: Redirect) -> bool:
    """Whether another redirect leads from the same address by now."""
    return Redirect.objects.filter(old_path=redirect.old_path, site=redirect.site_id).exists()
