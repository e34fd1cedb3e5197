"""Where a store is: one address names the log, its keyring and its access log."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from journey.domain.errors import UsageError

_EXAMPLES = "Give a file (journey.db), sqlite:///journey.db or postgresql://user@host/database."

_SECRET = ("password", "sslpassword", "sslkey")
"""What an address may carry after its question mark that is never shown."""


@dataclass(frozen=True, slots=True)
class Address:
    """A database: a SQLite file (``path``) or a PostgreSQL address. ``shown`` is fit for a message: no password."""

    url: URL = field(repr=False)
    shown: str
    path: Path | None = None

    @classmethod
    def of_file(cls, path: Path) -> Address:
        """The address of a SQLite file."""
        return cls(URL.create("sqlite+pysqlite", database=str(path)), str(path), path)

    def without_password(self, text: str) -> str:
        """A driver's message with the passwords blotted out, should it quote any."""
        for hidden in (self.url.password, *(self.url.query.get(name) for name in _SECRET)):
            if isinstance(hidden, str) and hidden:
                text = text.replace(hidden, "***")
        return text


def parse(text: str) -> Address:
    """Read an address. Raises UsageError on one that names neither SQLite nor PostgreSQL."""
    if "://" not in text:
        if not text.strip():
            raise UsageError(f"The address of the store is empty. {_EXAMPLES}")
        return Address.of_file(Path(text))
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise UsageError(f"The address of the store cannot be read. {_EXAMPLES}") from None
    if url.drivername in ("sqlite", "sqlite+pysqlite"):
        if not url.database or url.database == ":memory:" or url.query:
            raise UsageError(f"A store needs a file of its own. {_EXAMPLES}")
        return Address.of_file(Path(url.database))
    if url.drivername in ("postgresql", "postgres", "postgresql+psycopg2"):
        url = url.set(drivername="postgresql+psycopg2")
        public = url.difference_update_query(_SECRET)
        return Address(url, public.render_as_string(hide_password=True))
    raise UsageError(f"A store cannot be kept in {url.drivername!r}. {_EXAMPLES}")


def beside(address: Address, kind: str) -> Address:
    """The keyring (``keys``) or access log (``access``) of a log: ``journey.keys.db`` beside ``journey.db``.

    On PostgreSQL both are in the same database.
    """
    if address.path is None:
        return address
    return Address.of_file(address.path.with_name(f"{address.path.name.removesuffix('.db')}.{kind}.db"))
