"""Passages written through wagtail-localize's own editor, where links and pictures are chosen: as on the workbench."""

from typing import Any

from rest_framework.authentication import SessionAuthentication
from rest_framework.decorators import api_view, authentication_classes, permission_classes
from rest_framework.exceptions import ParseError
from rest_framework.generics import get_object_or_404
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.views.edit_translation import StringTranslationSerializer

from cms_site.core.translation import strings
from cms_site.core.translation.workbench.writing import write


@api_view(["PUT", "DELETE"])
@permission_classes([IsAuthenticated])
@authentication_classes([SessionAuthentication])
def edit_string(request: Request, translation_id: int, string_segment_id: int) -> Response:
    """Store a passage or take it away, and answer as that editor expects; the caller has asked for the rights."""
    translation = get_object_or_404(Translation, pk=translation_id)
    segments = translation.source.stringsegment_set.select_related("string", "context")
    segment = get_object_or_404(segments, pk=string_segment_id)
    if request.method == "PUT" and "value" not in request.data:
        raise ParseError
    stored = StringTranslation.objects.filter(
        translation_of=segment.string_id, context=segment.context_id, locale=translation.target_locale_id
    )
    before = stored.first()
    page: Any = strings.target_of(translation)
    write(translation, page, segment, request.data["value"] if request.method == "PUT" else "", request.user)
    text = stored.first() or before
    if text is None:
        return Response(status=404)
    said = StringTranslationSerializer(text, context={"translation_source": translation.source}).data
    return Response(said, status=200 if before is not None else 201)
