"""Work that takes longer than a reader waits."""

from threading import Thread
from typing import Any

from django.db import connections
from django_tasks.backends.immediate import ImmediateBackend


class ThreadBackend(ImmediateBackend):
    """Runs each task in a thread of this process, at once; no worker is needed.

    A process that ends, as a command does, waits for its tasks. One that is killed takes them along and nobody starts
    them again: they must leave nothing half done and be safe to repeat.
    """

    def _execute_task(self, task_result: Any) -> None:
        Thread(target=self._execute_in_thread, args=[task_result]).start()

    def _execute_in_thread(self, task_result: Any) -> None:
        try:
            super()._execute_task(task_result)
        finally:
            connections.close_all()
