from django.urls import path

from cms_site.core.changes.feeds import CorrectionsAtomFeed, CorrectionsFeed
from cms_site.core.changes.views import corrections

urlpatterns = [
    path("corrections/", corrections, name="corrections"),
    path("corrections/feed/rss/", CorrectionsFeed(), name="corrections_rss"),
    path("corrections/feed/atom/", CorrectionsAtomFeed(), name="corrections_atom"),
]
