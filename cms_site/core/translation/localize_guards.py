"""The views of wagtail-localize, each behind the rights that hold on pages and records.

wagtail-localize asks one right for whatever is handed to translators, whoever's page it is and into whichever language;
it writes to pages that are locked or wait for approval, and lists the translations of all languages to everybody. Here
each of its views has a guard, and one that is not known here is closed.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import HiddenInput
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail.snippets.views.snippets import get_snippet_model_from_url_params
from wagtail_localize import wagtail_hooks as localize
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.views.edit_translation import stop_translation, user_can_edit_instance
from wagtail_localize.views.update_translations import UpdateTranslationsForm

from cms_site.core.lifecycle.family import is_source
from cms_site.core.translation import strings
from cms_site.core.translation.completeness import IncompleteTranslationError
from cms_site.core.translation.jobs.following import section_of
from cms_site.core.translation.jobs.rights import Workplaces
from cms_site.core.translation.workbench.file_views import take_file
from cms_site.core.translation.workbench.review import is_locked
from cms_site.core.translation.workbench.string_api import edit_string

HAND_OVER = "wagtail_localize.submit_translation"
# What a guard answers in the place of the view; None lets the view answer.
Guard = Callable[..., HttpResponse | None]


def may_hand_over(page: Page, user: Any) -> bool:
    """Whether `user` may have a page translated: one of the source language, which they edit."""
    if page.is_root() or not user.has_perm(HAND_OVER) or not is_source(page):
        return False
    return bool(user.is_superuser or "change" in page.permissions_for_user(user).permissions)


def _anybody(request: HttpRequest) -> None:
    return None


def _page_is_handed_over(request: HttpRequest, page_id: int) -> None:
    page = get_object_or_404(Page, pk=page_id)
    if not page.is_root() and not may_hand_over(page, request.user):
        raise PermissionDenied
    chosen = [int(pk) for pk in request.POST.getlist("locales") if pk.isdecimal()]
    if chosen:
        rights, section = Workplaces(request.user), section_of(page)
        if not all(rights.may_work_in(section, locale) for locale in chosen):
            raise PermissionDenied


def _record_is_handed_over(request: HttpRequest, app_label: str, model_name: str, pk: str) -> None:
    model = get_snippet_model_from_url_params(app_label, model_name)
    if not policy_registry.get_by_type(model).user_has_permission(request.user, "change"):
        raise PermissionDenied


def _source_is_brought_up_to_date(request: HttpRequest, translation_source_id: int) -> None:
    instance = get_object_or_404(TranslationSource, pk=translation_source_id).get_source_instance()
    may = may_hand_over if isinstance(instance, Page) else lambda record, user: user_can_edit_instance(user, record)
    if not may(instance, request.user):
        raise PermissionDenied


def _target(request: HttpRequest, translation_id: int) -> Any:
    target = strings.target_of(get_object_or_404(Translation, pk=translation_id))
    if not user_can_edit_instance(request.user, target):
        raise PermissionDenied
    return target


def _translation_is_read(request: HttpRequest, translation_id: int, **names: Any) -> None:
    _target(request, translation_id)


def _translation_is_written(request: HttpRequest, translation_id: int, **names: Any) -> None:
    strings.check_lock(_target(request, translation_id), request.user)


def _string_is_written(request: HttpRequest, translation_id: int, string_segment_id: int) -> HttpResponse | None:
    """A passage of a page is written as on the workbench: nothing is lost, and what is still valid counts as such."""
    target = _target(request, translation_id)
    strings.check_lock(target, request.user)
    if not isinstance(target, Page):
        return None
    if is_locked(target, request.user):
        raise PermissionDenied
    response: HttpResponse = edit_string(request, translation_id, string_segment_id)
    return response


def _translation_is_stopped(request: HttpRequest, translation_id: int) -> HttpResponse:
    """What was translated becomes a draft before that editor is left."""
    _translation_is_written(request, translation_id)
    with transaction.atomic():
        if request.method == "POST":
            strings.carry(Translation.objects.get(pk=translation_id), request.user)
        response: HttpResponse = stop_translation(request, translation_id)
        return response


def _file_is_taken(request: HttpRequest, translation_id: int) -> HttpResponse | None:
    """A file of passages of a page is taken as a whole or not at all."""
    _translation_is_written(request, translation_id)
    target = _target(request, translation_id)
    return take_file(request, target.pk) if isinstance(target, Page) else None


def _page_becomes_alias(request: HttpRequest, page_id: int) -> None:
    page = get_object_or_404(Page, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    raise IncompleteTranslationError(page, _("A page cannot be an alias of a page in another language."))


def _report(request: HttpRequest) -> HttpResponse:
    """The board shows the same, in the languages of the user."""
    return redirect("translation_board:index")


def _records_are_listed(request: HttpRequest, app_label: str, model_name: str, **names: Any) -> None:
    policy = policy_registry.get_by_type(get_snippet_model_from_url_params(app_label, model_name))
    if not policy.user_has_any_permission(request.user, ["add", "change", "delete", "view"]):
        raise PermissionDenied


GUARDS: dict[str, Guard] = {
    "javascript_catalog": _anybody,
    "submit_page_translation": _page_is_handed_over,
    "submit_snippet_translation": _record_is_handed_over,
    "update_translations": _source_is_brought_up_to_date,
    "edit_string_translation": _string_is_written,
    "edit_override": _translation_is_written,
    "download_pofile": _translation_is_read,
    "upload_pofile": _file_is_taken,
    "machine_translate": _translation_is_written,
    "preview_translation": _translation_is_read,
    "stop_translation": _translation_is_stopped,
    "convert_to_alias": _page_becomes_alias,
    "translations_report": _report,
    "translations_report_results": _report,
    "snippets_api_listing": _records_are_listed,
    "snippets_api_detail": _records_are_listed,
}


def _guarded(name: str, view: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if name not in GUARDS:
            raise PermissionDenied
        answered = GUARDS[name](request, *args, **kwargs)
        return view(request, *args, **kwargs) if answered is None else answered

    return answer


def guarded_urls() -> list[Any]:
    """The addresses of wagtail-localize with every view behind its guard."""
    resolvers: list[Any] = localize.register_admin_urls()
    for resolver in resolvers:
        for pattern in resolver.url_patterns:
            pattern.callback = _guarded(pattern.name, pattern.callback)
    return resolvers


def install() -> None:
    """Put the guards in place, and take away what leads to views that are closed to everybody.

    Wagtail has no way to take a registered hook back.
    """
    hooks._hooks["register_admin_urls"].remove((localize.register_admin_urls, 0))
    hooks.register("register_admin_urls", guarded_urls)
    hooks._hooks["register_reports_menu_item"].remove((localize.register_wagtail_localize2_report_menu_item, 0))
    alias_item = localize.register_convert_back_to_alias_page_action_menu_item
    hooks._hooks["register_page_action_menu_item"].remove((alias_item, 0))
    # whoever approves a translation publishes it
    UpdateTranslationsForm.base_fields["publish_translations"].disabled = True
    UpdateTranslationsForm.base_fields["publish_translations"].widget = HiddenInput()
