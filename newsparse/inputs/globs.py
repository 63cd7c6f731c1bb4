"""Patterns of paths in one dialect, that of `.gitignore` without negation: --glob, --exclude, --per-file-ignores."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from ..text.compression import uncompressed_name


def matcher(patterns: Iterable[str], *, below: bool = False) -> Callable[[str], bool]:
    r"""A function that tells whether the path of a file, with `/`, matches one of `patterns`; if `below`, also whether
    a folder above the file does.

    `*` and `?` match within one name, `[a-z]` and `[!a-z]` one character, `**/` any number of folders, `/**` all that
    is below; `\` escapes the next character. A pattern without a slash, but for one at its end,
    matches in any folder, one with a slash from the root. One with a slash at its end matches folders only. Matching is
    case-sensitive. The name of a compressed file also matches without its ending.

    >>> fits = matcher(["*.txt", "old/*"])
    >>> fits("new/a.txt.gz"), fits("old/a"), fits("new/old/a"), fits("old/b/a")
    (True, True, False, False)
    >>> matcher(["old/*"], below=True)("old/b/a")
    True
    """
    return _matcher(tuple(patterns), below)


@lru_cache(maxsize=256)
def _matcher(patterns: tuple[str, ...], below: bool) -> Callable[[str], bool]:
    forms = [form for pattern in patterns if (form := _translated(pattern, below))]
    match = re.compile("|".join(forms) or "(?!)", re.DOTALL).fullmatch

    def fits(path: str) -> bool:
        return bool(match(path)) or (path != (plain := uncompressed_name(path)) and bool(match(plain)))

    return fits


def _translated(pattern: str, below: bool) -> str:
    """A regular expression for the whole of a path; empty for a pattern that no file matches."""
    rooted = pattern.startswith(("/", "./"))
    pattern = pattern.removeprefix(".").removeprefix("/") if rooted else pattern
    folders_only = pattern.endswith("/")
    names = pattern.rstrip("/").split("/")
    if names == [""] or (folders_only and not below):
        return ""
    if not rooted and len(names) == 1:
        names = ["**", *names]
    form = _path(names)
    return form + ("/.*" if folders_only else "(?:/.*)?" if below else "")


def _path(names: list[str]) -> str:
    """A regular expression for a path, of the patterns of its names.

    As a star within a name, `**` matches as little as possible, and does not backtrack if another one follows.
    """
    groups: list[list[str]] = [[]]  # between `**`
    for name in names:
        if name == "**":
            groups.append([])
        else:
            groups[-1].append(_name(name))
    first, *middle = ("".join(f"{name}/" for name in group) for group in groups[:-1]) if len(groups) > 1 else ("",)
    form = first + "".join(f"(?>(?:[^/]*/)*?{group})" for group in middle if group)
    if len(groups) > 1:
        form += "(?:.*/)?" if groups[-1] else ".+"
    return form + "/".join(groups[-1])


def _name(pattern: str) -> str:
    """A regular expression for one name of a path.

    A star matches as little as possible, and does not backtrack if another star follows: otherwise the time would be
    exponential in the number of stars.
    """
    first, *rest = _between_stars(pattern)
    if not rest:
        return first
    return first + "".join(f"(?>[^/]*?{form})" for form in rest[:-1] if form) + "[^/]*" + rest[-1]


def _between_stars(pattern: str) -> Iterator[str]:
    """The regular expressions of what stands between the stars of a name."""
    at, form = 0, ""
    while at < len(pattern):
        char, at = pattern[at], at + 1
        if char == "*":
            yield form
            form = ""
        elif char == "?":
            form += "[^/]"
        elif char == "[" and (found := _CLASS.match(pattern, at)):
            form, at = form + _class(found["negated"], found["body"]), found.end()
        elif char == "\\" and at < len(pattern):
            form, at = form + re.escape(pattern[at]), at + 1
        else:
            form += re.escape(char)
    yield form


# What follows the bracket that opens a class; a bracket that closes it at once is one of its characters.
_CLASS = re.compile(r"(?P<negated>[!^]?)(?P<body>\]?(?:\\.|[^\]\\])*)\]", re.DOTALL)
_PART = re.compile(r"(\\.|.)(?:-(\\.|[^\\]))?", re.DOTALL)


def _class(negated: str, body: str) -> str:
    """A class of characters; a range that runs backwards is its first character only."""
    form = ""
    for part in _PART.finditer(body):
        low, high = (text and text[-1] for text in part.groups())
        form += re.escape(low) + (f"{re.escape(low)}-{re.escape(high)}" if high and low <= high else "")
    return f"(?!/)[{'^' if negated else ''}{form}]" if form else "(?!)"
