"""Home page, standard pages and the newsroom; Django finds every model of the app from here."""

from home.models.alerts import Alert
from home.models.news import GalleryImage, NewsIndexPage, NewsPage, NewsTag, RelatedPage
from home.models.pages import HomePage, StandardPage
from home.models.topics import Topic, TopicName

__all__ = [
    "Alert",
    "GalleryImage",
    "HomePage",
    "NewsIndexPage",
    "NewsPage",
    "NewsTag",
    "RelatedPage",
    "StandardPage",
    "Topic",
    "TopicName",
]
