"""The configuration file: `[tool.newsparse]` of a pyproject.toml, or a newsparse.toml, the nearest one upwards."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, NoReturn

from ..checks.settings import Selection, Settings, no_such_rule, unknown
from ..dates.calendar_date import ORDERS
from ..header.labels import FIELDS, LABELS
from ..problems import unreadable
from ..reports.formats import REPORTS
from ..storage import stores
from ..text.decoding import is_encoding
from ..text.limits import MAX_SIZE, parse_size

_MOST_BYTES = 10**6  # of a configuration file
_DEEPEST = 200  # parts of a key, as in _DEEP: tomllib takes a time that grows with their square
# Quoted parts of a key are limited, too, so that no search for the end of one runs over a long line again and again.
_DEEP = r"""(?<![\w-])(?:(?:[\w-]+|"(?:[^"\\\n]|\\.){0,99}"|'[^'\n]{0,99}')[ \t]*\.[ \t]*){200}"""
_PYPROJECT, _OWN = "pyproject.toml", "newsparse.toml"


class ConfigError(Exception):
    """A configuration that cannot be meant so; the message says where and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What a configuration file says, or nothing: `settings` of the check, and how its inputs are found and told.

    `path` is the file (empty: none), `form` the format of the report; `baseline` is a path beside the file.
    """

    path: str = ""
    settings: Settings = field(default_factory=Settings)
    exclude: tuple[str, ...] = ()
    force_exclude: bool = False
    globs: tuple[str, ...] = ()
    encoding: str | None = None
    max_size: int = MAX_SIZE
    form: str | None = None
    strict: bool = False
    baseline: str | None = None


def find_config(folder: str = ".") -> str | None:
    """The nearest configuration file in `folder` or above it; None where there is none. Raises ConfigError."""
    at = os.path.abspath(folder)
    while True:
        for name in (_OWN, _PYPROJECT):
            path = os.path.join(at, name)
            if os.path.isfile(path) and (name == _OWN or _table(path) is not None):
                return path
        above = os.path.dirname(at)
        if above == at:
            return None
        at = above


def read_config(path: str) -> Config:
    """The configuration in a file. Raises ConfigError for what is not understood, with the nearest right name."""
    table = _table(path)
    if table is None:
        raise ConfigError(f"{path}: there is no [tool.newsparse] in it")
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in _KEYS:
            raise ConfigError(f"{path}: unknown key {key!r}{_hint(key, _KEYS)}")
        values[key] = _KEYS[key](f"{path}: {key}", value)
    selection = Selection(values.get("select"), values.get("extend-select", ()), values.get("ignore", ()))
    given = {name: values[key] for key, name in _SETTINGS.items() if key in values}
    folder = os.path.dirname(os.path.abspath(path))
    baseline = values.get("baseline")
    return Config(
        path=path,
        settings=Settings(selections=(selection,), root=folder, **given),
        exclude=values.get("exclude", ()),
        force_exclude=values.get("force-exclude", False),
        globs=values.get("glob", ()),
        encoding=values.get("encoding"),
        max_size=values.get("max-size", MAX_SIZE),
        form=values.get("format"),
        strict=values.get("strict", False),
        baseline=os.path.join(folder, baseline) if baseline else None,
    )


def _table(path: str) -> Mapping[str, Any] | None:
    """The table of ours in a file; None where a pyproject.toml has none."""
    try:
        text = stores.read_input(path, _MOST_BYTES, lambda head: b"\0" in head, pipes=True).decode()
        if text.count(".") > _DEEPEST and re.search(_DEEP, text):  # not compiled for most files
            raise ConfigError(f"{path}: not valid TOML: nested too deeply")
        data = tomllib.loads(text)
    except OSError as error:
        raise ConfigError(f"{path}: {unreadable(error, is_input=False)}") from None
    except ValueError as error:  # also of bytes that are not UTF-8, and of numbers with thousands of digits
        raise ConfigError(f"{path}: not valid TOML: {error}") from None
    except RecursionError:
        raise ConfigError(f"{path}: not valid TOML: nested too deeply") from None
    tool = data.get("tool")
    found = tool.get("newsparse") if isinstance(tool, dict) else None
    if found is not None and not isinstance(found, dict):
        _wrong(f"{path}: tool.newsparse", "a table", found)
    if os.path.basename(path) != _PYPROJECT and (found is None or len(data) > 1):
        return data
    return found


