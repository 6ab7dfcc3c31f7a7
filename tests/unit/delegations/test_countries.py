"""The database knows the countries of the world, and no others."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from delegations.models import DelegationPage
from tests.factories.core import make_site
from tests.factories.delegations import make_delegation_index, make_visit

pytestmark = pytest.mark.django_db


def test_a_country_that_there_is_not_is_refused_by_loaders_and_by_the_database() -> None:
    visit = make_visit(make_delegation_index(make_site()), countries=["PL", "SK"])

    for wrong in ("ZZ", "PL,ZZ", "pl", "Польща"):
        with pytest.raises(IntegrityError), transaction.atomic():
            DelegationPage.objects.filter(pk=visit.pk).update(countries=wrong)
    visit.countries = ["PL", "ZZ"]
    with pytest.raises(ValidationError, match="ZZ"):
        visit.full_clean()
    visit.countries = []
    visit.save()
