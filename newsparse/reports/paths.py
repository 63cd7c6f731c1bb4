"""Paths of inputs in reports."""

from __future__ import annotations

import os
from functools import lru_cache

from ..checks.settings import relative_path


def report_path(source: str, *, relative: bool = True) -> str:
    """Return the path of an input as a report prints it.

    Standard input is `<stdin>`, an empty path `''`. If `relative`, a path below the working directory is relative to
    it and normalized, as CI systems expect; otherwise it stays as it was given. The result may contain surrogates for
    bytes that are not UTF-8: escape it with `escape_non_utf8` or `printable`, or percent-encode it.
    """
    if source == "-":
        return "<stdin>"
    if not source:
        return "''"
    return _relative(source, os.getcwd()) if relative else source


@lru_cache(maxsize=1024)
def _relative(source: str, folder: str) -> str:
    path = relative_path(source, folder)  # the address of an object is returned unchanged
    if path == source or (os.path.isabs(source) and not path.startswith("..")):
        return path
    return os.path.normpath(source).replace(os.sep, "/")
