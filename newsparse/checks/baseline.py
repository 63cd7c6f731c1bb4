"""Known findings, which are no longer reported: a baseline keys on path, rule and the text of the line."""

from __future__ import annotations

import codecs
import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator

from ..problems import FAILURES, unreadable
from ..storage import stores
from ..text.limits import MAX_SIZE
from .linter import Checked, Finding, row_digest
from .settings import below

_VERSION = 1
_SHOWN = 40  # characters of a wrong version


class BaselineError(Exception):
    """A baseline that cannot be read; the message says why."""


Known = Counter[tuple[str, str]]  # path below the baseline's folder; code and digest of the line


def read_baseline(path: str) -> Known:
    """The known findings that a file holds, and how often each. Raises BaselineError."""
    try:
        data = json.loads(stores.read_input(path, MAX_SIZE, _is_none, pipes=True))
        if data["version"] != _VERSION:
            found = str(data["version"])[:_SHOWN]
            raise BaselineError(f"{path}: a baseline of version {found}; this newsparse reads {_VERSION}")
        rows = ((source, key, count) for source, keys in data["findings"].items() for key, count in keys.items())
        return Counter({(source, key): _count(count) for source, key, count in rows})
    except OSError as error:
        raise BaselineError(f"{path}: {unreadable(error, is_input=False)}") from None
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
        raise BaselineError(f"{path}: not a baseline; write one with --write-baseline") from None


def _is_none(head: bytes) -> bool:
    """Whether what begins so is no JSON object in UTF-8."""
    return b"\0" in head or not head.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"{")


def _count(value: object) -> int:
    if type(value) is not int or value < 1:  # a bool is an int too
        raise ValueError("a count is a whole number of 1 or more")
    return value


def baseline_text(path: str, checked: Iterable[Checked]) -> tuple[str, int]:
    """The text of a baseline at `path` that holds all findings of `checked` that can be known, and how many."""
    known: dict[str, Counter[str]] = {}
    for one in checked:
        for finding in filter(_can_be_known, one.findings):
            source, key = _key(finding, os.path.dirname(path))
            known.setdefault(source, Counter())[key] += 1
    data = {"version": _VERSION, "findings": {source: dict(sorted(keys.items())) for source, keys in known.items()}}
    text = json.dumps(data, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    return text, sum(keys.total() for keys in known.values())


class NewFindings:
    """`checked` without the findings that the baseline at `path` knows, each as often as it knows it.

    `hidden` counts those while they are iterated over.
    """

    def __init__(self, checked: Iterable[Checked], known: Known, path: str) -> None:
        self._checked, self._left, self._folder = checked, known.copy(), os.path.dirname(path)
        self.hidden = 0

    def __iter__(self) -> Iterator[Checked]:
        for one in self._checked:
            new = tuple(finding for finding in one.findings if not self._take(finding))
            self.hidden += len(one.findings) - len(new)
            yield one._replace(findings=new)

    def _take(self, finding: Finding) -> bool:
        """Whether the baseline knows this finding more often than it has occurred so far."""
        key = _key(finding, self._folder)
        if not _can_be_known(finding) or self._left[key] <= 0:
            return False
        self._left[key] -= 1
        return True


def _can_be_known(finding: Finding) -> bool:
    return finding.code not in FAILURES


def _key(finding: Finding, folder: str) -> tuple[str, str]:
    source = finding.source
    if source != "-":
        source = below(source, folder)
    return source, f"{finding.code} {row_digest(finding.row)}"
