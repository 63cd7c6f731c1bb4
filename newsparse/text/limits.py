"""Limits on how much of an input is read: the size limit, and the beginning that may suffice."""

from __future__ import annotations

import errno
import re
from collections.abc import Callable

MAX_SIZE = 10**9  # bytes, unpacked; 0 is no limit. Parsing takes a dozen times as much memory as the file
# Bytes that are read before the rest: 65,536 characters in any encoding, and a byte-order mark.
HEAD = 4 * 65_536 + 4
Enough = Callable[[bytes], bool]  # whether the beginning of a file suffices
_UNITS: dict[str, int] = {
    "": 1,
    "B": 1,
    "BYTES": 1,
    **{f"{prefix}IB": 1024**power for power, prefix in enumerate("KMGT", 1)},
    **{f"{prefix}B": 1000**power for power, prefix in enumerate("KMGT", 1)},
}
_SIZE = r"(\d{1,18})(?:\.(\d{1,18}))?\s*([A-Za-z]*)"


def parse_size(text: str) -> int | None:
    """The bytes that a size like `500MB`, `2GiB` or `1000000` names; 0 for `none`; None if it is not a size.

    >>> parse_size("1.5 GB"), parse_size("2GiB"), parse_size("none"), parse_size("much")
    (1500000000, 2147483648, 0, None)
    """
    if text.strip().lower() == "none":
        return 0
    match = re.fullmatch(_SIZE, text.strip(), re.ASCII)  # few command lines need it
    if not match or (unit := _UNITS.get(match[3].upper())) is None:
        return None
    part = match[2] or ""  # not a float, which has no place for every size
    return int(match[1]) * unit + int(part or "0") * unit // int("1" + "0" * len(part))


def format_size(size: int) -> str:
    """A size in bytes in the largest unit in which it is a whole number; `parse_size` reads it.

    >>> format_size(10**9), format_size(2 << 30), format_size(1_234_567)
    ('1 GB', '2 GiB', '1234567 bytes')
    """
    for unit, factor in reversed(_UNITS.items()):
        if size >= factor > 1 and size % factor == 0:
            return f"{size // factor} {unit.replace('I', 'i')}"
    return f"{size} bytes"


def oversized(path: str, limit: int) -> OSError:
    """What is raised for a file of more than `limit` bytes: an OSError with the errno EFBIG."""
    return OSError(errno.EFBIG, f"larger than {format_size(limit)}", path)


def never(head: bytes) -> bool:
    """Return False: no beginning of a file suffices."""
    return False
