"""Glob patterns for --glob, --exclude and --per-file-ignores: the dialect of `.gitignore` without negation."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from ..text.compression import uncompressed_name


def matcher(patterns: Iterable[str], *, below: bool = False) -> Callable[[str], bool]:
    r"""Return a function that returns whether the path of a file, with `/`, matches one of `patterns`.

    With `below`, a pattern that matches a folder also matches all files below it.

    `*` and `?` match within one name, `[a-z]` and `[!a-z]` one character, `**/` any number of folders and `/**`
    everything below a folder; `\` escapes the next character. A pattern without a slash, except at its end, matches in
    any folder, one with a slash from the root. A pattern that ends in a slash matches folders only. Matching is
    case-sensitive. The name of a compressed file also matches without its extension.

    >>> matches = matcher(["*.txt", "old/*"])
    >>> matches("new/a.txt.gz"), matches("old/a"), matches("new/old/a"), matches("old/b/a")
    (True, True, False, False)
    >>> matcher(["old/*"], below=True)("old/b/a")
    True
    """
    return _matcher(tuple(patterns), below)


@lru_cache(maxsize=256)
def _matcher(patterns: tuple[str, ...], below: bool) -> Callable[[str], bool]:
    regexes = [regex for pattern in patterns if (regex := _path_regex(pattern, below))]
    match = re.compile("|".join(regexes) or "(?!)", re.DOTALL).fullmatch

    def matches(path: str) -> bool:
        if match(path):
            return True
        plain = uncompressed_name(path)
        return path != plain and match(plain) is not None

    return matches


def _path_regex(pattern: str, below: bool) -> str:
    """Return a regular expression for whole paths; empty for a pattern that no file can match."""
    rooted = pattern.startswith(("/", "./"))
    pattern = pattern.removeprefix(".").removeprefix("/") if rooted else pattern
    folders_only = pattern.endswith("/")
    names = pattern.rstrip("/").split("/")
    if names == [""] or (folders_only and not below):
        return ""
    if not rooted and len(names) == 1:
        names = ["**", *names]
    return _names_regex(names) + ("/.*" if folders_only else "(?:/.*)?" if below else "")


def _names_regex(names: list[str]) -> str:
    """Return a regular expression for a path from the patterns of its names.

    Like a star in a name (see `_name_regex`), `**` matches as little as possible and does not backtrack if another one
    follows.
    """
    groups: list[list[str]] = [[]]  # the names before, between and after `**`
    for name in names:
        if name == "**":
            groups.append([])
        else:
            groups[-1].append(_name_regex(name))
    *leading, last = groups
    if not leading:
        return "/".join(last)
    first, *middle = ("".join(f"{name}/" for name in group) for group in leading)
    regex = first + "".join(f"(?>(?:[^/]*/)*?{group})" for group in middle if group)
    return regex + ("(?:.*/)?" if last else ".+") + "/".join(last)


def _name_regex(pattern: str) -> str:
    """Return a regular expression for one name of a path.

    A star matches as little as possible and does not backtrack if another star follows: otherwise the time would be
    exponential in the number of stars.
    """
    first, *rest = _between_stars(pattern)
    if not rest:
        return first
    return first + "".join(f"(?>[^/]*?{regex})" for regex in rest[:-1] if regex) + "[^/]*" + rest[-1]


def _between_stars(pattern: str) -> Iterator[str]:
    """Split the pattern of a name at its stars, and yield each part as a regular expression."""
    offset, regex = 0, ""
    while offset < len(pattern):
        char, offset = pattern[offset], offset + 1
        if char == "*":
            yield regex
            regex = ""
        elif char == "?":
            regex += "[^/]"
        elif char == "[" and (match := _CLASS.match(pattern, offset)):
            regex, offset = regex + _class_regex(match["negated"], match["body"]), match.end()
        elif char == "\\" and offset < len(pattern):
            regex, offset = regex + re.escape(pattern[offset]), offset + 1
        else:
            regex += re.escape(char)
    yield regex


# A character class after its opening bracket. If a closing bracket comes first, it is one of the characters.
_CLASS = re.compile(r"(?P<negated>[!^]?)(?P<body>\]?(?:\\.|[^\]\\])*)\]", re.DOTALL)
# A character or a range of characters in a class.
_CHARACTERS = re.compile(r"(\\.|.)(?:-(\\.|[^\\]))?", re.DOTALL)


def _class_regex(negated: str, body: str) -> str:
    """Return a regular expression for a character class. A descending range, such as `z-a`, is its first character."""
    regex = ""
    for match in _CHARACTERS.finditer(body):
        low, high = (text and text[-1] for text in match.groups())
        regex += re.escape(low) + (f"{re.escape(low)}-{re.escape(high)}" if high and low <= high else "")
    return f"(?!/)[{'^' if negated else ''}{regex}]" if regex else "(?!)"
