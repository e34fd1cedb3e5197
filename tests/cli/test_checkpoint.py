"""``journey checkpoint`` signs how a store stands; ``verify`` compares any number of checkpoints with it."""

from __future__ import annotations

import json
import sqlite3
import stat
from datetime import date
from pathlib import Path

import pytest

from journey.domain.statements import Source, Statement
from journey.store.log import open_log
from tests.cli.running import journey
from tests.store.forging import rechained, replace_rows

DAY = date(2025, 3, 31)


def record(url: str, *numbers: int) -> None:
    """Record so many closures."""
    with open_log(url) as log, log.writing() as writer:
        writer.append(
            [
                Statement(f"child:999:{number}", "CaseClosed", "episode/2025-03-01/1/closed", DAY, Source("cin", DAY))
                for number in numbers
            ]
        )


@pytest.fixture
def store(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path}/journey.db"
    record(url, 1, 2, 3)
    return url


@pytest.fixture
def key(tmp_path: Path) -> tuple[str, str]:
    """A key's file, and its public part as printed."""
    path = tmp_path / "signing.pem"
    made = journey("checkpoint", "--new-key", str(path))
    assert made.exit_code == 0
    return str(path), made.stdout.strip()


def test_a_key_is_its_owners_alone_and_never_written_over(key: tuple[str, str], store: str) -> None:
    path, public = key
    assert stat.S_IMODE(Path(path).stat().st_mode) == 0o600
    assert len(bytes.fromhex(public)) == 32

    again = journey("checkpoint", "--new-key", path)
    assert again.exit_code == 2
    assert "never written over" in again.stderr

    Path(path).chmod(0o640)
    refused = journey("checkpoint", "--key", path, store=store)
    assert refused.exit_code == 15
    assert "chmod 600" in refused.stderr


def test_a_checkpoint_says_how_the_store_stands(key: tuple[str, str], store: str, tmp_path: Path) -> None:
    path, public = key

    said = json.loads(journey("checkpoint", "--key", path, store=store).stdout)
    known = json.loads(journey("verify", "--format", "json", store=store).stdout)["meta"]

    assert list(said) == ["checkpoint", "store", "position", "chain", "root", "access", "made_at", "key", "signature"]
    assert {name: said[name] for name in ("store", "position", "chain", "root")} == {
        name: known[name] for name in ("store", "position", "chain", "root")
    }
    assert (said["position"], said["access"]["position"], said["key"]) == (3, 0, public)


def test_any_number_of_checkpoints_is_compared(key: tuple[str, str], store: str, tmp_path: Path) -> None:
    path, public = key
    files = [str(tmp_path / f"{name}.json") for name in ("monday", "friday")]
    for number, file in enumerate(files, 4):
        assert journey("checkpoint", "--key", path, "--output", file, store=store).exit_code == 0
        record(store, number)
    arguments = ("--public-key", public, "--checkpoint", *files, "--format", "json")

    whole = journey("verify", *arguments, store=store)
    rewrite(store, 4)
    changed = journey("verify", *arguments, store=store)

    assert (whole.exit_code, json.loads(whole.stdout)["rows"]) == (0, [])
    assert [one["position"] for one in json.loads(whole.stdout)["meta"]["checkpoints"]] == [3, 4]
    assert changed.exit_code == 13
    [row] = json.loads(changed.stdout)["rows"]
    assert row["position"] == 4
    assert "is not what" in row["problem"]
    assert files[1] in row["problem"]


def test_a_store_that_does_not_verify_is_not_signed(key: tuple[str, str], store: str, tmp_path: Path) -> None:
    with sqlite3.connect(store.removeprefix("sqlite:///")) as connection:
        connection.execute("drop trigger events_no_update")
    output = tmp_path / "checkpoint.json"

    refused = journey("checkpoint", "--key", key[0], "--output", str(output), store=store)

    assert refused.exit_code == 13
    assert "Nothing was signed" in refused.stderr
    assert not output.exists()


def test_an_earlier_checkpoint_is_not_written_over(key: tuple[str, str], store: str, tmp_path: Path) -> None:
    output = tmp_path / "checkpoint.json"
    output.write_text("kept")

    assert journey("checkpoint", "--key", key[0], "--output", str(output), store=store).exit_code == 2
    assert output.read_text() == "kept"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "There is no checkpoint"),
        (b"", "is not a checkpoint"),
        (b'{"checkpoint": 1}', "is not a checkpoint"),
        (b"[" * 20_000, "is not a checkpoint"),
        (b"\xff\xfe", "is not a checkpoint"),
    ],
)
def test_what_is_no_checkpoint_is_refused(store: str, tmp_path: Path, content: bytes | None, words: str) -> None:
    file = tmp_path / "checkpoint.json"
    if content is not None:
        file.write_bytes(content)

    refused = journey("verify", "--checkpoint", str(file), store=store)

    assert refused.exit_code == 11
    assert words in refused.stderr


@pytest.mark.parametrize(
    "change", [{"position": -1}, {"root": "00"}, {"key": "zz"}, {"made_at": "yesterday"}, {"x": 1}]
)
def test_a_checkpoint_with_a_field_that_cannot_be_is_refused(
    key: tuple[str, str], store: str, tmp_path: Path, change: dict[str, object]
) -> None:
    file = tmp_path / "checkpoint.json"
    file.write_text(json.dumps(json.loads(journey("checkpoint", "--key", key[0], store=store).stdout) | change))

    assert journey("verify", str(file), store=store).exit_code == 11


def test_a_checkpoint_edited_by_hand_is_a_problem(key: tuple[str, str], store: str, tmp_path: Path) -> None:
    file = tmp_path / "checkpoint.json"
    said = json.loads(journey("checkpoint", "--key", key[0], store=store).stdout)
    file.write_text(json.dumps(said | {"made_at": "2020-01-01T00:00:00+00:00"}))

    result = journey("verify", str(file), store=store)

    assert result.exit_code == 13
    assert "changed or forged" in result.stdout


@pytest.mark.parametrize(
    "arguments", [("checkpoint",), ("checkpoint", "--key", "a", "--new-key", "b"), ("verify", "--public-key", "mine")]
)
def test_what_cannot_be_meant_is_refused(arguments: tuple[str, ...], store: str) -> None:
    assert journey(*arguments, store=store).exit_code == 2


def test_a_key_that_is_none_is_refused(store: str, tmp_path: Path) -> None:
    missing = journey("checkpoint", "--key", str(tmp_path / "no.pem"), store=store)
    other = tmp_path / "other.pem"
    other.touch(0o600)

    assert (missing.exit_code, "Make one" in missing.stderr) == (2, True)
    assert journey("checkpoint", "--key", str(other), store=store).exit_code == 11


def rewrite(url: str, position: int) -> None:
    """Change a row and compute the whole chain again."""
    with open_log(url) as log:
        rows = list(log.all_rows())
        rows[position - 1] = rows[position - 1]._replace(name="CaseOpened")
        replace_rows(log, rechained(rows))
