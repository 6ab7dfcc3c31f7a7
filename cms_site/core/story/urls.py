"""Addresses of stories in the editing interface."""

from django.urls import path

from cms_site.core.story import views

urlpatterns = [
    path("story/", views.PeriodView.as_view(), name="core_story_of_period"),
    path("story/download/", views.download_period, name="core_story_of_period_file"),
    path("story/<int:pk>/", views.PageView.as_view(), name="core_story"),
    path("story/<int:pk>/download/", views.download_page, name="core_story_file"),
]