def _hint(name: str, known: Mapping[str, object] | tuple[str, ...]) -> str:
    near = get_close_matches(name, known, n=1)
    return f"; is {near[0]!r} meant?" if near else f"; there are {', '.join(known)}"


_Reader = Callable[[str, Any], Any]


def _wrong(place: str, wanted: str, value: object) -> NoReturn:
    from reprlib import repr as short  # a value may be of any length

    try:
        found = short(value)
    except ValueError:  # a number, or one in a list, with more digits than Python prints
        found = f"a very large {type(value).__name__}"
    raise ConfigError(f"{place} must be {wanted}, not {found}")


def _list(place: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        _wrong(place, "a list of texts", value)
    return tuple(value)


def _codes(place: str, value: object) -> tuple[str, ...]:
    names = _list(place, value)
    if wrong := unknown(names):
        raise ConfigError(f"{place}: {no_such_rule(wrong[0])}")
    return names


def _per_file(place: str, value: object) -> dict[str, tuple[str, ...]]:
    if not isinstance(value, dict):
        _wrong(place, "a table of patterns and lists of rules", value)
    return {pattern: _codes(f"{place} {pattern!r}", names) for pattern, names in value.items()}


def _fields(place: str, value: object) -> tuple[str, ...]:
    """Names of fields, also as their labels are printed."""
    labels = {row[0].casefold(): name for name, row in LABELS.items()}
    names = tuple(labels.get(name.casefold(), name) for name in _list(place, value))
    for name in names:
        if name not in FIELDS:
            raise ConfigError(f"{place}: no field is called {name!r}{_hint(name, FIELDS)}")
    return names


def _number(place: str, value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        _wrong(place, "a number, 0 or more", value)
    return value


def _switch(place: str, value: object) -> bool:
    if not isinstance(value, bool):
        _wrong(place, "true or false", value)
    return value


def _text(place: str, value: object) -> str:
    if not isinstance(value, str):
        _wrong(place, "a text", value)
    return value


def _encoding(place: str, value: object) -> str:
    name = _text(place, value)
    if not is_encoding(name):
        raise ConfigError(f"{place}: {name!r} is not the name of an encoding")
    return name


def _size(place: str, value: object) -> int:
    found = parse_size(str(value)) if isinstance(value, str | int) and not isinstance(value, bool) else None
    if found is None:
        _wrong(place, 'a size like "500MB" or "2GiB"', value)
    return found


def one_of(choices: tuple[str, ...]) -> _Reader:
    """A reader of one of a few words."""

    def read(place: str, value: object) -> str:
        word = _text(place, value)
        if word not in choices:
            raise ConfigError(f"{place}: no {word!r}{_hint(word, choices)}")
        return word

    return read


_SETTINGS = {
    "per-file-ignores": "per_file", "required": "required", "categories": "categories", "labels": "labels",
    "max-title": "longest_title", "min-words": "shortest_body", "date-order": "date_order",
}  # fmt: skip
_KEYS: dict[str, _Reader] = {
    "select": _codes, "extend-select": _codes, "ignore": _codes, "per-file-ignores": _per_file,
    "required": _fields, "categories": _list, "labels": _list, "max-title": _number, "min-words": _number,
    "date-order": one_of(ORDERS), "exclude": _list, "force-exclude": _switch, "glob": _list, "encoding": _encoding,
    "format": one_of(REPORTS), "strict": _switch, "baseline": _text,
    "max-size": _size,
}  # fmt: skip
