"""The recorder passes the test cases that the eventsourcing library ships, with text ids, on both engines."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from eventsourcing.tests.persistence import AggregateRecorderTestCase, ApplicationRecorderTestCase

from journey.store.log import Log
from journey.store.recorder import LogRecorder, StreamRecorder, split_topic, topic


class TextIds:
    open_stores: Callable[..., Log]
    url: str

    def new_originator_id(self) -> str:
        return f"child:821:{uuid4()}"

    @pytest.fixture(autouse=True)
    def _stores(self, open_stores: Callable[..., Log]) -> None:
        self.open_stores = open_stores


class OnSQLite:
    @pytest.fixture(autouse=True)
    def _url(self, sqlite_url: str) -> None:
        self.url = sqlite_url


class OnPostgres:
    @pytest.fixture(autouse=True)
    def _url(self, postgres_url: str) -> None:
        self.url = postgres_url


class _Aggregates(TextIds, AggregateRecorderTestCase):
    def create_recorder(self) -> StreamRecorder:
        return StreamRecorder(self.open_stores(self.url).database)


class _Applications(TextIds, ApplicationRecorderTestCase[LogRecorder]):
    def create_recorder(self) -> LogRecorder:
        return LogRecorder(self.open_stores(self.url).database)

    def test_insert_subscribe(self) -> None:
        self.optional_test_insert_subscribe()


class TestAggregatesOnSQLite(OnSQLite, _Aggregates): ...


class TestAggregatesOnPostgres(OnPostgres, _Aggregates): ...


class TestApplicationsOnSQLite(OnSQLite, _Applications): ...


class TestApplicationsOnPostgres(OnPostgres, _Applications): ...


del _Aggregates, _Applications, AggregateRecorderTestCase, ApplicationRecorderTestCase


@pytest.mark.parametrize(
    ("text", "name", "schema"),
    [("ReferralReceived", "ReferralReceived", 1), ("ReferralReceived.v2", "ReferralReceived", 2), ("X.v12", "X", 12)],
)
def test_a_topic_is_the_stored_name_with_its_version_from_the_second_on(text: str, name: str, schema: int) -> None:
    assert topic(name, schema) == text
    assert split_topic(text) == (name, schema)


@pytest.mark.parametrize("text", ["X.v1", "X.v0", "X.v02", "X.v", ".v2"])
def test_what_only_looks_like_a_version_is_part_of_the_name(text: str) -> None:
    assert split_topic(text) == (text, 1)
    assert topic(text, 1) == text
