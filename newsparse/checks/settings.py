"""Settings of `check` and `fix`: the rules enabled for each file, and what they require."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from ..article import DateOrder
from ..header.labels import REQUIRED_FIELDS
from ..inputs.globs import matcher
from ..problems import CODES
from ..storage import stores


@dataclass(frozen=True, slots=True)
class Selection:
    """A selection of rules by names or code prefixes such as `N3`.

    `select` enables only the rules that it names, None changes none; `extend_select` enables further rules, `ignore`
    disables some. If both `select` (or `extend_select`) and `ignore` name a rule, the longer prefix takes precedence,
    and `ignore` if they are equally long. Each argument may be one string or any iterable of strings; the attributes
    are tuples. Raises ValueError for a string that is neither the name of a rule nor a code prefix.
    """

    select: Iterable[str] | None = None
    extend_select: Iterable[str] = ()
    ignore: Iterable[str] = ()

    def __post_init__(self) -> None:
        for name in self.__slots__:
            names: Iterable[str] | None = getattr(self, name)
            if names is not None:
                values = (names,) if isinstance(names, str) else tuple(names)
                if invalid := unknown_names(values):
                    raise ValueError(unknown_rule_message(invalid[0]))
                object.__setattr__(self, name, values)

    def enables(self, code: str) -> bool | None:
        """Whether this selection enables `code`; None if it leaves the rule as it is."""
        selected = _longest_match(code, (*(self.select or ()), *self.extend_select))
        ignored = _longest_match(code, self.ignore)
        if selected or ignored:
            return selected > ignored
        return None if self.select is None else False


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Settings of the rules.

    The attributes have the names of the keys of the configuration file. `selections` apply in order, and a later one
    takes precedence; `per_file_ignores` maps path patterns to the rules ignored in files that match. Patterns are
    relative to the folder `root` (empty: the working directory). `required` are the names of fields that must have a
    value, `categories` the known categories (empty: all are known), and `labels` known labels in addition to those of
    newsparse. `max_title` is in characters, `min_words` in words of the body. Published times after `today` are in the
    future (None: not checked).
    """

    selections: tuple[Selection, ...] = ()
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    required: tuple[str, ...] = REQUIRED_FIELDS
    categories: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    max_title: int = 200
    min_words: int = 20
    date_order: DateOrder | None = None
    today: date | None = None
    root: str = ""

    def enabled_codes(self, path: str = "") -> frozenset[str]:
        """Return the codes of the rules that are enabled for the file at `path`."""
        ignored = [
            name for pattern, names in self.per_file_ignores.items() if self.matches(path, pattern) for name in names
        ]
        return _enabled_codes(tuple(self.selections), tuple(ignored))

    def ignores(self, code: str, path: str = "") -> bool:
        """Whether `code` is ignored in the file at `path`, and not only disabled by a selection of other rules."""
        without_select = replace(self, selections=tuple(replace(each, select=None) for each in self.selections))
        return code not in self.enabled_codes(path) and code not in without_select.enabled_codes(path)

    def matches(self, path: str, pattern: str) -> bool:
        """Whether the file at `path`, or a folder that contains it, matches a pattern (see `globs`).

        "-" is standard input. A pattern that begins with a slash is relative to `root` too, unless it begins with the
        path of `root` or the file is outside `root`: then it is an absolute path.
        """
        if path in ("", "-"):
            return matcher((pattern,), below=True)(path)
        relative = relative_path(path, self.root)
        if os.path.isabs(pattern):
            root = os.path.join(os.path.abspath(self.root or os.curdir), "")
            if pattern.startswith(root):
                pattern = "/" + pattern.removeprefix(root)
            elif relative.startswith("../"):
                relative = relative_path(path, os.sep)
        return matcher((pattern,), below=True)(relative)


@lru_cache(maxsize=1024)
def _enabled_codes(selections: tuple[Selection, ...], ignored: tuple[str, ...]) -> frozenset[str]:
    def is_enabled(code: str) -> bool:
        enabled = True
        for selection in selections:
            decision = selection.enables(code)
            enabled = enabled if decision is None else decision
        return enabled and not _longest_match(code, ignored)

    return frozenset(filter(is_enabled, CODES))


def relative_path(path: str, folder: str = "") -> str:
    """Return `path` relative to `folder` (empty: the working directory), with `/`; a URL is returned unchanged.

    >>> relative_path("/news/old/a.txt", "/news")
    'old/a.txt'
    """
    return path if stores.is_remote(path) else os.path.relpath(path, folder or None).replace(os.sep, "/")


def exclusion(patterns: Iterable[str], root: str = "") -> Callable[[str], bool] | None:
    """Return a function that tests whether a path matches one of `patterns`, relative to `root`; None without patterns.

    >>> is_excluded = exclusion(["drafts", "*.bak"], "/news")
    >>> is_excluded("/news/drafts/a.txt"), is_excluded("/news/a.txt")
    (True, False)
    """
    patterns, settings = tuple(patterns), Settings(root=root)
    return (lambda path: any(settings.matches(path, pattern) for pattern in patterns)) if patterns else None


def unknown_names(names: Iterable[str]) -> list[str]:
    """Return those of `names` that are neither code prefixes nor names of rules."""
    return [name for name in names if not any(_match_length(code, name) for code in CODES)]


def unknown_rule_message(name: str) -> str:
    """Return the message for an unknown rule, with the most similar code or name if there is one."""
    from difflib import get_close_matches  # errors only

    known = [*CODES, *(entry.name for entry in CODES.values())]
    near = get_close_matches(name.casefold(), known, n=1) or get_close_matches(name.upper(), known, n=1)
    hint = f". Did you mean {near[0]!r}?" if near else ". Run 'newsparse rule' to list all rules."
    return f"unknown rule {name!r}{hint}"


def _match_length(code: str, name: str) -> int:
    """Return how precisely `name` selects the rule of `code`: the length of the code prefix, 0 if it does not.

    The name of the rule counts as its whole code, ALL as one character.
    """
    if name.upper() == "ALL":
        return 1
    if name.casefold() == CODES[code].name:
        return len(code)
    return len(name) if name and code.startswith(name.upper()) else 0


def _longest_match(code: str, names: Iterable[str]) -> int:
    return max((_match_length(code, name) for name in names), default=0)
