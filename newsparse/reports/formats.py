"""The formats of a report by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module

from ..checks.linter import Checked
from .repairs import Piece

# Format -> module and function; the first two are styled. Few runs need more than one: loaded where asked for.
_HOMES = {
    "text": ("text", "text"),
    "concise": ("text", "concise"),
    "json": ("machine", "json_report"),
    "ndjson": ("machine", "ndjson_report"),
    "github": ("machine", "github"),
    "gitlab": ("machine", "gitlab"),
    "sarif": ("sarif", "sarif"),
    "junit": ("junit", "junit"),
}
REPORTS = tuple(_HOMES)


def report(form: str, checked: Iterable[Checked], strict: bool = False) -> Iterator[Piece]:
    """The report on `checked` in a format, as pieces that carry a style's name (empty for machines). With `strict`
    warnings are failures, in the one format that knows nothing else."""
    module, name = _HOMES[form]
    render: Callable[..., Iterator[Piece | str]] = getattr(import_module(f".{module}", __package__), name)
    pieces = render(checked, strict) if form == "junit" else render(checked)
    return (("", piece) if isinstance(piece, str) else piece for piece in pieces)
