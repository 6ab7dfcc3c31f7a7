"""Passages as an XLIFF 1.2 file (OASIS, 2008), for the programs that translators use, and back.

Inline marks are <g> and <x> elements, which these programs protect. Their ids are the marks' own; where these have none
they are counted.
"""

from collections.abc import Iterator
from xml.etree import ElementTree

from bs4 import BeautifulSoup, NavigableString, Tag
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext as _
from wagtail_localize.models import Translation
from wagtail_localize.strings import INLINE_TAGS

from cms_site.core.translation.workbench.exchange import BadFileError, Unit
from cms_site.core.translation.workbench.marks import plain
from cms_site.core.translation.workbench.rows import DONE, MACHINE, Row
from cms_site.core.translation.workbench.tag_row import TagRow

CONTENT_TYPE = "application/xliff+xml"
NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
KINDS = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "a": "link", "br": "lb"}
STATES = {DONE: "translated", MACHINE: "needs-review-translation"}
LINK = "a"
NOT_DONE = {"new", "needs-translation", "needs-adaptation"}


def written(translation: Translation, rows: list[Row], tags: TagRow | None) -> bytes:
    """The file, with what is translated already, and what was the translation of what the source said before."""
    ElementTree.register_namespace("", NAMESPACE)
    root = ElementTree.Element(_tag("xliff"), version="1.2")
    file = ElementTree.SubElement(
        root,
        _tag("file"),
        {
            "original": str(translation.uuid),
            "source-language": translation.source.locale.language_code,
            "target-language": translation.target_locale.language_code,
            "datatype": "html",
        },
    )
    body = ElementTree.SubElement(file, _tag("body"))
    for row in rows:
        _passage(body, row)
    if tags is not None and tags.source:
        state = STATES.get(tags.state, "needs-translation") if tags.text else None
        _unit(body, tags.key, tags.key, tags.place.label, tags.stored_source, tags.stored_text, state)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def _passage(body: ElementTree.Element, row: Row) -> None:
    text = row.translation.data if row.translation is not None else ""
    state = STATES.get(row.state, "needs-translation") if row.translation is not None else None
    unit = _unit(body, str(row.segment.pk), row.path, row.place.label, row.segment.string.data, text, state)
    if row.previous is not None and row.translation is None:
        other = ElementTree.SubElement(unit, _tag("alt-trans"))
        ElementTree.SubElement(other, _tag("source")).text = plain(row.previous.translation_of.data)
        ElementTree.SubElement(other, _tag("target")).text = plain(row.previous.data)


def _unit(
    body: ElementTree.Element, identity: str, path: str, label: str, source: str, text: str, state: str | None
) -> ElementTree.Element:
    unit = ElementTree.SubElement(body, _tag("trans-unit"), {"id": identity, "resname": path})
    unit.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    _fill(ElementTree.SubElement(unit, _tag("source")), source)
    # An empty target says nothing of its state: many programs fill it and leave the state as it was.
    target = ElementTree.SubElement(unit, _tag("target"))
    if state is not None:
        target.set("state", state)
        _fill(target, text)
    ElementTree.SubElement(unit, _tag("note")).text = label
    return unit


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _fill(element: ElementTree.Element, html: str) -> None:
    """Put a stored text into an element."""
    counter = iter(range(1, 10_000))

    def add(parent: ElementTree.Element, node: Tag) -> None:
        last: ElementTree.Element | None = None
        for child in node.children:
            if not isinstance(child, Tag):
                if last is None:
                    parent.text = (parent.text or "") + str(child)
                else:
                    last.tail = (last.tail or "") + str(child)
                continue
            name = "x" if child.name == "br" else "g"
            kind = KINDS.get(child.name, f"x-{child.name}")
            identity = str(child.attrs.get("id", "")) or f"{child.name}-{next(counter)}"
            last = ElementTree.SubElement(parent, _tag(name), {"id": identity, "ctype": kind})
            add(last, child)

    add(element, BeautifulSoup(html, "html.parser"))


def read(content: bytes, translation: Translation) -> list[Unit]:
    """The passages of a file; those that it calls not translated count so. Raises BadFileError."""
    try:
        root = fromstring(content, forbid_dtd=True)
    except (ElementTree.ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise BadFileError(_("The file is damaged: it cannot be read as XLIFF.")) from error
    file = root.find(_tag("file"))
    if root.tag != _tag("xliff") or file is None:
        raise BadFileError(_("The file is damaged: it cannot be read as XLIFF."))
    if file.get("original") != str(translation.uuid):
        raise BadFileError(_("This file was made for another page or language."))
    units = list(_units(file, translation))
    if not units:
        raise BadFileError(_("The file is damaged: it has no passages."))
    return units


def _units(file: ElementTree.Element, translation: Translation) -> Iterator[Unit]:
    for unit in file.iter(_tag("trans-unit")):
        source, target = unit.find(_tag("source")), unit.find(_tag("target"))
        path = unit.get("resname", "")
        if source is None or not path:
            raise BadFileError(_("The file is damaged: a passage has no source."))
        approved = unit.get("approved") == "yes"
        done = target is not None and (approved or target.get("state", "translated") not in NOT_DONE)
        yield Unit(path, _html(source), _html(target).strip() if done and target is not None else "")


def _html(element: ElementTree.Element) -> str:
    """The stored text that an element holds."""
    soup = BeautifulSoup("", "html.parser")

    def add(parent: Tag, node: ElementTree.Element) -> None:
        if node.text:
            parent.append(NavigableString(node.text))
        for child in node:
            mark = soup.new_tag(*_mark(child))
            parent.append(mark)
            add(mark, child)
            if child.tail:
                parent.append(NavigableString(child.tail))

    add(soup, element)
    return str(soup)


def _mark(element: ElementTree.Element) -> tuple[str, None, None, dict[str, str]]:
    """What BeautifulSoup makes the mark of an element from."""
    if element.tag == _tag("x"):
        return "br", None, None, {}
    identity = element.get("id", "")
    name = identity.partition("-")[0] if "-" in identity else LINK
    if element.tag != _tag("g") or not identity or name not in INLINE_TAGS:
        raise BadFileError(_("The file is damaged: it has marks that no passage of this page has."))
    return name, None, None, {"id": identity} if name == LINK else {}
