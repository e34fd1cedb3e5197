"""Sealing and the keyring: keys are there before the event, once, and gone for good when destroyed."""

from __future__ import annotations

import hmac
import stat
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from time import monotonic

import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import create_engine

from journey.domain.errors import NotPermitted
from journey.domain.statements import organisation_stream
from journey.domain.values import code
from journey.store.address import parse
from journey.store.keyring import Keyring
from journey.store.log import Log, open_log
from journey.store.sealing import StreamKey

from .builders import CHILD, registered, said, write

SECRET = "Pilar Okonkwo-Reyes"
SEALED = {"sealed": True}
ORGANISATION = organisation_stream("821")


def test_personal_values_are_nowhere_in_the_files(tmp_path: Path) -> None:
    with open_log(str(tmp_path / "journey.db")) as log:
        write(
            log,
            registered(upn=SECRET, date_of_birth=date(2010, 5, 17)),
            said(data={"source": code(None, SECRET), "team": "Hub 4"}),
            said(name="FactCorrected", data={"field": "postcode", "value": SECRET, "old": SECRET}),
            said(name="FactProgressed", data={"fields": {"notes": SECRET}}),
            said(ORGANISATION, name="WorkerNamed", data={"reference": "w:0123456789ab", "name": SECRET}),
        )
        files = {file.name: file.read_bytes() for file in tmp_path.iterdir()}  # while open: the write-ahead file too

    everything = b"".join([*files.values(), *(file.read_bytes() for file in tmp_path.iterdir())])
    assert b"Hub 4" in everything
    assert SECRET.encode() not in everything
    assert b"2010-05-17" not in everything
    assert {"journey.db", "journey.db-wal", "journey.keys.db"} <= set(files)


def test_files_are_for_their_owner_alone(tmp_path: Path) -> None:
    with open_log(str(tmp_path / "journey.db")) as log:
        write(log, registered())
        log.access.record(who="an auditor", purpose="", command="show", as_at=None, known_at=None, position=1)

        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()}

    assert {"journey.db", "journey.keys.db", "journey.access.db"} <= set(modes)
    assert set(modes.values()) == {0o600}


def test_a_destroyed_key_leaves_the_fact_and_takes_the_value(store_url: str, open_stores: Callable[..., Log]) -> None:
    with open_log(store_url) as log:
        write(log, registered(upn="N00000000007A", sex=code("2", "Female")), registered("child:821:1000008"))
        place = log.place()

        log.keyring.destroy(CHILD)

        assert log.statements([CHILD])[CHILD][0].data == {"upn": SEALED, "sex": code("2", "Female")}
    again = open_stores(store_url, create=False)
    assert again.statements([CHILD])[CHILD][0].data["upn"] == SEALED
    assert again.statements(["child:821:1000008"])["child:821:1000008"][0].data == {"date_of_birth": date(2010, 5, 17)}
    assert again.verify() == (*place, [])
    assert again.keyring.destroyed([CHILD, "child:821:1000008"]) == {CHILD}


def test_a_record_that_was_disposed_of_is_not_written_to_again(log: Log) -> None:
    write(log, registered())
    log.keyring.destroy(CHILD)

    with pytest.raises(NotPermitted, match="disposed of cannot be written to again"):
        write(log, said("child:821:3"), registered())

    assert log.position() == 1


def test_a_destroyed_key_is_nowhere_in_the_files(tmp_path: Path) -> None:
    keyring = Keyring(parse(str(tmp_path / "journey.keys.db")))
    keyring.ensure([f"child:821:{number}" for number in range(200)])
    key = keyring.key("child:821:100")._key
    assert any(key in file.read_bytes() for file in tmp_path.iterdir())

    keyring.destroy("child:821:100")

    assert not any(key in file.read_bytes() for file in tmp_path.iterdir())
    keyring.close()


def test_without_the_keyring_values_are_sealed_and_nothing_fails(tmp_path: Path) -> None:
    with open_log(str(tmp_path / "journey.db")) as log:
        write(log, registered())
    (tmp_path / "journey.keys.db").rename(tmp_path / "elsewhere.db")

    with open_log(str(tmp_path / "journey.db"), create=False) as log:
        assert log.statements([CHILD])[CHILD][0].data == {"date_of_birth": SEALED}
    assert not (tmp_path / "journey.keys.db").exists()

    with open_log(str(tmp_path / "journey.db"), keyring=str(tmp_path / "elsewhere.db")) as log:
        assert log.statements([CHILD])[CHILD][0].data == {"date_of_birth": date(2010, 5, 17)}


