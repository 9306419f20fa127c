"""Whether a folder is on a disk of this computer."""

from __future__ import annotations

from pathlib import Path

LOCAL = frozenset(
    {"apfs", "hfs", "ufs", "zfs"}
    | {"bcachefs", "btrfs", "ext2", "ext3", "ext4", "f2fs", "jfs", "reiserfs", "xfs"}
    | {"exfat", "fat", "fat32", "fuseblk", "msdos", "ntfs", "ntfs3", "refs", "vfat"}
    | {"overlay", "ramfs", "tmpfs"}
)
"""File systems that one computer alone has mounted; what is not listed may be a share."""


def is_local(path: Path) -> bool:
    """Whether ``path`` is known to be on a disk of this computer.

    False for a share (NFS, SMB, a mapped drive, a UNC path), and where nobody knows.
    """
    import psutil  # 30 ms, and not on the way to the first paint

    place = path.resolve()
    mounted = [
        partition
        for partition in psutil.disk_partitions(all=True)
        if place.is_relative_to(partition.mountpoint)
    ]
    # The last of those as deep is the one on top.
    nearest = max(reversed(mounted), key=lambda one: len(Path(one.mountpoint).parts), default=None)
    if nearest is None:
        return False
    return nearest.fstype.lower() in LOCAL and "remote" not in nearest.opts.split(",")
