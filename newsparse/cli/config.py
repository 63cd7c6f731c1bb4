"""Find and read the configuration file: a newsparse.toml, or the table `[tool.newsparse]` of a pyproject.toml."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, NoReturn

from ..api import DATE_ORDERS, ReadOptions
from ..checks.settings import Selection, Settings, unknown_names, unknown_rule_message
from ..header.labels import FIELDS, LABELS
from ..problems import read_error_message
from ..reports.formats import REPORTS
from ..storage import stores
from ..text.decoding import is_encoding
from ..text.limits import MAX_SIZE, parse_size

_MAX_BYTES = 10**6  # of a configuration file
# The time that tomllib takes for a dotted key grows with the square of its parts, so their number is limited. The
# length of quoted parts is limited in the pattern so that matching takes linear time.
_MAX_PARTS = 200
_DEEP_KEY = r"""(?<![\w-])(?:(?:[\w-]+|"(?:[^"\\\n]|\\.){0,99}"|'[^'\n]{0,99}')[ \t]*\.[ \t]*){200}"""
_PYPROJECT, _NEWSPARSE = "pyproject.toml", "newsparse.toml"


class ConfigError(Exception):
    """An invalid configuration file; the message names the file, the key and the next step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The values of a configuration file, or the defaults.

    `path` is that of the file, empty if there is none. `settings` are for the rules. `exclude`, `force_exclude` and
    `globs` select inputs, which are read with `encoding` and `max_size` (in bytes). `output_format` and `strict` are
    for the report. `baseline` is an absolute path; in the file, it is relative to the directory of the file.
    """

    path: str = ""
    settings: Settings = field(default_factory=Settings)
    exclude: tuple[str, ...] = ()
    force_exclude: bool = False
    globs: tuple[str, ...] = ()
    encoding: str | None = None
    max_size: int = MAX_SIZE
    output_format: str | None = None
    strict: bool = False
    baseline: str | None = None

    @property
    def reading(self) -> ReadOptions:
        """The options for reading inputs."""
        return ReadOptions(encoding=self.encoding, max_size=self.max_size)


def find_config(directory: str = ".") -> str | None:
    """Return the path of the nearest configuration file in `directory` or its parents, or None. Raises ConfigError."""
    directory = os.path.abspath(directory)
    while True:
        for name in (_NEWSPARSE, _PYPROJECT):
            path = os.path.join(directory, name)
            if os.path.isfile(path) and (name == _NEWSPARSE or _table(path) is not None):
                return path
        parent = os.path.dirname(directory)
        if parent == directory:
            return None
        directory = parent


def read_config(path: str) -> Config:
    """Read a configuration file. Raises ConfigError for an unknown key or an invalid value."""
    table = _table(path)
    if table is None:
        raise ConfigError(f"{path}: no table [tool.newsparse]; add it, or pass another file with --config")
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in _READERS:
            raise ConfigError(f"{path}: unknown key {key!r}{_hint(key, _READERS)}")
        values[key] = _READERS[key](f"{path}: {key}", value)
    selection = Selection(values.get("select"), values.get("extend-select", ()), values.get("ignore", ()))
    settings = {name: values[key] for key, name in _SETTINGS.items() if key in values}
    directory = os.path.dirname(os.path.abspath(path))
    baseline = values.get("baseline")
    return Config(
        path=path,
        settings=Settings(selections=(selection,), root=directory, **settings),
        exclude=values.get("exclude", ()),
        force_exclude=values.get("force-exclude", False),
        globs=values.get("glob", ()),
        encoding=values.get("encoding"),
        max_size=values.get("max-size", MAX_SIZE),
        output_format=values.get("format"),
        strict=values.get("strict", False),
        baseline=os.path.join(directory, baseline) if baseline else None,
    )


def _table(path: str) -> Mapping[str, Any] | None:
    """Return the table of newsparse in a file, or None if a pyproject.toml has none."""
    data = _load(path)
    tool = data.get("tool")
    table = tool.get("newsparse") if isinstance(tool, dict) else None
    if table is not None and not isinstance(table, dict):
        _refuse(f"{path}: tool.newsparse", "a table", table)
    if os.path.basename(path) != _PYPROJECT and (table is None or len(data) > 1):
        return data
    return table


def _load(path: str) -> dict[str, Any]:
    try:
        text = stores.read_input(path, _MAX_BYTES, lambda head: b"\0" in head, pipes=True).decode()
        if text.count(".") > _MAX_PARTS and re.search(_DEEP_KEY, text):  # rarely needed, so not compiled at import
            raise ConfigError(f"{path}: not valid TOML: nested too deeply")
        return tomllib.loads(text)
    except OSError as error:
        raise ConfigError(f"{path}: {read_error_message(error)}") from None
    except ValueError as error:  # also for bytes that are not UTF-8, and for numbers with thousands of digits
        raise ConfigError(f"{path}: not valid TOML: {error}") from None
    except RecursionError:
        raise ConfigError(f"{path}: not valid TOML: nested too deeply") from None


