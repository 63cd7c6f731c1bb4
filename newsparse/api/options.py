"""How inputs are read and repaired, and the sources that the public functions accept."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass

from ..article import DATE_ORDERS, DateOrder
from ..body import LEVELS, Level
from ..formats import has_header
from ..inputs.reader import STDIN
from ..text.decoding import ERRORS, Errors, is_encoding
from ..text.limits import MAX_SIZE

Source = bytes | str | os.PathLike[str]
_MAX_PATH_LENGTH = 4096  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """How inputs are read and repaired. The attributes are the arguments of `parse` with the same names.

    Raises LookupError for an unknown encoding, ValueError for a value that is not one of the choices.
    """

    encoding: str | None = None
    errors: Errors = "strict"
    repair: Level = "safe"
    date_order: DateOrder | None = None
    max_size: int = MAX_SIZE

    def __post_init__(self) -> None:
        if self.encoding is not None and not is_encoding(self.encoding):
            raise LookupError(f"unknown encoding {self.encoding!r}")
        check_choice("errors", self.errors, ERRORS)
        check_choice("repair", self.repair, LEVELS)
        if self.date_order is not None:
            check_choice("date_order", self.date_order, DATE_ORDERS)


def check_choice(name: str, value: object, choices: Sequence[str]) -> None:
    """Raise ValueError, listing the choices, unless the argument `name` is one of them."""
    if value not in choices:
        known = ", ".join(map(repr, choices))
        raise ValueError(f"{name} must be one of {known}, not {value!r}")


def check_source(source: object) -> None:
    """Raise TypeError for a source of a wrong type, ValueError for a str that is the path of a file."""
    if not isinstance(source, bytes | bytearray | memoryview | str | os.PathLike):
        raise TypeError(f"source must be a str, bytes or a pathlib.Path, not {type(source).__name__}")
    path = source.removesuffix("\n").removesuffix("\r") if isinstance(source, str) else ""
    may_be_path = 0 < len(path) < _MAX_PATH_LENGTH and "\n" not in path
    if may_be_path and not has_header(path) and os.path.isfile(path):
        raise ValueError(f"{path!r} is the path of a file, but a str is read as text; pass Path({path!r})")


def source_name(source: Source, name: str | None) -> str:
    """Return `name` or, if it is None, the path of the source, or "-"."""
    if name is not None:
        return name
    return os.fspath(source) if isinstance(source, os.PathLike) else STDIN
