"""What changed of a text since somebody approved it, in the words of the editor."""

import re
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse

from home.models import GalleryImage, NewsPage
from tests.factories.home import make_image, make_topic
from tests.integration.core.desk.conftest import PressDesk, home
from tests.integration.core.test_approval_pages import approve_address

pytestmark = pytest.mark.django_db
PARAGRAPH = "7c5b2f0e-0000-4000-8000-000000000001"
QUOTE = "7c5b2f0e-0000-4000-8000-000000000002"


def address(page: NewsPage) -> str:
    return reverse("desk_changes", args=[ContentType.objects.get_for_model(NewsPage).pk, page.pk])


def shown(client: Client, user: Any, page: NewsPage) -> dict[str, str]:
    """What the page says of each field, as one line."""
    client.force_login(user)
    said = client.get(address(page)).content.decode()
    found = re.findall(r"<dt>(.*?)</dt>\s*<dd>(.*?)</dd>", said, re.DOTALL)
    lines = {label: re.sub(r"\s+", " ", re.sub(r"</?(div|p|span)[^>]*>", " ", html)).strip() for label, html in found}
    assert "addition" not in said
    return lines


def test_an_address_that_names_nothing_is_not_found(desk: PressDesk, client: Client) -> None:
    page = desk.draft(desk.author)
    client.force_login(desk.root)

    for number in ("9" * 30, "0", "x"):
        address = reverse("desk_changes", args=[page.content_type_id, number])
        assert client.get(address).status_code == 404


def test_each_changed_field_is_told_in_words_that_came_and_went(desk: PressDesk, client: Client) -> None:
    square, street = make_image("Площа"), make_image("Вулиця")
    page = desk.draft(desk.author)
    page.image, page.lead = square, "Школа відкриває клас."
    page.body = [("paragraph", "<p>Було 20 учнів.</p>")]
    page.gallery = [GalleryImage(image=square, caption="Клас")]
    page.body[0].id = PARAGRAPH
    page.save_revision(user=desk.author).publish(user=desk.chief)
    draft = desk.fresh(page)
    draft.title, draft.image, draft.topic = "Відкрито новий клас", street, make_topic("Спорт")
    draft.body = [("paragraph", "<p>Було 25 учнів.</p>"), ("heading", "Розклад")]
    draft.body[0].id = PARAGRAPH
    draft.gallery = [*draft.gallery.all(), GalleryImage(image=street, caption="Подвір’я")]
    draft.save_revision(user=desk.author)

    said = shown(client, desk.chief, page)

    assert said.keys() == {"Title", "Topic", "Text", "Picture", "Photographs"}
    assert "<ins>новий" in said["Title"]
    assert "<del>Площа</del> <ins>Вулиця</ins>" in said["Picture"]
    assert "<ins>Спорт</ins>" in said["Topic"]
    assert "<del>20</del><ins>25</ins> учнів" in said["Text"]
    assert "Heading Added <ins>Розклад</ins>" in said["Text"]
    assert said["Photographs"].startswith("Added")
    assert "<ins>Подвір’я</ins>" in said["Photographs"]
    assert "Клас" not in said["Photographs"]

    client.force_login(desk.chief)
    assert "Compared with the text that Chief approved" in client.get(address(page)).content.decode()


def test_the_page_of_approval_shows_it_and_the_home_page_leads_to_it(desk: PressDesk, client: Client) -> None:
    page = desk.edit(desk.published(), desk.author, "Відкрито перший клас у школі")
    desk.submit(page, desk.author)

    assert address(page) in home(client, desk.chief)
    said = client.get(approve_address(page)).content.decode()
    assert "Відкрито <del>клас</del><ins>перший клас у школі</ins>" in said


def test_whoever_sent_a_new_text_back_sees_what_was_mended_since(desk: PressDesk, client: Client) -> None:
    page = desk.draft(desk.author)
    desk.submit(page, desk.author)
    desk.fresh(page).current_workflow_task_state.reject(user=desk.chief, comment="Котрий клас?")
    page = desk.edit(desk.fresh(page), desk.author, "Відкрито перший клас")
    page.current_workflow_state.resume(user=desk.author)

    for where in (address(page), approve_address(desk.fresh(page))):
        client.force_login(desk.chief)
        said = client.get(where).content.decode()
        assert "Compared with the text that Chief sent back on" in " ".join(said.split())
        assert "Котрий клас?" in said
        assert "<ins>перший" in said
        assert "This is a new text" in said


def test_a_new_text_and_one_without_changes_say_so(desk: PressDesk, client: Client) -> None:
    client.force_login(desk.chief)
    assert "This is a new text" in client.get(address(desk.draft(desk.author))).content.decode()
    assert "Nothing has changed" in client.get(address(desk.published("Інше"))).content.decode()
    client.force_login(desk.author)
    assert client.get(reverse("desk_changes", args=[999999, 1])).status_code == 404


def test_what_was_typed_is_never_markup(desk: PressDesk, client: Client) -> None:
    page = desk.edit(desk.published(), desk.author, "<script>1</script> & «клас»")

    said = shown(client, desk.chief, page)["Title"]

    assert "<script>" not in said
    assert "&lt;" in said
