"""What the columns of the open data mean is said in every language of the site, Ukrainian words for none else."""

import re

import pytest
from django.utils.translation import override

from cms_site.core.open_fields import explained, fields_of
from cms_site.core.open_records import frame
from cms_site.core.page_types import page_types

CYRILLIC = re.compile("[а-яіїєґ]", re.IGNORECASE)
PUBLISHED = [model for model in page_types() if getattr(model, "open_data", None)]


@pytest.mark.parametrize("language", ["en", "pl"])
def test_the_dictionary_of_every_data_set_is_in_the_language_of_the_reader(language: str) -> None:
    with override(language):
        texts = {
            str(text)
            for model in PUBLISHED
            for column in explained([*frame(), *fields_of(model)])
            for text in column.values()
        }

    assert {text for text in texts if CYRILLIC.search(text)} == set()
    assert PUBLISHED
