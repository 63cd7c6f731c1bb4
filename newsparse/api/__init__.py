"""The public functions that process one source: `parse`, `iter_articles`, `repair`, `check` and `fix`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..article import DATE_ORDERS, DateOrder
from ..body import LEVELS, Level
from ..text.decoding import ERRORS, Errors
from .options import ReadOptions, Source
from .parsing import iter_articles, parse, parse_data, parse_text, read_text

if TYPE_CHECKING:
    from .checking import check, fix
    from .repairing import RepairedText, repair, repair_data

__all__ = [
    "DATE_ORDERS",
    "ERRORS",
    "LEVELS",
    "DateOrder",
    "Errors",
    "Level",
    "ReadOptions",
    "RepairedText",
    "Source",
    "check",
    "fix",
    "iter_articles",
    "parse",
    "parse_data",
    "parse_text",
    "read_text",
    "repair",
    "repair_data",
]

# Names that `newsparse parse` does not need -> their module.
_LAZY = {
    **dict.fromkeys(("check", "fix"), "checking"),
    **dict.fromkeys(("RepairedText", "repair", "repair_data"), "repairing"),
}


def __getattr__(name: str) -> Any:
    """Import the module of a name on first use, which keeps the start-up time of `newsparse parse` short."""
    if name not in _LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f".{_LAZY[name]}", __name__), name)
