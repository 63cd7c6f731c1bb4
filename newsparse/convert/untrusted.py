"""Values from files that anybody may have changed, checked against the types that they must have.

State, plans and receipts lie beside the outputs. What they hold decides which files are written and removed, so every
value is checked before it is used: its type, its range, and of names that they stay below their folder.
"""

from __future__ import annotations

import errno
import json
import os
import types
from collections.abc import Callable, Iterator
from functools import cache
from typing import Annotated, Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from ..storage import stores

_Record = TypeVar("_Record")
_Reader = Callable[[Any], Any]
_MOST = 1 << 62  # of sizes, counts and times
_MOST_RECORDS = 1 << 30  # of one input, which holds at most so many bytes


class DamagedError(ValueError):
    """A value that does not have the type it must have; the message says which."""


def is_name(name: str) -> bool:
    """Whether a name can be that of a file and stays below the folder that it is joined to, as long as no folder in it
    is a link.

    >>> [is_name(x) for x in ("a/b.json", "../b", "/b", "a/../../b", "a//b", "", "a\\0b")]
    [True, False, False, False, False, False, False]
    """
    parts = name.replace(os.sep, "/").split("/")
    return is_path(name) and not os.path.splitdrive(name)[0] and all(part not in ("", ".", "..") for part in parts)


def is_path(path: str) -> bool:
    """Whether the system accepts a path: it has no NUL, and no surrogate but those that stand for bytes."""
    try:
        return b"\0" not in os.fsencode(path)
    except UnicodeEncodeError:
        return False


Name = Annotated[str, is_name]
Path = Annotated[str, is_path]
Target = Annotated[str, lambda target: is_name(f"{target}.x")]  # a name without its ending
Size = Annotated[int, lambda size: 0 <= size < _MOST]
Records = Annotated[int, lambda count: 0 <= count < _MOST_RECORDS]


def read(path: str) -> bytes:
    """The bytes of a stored file. Raises OSError, also where it is a link, a pipe or a device."""
    refuse_special(path)
    return stores.read(path)


def refuse_special(path: str) -> None:
    """Raise OSError where a file does not exist, or is a link, a pipe or a device. Object stores have none of these."""
    if stores.is_remote(path):
        return
    if os.path.islink(path):
        raise OSError(errno.ELOOP, "a symbolic link", path)
    stores.about(path)


def is_linked(folder: str, name: str) -> bool:
    """Whether a folder between `folder` and the file `name` below it is a symbolic link, which leads elsewhere."""
    here, parts = stores.plain(folder), name.split("/")
    links = (os.path.islink(os.path.join(here, *parts[:count])) for count in range(1, len(parts)))
    return not stores.is_remote(here) and any(links)


def refuse_linked(folder: str, name: str) -> None:
    """Raise OSError where the file `name` below `folder` is a symbolic link, or below one, or does not exist."""
    refuse_special(stores.join(folder, name))
    if is_linked(folder, name):
        raise OSError(errno.ELOOP, "below a symbolic link", stores.join(folder, name))


def names_below(folder: str) -> Iterator[str]:
    """The names of all files below a folder, from there on, in no order; none where it does not exist. Links to folders
    are not followed. A store is listed in pages, not by folder. Raises OSError."""
    return stores.names_below(folder)


def parse(data: bytes) -> Any:
    """The value of a JSON text. Raises DamagedError."""
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        raise DamagedError("not JSON") from None


def record(kind: type[_Record], values: object) -> _Record:
    """A NamedTuple from a list of its values, or from an object with its fields. Raises DamagedError."""
    fields = _fields(cast(Any, kind))
    if isinstance(values, dict) and values.keys() == fields.keys():
        values = [values[name] for name in fields]
    if not isinstance(values, list) or len(values) != len(fields):
        raise DamagedError(f"not a {kind.__name__} of this version")
    made = []
    for (name, read), value in zip(fields.items(), values, strict=True):
        try:
            made.append(read(value))
        except DamagedError as error:
            raise DamagedError(str(error) or f"{name} {_shown(value)} is not valid") from None
    return kind(*made)


def _shown(value: object) -> str:
    """A value in a message; only its type where it is nested or long."""
    shown = "" if isinstance(value, list | dict) else repr(value)
    return shown if 0 < len(shown) < 200 else f"of type {type(value).__name__}"


@cache
def _fields(kind: type[Any]) -> dict[str, _Reader]:
    """The fields of a NamedTuple in their order."""
    return {name: _reader(hint) for name, hint in get_type_hints(kind, include_extras=True).items()}


def _reader(kind: Any) -> _Reader:
    """What gives a value of a type from one that JSON has, or raises DamagedError."""
    origin, args = get_origin(kind), get_args(kind)
    if kind is Any:
        return lambda value: value
    if origin is Annotated:
        base, tests = _reader(args[0]), args[1:]
        return lambda value: _if(base(value), all(test(value) for test in tests))
    if origin is Literal:
        return lambda value: _if(value, isinstance(value, str) and value in args)
    if origin in (Union, types.UnionType):
        [inner] = (_reader(x) for x in args if x is not type(None))
        return lambda value: None if value is None else inner(value)
    if origin in (list, tuple, dict):
        return _collection(origin, [_reader(x) for x in args])
    if hasattr(kind, "_fields"):
        return lambda value: record(kind, value)
    return lambda value: _if(value, type(value) is kind)


def _collection(origin: type, readers: list[_Reader]) -> _Reader:
    inner = readers[-1]
    if origin is list:
        return lambda value: [inner(x) for x in _if(value, isinstance(value, list))]
    if origin is dict:
        return lambda value: {key: inner(x) for key, x in _if(value, isinstance(value, dict)).items()}

    def row(value: Any) -> Any:
        _if(value, isinstance(value, list) and len(value) == len(readers))
        return tuple(read(x) for read, x in zip(readers, value, strict=True))

    return row


def _if(value: Any, is_good: bool) -> Any:
    if not is_good:
        raise DamagedError
    return value
