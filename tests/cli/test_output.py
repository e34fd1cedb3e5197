"""Files are whole or not there, readable by their owner alone, and never written over what is no report."""

from __future__ import annotations

import sqlite3
import stat
from pathlib import Path

import pytest

from journey.cli.output import check_output, new_file, write_file
from journey.domain.errors import NotPermitted, UsageError


def test_a_file_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("old")
    path.chmod(0o644)

    write_file(path, b"new")

    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    folder = tmp_path / "list.csv"
    folder.mkdir()

    with pytest.raises(NotPermitted, match="cannot be written"):
        write_file(folder, b"new")
    assert list(tmp_path.iterdir()) == [folder]
    assert folder.is_dir()


def test_what_a_killed_command_left_goes_with_the_next_and_what_is_being_written_stays(tmp_path: Path) -> None:
    path, left = tmp_path / "list.csv", tmp_path / ".list.csv.abc.part"
    left.write_bytes(b"half")

    with new_file(path) as outer:
        write_file(path, b"inner")
        outer.write(b"outer")

    assert path.read_bytes() == b"outer"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is a folder"):
        check_output(tmp_path)


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no folder"):
        check_output(tmp_path / "missing" / "list.csv")


def test_a_device_is_refused() -> None:
    with pytest.raises(UsageError, match="not an ordinary file"):
        check_output(Path("/dev/null"))


def test_a_database_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "journey.db"
    with sqlite3.connect(path) as connection:
        connection.execute("create table t (x)")

    with pytest.raises(UsageError, match="is a database, not a report"):
        check_output(path)


def test_a_report_may_be_written_over(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("old")

    check_output(path)