def _hint(name: str, known: Mapping[str, object] | tuple[str, ...]) -> str:
    """Return the end of a message about an unknown name: the known one that may be meant, or all of them."""
    synonym = _SYNONYMS.get(name)
    near = [synonym] if synonym in known else get_close_matches(name, known, n=1)
    return f". Did you mean {near[0]!r}?" if near else f". Use one of {', '.join(known)}."


# A function that converts a value of the file. It raises ConfigError for an invalid one, whose message begins with the
# first argument: the path of the file and the key.
_Reader = Callable[[str, Any], Any]


def _refuse(full_key: str, expected: str, value: object) -> NoReturn:
    from reprlib import repr as shortened  # a value may have any length

    try:
        found = shortened(value)
    except ValueError:  # it contains a number with more digits than Python prints
        found = f"a very large {type(value).__name__}"
    raise ConfigError(f"{full_key} must be {expected}, not {found}")


def _read_list(full_key: str, value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        _refuse(full_key, "a list of strings such as [" + repr(value[:20]) + "]", value)
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        _refuse(full_key, "a list of strings", value)
    return tuple(value)


def _read_codes(full_key: str, value: object) -> tuple[str, ...]:
    names = _read_list(full_key, value)
    if wrong := unknown_names(names):
        raise ConfigError(f"{full_key}: {unknown_rule_message(wrong[0])}")
    return names


def _read_per_file(full_key: str, value: object) -> dict[str, tuple[str, ...]]:
    if not isinstance(value, dict):
        _refuse(full_key, "a table of patterns and lists of rules", value)
    return {pattern: _read_codes(f"{full_key} {pattern!r}", names) for pattern, names in value.items()}


def _read_fields(full_key: str, value: object) -> tuple[str, ...]:
    """Return names of header fields; labels such as `Author title` are accepted, too."""
    names_by_label = {labels[0].casefold(): name for name, labels in LABELS.items()}
    names = tuple(names_by_label.get(name.casefold(), name) for name in _read_list(full_key, value))
    for name in names:
        if name not in FIELDS:
            raise ConfigError(f"{full_key}: unknown field {name!r}{_hint(name, FIELDS)}")
    return names


def _read_number(full_key: str, value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        _refuse(full_key, "a whole number of at least 0", value)
    return value


def _read_switch(full_key: str, value: object) -> bool:
    if not isinstance(value, bool):
        _refuse(full_key, "true or false", value)
    return value


def _read_text(full_key: str, value: object) -> str:
    if not isinstance(value, str):
        _refuse(full_key, "a string", value)
    return value


def _read_encoding(full_key: str, value: object) -> str:
    name = _read_text(full_key, value)
    if not is_encoding(name):
        raise ConfigError(f"{full_key}: unknown encoding {name!r}. Use a name such as 'windows-1252'.")
    return name


def _read_size(full_key: str, value: object) -> int:
    found = parse_size(str(value)) if isinstance(value, str | int) and not isinstance(value, bool) else None
    if found is None:
        _refuse(full_key, 'a size like "500MB" or "2GiB"', value)
    return found


def _choice_reader(choices: tuple[str, ...]) -> _Reader:
    """Return a reader that accepts only `choices`."""

    def read(full_key: str, value: object) -> str:
        word = _read_text(full_key, value)
        if word not in choices:
            raise ConfigError(f"{full_key}: unknown value {word!r}{_hint(word, choices)}")
        return word

    return read


# Names in the configuration files of other tools -> key or format
_SYNONYMS = {"extend-ignore": "ignore", "extend-exclude": "exclude", "include": "glob", "output-format": "format"}
# Key of the file -> attribute of Settings
_SETTINGS = {
    "per-file-ignores": "per_file_ignores",
    "required": "required",
    "categories": "categories",
    "labels": "labels",
    "max-title": "max_title",
    "min-words": "min_words",
    "date-order": "date_order",
}
_READERS: dict[str, _Reader] = {
    "select": _read_codes,
    "extend-select": _read_codes,
    "ignore": _read_codes,
    "per-file-ignores": _read_per_file,
    "required": _read_fields,
    "categories": _read_list,
    "labels": _read_list,
    "max-title": _read_number,
    "min-words": _read_number,
    "date-order": _choice_reader(DATE_ORDERS),
    "exclude": _read_list,
    "force-exclude": _read_switch,
    "glob": _read_list,
    "encoding": _read_encoding,
    "format": _choice_reader(REPORTS),
    "strict": _read_switch,
    "baseline": _read_text,
    "max-size": _read_size,
}
