"""Former addresses lead to where the page is now, from the moment of the change.

An address belongs to the page that readers met there last: what is kept of earlier ones does not answer any more.
"""

import copy
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from cms_site.core.catalog.models import Entry
from cms_site.core.lifecycle.models import Removal

BATCH = 500


def remember(page: Page, former_url_path: str, *, was_live: bool) -> None:
    """Redirect the former addresses of `page`, if it was live there, and of the live pages below it, in the caller's
    transaction.

    Wagtail's own redirects are not used: they are made for drafts too, in place of those of pages that readers met at
    the address, for a changed slug only after the transaction, and where there is none to make, all others are deleted.
    """
    below = page.get_descendants().live().defer_streamfields().specific()
    moved = [*([page.specific] if was_live else []), *below.iterator()]
    old = [_from_former(found, former_url_path + found.url_path.removeprefix(page.url_path)) for found in moved]
    redirects = [redirect for redirect in old if redirect is not None]
    for start in range(0, len(redirects), BATCH):
        made = redirects[start : start + BATCH]
        paths = [redirect.old_path for redirect in made]
        Redirect.objects.filter(old_path__in=paths, automatically_created=True).delete()
        Redirect.objects.bulk_create(made, ignore_conflicts=True)
    forget_own(page)


def _from_former(page: Page, former_url_path: str) -> Redirect | None:
    """A redirect to `page` from where it was; None if it has the same address, or none on the same site."""
    before = copy.copy(page)
    before.url_path = former_url_path
    now, then = page.get_url_parts(), before.get_url_parts()
    if now is None or then is None or not then[2] or now[0] != then[0] or now[2] == then[2]:
        return None
    return Redirect(
        old_path=Redirect.normalise_path(then[2]), site_id=then[0], redirect_page_id=page.pk, automatically_created=True
    )


@contextmanager
def never_known(pk: int) -> Iterator[None]:
    """Move a page inside: nobody knew the addresses that it and those below it have before, so none leads on."""
    page = Page.objects.get(pk=pk)
    urls = [found.url for found in page.get_descendants(inclusive=True).live()]
    paths = [Redirect.normalise_path(url) for url in urls if url]
    known = list(Redirect.objects.filter(old_path__in=paths))
    yield
    Redirect.objects.filter(old_path__in=paths).delete()
    Redirect.objects.bulk_create(known)


def claim(pk: int, url: str) -> None:
    """The public meets the page `pk` at `url` from now on: whatever was there before is not to answer there again."""
    Redirect.objects.filter(old_path=Redirect.normalise_path(url), automatically_created=True).delete()
    # the notice itself stays, with its page: that may come back withdrawn
    Removal.objects.filter(address=url).exclude(page=pk).update(address="")


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
        # what is there was set by an editor
        if not Redirect.objects.filter(old_path=path).exists():
            Redirect.add_redirect(path, page, site=page.get_site(), automatically_created=True)


def as_address(path: str) -> str:
    """The address from which a redirect with the path `path` leads."""
    return f"{path.rstrip('/')}/"


def is_taken(redirect: Redirect) -> bool:
    """Whether another redirect leads from the same address by now."""
    return Redirect.objects.filter(old_path=redirect.old_path, site=redirect.site_id).exists()
