"""The home page, standard pages, news and alerts."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.utils import timezone
from PIL import Image as Picture
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Collection, CollectionViewRestriction, Locale, Page

from home.models import Alert, HomePage, NewsIndexPage, NewsPage, StandardPage, Topic, TopicName
from tests.factories.core import make_locales, make_site


def make_home(**fields: Any) -> HomePage:
    """A site whose root is a real home page in Ukrainian; the other languages exist without pages."""
    locale = make_locales()["uk"]
    root = Page.get_first_root_node()
    home = root.add_child(instance=HomePage(**{"title": "Суми", "slug": "sumy", "locale": locale, **fields}))
    make_site(home)
    return HomePage.objects.get(pk=home.pk)


def make_standard(parent: Page, **fields: Any) -> StandardPage:
    """A standard page."""
    return parent.add_child(instance=StandardPage(**{"title": "Про місто", "locale": parent.locale, **fields}))


def make_news_index(home: Page, **fields: Any) -> NewsIndexPage:
    """The section of news."""
    return home.add_child(
        instance=NewsIndexPage(**{"title": "Новини", "slug": "news", "locale": home.locale, **fields})
    )


def make_topic(name: str = "Освіта", **names: str) -> Topic:
    """A topic with its names by language code."""
    topic = Topic.objects.filter(name=name).first() or Topic.objects.create(name=name)
    for code, text in names.items():
        TopicName.objects.create(record=topic, locale=Locale.objects.get(language_code=code), name=text)
    return topic


def make_news(index: Page, **fields: Any) -> NewsPage:
    """A public news item."""
    defaults = {"title": "Відкрито клас", "start_date": date(2016, 5, 15), "locale": index.locale}
    if "topic" not in fields:
        defaults["topic"] = make_topic()
    return index.add_child(instance=NewsPage(**{**defaults, **fields}))


def make_alert(language: str = "uk", **fields: Any) -> Alert:
    """A public alert that began an hour ago and ends in an hour."""
    now = timezone.now()
    defaults = {
        "title": "Немає води",
        "service": "water",
        "start": now - timedelta(hours=1),
        "expected_end": now + timedelta(hours=1),
        "locale": make_locales()[language],
    }
    return Alert.objects.create(**{**defaults, **fields})


def make_image(title: str = "Площа") -> Image:
    """A small picture."""
    data = BytesIO()
    Picture.new("RGB", (64, 48), "navy").save(data, "PNG")
    data.seek(0)
    return Image.objects.create(title=title, file=ImageFile(data, name="square.png"))


def make_document(title: str = "Протокол", *, private: bool = False) -> Document:
    """A small document; a private one is in a collection for those who are signed in."""
    root = Collection.get_first_root_node()
    if private:
        root = root.add_child(name=f"Внутрішнє: {title}")
        CollectionViewRestriction.objects.create(collection=root, restriction_type=CollectionViewRestriction.LOGIN)
    return Document.objects.create(title=title, collection=root, file=ContentFile(b"text", name="file.txt"))
