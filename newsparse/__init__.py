"""Parse news text files, repair their bodies and normalize their metadata.

>>> import newsparse
>>> article, = newsparse.parse("Title: Night ferry\\nText:\\nIt left on Friday.The sea was calm.")
>>> [block.text for block in article.body]
['It left on Friday.', 'The sea was calm.']
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .api import RepairedText, check, fix, iter_articles, parse, repair
    from .article import Article, Author, Block, ErrorRecord, Repair
    from .batch.files import parse_files
    from .checks.files import Fixed
    from .checks.linter import Finding
    from .checks.settings import Selection, Settings
    from .conversion.executors import EngineError
    from .conversion.library import Conversion, convert
    from .conversion.output_paths import ConvertError
    from .conversion.plan import PlanError
    from .conversion.shards import ShardError
    from .problems import InputError, Problem

__version__ = "0.1.0"
__all__ = [
    "Article",
    "Author",
    "Block",
    "Conversion",
    "ConvertError",
    "EngineError",
    "ErrorRecord",
    "Finding",
    "Fixed",
    "InputError",
    "PlanError",
    "Problem",
    "Repair",
    "RepairedText",
    "Selection",
    "Settings",
    "ShardError",
    "__version__",
    "check",
    "convert",
    "fix",
    "iter_articles",
    "parse",
    "parse_files",
    "repair",
]

# The module of each public name that is not in `article`.
_MODULES = {
    **dict.fromkeys(("RepairedText", "check", "fix", "iter_articles", "parse", "repair"), "api"),
    **dict.fromkeys(("Selection", "Settings"), "checks.settings"),
    "Finding": "checks.linter",
    "Fixed": "checks.files",
    "parse_files": "batch.files",
    **dict.fromkeys(("Conversion", "convert"), "conversion.library"),
    "ConvertError": "conversion.output_paths",
    "EngineError": "conversion.executors",
    "PlanError": "conversion.plan",
    "ShardError": "conversion.shards",
    **dict.fromkeys(("InputError", "Problem"), "problems"),
}


def __getattr__(name: str) -> Any:
    """Import the module of a public name on first use, which keeps commands that need none of them fast."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f".{_MODULES.get(name, 'article')}", __name__), name)


def __dir__() -> list[str]:
    return sorted(__all__)
