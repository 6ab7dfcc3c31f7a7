"""What one request costs, measured the same way in every benchmark."""

from time import perf_counter

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

ROUNDS = 11


def measure(client: Client, url: str) -> tuple[int, float]:
    """The number of queries and the time in seconds of the quickest request: others may have waited for something."""
    assert client.get(url).status_code == 200
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
        number = len(queries)
    times = []
    for _round in range(ROUNDS):
        begun = perf_counter()
        client.get(url)
        times.append(perf_counter() - begun)
    return number, min(times)
