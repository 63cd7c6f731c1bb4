"""What is asked of articles, and which rules are asked of which files."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from ..article import Order
from ..header.labels import REQUIRED
from ..inputs.globs import matcher
from ..problems import CODES
from ..storage import stores


@dataclass(frozen=True, slots=True)
class Selection:
    """Which rules are enabled, by prefixes of codes or by names, each given as any iterable of str or as one str.

    `select` disables all other rules; None leaves them as they were. Where both `select` (or `extend`) and `ignore`
    choose a code, the longer prefix counts, and `ignore` if they are equal. The attributes are tuples. Raises
    ValueError for what is neither a name of a rule nor the beginning of a code.
    """

    select: Iterable[str] | None = None
    extend: Iterable[str] = ()
    ignore: Iterable[str] = ()

    def __post_init__(self) -> None:
        for name in self.__slots__:
            names: Iterable[str] | None = getattr(self, name)
            if names is not None:
                given = (names,) if isinstance(names, str) else tuple(names)
                if wrong := unknown(given):
                    raise ValueError(no_such_rule(wrong[0]))
                object.__setattr__(self, name, given)

    def says(self, code: str) -> bool | None:
        """Whether `code` is on, or None where nothing is said of it."""
        chosen, ignored = _longest(code, (*(self.select or ()), *self.extend)), _longest(code, self.ignore)
        if chosen or ignored:
            return chosen > ignored
        return None if self.select is None else False


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a check asks for.

    `selections` are heard one after another, the last word counts; `per_file` are patterns of paths with what is
    ignored in them. `required` fields must have a value, `categories` are those that are known (empty: any),
    `labels` further known labels; `longest_title` counts characters, `shortest_body` words; published times after
    `today` (None: not looked at) are in the future. `root` is the folder that patterns start from (empty: this one).
    """

    selections: tuple[Selection, ...] = ()
    per_file: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    required: tuple[str, ...] = REQUIRED
    categories: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    longest_title: int = 200
    shortest_body: int = 20
    date_order: Order | None = None
    today: date | None = None
    root: str = ""

    def codes(self, path: str = "") -> frozenset[str]:
        """The codes of the rules that are on for the file at `path`."""
        ignored = [name for pattern, names in self.per_file.items() if self.fits(path, pattern) for name in names]
        return _codes(tuple(self.selections), tuple(ignored))

    def ignores(self, code: str, path: str = "") -> bool:
        """Whether `code` is ignored in the file at `path`; not merely left out by a selection of other rules."""
        by_name = replace(self, selections=tuple(replace(one, select=None) for one in self.selections))
        return code not in self.codes(path) and code not in by_name.codes(path)

    def fits(self, path: str, pattern: str) -> bool:
        """Whether the file at `path`, or a folder above it, matches a pattern (see `globs`); "-" is standard input.

        A pattern that begins with a slash starts from `root`, too; that of a file outside of `root`, or one that begins
        with the path of `root`, is an absolute path.
        """
        if path in ("", "-"):
            return matcher((pattern,), below=True)(path)
        here = below(path, self.root)
        if os.path.isabs(pattern):
            root = os.path.join(os.path.abspath(self.root or os.curdir), "")
            if pattern.startswith(root):
                pattern = "/" + pattern.removeprefix(root)
            elif here.startswith("../"):
                here = below(path, os.sep)
        return matcher((pattern,), below=True)(here)


@lru_cache(maxsize=1024)
def _codes(selections: tuple[Selection, ...], ignored: tuple[str, ...]) -> frozenset[str]:
    def is_on(code: str) -> bool:
        on = True
        for selection in selections:
            said = selection.says(code)
            on = on if said is None else said
        return on and not _longest(code, ignored)

    return frozenset(filter(is_on, CODES))


def below(path: str, folder: str = "") -> str:
    """`path` as it is from `folder` (empty: the working directory), with `/`; an address of a store as it is.

    >>> below("/news/old/a.txt", "/news")
    'old/a.txt'
    """
    return path if stores.is_remote(path) else os.path.relpath(path, folder or None).replace(os.sep, "/")


def excluded_by(patterns: Iterable[str], root: str = "") -> Callable[[str], bool] | None:
    """What tells whether a path fits one of `patterns`, which start from `root`; None where there are none."""
    rows, settings = tuple(patterns), Settings(root=root)
    return (lambda path: any(settings.fits(path, pattern) for pattern in rows)) if rows else None


def unknown(names: Iterable[str]) -> list[str]:
    """Those of `names` that are neither the beginning of a code nor a name of one."""
    return [name for name in names if not any(_fits(code, name) for code in CODES)]


def no_such_rule(name: str) -> str:
    """That no rule has this name, with the nearest one, if any."""
    from difflib import get_close_matches

    known = [*CODES, *(about.name for about in CODES.values())]
    near = get_close_matches(name.casefold(), known, n=1) or get_close_matches(name.upper(), known, n=1)
    return f"no rule is called {name!r}; {f'is {near[0]!r} meant?' if near else '`newsparse rule` lists them'}"


def _fits(code: str, name: str) -> int:
    """How long a prefix of `code` this is; a name is the whole code, and ALL is any."""
    if name.upper() == "ALL":
        return 1
    if name.casefold() == CODES[code].name:
        return len(code)
    return len(name) if name and code.startswith(name.upper()) else 0


def _longest(code: str, names: Iterable[str]) -> int:
    return max((_fits(code, name) for name in names), default=0)
