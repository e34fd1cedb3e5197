"""Every coded field names its code set, and sources read it with no other codes."""

from __future__ import annotations

import pytest

from journey.domain.events import events
from journey.domain.events.base import Event
from journey.domain.practice_codes import codes_of
from journey.domain.values import must_be_sealed
from journey.importers.annex_a import ANNEX_A
from journey.importers.annex_a.codes import READERS


@pytest.mark.parametrize("item", events().values(), ids=lambda item: item.NAME)
def test_coded_fields_name_a_code_set_that_exists(item: type[Event]) -> None:
    coded = {name for name, info in item.model_fields.items() if "Coded" in str(info.annotation)}

    assert set(item.code_sets()) == coded
    assert [codes_of(name).name for name in item.code_sets().values()] == list(item.code_sets().values())


def test_a_code_set_that_nobody_declared_is_an_error() -> None:
    with pytest.raises(KeyError):
        codes_of("star-sign")


def test_annex_a_reads_no_code_that_the_event_does_not_know() -> None:
    foreign = {
        (listing.name, column.header): codes
        for listing in ANNEX_A.listings
        for column in listing.columns
        if column.event and column.field and column.codes
        if (codes := set(READERS[column.codes].codes.codes) - _known(column.event, column.field))
    }

    assert foreign == {}


def _known(event: str, field: str) -> set[str]:
    return set(codes_of(events()[event].code_sets()[field]).codes)


def test_a_list_with_a_word_in_no_code_set_is_sealed() -> None:
    police, somebody = {"code": "police", "written": "police"}, {"code": None, "written": "Dr Ash of Elm House"}

    assert not must_be_sealed("attending", [police])
    assert must_be_sealed("attending", [police, somebody])
