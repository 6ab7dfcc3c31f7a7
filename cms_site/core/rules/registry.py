"""The words that rules are made of. An app adds its own when it is ready; nothing here has to know them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Page, PageLogEntry

from cms_site.core.rules.happening import Happening

if TYPE_CHECKING:
    from cms_site.core.rules.models import RuleRun
    from cms_site.core.rules.names import Names

Text = Any  # a string, translated late
Settings = dict[str, Any]


class ActionError(Exception):
    """An action could not be done; says why in words for an administrator. It is tried again later."""


@dataclass(frozen=True)
class Event:
    """What a rule waits for: an act that the log of pages tells of, or a day that comes.

    phrase   the beginning of the sentence that describes a rule; a dated one has a place for the days: %(days)d
    today    the same for the day itself
    logged   the actions in the log that are this event, and `counts` which of their entries are
    gone     it takes the page from its readers
    dates    finds pages with the date that comes, between two days; rules of such an event say how many days before
    """

    name: str
    label: Text
    phrase: Text
    logged: frozenset[str] = frozenset()
    counts: Callable[[PageLogEntry], bool] = lambda entry: True
    gone: bool = False
    today: Text = ""
    dates: Callable[[date, date], Iterable[tuple[Page, date]]] | None = None

    def said(self, days: int) -> str:
        """The beginning of the sentence of a rule that waits for it, `days` before."""
        return str((self.phrase if days or not self.today else self.today) % {"days": days})


@dataclass(frozen=True)
class Condition:
    """What must be true of a happening.

    block   what the form asks for
    test    makes of what was filled in a question to happenings
    phrase  what was filled in, as a part of the sentence that describes a rule
    of_page whether it asks about the page alone, whoever did what to it
    """

    name: str
    block: blocks.Block
    test: Callable[[Settings], Callable[[Happening], bool]]
    phrase: Callable[[Settings, "Names"], str]
    of_page: bool = True


@dataclass(frozen=True)
class Outcome:
    """What an action did, in words for an administrator, and what it wrote into the outbox."""

    said: str
    deliveries: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Action:
    """What a rule does.

    block    what the form asks for
    perform  does it, in one transaction of its own; raises ActionError
    phrase   what was filled in, as a part of the sentence that describes a rule
    foresee  what it would do; asks the database for nothing, because lists of many happenings are made of it
    """

    name: str
    block: blocks.Block
    perform: Callable[[Settings, "RuleRun"], Outcome]
    phrase: Callable[[Settings, "Names"], str]
    foresee: Callable[[Settings, Happening, "Names"], str]


EVENTS: dict[str, Event] = {}
CONDITIONS: dict[str, Condition] = {}
ACTIONS: dict[str, Action] = {}


class Choice(blocks.StreamBlock):
    """What the form of a rule offers; filled by `register`, after the models are there."""

    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> Any:
        """What was filled in; nothing where the request lacks it, so that the form can say that it is missing."""
        if f"{prefix}-count" not in data:
            return self.empty_value()
        return super().value_from_datadict(data, files, prefix)


condition_choice = Choice(required=False)
action_choice = Choice(min_num=1)


class ChoiceField(StreamField):
    """Conditions or actions of a rule. Its migration knows none of them, so that an app can add one."""

    def deconstruct(self) -> Any:
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup")
        return name, path, [[]], kwargs


def register(*words: Event | Condition | Action) -> None:
    """Add words; called once when an app is ready."""
    for word in words:
        if isinstance(word, Event):
            EVENTS[word.name] = word
        elif isinstance(word, Condition):
            CONDITIONS[word.name] = word
            _offer(condition_choice, word)
        else:
            ACTIONS[word.name] = word
            _offer(action_choice, word)


def _offer(choice: blocks.StreamBlock, word: Condition | Action) -> None:
    word.block.set_name(word.name)
    choice.child_blocks[word.name] = word.block
