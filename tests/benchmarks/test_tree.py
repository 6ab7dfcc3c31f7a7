"""Five thousand random acts on a tree in three languages leave it whole."""

import pytest

from tests.factories.core import make_site
from tests.factories.random_tree import Gardener

pytestmark = pytest.mark.django_db

ACTS = 5_000
LOOKS = 50


def test_five_thousand_random_acts_leave_no_orphan_no_alias_and_no_dead_address() -> None:
    gardener = Gardener(make_site(), seed=5_000)

    for act in range(1, ACTS + 1):
        gardener.step()
        if act % (ACTS // LOOKS) == 0:
            assert gardener.problems() == [], act
    print(gardener.done)
