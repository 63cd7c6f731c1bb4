"""Report which files and directories a search skips, and why."""

from __future__ import annotations

import os
from collections.abc import Callable

from .walk import IGNORED, NOT_SELECTED, OnSkip, separator_of

_ANY_NAME = "\x01newsparse"  # a name that only patterns for all names in a directory match


class SkipReporter:
    """Calls a function for each skipped path, but only once for a directory that is skipped whole.

    `globs` are the patterns that select files in directories.
    """

    def __init__(self, on_skip: OnSkip, globs: tuple[str, ...]) -> None:
        self._on_skip = on_skip
        self._not_selected = f"does not match {' or '.join(globs)}"
        self._last_folder = ""  # the directory reported last, with a separator at the end

    def report(self, path: str, reason: str) -> None:
        """Report a path."""
        self._on_skip(_plain(path), self._not_selected if reason == NOT_SELECTED else reason)

    def report_ignored(self, path: str) -> None:
        """Report a path that git ignores."""
        self.report(path, IGNORED)

    def report_whole(self, path: str, root: str, is_skipped: Callable[[str], bool], reason: str) -> None:
        """Report a file below `root`, or the outermost directory below it of which `is_skipped` skips all files."""
        if self._last_folder and path.startswith(self._last_folder):
            return
        separator = separator_of(path)
        names = path.split(separator)
        below = "" if root == os.curdir else root
        for folder in (separator.join(names[:number]) for number in range(1, len(names))):
            if len(folder) > len(below) and is_skipped(f"{folder}{separator}{_ANY_NAME}"):
                self._last_folder = folder + separator
                self.report(folder, reason)
                return
        self.report(path, reason)


def _plain(path: str) -> str:
    """Return a path without `./` at its beginning."""
    return path.removeprefix(os.curdir + os.sep)
