"""Figures for Prometheus: updates, their time, what the log warned of, and the queue as it stands.

No label holds anything of a person. Several workers count into files of a folder that the
supervisor makes (`PROMETHEUS_MULTIPROC_DIR`), so that whichever answers tells the sum.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from services.operation import OperationState

PATH = "/metrics"
CONTENT_TYPE = CONTENT_TYPE_LATEST
FOLDER = "PROMETHEUS_MULTIPROC_DIR"
_REGISTRY = CollectorRegistry()
UPDATES = Counter("abhyas_updates", "Updates taken, by kind.", ["kind"], registry=_REGISTRY)
SECONDS = Histogram(
    "abhyas_update_seconds",
    "From an update's arrival until Telegram may forget it, waiting for her earlier ones included.",
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
    registry=_REGISTRY,
)
EVENTS = Counter(
    "abhyas_log_events",
    "Warnings and errors in the log, by action.",
    ["level", "action"],
    registry=_REGISTRY,
)


@contextmanager
def counted(kind: str) -> Iterator[None]:
    """Counts an update and its time, whatever becomes of it."""
    began = time.perf_counter()
    try:
        yield
    finally:
        UPDATES.labels(kind).inc()
        SECONDS.observe(time.perf_counter() - began)


def count_event(level: str, action: str) -> None:
    """Counts a warning or an error of the log."""
    EVENTS.labels(level, action).inc()


def page(state: OperationState) -> bytes:
    """The page in Prometheus' text format: what was counted, and the state as it is now."""
    registry = _REGISTRY
    if os.environ.get(FOLDER):
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    now = CollectorRegistry()
    now.register(_Now(state))
    return generate_latest(registry) + generate_latest(now)


class _Now(Collector):
    def __init__(self, state: OperationState) -> None:
        self._state = state

    def collect(self) -> Iterator[Metric]:
        state = self._state
        if state.last_tick_at is not None:
            age = (state.at - state.last_tick_at).total_seconds()
            yield GaugeMetricFamily(
                "abhyas_tick_age_seconds", "Since the scheduler's last tick.", value=age
            )
        oldest = state.backlog.oldest_due_at
        late = 0.0 if oldest is None else (state.at - oldest).total_seconds()
        yield GaugeMetricFamily(
            "abhyas_outbox_waiting", "Messages that wait to be sent.", value=state.backlog.waiting
        )
        yield GaugeMetricFamily(
            "abhyas_outbox_late_seconds", "How long the oldest due message waits.", value=late
        )
        lost = GaugeMetricFamily(
            "abhyas_outbox_lost_day",
            "Messages of the last day that did not arrive.",
            labels=["why"],
        )
        for why, number in state.backlog.lost.items():
            lost.add_metric([why], number)
        yield lost
        if state.coach is not None:
            yield GaugeMetricFamily(
                "abhyas_coach_dollars_today",
                "What the language model cost today.",
                value=state.coach.today / 1e6,
            )
