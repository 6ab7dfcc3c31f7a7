"""Two people saved one page: the words of the later one are set aside, and chosen from field by field.

What is set aside is a revision like any other, older by a moment than the one that was saved first: the history has
both, and whoever works on the other one is not disturbed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from modelcluster.models import get_all_child_relations
from taggit.managers import TaggableManager
from wagtail.log_actions import log
from wagtail.models import PageLogEntry, Revision

from cms_site.core.workflow import publishing
from cms_site.core.workflow.comparison import FieldChange, changes
from cms_site.core.workflow.digests import digest_of_revision, fields_of
from cms_site.core.workflow.four_eyes import StaleTextError
from cms_site.core.workflow.reading import newest_revision

SET_ASIDE = "core.desk.set_aside"
MINE, THEIRS = "mine", "theirs"


@dataclass(frozen=True)
class Row:
    """A field that somebody else changed meanwhile: their version and mine, each as a change of what both began from.

    `mine` is None where I left the field alone. Where the beginning is lost, each is a change of the other.
    """

    name: str
    label: str
    theirs: FieldChange
    mine: FieldChange | None
    by: Revision

    @property
    def default(self) -> str:
        """What is chosen unless somebody says otherwise: my words, where I have any."""
        return MINE if self.mine else THEIRS


@dataclass(frozen=True)
class Conflict:
    """My words that were set aside, the version that was saved before them, and the fields to choose for."""

    mine: Revision
    theirs: Revision
    rows: list[Row]
    # Fields that I alone changed.
    untouched: list[str]

    @property
    def read(self) -> str:
        """The number of their text, so that nothing is chosen against a version that was not shown."""
        return digest_of_revision(self.theirs)


@transaction.atomic
def set_aside(page: Any, user: Any, base: str) -> Revision:
    """Keep the words of `user` in `page`, unsaved, which began from the revision numbered `base`."""
    newest = newest_revision(page)
    revision: Revision = Revision.objects.create(
        content_object=page,
        base_content_type=page.get_base_content_type(),
        user=user,
        created_at=newest.created_at - timedelta(microseconds=1),
        content=page.serializable_data(),
        object_str=str(page),
    )
    log(instance=page, action=SET_ASIDE, user=user, revision=revision, data={"base": base}, content_changed=True)
    return revision


def conflict_of(page: Any, mine: Revision, request: HttpRequest) -> Conflict:
    """What is to be chosen between the words set aside in `mine` and the newest version of `page`."""
    theirs = newest_revision(page)
    base = _base(page, mine)
    own, other = mine.as_object(), theirs.as_object()
    differing = {change.name: change for change in changes(own, other, request)}
    if base is None:
        # nobody knows any more who changed what: all that differs is to be chosen
        instead = {change.name: change for change in changes(other, own, request)}
        rows = [Row(name, change.label, change, instead[name], theirs) for name, change in differing.items()]
        return Conflict(mine, theirs, rows, [])
    began = base.as_object()
    by_me = {change.name: change for change in changes(began, own, request)}
    by_them = {change.name: change for change in changes(began, other, request)}
    authors = _authors(page, base, theirs)
    rows = [
        Row(name, by_them[name].label, by_them[name], by_me.get(name), authors.get(_saved_as(page, name), theirs))
        for name in differing
        if name in by_them
    ]
    return Conflict(mine, theirs, rows, [name for name in differing if name not in by_them])


def _base(page: Any, mine: Revision) -> Revision | None:
    """The version that I began from; None if it was purged or written over since."""
    entry = PageLogEntry.objects.filter(page=page.pk, revision=mine.pk, action=SET_ASIDE).first()
    number, _, saved = str(entry.data["base"] if entry else "").partition(" ")
    found = page.revisions.filter(pk=number).first() if number.isdecimal() else None
    return found if found is not None and saved in ("", found.created_at.isoformat()) else None


def _authors(page: Any, base: Revision, theirs: Revision) -> dict[str, Revision]:
    """By what is saved of a field the version that changed it last since `base`."""
    between = page.revisions.filter(created_at__gt=base.created_at, created_at__lte=theirs.created_at)
    set_aside_ones = PageLogEntry.objects.filter(page=page.pk, action=SET_ASIDE).values("revision")
    found: dict[str, Revision] = {}
    before = fields_of(base)
    versions = between.exclude(pk__in=set_aside_ones).select_related("user", "content_type")
    for version in versions.order_by("created_at", "pk"):
        after = fields_of(version)
        found |= {name: version for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
        before = after
    return found


def _saved_as(page: Any, name: str) -> str:
    """Under which name a revision holds the field: tags are rows of their own."""
    field = type(page)._meta.get_field(name)
    if not isinstance(field, TaggableManager):
        return name
    rows: str = field.through._meta.get_field("content_object").remote_field.get_accessor_name()
    return rows


@transaction.atomic
def resolve(page: Any, conflict: Conflict, choices: dict[str, str], user: Any) -> Revision:
    """Save the newest version with my words where I chose them, as a draft on top of it.

    Raises StaleTextError if somebody saved yet another version; nothing is saved then.
    """
    publishing.lock(page)
    newest = newest_revision(page)
    if digest_of_revision(newest) != conflict.read:
        raise StaleTextError(conflict.theirs, newest)
    merged, own = newest.as_object(), conflict.mine.as_object()
    chosen = [row.name for row in conflict.rows if choices.get(row.name, row.default) == MINE]
    take(own, merged, [*chosen, *conflict.untouched])
    saved: Revision = merged.save_revision(user=user, log_action=True, clean=False)
    return saved


def take(source: Any, target: Any, names: Iterable[str]) -> None:
    """Set the fields and rows of `target` called `names` to what `source` has, without saving."""
    rows = {relation.get_accessor_name() for relation in get_all_child_relations(type(target))}
    for name in names:
        field = target._meta.get_field(name)
        if name in rows:
            setattr(target, name, list(getattr(source, name).all()))
        elif isinstance(field, TaggableManager):
            getattr(target, name).set([tag.name for tag in getattr(source, name).all()])
        elif field.many_to_many:
            getattr(target, name).set(list(getattr(source, name).all()))
        elif field.is_relation:
            setattr(target, field.attname, getattr(source, field.attname))
        else:
            setattr(target, name, getattr(source, name))
