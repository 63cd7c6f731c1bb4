"""Write plain data (dictionaries, lists, texts, numbers) as readable YAML. Only this module imports pyyaml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import yaml

try:
    _Dumper: Any = yaml.CSafeDumper
except AttributeError:  # pyyaml was built without libyaml
    _Dumper = yaml.SafeDumper

# libyaml escapes characters beyond the Basic Multilingual Plane; the Python dumper prints them, but takes 38 times as
# long. Few articles contain one.
_BEYOND_BMP = re.compile("[\U00010000-\U0010ffff]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_LINE_SEPARATORS = re.compile("[\x85\u2028\u2029]")
_MAX_WIDTH = 2**31 - 1  # prevents long texts from being folded


def yaml_document(data: Mapping[str, Any]) -> str:
    r"""Return `data` as one `---` document: keys in their order, each text on one line.

    Only control characters are escaped. Loading the document returns the same data, except that lone surrogates become
    text such as `\ud800`.
    """
    if _contains(_SURROGATES, data):
        data = _without_surrogates(data)
    dumper = yaml.SafeDumper if _contains(_BEYOND_BMP, data) else _Dumper
    # The Python dumper folds lines at other separators than line feeds and loses these, so they must be escaped.
    is_unescaped = not (dumper is yaml.SafeDumper and _contains(_LINE_SEPARATORS, data))
    text: str = yaml.dump(
        data,
        Dumper=dumper,
        explicit_start=True,
        sort_keys=False,
        allow_unicode=is_unescaped,
        width=_MAX_WIDTH,
    )
    return text


def _contains(pattern: re.Pattern[str], value: object) -> bool:
    """Return whether a text in `value` matches `pattern`, which must not match ASCII."""
    if isinstance(value, str):
        return not value.isascii() and pattern.search(value) is not None
    if isinstance(value, Mapping):
        return any(_contains(pattern, item) for pair in value.items() for item in pair)
    return isinstance(value, list) and any(_contains(pattern, item) for item in value)


def _without_surrogates(value: Any) -> Any:
    """Replace lone surrogates in all texts of `value` by escapes."""
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode()
    if isinstance(value, Mapping):
        return {_without_surrogates(key): _without_surrogates(item) for key, item in value.items()}
    return [_without_surrogates(item) for item in value] if isinstance(value, list) else value
