"""Five thousand random edit histories against the model that keeps everything."""

from tests.unit.core.test_staleness import compare_with_model

HISTORIES = 5000


def test_states_equal_those_of_the_model_in_five_thousand_histories() -> None:
    for seed in range(10_000, 10_000 + HISTORIES):
        compare_with_model(seed, 40)
