"""Which passages of a translation are outdated, against a model that keeps the whole history."""

import random
from dataclasses import dataclass, field

import pytest

from cms_site.core.translation.paragraphs import Paragraph, follow, words
from cms_site.core.translation.passages import Passage
from cms_site.core.translation.staleness import Origin, outdated


def rich(*texts: str, place: str = "body.1") -> Passage:
    return Passage(place, texts, "paragraph")


def published(before: list[Paragraph], *texts: str) -> list[tuple[str, str]]:
    after, _number = follow(before, [rich(*texts)], 100)
    return [(paragraph.place, paragraph.text) for paragraph in after]


THREE = [Paragraph(f"body.1#{number}", text, "paragraph") for number, text in enumerate(["А", "Б", "В"], 1)]


def test_a_paragraph_keeps_its_place_when_others_come_before_it_or_go() -> None:
    assert published(THREE, "Нове", "А", "В") == [("body.1#100", "Нове"), ("body.1#1", "А"), ("body.1#3", "В")]


def test_a_changed_paragraph_keeps_its_place_between_those_that_stayed() -> None:
    assert published(THREE, "А", "Б!", "В") == [("body.1#1", "А"), ("body.1#2", "Б!"), ("body.1#3", "В")]


def test_a_moved_paragraph_keeps_its_place() -> None:
    assert published(THREE, "В", "А", "Б") == [("body.1#3", "В"), ("body.1#1", "А"), ("body.1#2", "Б")]


@pytest.mark.parametrize(
    ("text", "count"), [("", 0), ("Місто об’єднує", 2), ("Івано-Франківськ, 12 000 осіб", 4), ("— «Так»", 1)]
)
def test_words_are_counted_as_translators_count_them(text: str, count: int) -> None:
    assert words(text) == count


def test_only_the_words_of_changed_paragraphs_count() -> None:
    public = {"body.1#1": "Прибуло сорок осіб", "body.1#2": "Далі все як було"}
    origin = Origin({"body.1#1": "Прибуло тридцять осіб", "body.1#2": "Далі все як було"}, 1)

    found = outdated(public, {"body.1": origin}, {"body.1#1": [2]})

    assert [(passage.place, passage.words, passage.passage) for passage in found] == [("body.1#1", 3, "body.1")]


@dataclass
class History:
    """The plainest model: every version of every paragraph is kept, and what was read when."""

    places: list[str]
    versions: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    read: dict[str, int] = field(default_factory=dict)

    def is_outdated(self, place: str) -> bool:
        now, then = self.versions[-1][1][place], self.versions[self.read[place]][1][place]
        since = range(self.read[place] + 1, len(self.versions))
        touched = [
            self.versions[number][0]
            for number in since
            if self.versions[number][1][place] != self.versions[number - 1][1][place]
        ]
        return now != then and any(weight in ("content", "correction") for weight in touched)


def compare_with_model(seed: int, steps: int) -> None:
    """A random history: publications of any weight that change, add and remove paragraphs; a translator who follows."""
    dice = random.Random(seed)
    places = [f"body.{block}#{block}" for block in range(1, 5)]
    texts: dict[str, str | None] = {place: dice.choice(["а", "б", "в", None]) for place in places}
    model = History(places, [("content", dict(texts))], dict.fromkeys(places, 0))
    origins = {place.partition("#")[0]: _origin(place, texts, 1) for place in places}
    weighty: dict[str, list[int]] = {}
    for _step in range(steps):
        if dice.random() < 0.3:
            place = dice.choice(places)
            model.read[place] = len(model.versions) - 1
            origins[place.partition("#")[0]] = _origin(place, texts, len(model.versions))
        else:
            weight = dice.choice(["typo", "typo", "content", "correction"])
            for place in dice.sample(places, dice.randint(0, 2)):
                texts[place] = dice.choice(["а", "б", "в", None])
            for place in places:
                if texts[place] != model.versions[-1][1][place] and weight != "typo":
                    weighty.setdefault(place, []).append(len(model.versions) + 1)
            model.versions.append((weight, dict(texts)))
        public = {place: text for place, text in texts.items() if text is not None}
        found = {passage.place for passage in outdated(public, origins, weighty)}
        assert found == {place for place in places if model.is_outdated(place)}, f"seed {seed}"


def _origin(place: str, texts: dict[str, str | None], number: int) -> Origin:
    text = texts[place]
    return Origin({} if text is None else {place: text}, number)


@pytest.mark.parametrize("chunk", range(4))
def test_states_equal_those_of_the_model_in_random_histories(chunk: int) -> None:
    for seed in range(chunk * 100, chunk * 100 + 100):
        compare_with_model(seed, 20)
