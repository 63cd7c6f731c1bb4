"""Parse news text files, repair their bodies and normalize their metadata.

>>> import newsparse
>>> article, = newsparse.parse("Title: Night ferry\\nText:\\nIt left on Friday.The sea was calm.")
>>> [block.text for block in article.body]
['It left on Friday.', 'The sea was calm.']
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .api import RepairedText, check, fix, parse, repair
    from .article import Article, Author, Block, ErrorRecord, Repair
    from .checks.files import Fixed
    from .checks.linter import Finding
    from .checks.settings import Selection, Settings
    from .problems import InputError, Problem

__version__ = "0.1.0"
__all__ = [
    "Article",
    "Author",
    "Block",
    "ErrorRecord",
    "Finding",
    "Fixed",
    "InputError",
    "Problem",
    "Repair",
    "RepairedText",
    "Selection",
    "Settings",
    "__version__",
    "check",
    "fix",
    "parse",
    "repair",
]

# The module of each public name that is not in `article`.
_MODULES = {
    **dict.fromkeys(("RepairedText", "check", "fix", "parse", "repair"), "api"),
    **dict.fromkeys(("Selection", "Settings"), "checks.settings"),
    "Finding": "checks.linter",
    "Fixed": "checks.files",
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
