"""JSON from files that other programs may have changed, checked against types.

State, plans and receipts are stored next to the outputs. Their content decides which files are written and removed, so
every value is checked before it is used: its type, its range, and that a name stays below its folder.
"""

from __future__ import annotations

import errno
import json
import os
import types
from collections.abc import Callable
from functools import cache
from typing import Annotated, Any, Literal, NamedTuple, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from ..storage import stores

_Record = TypeVar("_Record")
_Converter = Callable[[Any], Any]
_MAX_INTEGER = 1 << 62  # of sizes, counts and times
_MAX_RECORDS = 1 << 30  # of one input: no input has more bytes


class DamagedError(ValueError):
    """A stored value that is not valid; the message names it."""


def is_name(name: str) -> bool:
    """Whether a name is valid for a file and stays below the folder it is joined to, if no folder in it is a link.

    >>> [is_name(x) for x in ("a/b.json", "../b", "/b", "a/../../b", "a//b", "", "a\\0b")]
    [True, False, False, False, False, False, False]
    """
    parts = name.replace(os.sep, "/").split("/")
    return is_path(name) and not os.path.splitdrive(name)[0] and all(part not in ("", ".", "..") for part in parts)


def is_path(path: str) -> bool:
    """Whether the system accepts a path: no NUL, and no surrogates except those that represent undecodable bytes."""
    try:
        return b"\0" not in os.fsencode(path)
    except UnicodeEncodeError:
        return False


Name = Annotated[str, is_name]
Path = Annotated[str, is_path]
Target = Annotated[str, lambda target: is_name(f"{target}.x")]  # the name of an output without its ending
Size = Annotated[int, lambda size: 0 <= size < _MAX_INTEGER]
RecordCount = Annotated[int, lambda count: 0 <= count < _MAX_RECORDS]


class _StoredNames(NamedTuple):
    """The names of a record class and of its fields in stored files and in messages."""

    record: str
    fields: dict[str, str]  # by the name of the attribute; attributes that are missing here keep their names


_STORED_NAMES: dict[type[Any], _StoredNames] = {}


def stored_as(record: str, **fields: str) -> Callable[[type[_Record]], type[_Record]]:
    """Declare the names that a NamedTuple and its `fields` have in stored files and messages, where they differ.

    The format of stored files stays the same when attributes are renamed.
    """

    def declare(record_type: type[_Record]) -> type[_Record]:
        _STORED_NAMES[record_type] = _StoredNames(record, fields)
        return record_type

    return declare


def _stored_names(record_type: type[Any]) -> _StoredNames:
    return _STORED_NAMES.get(record_type) or _StoredNames(record_type.__name__, {})


def stored_fields(record: Any) -> dict[str, Any]:
    """The fields of a NamedTuple by their names in stored files, as in the object that `parse_record` accepts."""
    names = _stored_names(type(record)).fields
    return {names.get(name, name): value for name, value in record._asdict().items()}


def read_file(path: str) -> bytes:
    """Read a stored file. Raises OSError, also if it is a link, a pipe or a device."""
    refuse_special_file(path)
    return stores.read(path)


def refuse_special_file(path: str) -> None:
    """Raise OSError if a file is missing, or is a link, a pipe or a device. Object stores have none of these."""
    if stores.is_remote(path):
        return
    if os.path.islink(path):
        raise OSError(errno.ELOOP, "is a symbolic link", path)
    stores.file_info(path)


def is_below_link(folder: str, name: str) -> bool:
    """Whether a folder between `folder` and the file `name` below it is a symbolic link."""
    local_folder, parts = stores.strip_file_scheme(folder), name.split("/")
    links = (os.path.islink(os.path.join(local_folder, *parts[:count])) for count in range(1, len(parts)))
    return not stores.is_remote(local_folder) and any(links)


def refuse_link(folder: str, name: str) -> None:
    """Raise OSError if the file `name` below `folder` is missing, is a symbolic link, or is below one."""
    refuse_special_file(stores.join_path(folder, name))
    if is_below_link(folder, name):
        raise OSError(errno.ELOOP, "is below a symbolic link", stores.join_path(folder, name))


def parse_json(data: bytes) -> Any:
    """Parse a JSON text. Raises DamagedError."""
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        raise DamagedError("not JSON") from None


def parse_record(record_type: type[_Record], values: object) -> _Record:
    """Make a NamedTuple from a list of its values, or from an object with its stored fields. Raises DamagedError."""
    converters = _field_converters(cast(Any, record_type))
    if isinstance(values, dict) and values.keys() == converters.keys():
        values = [values[name] for name in converters]
    if not isinstance(values, list) or len(values) != len(converters):
        raise DamagedError(f"not a {_stored_names(record_type).record} of this version")
    converted = []
    for (name, convert), value in zip(converters.items(), values, strict=True):
        try:
            converted.append(convert(value))
        except DamagedError as error:
            raise DamagedError(str(error) or f"{name} {_shown(value)} is not valid") from None
    return record_type(*converted)


def _shown(value: object) -> str:
    """The form of a value in a message; only its type if it is nested or long."""
    shown = "" if isinstance(value, list | dict) else repr(value)
    return shown if 0 < len(shown) < 200 else f"of type {type(value).__name__}"


@cache
def _field_converters(record_type: type[Any]) -> dict[str, _Converter]:
    """The converters of the fields of a NamedTuple by their stored names, in order."""
    names = _stored_names(record_type).fields
    hints = get_type_hints(record_type, include_extras=True)
    return {names.get(name, name): _converter(hint) for name, hint in hints.items()}


def _converter(hint: Any) -> _Converter:
    """A function that converts a JSON value to the type `hint`, or raises DamagedError."""
    origin, args = get_origin(hint), get_args(hint)
    if hint is Any:
        return lambda value: value
    if origin is Annotated:
        convert, tests = _converter(args[0]), args[1:]
        return lambda value: _require(convert(value), all(test(value) for test in tests))
    if origin is Literal:
        return lambda value: _require(value, isinstance(value, str) and value in args)
    if origin in (Union, types.UnionType):
        [convert_present] = (_converter(arg) for arg in args if arg is not type(None))
        return lambda value: None if value is None else convert_present(value)
    if origin in (list, tuple, dict):
        return _collection_converter(origin, [_converter(arg) for arg in args])
    return _plain_converter(hint)


def _plain_converter(hint: Any) -> _Converter:
    if hasattr(hint, "_fields"):
        return lambda value: parse_record(hint, value)
    return lambda value: _require(value, type(value) is hint)


def _collection_converter(origin: type, converters: list[_Converter]) -> _Converter:
    convert = converters[-1]
    if origin is list:
        return lambda value: [convert(item) for item in _require(value, isinstance(value, list))]
    if origin is dict:
        return lambda value: {key: convert(item) for key, item in _require(value, isinstance(value, dict)).items()}

    def convert_tuple(value: Any) -> Any:
        _require(value, isinstance(value, list) and len(value) == len(converters))
        return tuple(convert_item(item) for convert_item, item in zip(converters, value, strict=True))

    return convert_tuple


def _require(value: Any, is_valid: bool) -> Any:
    if not is_valid:
        raise DamagedError
    return value