_KEYS = "SELECT stream, length(key) FROM journey_keys.keys ORDER BY stream"


def test_keys_of_a_postgres_store_are_in_a_schema_of_their_own(postgres_url: str) -> None:
    with open_log(postgres_url) as log:
        write(log, registered())

    with create_engine(parse(postgres_url).url).connect() as connection:
        assert connection.exec_driver_sql(_KEYS).all() == [(CHILD, 64), ("organisation:821", 64)]


def test_keys_are_on_the_disk_before_the_event_and_stay_when_it_fails(store_url: str) -> None:
    with open_log(store_url) as log, pytest.raises(TypeError), log.writing() as writer:
        writer.append([registered(odd=1.5)])

    with open_log(store_url) as log:
        first = log.keyring.get(CHILD)
        assert first is not None
        write(log, registered())
        assert log.statements([CHILD])[CHILD][0].data == {"date_of_birth": date(2010, 5, 17)}


def test_two_who_make_a_key_at_once_end_with_one(store_url: str, open_stores: Callable[..., Log]) -> None:
    streams = [f"child:821:{number}" for number in range(300)]
    logs = [open_stores(store_url) for _ in range(4)]

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda log: log.keyring.ensure(streams), logs))

    for stream in streams:
        assert len({log.keyring.key(stream).content_hash(b"x") for log in logs}) == 1


def test_thousands_of_keys_are_made_at_once(log: Log) -> None:
    streams = [f"child:821:{number}" for number in range(5_000)]
    started = monotonic()

    log.keyring.ensure(streams)

    assert monotonic() - started < 5
    assert len({log.keyring.key(stream).content_hash(b"x") for stream in streams}) == 5_000


KEY = StreamKey(CHILD, bytes(range(64)))


def test_a_sealed_value_opens_under_its_key_alone() -> None:
    sealed = KEY.seal("upn", b"N00000000007A")

    assert KEY.unseal("upn", sealed) == b"N00000000007A"
    assert KEY.unseal("former_upn", sealed) is None
    assert KEY.unseal("upn", sealed[:-1] + b"\0") is None
    assert StreamKey("child:821:2", bytes(range(64))).unseal("upn", sealed) is None
    assert StreamKey(CHILD, bytes(64)).unseal("upn", sealed) is None
    assert KEY.seal("upn", b"N00000000007A") == sealed


def test_fingerprints_are_made_under_the_key_that_the_library_derives() -> None:
    """Worked out by hand for speed; another derivation would make every child of the next import look changed."""
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"journey fingerprints").derive(bytes(range(64)))

    assert KEY.content_hash(b"x") == hmac.digest(derived, b"x", "sha256")[:8]


def test_a_content_hash_is_short_and_keyed() -> None:
    assert len(KEY.content_hash(b"x")) == 8
    assert KEY.content_hash(b"x") == StreamKey(CHILD, bytes(range(64))).content_hash(b"x")
    assert KEY.content_hash(b"x") != KEY.content_hash(b"y")
    assert KEY.content_hash(b"x") != StreamKey(CHILD, bytes(64)).content_hash(b"x")


def test_a_name_becomes_a_reference(log: Log) -> None:
    reference = log.keyring.reference(ORGANISATION, "worker", "Priya Shah")

    assert reference.startswith("w:")
    assert len(reference) == 14
    assert log.keyring.reference(ORGANISATION, "worker", "  priya   SHAH ") == reference
    assert log.keyring.reference(ORGANISATION, "worker", "Priya Shaw") != reference
    assert log.keyring.reference(organisation_stream("822"), "worker", "Priya Shah") != reference
    assert log.keyring.reference(ORGANISATION, "family", "Priya Shah")[:2] == "f:"
    assert log.keyring.reference(ORGANISATION, "family", "Priya Shah")[2:] != reference[2:]


@pytest.mark.parametrize(("written", "reference"), [("SW12345", "SW12345"), (" sw12345 ", "SW12345"), ("XX99", "XX99")])
def test_a_registration_number_stays_as_it_is(written: str, reference: str) -> None:
    assert KEY.reference("worker", written) == reference


@pytest.mark.parametrize("written", ["SW12345 Priya Shah", "SW", "ASW123", "Priya SW12345"])
def test_what_only_contains_a_number_is_a_name(written: str) -> None:
    assert KEY.reference("worker", written).startswith("w:")


def test_accents_written_in_two_ways_are_one_name() -> None:
    assert KEY.reference("worker", "Ren\u00e9e") == KEY.reference("worker", "Rene\u0301e")
    assert KEY.reference("family", "SW12345").startswith("f:")
