"""The formats of a report on findings, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module

from ..checks.linter import CheckResult
from .styles import Piece

# Format -> its module and function. A run rarely needs more than one format, so modules are loaded on demand.
_FUNCTIONS = {
    "text": ("text", "text"),
    "concise": ("text", "concise"),
    "json": ("json_report", "json_report"),
    "ndjson": ("json_report", "ndjson_report"),
    "github": ("github", "github"),
    "gitlab": ("gitlab", "gitlab"),
    "sarif": ("sarif", "sarif"),
    "junit": ("junit", "junit"),
}
REPORTS = tuple(_FUNCTIONS)


def report(
    output_format: str, checked: Iterable[CheckResult], strict: bool = False, with_summary: bool = True
) -> Iterator[Piece]:
    """Yield the report on `checked` in one of REPORTS; formats for machines have no styles.

    `strict` turns warnings into failures in JUnit, which has no other severity. `with_summary` ends the text with a
    summary.
    """
    module, name = _FUNCTIONS[output_format]
    function: Callable[..., Iterator[Piece | str]] = getattr(import_module(f".{module}", __package__), name)
    options = {"junit": (strict,), "text": (with_summary,)}
    pieces = function(checked, *options.get(output_format, ()))
    return (("", piece) if isinstance(piece, str) else piece for piece in pieces)
