"""The words in which the profile is written. What they hold is data; the sibling modules make the site match it."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

# Pages of the profile are recognised by this for ever, wherever editors move them and whatever they call them.
_PAGES = uuid.UUID("5a1f2f3c-6d0e-4b7e-9c55-7f0f3b8c2016")

SOURCE = "uk"
EVERY_LANGUAGE = "*"
EVERYTHING = "*"


@dataclass(frozen=True)
class Section:
    """A page that every site has, with its title in each language it exists in."""

    key: str
    page_type: str
    titles: Mapping[str, str]
    parent: str | None = "home"
    in_menu: bool = False

    @property
    def translation_key(self) -> uuid.UUID:
        """What the page and its translations have in common in every installation."""
        return uuid.uuid5(_PAGES, self.key)


@dataclass(frozen=True)
class Folder:
    """A collection of images and documents that belongs to one department."""

    key: str
    name: str
    english: str


@dataclass(frozen=True)
class PageRight:
    """What a group may do with the pages of some sections, and all below them, in some languages."""

    may: tuple[str, ...]
    sections: tuple[str, ...]
    languages: tuple[str, ...] = (SOURCE,)


@dataclass(frozen=True)
class FileRight:
    """What a group may do with the images and documents of a folder, or with folders themselves."""

    may: tuple[str, ...]
    folder: str
    kinds: tuple[str, ...] = ("images", "documents")


@dataclass(frozen=True)
class RecordRight:
    """What a group may do with records that are not pages, in every language."""

    may: tuple[str, ...]
    records: tuple[str, ...]


@dataclass(frozen=True)
class Role:
    """A group of staff: the name it has on the site, what its members do, and their rights."""

    key: str
    name: str
    english: str
    task: str
    pages: tuple[PageRight, ...] = ()
    files: tuple[FileRight, ...] = ()
    records: tuple[RecordRight, ...] = ()
    powers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Step:
    """A step of a workflow: members of the role approve or send back."""

    name: str
    role: str


@dataclass(frozen=True)
class Route:
    """A workflow: who approves, in which order, the pages of which sections in a language, and which records."""

    name: str
    english: str
    steps: tuple[Step, ...]
    sections: tuple[str, ...]
    records: tuple[str, ...] = ()
    language: str = SOURCE


@dataclass(frozen=True)
class Required:
    """The languages that pages of a type are translated into, each with the working hours that there are for it.

    `correction` is how many there are when a correction was published; of a `summary` type only title and lead are
    translated.
    """

    page_type: str
    hours: Mapping[str, int]
    correction: int = 4
    summary: bool = False


@dataclass(frozen=True)
class Profile:
    """Everything that a new site starts with."""

    languages: tuple[str, ...]
    sections: tuple[Section, ...]
    folders: tuple[Folder, ...]
    roles: tuple[Role, ...]
    routes: tuple[Route, ...]
    powers: Mapping[str, str]
    # Pages and records whose texts somebody else has to approve; the others are public on the word of one.
    four_eyes: tuple[str, ...] = ()
    # Working hours that texts of a type may wait at a step of their workflow; EVERYTHING stands for all other types.
    hours_until_due: Mapping[str, int] = field(default_factory=dict)
    # Page types that are translated; those that are absent need not be.
    required: tuple[Required, ...] = ()

    def section(self, key: str) -> Section:
        """The section named `key`; KeyError if the profile has none."""
        return {section.key: section for section in self.sections}[key]

    def role(self, key: str) -> Role:
        """The role named `key`; KeyError if the profile has none."""
        return {role.key: role for role in self.roles}[key]
