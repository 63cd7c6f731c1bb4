"""The effective settings of `check` as a configuration file."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping

from ..checks.settings import Settings
from ..problems import CODES
from ..storage import stores
from ..text.limits import format_size
from .config import Config


def settings_text(config: Config) -> Iterator[str]:
    """Yield a TOML file with all keys of a configuration file, whose values have the same effect as `config`.

    Keys that cannot express their default, such as `encoding`, are comments. Patterns are relative to the directory of
    the configuration file.
    """
    settings = config.settings
    yield f"# Configuration file: {_comment(config.path or 'none')}\n"
    if settings.today:
        yield f"# Published times after {settings.today} are in the future (--today).\n"
    yield from _selection(settings)
    yield _line("required", _list(settings.required))
    yield _line("categories", _list(settings.categories))
    yield _line("labels", _list(settings.labels))
    yield _line("max-title", str(settings.max_title))
    yield _line("min-words", str(settings.min_words))
    yield _optional("date-order", settings.date_order, "report ambiguous dates")
    yield _line("exclude", _list(config.exclude))
    yield _line("force-exclude", _switch(config.force_exclude))
    yield _line("glob", _list(config.globs))
    yield _optional("encoding", config.encoding, "UTF-8")
    yield _line("max-size", _string(format_size(config.max_size) if config.max_size else "none"))
    yield _optional("format", config.output_format, "text; github in GitHub Actions")
    yield _line("strict", _switch(config.strict))
    yield _optional("baseline", config.baseline and _absolute(config.baseline), "none")
    yield from _per_file_ignores(settings.per_file_ignores)


def _selection(settings: Settings) -> Iterator[str]:
    """Yield `select`, `extend-select` and `ignore`.

    A rule that is ignored and one that is not selected differ for failed inputs (see `failed_result`).
    """
    everywhere = Settings(selections=settings.selections)
    enabled, ignored = everywhere.enabled_codes(), frozenset(filter(everywhere.ignores, CODES))
    yield f"# {len(enabled)} of {len(CODES)} rules are enabled.\n"
    if enabled | ignored == frozenset(CODES):
        yield _line("select", _list(["ALL"]))
    else:
        yield _line("select", _rules(enabled))
    yield _line("extend-select", "[]")
    yield _line("ignore", _rules(ignored))


def _rules(codes: Iterable[str]) -> str:
    """Return a list of codes with one line for each, and the name of its rule as a comment."""
    lines = "".join(f"    {_string(code)},  # {CODES[code].name}\n" for code in sorted(codes))
    return f"[\n{lines}]" if lines else "[]"


def _per_file_ignores(per_file: Mapping[str, Iterable[str]]) -> Iterator[str]:
    yield "\n[per-file-ignores]\n"
    for pattern, names in per_file.items():
        yield f"{_string(pattern)} = {_list(names)}\n"


def _line(key: str, value: str) -> str:
    return f"{key} = {value}\n"


def _optional(key: str, value: str | None, default: str) -> str:
    return _line(key, _string(value)) if value else f"# {key}: not set (default: {default})\n"


def _list(values: Iterable[str]) -> str:
    return f"[{', '.join(map(_string, values))}]"


def _switch(value: bool) -> str:
    return "true" if value else "false"


def _string(text: str) -> str:
    """Return a string of TOML. A byte that is not UTF-8, which TOML cannot express, becomes `?`."""
    valid = text.encode("utf-8", "replace").decode()
    return json.dumps(valid, ensure_ascii=False).replace("\x7f", "\\u007f")


def _comment(text: str) -> str:
    return json.dumps(text)[1:-1] if not text.isprintable() else text


def _absolute(path: str) -> str:
    return path if stores.is_remote(path) else os.path.abspath(path)
