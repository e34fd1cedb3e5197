"""File systems on which SQLite cannot promise anything: their locks do not hold between machines."""

from __future__ import annotations

from pathlib import Path

from journey.domain.errors import NotPermitted

NETWORK = frozenset(
    {"afs", "ceph", "cifs", "fuse.glusterfs", "fuse.rclone", "fuse.s3fs", "fuse.sshfs", "lustre", "ncpfs", "nfs"}
    | {"nfs4", "smb", "smb2", "smb3", "smbfs", "webdav", "davfs", "fuse.davfs", "fuse.smbnetfs", "fuse.cifs"}
)

_MOUNTS = Path("/proc/mounts")


def file_system(path: Path, mounts: str) -> str:
    """The type of the file system that holds a path, from the text of ``/proc/mounts``; empty if it cannot be told."""
    best, found = -1, ""
    where = path.resolve()
    for line in mounts.splitlines():
        pieces = line.split()
        if len(pieces) < 3:
            continue
        mount = Path(pieces[1].replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\"))
        # The last mount on a point hides those before it.
        if where.is_relative_to(mount) and len(mount.parts) >= best:
            best, found = len(mount.parts), pieces[2]
    return found


def refuse_network(path: Path) -> None:
    """Raise NotPermitted when a store's file is on a network file system."""
    try:
        mounts = _MOUNTS.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return
    kind = file_system(path, mounts)
    if kind in NETWORK:
        raise NotPermitted(
            f"{path} is on a network file system ({kind}), where two people writing at once would damage "
            "a SQLite store. Keep the store on a local disk, or use PostgreSQL for a team: --store postgresql://user@host/database."
        )
