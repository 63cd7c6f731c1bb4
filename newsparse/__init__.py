"""newsparse: parse news text files, repair their bodies, normalize their metadata.

>>> import newsparse
>>> article, = newsparse.parse("Title: Night ferry\\nText:\\nIt left on Friday.The sea was calm.")
>>> [block.text for block in article.body]
['It left on Friday.', 'The sea was calm.']
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .api import Fixed, RepairedText, check, fix, parse, repair
    from .article import Article, Author, Block, ErrorRecord, Repair
    from .checks.linter import Finding
    from .checks.settings import Selection, Settings
    from .problems import InputError, Problem

__version__ = "0.1.0"
__all__ = [
    "Article", "Author", "Block", "ErrorRecord", "Finding", "Fixed", "InputError", "Problem", "Repair", "RepairedText",
    "Selection", "Settings", "__version__", "check", "fix", "parse", "repair",
]  # fmt: skip

_HOMES = {
    **dict.fromkeys(("Fixed", "RepairedText", "check", "fix", "parse", "repair"), "api"),
    **dict.fromkeys(("Selection", "Settings"), "checks.settings"),
    "Finding": "checks.linter",
    **dict.fromkeys(("InputError", "Problem"), "problems"),
}


def __getattr__(name: str) -> Any:
    """Load the library where it is first used: `newsparse --help` needs none of it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f".{_HOMES.get(name, 'article')}", __name__), name)


def __dir__() -> list[str]:
    return sorted(__all__)
