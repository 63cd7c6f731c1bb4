"""How much of an input is read: the largest size, and the beginning (head) that shows whether it is text at all."""

from __future__ import annotations

import errno
import re
from collections.abc import Callable

MAX_SIZE = 10**9  # bytes after decompression; 0 is no limit. Parsing needs about twelve times as much memory
SAMPLE = 65_536  # number of characters that are examined to recognize binary data and the format
HEAD = 4 * SAMPLE + 4  # number of bytes that hold a sample in any encoding, and a byte-order mark
# A parameter `head_suffices` of this type is called with the first HEAD bytes of a longer file. If it returns true, for
# instance because they are binary data, the rest of the file is not read.
HeadTest = Callable[[bytes], bool]
_UNITS: dict[str, int] = {
    "": 1,
    "B": 1,
    "BYTES": 1,
    **{f"{prefix}IB": 1024**power for power, prefix in enumerate("KMGT", 1)},
    **{f"{prefix}B": 1000**power for power, prefix in enumerate("KMGT", 1)},
}
_SIZE = r"(\d{1,18})(?:\.(\d{1,18}))?\s*([A-Za-z]*)"


def parse_size(text: str) -> int | None:
    """Return the number of bytes for a size such as `500MB`, `2GiB` or `1000000`, 0 for `none`, None if it is no size.

    >>> parse_size("1.5 GB"), parse_size("2GiB"), parse_size("none"), parse_size("much")
    (1500000000, 2147483648, 0, None)
    """
    if text.strip().lower() == "none":
        return 0
    match = re.fullmatch(_SIZE, text.strip(), re.ASCII)  # compiled here, because few command lines need it
    if not match or (unit := _UNITS.get(match[3].upper())) is None:
        return None
    decimals = match[2] or ""  # not a float, which cannot represent every size
    return int(match[1]) * unit + int(decimals or "0") * unit // int("1" + "0" * len(decimals))


def format_size(size: int) -> str:
    """Format a number of bytes in the largest unit that gives a whole number; `parse_size` returns the same number.

    >>> format_size(10**9), format_size(2 << 30), format_size(1_234_567)
    ('1 GB', '2 GiB', '1234567 bytes')
    """
    for unit, factor in reversed(_UNITS.items()):
        if size >= factor > 1 and size % factor == 0:
            return f"{size // factor} {unit.replace('I', 'i')}"
    return f"{size} bytes"


def oversized_error(path: str, limit: int) -> OSError:
    """Return the error, with errno EFBIG, for a file of more than `limit` bytes."""
    return OSError(errno.EFBIG, f"larger than {format_size(limit)}", path)


def never(head: bytes) -> bool:
    """Return False. As `head_suffices`: read every file to its end."""
    return False
