"""Addresses of the workbench."""

from django.urls import path

from cms_site.core.translation.workbench import file_views, previews, review, views

urlpatterns = [
    path("<int:pk>/open/", views.open_page, name="open"),
    path("<int:pk>/save/", views.save, name="save"),
    path("<int:pk>/passages/<int:segment_pk>/", views.save_passage, name="save_passage"),
    path("<int:pk>/passages/<int:segment_pk>/still-valid/", views.confirm, name="confirm"),
    path("<int:pk>/passages/<int:segment_pk>/read/", views.mark_read, name="mark_read"),
    path("<int:pk>/tags/", views.save_tags, name="save_tags"),
    path("<int:pk>/send-back/", review.send_back, name="send_back"),
    path("<int:pk>/take-back/", review.take_back, name="take_back"),
    path("<int:pk>/source/", views.fetch, name="fetch"),
    path("<int:pk>/draft/", views.draft, name="draft"),
    path("<int:pk>/export.<str:file_format>", file_views.export, name="export"),
    path("<int:pk>/file/", file_views.take_file, name="take_file"),
    path("<int:pk>/preview/", previews.preview, name="preview"),
    path("<int:pk>/preview/source/", previews.preview_source, name="preview_source"),
]
