"""``--pseudonymise KEYFILE``: whatever leaves, leaves with pseudonyms and moved dates, under a key that stays here."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from journey.domain.errors import BadInputFile, NotPermitted, UsageError

if TYPE_CHECKING:
    from journey.reports.pseudonymised import Disguise
    from journey.store.log import Log

KEY_BYTES: Final = 32
_MAKE: Final = "Make one: (umask 077; head -c 32 /dev/urandom > {path})"
_SHARED: Final = 0o077
_MOVED: Final = frozenset({"date_of_death", "ethnicity"})
"""Personal fields that are told in another form."""


def read_key(path: Path) -> bytes:
    """The key in a file. Raises UsageError for a missing one, NotPermitted for one that others can read,
    BadInputFile for one that is too short to keep a secret."""
    try:
        if os.name == "posix" and path.stat().st_mode & _SHARED:
            raise NotPermitted(
                f"{path} can be read by others than its owner, and whoever has the key can undo the pseudonyms: "
                f"chmod 600 {path}"
            )
        key = path.read_bytes()
    except FileNotFoundError:
        raise UsageError(f"There is no key at {path}. {_MAKE.format(path=path)}") from None
    except OSError as error:
        raise NotPermitted(f"{path} cannot be read ({error.strerror}). Check your rights to it.") from None
    if len(key) < KEY_BYTES:
        raise BadInputFile(f"{path} is shorter than {KEY_BYTES} bytes and can be guessed. {_MAKE.format(path=path)}")
    return key


def disguise(log: Log, path: Path, as_at: date | None) -> Disguise:
    """How everything of a store is told under the key of a file."""
    from journey.domain.values import PERSONAL
    from journey.projections.names import worker_names
    from journey.projections.record.survivors import survivors
    from journey.reports.pseudonymised import Disguise
    from journey.reports.pseudonyms import Pseudonyms

    pseudonyms = Pseudonyms(read_key(path), survivors(log), worker_names(log))
    return Disguise(pseudonyms, PERSONAL - _MOVED, as_at)
