"""The public functions that process one source: `parse`, `iter_articles`, `repair`, `check` and `fix`."""

from ..article import DATE_ORDERS, DateOrder
from ..body import LEVELS, Level
from ..text.decoding import ERRORS, Errors
from .checking import check, fix
from .options import ReadOptions, Source
from .parsing import iter_articles, parse, parse_data, parse_text, read_text
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
