"""What was imported, on the stream of the authority's extracts; and the names behind worker references."""

from pydantic import Field

from journey.domain.events.base import Event


class ExtractImported(Event):
    """One file (or set of files made together) was read; every row is counted."""

    NAME = "ExtractImported"
    TITLE = "Extract imported"
    KIND = "extract"
    STAGE = "Imports"

    files: list[str] = Field(default_factory=list, description="SHA-256 of each file, hexadecimal")
    file_names: list[str] = Field(default_factory=list, description="what the files were called, in the same order")
    lists: list[dict[str, object]] = Field(
        default_factory=list,
        description="per list: `list`, `title`, `window_from` (first day covered; null: snapshot) and the row counts; "
        "of a report or yearly return also `window_to` and `carries`: of which events it holds what, for which days; "
        "`read_as`: the lists read from its rows; `empty`: the events of which no row had a value",
    )
    read_by: str | None = Field(None, description="SHA-256 of the map that a report was read by, if one was")
    previous: str | None = Field(None, description="SHA-256 of the file before it in the source's order, if any")


class ListInventoried(Event):
    """The rows of one list: child, fact key, short keyed content hash, outcome; compressed; skipped by the journal."""

    NAME = "ListInventoried"
    TITLE = "List inventoried"
    KIND = "inventory"
    STAGE = "Imports"

    list: str
    table: bytes = Field(description="zlib-compressed MessagePack of rows [child, fact, hash, outcome]")


class WorkerNamed(Event):
    """A worker's name as written, sealed, behind the reference used on children's streams."""

    NAME = "WorkerNamed"
    TITLE = "Worker named"
    KIND = "worker"
    STAGE = "Workers and teams"

    reference: str
    name: str | None = None
