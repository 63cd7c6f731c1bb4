"""Plain data to YAML that a person can read. The one door to pyyaml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import yaml

try:
    _Fast: Any = yaml.CSafeDumper
except AttributeError:  # pyyaml was built without libyaml
    _Fast = yaml.SafeDumper

# libyaml escapes what lies beyond the Basic Multilingual Plane; the Python dumper, 38 times as slow, prints such
# characters as they are. Few articles hold one.
_BEYOND = re.compile("[\U00010000-\U0010ffff]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_BREAKS = re.compile("[\x85\u2028\u2029]")


def document(data: Mapping[str, Any]) -> str:
    """`data` as one `---` document: keys in their order, each text on a line of its own, no escapes
    but for control characters. It loads back to the same data, but lone surrogates become text: `\\ud800`.
    """
    if _holds(_SURROGATES, data):
        data = _without_surrogates(data)
    dumper = yaml.SafeDumper if _holds(_BEYOND, data) else _Fast
    # The Python dumper folds other line breaks than line feeds, and loses them; escaped, they come through.
    plain = not (dumper is yaml.SafeDumper and _holds(_BREAKS, data))
    text: str = yaml.dump(
        data,
        Dumper=dumper,
        explicit_start=True,
        sort_keys=False,
        allow_unicode=plain,
        width=2**31 - 1,
    )
    return text


def _holds(pattern: re.Pattern[str], value: object) -> bool:
    if isinstance(value, str):
        return not value.isascii() and pattern.search(value) is not None
    if isinstance(value, Mapping):
        return any(_holds(pattern, x) for pair in value.items() for x in pair)
    return isinstance(value, list) and any(_holds(pattern, x) for x in value)


def _without_surrogates(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode()
    if isinstance(value, Mapping):
        return {_without_surrogates(key): _without_surrogates(x) for key, x in value.items()}
    return [_without_surrogates(x) for x in value] if isinstance(value, list) else value
