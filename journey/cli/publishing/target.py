"""Where tables are published: an address that is shown, and kept, without a password."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from journey.store.address import Address


@dataclass(frozen=True)
class Target:
    """A place for tables. As text it is the whole address without a password, whichever folder it was said in."""

    address: Address

    @classmethod
    def of(cls, text: str) -> Target:
        """Read an address; a password that was blotted out is none. Raises UsageError."""
        from journey.store.address import Address, parse

        address = parse(text)
        if address.path is not None:
            return cls(Address.of_file(address.path.expanduser().absolute()))
        if address.url.password == "***":
            address = parse(address.url._replace(password=None).render_as_string())
        return cls(address)

    def __str__(self) -> str:
        return self.address.shown if self.address.path is None else f"sqlite:///{self.address.path}"

    def is_part_of(self, store: Path | None) -> bool:
        """Whether it is a file of a store: its log, its keys or its access log."""
        from journey.store.address import Address, beside

        if store is None or self.address.path is None:
            return False
        log = Address.of_file(store.absolute())
        own = (log, beside(log, "keys"), beside(log, "access"))
        return self.address.path.resolve() in [one.path.resolve() for one in own if one.path]


class TargetType(click.ParamType[Target]):
    """``sqlite:///PATH``, a path, or ``postgresql://…``."""

    name = "url"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Target:
        """The target; an address that cannot be read is refused."""
        return value if isinstance(value, Target) else Target.of(str(value))
